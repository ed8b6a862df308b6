'use strict'

// Notices that the process of the client is gone: LSP asks a server to end with the process that `initialize` names.

/** Milliseconds between two looks: what is left behind by a crashed editor may live that long. */
const INTERVAL = 2000

/**
 * Calls `onGone` once when the process ends. A process that cannot be seen from the start, such as one outside of the
 * container that the server runs in, is not watched: it has not ended.
 * @param {number} processId
 * @param {() => void} onGone
 * @returns {() => void} ends the watch
 */
function watchProcess(processId, onGone) {
  if (!isAlive(processId)) return () => {}
  const timer = setInterval(() => {
    if (isAlive(processId)) return
    clearInterval(timer)
    onGone()
  }, INTERVAL)
  timer.unref()
  return () => clearInterval(timer)
}

/** @param {number} processId */
function isAlive(processId) {
  // 0 and negative numbers name groups of processes.
  if (!(processId > 0)) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // A process of another user is alive, though it must not be signalled.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

module.exports = { watchProcess }
