'use strict'
// Ends what servers have started when the process ends without stopping them, as hosts that call `process.exit` do. A
// process that a signal ends does not come by here.

/** @type {Set<() => void>} */
const pending = new Set()

function runPending() {
  for (const work of pending) work()
}

/**
 * Calls `work` when the process ends. It must not throw.
 * @param {() => void} work
 * @returns {() => void} forgets the work
 */
function onProcessEnd(work) {
  if (pending.size === 0) process.on('exit', runPending)
  pending.add(work)
  return () => {
    pending.delete(work)
    if (pending.size === 0) process.off('exit', runPending)
  }
}

module.exports = { runPending, onProcessEnd }
