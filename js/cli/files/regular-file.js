'use strict'

// Bounded reads of files that others may have put in place: no read blocks, and none takes more memory than its limit.

const fs = require('node:fs')

/** A file is opened without waiting for the other end of a pipe, and never through a link; both are missing on Windows. */
const FLAGS = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOFOLLOW ?? 0)
/** Bytes that are read at once. */
const CHUNK = 1024 * 1024

/**
 * Reads a regular file. Kind and size are checked before the first byte is read, and again on the open file.
 * @param {string} file not a symbolic link
 * @param {number} limit in bytes
 * @returns {Buffer}
 * @throws {Error} when the file is of another kind, is larger than `limit`, or cannot be read
 */
function readRegularFile(file, limit) {
  // Opening a device can have effects of its own, so the kind is checked before the file is opened.
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
 * Reads to the end of a file of any kind, whatever size it claims to have.
 * @param {number} descriptor
 * @param {number} limit in bytes
 * @returns {Buffer}
 * @throws {Error} when there is more than `limit`
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
