'use strict'

// Reads a file in which an extension declares events. The native addon validates it, as in `LanguageServer.start`.

const { LanguageServer } = require('../../index.js')
const { parseJson } = require('../../internal/own.js')
const { Failure } = require('../failure.js')
const { printable } = require('../terminal/printable.js')
const { readJson } = require('./read-json.js')

/** The largest file, in bytes. */
const MAX_SIZE = 1024 * 1024

/** @typedef {import('../../index.js').EventDeclaration} EventDeclaration */
/** @typedef {import('../../index.js').PropertyDeclaration} PropertyDeclaration */

/**
 * @param {string} file may also be a pipe
 * @returns {Promise<[string, EventDeclaration][]>} the events by name, in the order of the file
 * @throws {Failure} when the file cannot be read or a declaration is not valid
 */
async function readDeclarations(file) {
  const declarations = readJson(file, MAX_SIZE, parseJson)
  try {
    await LanguageServer.start({ telemetry: { level: 'off', events: declarations } }).stop()
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code !== 'INVALID_ARGUMENT') throw error
    throw new Failure(`'${file}' is not valid: ${printable(message.replace(/^options\.telemetry\.events\.?/, ''))}`)
  }
  return Object.entries(declarations).filter(([name]) => name !== '$schema')
}

/**
 * @param {EventDeclaration} event
 * @returns {[string, PropertyDeclaration][]}
 */
function propertiesOf({ properties }) {
  return Object.entries(properties ?? {})
}

/**
 * The ranges of a number, as events report them.
 * @param {readonly number[]} bounds
 * @param {string} unit
 */
function classes(bounds, unit) {
  const starts = [0, ...bounds]
  return starts.map((start, index) => {
    const next = starts[index + 1]
    if (next === undefined) return `${start}${unit}+`
    return next - 1 === start ? `${start}${unit}` : `${start}-${next - 1}${unit}`
  })
}

/**
 * Describes the values that a property can have.
 * @param {PropertyDeclaration} property
 */
function formOf(property) {
  switch (property.type) {
    case 'word':
      return property.words.map((word) => `'${word}'`).join(' | ')
    case 'boolean':
      return 'true | false'
    case 'count':
      return classes(property.bounds, '').map((label) => `'${label}'`).join(' | ') // prettier-ignore
    case 'duration':
      return classes(property.bounds, 'ms').map((label) => `'${label}'`).join(' | ') // prettier-ignore
    case 'version':
      return 'version'
    case 'remote':
    case 'path':
      return 'hash'
    case 'session':
      return 'random UUID'
  }
}

module.exports = { formOf, propertiesOf, readDeclarations }
