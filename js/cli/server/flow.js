'use strict'

// Limits the memory of a session: output for a client that reads slowly, and input that the server has not handled yet.

/** Bytes of unread output above which the input is paused. */
const CONGESTED = 1024 * 1024

/**
 * @typedef {object} FlowLimits
 * @property {number} unread bytes that may wait for the client before the session ends
 * @property {number} unreadTimeout milliseconds for which input may be paused while the client reads nothing
 * @property {number} unhandled bytes of input after which the server has to catch up before more is read
 */

class Flow {
  #input
  #output
  #server
  #limits
  #giveUp
  #written = 0
  #received = 0
  #isCongested = false
  #isCatchingUp = false
  /** @type {NodeJS.Timeout | undefined} */
  #timer

  /**
   * @param {{ input: import('node:stream').Readable, output: import('node:stream').Writable }} streams
   * @param {import('../../index.js').LanguageServer} server
   * @param {FlowLimits | null} limits null if the client is the parent process, which is trusted
   * @param {(problem: string) => void} giveUp ends the session
   */
  constructor({ input, output }, server, limits, giveUp) {
    this.#input = input
    this.#output = output
    this.#server = server
    this.#limits = limits
    this.#giveUp = giveUp
    output.on('drain', () => {
      this.#isCongested = false
      clearTimeout(this.#timer)
      this.#resume()
    })
    output.on('close', () => clearTimeout(this.#timer))
  }

  /** @param {string} text */
  write(text) {
    this.#output.write(text)
    this.#written += Buffer.byteLength(text)
    const unread = this.#output.writableLength
    // The server responds faster than some clients read. Pausing the input stops the output from growing.
    if (unread <= CONGESTED) return
    this.#input.pause()
    if (this.#limits === null) return
    if (unread > this.#limits.unread)
      return this.#giveUp(`the client does not read its messages: ${unread} bytes are waiting`)
    if (!this.#isCongested) this.#watch()
    this.#isCongested = true
  }

  /** @param {number} size of a chunk that was passed to the server */
  received(size) {
    this.#received += size
    if (this.#limits === null || this.#isCatchingUp || this.#received <= this.#limits.unhandled) return
    this.#isCatchingUp = true
    this.#input.pause()
    const resume = () => {
      this.#isCatchingUp = false
      this.#received = 0
      this.#resume()
    }
    this.#server.idle().then(resume, resume)
  }

  #resume() {
    if (!this.#isCongested && !this.#isCatchingUp) this.#input.resume()
  }

  /** Ends the session if the client reads nothing for too long. */
  #watch() {
    const read = this.#written - this.#output.writableLength
    const { unreadTimeout } = /** @type {FlowLimits} */ (this.#limits)
    this.#timer = setTimeout(() => {
      if (this.#written - this.#output.writableLength > read) this.#watch()
      else this.#giveUp('the client stopped reading its messages')
    }, unreadTimeout)
  }
}

module.exports = { Flow }
