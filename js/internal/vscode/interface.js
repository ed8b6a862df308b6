'use strict'
// The telemetry interface of an extension in VS Code: the consent question, a status bar item and an output channel.

const { invalidArgument } = require('../errors.js')
const { readOptions } = require('../options.js')
const { deciderOf, readSource, readText } = require('./source.js')
const { filled, textsFor } = require('./texts.js')

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
  const words = textsFor(vscode.env.language, texts)
  if (typeof memory?.get !== 'function' || typeof memory?.update !== 'function') {
    throw invalidArgument('options.memory', 'a Memento, such as context.globalState')
  }
  const key = `candor.asked.${readText(setting, 'options.setting')}`
  const { globalValue, globalLocalValue } = vscode.workspace.getConfiguration().inspect(setting) ?? {}
  // Does not ask a user who has already chosen, or has turned VS Code's own telemetry off.
  const hasAnswered = globalValue !== undefined || globalLocalValue !== undefined
  if (hasAnswered || isTurnedOff(vscode) || memory.get(key)) return null
  const choices = [...(show ? [words.show] : []), words.yes, words.no]
  const question = filled(words.question, { name: readText(name, 'options.name') })
  // Saved before the answer: a user who closes the question has not agreed, and is not asked again.
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
 * Whether the user has turned VS Code's own telemetry off. Users who still allow crash reports are asked.
 * @param {any} vscode
 */
function isTurnedOff({ env, workspace }) {
  if (env.isTelemetryEnabled !== false) return false
  return workspace.getConfiguration().get?.('telemetry.telemetryLevel') !== 'error'
}

/**
 * @param {any} given a server or a `TelemetrySource`
 * @param {any} vscode
 * @param {any} options
 * @returns {Disposable}
 */
function statusItem(given, vscode, options) {
  const source = readSource(given)
  const { name, id, command, setting, texts } = readOptions(options, ['name', 'id', 'command', 'setting', 'texts'])
  const words = textsFor(vscode.env.language, texts)
  const item = vscode.window.createStatusBarItem(readText(id, 'options.id'), RIGHT, 0)
  item.name = `${readText(name, 'options.name')}: ${words.telemetry}`
  if (command !== undefined) item.command = command
  const update = () => {
    const level = source.telemetryStatus()?.level ?? null
    const who = deciderOf(source, vscode, setting, words)
    const decided = who === '' ? '' : ` ${filled(words.decidedBy, { who })}`
    const meaning = `${level === null ? words.stopped : words[level]}${decided}`
    const shown = level ?? words.notRunning
    item.text = `$(${ICONS[level ?? 'off']}) ${words.telemetry}: ${shown}`
    item.tooltip = `${name}: ${meaning}`
    item.accessibilityInformation = { label: `${name}, ${words.telemetry}: ${shown}. ${meaning}` }
  }
  update()
  item.show()
  const ends = [source.onDidChangeTelemetry(update), onSettingChange(vscode, setting, update)]
  return { dispose: () => [...ends, item].forEach((end) => end.dispose()) }
}

/**
 * @param {any} given a server or a `TelemetrySource`
 * @param {any} vscode
 * @param {any} options
 * @returns {Disposable}
 */
function outputChannel(given, vscode, options) {
  const source = readSource(given)
  const { name } = readOptions(options, ['name'])
  const channel = vscode.window.createOutputChannel(readText(name, 'options.name'), { log: true })
  const write = () => {
    const status = source.telemetryStatus()
    if (status === null) return channel.info('the language server has stopped; no telemetry is sent')
    const { level, decidedBy, environment, host, client, dropped } = status
    const stated = Object.entries({ environment, host, client }).map(
      ([source, word]) => `${source}: ${word ?? 'not set'}`,
    )
    const lost = Object.entries(dropped).map(([reason, count]) => `${reason}: ${count}`)
    channel.info(
      `telemetry level ${level}, decided by ${decidedBy} (${stated.join(', ')}); lost events (${lost.join(', ')})`,
    )
  }
  write()
  const listening = source.onDidChangeTelemetry(write)
  return { dispose: () => [listening, channel].forEach((end) => end.dispose()) }
}

/**
 * Calls `listener` when the setting changes: the source that decides can change even if the level does not.
 * @param {any} vscode
 * @param {string | undefined} setting
 * @param {() => void} listener
 * @returns {Disposable}
 */
function onSettingChange(vscode, setting, listener) {
  if (setting === undefined) return { dispose() {} }
  return vscode.workspace.onDidChangeConfiguration((/** @type {any} */ change) => {
    if (change.affectsConfiguration(setting)) listener()
  })
}

module.exports = { consentPrompt, onSettingChange, outputChannel, statusItem }
