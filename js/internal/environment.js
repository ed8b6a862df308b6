'use strict'
// The environment as this realm sees it: workers and Jest have copies that native code cannot see.

const { own } = require('./own.js')

function readEnvironment() {
  return {
    doNotTrack: variable('DO_NOT_TRACK'),
    candorTelemetry: variable('CANDOR_TELEMETRY'),
    candorLog: variable('CANDOR_LOG'),
  }
}

/**
 * @param {string} name of a variable; undefined without permission to read it, as under Deno. The native addon also reads
 *   the environment of the process.
 */
function variable(name) {
  try {
    const value = own(process.env, name)
    return value === undefined ? undefined : String(value)
  } catch {
    return undefined
  }
}

module.exports = { readEnvironment }
