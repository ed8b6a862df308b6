'use strict'
// What `require('candor/https')` gives: a receiver that posts events to an HTTPS endpoint, as lines of JSON.

const http = require('node:http')
const https = require('node:https')
const path = require('node:path')
const { gzip } = require('node:zlib')

const { invalidArgument, guardGetter } = require('./internal/errors.js')
const { withProperties } = require('./internal/own.js')
const { Spool } = require('./internal/receivers/spool.js')
const { spools } = require('./internal/receivers/spools.js')

/** Hosts of this machine, which may be reached without TLS. */
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])
const TIMEOUT = 30_000
const MAX_TIMEOUT = 2 ** 31 - 1
const SPOOL_BYTES = 4 * 2 ** 20
const MIN_SPOOL_BYTES = 64 * 2 ** 10
const MAX_SPOOL_BYTES = 64 * 2 ** 20
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
/** Answers that say that another attempt may succeed. */
const TEMPORARY = new Set([408, 425, 429, 500, 502, 503, 504])

/** @typedef {import('./index.js').RelayedEvent} RelayedEvent */

class HttpsReceiver {
  #url
  #headers
  #timeout

  /** @param {{ url: URL, headers: Record<string, string>, timeout: number }} settings */
  constructor({ url, headers, timeout }) {
    this.#url = url
    this.#headers = headers
    this.#timeout = timeout
  }

  /**
   * One attempt. It holds nothing back: the relay sends again what fails.
   * @param {RelayedEvent[]} events
   * @param {AbortSignal} signal
   */
  async send(events, signal) {
    const body = await compress(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    // Consent can have been taken back meanwhile.
    signal.throwIfAborted()
    const { status, retryAfter } = await this.#post(body, signal)
    if (status >= 200 && status < 300) return
    const error = new Error(`${this.#url.host} answered with status ${status}`)
    throw withProperties(error, TEMPORARY.has(status) ? { retryAfter } : { isFinal: true })
  }

  /** The relay holds what is not sent yet. */
  purge() {}

  close() {}

  /**
   * @param {Buffer} body
   * @param {AbortSignal} signal
   * @returns {Promise<{ status: number, retryAfter: number | undefined }>}
   */
  #post(body, signal) {
    const { request } = this.#url.protocol === 'https:' ? https : http
    const headers = {
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
      'content-length': body.length,
      ...this.#headers,
    }
    return new Promise((resolve, reject) => {
      const sent = request(this.#url, { method: 'POST', headers, signal }, (response) => {
        // The answer says nothing else that counts; a connection is free again once it was read.
        response.on('error', reject)
        response.on('end', () => {
          const retryAfter = parseRetryAfter(response.headers['retry-after'])
          resolve({ status: response.statusCode ?? 0, retryAfter })
        })
        response.resume()
      })
      const timeout = setTimeout(() => {
        sent.destroy(new Error(`${this.#url.host} did not answer within ${this.#timeout} ms`))
      }, this.#timeout)
      timeout.unref()
      sent.on('close', () => clearTimeout(timeout))
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

/** @param {string} text @returns {Promise<Buffer>} */
function compress(text) {
  return new Promise((resolve, reject) => gzip(text, (error, bytes) => (error ? reject(error) : resolve(bytes))))
}

/**
 * @param {string | undefined} header seconds, or a date
 * @returns {number | undefined} milliseconds
 */
function parseRetryAfter(header) {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** @param {unknown} options */
function httpsReceiver(options) {
  const given = guardGetter('options', () => ({ __proto__: null, .../** @type {object} */ (options ?? {}) }))
  const { url, headers, timeout, spool, ...others } = /** @type {Record<string, unknown>} */ (given)
  for (const name of Object.keys(others)) throw invalidArgument(`options.${name}`, 'omitted: there is no such option')
  const settings = { url: readUrl(url), headers: readHeaders(headers), timeout: readTimeout(timeout) }
  const kept = readSpool(spool)
  const receiver = new HttpsReceiver(settings)
  // The relay keeps what it holds there: it knows what was sent and what is still admitted.
  if (kept) spools.set(receiver, () => new Spool(kept))
  return receiver
}

/** @param {unknown} given */
function readSpool(given) {
  if (given === undefined || given === null) return null
  const expected = 'an object with `folder`, an absolute path, and optionally `maxBytes`'
  if (typeof given !== 'object') throw invalidArgument('options.spool', expected)
  const entries = guardGetter('options.spool', () => ({ __proto__: null, ...given }))
  const { folder, maxBytes, ...others } = /** @type {Record<string, unknown>} */ (entries)
  for (const name of Object.keys(others)) {
    throw invalidArgument(`options.spool.${name}`, 'omitted: there is no such option')
  }
  if (typeof folder !== 'string' || !path.isAbsolute(folder)) {
    throw invalidArgument('options.spool.folder', 'an absolute path')
  }
  const bytes = maxBytes ?? SPOOL_BYTES
  if (typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes < MIN_SPOOL_BYTES || bytes > MAX_SPOOL_BYTES) {
    throw invalidArgument('options.spool.maxBytes', `an integer from ${MIN_SPOOL_BYTES} to ${MAX_SPOOL_BYTES}`)
  }
  return { folder, maxBytes: bytes }
}

/** @param {unknown} given */
function readUrl(given) {
  // A URL may belong to another realm.
  const text =
    typeof given === 'object' ? guardGetter('options.url', () => /** @type {URL | null} */ (given)?.href) : given
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOCAL.has(url.hostname))
  if (!url || !isSafe)
    throw invalidArgument('options.url', 'an https URL, or an http URL with the host localhost, 127.0.0.1 or [::1]')
  if (url.username || url.password) {
    throw invalidArgument('options.url', 'a URL without a user name and password; use `headers` instead')
  }
  return url
}

/** @param {unknown} given @returns {Record<string, string>} */
function readHeaders(given) {
  if (given === undefined || given === null) return {}
  const expected = 'an object with header names as keys and strings as values'
  if (typeof given !== 'object') throw invalidArgument('options.headers', expected)
  const entries = guardGetter('options.headers', () => Object.entries(given))
  const isHeader = (/** @type {[string, unknown]} */ [name, value]) => {
    return HEADER_NAME.test(name) && typeof value === 'string' && !/[\0\r\n]/.test(value)
  }
  if (!entries.every(isHeader)) throw invalidArgument('options.headers', expected)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}

/** @param {unknown} given */
function readTimeout(given) {
  if (given === undefined || given === null) return TIMEOUT
  if (typeof given === 'number' && Number.isInteger(given) && given > 0 && given <= MAX_TIMEOUT) return given
  throw invalidArgument('options.timeout', `a number of milliseconds, an integer from 1 to ${MAX_TIMEOUT}`)
}

module.exports = { httpsReceiver }
