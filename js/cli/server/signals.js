'use strict'

// Cleans up before a signal ends the process.

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Calls `work` before a signal ends this process.
 * @param {() => void} work
 */
function beforeSignalsEnd(work) {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      work()
      // Now that the listener is removed, the signal has its default effect.
      process.kill(process.pid, signal)
    })
  }
}

module.exports = { beforeSignalsEnd }
