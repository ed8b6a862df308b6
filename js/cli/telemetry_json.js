'use strict'

// `candor telemetry-json`: the description of every event that `code --telemetry` reads from an extension, together with
// the extension's own.

const fs = require('node:fs')

const ours = require('../../telemetry.json')
const { Failure } = require('./failure.js')
const { reasonOf } = require('./files.js')

/**
 * @param {{ merge: string | null, prefix: string | null }} invocation `merge` names a file, `prefix` an extension
 * @throws {Failure} where the file cannot be read or contradicts ours
 */
function writeTelemetryJson({ merge, prefix }) {
  const described = prefixed(ours, prefix)
  const whole = merge === null ? described : combine(described, prefixed(read(merge), prefix), [], merge)
  process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`)
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

/** @param {string} file */
function read(file) {
  let text
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`cannot read '${file}': ${reasonOf(error)}`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure(`'${file}' is no JSON: ${/** @type {Error} */ (error).message}`)
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
  if (place.length === 0) throw new Failure(`'${file}' holds no object`)
  const where = place.join(' → ')
  throw new Failure(
    `'${file}' contradicts this package at ${where}`,
    'describe events of your own under names of their own',
  )
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

module.exports = { writeTelemetryJson }
