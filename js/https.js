'use strict'
// The entry point `candor/https`: a receiver that posts events to an HTTPS endpoint, as lines of JSON.

const path = require('node:path')

const { invalidArgument } = require('./internal/errors.js')
const { readOptions } = require('./internal/options.js')
const { ENDPOINT_OPTIONS, Endpoint } = require('./internal/receivers/endpoint.js')
const { Spool } = require('./internal/receivers/spool.js')
const { spools } = require('./internal/receivers/spools.js')

const SPOOL_BYTES = 4 * 2 ** 20
const MIN_SPOOL_BYTES = 64 * 2 ** 10
const MAX_SPOOL_BYTES = 64 * 2 ** 20

/** @typedef {import('./index.js').RelayedEvent} RelayedEvent */

class HttpsReceiver {
  #endpoint

  /** @param {Endpoint} endpoint */
  constructor(endpoint) {
    this.#endpoint = endpoint
  }

  /**
   * @param {RelayedEvent[]} events
   * @param {AbortSignal} signal
   */
  send(events, signal) {
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('')
    return this.#endpoint.post('application/x-ndjson', lines, signal)
  }

  /** Does nothing, because the relay holds the events that were not sent yet. */
  purge() {}

  close() {}
}

/** @param {unknown} options */
function httpsReceiver(options) {
  const given = readOptions(options, [...ENDPOINT_OPTIONS, 'spool'])
  const receiver = new HttpsReceiver(new Endpoint(given))
  const kept = readSpool(given.spool)
  // The relay writes the spool, because it knows which events were sent and which are still admitted.
  if (kept) spools.set(receiver, () => new Spool(kept))
  return receiver
}

/** @param {unknown} given */
function readSpool(given) {
  if (given === undefined || given === null) return null
  const expected = 'an object with `folder`, an absolute path, and optionally `maxBytes`'
  if (typeof given !== 'object') throw invalidArgument('options.spool', expected)
  const { folder, maxBytes } = readOptions(given, ['folder', 'maxBytes'], 'options.spool')
  if (typeof folder !== 'string' || !path.isAbsolute(folder)) {
    throw invalidArgument('options.spool.folder', 'an absolute path')
  }
  const bytes = maxBytes ?? SPOOL_BYTES
  if (typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes < MIN_SPOOL_BYTES || bytes > MAX_SPOOL_BYTES) {
    throw invalidArgument('options.spool.maxBytes', `an integer from ${MIN_SPOOL_BYTES} to ${MAX_SPOOL_BYTES}`)
  }
  return { folder, maxBytes: bytes }
}

module.exports = { httpsReceiver }
