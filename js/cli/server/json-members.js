'use strict'

// Finds the members of a JSON object and their offsets. Unlike JSON.parse, it keeps both of two members with the same key.

const SPACES = new Set(Buffer.from(' \t\r\n'))
const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPENING = new Set(Buffer.from('[{'))
const CLOSING = new Set(Buffer.from(']}'))
const SCALAR = /[\w.+-]*/y

/**
 * @typedef {object} Member
 * @property {string} key
 * @property {number} start of the key
 * @property {number} valueStart
 * @property {number} end of the value
 */

/**
 * @param {string} json valid JSON
 * @param {number} [start] offset of a value, or of the white space before it
 * @returns {Member[] | null} null unless the value is an object
 */
function membersOf(json, start = 0) {
  let at = skipSpace(json, start)
  if (json[at] !== '{') return null
  const members = []
  for (at = skipSpace(json, at + 1); json[at] !== '}'; at = skipSpace(json, at)) {
    if (json.charCodeAt(at) === COMMA) at = skipSpace(json, at + 1)
    const keyEnd = skipString(json, at)
    const colon = skipSpace(json, keyEnd)
    const valueStart = skipSpace(json, colon + 1)
    const end = skipValue(json, valueStart)
    members.push({ key: JSON.parse(json.slice(at, keyEnd)), start: at, valueStart, end })
    at = end
  }
  return members
}

/**
 * @param {string} json
 * @param {Member[]} members of one object
 * @param {Member} member one of them
 * @returns {string} the JSON without it
 */
function withoutMember(json, members, member) {
  const index = members.indexOf(member)
  // One of the adjacent commas is removed, too.
  if (index > 0) return json.slice(0, members[index - 1].end) + json.slice(member.end)
  const next = members[index + 1]
  return json.slice(0, member.start) + json.slice(next === undefined ? member.end : next.start)
}

/**
 * @param {string} json
 * @param {number} at
 */
function skipSpace(json, at) {
  while (SPACES.has(json.charCodeAt(at))) at += 1
  return at
}

/**
 * @param {string} json
 * @param {number} at an opening quote
 */
function skipString(json, at) {
  for (at += 1; json.charCodeAt(at) !== QUOTE; at += 1) if (json.charCodeAt(at) === BACKSLASH) at += 1
  return at + 1
}

/**
 * @param {string} json
 * @param {number} at the start of a value
 */
function skipValue(json, at) {
  let depth = 0
  do {
    const code = json.charCodeAt(at)
    if (code === QUOTE) at = skipString(json, at)
    else if (OPENING.has(code)) {
      depth += 1
      at += 1
    } else if (CLOSING.has(code)) {
      depth -= 1
      at += 1
    } else at = Math.max(at + 1, skipScalar(json, at))
  } while (depth > 0)
  return at
}

/**
 * @param {string} json
 * @param {number} at
 */
function skipScalar(json, at) {
  SCALAR.lastIndex = at
  SCALAR.test(json)
  return SCALAR.lastIndex
}

module.exports = { membersOf, withoutMember }
