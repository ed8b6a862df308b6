'use strict'

// Frames LSP messages with Content-Length headers over byte streams; a broken header costs its own message at most.

/** A header line that is longer than this, in bytes, is not one; without a limit, junk without a line end would fill the memory. */
const MAX_HEADER_LINE = 64 * 1024
/** Kept, in bytes, of a line that is too long: the start of the next header may be at its end. */
const KEPT_OF_LONG_LINE = 256
/** A greater length, in bytes, is a broken header: V8's strings end at 512 MiB, and waiting for it would swallow what follows. */
const MAX_CONTENT_LENGTH = 256 * 1024 * 1024

const LF = 0x0a
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*?)[ \t]*$/
const CONTENT_LENGTH_AT_END = /content-length[ \t]*:[ \t]*(\d+)[ \t]*$/i
const NEXT_HEADER = /content-length[ \t]*:[ \t]*\d+[ \t]*\r?\n/i

/**
 * Cuts a stream of bytes into messages, whatever the borders of its chunks.
 *
 * It is read by lines until an empty line ends the header, as the base protocol says; beyond it, line ends may be LF
 * alone. What is no header is skipped up to the next line that ends with a content length, also when that follows the
 * rest of a body on the same line.
 */
class MessageReader {
  /** @type {Buffer[]} */
  #chunks = []
  #size = 0
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
  /** @type {RegExp | null} what the first line must be, until it came */ #firstLine
  /** Whether the first line was another one: then nothing is read any more. */
  isRefused = false

  /**
   * @param {(message: string) => void} onMessage hears every body, decoded as UTF-8
   * @param {(problem: string) => void} onProblem hears one line for each broken header
   * @param {RegExp | null} [firstLine] what the first line must be
   */
  constructor(onMessage, onProblem, firstLine = null) {
    this.#onMessage = onMessage
    this.#onProblem = onProblem
    this.#firstLine = firstLine
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    if (this.isRefused) return
    this.#chunks.push(chunk)
    this.#size += chunk.length
    // A large body comes in many chunks: joining them once, when it is complete, keeps the work linear.
    if (this.#bodyLength !== null && this.#size < this.#bodyLength) return
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size)
    for (;;) {
      const rest = this.#bodyLength === null ? this.#takeLine(bytes) : this.#takeBody(bytes, this.#bodyLength)
      if (rest === null) break
      bytes = rest
    }
    if (this.#bodyLength === null && bytes.length > MAX_HEADER_LINE) {
      this.#skip('header line without an end')
      bytes = Buffer.from(bytes.subarray(-KEPT_OF_LONG_LINE))
    }
    this.#chunks = bytes.length > 0 ? [bytes] : []
    this.#size = bytes.length
  }

  /** Says that no more bytes come. */
  end() {
    if (this.#bodyLength !== null) {
      this.#onProblem(`input ended ${this.#bodyLength - this.#size} bytes before the end of a message`)
    } else if (!this.#skipping && (this.#headerLines > 0 || this.#size > 0)) {
      this.#onProblem('input ended inside a header')
    }
  }

