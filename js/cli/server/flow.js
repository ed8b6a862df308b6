'use strict'

// Keeps what waits in a session within bounds: output for a client that reads slowly, and input that the server has not
// handled yet.

/** Output that waits for the client, in bytes, above which no more input is read. */
const CONGESTED = 1024 * 1024

/**
 * @typedef {object} FlowLimits
 * @property {number} unread bytes that may wait for the client before the session ends
 * @property {number} unreadTimeout milliseconds for which input may be held back while the client reads nothing
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
  #isBehind = false
  /** @type {NodeJS.Timeout | undefined} */
  #timer

  /**
   * @param {{ input: import('node:stream').Readable, output: import('node:stream').Writable }} streams
   * @param {import('../../index.js').LanguageServer} server
   * @param {FlowLimits | null} limits null for a client that is trusted as the parent process is
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
    // The server answers faster than some clients read; without input, nothing more piles up.
    if (unread <= CONGESTED) return
    this.#input.pause()
    if (this.#limits === null) return
    if (unread > this.#limits.unread)
      return this.#giveUp(`the client does not read its messages: ${unread} bytes are waiting`)
    if (!this.#isCongested) this.#watch()
    this.#isCongested = true
  }

  /** @param {number} size of a chunk of input that was handed to the server */
  received(size) {
    this.#received += size
    if (this.#limits === null || this.#isBehind || this.#received <= this.#limits.unhandled) return
    this.#isBehind = true
    this.#input.pause()
    const resume = () => {
      this.#isBehind = false
      this.#received = 0
      this.#resume()
    }
    this.#server.idle().then(resume, resume)
  }

  #resume() {
    if (!this.#isCongested && !this.#isBehind) this.#input.resume()
  }

  /** Gives up when the client takes nothing for too long. */
  #watch() {
    const taken = this.#written - this.#output.writableLength
    const { unreadTimeout } = /** @type {FlowLimits} */ (this.#limits)
    this.#timer = setTimeout(() => {
      if (this.#written - this.#output.writableLength > taken) this.#watch()
      else this.#giveUp('the client stopped reading its messages')
    }, unreadTimeout)
  }
}

module.exports = { Flow }
