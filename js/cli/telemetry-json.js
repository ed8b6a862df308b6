'use strict'

// `candor telemetry-json`: the description of every event that `code --telemetry` reads from an extension, together with
// the extension's own.

const fs = require('node:fs')
const path = require('node:path')

const ours = require('../../telemetry.json')
const { propertiesOf, readDeclarations } = require('./declarations.js')
const { Failure } = require('./failure.js')
const { reasonOf } = require('./files.js')
const { printable } = require('./printable.js')
const { readAtMost } = require('./regular-file.js')

/** All that VS Code knows at the top of such a file. */
const TOP_LEVEL_KEYS = ['events', 'commonProperties']
/** The largest file to merge, in bytes. */
const MAX_SIZE = 16 * 1024 * 1024

/**
 * @param {{ merge: string | null, prefix: string | null, events: string | null }} invocation `merge` names a file that
 *   VS Code reads, `events` one that declares events, `prefix` an extension
 * @throws {Failure} where a file cannot be read or contradicts ours
 */
async function writeTelemetryJson({ merge, prefix, events }) {
  const declared = events === null ? [] : await readDeclarations(events)
  const own = Object.fromEntries(declared.map(([name, event]) => [name, describe(event)]))
  const described = prefixed({ ...ours, events: { ...ours.events, ...own } }, prefix)
  const whole = merge === null ? described : combine(described, prefixed(read(merge), prefix), [], merge)
  process.stdout.write(`${write(whole, merge)}\n`)
}

/** @param {import('../index.js').EventDeclaration} event of an extension, as VS Code's tools describe one */
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
 * @param {string | null} merged the name of the file that could be nested too deeply
 */
function write(description, merged) {
  try {
    return JSON.stringify(description, null, 2)
  } catch {
    throw new Failure(`'${merged}' is nested too deeply`)
  }
}

/**
 * Gives events the names under which VS Code's loggers hand them to the sender of that extension.
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
 * @throws {Failure} when it cannot be read, or describes something else than telemetry
 */
function read(file) {
  let text
  try {
    const descriptor = fs.openSync(file, 'r')
    try {
      text = readAtMost(descriptor, MAX_SIZE).toString('utf8')
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw new Failure(`cannot read '${file}': ${reasonOf(error)}`)
  }
  let description
  try {
    description = JSON.parse(text)
  } catch (error) {
    throw new Failure(`'${file}' is not JSON: ${printable(/** @type {Error} */ (error).message)}`)
  }
  check(description, file)
  return description
}

/**
 * Refuses any other JSON file, such as the package.json of the extension, whose contents would be published.
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
 * Everything of both; what both say must be the same.
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