  /**
   * @param {Buffer} bytes
   * @returns {Buffer | null} what follows the line; null when its end has not come yet
   */
  #takeLine(bytes) {
    const end = bytes.indexOf(LF)
    if (end === -1) return null
    const line = bytes.toString('latin1', 0, end).replace(/\r$/, '')
    if (this.#firstLine !== null && !this.#firstLine.test(line)) {
      this.isRefused = true
      this.#onProblem(`this is no language client: ${quote(line)}`)
      return null
    }
    this.#firstLine = null
    if (line.length > MAX_HEADER_LINE) this.#readFieldAtEnd(line.slice(-KEPT_OF_LONG_LINE))
    else if (line === '') this.#endHeader()
    else this.#readField(line)
    return bytes.subarray(end + 1)
  }

  /** @param {string} line */
  #readField(line) {
    // While skipping, even a line that looks like a field is the rest of a body, unless it states a length. At any time
    // the rest of a line that was never ended may stand before a header.
    const glued = (CONTENT_LENGTH_AT_END.exec(line)?.index ?? 0) > 0
    const field = this.#skipping || glued ? null : FIELD.exec(line)
    if (field === null) return this.#readFieldAtEnd(line)
    this.#headerLines += 1
    const name = field[1].toLowerCase()
    if (name === 'content-length') this.#stateLength(field[2])
    else if (name === 'content-type') this.#checkCharset(field[2])
  }

  /** @param {string} line what is no field, but may end with one: a header that follows the rest of a body */
  #readFieldAtEnd(line) {
    const problem = `header line that is no 'name: value': ${quote(line)}`
    const found = CONTENT_LENGTH_AT_END.exec(line)
    if (found === null && this.#statedLength !== null) return this.#onProblem(`${problem}; ignored`)
    this.#skip(problem)
    if (found === null) return
    this.#skipping = false
    this.#headerLines = 1
    // What was stated before the junk belongs to a message that never came.
    this.#statedLength = null
    this.#stateLength(found[1])
  }

  /** @param {string} value */
  #stateLength(value) {
    const length = /^\d+$/.test(value) ? Number(value) : NaN
    if (!(length <= MAX_CONTENT_LENGTH)) {
      this.#unusableLength = quote(value)
      return
    }
    if (this.#statedLength !== null && this.#statedLength !== length) {
      this.#onProblem(`two Content-Lengths in one header: ${this.#statedLength}, then ${length}; the last one counts`)
    }
    this.#statedLength = length
  }

  /** @param {string} value */
  #checkCharset(value) {
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(value)?.[1]
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
      this.#onProblem(`charset that is not supported: ${quote(charset)}; read as utf-8`)
    }
  }

  #endHeader() {
    const unusable =
      this.#unusableLength === null ? null : `Content-Length that cannot be used: ${this.#unusableLength}`
    if (this.#statedLength !== null) {
      if (unusable !== null) this.#onProblem(`${unusable}; ignored`)
      this.#bodyLength = this.#statedLength
    } else if (this.#headerLines > 0) {
      this.#skip(unusable ?? 'header without a Content-Length')
    }
    this.#headerLines = 0
    this.#statedLength = null
    this.#unusableLength = null
  }

  /** @param {string} problem said once for everything that is skipped together */
  #skip(problem) {
    if (!this.#skipping) this.#onProblem(`${problem}; skipping to the next header`)
    this.#skipping = true
  }

  /**
   * @param {Buffer} bytes
   * @param {number} length
   * @returns {Buffer | null} what follows the body; null when its end has not come yet
   */
  #takeBody(bytes, length) {
    if (bytes.length < length) return null
    this.#bodyLength = null
    const end = this.#cutAtNextHeader(bytes.subarray(0, length))
    this.#onMessage(bytes.toString('utf8', 0, end))
    return bytes.subarray(end)
  }

  /**
   * Finds where a body ends whose header stated too much. JSON cannot hold a line end inside a string, so a header
   * inside a body is never part of it.
   * @param {Buffer} body
   */
  #cutAtNextHeader(body) {
    for (let at = body.indexOf('Content-Length'); at !== -1; at = body.indexOf('Content-Length', at + 1)) {
      const match = NEXT_HEADER.exec(body.toString('latin1', at, at + KEPT_OF_LONG_LINE))
      if (match?.index !== 0) continue
      this.#onProblem(`Content-Length ${body.length} reaches into the next header; the message was cut there`)
      return at
    }
    return body.length
  }
}

/**
 * @param {string} message
 * @returns {string} the message as it goes over the wire, in UTF-8
 */
function frame(message) {
  return `Content-Length: ${Buffer.byteLength(message, 'utf8')}\r\n\r\n${message}`
}

/** @param {string} text foreign text: shortened, without control characters, so that one problem stays one line */
function quote(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short)
}

module.exports = { MessageReader, frame, MAX_CONTENT_LENGTH }
