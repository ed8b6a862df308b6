'use strict'

// `candor telemetry-json`: prints the telemetry.json that `code --telemetry` reads from an extension. It describes the events
// of candor, those that the extension declares, and those of its own telemetry.json.

const path = require('node:path')

const ours = require('../../../telemetry.json')
const { Failure } = require('../failure.js')
const { printable } = require('../terminal/printable.js')
const { propertiesOf, readDeclarations } = require('./declarations.js')
const { readJson } = require('./read-json.js')

/** The keys that VS Code reads at the top level of telemetry.json. */
const TOP_LEVEL_KEYS = ['events', 'commonProperties']
/** The largest file to merge, in bytes. */
const MAX_SIZE = 16 * 1024 * 1024

/**
 * @param {{ merge: string | null, prefix: string | null, events: string | null }} invocation `merge` names a file that
 *   VS Code reads, `events` one that declares events, `prefix` an extension
 * @throws {Failure} when a file cannot be read or conflicts with the events of candor
 */
async function writeTelemetryJson({ merge, prefix, events }) {
  const declared = events === null ? [] : await readDeclarations(events)
  const own = Object.fromEntries(declared.map(([name, event]) => [name, describe(event)]))
  const described = prefixed({ ...ours, events: { ...ours.events, ...own } }, prefix)
  const whole = merge === null ? described : combine(described, prefixed(read(merge), prefix), [], merge)
  process.stdout.write(`${write(whole, merge)}\n`)
}

/** Describes an event as VS Code's tools do. @param {import('../../index.js').EventDeclaration} event */
function describe(event) {
  const purpose = event.kind === 'error' ? 'PerformanceAndHealth' : 'FeatureInsight'
  const properties = propertiesOf(event).map(([key, { description }]) => {
    return [key, { classification: 'SystemMetaData', purpose, comment: description }]
  })
  const { owner, expires: expiration, purpose: comment } = event
  return { owner, expiration, comment, ...Object.fromEntries(properties) }
}

/**
 * @param {any} description
 * @param {string | null} merged the file that may be nested too deeply
 */
function write(description, merged) {
  try {
    return JSON.stringify(description, null, 2)
  } catch {
    throw new Failure(`'${merged}' is nested too deeply`)
  }
}

/**
 * Prefixes the names of events as the loggers of VS Code do.
 * @param {any} description
 * @param {string | null} prefix
 */
function prefixed(description, prefix) {
  if (prefix === null || !isObject(description?.events)) return description
  const named = (/** @type {string} */ name) => (name.startsWith(`${prefix}/`) ? name : `${prefix}/${name}`)
  const events = Object.entries(description.events).map(([name, event]) => [named(name), event])
  return { ...description, events: Object.fromEntries(events) }
}

/**
 * @param {string} file may also be a pipe
 * @throws {Failure} when the file cannot be read or does not describe telemetry
 */
function read(file) {
  const description = readJson(file, MAX_SIZE)
  check(description, file)
  return description
}

/**
 * Rejects other JSON files, such as the package.json of the extension, whose contents would be published.
 * @param {unknown} description
 * @param {string} file
 */
function check(description, file) {
  const hint =
    'pass a file of the form { "events": { … }, "commonProperties": { … } }, such as VS Code\'s telemetry.json'
  if (path.basename(file).toLowerCase() === 'package.json') {
    throw new Failure(`'${file}' is a package manifest and does not describe telemetry`, hint)
  }
  if (!isObject(description)) throw new Failure(`'${file}' does not contain an object`, hint)
  const contents = /** @type {Record<string, unknown>} */ (description)
  const unknown = Object.keys(contents).find((key) => !TOP_LEVEL_KEYS.includes(key))
  if (unknown !== undefined)
    throw new Failure(`'${file}' does not describe telemetry: unknown key '${printable(unknown)}'`, hint)
  for (const key of Object.keys(contents)) {
    const members = contents[key]
    if (!isObject(members)) throw new Failure(`'${file}' does not describe telemetry: '${key}' must be an object`, hint)
    const wrong = Object.entries(/** @type {object} */ (members)).find(([, member]) => !isObject(member))
    if (wrong)
      throw new Failure(
        `'${file}' does not describe telemetry: '${key} → ${printable(wrong[0])}' must be an object`,
        hint,
      )
  }
}

/**
 * Merges two descriptions. Where both have a value, the values must be equal.
 * @param {any} one
 * @param {any} other
 * @param {readonly string[]} place
 * @param {string} file the name of the other
 * @returns {any}
 */
function combine(one, other, place, file) {
  if (isObject(one) && isObject(other)) {
    const entries = Object.entries(other).map(([key, value]) => {
      return [key, Object.hasOwn(one, key) ? combine(one[key], value, [...place, key], file) : value]
    })
    return { ...one, ...Object.fromEntries(entries) }
  }
  if (one === other) return one
  const where = printable(place.join(' → '))
  throw new Failure(`'${file}' conflicts with the events of candor at ${where}`, 'use other names for your own events')
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

module.exports = { writeTelemetryJson }
