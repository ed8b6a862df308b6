'use strict'

// The readable form of a preview; every event is printed as the very JSON that would be sent.

const { eventKind } = require('../index.js')
const { own } = require('../internal/own.js')
const { printable } = require('./printable.js')

/** Values that are made anew in every session: UUIDs, and hashes with the session's own key. */
const EXAMPLE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/
const JSON_TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** File names that are shown of each language; --json has all. */
const MAX_NAMES_SHOWN = 5
/** Modules that are shown. */
const MAX_MODULES_SHOWN = 20
/** The names of the variables that can lower the level. */
const VARIABLES = ['DO_NOT_TRACK', 'CANDOR_TELEMETRY']

/** @type {Readonly<Record<string, string>>} */
const MEANINGS = {
  initialize: 'a session began: which options and capabilities the editor sent, without their text',
  moduleData: 'a Terraform module was opened, or what it requires changed',
  'server_heartbeat initialized': 'the language server is ready to work',
  'server_heartbeat panic': 'the language server failed to handle a message; names only its own functions',
  'server_user_action commandExecuted': 'a quick fix of the language server was used',
  'server_user_action fileModified': 'a file was modified for the first time in this session',
}

/** @typedef {import('./preview.js').Preview} Preview */
/** @typedef {import('./colours.js').Palette} Palette */

/**
 * @param {Preview} preview
 * @param {{ asked: string, colours: Palette, environment: NodeJS.ProcessEnv }} context
 * @returns {string}
 */
function writeReport(preview, { asked, colours, environment }) {
  const forbidden = preview.decidedBy === 'environment' && preview.level !== asked
  return [
    ...header(preview, asked, colours),
    ...(forbidden ? environmentNotice(preview, asked, colours, environment) : []),
    ...fileList(preview, colours),
    ...moduleList(preview, colours),
    ...diagnosticList(preview, colours),
    ...eventList(preview, colours),
    ...summary(preview, colours),
    '',
  ].join('\n')
}

/**
 * @param {Preview} preview
 * @param {string} asked
 * @param {Palette} colours
 */
function header({ folder, level, decidedBy }, asked, { bold }) {
  const decider = decidedBy === 'host' ? `the host, which here is --level ${asked}` : `the ${decidedBy}`
  return [
    bold('candor preview'),
    `  folder      ${printable(folder)}`,
    `  level       ${level}`,
    `  decided by  ${decider}`,
  ]
}

/**
 * @param {Preview} preview
 * @param {string} asked
 * @param {Palette} colours
 * @param {NodeJS.ProcessEnv} environment
 */
function environmentNotice({ level }, asked, { yellow }, environment) {
  const stated = VARIABLES.filter((name) => own(environment, name)).map(
    (name) => `${name}=${printable(own(environment, name))}`,
  )
  const consequence =
    level === 'off'
      ? 'At this level nothing would leave this machine, whatever an editor asks for.'
      : 'At this level only reports of crashes would be sent, whatever an editor asks for.'
  return [
    '',
    yellow(`The environment (${stated.join(', ')}) allows '${level}' at most; '${asked}' was asked for.`),
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
 * @param {Palette} colours
 */
function moduleList({ modules }, { bold, dim }) {
  if (modules.length === 0) return []
  const shown = modules.slice(0, MAX_MODULES_SHOWN).map(({ path, files, isInitialized }) => {
    const notes = [count(files, 'file'), ...(isInitialized ? ['initialized'] : [])].join(', ')
    return `  ${printable(path)}  ${dim(notes)}`
  })
  const more = modules.length > MAX_MODULES_SHOWN ? [dim(`  and ${modules.length - MAX_MODULES_SHOWN} more`)] : []
  return ['', bold(count(modules.length, 'Terraform module')), ...shown, ...more]
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function diagnosticList({ diagnostics }, { bold, red, yellow, cyan, dim }) {
  if (diagnostics.length === 0) return []
  const paint = new Map([
    ['error', red],
    ['warning', yellow],
  ])
  const lines = diagnostics.map(({ path, line, column, severity, code, message }) => {
    const place = `${printable(path)}:${line}:${column}`
    return `  ${place} ${(paint.get(severity) ?? cyan)(severity)} ${dim(String(code ?? '-'))} ${printable(message)}`
  })
  return ['', bold(count(diagnostics.length, 'diagnostic')), ...lines]
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function eventList({ events }, colours) {
  const { bold, cyan, dim, magenta } = colours
  const lines = ['', bold(`${count(events.length, 'telemetry event')} would be sent`)]
  for (const [index, event] of events.entries()) {
    const meaning = meaningOf(event)
    lines.push('', `${dim(`${index + 1}/${events.length}`)} ${cyan(event.name)} ${eventKind(event)}${dim(meaning)}`)
    lines.push(paintJson(JSON.stringify(event, null, 2), colours))
    const examples = [...new Set(examplesIn(event.properties))]
    if (examples.length > 0) lines.push(magenta(`example values, different in every session: ${examples.join(', ')}`))
  }
  return lines
}

/**
 * @param {Preview} preview
 * @param {Palette} colours
 */
function summary({ events, level }, { bold, green }) {
  const amount =
    events.length === 0
      ? 'nothing would be sent'
      : `${count(events.length, 'event')} would be sent: those above, and no more`
  return [
    '',
    `At level '${level}', with each file modified once, ${amount}.`,
    green(bold('This was a preview: nothing was sent.')),
  ]
}

/** @param {import('./preview.js').AnyEvent} event */
function meaningOf(event) {
  const detail = own(event.properties, 'type') ?? own(event.properties, 'action')
  const meaning = own(MEANINGS, detail === undefined ? event.name : `${event.name} ${detail}`)
  return meaning === undefined ? '' : `: ${meaning}`
}

/**
 * Adds colours and changes nothing else.
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
 * @returns {string[]} the names of the properties that hold a UUID or a hash, in their values or in their keys
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
