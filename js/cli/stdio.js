'use strict'

// Serves one session over the process's own stdin and stdout, and ends the process with it.

const { serve } = require('./serve.js')

/**
 * @param {{ args: readonly string[], runTerraform?: boolean }} invocation `args` may name the client's process
 */
function serveStdio({ args, runTerraform = false }) {
  const named = args.map((arg) => /^--clientProcessId=(\d+)$/.exec(arg)?.[1]).find((id) => id !== undefined)
  serve({
    input: process.stdin,
    output: process.stdout,
    report: (problem) => console.error(`candor: ${problem}`),
    runTerraform,
    watchClient: true,
    clientProcessId: named === undefined ? null : Number(named),
  })
    .catch((error) => {
      console.error(`candor: ${error.message}`)
      return 1
    })
    // An IPC channel or an inherited stdin would keep the process alive behind the session's end.
    .then((code) => process.exit(code))
}

module.exports = { serveStdio }
