#!/usr/bin/env node
'use strict'

// The command `candor`: serves editors, formats Terraform files, and shows what telemetry would be sent.

const { parseArguments, UsageError } = require('./arguments.js')
const { Failure } = require('./failure.js')

/** @param {readonly string[]} args */
async function main(args) {
  const invocation = parseArguments(args)
  // Each command loads only what it needs, so that the help works without the native addon.
  switch (invocation.command) {
    case 'help':
      process.stdout.write(require('./help.js').help(invocation.topic))
      break
    case 'version':
      process.stdout.write(`candor ${require('../../package.json').version}\n`)
      break
    case 'stdio':
      require('./server/stdio.js').serveStdio(invocation)
      break
    case 'port':
      await require('./server/port.js').servePort(invocation)
      break
    case 'socket':
      await require('./server/socket.js').serveSocket(invocation)
      break
    case 'preview':
      process.exitCode = await require('./preview/preview.js').preview(invocation)
      break
    case 'check':
      process.exitCode = await require('./check/check.js').check(invocation)
      break
    case 'fmt':
      process.exitCode = require('./fmt/fmt.js').format(invocation)
      break
    case 'copy-binary':
      require('./extension/copy-binary.js').copyBinary(invocation)
      break
    case 'telemetry-json':
      await require('./events/telemetry-json.js').writeTelemetryJson(invocation)
      break
    case 'types':
      await require('./events/types.js').writeTypes(invocation)
      break
    case 'docs':
      await require('./events/docs.js').writeDocs(invocation)
      break
    case 'init':
      require('./extension/init.js').init(invocation)
      break
    case 'completions':
      process.stdout.write(require('./completions.js').completions(invocation.shell))
  }
}

// A reader that closes the pipe early, such as `head`, is not an error.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') return
  console.error(`candor: ${error.message}`)
  process.exitCode = 1
})

main(process.argv.slice(2)).catch((error) => {
  if (error instanceof UsageError || error instanceof Failure) {
    console.error(`candor: ${error.message}${error.hint ? `\nhint: ${error.hint}` : ''}`)
    process.exitCode = error.exitCode
  } else {
    const isExplained = error.code === 'BINARY_UNAVAILABLE' || error.code === 'RUNTIME_UNAVAILABLE'
    console.error(`candor: ${isExplained ? error.message : error.stack}`)
    process.exitCode = 1
  }
})
