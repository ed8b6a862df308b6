'use strict'
// `relayTelemetry`: passes the events of a server to a receiver, without VS Code.

// Imported when this file is loaded, because fake timers replace the global function.
const { setImmediate } = require('node:timers')

const { invalidArgument, guardGetter } = require('../errors.js')
const { EventRelay, relayed } = require('../events/event-relay.js')
const { isObject } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { ReceiverQueue } = require('./receiver-queue.js')
const { outlets } = require('../events/sent-events.js')
const { internalsOf, onStopped } = require('../server-registry.js')

/** @typedef {import('../../index.js').LanguageServer<any>} LanguageServer */
/** @typedef {import('../../index.js').TelemetryReceiver} TelemetryReceiver */

class Relay {
  #server
  #internals
  #queue
  #relay
  #isOver = false
  /** The result of `close`, once it has been called. @type {Promise<void> | null} */ #closed = null
  #removeStopListener

  /** @param {LanguageServer} server @param {TelemetryReceiver} receiver */
  constructor(server, receiver) {
    this.#server = server
    this.#internals = internalsOf(server)
    this.#queue = ReceiverQueue.forServer(server, receiver)
    outlets.set(server, { status: () => this.#queue.status() })
    this.#relay = new EventRelay(server, this.#internals, this.#queue)
    this.#relay.follow()
    relayed.add(server)
    this.#removeStopListener = onStopped(server, () => this.#end())
    this.#relay.listen()
  }

  close() {
    this.#closed ??= this.#close()
    return this.#closed
  }

  dispose() {
    if (this.#isOver || this.#closed) return
    this.#server.onTelemetry(null)
    this.#end()
  }

  status() {
    return this.#queue.status()
  }

  async #close() {
    if (this.#isOver) return
    try {
      // Messages sent before may reach the server until the end of this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
      this.#internals.seal(true)
      await this.#server.idle()
      // A source may have stated the level that already applied by default: that is not a change, but the spool may now be read.
      this.#relay.begin()
      await this.#queue.close()
    } catch (error) {
      if (!this.#isOver) this.#internals.report(error)
    }
    if (this.#isOver) return
    this.#server.onTelemetry(null)
    this.#internals.seal(false)
    this.#end()
  }

  /** Ends the relay and drops its events, because consent for them could no longer be withdrawn. */
  #end() {
    this.#isOver = true
    relayed.delete(this.#server)
    this.#relay.end()
    this.#removeStopListener()
    try {
      this.#queue.dispose()
    } catch (error) {
      this.#internals.report(error)
    }
  }
}

/** @param {unknown} receiver @param {string} field @returns {TelemetryReceiver} */
function readReceiver(receiver, field) {
  const isReceiver = guardGetter(field, () => {
    const methods = ['send', 'purge', 'close']
    return isObject(receiver) && methods.every((name) => typeof readProperty(receiver, name)?.value === 'function')
  })
  if (!isReceiver) throw invalidArgument(field, 'an object with the methods `send`, `purge` and `close`')
  return /** @type {TelemetryReceiver} */ (receiver)
}

/**
 * @param {LanguageServer} server
 * @param {unknown} receiver
 */
function relayTelemetry(server, receiver) {
  internalsOf(server)
  const valid = readReceiver(receiver, 'receiver')
  if (relayed.has(server)) throw invalidArgument('server', 'a server without an open relay or bridge')
  // Throws if the server is stopped, before anything is created.
  server.telemetryStatus()
  const relay = new Relay(server, valid)
  return { close: () => relay.close(), dispose: () => relay.dispose(), status: () => relay.status() }
}

module.exports = { readReceiver, relayTelemetry }
