'use strict'

// Decodes files and stdin. Bytes that are not UTF-8 are an error, because replacing them would change the text.

const BYTE_ORDER_MARK = '\ufeff'

/**
 * @param {Buffer} bytes
 * @returns {string} with its byte order mark, if it has one
 * @throws {Error} whose message is the reason to print
 */
function decodeUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Error('not UTF-8')
  }
}

/**
 * @param {string} whole
 * @returns {{ mark: string, text: string }} the byte order mark, which may be empty, and the text that follows it
 */
function splitMark(whole) {
  const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  return { mark, text: whole.slice(mark.length) }
}

module.exports = { decodeUtf8, splitMark }
