'use strict'

// Reads the JSON files that a developer names on the command line.

const fs = require('node:fs')

const { Failure, attempt } = require('../failure.js')
const { readAtMost } = require('../files/regular-file.js')
const { printable } = require('../terminal/printable.js')

/**
 * @param {string} file may also be a pipe, as in `<(command)`
 * @param {number} limit in bytes
 * @param {(text: string) => any} [parse]
 * @returns {any}
 * @throws {Failure} when the file cannot be read or is not JSON
 */
function readJson(file, limit, parse = JSON.parse) {
  const text = attempt(`read '${file}'`, () => {
    const descriptor = fs.openSync(file, 'r')
    try {
      return readAtMost(descriptor, limit).toString('utf8')
    } finally {
      fs.closeSync(descriptor)
    }
  })
  try {
    return parse(text)
  } catch (error) {
    throw new Failure(`'${file}' is not JSON: ${printable(/** @type {Error} */ (error).message)}`)
  }
}

module.exports = { readJson }
