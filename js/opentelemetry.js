'use strict'
// What `require('candor/opentelemetry')` gives: a receiver that emits events as log records of OpenTelemetry. It needs no
// package of OpenTelemetry itself: the provider and the exporter are the author's.

const { invalidArgument, guardGetter } = require('./internal/errors.js')
const { eventKind } = require('./internal/events/event-kind.js')
const { flatten } = require('./internal/events/flatten.js')
const { admits } = require('./internal/events/levels.js')
const { isObject, own } = require('./internal/own.js')
const { readProperty } = require('./internal/read-property.js')
const { settle } = require('./internal/settle.js')

/** @typedef {import('./index.js').RelayedEvent} RelayedEvent */
/** @typedef {import('./index.js').TelemetryLevel} TelemetryLevel */

const SCOPE = 'candor'
/** Severities of OpenTelemetry's log data model. */
const SEVERITIES = /** @type {const} */ ({
  usage: { severityNumber: 9, severityText: 'INFO' },
  error: { severityNumber: 17, severityText: 'ERROR' },
})
/** `ExportResultCode.SUCCESS` */
const SUCCESS = 0

class OpenTelemetryReceiver {
  #provider
  #processor
  #isClosed = false

  /**
   * @param {import('./opentelemetry.js').LoggerProvider} provider
   * @param {import('./opentelemetry.js').PurgeableProcessor | undefined} processor
   */
  constructor(provider, processor) {
    this.#provider = provider
    this.#processor = processor
  }

  /**
   * @param {RelayedEvent[]} events
   * @param {AbortSignal} signal
   */
  async send(events, signal) {
    signal.throwIfAborted()
    for (const event of events) this.#emit(event)
    await settle(this.#processor ? this.#processor.forceFlush() : this.#provider.forceFlush?.())
  }

  /** @param {TelemetryLevel} level */
  purge(level) {
    this.#processor?.purge(level)
  }

  async close() {
    if (this.#isClosed) return
    this.#isClosed = true
    await settle(this.#provider.shutdown?.())
  }

  /** @param {RelayedEvent} relayed */
  #emit({ event, product, sequence, hour }) {
    const { properties, measurements } = flatten(event)
    const logger = this.#provider.getLogger(product?.name ?? SCOPE, product?.version)
    const attributes = { ...properties, ...measurements, 'candor.sequence': sequence, 'candor.hour': hour }
    // When it happened is known to the hour only: `timestamp` is left out, and the collector notes when it observed it.
    logger.emit({ eventName: event.name, ...SEVERITIES[eventKind(event)], attributes })
  }
}

class Processor {
  #exporter
  /** @type {any[]} */ #records = []
  #isShutDown = false

  /** @param {import('./opentelemetry.js').LogRecordExporter} exporter */
  constructor(exporter) {
    this.#exporter = exporter
  }

  /** @param {unknown} record */
  onEmit(record) {
    if (!this.#isShutDown) this.#records.push(record)
  }

  /** @returns {Promise<void>} rejects where the exporter fails; the records are not kept, as the relay has the events */
  async forceFlush() {
    const records = this.#records.splice(0)
    if (records.length === 0) return
    await new Promise((resolve, reject) => {
      this.#exporter.export(records, ({ code, error }) => {
        if (code === SUCCESS) resolve(undefined)
        else reject(error ?? new Error('the OpenTelemetry exporter failed'))
      })
    })
  }

  /** @param {TelemetryLevel} level */
  purge(level) {
    this.#records = this.#records.filter((record) => {
      const severity = own(record, 'severityNumber') ?? readProperty(record, 'severityNumber')?.value
      return admits(level, severity >= SEVERITIES.error.severityNumber ? 'error' : 'usage')
    })
  }

  async shutdown() {
    if (this.#isShutDown) return
    await this.forceFlush().finally(() => (this.#isShutDown = true))
    await this.#exporter.shutdown()
  }
}

/** @param {any} options */
function openTelemetryReceiver(options) {
  const { loggerProvider, processor } = readOptions(options, ['loggerProvider', 'processor'])
  if (!hasMethods(loggerProvider, ['getLogger'])) throw invalidArgument('options.loggerProvider', 'a LoggerProvider')
  if (processor !== undefined && !hasMethods(processor, ['purge', 'forceFlush'])) {
    throw invalidArgument('options.processor', 'the result of `purgeableProcessor`')
  }
  return new OpenTelemetryReceiver(loggerProvider, processor)
}

/** @param {any} options */
function purgeableProcessor(options) {
  const { exporter } = readOptions(options, ['exporter'])
  if (!hasMethods(exporter, ['export', 'shutdown'])) throw invalidArgument('options.exporter', 'a LogRecordExporter')
  return new Processor(exporter)
}

/**
 * @param {unknown} options
 * @param {readonly string[]} known
 * @returns {Record<string, any>}
 */
function readOptions(options, known) {
  const given = guardGetter('options', () => ({ __proto__: null, .../** @type {object} */ (options ?? {}) }))
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalidArgument(`options.${unknown}`, 'omitted: there is no such option')
  return given
}

/** @param {unknown} value @param {readonly string[]} names */
function hasMethods(value, names) {
  return guardGetter('options', () => {
    return isObject(value) && names.every((name) => typeof readProperty(value, name)?.value === 'function')
  })
}

module.exports = { openTelemetryReceiver, purgeableProcessor }
