'use strict'

// Colours for terminal output.

const { own } = require('../../internal/own.js')

/**
 * Decides as Node does: FORCE_COLOR overrides NO_COLOR (https://no-color.org), and both override the type of the stream.
 * @param {{ isTTY?: boolean }} stream
 * @param {NodeJS.ProcessEnv} environment
 */
function wantsColours(stream, environment) {
  const [force, no, terminal] = ['FORCE_COLOR', 'NO_COLOR', 'TERM'].map((name) => own(environment, name))
  if (force !== undefined) return force !== '0' && force !== 'false'
  if (no !== undefined && no !== '') return false
  return stream.isTTY === true && terminal !== 'dumb'
}

/** @param {boolean} enabled */
function palette(enabled) {
  /** @type {(on: number, off: number) => (text: string) => string} */
  const style = (on, off) => (enabled ? (text) => `\x1b[${on}m${text}\x1b[${off}m` : (text) => text)
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    magenta: style(35, 39),
    cyan: style(36, 39),
  }
}

/** @typedef {ReturnType<typeof palette>} Palette */

module.exports = { wantsColours, palette }
