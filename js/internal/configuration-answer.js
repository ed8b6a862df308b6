'use strict'
// Reads what a configuration provider returns, as JavaScript would and not as JSON: promises, getters, class instances,
// proxies and maps. Only the word that it comes to crosses into the native part.

const { isBoxedPrimitive } = require('node:util').types

const { readEntry, readProperty } = require('./read-property.js')
const { settle } = require('./settle.js')

/**
 * What an answer says about telemetry: a level, nothing at all, or something that is not understood.
 * @typedef {'off' | 'error' | 'all' | 'nothing' | 'invalid'} Answer
 */

/** From the lowest: what is not understood states `off`. @type {readonly Answer[]} */
const ANSWERS = ['invalid', 'off', 'error', 'all', 'nothing']
/** @type {readonly unknown[]} */
const LEVELS = ['off', 'error', 'all']
/** One item is requested. An answer that is much longer is an answer to something else. */
const MAX_ELEMENTS = 1024

/**
 * Asks the provider and reads its answer. Rejects where the provider fails: it throws, or a promise or getter in its
 * answer does.
 * @param {() => unknown} ask
 * @returns {Promise<Answer>}
 */
async function readAnswer(ask) {
  const { value } = await settle(ask())
  if (Array.isArray(value)) return readElements(value)
  // This is no answer to a list of items. It does no harm where it does not mention telemetry.
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
  first.catch(alreadyReported)
  // The others say nothing about telemetry, but a provider that fails at one of them has failed. A set, as adding to an
  // array can call a setter that somebody put on a prototype.
  const others = new Set()
  for (let index = 1; index < length; index++) {
    const other = settleElement(elements, index)
    other.catch(alreadyReported)
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
 * What an element says: it is the section that was requested, or the level itself.
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
  other.catch(alreadyReported)
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
 * Whether an object that shows no telemetry to JavaScript may show some to JSON. What stands there cannot raise the
 * level, but an `off` must not be lost.
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

/** For promises that are awaited later: until then nobody else may take their rejection for an unhandled one. */
function alreadyReported() {}

module.exports = { readAnswer }
