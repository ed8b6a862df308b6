'use strict'
// Errors with a stable code, created in the realm of the code that imported this file. Under Jest, errors of the native
// addon belong to another realm, so that `instanceof Error` is false for them.

const { isNativeError } = require('node:util').types

const { own, withProperties } = require('./own.js')

/** @param {string} field @param {string} expected */
function invalidArgument(field, expected) {
  return withProperties(new TypeError(`${field} must be ${expected}`), { code: 'INVALID_ARGUMENT' })
}

/** @param {unknown} error */
function isInvalidArgument(error) {
  return own(error, 'code') === 'INVALID_ARGUMENT'
}

function serverStopped() {
  return withProperties(new Error('the server has been stopped'), { code: 'SERVER_STOPPED' })
}

const CODES = new Set([
  'INVALID_ARGUMENT',
  'SERVER_STOPPED',
  'BINARY_UNAVAILABLE',
  'RUNTIME_UNAVAILABLE',
  'INTERNAL_ERROR',
])

/** @param {any} error */
function isOurs(error) {
  return CODES.has(own(error, 'code'))
}

/** @param {any} error an error of the native addon */
function inThisRealm(error) {
  const Kind = error.code === 'INVALID_ARGUMENT' ? TypeError : Error
  const cause = own(error, 'cause')
  const properties = isNativeError(cause) ? { code: error.code, cause: new Error(cause.message) } : { code: error.code }
  return withProperties(new Kind(error.message), properties)
}

/**
 * Runs `work` and rethrows its error in this realm.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function rethrowInRealm(work) {
  try {
    return work()
  } catch (error) {
    throw isOurs(error) ? inThisRealm(error) : error
  }
}

/**
 * Runs `work`, which reads an argument. If a getter throws, its error becomes the cause of an `INVALID_ARGUMENT` error.
 * @template T
 * @param {string} field
 * @param {() => T} work
 * @returns {T}
 */
function guardGetter(field, work) {
  try {
    return work()
  } catch (error) {
    if (isOurs(error)) throw inThisRealm(error)
    throw withProperties(invalidArgument(field, 'a value that can be read, but one of its getters threw'), {
      cause: error,
    })
  }
}

/**
 * Emits a warning with a copy of an error's message and stack. Node reads a warning later, and a getter that throws then
 * would end the process.
 * @param {Error} error
 */
function warn(error) {
  const read = (/** @type {'message' | 'stack'} */ name) => {
    try {
      return typeof error[name] === 'string' ? error[name] : undefined
    } catch {
      return undefined
    }
  }
  const warning = new Error(read('message') ?? 'an error without a message')
  const stack = read('stack')
  if (stack) warning.stack = stack
  process.emitWarning(warning)
}

/** @param {unknown} thrown @returns {Error} */
function asError(thrown) {
  if (isNativeError(thrown)) return thrown
  try {
    return new Error(String(thrown), { cause: thrown })
  } catch {
    return new Error('a value that cannot be converted to a string was thrown', { cause: thrown })
  }
}

module.exports = { asError, isInvalidArgument, rethrowInRealm, invalidArgument, guardGetter, serverStopped, warn }
