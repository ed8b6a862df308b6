'use strict'
// Holds events for one receiver: bounded, in order, one batch at a time. A batch that fails is sent again, later and
// later; a batch that is no longer admitted is aborted, and nothing of it is sent again.

// Taken at load and from the module: fake timers replace the global functions.
const { clearTimeout, setImmediate, setTimeout } = require('node:timers')

const { admits } = require('../events/levels.js')
const { own } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { settle } = require('../settle.js')
const { spools } = require('./spools.js')

/** Events that are held before the oldest is dropped: some hours of work without a network. */
const MAX_EVENTS = 10_000
/** Events of one batch. */
const MAX_BATCH = 256
/** Milliseconds until a failed batch is sent again: twice as long each time, less up to a half at random. */
const FIRST_DELAY = 1_000
const MAX_DELAY = 60_000
/** The longest that a receiver may put the next attempt off. */
const MAX_RETRY_AFTER = 60 * 60_000
/** Milliseconds that closing waits for what is still held. */
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
  /** What the receiver is sending. @type {{ events: Held[], controller: AbortController } | null} */ #sending = null
  /** @type {NodeJS.Timeout | null} */ #retry = null
  #isScheduled = false
  #failures = 0
  #isOver = false
  #lost = { capacity: 0, revoked: 0, failed: 0 }
  #sent = 0
  /** Where events outlive this process. @type {import('./spool.js').Spool | null} */ #spool
  /** Events that were left in the spool for the next process. */
  #kept = 0
  /** Called whenever nothing is held any more. @type {(() => void)[]} */ #waiting = []

  /**
   * @param {TelemetryReceiver} receiver
   * @param {object} context
   * @param {{ name: string, version: string } | null} context.product
   * @param {(error: unknown) => void} context.report
   * @param {(event: RelayedEvent['event']) => void} [context.sent] called with each event that was sent
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
   * Takes up what earlier processes left in the spool, as far as the level admits it.
   * @param {TelemetryLevel} level
   * @param {boolean} isStated whether somebody has stated a level; until then, what is in the spool stays there
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
   * Drops whatever the level no longer admits, and aborts a batch that holds some of it.
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

  /** Sends what is held, as long as that takes no longer than the time for closing, and closes the receiver. */
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

  /** Drops everything at once. */
  dispose() {
    if (this.#isOver) return
    this.#withSpool((spool) => spool.save([]))
    this.#abandon('revoked')
    return this.#receiver.purge('off')
  }

  status() {
    return { waiting: this.#unsentCount + this.#kept, sent: this.#sent, lost: { ...this.#lost } }
  }

  /** What is held and what is being sent, the oldest first. */
  get #unsent() {
    return [...(this.#sending?.events ?? []), ...this.#held]
  }

  get #unsentCount() {
    return this.#held.length + (this.#sending?.events.length ?? 0)
  }

  /**
   * @param {import('./spool.js').Spool} spool
   * @param {TelemetryLevel} level
   * @returns {boolean} whether there was something
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
   * A spool that does not work is reported, and costs nothing but what it would have kept.
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

  /** Sends in the next turn, so that what comes together is sent together. */
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
    // It was aborted: what is still admitted of it is held again, and may arrive twice.
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
    // Once for each time that sending stops working, not for every attempt.
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
    // Nobody waits for it who has not called `close`.
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

/** @param {unknown} error @returns {number | undefined} milliseconds that the receiver wants to wait */
function retryAfterOf(error) {
  const stated = typeof error === 'object' && error !== null ? readProperty(error, 'retryAfter')?.value : undefined
  return typeof stated === 'number' && stated >= 0 ? stated : undefined
}

/** @param {unknown} error whether sending the batch again is useless */
function isFinal(error) {
  return own(error, 'isFinal') === true
}

module.exports = { ReceiverQueue, MAX_EVENTS }
