'use strict'
// Reads an options object: its own properties only, and none that the callee does not know.

const { invalidArgument, guardGetter } = require('./errors.js')

/**
 * @param {unknown} options
 * @param {readonly string[]} known
 * @param {string} [field] the path of the object in messages
 * @returns {Record<string, any>} without a prototype
 */
function readOptions(options, known, field = 'options') {
  const given = guardGetter(field, () => ({ __proto__: null, .../** @type {object} */ (options ?? {}) }))
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalidArgument(`${field}.${unknown}`, 'omitted: there is no such option')
  return given
}

module.exports = { readOptions }
