'use strict'

/** What was asked for makes sense and cannot be done; the message says why, the hint what to do about it. */
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

module.exports = { Failure }
