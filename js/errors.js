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
    const { code, message } = /** @type {any} */ (error)
    const Kind = code === 'INVALID_ARGUMENT' ? TypeError : Error
    throw Object.assign(new Kind(message), { code })
  }
}

module.exports = { inThisRealm, invalidArgument, serverStopped }
