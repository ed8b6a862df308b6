'use strict'

// A progress line on stderr, which is erased at the end.

/** No line is shown for up to this number of files that take up to this number of milliseconds. */
const MANY_FILES = 200
const LONG = 500
/** Milliseconds between two updates. */
const INTERVAL = 100

/**
 * @param {number} total
 * @param {NodeJS.WriteStream} stream
 * @returns {{ show(done: number): void, erase(): void }}
 */
function startProgress(total, stream) {
  const started = Date.now()
  let last = 0
  let shown = false
  return {
    show(done) {
      const now = Date.now()
      if (!stream.isTTY || now - last < INTERVAL || (total <= MANY_FILES && now - started <= LONG)) return
      last = now
      stream.write(`\r\x1b[K${done} of ${total} files`)
      shown = true
    },
    erase() {
      if (shown) stream.write('\r\x1b[K')
      shown = false
    },
  }
}

module.exports = { startProgress }
