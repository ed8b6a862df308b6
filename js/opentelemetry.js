'use strict'
// The entry point `candor/opentelemetry`: a receiver that emits events as log records of OpenTelemetry. It needs no
// package of OpenTelemetry itself: the provider and the exporter are the author's.

const { asError, invalidArgument, guardGetter } = require('./internal/errors.js')
const { eventKind } = require('./internal/events/event-kind.js')
const { flatten } = require('./internal/events/flatten.js')
const { admits } = require('./internal/events/levels.js')
const { readOptions } = require('./internal/options.js')
const { isObject, own, withProperties } = require('./internal/own.js')
const { readProperty } = require('./internal/read-property.js')
const { ENDPOINT_OPTIONS, Endpoint, isTemporary } = require('./internal/receivers/endpoint.js')
const { encodeLogs } = require('./internal/receivers/otlp.js')
const { settle } = require('./internal/settle.js')

/** @typedef {import('./index.js').RelayedEvent} RelayedEvent */
/** @typedef {import('./index.js').TelemetryLevel} TelemetryLevel */

const SCOPE = 'candor'
/** Severities of OpenTelemetry's log data model. */
const SEVERITIES = /** @type {const} */ ({
  usage: { severityNumber: 9, severityText: 'INFO' },
  error: { severityNumber: 17, severityText: 'ERROR' },
})
/** `ExportResultCode` of OpenTelemetry. */
const SUCCESS = 0
const FAILED = 1

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
    // Without a time, the SDK would take the current one, to the nanosecond.
    const time = /** @type {const} */ ([Date.parse(hour) / 1000, 0])
    const times = { timestamp: time, observedTimestamp: time }
    logger.emit({ eventName: event.name, ...times, ...SEVERITIES[eventKind(event)], attributes })
  }
}

class Processor {
  #exporter
  /** @type {any[]} */ #records = []
  /** Records that the exporter has and has not sent yet. @type {Set<any[]>} */ #exporting = new Set()
  #isShutDown = false

  /** @param {import('./opentelemetry.js').LogRecordExporter} exporter */
  constructor(exporter) {
    this.#exporter = exporter
  }

  /** @param {unknown} record */
  onEmit(record) {
    if (!this.#isShutDown) this.#records.push(record)
  }

  /** @returns {Promise<void>} rejects if the exporter fails; the records are not kept, because the relay has the events */
  async forceFlush() {
    const records = this.#records.splice(0)
    if (records.length === 0) return
    this.#exporting.add(records)
    try {
      await new Promise((resolve, reject) => {
        this.#exporter.export(records, ({ code, error }) => {
          if (code === SUCCESS) resolve(undefined)
          else reject(exportError(error))
        })
      })
    } finally {
      this.#exporting.delete(records)
    }
  }

  /** @param {TelemetryLevel} level */
  purge(level) {
    const isAdmitted = (/** @type {unknown} */ record) => admits(level, kindOf(record))
    this.#records = this.#records.filter(isAdmitted)
    if ([...this.#exporting].some((records) => !records.every(isAdmitted))) this.#exporter.abort?.()
  }

  async shutdown() {
    if (this.#isShutDown) return
    this.#isShutDown = true
    try {
      await this.forceFlush()
    } finally {
      await settle(this.#exporter.shutdown())
    }
  }
}

/** Exports records over OTLP/HTTP, in one attempt, which can be aborted. */
class OtlpExporter {
  #endpoint
  #controller = new AbortController()

  /** @param {Endpoint} endpoint */
  constructor(endpoint) {
    this.#endpoint = endpoint
  }

  /**
   * @param {any[]} records
   * @param {(result: { code: number, error?: Error }) => void} done
   */
  export(records, done) {
    this.#post(records, this.#controller.signal).then(
      () => done({ code: SUCCESS }),
      (error) => done({ code: FAILED, error: asError(error) }),
    )
  }

  /** Ends every attempt under way. */
  abort() {
    this.#controller.abort()
    this.#controller = new AbortController()
  }

  async forceFlush() {}

  async shutdown() {
    this.abort()
  }

  /** @param {any[]} records @param {AbortSignal} signal */
  async #post(records, signal) {
    // The provider may still be looking up what it runs on.
    for (const resource of new Set(records.map((record) => record.resource))) {
      if (resource?.asyncAttributesPending) await settle(resource.waitForAsyncAttributes?.())
    }
    await this.#endpoint.post('application/json', encodeLogs(records), signal)
  }
}

/** @param {unknown} record */
function kindOf(record) {
  const severity = own(record, 'severityNumber') ?? readProperty(Object(record), 'severityNumber')?.value
  return severity >= SEVERITIES.error.severityNumber ? 'error' : 'usage'
}

/** @param {Error | undefined} error what an exporter failed with; those of OpenTelemetry name the status as `code` */
function exportError(error) {
  const status = own(error, 'code')
  const isFinal = typeof status === 'number' && status >= 400 && !isTemporary(status)
  if (error && !isFinal) return error
  const failure = new Error(error?.message || 'the OpenTelemetry exporter failed', { cause: error })
  return isFinal ? withProperties(failure, { isFinal }) : failure
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

/** @param {unknown} options */
function otlpExporter(options) {
  return new OtlpExporter(Endpoint.fromOptions(readOptions(options, ENDPOINT_OPTIONS)))
}

/** @param {unknown} value @param {readonly string[]} names */
function hasMethods(value, names) {
  return guardGetter('options', () => {
    return isObject(value) && names.every((name) => typeof readProperty(value, name)?.value === 'function')
  })
}

module.exports = { openTelemetryReceiver, otlpExporter, purgeableProcessor }
