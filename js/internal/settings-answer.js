'use strict'
// Reads the settings that a configuration provider returns, as JSON. They never contain a telemetry level: that has a
// request of its own.

const { readProperty } = require('./read-property.js')
const { settle } = require('./settle.js')

/** Characters of JSON that are read; no settings of a person are as large. */
const MAX_CHARACTERS = 16 * 1024 * 1024

/**
 * Asks the provider for the settings section. Rejects where the provider fails: it throws, or a promise or getter in its
 * answer does, or the answer is no JSON.
 * @param {() => unknown} ask
 * @returns {Promise<string>} the section as JSON; `null` where there is none
 */
async function readSettings(ask) {
  const { value } = await settle(ask())
  if (value === null || value === undefined) return 'null'
  if (!Array.isArray(value)) throw new TypeError('the configuration provider must return an array')
  const { value: section } = await settle(readProperty(value, 0)?.value)
  const json = JSON.stringify(section) ?? 'null'
  if (json.length > MAX_CHARACTERS) throw new RangeError('the settings are larger than 16 MiB')
  return json
}

module.exports = { readSettings }
