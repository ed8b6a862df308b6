'use strict'

// The signals that end a process, before which it may have to tidy up.

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Calls `work` before a signal ends this process.
 * @param {() => void} work
 */
function beforeSignalsEnd(work) {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      work()
      // Without this listener, the signal does what it does everywhere.
      process.kill(process.pid, signal)
    })
  }
}

module.exports = { beforeSignalsEnd }
