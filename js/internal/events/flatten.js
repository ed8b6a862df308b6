'use strict'
// Flattens the properties of an event, for receivers that accept only flat values.

const { invalidArgument, guardGetter } = require('../errors.js')
const { own } = require('../own.js')

/** @param {any} event */
function flatten(event) {
  const given = guardGetter('event', () => own(event, 'properties'))
  if (typeof given !== 'object' || given === null) throw invalidArgument('event', 'an event with properties')
  /** @type {Map<string, string>} */ const properties = new Map()
  /** @type {Map<string, number>} */ const measurements = new Map()
  const add = (/** @type {string} */ key, /** @type {unknown} */ value) => {
    if (value === null || value === undefined) return
    if (typeof value === 'number') measurements.set(key, value)
    else if (typeof value !== 'object') properties.set(key, String(value))
    else for (const [inner, member] of Object.entries(value)) add(`${key}.${inner}`, member)
  }
  for (const [key, value] of Object.entries(given)) add(key, value)
  return { properties: Object.fromEntries(properties), measurements: Object.fromEntries(measurements) }
}

module.exports = { flatten }
