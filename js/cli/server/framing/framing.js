'use strict'

// Frames LSP messages with Content-Length headers over byte streams; a broken header costs its own message at most.

const { ByteQueue } = require('./byte-queue.js')
const { charsetOf, findField, findLengthAtEnd, isLengthLine, isUtf8 } = require('./header-fields.js')

/** The longest header line, in bytes; without a limit, junk without a line end would fill the memory. */
const MAX_HEADER_LINE = 64 * 1024
/** Kept, in bytes, of a line that is too long: the start of the next header may be at its end. */
const KEPT_OF_LONG_LINE = 256
/** A header line inside a body is recognised up to this length, in bytes. */
const MAX_LINE_IN_BODY = 256
/** A greater length, in bytes, is a broken header: V8's strings end at 512 MiB, and waiting for it would swallow what follows. */
const MAX_CONTENT_LENGTH = 256 * 1024 * 1024

const LF = 0x0a
const CR = 0x0d
/** How headers inside bodies begin. */
const NEXT_HEADER = 'Content-Length'

/**
 * Cuts a stream of bytes into messages, however the stream is cut into chunks.
 *
 * It is read line by line until an empty line ends the header, as the base protocol says; beyond it, lines may end with
 * LF alone. What is no header is skipped up to the next line that ends with a content length, also when that follows the
 * rest of a body on the same line.
 */
class MessageReader {
  #queue = new ByteQueue()
  /** Bytes at the start of the queue that need no second look in the present state. */
  #scanned = 0
  /** @type {number | null} bytes of the body that is awaited, null while in a header */
  #bodyLength = null
  /** @type {number | null} what the header under way has stated so far */
  #statedLength = null
  /** @type {string | null} a Content-Length of the header under way that is none, quoted */
  #unusableLength = null
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

  /** Says that no more bytes come. */
  end() {
    const left = this.#queue.length
    if (this.#bodyLength !== null) {
      this.#onProblem(`input ended ${this.#bodyLength - left} bytes before the end of a message`)
    } else if (!this.#skipping && (this.#headerLines > 0 || left > 0)) {
      this.#onProblem('input ended inside a header')
    }
  }

  /** @returns {boolean} whether there was a whole line */
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
   * @param {number} end of the line that they begin with
   */
  #readField(bytes, end) {
    // While skipping, even a line that looks like a field is the rest of a body, unless it states a length. At any time
    // the rest of a line that was never ended may stand before a header.
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
   * Reads what is no field, but may end with one: a header that follows the rest of a body.
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
    // What was stated before the junk belongs to a message that never came.
    this.#statedLength = null
    this.#stateLength(bytes.toString('latin1', found.valueStart, found.valueEnd))
  }

  /** @param {string} value */
  #stateLength(value) {
    const length = /^\d+$/.test(value) ? Number(value) : NaN
    if (!(length <= MAX_CONTENT_LENGTH)) {
      this.#unusableLength = quote(value)
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
    const unusable = this.#unusableLength === null ? null : `invalid Content-Length: ${this.#unusableLength}`
    if (this.#statedLength !== null) {
      if (unusable !== null) this.#onProblem(`${unusable}; ignored`)
      this.#bodyLength = this.#statedLength
    } else if (this.#headerLines > 0) {
      this.#skip(unusable ?? 'missing Content-Length')
    }
    this.#headerLines = 0
    this.#statedLength = null
    this.#unusableLength = null
  }

  /** @param {string} problem reported once for everything that is skipped together */
  #skip(problem) {
    if (!this.#skipping) this.#onProblem(`${problem}; skipping to the next header`)
    this.#skipping = true
  }

  /**
   * @param {number} length that its header stated
   * @returns {boolean} whether there was a whole body
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
   * Finds where a body ends whose header stated too much. JSON cannot hold a line end inside a string, so a header
   * inside a body is never part of it.
   * @param {Buffer} body as much of it as there is
   * @param {number} length of all of it
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
    // The start of a header may be at the end of what there is.
    this.#scanned = Math.max(this.#scanned, body.length - NEXT_HEADER.length + 1, 0)
    return null
  }

  /** @param {number} count of bytes that are done with */
  #drop(count) {
    this.#queue.drop(count)
    this.#scanned = 0
  }
}

/**
 * @param {string} message
 * @returns {string} the message as it goes over the wire, in UTF-8
 */
function frame(message) {
  return `Content-Length: ${Buffer.byteLength(message, 'utf8')}\r\n\r\n${message}`
}

/**
 * @param {string} text from the other side
 * @returns {string} shortened and without control characters, so that one problem stays one line
 */
function quote(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short)
}

module.exports = { MessageReader, frame, MAX_CONTENT_LENGTH }
