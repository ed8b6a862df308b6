'use strict'

// Errors of commands that were used correctly.

const { own } = require('../internal/own.js')

/** A command that was used correctly could not do its work. The message says why; the hint says what to do about it. */
class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} [hint]
   * @param {number} [exitCode]
   */
  constructor(message, hint, exitCode = 1) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/**
 * Runs `work` and throws a `Failure` when it throws.
 * @template T
 * @param {string} action completes the message "cannot …", for example `read 'FILE'`
 * @param {() => T} work
 * @param {number} [exitCode]
 * @returns {T}
 */
function attempt(action, work, exitCode) {
  try {
    return work()
  } catch (error) {
    throw new Failure(`cannot ${action}: ${reasonOf(error)}`, undefined, exitCode)
  }
}

/**
 * @param {unknown} error from the file system
 * @returns {string} the reason without the path, which the caller prints
 */
function reasonOf(error) {
  const { message } = /** @type {NodeJS.ErrnoException} */ (error)
  const code = own(error, 'code')
  const reason = /^\w+: ([^,]+)/.exec(message)?.[1] ?? message
  return code === undefined ? reason : `${reason} (${code})`
}

module.exports = { Failure, attempt, reasonOf }
