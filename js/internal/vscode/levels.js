'use strict'
// The level that VS Code and its settings allow: the lowest of all sources.

const { lowest } = require('../events/levels.js')
const { readProperty } = require('../read-property.js')

/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */

/** Values that can only lower the user's choice, because others may have set them. */
const OTHERS = /** @type {const} */ ([
  'globalRemoteValue',
  'workspaceValue',
  'workspaceFolderValue',
  'defaultLanguageValue',
  'globalLanguageValue',
  'workspaceLanguageValue',
  'workspaceFolderLanguageValue',
])

/**
 * The level that VS Code itself allows. Some versions stop updating a logger when its extension creates another one, so
 * `isTelemetryEnabled` counts, too.
 * @param {import('../../vscode.js').VsCode} vscode
 * @param {import('../../vscode.js').TelemetryLogger} logger
 */
function allowedByVsCode(vscode, logger) {
  if (logger.isUsageEnabled && vscode.env.isTelemetryEnabled !== false) return 'all'
  return logger.isErrorsEnabled ? 'error' : 'off'
}

/**
 * The level that a setting allows in all open folders: `off` if the user has not set it and it has no default.
 * @param {import('../../vscode.js').VsCode} vscode
 * @param {{ name: string, isNamed: boolean }} setting `isNamed` is false if the setting may belong to another
 *   extension, so that its default does not count
 */
function allowedBySetting({ workspace }, setting) {
  // `null` means no resource; `undefined` would mean the resource of the active editor.
  const scopes = [null, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)]
  return lowest(scopes.map((scope) => allowedIn(workspace.getConfiguration(undefined, scope), setting)))
}

/**
 * @param {import('../../vscode.js').Configuration} configuration
 * @param {{ name: string, isNamed: boolean }} setting
 */
function allowedIn(configuration, { name, isNamed }) {
  const values = configuration.inspect(name) ?? {}
  const chosen = chosenByUser(values) ?? (isNamed ? valueIn(values, 'defaultValue') : undefined)
  if (chosen === undefined) return 'off'
  // The effective value reflects policies of the machine.
  const others = [...OTHERS.map((place) => valueIn(values, place)), configuration.get(name)]
  return lowest([chosen, ...others.filter((value) => value !== undefined)])
}

/**
 * The value in the user's own settings, without those of a remote machine, which a dev container file in a repository can
 * change.
 * @param {import('../../vscode.js').Inspected} values
 */
function chosenByUser(values) {
  return valueIn(values, valueIn(values, 'globalRemoteValue') === undefined ? 'globalValue' : 'globalLocalValue')
}

/**
 * Reads one value without those of `Object.prototype`. Older versions of VS Code omit some.
 * @param {import('../../vscode.js').Inspected} values
 * @param {keyof import('../../vscode.js').Inspected} place
 */
function valueIn(values, place) {
  return readProperty(values, place)?.value
}

module.exports = { allowedBySetting, allowedByVsCode, chosenByUser }
