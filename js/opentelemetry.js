'use strict'
// The entry point `candor/opentelemetry`: a receiver that emits events as log records of OpenTelemetry. It does not
// load any package of OpenTelemetry itself: the host passes the provider, and can pass the exporter.

const { invalidArgument, guardGetter } = require('./internal/errors.js')
const { eventKind } = require('./internal/events/event-kind.js')
const { flatten } = require('./internal/events/flatten.js')
const { readOptions } = require('./internal/options.js')
const { isObject } = require('./internal/own.js')
const { readProperty } = require('./internal/read-property.js')
const { PurgeableProcessor } = require('./internal/receivers/purgeable-processor.js')
const { settle } = require('./internal/settle.js')

/** @typedef {import('./index.js').RelayedEvent} RelayedEvent */
/** @typedef {import('./index.js').TelemetryLevel} TelemetryLevel */

const SCOPE = 'candor'
/** Severities of OpenTelemetry's log data model. */
const SEVERITIES = /** @type {const} */ ({
  usage: { severityNumber: 9, severityText: 'INFO' },
  error: { severityNumber: 17, severityText: 'ERROR' },
})

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
    // Without a time, the SDK would take the current one.
    const time = /** @type {const} */ ([Date.parse(hour) / 1000, 0])
    const times = { timestamp: time, observedTimestamp: time }
    logger.emit({ eventName: event.name, ...times, ...SEVERITIES[eventKind(event)], attributes })
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
  return new PurgeableProcessor(exporter)
}

/**
 * Loads its modules on demand, because extensions with an exporter of their own need no HTTPS client.
 * @param {unknown} options
 */
function otlpExporter(options) {
  const { ENDPOINT_OPTIONS, Endpoint } = require('./internal/receivers/endpoint.js')
  const { OtlpExporter } = require('./internal/receivers/otlp-exporter.js')
  return new OtlpExporter(new Endpoint(readOptions(options, ENDPOINT_OPTIONS)))
}

/** @param {unknown} value @param {readonly string[]} names */
function hasMethods(value, names) {
  return guardGetter('options', () => {
    return isObject(value) && names.every((name) => typeof readProperty(value, name)?.value === 'function')
  })
}

module.exports = { openTelemetryReceiver, otlpExporter, purgeableProcessor }
