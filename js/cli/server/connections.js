'use strict'

// Takes the connections of a port or a socket. Anybody may be at the other end, so a connection gets a language server only
// when its first message admits it, and everything that it can make this process hold is limited.

const net = require('node:net')
const { LanguageServer } = require('../../index.js')
const { admit, refusalOf } = require('./admission.js')
const { frame } = require('./framing/framing.js')
const { serve } = require('./session.js')
const { StrictReader } = require('./framing/strict-reader.js')

const KIB = 1024
const MIB = 1024 * KIB
/** LSP's "the request failed, although it is correct". */
const REQUEST_FAILED = -32803
/** Milliseconds that a connection has to read why it was refused. */
const GRACE = 2000

/** docs/editors.md lists these. */
const LIMITS = {
  /** Sessions at a time. */
  sessions: 32,
  /** Connections without a session; the oldest gives way to a new one. */
  waiting: 64,
  /** Refused connections that are reported in a row. */
  refusals: 100,
  /** Milliseconds from the connection to the end of its first message. */
  firstMessageTimeout: 10_000,
  /** Bytes of a header. */
  header: KIB,
  /** Bytes of the first message. */
  firstMessage: 256 * KIB,
  /** Bytes of any later message. */
  message: 64 * MIB,
  /** Bytes of input after which the server has to catch up before more is read. */
  unhandled: 16 * MIB,
  /** Bytes that may wait for a client before it is hung up on. */
  unread: 64 * MIB,
  /** Milliseconds in which a client must take something of what waits for it, once its input is held back. */
  unreadTimeout: 10_000,
}

/** @typedef {typeof LIMITS} Limits */
/** @typedef {(problem: string) => void} Report */

class Connections {
  #token
  #limits
  #report
  #sessions = 0
  /** Connections that were refused since the last session began. */
  #refusals = 0
  /** @type {Map<net.Socket, (reason: string) => void>} how each connection without a session is hung up on */
  #waiting = new Map()

  /**
   * @param {string | null} token that the first message must carry; null admits every client
   * @param {Report} report is called with one line for each problem, which repeats nothing that was sent
   * @param {Limits} [limits]
   */
  constructor(token, report, limits = LIMITS) {
    this.#token = token
    this.#limits = limits
    this.#report = report
  }

  /** @returns {net.Server} that does not listen yet */
  listener() {
    return net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#take(socket))
  }

  /** @param {net.Socket} socket */
  #take(socket) {
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
    // One that connects and leaves has only looked whether somebody listens.
    const leave = () => socket.destroy()
    const timer = setTimeout(hangUp, firstMessageTimeout, 'the first message did not arrive in time')
    socket.on('data', read).on('end', leave).on('close', settle)
    // 'close' follows.
    socket.on('error', () => {})
    this.#wait(socket, hangUp)
  }

  /**
   * @param {net.Socket} socket without a session
   * @param {(reason: string) => void} hangUp
   */
  #wait(socket, hangUp) {
    for (const [oldest, giveWay] of this.#waiting) {
      if (this.#waiting.size < this.#limits.waiting) break
      this.#waiting.delete(oldest)
      giveWay('too many connections without a session')
    }
    this.#waiting.set(socket, hangUp)
  }

  /**
   * @param {net.Socket} socket
   * @param {StrictReader} reader that calls this with its first message, and may hold more
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
      options: {},
      watchClient: false,
      clientProcessId: null,
    })
      .then(
        () => {
          reader.close()
          // What a client has not taken by now it does not get.
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
    // Input that is left unread would make the system discard the response, so it is read and dropped.
    socket.resume()
    const timer = setTimeout(() => socket.destroy(), GRACE)
    socket.once('close', () => {
      clearTimeout(timer)
      this.#waiting.delete(socket)
    })
    this.#wait(socket, () => socket.destroy())
  }

  /**
   * Whoever can connect can cause these, so that there must not be any number of them.
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
 * Reports a native part that is missing now, and not at the first connection.
 * @throws {Error}
 */
async function checkServer() {
  await LanguageServer.start().stop()
}

module.exports = { Connections, LIMITS, checkServer }
