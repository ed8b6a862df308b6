'use strict'

// The members of an object in a JSON text, with their places in it. JSON.parse keeps only the last of two members with
// one name; this keeps both.

/**
 * @typedef {object} Member
 * @property {string} key
 * @property {number} start of the key
 * @property {number} valueStart
 * @property {number} end of the value
 */

/**
 * @param {string} json is valid
 * @param {number} [start] where a value, or white space before it, begins
 * @returns {Member[] | null} null when the value is no object
 */
function membersOf(json, start = 0) {
  let at = skipSpace(json, start)
  if (json[at] !== '{') return null
  const members = []
  for (at = skipSpace(json, at + 1); json[at] !== '}'; at = skipSpace(json, at)) {
    if (json[at] === ',') at = skipSpace(json, at + 1)
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
  // Either comma beside it goes too.
  if (index > 0) return json.slice(0, members[index - 1].end) + json.slice(member.end)
  const next = members[index + 1]
  return json.slice(0, member.start) + json.slice(next === undefined ? member.end : next.start)
}

/**
 * @param {string} json
 * @param {number} at
 */
function skipSpace(json, at) {
  while (json[at] === ' ' || json[at] === '\n' || json[at] === '\r' || json[at] === '\t') at += 1
  return at
}

/**
 * @param {string} json
 * @param {number} at an opening quote
 */
function skipString(json, at) {
  for (at += 1; json[at] !== '"'; at += 1) if (json[at] === '\\') at += 1
  return at + 1
}

/**
 * @param {string} json
 * @param {number} at the start of a value
 */
function skipValue(json, at) {
  let depth = 0
  do {
    const character = json[at]
    if (character === '"') at = skipString(json, at)
    else {
      if (character === '{' || character === '[') depth += 1
      else if (character === '}' || character === ']') depth -= 1
      at += 1
    }
  } while (depth > 0 || isInsideScalar(json, at))
  return at
}

/**
 * @param {string} json
 * @param {number} at behind a part of a value that is not in brackets
 */
function isInsideScalar(json, at) {
  return /[\w.+-]/.test(json[at] ?? '')
}

module.exports = { membersOf, withoutMember }
