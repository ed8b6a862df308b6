'use strict'
// Reads the result of a configuration provider as JavaScript, not as JSON: promises, getters, class instances, proxies and
// maps. Only the resulting level is passed to the native addon.

const { isBoxedPrimitive } = require('node:util').types

const { readEntry, readProperty } = require('./read-property.js')
const { settle } = require('./settle.js')

/**
 * What a configuration states about telemetry: a level, nothing, or an invalid value.
 * @typedef {'off' | 'error' | 'all' | 'nothing' | 'invalid'} Answer
 */

/** From the lowest. An invalid value counts as `off`. @type {readonly Answer[]} */
const ANSWERS = ['invalid', 'off', 'error', 'all', 'nothing']
/** @type {readonly unknown[]} */
const LEVELS = ['off', 'error', 'all']
/** The server requests one item, so a much longer array is not a valid answer. */
const MAX_ELEMENTS = 1024

/**
 * Calls the provider and reads its result. Rejects if the provider throws, or if a promise or getter in the result fails.
 * @param {() => unknown} call
 * @returns {Promise<Answer>}
 */
async function readAnswer(call) {
  const { value } = await settle(call())
  if (Array.isArray(value)) return readElements(value)
  // The result should be an array. A result that does not mention telemetry is harmless.
  return (await readSection(value)) === 'nothing' ? 'nothing' : 'invalid'
}

/**
 * @param {unknown[]} elements
 * @returns {Promise<Answer>}
 */
async function readElements(elements) {
  const { length } = elements
  if (length > MAX_ELEMENTS) return 'invalid'
  const first = settleElement(elements, 0)
  first.catch(ignoreForNow)
  // The others are not about telemetry, but if one of them fails, the provider has failed. This is a set because adding to
  // an array can call a setter on a modified prototype.
  const others = new Set()
  for (let index = 1; index < length; index++) {
    const other = settleElement(elements, index)
    other.catch(ignoreForNow)
    others.add(other)
  }
  for (const other of others) await other
  const { value } = await first
  return Array.isArray(value) ? 'invalid' : readSection(value)
}

/** @param {unknown[]} elements @param {number} index */
async function settleElement(elements, index) {
  return settle(readProperty(elements, index)?.value)
}

/**
 * Reads an element, which is either the requested section or the level itself.
 * @param {any} section
 * @returns {Promise<Answer>}
 */
async function readSection(section) {
  if (section === null || section === undefined) return 'nothing'
  if (typeof section !== 'object' || isBoxedPrimitive(section)) return levelFrom(section)
  const property = readProperty(section, 'telemetry')
  const entry = readEntry(section, 'telemetry')
  if (!property && !entry) return serializesToMore(section) ? 'invalid' : 'nothing'
  const [one, other] = [levelIn(property), levelIn(entry)]
  other.catch(ignoreForNow)
  return lowest(await one, await other)
}

/**
 * @param {{ value: unknown } | undefined} property
 * @returns {Promise<Answer>}
 */
async function levelIn(property) {
  return property ? levelFrom((await settle(property.value)).value) : 'nothing'
}

/**
 * @param {unknown} value
 * @returns {Answer}
 */
function levelFrom(value) {
  return LEVELS.includes(value) ? /** @type {Answer} */ (value) : 'invalid'
}

/**
 * Whether an object without a telemetry level in JavaScript may have one as JSON. Such a level is never used, but an `off`
 * must not be lost.
 * @param {object} section
 */
function serializesToMore(section) {
  const toJSON = readProperty(section, 'toJSON')?.value
  if (typeof toJSON !== 'function') return false
  const json = Reflect.apply(toJSON, section, [''])
  if (json === null || typeof json !== 'object') return json !== null && json !== undefined
  return Array.isArray(json) ? json.length > 0 : readProperty(json, 'telemetry') !== undefined
}

/**
 * @param {Answer} one
 * @param {Answer} other
 */
function lowest(one, other) {
  return ANSWERS.indexOf(one) < ANSWERS.indexOf(other) ? one : other
}

/** Handles the rejection of a promise that is awaited later, so that Node does not report it as unhandled. */
function ignoreForNow() {}

module.exports = { readAnswer }
