'use strict'

// The output formats of `candor check`.

const path = require('node:path')
const { pathToFileURL } = require('node:url')

const { version } = require('../../../package.json')
const { palette, wantsColours } = require('../terminal/colours.js')
const { printable } = require('../terminal/printable.js')

/** @typedef {import('./check.js').Problem} Problem */
/**
 * @typedef {object} Result
 * @property {Problem[]} problems sorted by position
 * @property {number} files that were checked
 * @property {number} fixed files that were changed
 * @property {{ path: string, reason: string }[]} unreadable files and folders that were not checked
 */

const SARIF_LEVELS = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
])
const GITHUB_LEVELS = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
])

/** @type {Readonly<Record<string, (result: Result) => string>>} */
const WRITERS = { pretty, json, sarif, github, junit }

/** @param {Result} result @param {string} format */
function writeProblems(result, format) {
  return WRITERS[format](result)
}

/** @param {Result} result with the summary first, because long output is read from the top */
function pretty({ problems, files, fixed, unreadable }) {
  const { bold, cyan, dim, green, red, yellow } = palette(wantsColours(process.stdout, process.env))
  const paint = new Map([
    ['error', red],
    ['warning', yellow],
  ])
  const counts = ['error', 'warning', 'information', 'hint'].map((severity) => {
    const amount = problems.filter((problem) => problem.severity === severity).length
    return amount === 0 ? '' : count(amount, severity)
  })
  if (problems.length === 0 && (files > 0 || unreadable.length === 0)) counts.push(green('no problems'))
  if (unreadable.length > 0) counts.push(red(`${count(unreadable.length, 'path')} cannot be read`))
  const conclusion = counts.filter(Boolean).join(', ')
  const lines = [bold(`${count(files, 'file')} checked: ${conclusion}`)]
  if (fixed > 0) lines.push(`${count(fixed, 'file')} fixed`)
  const rules = byRule(problems)
  const width = Math.max(...rules.map(([, amount]) => String(amount).length))
  for (const [rule, amount] of rules) lines.push(`  ${String(amount).padStart(width)}  ${printable(rule)}`)
  if (problems.length > 0) lines.push('')
  for (const { path, line, column, severity, code, message } of problems) {
    const place = cyan(`${printable(path)}:${line}:${column}`)
    const name = (paint.get(severity) ?? cyan)(severity)
    lines.push(`${place} ${name} ${code === null ? '' : `${dim(String(code))} `}${printable(message)}`)
  }
  return `${lines.join('\n')}\n`
}

/** @param {Result} result */
function json({ problems, files, fixed, unreadable }) {
  const summary = Object.fromEntries(byRule(problems))
  return `${JSON.stringify({ version, files, fixed, summary, problems, unreadable }, null, 2)}\n`
}

/** @param {Result} result */
function github({ problems, unreadable }) {
  const lines = problems.map(({ path, line, column, endLine, endColumn, severity, code, message }) => {
    const place = { file: path, line, endLine, ...(line === endLine && { col: column, endColumn }) }
    const title = code === null ? {} : { title: String(code) }
    const properties = Object.entries({ ...place, ...title }).map(([key, value]) => `${key}=${property(String(value))}`)
    return `::${GITHUB_LEVELS.get(severity) ?? 'notice'} ${properties.join(',')}::${data(message)}\n`
  })
  for (const each of unreadable) lines.push(`::error file=${property(each.path)}::${data(cannotRead(each))}\n`)
  return lines.join('')
}

/** Escapes the message of a GitHub workflow command. @param {string} text */
function data(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** @param {string} text */
function property(text) {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** SARIF 2.1.0. @param {Result} result */
function sarif({ problems, unreadable }) {
  const rules = [
    ...new Map(problems.filter(({ code }) => code !== null).map((problem) => [problem.code, problem])).values(),
  ]
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'candor',
            version,
            rules: rules.map(({ code, url }) => ({ id: String(code), ...(url !== null && { helpUri: url }) })),
          },
        },
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map((each) => ({
              level: 'error',
              message: { text: cannotRead(each) },
              locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(each.path) } } }],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: problems.map(({ path: file, line, column, endLine, endColumn, severity, code, message }) => ({
          ...(code !== null && { ruleId: String(code) }),
          level: SARIF_LEVELS.get(severity) ?? 'note',
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                region: { startLine: line, startColumn: column, endLine, endColumn },
              },
            },
          ],
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** @param {string} file */
function uriOf(file) {
  if (path.isAbsolute(file)) return pathToFileURL(file).href
  return file.split(/[\\/]/).map(encodeURIComponent).join('/')
}

/** One test suite per file, one failed test per problem, and one with an error per unreadable path. @param {Result} result */
function junit({ problems, files, unreadable }) {
  /** @type {Map<string, Problem[]>} */ const byFile = new Map()
  for (const problem of problems) byFile.set(problem.path, [...(byFile.get(problem.path) ?? []), problem])
  const suites = [...byFile].map(([file, found]) => {
    const cases = found.map(({ line, column, severity, code, message }) => {
      const name = xml(`${code ?? severity} at ${line}:${column}`)
      const text = xml(`${file}:${line}:${column}: ${severity}: ${message}`)
      return `    <testcase name="${name}" classname="${xml(file)}">\n      <failure type="${severity}" message="${xml(message)}">${text}</failure>\n    </testcase>\n`
    })
    const { length } = found
    return `  <testsuite name="${xml(file)}" tests="${length}" failures="${length}" errors="0">\n${cases.join('')}  </testsuite>\n`
  })
  for (const { path: file, reason } of unreadable) {
    suites.push(
      `  <testsuite name="${xml(file)}" tests="1" failures="0" errors="1">\n    <testcase name="cannot be read" classname="${xml(file)}">\n      <error type="unreadable" message="${xml(reason)}">${xml(cannotRead({ path: file, reason }))}</error>\n    </testcase>\n  </testsuite>\n`,
    )
  }
  if (suites.length === 0) {
    suites.push(
      `  <testsuite name="candor check" tests="1" failures="0" errors="0">\n    <testcase name="${count(files, 'file')} without problems" classname="candor"/>\n  </testsuite>\n`,
    )
  }
  const total = Math.max(problems.length + unreadable.length, 1)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="candor check" tests="${total}" failures="${problems.length}" errors="${unreadable.length}">\n${suites.join('')}</testsuites>\n`
}

/** @param {string} text without the characters that XML forbids */
function xml(text) {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
}

/** @param {readonly Problem[]} problems @returns {[string, number][]} the most frequent first */
function byRule(problems) {
  /** @type {Map<string, number>} */ const amounts = new Map()
  for (const { code, severity } of problems) {
    const rule = code === null ? `${severity} without a rule` : String(code)
    amounts.set(rule, (amounts.get(rule) ?? 0) + 1)
  }
  return [...amounts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
}

/** @param {{ path: string, reason: string }} unreadable */
function cannotRead({ path, reason }) {
  return `cannot read '${path}': ${reason}`
}

/** @param {number} amount @param {string} noun */
function count(amount, noun) {
  const plural = noun === 'information' ? noun : `${noun}s`
  return `${amount} ${amount === 1 ? noun : plural}`
}

module.exports = { cannotRead, writeProblems }
