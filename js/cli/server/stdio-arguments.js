'use strict'

// Reads the arguments of `candor/stdio`. Clients of the protocol add arguments of their own to those of the extension, so
// an unknown argument is reported and ignored.

const { printable } = require('../terminal/printable.js')

const SECTION = '--settings-section'
/** Arguments that vscode-languageclient adds. */
const OF_CLIENTS = /^--(?:stdio|clientProcessId(?:=.*)?)$/

/**
 * @param {readonly string[]} args
 * @param {(problem: string) => void} report
 * @returns {string | null} the settings section
 */
function settingsSectionOf(args, report) {
  /** @type {string | null} */ let section = null
  for (let at = 0; at < args.length; at += 1) {
    const [, name, assigned] = /^(--[^=]*)=([^]*)$/.exec(args[at]) ?? [null, args[at], undefined]
    // The value can be an argument of its own.
    const hasNext = at + 1 < args.length && !args[at + 1].startsWith('--')
    if (name === SECTION) {
      const value = assigned ?? (hasNext ? args[++at] : '')
      if (value === '') report(`ignored the argument '${SECTION}': it needs a value, such as '${SECTION}=acme'`)
      else section = value
    } else if (args[at] === '--clientProcessId' && hasNext) at += 1
    else if (!OF_CLIENTS.test(args[at])) {
      report(`ignored the unknown argument '${printable(args[at])}'; candor/stdio accepts '${SECTION}=NAME'`)
    }
  }
  return section
}

module.exports = { settingsSectionOf }
