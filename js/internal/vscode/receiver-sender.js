'use strict'
// Stands for a receiver towards VS Code's logger: what the logger lets through reaches the receiver's queue, as the event
// that it was before the logger renamed and cleaned it.

/** @typedef {import('../events/event-relay.js').AnyEvent} AnyEvent */

class ReceiverSender {
  #queue
  /** The event that the logger is asked about. @type {{ event: AnyEvent, kind: 'usage' | 'error', sequence: number } | null} */
  #current = null

  /** @param {import('../receivers/receiver-queue.js').ReceiverQueue} queue */
  constructor(queue) {
    this.#queue = queue
  }

  /**
   * Runs `log`, which asks the logger about an event. The logger answers in the same call.
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

  /** What is not one of the server's events, as an error that VS Code itself logs, goes nowhere. */
  #take() {
    if (!this.#current) return
    const { event, kind, sequence } = this.#current
    this.#current = null
    this.#queue.take(event, kind, sequence)
  }
}

module.exports = { ReceiverSender }
