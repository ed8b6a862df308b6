'use strict'

// Reads and writes LSP messages with Content-Length headers. A broken header loses at most its own message.

const { ByteQueue } = require('./byte-queue.js')
const { charsetOf, findField, findLengthAtEnd, isLengthLine, isUtf8 } = require('./header-fields.js')

/** The longest header line, in bytes; without a limit, junk without a line end would fill the memory. */
const MAX_HEADER_LINE = 64 * 1024
/** Bytes to keep of a line that is too long: the next header may begin in them. */
const KEPT_OF_LONG_LINE = 256
/** A header line inside a body is recognised up to this length, in bytes. */
const MAX_LINE_IN_BODY = 256
/**
 * The largest valid length, in bytes. V8's strings cannot exceed 512 MiB, and waiting for a larger body would swallow
 * the messages after it.
 */
const MAX_CONTENT_LENGTH = 256 * 1024 * 1024

const LF = 0x0a
const CR = 0x0d
/** The start of a header inside a body. */
const NEXT_HEADER = 'Content-Length'

/**
 * Splits a stream of bytes into messages, wherever its chunks end.
 *
 * A header is read line by line until an empty line, as the base protocol requires, but lines may also end with LF alone.
 * Anything that is not a header is skipped up to the next line that ends with a Content-Length, even if that field follows
 * the rest of a body on the same line.
 */
class MessageReader {
  #queue = new ByteQueue()
  /** Bytes at the start of the queue that have been searched in the current state. */
  #scanned = 0
  /** @type {number | null} length of the body that is being read, null in a header */
  #bodyLength = null
  /** @type {number | null} Content-Length of the current header so far */
  #statedLength = null
  /** @type {string | null} an invalid Content-Length of the current header, quoted */
  #invalidLength = null
  #headerLines = 0
  #skipping = false
  #onMessage
  #onProblem

  /**
   * @param {(message: string) => void} onMessage is called with every body, decoded as UTF-8
   * @param {(problem: string) => void} onProblem is called with one line for each broken header
   */
  constructor(onMessage, onProblem) {
    this.#onMessage = onMessage
    this.#onProblem = onProblem
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    this.#queue.append(chunk, this.#bodyLength ?? 0)
    while (this.#bodyLength === null ? this.#takeLine() : this.#takeBody(this.#bodyLength));
  }

  /** Ends the input. */
  end() {
    const left = this.#queue.length
    if (this.#bodyLength !== null) {
      this.#onProblem(`input ended ${this.#bodyLength - left} bytes before the end of a message`)
    } else if (!this.#skipping && (this.#headerLines > 0 || left > 0)) {
      this.#onProblem('input ended inside a header')
    }
  }

  /** @returns {boolean} whether a complete line was read */
  #takeLine() {
    const { bytes } = this.#queue
    const lineEnd = bytes.indexOf(LF, this.#scanned)
    if (lineEnd === -1) {
      if (bytes.length > MAX_HEADER_LINE) {
        this.#skip('unterminated header line')
        this.#drop(bytes.length - KEPT_OF_LONG_LINE)
      }
      this.#scanned = this.#queue.length
      return false
    }
    const end = lineEnd > 0 && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd
    if (end > MAX_HEADER_LINE) this.#readFieldAtEnd(bytes, end - KEPT_OF_LONG_LINE, end)
    else if (end === 0) this.#endHeader()
    else this.#readField(bytes, end)
    this.#drop(lineEnd + 1)
    return true
  }

  /**
   * @param {Buffer} bytes
   * @param {number} end of the first line
   */
  #readField(bytes, end) {
    // While skipping, even a line that looks like a field is part of a body, unless it is a Content-Length. In any state,
    // the rest of an unterminated line may precede a field.
    const isGlued = (findLengthAtEnd(bytes, 0, end)?.start ?? 0) > 0
    const field = this.#skipping || isGlued ? null : findField(bytes, 0, end)
    if (field === null) return this.#readFieldAtEnd(bytes, 0, end)
    this.#headerLines += 1
    const name = bytes.toString('latin1', 0, field.nameEnd).toLowerCase()
    const value = bytes.toString('latin1', field.valueStart, field.valueEnd)
    if (name === 'content-length') this.#stateLength(value)
    else if (name === 'content-type') this.#checkCharset(value)
  }

