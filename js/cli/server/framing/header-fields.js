'use strict'

// Finds header fields in bytes. Every function takes linear time: the bytes are untrusted, and a line may be long.

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const COLON = 0x3a

const CONTENT_LENGTH = 'content-length'
/** The characters of a name besides letters and digits, as in HTTP. */
const NAME_CHARACTERS = new Set(Buffer.from("!#$%&'*+.^_`|~-"))

/** @typedef {{ readonly [index: number]: number }} Bytes */
/** @typedef {{ nameEnd: number, valueStart: number, valueEnd: number }} Field offsets of its parts */

/**
 * Finds the parts of `name: value` between `start` and `end`. Spaces and tabs around the parts are not included.
 * @param {Bytes} bytes
 * @param {number} start
 * @param {number} end
 * @returns {Field | null} null if it is not a field
 */
function findField(bytes, start, end) {
  let nameEnd = start
  while (nameEnd < end && isNameCharacter(bytes[nameEnd])) nameEnd += 1
  const colon = skipSpaces(bytes, nameEnd, end)
  if (nameEnd === start || colon === end || bytes[colon] !== COLON) return null
  const valueStart = skipSpaces(bytes, colon + 1, end)
  const valueEnd = skipSpacesBackwards(bytes, valueStart, end)
  for (let at = valueStart; at < valueEnd; at += 1) {
    if (bytes[at] === CR) return null
  }
  return { nameEnd, valueStart, valueEnd }
}

/**
 * Finds a Content-Length with digits at the end of a line that may begin with anything else.
 * @param {Bytes} bytes
 * @param {number} start
 * @param {number} end
 * @returns {{ start: number, valueStart: number, valueEnd: number } | null}
 */
function findLengthAtEnd(bytes, start, end) {
  const valueEnd = skipSpacesBackwards(bytes, start, end)
  let valueStart = valueEnd
  while (valueStart > start && isDigit(bytes[valueStart - 1])) valueStart -= 1
  if (valueStart === valueEnd) return null
  const colon = skipSpacesBackwards(bytes, start, valueStart) - 1
  if (colon < start || bytes[colon] !== COLON) return null
  const nameStart = skipSpacesBackwards(bytes, start, colon) - CONTENT_LENGTH.length
  if (nameStart < start || !isContentLength(bytes, nameStart)) return null
  return { start: nameStart, valueStart, valueEnd }
}

/**
 * Whether a complete Content-Length line begins at `start`.
 * @param {Bytes} bytes
 * @param {number} start
 * @param {number} end
 * @returns {boolean | null} null if the bytes end too early to tell
 */
function isLengthLine(bytes, start, end) {
  for (let index = 0; index < CONTENT_LENGTH.length; index += 1) {
    if (start + index === end) return null
    if (!isLetter(bytes[start + index], CONTENT_LENGTH.charCodeAt(index))) return false
  }
  let at = skipSpaces(bytes, start + CONTENT_LENGTH.length, end)
  if (at === end) return null
  if (bytes[at] !== COLON) return false
  const digits = skipSpaces(bytes, at + 1, end)
  at = digits
  while (at < end && isDigit(bytes[at])) at += 1
  if (at < end && at === digits) return false
  at = skipSpaces(bytes, at, end)
  if (at < end && bytes[at] === CR) at += 1
  return at === end ? null : bytes[at] === LF
}

/**
 * @param {Bytes} bytes
 * @param {number} at
 * @param {number} end
 */
function skipSpaces(bytes, at, end) {
  while (at < end && isSpaceOrTab(bytes[at])) at += 1
  return at
}

/**
 * @param {Bytes} bytes
 * @param {number} start
 * @param {number} at
 */
function skipSpacesBackwards(bytes, start, at) {
  while (at > start && isSpaceOrTab(bytes[at - 1])) at -= 1
  return at
}

/**
 * @param {Bytes} bytes
 * @param {number} start followed by at least as many bytes as the name has
 */
function isContentLength(bytes, start) {
  for (let index = 0; index < CONTENT_LENGTH.length; index += 1) {
    if (!isLetter(bytes[start + index], CONTENT_LENGTH.charCodeAt(index))) return false
  }
  return true
}

/**
 * @param {number} byte
 * @param {number} wanted a letter in lower case, or a dash
 */
function isLetter(byte, wanted) {
  return byte === wanted || (byte >= 0x41 && byte <= 0x5a && byte + 0x20 === wanted)
}

/** @param {number} byte */
function isNameCharacter(byte) {
  const isAlphabetic = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
  return isAlphabetic || isDigit(byte) || NAME_CHARACTERS.has(byte)
}

/** @param {number} byte */
function isDigit(byte) {
  return byte >= 0x30 && byte <= 0x39
}

/** @param {number} byte */
function isSpaceOrTab(byte) {
  return byte === SPACE || byte === TAB
}

/**
 * @param {string} contentType
 * @returns {string | null} the charset, or null if there is none
 */
function charsetOf(contentType) {
  for (const parameter of contentType.split(';').slice(1)) {
    const equals = parameter.indexOf('=')
    if (equals === -1 || parameter.slice(0, equals).trim().toLowerCase() !== 'charset') continue
    const value = parameter.slice(equals + 1).trim()
    return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
  }
  return null
}

/** @param {string} charset */
function isUtf8(charset) {
  return /^utf-?8$/i.test(charset)
}

module.exports = { charsetOf, findField, findLengthAtEnd, isLengthLine, isUtf8 }
