'use strict'

// Decides from the first message whether a connection gets a language server: the message must be `initialize`, with the
// token if one is required.

const { createHash, randomBytes, timingSafeEqual } = require('node:crypto')
const { membersOf, withoutMember } = require('./json-members.js')

/** Bytes of randomness in a token. */
const TOKEN_BYTES = 32

// The error codes of JSON-RPC and LSP.
const PARSE_ERROR = -32700
const INVALID_REQUEST = -32600
const INVALID_PARAMS = -32602
const SERVER_NOT_INITIALIZED = -32002

/** @typedef {string | number | null} Id */
/** @typedef {import('./json-members.js').Member} Member */
/**
 * @typedef {{ message: string, id: Id } | { message: null, reason: string, response: string | null }} Admission
 *   `message` is passed to the server; otherwise `response` is sent to the client, unless it is null
 */

/** @returns {string} a random secret */
function makeToken() {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

class Refusal extends Error {
  /**
   * @param {number} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

/**
 * @param {string} text the first message of a connection
 * @param {string | null} token the required token, or null if none is required
 * @returns {Admission}
 */
function admit(text, token) {
  /** @type {Id | undefined} null until it is known, undefined for a notification */
  let id = null
  try {
    const message = rootOf(text)
    id = idOf(text, message)
    const method = find(message, 'method')
    if (method === undefined || valueOf(text, method) !== 'initialize' || id === undefined) {
      throw new Refusal(SERVER_NOT_INITIALIZED, 'the first message of a connection must be an initialize request')
    }
    return { message: removeToken(text, message, token), id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // A response repeats the id, which may contain the token.
    const isSecret = token !== null && String(id).includes(token)
    const response = id === undefined ? null : refusalOf(isSecret ? null : id, error.code, error.message)
    return { message: null, reason: error.message, response }
  }
}

/**
 * @param {Id} id
 * @param {number} code
 * @param {string} message
 * @returns {string} the response
 */
function refusalOf(id, code, message) {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })
}

/**
 * Checks the token and removes it from the message, so that the server never sees it.
 * @param {string} text
 * @param {Member[]} message
 * @param {string | null} token
 */
function removeToken(text, message, token) {
  const params = objectAt(text, find(message, 'params'))
  const options = objectAt(text, find(params, 'initializationOptions'))
  const given = find(options, 'token')
  if (token === null) return given === undefined ? text : withoutMember(text, options, given)
  const value = given === undefined ? undefined : valueOf(text, given)
  if (given === undefined || typeof value !== 'string' || !isEqual(value, token)) {
    const problem = given === undefined ? 'the token is missing' : 'the token is wrong'
    throw new Refusal(INVALID_PARAMS, `${problem}: set initializationOptions.token to the token that candor printed`)
  }
  const rest = withoutMember(text, options, given)
  if (contains(rest, token)) throw new Refusal(INVALID_PARAMS, 'send the token only as initializationOptions.token')
  return rest
}

/**
 * @param {string} text
 * @returns {Member[]}
 */
function rootOf(text) {
  try {
    JSON.parse(text)
  } catch {
    throw new Refusal(PARSE_ERROR, 'the first message is not valid JSON')
  }
  const members = membersOf(text)
  if (members === null) throw new Refusal(INVALID_REQUEST, 'the first message is not a JSON-RPC request')
  return members
}

/**
 * @param {string} text
 * @param {Member[]} message
 * @returns {Id | undefined} undefined for a notification
 */
function idOf(text, message) {
  const member = find(message, 'id')
  if (member === undefined) return undefined
  const id = valueOf(text, member)
  return typeof id === 'string' || Number.isSafeInteger(id) ? id : null
}

/**
 * Rejects duplicate keys, because JSON parsers differ in which member they use.
 * @param {Member[]} members
 * @param {string} key
 * @returns {Member | undefined}
 */
function find(members, key) {
  const [member, second] = members.filter((each) => each.key === key)
  if (second !== undefined) throw new Refusal(INVALID_REQUEST, `the first message contains '${key}' twice`)
  return member
}

/**
 * @param {string} text
 * @param {Member | undefined} member
 * @returns {Member[]} empty unless the value is an object
 */
function objectAt(text, member) {
  return (member && membersOf(text, member.valueStart)) ?? []
}

/**
 * @param {string} text
 * @param {Member} member
 * @returns {any}
 */
function valueOf(text, member) {
  return JSON.parse(text.slice(member.valueStart, member.end))
}

/**
 * @param {string} json
 * @param {string} token
 * @returns {boolean} whether any key or string contains the token, with or without escapes
 */
function contains(json, token) {
  try {
    return JSON.stringify(JSON.parse(json)).includes(token)
  } catch {
    // The JSON is too deeply nested to be serialized; no client sends that.
    return true
  }
}

/**
 * Compares in constant time.
 * @param {string} given
 * @param {string} token
 */
function isEqual(given, token) {
  const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(one, other)
}

module.exports = { admit, makeToken, refusalOf }
