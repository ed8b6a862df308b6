'use strict'

// Reads a file that declares events of an extension. The native binary checks it, as `LanguageServer.start` does.

const fs = require('node:fs')

const { LanguageServer } = require('../index.js')
const { parseJson } = require('../internal/own.js')
const { Failure } = require('./failure.js')
const { reasonOf } = require('./files.js')
const { printable } = require('./printable.js')
const { readAtMost } = require('./regular-file.js')

/** The largest file, in bytes. */
const MAX_SIZE = 1024 * 1024

/** @typedef {import('../index.js').EventDeclaration} EventDeclaration */
/** @typedef {import('../index.js').PropertyDeclaration} PropertyDeclaration */

/**
 * @param {string} file may also be a pipe
 * @returns {Promise<[string, EventDeclaration][]>} the events by name, in the order of the file
 * @throws {Failure} when it cannot be read or declares something that is not valid
 */
async function readDeclarations(file) {
  const declarations = parse(read(file), file)
  try {
    await LanguageServer.start({ telemetry: { level: 'off', events: declarations } }).stop()
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code !== 'INVALID_ARGUMENT') throw error
    throw new Failure(`'${file}' is not valid: ${printable(message.replace(/^options\.telemetry\.events\.?/, ''))}`)
  }
  return Object.entries(declarations).filter(([name]) => name !== '$schema')
}

/** @param {string} file */
function read(file) {
  try {
    const descriptor = fs.openSync(file, 'r')
    try {
      return readAtMost(descriptor, MAX_SIZE).toString('utf8')
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw new Failure(`cannot read '${file}': ${reasonOf(error)}`)
  }
}

/** @param {string} text @param {string} file */
function parse(text, file) {
  try {
    return parseJson(text)
  } catch (error) {
    throw new Failure(`'${file}' is not JSON: ${printable(/** @type {Error} */ (error).message)}`)
  }
}

/**
 * @param {EventDeclaration} event
 * @returns {[string, PropertyDeclaration][]}
 */
function propertiesOf({ properties }) {
  return Object.entries(properties ?? {})
}

/**
 * The classes of a number, as they are sent.
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
 * What an event holds for a property, in words.
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
