'use strict'
// Cleans up after servers that are still running when the process exits, for example through `process.exit`. Nothing runs
// if a signal ends the process.

/** @type {Set<() => void>} */
const pending = new Set()

function runPending() {
  for (const work of pending) work()
}

/**
 * Calls `work` when the process exits. It must not throw.
 * @param {() => void} work
 * @returns {() => void} unregisters `work`
 */
function onProcessExit(work) {
  if (pending.size === 0) process.on('exit', runPending)
  pending.add(work)
  return () => {
    pending.delete(work)
    if (pending.size === 0) process.off('exit', runPending)
  }
}

module.exports = { runPending, onProcessExit }
