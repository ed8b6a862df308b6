// The memory that belongs to a process alone. Linux only.

const { readFileSync } = require('node:fs')

/** Returns the size of the private dirty pages of a process in bytes. @param {number | 'self'} [pid] */
exports.privateBytes = (pid = 'self') => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Private_Dirty: +(\d+) kB$/m.exec(rollup)?.[1]) * 1024
}
