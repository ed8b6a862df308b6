'use strict'

// Watches the process of the client: LSP requires a server to exit when the process named in `initialize` has ended.

/** Milliseconds between two checks, and so the longest time that a server outlives a crashed editor. */
const INTERVAL = 2000

/**
 * Calls `onGone` once when the process ends. A process that is not visible at the start, for example because it is outside
 * the container of the server, is not watched: it may well be running.
 * @param {number} processId
 * @param {() => void} onGone
 * @returns {() => void} stops watching
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
  // 0 and negative numbers are process groups.
  if (!(processId > 0)) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // The process exists, but belongs to another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

module.exports = { watchProcess }
