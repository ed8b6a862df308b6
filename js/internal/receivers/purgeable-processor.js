'use strict'
// A processor of log records of OpenTelemetry. Unlike `BatchLogRecordProcessor`, an opt-out reaches the records that it holds.

const { admits } = require('../events/levels.js')
const { own, withProperties } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { settle } = require('../settle.js')
const { TEMPORARY_STATUSES } = require('./temporary-statuses.js')

/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */

/** `ExportResultCode.SUCCESS` of OpenTelemetry. */
const SUCCESS = 0
/** The severity number of `ERROR`. Higher numbers are worse. */
const ERROR = 17

class PurgeableProcessor {
  #exporter
  /** @type {any[]} */ #records = []
  /** Records that were passed to the exporter and are not sent yet. @type {Set<any[]>} */ #exporting = new Set()
  #isShutDown = false

  /** @param {import('../../opentelemetry.js').LogRecordExporter} exporter */
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

/** @param {unknown} record */
function kindOf(record) {
  const severity = own(record, 'severityNumber') ?? readProperty(Object(record), 'severityNumber')?.value
  return severity >= ERROR ? 'error' : 'usage'
}

/**
 * @param {Error | undefined} error of an exporter; OpenTelemetry's exporters set the HTTP status as `code`
 */
function exportError(error) {
  const status = own(error, 'code')
  const isFinal = typeof status === 'number' && status >= 400 && !TEMPORARY_STATUSES.has(status)
  if (error && !isFinal) return error
  const failure = new Error(error?.message || 'the OpenTelemetry exporter failed', { cause: error })
  return isFinal ? withProperties(failure, { isFinal }) : failure
}

module.exports = { PurgeableProcessor }
