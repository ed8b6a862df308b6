'use strict'

/** The largest buffer, in bytes, that an empty queue keeps. */
const KEPT = 64 * 1024

/**
 * Bytes in the order of their arrival. Appending takes time linear in the number of bytes, however small the chunks are.
 */
class ByteQueue {
  #buffer = Buffer.alloc(0)
  #start = 0
  #end = 0

  get length() {
    return this.#end - this.#start
  }

  /** A view of everything in the queue, valid until the next `append`. */
  get bytes() {
    return this.#buffer.subarray(this.#start, this.#end)
  }

  /**
   * @param {Buffer} chunk
   * @param {number} [expected] how long the queue will probably get
   */
  append(chunk, expected = 0) {
    if (this.#end + chunk.length > this.#buffer.length) this.#makeRoom(this.length + chunk.length, expected)
    this.#end += chunk.copy(this.#buffer, this.#end)
  }

  /** @param {number} count of bytes at the start that are no longer needed */
  drop(count) {
    this.#start += count
    if (this.#start < this.#end) return
    this.#start = this.#end = 0
    if (this.#buffer.length > KEPT) this.#buffer = Buffer.alloc(0)
  }

  /**
   * @param {number} needed
   * @param {number} expected
   */
  #makeRoom(needed, expected) {
    // Bytes are moved within the buffer only if that frees half of it, so that each byte is moved once or twice.
    const moves = needed * 2 <= this.#buffer.length
    const size = Math.max(needed, KEPT, needed < expected ? Math.min(needed * 2, expected + KEPT) : needed * 2)
    const buffer = moves ? this.#buffer : Buffer.allocUnsafe(size)
    this.#end = this.#buffer.copy(buffer, 0, this.#start, this.#end)
    this.#start = 0
    this.#buffer = buffer
  }
}

module.exports = { ByteQueue }
