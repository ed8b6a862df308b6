'use strict'
// A bounded queue of events for one receiver. It sends one batch at a time, in order. A failed batch is retried at growing
// intervals. A batch that is no longer admitted is aborted, and its events that are no longer admitted are dropped.

// Imported when this file is loaded, because fake timers replace the global functions.
const { clearTimeout, setImmediate, setTimeout } = require('node:timers')

const { admits } = require('../events/levels.js')
const { notifySent } = require('../events/sent-events.js')
const { own } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { internalsOf } = require('../server-registry.js')
const { settle } = require('../settle.js')
const { spools } = require('./spools.js')

/** The largest number of events in the queue: some hours of work without a network. */
const MAX_EVENTS = 10_000
/** The largest number of events in a batch. */
const MAX_BATCH = 256
/** Milliseconds until a failed batch is sent again. The delay doubles each time, and is reduced by up to half at random. */
const FIRST_DELAY = 1_000
const MAX_DELAY = 60_000
/** The longest delay of the next attempt that a receiver can request, in milliseconds. */
const MAX_RETRY_AFTER = 60 * 60_000
/** Milliseconds for which closing waits until the queue is empty. */
const CLOSE_TIMEOUT = 5_000
const HOUR = 3_600_000

/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {import('../../index.js').RelayedEvent} RelayedEvent */
/** @typedef {import('../../index.js').TelemetryReceiver} TelemetryReceiver */
/** @typedef {{ relayed: RelayedEvent, kind: 'usage' | 'error' }} Held */

class ReceiverQueue {
  #receiver
  #product
  #report
  #notify
  #now
  /** @type {Held[]} */ #held = []
  /** The batch that is being sent. @type {{ events: Held[], controller: AbortController } | null} */ #sending = null
  /** @type {NodeJS.Timeout | null} */ #retry = null
  #isScheduled = false
  #failures = 0
  #isOver = false
  #lost = { capacity: 0, revoked: 0, failed: 0 }
  #sent = 0
  /** Keeps events beyond the end of this process. @type {import('./spool.js').Spool | null} */ #spool
  /** The number of events that are in the spool for the next process. */
  #kept = 0
  /** Called when the queue is empty. @type {(() => void)[]} */ #waiting = []

  /**
   * @param {object} server a server of this copy
   * @param {TelemetryReceiver} receiver
   */
  static forServer(server, receiver) {
    const { product, report } = internalsOf(server)
    return new ReceiverQueue(receiver, { product: product(), report, sent: (event) => notifySent(server, event) })
  }

  /**
   * @param {TelemetryReceiver} receiver
   * @param {object} context
   * @param {{ name: string, version: string } | null} context.product
   * @param {(error: unknown) => void} context.report
   * @param {(event: RelayedEvent['event']) => void} [context.sent] is called with each event that was sent
   * @param {() => number} [context.now]
   */
  constructor(receiver, context) {
    const { product, report } = context
    this.#receiver = receiver
    this.#product = product
    this.#report = report
    this.#notify = own(context, 'sent') ?? (() => {})
    this.#now = own(context, 'now') ?? Date.now
    this.#spool = spools.get(receiver)?.() ?? null
  }

  /**
   * Adds the events that earlier processes left in the spool, if the level admits them.
   * @param {TelemetryLevel} level
   * @param {boolean} isStated whether a level has been stated; until then, the spool is not touched
   */
  begin(level, isStated) {
    if (this.#isOver || !isStated) return
    this.#withSpool((spool) => {
      if (level === 'off') spool.clear()
      else if (this.#takeOver(spool, level)) spool.save(this.#unsent)
    })
    this.#schedule()
  }

