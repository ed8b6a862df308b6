'use strict'
// Hands the events of a server to one sink, one by one, each only while every level since its batch began admits it.
// The bridge to VS Code and the relay to receivers are built on it.

const { eventKind } = require('./event-kind.js')
const { admits, lowest } = require('./levels.js')
const { hostLevel, onHostLevelChange } = require('../server-registry.js')

/** @typedef {import('../../index.js').LanguageServer<any>} LanguageServer */
/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {import('../../index.js').TelemetryEvent | import('../../index.js').DeclaredEvent} AnyEvent */

/**
 * @typedef {object} Sink
 * @property {(event: AnyEvent, kind: 'usage' | 'error', sequence: number) => void} take
 * @property {(level: TelemetryLevel) => unknown} purge called, before the server does anything else, when the level is
 *   lowered; what its promise rejects with is reported
 * @property {(level: TelemetryLevel, isStated: boolean) => void} [begin] called at the start and when the level is raised
 */

/** Servers whose events go to a relay. @type {WeakSet<object>} */
const relayed = new WeakSet()

class EventRelay {
  #server
  #internals
  #sink
  /** The level at which events reach the host, and the lowest of it since the current batch was begun. */
  #level = /** @type {TelemetryLevel} */ ('off')
  #ceiling = /** @type {TelemetryLevel} */ ('off')
  #isListening = false
  #unfollow = () => {}

  /**
   * @param {LanguageServer} server
   * @param {import('../server-registry.js').Internals} internals
   * @param {Sink} sink
   */
  constructor(server, internals, sink) {
    this.#server = server
    this.#internals = internals
    this.#sink = sink
  }

  /** Follows the level. */
  follow() {
    this.#level = this.begin()
    this.#unfollow = onHostLevelChange(this.#server, (level) => this.#levelChanged(level))
  }

  /** Lets the sink begin with the level that applies. */
  begin() {
    const status = this.#server.telemetryStatus()
    const level = hostLevel(status)
    this.#sink.begin?.(level, status.decidedBy !== 'default')
    return level
  }

  /** No change of the level reaches the sink any more. */
  unfollow() {
    this.#unfollow()
  }

  /** Hands events over as they come. */
  listen() {
    this.#isListening = true
    this.#server.onTelemetry((events) => this.#handOver(events))
  }

  /** Hands nothing over any more, not even the rest of a batch. */
  end() {
    this.#isListening = false
    this.#unfollow()
  }

  /** @param {TelemetryLevel} level */
  #levelChanged(level) {
    const before = this.#level
    this.#level = level
    this.#ceiling = lowest([this.#ceiling, level])
    const isLowered = level !== before && lowest([level, before]) === level
    if (isLowered) return this.#sink.purge(level)
    if (level !== before) this.#sink.begin?.(level, true)
    return undefined
  }

  /**
   * Consent that ends while a batch is handed over, in a call of the sink or by a message, ends for the rest of the
   * batch too.
   * @param {readonly AnyEvent[]} events
   */
  #handOver(events) {
    this.#ceiling = this.#level
    const sequences = this.#internals.sequences()
    for (const [index, event] of events.entries()) {
      this.#internals.announce()
      if (!this.#isListening) return
      const kind = eventKind(event)
      if (!admits(this.#ceiling, kind)) continue
      try {
        this.#sink.take(event, kind, sequences[index])
      } catch (error) {
        this.#internals.report(error)
      }
    }
  }
}

module.exports = { EventRelay, relayed }
