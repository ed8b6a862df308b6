'use strict'

// Formats a preview for people. Every event is printed as the exact JSON that would be sent.

const { eventKind } = require('../../index.js')
const { own } = require('../../internal/own.js')
const { formOf, propertiesOf } = require('../events/declarations.js')
const { printable } = require('../terminal/printable.js')

/** Values that differ between sessions: UUIDs, and hashes with the session's own key. */
const EXAMPLE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/
const JSON_TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** File names to show for each language; --json has all. */
const MAX_NAMES_SHOWN = 5
/** Diagnostics to show without --all. */
const MAX_DIAGNOSTICS_SHOWN = 50
/** Modules to show without --all. */
const MAX_MODULES_SHOWN = 20
/** The environment variables that can lower the level. */
const VARIABLES = ['DO_NOT_TRACK', 'CANDOR_TELEMETRY']

/** @type {Readonly<Record<string, string>>} */
const DESCRIPTIONS = {
  initialize: 'a session began; the event contains which options and capabilities the editor set, without their values',
  moduleData: 'a Terraform module was opened, or its requirements changed',
  'server_heartbeat initialized': 'a session began',
  'server_heartbeat panic':
    'the language server failed to handle a message; the event names only functions of the server',
  'server_user_action commandExecuted': 'a quick fix of the language server was used',
  'server_user_action fileModified': 'a file was modified for the first time in this session',
}

/** @typedef {import('./preview.js').Preview} Preview */
/** @typedef {import('../terminal/colours.js').Palette} Palette */

/**
 * @param {Preview} preview
 * @param {{ requested: string, all: boolean, colours: Palette, environment: NodeJS.ProcessEnv }} context
 * @returns {string}
 */
function writeReport(preview, { requested, all, colours, environment }) {
  const isLimited = preview.decidedBy === 'environment' && preview.level !== requested
  return [
    ...header(preview, requested, colours),
    ...summary(preview, colours),
    ...(isLimited ? environmentNotice(preview, requested, colours, environment) : []),
    ...(all ? eventList(preview, colours) : eventGroups(preview, colours)),
    ...declaredList(preview, colours),
    ...fileList(preview, colours),
    ...moduleList(preview, all, colours),
    ...diagnosticList(preview, all, colours),
    '',
  ].join('\n')
}

/**
 * @param {Preview} preview
 * @param {string} requested
 * @param {Palette} colours
 */
function header({ folder, level, decidedBy }, requested, { bold }) {
  const decider = decidedBy === 'host' ? `the host (here: --level ${requested})` : `the ${decidedBy}`
  return [
    bold('candor preview'),
    `  folder      ${printable(folder)}`,
    `  level       ${level}`,
    `  decided by  ${decider}`,
  ]
}

/**
 * @param {Preview} preview
 * @param {string} requested
 * @param {Palette} colours
 * @param {NodeJS.ProcessEnv} environment
 */
