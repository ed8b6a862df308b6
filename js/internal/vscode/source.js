'use strict'
// The source of the interface's data: a server in this process, or a `TelemetrySource` of the extension.

const { invalidArgument, guardGetter } = require('../errors.js')
const { readProperty } = require('../read-property.js')
const { isObject } = require('../own.js')
const { onSent, outlets } = require('../events/sent-events.js')
const { chosenByUser } = require('./levels.js')
const { internalsOf, onHostLevelChange, onStopped } = require('../server-registry.js')

/** @typedef {import('../../vscode.js').TelemetrySource} TelemetrySource */

/**
 * @param {any} source a server or a `TelemetrySource`
 * @returns {TelemetrySource}
 */
function readSource(source) {
  const methods = ['telemetryStatus', 'onDidChangeTelemetry']
  const isSource = guardGetter('source', () => {
    return isObject(source) && methods.every((name) => typeof readProperty(source, name)?.value === 'function')
  })
  return isSource ? source : sourceOfServer(source)
}

/**
 * @param {import('../../index.js').LanguageServer<any>} server
 * @returns {TelemetrySource}
 */
function sourceOfServer(server) {
  const internals = internalsOf(server)
  let isStopped = false
  onStopped(server, () => (isStopped = true))
  return {
    events: internals.events,
    binary: internals.binary,
    telemetryStatus: () => (isStopped ? null : server.telemetryStatus()),
    onDidChangeTelemetry: (listener) => {
      const ends = [onHostLevelChange(server, () => listener()), onStopped(server, () => listener())]
      return { dispose: () => ends.forEach((end) => end()) }
    },
    onDidSend: (listener) => ({ dispose: onSent(server, listener) }),
    relayStatus: () => outlets.get(server)?.status() ?? null,
    allowedByVsCode: () => outlets.get(server)?.allowed?.() ?? null,
  }
}

/**
 * The level that VS Code itself allows, according to the source or else to the module `vscode`.
 * @param {TelemetrySource} source
 * @param {any} vscode
 * @returns {import('../../index.js').TelemetryLevel}
 */
function allowedBy(source, vscode) {
  return source.allowedByVsCode?.() ?? (vscode.env.isTelemetryEnabled === false ? 'off' : 'all')
}

/**
 * The level that the user chose; null before the first choice.
 * @param {any} vscode
 * @param {string} setting
 */
function chosenIn(vscode, setting) {
  const value = chosenByUser(vscode.workspace.getConfiguration().inspect(setting) ?? {})
  if (value === undefined) return null
  return value === 'all' || value === 'error' ? value : 'off'
}

/**
 * Who decided the level, in the language of the user; empty if that is unknown.
 * @param {TelemetrySource} source
 * @param {any} vscode
 * @param {string | undefined} setting
 * @param {import('../../vscode.js').InterfaceTexts} words
 */
function deciderOf(source, vscode, setting, words) {
  const status = source.telemetryStatus()
  if (status === null) return ''
  if (status.decidedBy === 'environment') return words.byEnvironment
  if (setting === undefined) return ''
  const choice = chosenIn(vscode, setting)
  if (choice === null) return words.byDefault
  return allowedBy(source, vscode) === status.level && choice !== status.level ? words.byVsCode : words.bySetting
}

/** @param {unknown} value @param {string} field @returns {string} */
function readText(value, field) {
  if (typeof value !== 'string' || value === '') throw invalidArgument(field, 'a non-empty string')
  return value
}

module.exports = { allowedBy, chosenIn, deciderOf, readSource, readText }
