'use strict'
// An exporter of log records of OpenTelemetry over OTLP/HTTP. Unlike `OTLPLogExporter`, it makes one attempt, which can be
// aborted.

const { asError } = require('../errors.js')
const { settle } = require('../settle.js')
const { encodeLogs } = require('./otlp.js')

/** `ExportResultCode` of OpenTelemetry. */
const SUCCESS = 0
const FAILED = 1

class OtlpExporter {
  #endpoint
  #controller = new AbortController()

  /** @param {import('./endpoint.js').Endpoint} endpoint */
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

  /** Aborts every pending attempt. */
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
    // The provider may still be detecting attributes of the resource.
    for (const resource of new Set(records.map((record) => record.resource))) {
      if (resource?.asyncAttributesPending) await settle(resource.waitForAsyncAttributes?.())
    }
    await this.#endpoint.post('application/json', encodeLogs(records), signal)
  }
}

module.exports = { OtlpExporter }
