'use strict'
// Reads the settings that a configuration provider returns, as JSON. They never contain a telemetry level: that has a
// request of its own.

const { readProperty } = require('./read-property.js')
const { settle } = require('./settle.js')

/** The largest section, in characters of JSON. */
const MAX_CHARACTERS = 16 * 1024 * 1024

/**
 * Calls the provider for the settings section. Rejects if the provider throws, if a promise or getter in the result fails,
 * or if the result cannot be serialized.
 * @param {() => unknown} call
 * @returns {Promise<string>} the section as JSON; `null` if there is none
 */
async function readSettings(call) {
  const { value } = await settle(call())
  if (value === null || value === undefined) return 'null'
  if (!Array.isArray(value)) throw new TypeError('the configuration provider must return an array')
  const { value: section } = await settle(readProperty(value, 0)?.value)
  const json = JSON.stringify(section) ?? 'null'
  if (json.length > MAX_CHARACTERS) throw new RangeError('the settings are larger than 16 MiB')
  return json
}

module.exports = { readSettings }
