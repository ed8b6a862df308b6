'use strict'

// Accepts the connections of a port or a socket. Anyone may connect, so a connection gets a language server only after its
// first message is admitted, and the memory that it can use is limited.

const net = require('node:net')
const { LanguageServer } = require('../../index.js')
const { admit, refusalOf } = require('./admission.js')
const { frame } = require('./framing/framing.js')
const { serve } = require('./session.js')
const { StrictReader } = require('./framing/strict-reader.js')

const KIB = 1024
const MIB = 1024 * KIB
/** RequestFailed of LSP: the request is valid, but could not be served. */
const REQUEST_FAILED = -32803
/** Milliseconds that a refused client has to read the reason. */
const GRACE = 2000

/** docs/editors.md lists these. */
const LIMITS = {
  /** The maximum number of sessions at a time. */
  sessions: 32,
  /** The maximum number of connections without a session. A new one closes the oldest. */
  waiting: 64,
  /** The maximum number of consecutive refusals that are reported. */
  refusals: 100,
  /** Milliseconds from the connection to the end of its first message. */
  firstMessageTimeout: 10_000,
  /** The maximum size of a header, in bytes. */
  header: KIB,
  /** The maximum size of the first message, in bytes. */
  firstMessage: 256 * KIB,
  /** The maximum size of any later message, in bytes. */
  message: 64 * MIB,
  /** Bytes of input after which the server has to catch up before more is read. */
  unhandled: 16 * MIB,
  /** Bytes that may wait for a client before its connection is closed. */
  unread: 64 * MIB,
  /** Milliseconds in which a client must read some of its output once its input is paused. */
  unreadTimeout: 10_000,
}

/** @typedef {typeof LIMITS} Limits */
/** @typedef {(problem: string) => void} Report */

class Connections {
  #token
  #limits
  #options
  #report
  #sessions = 0
  /** Connections that were refused since the last session began. */
  #refusals = 0
  /** @type {Map<net.Socket, (reason: string) => void>} closes each connection without a session */
  #waiting = new Map()

  /**
   * @param {string | null} token that the first message must carry; null admits every client
   * @param {Report} report is called with one line for each problem, which never repeats received data
   * @param {{ limits?: Limits, settingsSection?: string | null }} [options] `settingsSection` is for the servers
   */
  constructor(token, report, { limits = LIMITS, settingsSection = null } = {}) {
    this.#token = token
    this.#limits = limits
    this.#options = settingsSection === null ? {} : { settingsSection }
    this.#report = report
  }

  /** @returns {net.Server} a server that is not listening yet */
  listener() {
    return net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket))
  }

  /** @param {net.Socket} socket */
  #accept(socket) {
    const { header, firstMessage, firstMessageTimeout } = this.#limits
    const client = socket.remotePort === undefined ? '' : `${socket.remoteAddress}:${socket.remotePort}: `
    const report = (/** @type {string} */ problem) => this.#report(`${client}${problem}`)
    const settle = () => {
      clearTimeout(timer)
      this.#waiting.delete(socket)
      socket.off('data', read).off('end', leave).off('close', settle)
    }
    const hangUp = (/** @type {string} */ reason) => {
      settle()
      this.#reportRefusal(report, reason)
      socket.destroy()
    }
    const message = (/** @type {string} */ text) => {
      settle()
      this.#admit(socket, reader, text, report)
    }
    const reader = new StrictReader({ header, message: firstMessage }, { message, refused: hangUp })
    const read = (/** @type {Buffer} */ chunk) => reader.push(chunk)
    // A client that connects and disconnects has only checked whether the port is open.
    const leave = () => socket.destroy()
    const timer = setTimeout(hangUp, firstMessageTimeout, 'the first message did not arrive in time')
    socket.on('data', read).on('end', leave).on('close', settle)
    // 'close' follows and cleans up.
    socket.on('error', () => {})
    this.#wait(socket, hangUp)
  }

  /**
   * @param {net.Socket} socket without a session
   * @param {(reason: string) => void} hangUp
   */
  #wait(socket, hangUp) {
    for (const [oldest, close] of this.#waiting) {
      if (this.#waiting.size < this.#limits.waiting) break
      this.#waiting.delete(oldest)
      close('too many connections without a session')
    }
    this.#waiting.set(socket, hangUp)
  }

  /**
   * @param {net.Socket} socket
   * @param {StrictReader} reader of the first message; it may have buffered more
   * @param {string} text
   * @param {Report} report
   */
  #admit(socket, reader, text, report) {
    const admission = admit(text, this.#token)
    if (admission.message === null) return this.#refuse(socket, reader, admission, report)
    if (this.#sessions >= this.#limits.sessions) {
      const reason = `there are already ${this.#sessions} sessions, which is the maximum`
      const response = refusalOf(admission.id, REQUEST_FAILED, reason)
      return this.#refuse(socket, reader, { reason, response }, report)
    }
    this.#sessions += 1
    this.#refusals = 0
    reader.limits = { header: this.#limits.header, message: this.#limits.message }
    serve({
      input: socket,
      output: socket,
      createReader: (handler) => Object.assign(reader, { handler }),
      report,
      firstMessage: admission.message,
      limits: this.#limits,
      options: this.#options,
      watchClient: false,
      clientProcessId: null,
    })
      .then(
        () => {
          reader.close()
          // Output that the client has not read by now is dropped.
          if (socket.writableLength === 0) socket.destroySoon()
          else socket.destroy()
        },
        (error) => {
          const response = refusalOf(admission.id, REQUEST_FAILED, 'the server cannot start')
          this.#refuse(socket, reader, { reason: error.message, response }, report)
        },
      )
      .finally(() => (this.#sessions -= 1))
  }

  /**
   * @param {net.Socket} socket
   * @param {StrictReader} reader
   * @param {{ reason: string, response: string | null }} refusal
   * @param {Report} report
   */
  #refuse(socket, reader, { reason, response }, report) {
    reader.close()
    this.#reportRefusal(report, reason)
    if (response === null) return void socket.destroy()
    socket.end(frame(response))
    // With unread input, the operating system would discard the response, so the input is read and dropped.
    socket.resume()
    const timer = setTimeout(() => socket.destroy(), GRACE)
    socket.once('close', () => {
      clearTimeout(timer)
      this.#waiting.delete(socket)
    })
    this.#wait(socket, () => socket.destroy())
  }

  /**
   * Anyone who can connect can cause these reports, so their number is limited.
   * @param {Report} report
   * @param {string} reason
   */
  #reportRefusal(report, reason) {
    this.#refusals += 1
    if (this.#refusals <= this.#limits.refusals) report(reason)
    if (this.#refusals === this.#limits.refusals) {
      this.#report('not reporting further refused connections until the next session begins')
    }
  }
}

/**
 * Fails at startup, rather than at the first connection, if the native addon is missing.
 * @throws {Error}
 */
async function checkServer() {
  await LanguageServer.start().stop()
}

module.exports = { Connections, LIMITS, checkServer }
