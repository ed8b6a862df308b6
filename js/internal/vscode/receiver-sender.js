'use strict'
// A sender for VS Code's logger that passes events to a receiver's queue. If the logger lets an event through, the queue
// receives the original, without the logger's renaming and cleaning.

/** @typedef {import('../events/event-relay.js').AnyEvent} AnyEvent */

class ReceiverSender {
  #queue
  /** The event that is being logged. @type {{ event: AnyEvent, kind: 'usage' | 'error', sequence: number } | null} */
  #current = null

  /** @param {import('../receivers/receiver-queue.js').ReceiverQueue} queue */
  constructor(queue) {
    this.#queue = queue
  }

  /**
   * Runs `log`, which logs an event. The logger calls this sender synchronously.
   * @param {{ event: AnyEvent, kind: 'usage' | 'error', sequence: number }} current
   * @param {() => void} log
   */
  during(current, log) {
    this.#current = current
    try {
      log()
    } finally {
      this.#current = null
    }
  }

  sendEventData() {
    this.#take()
  }

  sendErrorData() {
    this.#take()
  }

  flush() {
    return this.#queue.close()
  }

  /** @param {import('../../index.js').TelemetryLevel} level @param {boolean} isStated */
  begin(level, isStated) {
    this.#queue.begin(level, isStated)
  }

  /** @param {import('../../index.js').TelemetryLevel} level */
  purge(level) {
    return this.#queue.purge(level)
  }

  dispose() {
    return this.#queue.dispose()
  }

  status() {
    return this.#queue.status()
  }

  /** Queues the current event. Anything else, such as an error that VS Code itself logs, is ignored. */
  #take() {
    if (!this.#current) return
    const { event, kind, sequence } = this.#current
    this.#current = null
    this.#queue.take(event, kind, sequence)
  }
}

module.exports = { ReceiverSender }
