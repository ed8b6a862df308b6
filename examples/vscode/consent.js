'use strict'
// What the user and VS Code allow, and the resulting level.

const vscode = require('vscode')

/** The language server asks for this section, and reads the key `telemetry` in it. */
const SECTION = 'candorExample'
const SETTING = `${SECTION}.telemetry`

/** The lowest first. @type {readonly Level[]} */
const LEVELS = ['off', 'error', 'all']

/** @typedef {import('candor').TelemetryLevel} Level */

class Consent {
  #logger

  /** @param {vscode.TelemetryLogger} logger */
  constructor(logger) {
    this.#logger = logger
  }

  /**
   * Calls `listener` when what the user or VS Code allows may have changed. Earlier subscribers are called first.
   * @param {() => void} listener
   */
  onDidChange(listener) {
    return vscode.Disposable.from(
      this.#logger.onDidChangeEnableStates(listener),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) listener()
      }),
    )
  }

  /** What the user chose; null before the first choice. Only user settings count, so a repository cannot choose. */
  get choice() {
    const value = vscode.workspace.getConfiguration().inspect(SETTING)?.globalValue
    return value === undefined ? null : (LEVELS.find((level) => level === value) ?? 'off')
  }

  /** What VS Code's own setting allows. @returns {Level} */
  get allowed() {
    if (this.#logger.isUsageEnabled) return 'all'
    return this.#logger.isErrorsEnabled ? 'error' : 'off'
  }

  /** The lower of the two. */
  get level() {
    return lower(this.choice ?? 'off', this.allowed)
  }

  /** @param {Level} level */
  async choose(level) {
    await vscode.workspace.getConfiguration().update(SETTING, level, vscode.ConfigurationTarget.Global)
  }
}

/** @param {Level} one @param {Level} other */
function lower(one, other) {
  return LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))]
}

module.exports = { Consent, LEVELS, SECTION, SETTING, lower }
