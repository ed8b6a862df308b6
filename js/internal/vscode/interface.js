'use strict'
// What an extension shows of telemetry in VS Code: a question, an item in the status bar, and an output channel.

const { invalidArgument, guardGetter } = require('../errors.js')
const { own } = require('../own.js')
const { internalsOf, onHostLevelChange, onStopped } = require('../server-registry.js')
const { textsFor } = require('./texts.js')

/** @typedef {import('../../index.js').LanguageServer<any>} LanguageServer */
/** @typedef {import('../../vscode.js').Disposable} Disposable */

const ICONS = { off: 'circle-slash', error: 'bug', all: 'broadcast' }
/** `ConfigurationTarget.Global` and `StatusBarAlignment.Right` of VS Code. */
const GLOBAL = 1
const RIGHT = 2

/**
 * @param {any} vscode
 * @param {any} options
 * @returns {Promise<'all' | 'off' | 'show' | null>}
 */
async function consentPrompt(vscode, options) {
  const { name, setting, memory, show, texts } = readOptions(options, ['name', 'setting', 'memory', 'show', 'texts'])
  if (typeof memory?.get !== 'function' || typeof memory?.update !== 'function') {
    throw invalidArgument('options.memory', 'a Memento, such as context.globalState')
  }
  const key = `candor.asked.${text(setting, 'options.setting')}`
  const { globalValue, globalLocalValue } = vscode.workspace.getConfiguration().inspect(setting) ?? {}
  // A user who has already chosen, or has turned VS Code's own telemetry off, has answered.
  const hasAnswered = globalValue !== undefined || globalLocalValue !== undefined
  if (hasAnswered || vscode.env.isTelemetryEnabled === false || memory.get(key)) return null
  const words = textsFor(vscode.env.language, texts)
  const choices = [...(show ? [words.show] : []), words.yes, words.no]
  const question = words.question.replace('{name}', () => text(name, 'options.name'))
  // Before the answer: a user who closes the question has not agreed, and is not asked again.
  await memory.update(key, true)
  const answer = await vscode.window.showInformationMessage(question, ...choices)
  if (answer === undefined) return null
  if (show && answer === words.show) {
    show()
    return 'show'
  }
  const level = answer === words.yes ? 'all' : 'off'
  await vscode.workspace.getConfiguration().update(setting, level, GLOBAL)
  return level
}

/**
 * @param {LanguageServer} server
 * @param {any} vscode
 * @param {any} options
 * @returns {Disposable}
 */
function statusItem(server, vscode, options) {
  internalsOf(server)
  const { name, id, command, texts } = readOptions(options, ['name', 'id', 'command', 'texts'])
  const words = textsFor(vscode.env.language, texts)
  const item = vscode.window.createStatusBarItem(text(id, 'options.id'), RIGHT, 0)
  item.name = `${text(name, 'options.name')}: ${words.telemetry}`
  if (command !== undefined) item.command = command
  const update = (/** @type {boolean} */ isRunning) => {
    const level = isRunning ? server.telemetryStatus().level : null
    const meaning = level === null ? words.stopped : words[level]
    const shown = level ?? words.notRunning
    item.text = `$(${ICONS[level ?? 'off']}) ${words.telemetry}: ${shown}`
    item.tooltip = `${name}: ${meaning}`
    item.accessibilityInformation = { label: `${name}, ${words.telemetry}: ${shown}. ${meaning}` }
  }
  update(true)
  item.show()
  const ends = [onHostLevelChange(server, () => update(true)), onStopped(server, () => update(false))]
  return { dispose: () => [...ends, () => item.dispose()].forEach((end) => end()) }
}

/**
 * @param {LanguageServer} server
 * @param {any} vscode
 * @param {any} options
 * @returns {Disposable}
 */
function outputChannel(server, vscode, options) {
  internalsOf(server)
  const { name } = readOptions(options, ['name'])
  const channel = vscode.window.createOutputChannel(text(name, 'options.name'), { log: true })
  const write = () => {
    const { level, decidedBy, environment, host, client, dropped } = server.telemetryStatus()
    const stated = Object.entries({ environment, host, client }).map(
      ([source, word]) => `${source}: ${word ?? 'nothing'}`,
    )
    const lost = Object.entries(dropped).map(([reason, count]) => `${reason}: ${count}`)
    channel.info(
      `telemetry level ${level}, decided by ${decidedBy} (${stated.join(', ')}); lost events (${lost.join(', ')})`,
    )
  }
  write()
  const ends = [
    onHostLevelChange(server, write),
    onStopped(server, () => channel.info('the language server has stopped; nothing is sent')),
  ]
  return { dispose: () => [...ends, () => channel.dispose()].forEach((end) => end()) }
}

/**
 * @param {unknown} options
 * @param {readonly string[]} known
 * @returns {Record<string, any>}
 */
function readOptions(options, known) {
  const given = guardGetter('options', () => ({ __proto__: null, .../** @type {object} */ (options ?? {}) }))
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalidArgument(`options.${unknown}`, 'left out: there is no such option')
  const texts = own(given, 'texts')
  if (texts !== undefined && (typeof texts !== 'object' || texts === null)) {
    throw invalidArgument('options.texts', 'an object')
  }
  return given
}

/** @param {unknown} value @param {string} field @returns {string} */
function text(value, field) {
  if (typeof value !== 'string' || value === '') throw invalidArgument(field, 'a string that is not empty')
  return value
}

module.exports = { consentPrompt, outputChannel, statusItem }
