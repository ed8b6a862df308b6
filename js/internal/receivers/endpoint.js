'use strict'
// Posts batches to an HTTPS endpoint, compressed, one attempt at a time: the relay sends again what fails.

const http = require('node:http')
const https = require('node:https')
const { gzip } = require('node:zlib')

const { invalidArgument, guardGetter } = require('../errors.js')
const { withProperties } = require('../own.js')
const { TEMPORARY_STATUSES } = require('./temporary-statuses.js')

/** Hosts of this machine, which may be reached without TLS. */
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])
const TIMEOUT = 30_000
const MAX_TIMEOUT = 2 ** 31 - 1
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/

/** The options of an `Endpoint`. */
const ENDPOINT_OPTIONS = /** @type {const} */ (['url', 'headers', 'timeout'])

class Endpoint {
  #url
  #headers
  #timeout

  /** @param {Record<string, unknown>} options read with `readOptions` */
  constructor({ url, headers, timeout }) {
    this.#url = readUrl(url)
    this.#headers = readHeaders(headers)
    this.#timeout = readTimeout(timeout)
  }

  /**
   * Rejects with an error that says whether, and after how many milliseconds, the relay should try again (`isFinal`,
   * `retryAfter`).
   * @param {string} contentType
   * @param {string} text
   * @param {AbortSignal} signal
   */
  async post(contentType, text, signal) {
    const body = await compress(text)
    // Consent may have been withdrawn meanwhile.
    signal.throwIfAborted()
    const { status, retryAfter } = await this.#request(contentType, body, signal)
    if (status >= 200 && status < 300) return
    const error = new Error(`${this.#url.host} responded with status ${status}`)
    throw withProperties(error, TEMPORARY_STATUSES.has(status) ? { retryAfter } : { isFinal: true })
  }

  /**
   * @param {string} contentType
   * @param {Buffer} body
   * @param {AbortSignal} signal
   * @returns {Promise<{ status: number, retryAfter: number | undefined }>}
   */
  #request(contentType, body, signal) {
    const { request } = this.#url.protocol === 'https:' ? https : http
    const headers = {
      'content-type': contentType,
      'content-encoding': 'gzip',
      'content-length': body.length,
      ...this.#headers,
    }
    return new Promise((resolve, reject) => {
      const sent = request(this.#url, { method: 'POST', headers, signal }, (response) => {
        response.on('error', reject)
        response.on('end', () => {
          const retryAfter = parseRetryAfter(response.headers['retry-after'])
          resolve({ status: response.statusCode ?? 0, retryAfter })
        })
        // The connection can be used again only once the response was read.
        response.resume()
      })
      const timeout = setTimeout(() => {
        sent.destroy(new Error(`${this.#url.host} did not respond within ${this.#timeout} ms`))
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
  if (given === undefined) return TIMEOUT
  if (typeof given === 'number' && Number.isInteger(given) && given > 0 && given <= MAX_TIMEOUT) return given
  throw invalidArgument('options.timeout', `an integer from 1 to ${MAX_TIMEOUT}, in milliseconds`)
}

module.exports = { ENDPOINT_OPTIONS, Endpoint }
