'use strict'

// Reads LSP messages from connections that anyone can open. Unlike on stdio, nothing is repaired: anything but the exact
// base protocol, such as a request from a browser, ends the connection and is never repeated in a log.

const { ByteQueue } = require('./byte-queue.js')
const { charsetOf, findField, isUtf8 } = require('./header-fields.js')

const LF = 0x0a
const CR = 0x0d

/** The fields of the base protocol, each of which may appear once in a header. */
const FIELD_NAMES = ['content-length', 'content-type']
/** Media types of JSON-RPC. A browser sends neither without a preflight request. */
const MEDIA_TYPES = new Set(['application/vscode-jsonrpc', 'application/json'])
/** The first bytes of other protocols, which error messages name. */
const PROTOCOLS = /** @type {const} */ ([
  [/^[A-Za-z-]+ \S+ HTTP\//, 'HTTP'],
  [/^\x16\x03/, 'TLS'],
])

/**
 * @typedef {object} Handler
 * @property {(message: string) => void} message is called with every body, decoded as UTF-8
 * @property {(reason: string) => void} refused is called once; nothing is read after it
 */

class StrictReader {
  #queue = new ByteQueue()
  /** Bytes of the current line that contain no line break. */
  #scanned = 0
  /** Bytes of the current header that have been parsed. */
  #headerSize = 0
  /** @type {Map<string, string>} the fields of the current header, by lowercase name */
  #fields = new Map()
  /** @type {number | null} length of the body that is being read, null in a header */
  #bodyLength = null
  #isClosed = false

  /**
   * @param {{ header: number, message: number }} limits in bytes; `message` may be raised later
   * @param {Handler} handler may be replaced, even from within a call
   */
  constructor(limits, handler) {
    this.limits = limits
    this.handler = handler
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    if (this.#isClosed) return
    this.#queue.append(chunk, this.#bodyLength ?? 0)
    while (!this.#isClosed && (this.#bodyLength === null ? this.#takeLine() : this.#takeBody(this.#bodyLength)));
  }

  /** Ends the input. */
  end() {
    const isBetweenMessages = this.#bodyLength === null && this.#headerSize + this.#queue.length === 0
    if (!isBetweenMessages) this.#refuse('input ended inside a message')
  }

  /** Ignores all further input. */
  close() {
    this.#isClosed = true
    this.#queue = new ByteQueue()
  }

  /** @returns {boolean} whether a complete line was read */
  #takeLine() {
    const { bytes } = this.#queue
    const lineEnd = bytes.indexOf(LF, this.#scanned)
    const size = this.#headerSize + (lineEnd === -1 ? bytes.length : lineEnd + 1)
    // The start of a line is checked before its end arrives, because other protocols may never send one.
    if (!this.#mayBeginWith(bytes)) this.#refuse(`the client does not speak LSP${protocolOf(bytes)}`)
    else if (size > this.limits.header) this.#refuse(`the header is larger than ${this.limits.header} bytes`)
    this.#scanned = bytes.length
    if (this.#isClosed || lineEnd === -1) return false
    const end = lineEnd > 0 && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd
    if (end === 0) this.#endHeader()
    else this.#readField(bytes, end)
    if (this.#isClosed) return false
    this.#headerSize = this.#bodyLength === null ? size : 0
    this.#queue.drop(lineEnd + 1)
    this.#scanned = 0
    return true
  }

  /** @param {Buffer} bytes that begin with the current line */
  #mayBeginWith(bytes) {
    if (bytes.length === 0 || bytes[0] === LF || bytes[0] === CR) return this.#fields.size > 0 || bytes.length === 0
    const isStartOf = (/** @type {string} */ name) =>
      name.startsWith(bytes.toString('latin1', 0, name.length).toLowerCase())
    return FIELD_NAMES.some(isStartOf)
  }

  /**
   * @param {Buffer} bytes
   * @param {number} end of the first line
   */
  #readField(bytes, end) {
    const field = findField(bytes, 0, end)
    const name = field === null ? '' : bytes.toString('latin1', 0, field.nameEnd).toLowerCase()
    if (field === null || !FIELD_NAMES.includes(name))
      return this.#refuse(`the client does not speak LSP${protocolOf(bytes)}`)
    if (this.#fields.has(name)) return this.#refuse(`duplicate header field ${name}`)
    this.#fields.set(name, bytes.toString('latin1', field.valueStart, field.valueEnd))
  }

  #endHeader() {
    const length = this.#fields.get('content-length')
    const type = this.#fields.get('content-type')
    this.#fields.clear()
    if (length === undefined) return this.#refuse('missing Content-Length')
    if (!/^\d+$/.test(length)) return this.#refuse('invalid Content-Length: not a number')
    if (type !== undefined && !isJson(type))
      return this.#refuse('unsupported Content-Type: expected application/vscode-jsonrpc with charset utf-8')
    if (Number(length) > this.limits.message) {
      return this.#refuse(`the message is larger than ${this.limits.message} bytes`)
    }
    this.#bodyLength = Number(length)
  }

  /**
   * @param {number} length
   * @returns {boolean} whether a complete body was read
   */
  #takeBody(length) {
    if (this.#queue.length < length) return false
    const message = this.#queue.bytes.toString('utf8', 0, length)
    this.#queue.drop(length)
    this.#bodyLength = null
    this.handler.message(message)
    return true
  }

  /** @param {string} reason */
  #refuse(reason) {
    if (this.#isClosed) return
    this.close()
    this.handler.refused(reason)
  }
}

/** @param {string} contentType */
function isJson(contentType) {
  const mediaType = contentType.split(';', 1)[0].trim().toLowerCase()
  const charset = charsetOf(contentType)
  return MEDIA_TYPES.has(mediaType) && (charset === null || isUtf8(charset))
}

/**
 * @param {Buffer} bytes that begin a connection or a line
 * @returns {string} names the protocol for a log, without repeating the input
 */
function protocolOf(bytes) {
  const start = bytes.toString('latin1', 0, 1024)
  const known = PROTOCOLS.find(([pattern]) => pattern.test(start))
  return known === undefined ? '' : `: it speaks ${known[1]}`
}

module.exports = { StrictReader }
