'use strict'
// Reads an options object: its own properties only, and none that the callee does not know. `null` means that an option is
// not given.

const { invalidArgument, guardGetter } = require('./errors.js')

/**
 * @param {unknown} options
 * @param {readonly string[]} known
 * @param {string} [field] the path of the object in messages
 * @returns {Record<string, any>} without a prototype
 */
function readOptions(options, known, field = 'options') {
  const entries = guardGetter(field, () => Object.entries(options ?? {}))
  const unknown = entries.find(([name]) => !known.includes(name))
  if (unknown) throw invalidArgument(`${field}.${unknown[0]}`, 'omitted: there is no such option')
  return { __proto__: null, ...Object.fromEntries(entries.filter(([, value]) => value !== null)) }
}

module.exports = { readOptions }
