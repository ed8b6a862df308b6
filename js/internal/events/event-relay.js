'use strict'
// Passes the events of a server to one sink, one at a time, each only if every level since the start of its batch admits
// it. The bridge to VS Code and the relay to receivers are built on it.

const { eventKind } = require('./event-kind.js')
const { admits, lowest } = require('./levels.js')
const { hostLevel, onHostLevelChange } = require('../server-registry.js')

/** @typedef {import('../../index.js').LanguageServer<any>} LanguageServer */
/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {import('../../index.js').TelemetryEvent | import('../../index.js').DeclaredEvent} AnyEvent */

/**
 * @typedef {object} Sink
 * @property {(event: AnyEvent, kind: 'usage' | 'error', sequence: number) => void} take
 * @property {(level: TelemetryLevel) => unknown} purge is called when the level is lowered, before the server does
 *   anything else; if its promise rejects, the error is reported
 * @property {(level: TelemetryLevel, isStated: boolean) => void} [begin] is called at the start and when
 *   the level is raised
 */

/** Servers whose events go to a relay. @type {WeakSet<object>} */
const relayed = new WeakSet()

class EventRelay {
  #server
  #internals
  #sink
  /** The level for events to the host, and the lowest one since the current batch began. */
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

  /** Starts the sink with the current level. */
  begin() {
    const status = this.#server.telemetryStatus()
    const level = hostLevel(status)
    this.#sink.begin?.(level, status.decidedBy !== 'default')
    return level
  }

  /** Stops passing changes of the level to the sink. */
  unfollow() {
    this.#unfollow()
  }

  /** Starts passing events to the sink. */
  listen() {
    this.#isListening = true
    this.#server.onTelemetry((events) => this.#forward(events))
  }

  /** Stops passing anything to the sink, including the rest of a batch. */
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
   * If consent ends while a batch is being passed on, in a call of the sink or through a message, the rest of the batch is
   * dropped.
   * @param {readonly AnyEvent[]} events
   */
  #forward(events) {
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
