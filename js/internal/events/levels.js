'use strict'
// Telemetry levels, and which events they admit.

/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */

/** From the lowest. @type {readonly unknown[]} */
const LEVELS = ['off', 'error', 'all']

/**
 * @param {readonly unknown[]} levels unknown levels count as `off`
 * @returns {TelemetryLevel}
 */
function lowest(levels) {
  const ranks = levels.map((level) => Math.max(0, LEVELS.indexOf(level)))
  return /** @type {TelemetryLevel} */ (LEVELS[Math.min(...ranks)])
}

/**
 * @param {TelemetryLevel} level
 * @param {'usage' | 'error'} kind
 */
function admits(level, kind) {
  return level === 'all' || (level === 'error' && kind === 'error')
}

module.exports = { admits, lowest }