  /**
   * Reads a line that is not a field but may end with one, as when a header follows the rest of a body.
   * @param {Buffer} bytes
   * @param {number} start
   * @param {number} end
   */
  #readFieldAtEnd(bytes, start, end) {
    const problem = `invalid header line: ${quote(bytes.toString('latin1', start, end))}`
    const found = findLengthAtEnd(bytes, start, end)
    if (found === null && this.#statedLength !== null) return this.#onProblem(`${problem}; ignored`)
    this.#skip(problem)
    if (found === null) return
    this.#skipping = false
    this.#headerLines = 1
    // A length stated before the junk belongs to a message that never arrived.
    this.#statedLength = null
    this.#stateLength(bytes.toString('latin1', found.valueStart, found.valueEnd))
  }

  /** @param {string} value */
  #stateLength(value) {
    const length = /^\d+$/.test(value) ? Number(value) : NaN
    if (!(length <= MAX_CONTENT_LENGTH)) {
      this.#invalidLength = quote(value)
      return
    }
    if (this.#statedLength !== null && this.#statedLength !== length) {
      this.#onProblem(
        `two Content-Length fields in one header: ${this.#statedLength}, then ${length}; used the last one`,
      )
    }
    this.#statedLength = length
  }

  /** @param {string} contentType */
  #checkCharset(contentType) {
    const charset = charsetOf(contentType)
    if (charset !== null && !isUtf8(charset)) {
      this.#onProblem(`unsupported charset ${quote(charset)}; used utf-8`)
    }
  }

  #endHeader() {
    const invalid = this.#invalidLength === null ? null : `invalid Content-Length: ${this.#invalidLength}`
    if (this.#statedLength !== null) {
      if (invalid !== null) this.#onProblem(`${invalid}; ignored`)
      this.#bodyLength = this.#statedLength
    } else if (this.#headerLines > 0) {
      this.#skip(invalid ?? 'missing Content-Length')
    }
    this.#headerLines = 0
    this.#statedLength = null
    this.#invalidLength = null
  }

  /** @param {string} problem reported once for consecutive skipped lines */
  #skip(problem) {
    if (!this.#skipping) this.#onProblem(`${problem}; skipping to the next header`)
    this.#skipping = true
  }

  /**
   * @param {number} length that the header states
   * @returns {boolean} whether a complete body was read
   */
  #takeBody(length) {
    const { bytes } = this.#queue
    const cut = this.#findHeader(bytes.subarray(0, length), length)
    if (cut !== null) {
      this.#onProblem(`Content-Length ${length} is too large: the next header begins earlier; cut the message there`)
    } else if (bytes.length < length) return false
    const end = cut ?? length
    this.#bodyLength = null
    const message = bytes.toString('utf8', 0, end)
    this.#drop(end)
    this.#onMessage(message)
    return true
  }

  /**
   * Finds the end of a body that is shorter than its header states. JSON strings contain no line breaks, so a header line
   * inside a body is never part of it.
   * @param {Buffer} body the bytes received so far
   * @param {number} length the stated length
   * @returns {number | null} where the next header begins
   */
  #findHeader(body, length) {
    let at = body.indexOf(NEXT_HEADER, this.#scanned)
    for (; at !== -1; at = body.indexOf(NEXT_HEADER, at + 1)) {
      const end = Math.min(body.length, at + MAX_LINE_IN_BODY)
      const isHeader = isLengthLine(body, at, end)
      if (isHeader) return at
      if (isHeader === null && end === body.length && end < length) {
        this.#scanned = at
        return null
      }
    }
    // The received bytes may end with the start of a header.
    this.#scanned = Math.max(this.#scanned, body.length - NEXT_HEADER.length + 1, 0)
    return null
  }

  /** @param {number} count of bytes to remove */
  #drop(count) {
    this.#queue.drop(count)
    this.#scanned = 0
  }
}

/**
 * @param {string} message
 * @returns {string} the message with its header
 */
function frame(message) {
  return `Content-Length: ${Buffer.byteLength(message, 'utf8')}\r\n\r\n${message}`
}

/**
 * @param {string} text from the client
 * @returns {string} shortened and without control characters, so that one problem stays one line
 */
function quote(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short)
}

module.exports = { MessageReader, frame, MAX_CONTENT_LENGTH }
