'use strict'

// Serves one session over stdin and stdout, then exits.

const { runPending } = require('../../internal/process-end.js')
const { MessageReader } = require('./framing/framing.js')
const { serve } = require('./session.js')
const { beforeSignalsEnd } = require('./signals.js')

/**
 * The client starts this process, so it may also choose the terraform program to run. No other transport runs programs.
 */
const RUNS_TERRAFORM = { runTerraform: true, terraform: { pathFromClient: true } }

/**
 * @param {object} invocation
 * @param {readonly string[]} invocation.args may contain the process id of the client
 * @param {boolean} invocation.runTerraform
 * @param {string | null} invocation.settingsSection
 */
function serveStdio({ args, runTerraform, settingsSection }) {
  const report = (/** @type {string} */ problem) => console.error(`candor: ${problem}`)
  const named = args.map((arg) => /^--clientProcessId=(\d+)$/.exec(arg)?.[1]).find((id) => id !== undefined)
  beforeSignalsEnd(runPending)
  serve({
    input: process.stdin,
    output: process.stdout,
    createReader: ({ message }) => new MessageReader(message, report),
    report,
    firstMessage: null,
    limits: null,
    options: { ...(runTerraform && RUNS_TERRAFORM), ...(settingsSection !== null && { settingsSection }) },
    watchClient: true,
    clientProcessId: named === undefined ? null : Number(named),
  })
    .catch((error) => {
      console.error(`candor: ${error.message}`)
      return 1
    })
    // An IPC channel or an inherited stdin would keep the process alive after the end of the session.
    .then((code) => process.exit(code))
}

module.exports = { serveStdio }
