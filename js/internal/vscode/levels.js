'use strict'
// Says which level VS Code and its settings allow. Nobody here can raise what another has lowered.

const { lowest } = require('../events/levels.js')
const { readProperty } = require('../read-property.js')

/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */

/** What can lower what the user chose, and never raise it: somebody else may have written it. */
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
 * What VS Code itself allows. Some versions keep the state of a logger only until its extension makes another, so what
 * all extensions are told counts too.
 * @param {import('../../vscode.js').VsCode} vscode
 * @param {import('../../vscode.js').TelemetryLogger} logger
 */
function allowedByVsCode(vscode, logger) {
  if (logger.isUsageEnabled && vscode.env.isTelemetryEnabled !== false) return 'all'
  return logger.isErrorsEnabled ? 'error' : 'off'
}

/**
 * What a setting allows, in every folder that is open: `off` where the user has said nothing and there is no default.
 * @param {import('../../vscode.js').VsCode} vscode
 * @param {{ name: string, isNamed: boolean }} setting and whether the author has named it: one that is there by chance
 *   may be another extension's, whose default nobody has agreed to
 */
function allowedBySetting({ workspace }, setting) {
  // Without a resource; left out, it would be that of the active editor.
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
  // The effective value also tells of what a policy of the machine has decided.
  const others = [...OTHERS.map((place) => valueIn(values, place)), configuration.get(name)]
  return lowest([chosen, ...others.filter((value) => value !== undefined)])
}

/**
 * What the user's own settings say. The settings of a remote machine are none of them: the description of a container
 * that lies in the repository writes into them.
 * @param {import('../../vscode.js').Inspected} values
 */
function chosenByUser(values) {
  return valueIn(values, valueIn(values, 'globalRemoteValue') === undefined ? 'globalValue' : 'globalLocalValue')
}

/**
 * Older versions of VS Code leave places out; what stands on `Object.prototype` is not a setting.
 * @param {import('../../vscode.js').Inspected} values
 * @param {keyof import('../../vscode.js').Inspected} place
 */
function valueIn(values, place) {
  return readProperty(values, place)?.value
}

module.exports = { allowedBySetting, allowedByVsCode }