function environmentNotice({ level }, requested, { yellow }, environment) {
  const stated = VARIABLES.filter((name) => own(environment, name)).map(
    (name) => `${name}=${printable(own(environment, name))}`,
  )
  const consequence =
    level === 'off'
      ? 'At this level nothing would leave this machine, whatever level an editor sets.'
      : 'At this level only crash reports would be sent, whatever level an editor sets.'
  return [
    '',
    yellow(`The environment (${stated.join(', ')}) allows at most '${level}'; --level is '${requested}'.`),
    yellow(consequence),
  ]
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function fileList({ files, unreadable }, { bold, cyan, red, dim }) {
  const lines = ['', bold(`${count(files.length, 'file')} in supported languages`)]
  const languages = [...new Set(files.map(({ languageId }) => languageId))].sort()
  for (const languageId of languages) {
    const names = files.filter((file) => file.languageId === languageId).map((file) => printable(file.path))
    const more = names.length > MAX_NAMES_SHOWN ? dim(` and ${names.length - MAX_NAMES_SHOWN} more`) : ''
    const total = String(names.length).padStart(5)
    lines.push(`  ${cyan(languageId.padEnd(14))} ${total}  ${names.slice(0, MAX_NAMES_SHOWN).join(', ')}${more}`)
  }
  for (const { path, reason } of unreadable)
    lines.push(`  ${red('not read'.padEnd(14))}        ${printable(path)}: ${reason}`)
  return lines
}

/**
 * @param {Preview} preview
 * @param {boolean} all
 * @param {Palette} colours
 */
function moduleList({ modules }, all, { bold, dim }) {
  if (modules.length === 0) return []
  const shown = modules.slice(0, all ? modules.length : MAX_MODULES_SHOWN).map(({ path, files, isInitialized }) => {
    const notes = [count(files, 'file'), ...(isInitialized ? ['initialized'] : [])].join(', ')
    return `  ${printable(path)}  ${dim(notes)}`
  })
  const more =
    !all && modules.length > MAX_MODULES_SHOWN ? [dim(`  and ${modules.length - MAX_MODULES_SHOWN} more`)] : []
  return ['', bold(count(modules.length, 'Terraform module')), ...shown, ...more]
}

/**
 * @param {Preview} preview
 * @param {boolean} all
 * @param {Palette} colours
 */
function diagnosticList({ diagnostics }, all, { bold, red, yellow, cyan, dim }) {
  const paint = new Map([
    ['error', red],
    ['warning', yellow],
  ])
  const rules = new Map()
  for (const { code, severity } of diagnostics) {
    const rule = String(code ?? severity)
    rules.set(rule, (rules.get(rule) ?? 0) + 1)
  }
  const shown = all ? diagnostics : diagnostics.slice(0, MAX_DIAGNOSTICS_SHOWN)
  const lines = shown.map(({ path, line, column, severity, code, message }) => {
    const place = `${printable(path)}:${line}:${column}`
    return `  ${place} ${(paint.get(severity) ?? cyan)(severity)} ${dim(String(code ?? '-'))} ${printable(message)}`
  })
  const counts = [...rules].sort(([, a], [, b]) => b - a).map(([rule, amount]) => `${printable(rule)} ${amount}`)
  const more = diagnostics.length - shown.length
  return [
    '',
    bold(count(diagnostics.length, 'diagnostic')),
    ...(diagnostics.length > shown.length || rules.size > 1 ? [`  ${counts.join(', ')}`] : []),
    ...lines,
    ...(more > 0 ? [dim(`  and ${more} more; --all shows them`)] : []),
  ]
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function eventList({ events }, colours) {
  const { cyan, dim } = colours
  return events.flatMap((event, index) => [
    '',
    `${dim(`${index + 1}/${events.length}`)} ${cyan(event.name)} ${eventKind(event)}${dim(descriptionOf(event))}`,
    ...jsonOf(event, colours),
  ])
}

/**
 * @param {import('./preview.js').AnyEvent} event
 * @param {Palette} colours
 */
function jsonOf(event, colours) {
  const examples = [...new Set(examplesIn(event.properties))]
  const note = colours.magenta(`example values, different in every session: ${examples.join(', ')}`)
  return [paintJson(JSON.stringify(event, null, 2), colours), ...(examples.length > 0 ? [note] : [])]
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function summary({ events, files, diagnostics, level }, { bold, green }) {
  const amount =
    events.length === 0 ? 'nothing would be sent' : `${count(events.length, 'telemetry event')} would be sent`
  const found = `${count(files.length, 'file')} in supported languages, ${count(diagnostics.length, 'diagnostic')}`
  return [
    '',
    bold(`At level '${level}', with each file modified once, ${amount}.`),
    `${found}. ${green('This was a preview: nothing was sent.')}`,
  ]
}

/**
 * Shows one event of each kind, with the number of such events.
 * @param {Preview} preview
 * @param {Palette} colours
 */
function eventGroups({ events }, colours) {
  if (events.length === 0) return []
  const { bold, cyan, dim } = colours
  /** @type {Map<string, import('./preview.js').AnyEvent[]>} */ const groups = new Map()
  for (const event of events) {
    const key = titleOf(event)
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  const lines = ['', bold('telemetry events, one example of each kind')]
  for (const [title, group] of groups) {
    const [example] = group
    lines.push('', `${group.length} × ${cyan(title)} ${eventKind(example)}${dim(descriptionOf(example))}`)
    lines.push(...jsonOf(example, colours))
  }
  if (groups.size < events.length) lines.push('', dim('--all shows every event'))
  return lines
}

/**
 * The events that the extension declares. Its own code records them, so no folder causes them.
 * @param {Preview} preview
 * @param {Palette} colours
 */
function declaredList({ declared }, { bold, cyan, dim }) {
  if (declared === undefined || declared.length === 0) return []
  const lines = [
    '',
    bold(
      `${count(declared.length, 'event')} declared by the extension (recorded by its own code, not by opening files)`,
    ),
  ]
  for (const [name, event] of declared) {
    lines.push(`  ${cyan(name)} ${event.kind}${dim(`: ${printable(event.description)}`)}`)
    for (const [key, property] of propertiesOf(event)) lines.push(`    ${key}: ${dim(formOf(property))}`)
  }
  return lines
}

/** @param {import('./preview.js').AnyEvent} event */
function titleOf(event) {
  const detail = own(event.properties, 'type') ?? own(event.properties, 'action')
  return detail === undefined ? event.name : `${event.name} ${detail}`
}

/** @param {import('./preview.js').AnyEvent} event */
function descriptionOf(event) {
  const description = own(DESCRIPTIONS, titleOf(event))
  return description === undefined ? '' : `: ${description}`
}

/**
 * Adds colours without changing the text.
 * @param {string} json
 * @param {Palette} colours
 */
function paintJson(json, { cyan, green, magenta, yellow }) {
  return json.replace(JSON_TOKEN, (token, text, colon) => {
    if (text === undefined) return yellow(token)
    const paint = EXAMPLE.test(text) ? magenta : colon === undefined ? green : cyan
    return `${paint(text)}${colon ?? ''}`
  })
}

/**
 * @param {object} properties
 * @returns {string[]} the names of the properties whose values or keys contain a UUID or a hash
 */
function examplesIn(properties) {
  return Object.entries(properties)
    .filter(([, value]) => EXAMPLE.test(JSON.stringify(value)))
    .map(([name]) => name)
}

/**
 * @param {number} amount
 * @param {string} noun
 */
function count(amount, noun) {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

module.exports = { writeReport }
