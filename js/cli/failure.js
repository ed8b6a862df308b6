'use strict'

/** What was asked for makes sense and cannot be done; the message says why, the hint what to do about it. */
class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(message, hint) {
    super(message)
    this.hint = hint
  }
}

module.exports = { Failure }
