'use strict'

// Reads untrusted files: no read blocks, and none uses more memory than its limit.

const fs = require('node:fs')

/** Does not wait for the other end of a pipe, and does not follow links. Windows has neither flag. */
const FLAGS = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOFOLLOW ?? 0)
/** Bytes to read at once. */
const CHUNK = 1024 * 1024

/**
 * Reads a regular file. Its type and size are checked before it is opened, and again on the open file.
 * @param {string} file not a symbolic link
 * @param {number} limit in bytes
 * @returns {Buffer}
 * @throws {Error} if the file is not a regular file, is larger than `limit`, or cannot be read
 */
function readRegularFile(file, limit) {
  // Opening a device can have side effects, so the type is checked before the file is opened.
  check(fs.lstatSync(file), limit)
  const descriptor = fs.openSync(file, FLAGS)
  try {
    check(fs.fstatSync(descriptor), limit)
    return readAtMost(descriptor, limit)
  } finally {
    fs.closeSync(descriptor)
  }
}

/**
 * Reads a file of any type to its end, whatever size it reports.
 * @param {number} descriptor
 * @param {number} limit in bytes
 * @returns {Buffer}
 * @throws {Error} if there is more than `limit`
 */
function readAtMost(descriptor, limit) {
  const chunks = []
  let size = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, limit + 1 - size))
    const read = fs.readSync(descriptor, chunk, 0, chunk.length, null)
    if (read === 0) return Buffer.concat(chunks, size)
    chunks.push(chunk.subarray(0, read))
    size += read
    if (size > limit) throw tooLarge(limit)
  }
}

/**
 * @param {fs.Stats} stats
 * @param {number} limit
 */
function check(stats, limit) {
  if (!stats.isFile()) throw new Error(`${kindOf(stats)}, not a regular file`)
  if (stats.size > limit) throw tooLarge(limit)
}

/** @param {number} limit */
function tooLarge(limit) {
  return new Error(`larger than ${limit / 1024 / 1024} MiB`)
}

/**
 * @param {fs.Stats} stats
 * @returns {string} a noun with its article
 */
function kindOf(stats) {
  if (stats.isFile()) return 'a regular file'
  if (stats.isDirectory()) return 'a folder'
  if (stats.isSymbolicLink()) return 'a symbolic link'
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return 'a device'
  return 'a file of unknown type'
}

module.exports = { kindOf, readAtMost, readRegularFile }