  /**
   * @param {RelayedEvent['event']} event
   * @param {'usage' | 'error'} kind
   * @param {number} sequence
   */
  take(event, kind, sequence) {
    if (this.#isOver) return
    const hour = new Date(Math.floor(this.#now() / HOUR) * HOUR).toISOString().replace('.000', '')
    const relayed = { event, ...(this.#product && { product: this.#product }), sequence, hour }
    this.#held.push({ relayed, kind })
    this.#makeRoom()
    this.#schedule()
  }

  /**
   * Drops the events that the level no longer admits, and aborts a batch that contains any of them.
   * @param {TelemetryLevel} level
   */
  purge(level) {
    const isAdmitted = (/** @type {Held} */ { kind }) => admits(level, kind)
    const sending = this.#sending
    const isAborted = sending !== null && !sending.events.every(isAdmitted)
    if (isAborted) {
      this.#sending = null
      this.#held.unshift(...sending.events)
    }
    const before = this.#held.length
    this.#held = this.#held.filter(isAdmitted)
    this.#lost.revoked += before - this.#held.length
    try {
      if (isAborted) sending.controller.abort()
    } finally {
      this.#withSpool((spool) => {
        if (level === 'off') return spool.clear()
        this.#takeOver(spool, level)
        spool.save(this.#unsent)
      })
      this.#notifyWaiting()
      if (isAborted) this.#schedule()
    }
    return this.#receiver.purge(level)
  }

  /** Sends the events in the queue, within a time limit, and closes the receiver. */
  async close() {
    if (this.#isOver) return
    // VS Code may end the process before everything is sent.
    this.#withSpool((spool) => spool.save(this.#unsent))
    this.#wakeUp()
    /** @type {NodeJS.Timeout | undefined} */ let timeout
    const late = new Promise((resolve) => (timeout = setTimeout(resolve, CLOSE_TIMEOUT)))
    await Promise.race([this.#drained(), late])
    clearTimeout(timeout)
    if (this.#isOver) return
    this.#withSpool((spool) => {
      this.#kept = spool.save(this.#unsent)
      spool.release()
    })
    this.#abandon('failed')
    await settle(this.#receiver.close())
  }

  /** Drops all events at once. */
  dispose() {
    if (this.#isOver) return
    this.#withSpool((spool) => spool.save([]))
    this.#abandon('revoked')
    return this.#receiver.purge('off')
  }

  status() {
    return { waiting: this.#unsentCount + this.#kept, sent: this.#sent, lost: { ...this.#lost } }
  }

  /** The events that have not been sent, including the current batch, the oldest first. */
  get #unsent() {
    return [...(this.#sending?.events ?? []), ...this.#held]
  }

  get #unsentCount() {
    return this.#held.length + (this.#sending?.events.length ?? 0)
  }

  /**
   * @param {import('./spool.js').Spool} spool
   * @param {TelemetryLevel} level
   * @returns {boolean} whether the spool contained events
   */
  #takeOver(spool, level) {
    const { events, damaged } = spool.takeOver()
    const admitted = events.filter(({ kind }) => admits(level, kind))
    this.#lost.revoked += events.length - admitted.length
    this.#lost.failed += damaged
    if (damaged > 0) this.#report(new Error(`a file of the spool is damaged, and its events are lost (${damaged})`))
    this.#held.unshift(...admitted)
    this.#makeRoom()
    return events.length > 0
  }

  /**
   * Uses the spool. An error is reported and loses only the events in the spool.
   * @param {(spool: import('./spool.js').Spool) => void} work
   */
  #withSpool(work) {
    if (!this.#spool) return
    try {
      work(this.#spool)
    } catch (error) {
      this.#report(error)
    }
  }

  /** @param {'failed' | 'revoked'} reason */
  #abandon(reason) {
    this.#isOver = true
    const sending = this.#sending
    this.#lost[reason] += this.#unsentCount - this.#kept
    this.#held = []
    this.#sending = null
    if (this.#retry) clearTimeout(this.#retry)
    this.#retry = null
    sending?.controller.abort()
    this.#notifyWaiting()
  }

  #makeRoom() {
    const excess = this.#held.length + (this.#sending?.events.length ?? 0) - MAX_EVENTS
    if (excess <= 0) return
    this.#lost.capacity += this.#held.splice(0, excess).length
  }

  /** Sends in the next turn of the event loop, so that events of one turn are sent together. */
  #schedule() {
    if (this.#isScheduled || this.#isOver) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#send()
    })
  }

  #send() {
    if (this.#isOver || this.#sending || this.#retry) return
    if (this.#held.length === 0) return this.#notifyWaiting()
    const sending = { events: this.#held.splice(0, MAX_BATCH), controller: new AbortController() }
    this.#sending = sending
    const send = async () => {
      const batch = sending.events.map(({ relayed }) => relayed)
      await settle(this.#receiver.send(batch, sending.controller.signal))
    }
    send().then(
      () => this.#succeeded(sending),
      (error) => this.#failed(sending, error),
    )
  }

  /** @param {{ events: Held[] }} sending */
  #succeeded(sending) {
    // The batch was aborted. Its events that are still admitted are in the queue again, and may arrive twice.
    if (this.#sending !== sending) return
    this.#sending = null
    this.#failures = 0
    this.#sent += sending.events.length
    for (const { relayed } of sending.events) this.#notify(relayed.event)
    if (this.#held.length === 0) this.#withSpool((spool) => spool.save([]))
    this.#send()
  }

  /**
   * @param {{ events: Held[] }} sending
   * @param {unknown} error
   */
  #failed(sending, error) {
    if (this.#sending !== sending) return
    this.#sending = null
    // Reported once for a series of failures, not for every attempt.
    if (this.#failures === 0) this.#report(error)
    if (isFinal(error)) {
      this.#lost.failed += sending.events.length
      if (this.#held.length === 0) this.#withSpool((spool) => spool.save([]))
      return this.#send()
    }
    this.#failures += 1
    this.#held.unshift(...sending.events)
    this.#makeRoom()
    this.#withSpool((spool) => spool.save(this.#held))
    this.#retry = setTimeout(() => this.#wakeUp(), this.#delay(error))
    // Only `close` keeps the process alive for a retry.
    this.#retry.unref()
  }

  #wakeUp() {
    if (this.#retry) clearTimeout(this.#retry)
    this.#retry = null
    this.#send()
  }

  /** @param {unknown} error */
  #delay(error) {
    const backoff = Math.min(FIRST_DELAY * 2 ** (this.#failures - 1), MAX_DELAY) * (1 - Math.random() / 2)
    const stated = retryAfterOf(error)
    return stated === undefined ? backoff : Math.max(Math.min(stated, MAX_RETRY_AFTER), backoff)
  }

  #drained() {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(undefined))
      this.#notifyWaiting()
    })
  }

  #notifyWaiting() {
    if (this.#held.length > 0 || this.#sending) return
    for (const notify of this.#waiting.splice(0)) notify()
  }
}

/** @param {unknown} error @returns {number | undefined} the delay that the receiver requests, in milliseconds */
function retryAfterOf(error) {
  const stated = typeof error === 'object' && error !== null ? readProperty(error, 'retryAfter')?.value : undefined
  return typeof stated === 'number' && stated >= 0 ? stated : undefined
}

/** @param {unknown} error whether sending the batch again is pointless */
function isFinal(error) {
  return own(error, 'isFinal') === true
}

module.exports = { ReceiverQueue, MAX_EVENTS }
