'use strict'
// Errors with a stable code, made in the realm of whoever imported this file: errors of the native part belong to
// another one under jest, where `instanceof Error` is false for them.

/** @param {string} field @param {string} expected */
function invalidArgument(field, expected) {
  return Object.assign(new TypeError(`${field} must be ${expected}`), { code: 'INVALID_ARGUMENT' })
}

function serverStopped() {
  return Object.assign(new Error('the server has been stopped'), { code: 'SERVER_STOPPED' })
}

const CODES = new Set(['INVALID_ARGUMENT', 'SERVER_STOPPED', 'BINARY_UNAVAILABLE', 'INTERNAL_ERROR'])

/** @param {any} error an error of the native part */
function ofThisRealm(error) {
  const Kind = error.code === 'INVALID_ARGUMENT' ? TypeError : Error
  return Object.assign(new Kind(error.message), { code: error.code })
}

/**
 * Runs `work` and throws its error as one of this realm.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function inThisRealm(work) {
  try {
    return work()
  } catch (error) {
    throw ofThisRealm(error)
  }
}

/**
 * Runs `work`, which reads options. What their getters throw becomes the cause of an error of ours.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function reading(work) {
  try {
    return work()
  } catch (error) {
    if (CODES.has(/** @type {any} */ (error)?.code)) throw ofThisRealm(error)
    throw Object.assign(invalidArgument('options', 'readable, and one of its getters throws'), { cause: error })
  }
}

module.exports = { inThisRealm, invalidArgument, reading, serverStopped }
