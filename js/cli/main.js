#!/usr/bin/env node
'use strict'

// The command `candor`: serves editors, formats Terraform files, and shows what telemetry would be sent.

const { parseArguments, UsageError } = require('./arguments.js')
const { Failure } = require('./failure.js')

const HELP = `candor: a language server for Docker files and Terraform

Usage:
  candor --stdio              serve an editor over stdin and stdout
  candor --socket PATH        serve editors on a Unix socket that only you can open (a named pipe on Windows), each
                              with a server of its own
  candor --port N [--insecure]
                              serve editors on 127.0.0.1:N, 0 for any free port; each must send the token that is
                              printed at the start as initializationOptions.token. --insecure serves editors that
                              cannot send one, and every other program of this machine
  candor preview [--level off|error|all] [--json] FOLDER
                              show the diagnostics of FOLDER and the telemetry events that an editor would
                              cause there at that level (default: all); nothing is sent
  candor fmt [--check] [--diff] PATH...
                              format the Terraform files of PATH, a file or a folder with its subfolders, as
                              'terraform fmt' does; '-' formats stdin to stdout. --check writes nothing, --diff shows
                              what changes. Exit codes: 3 if --check finds a file to format, 2 if a file cannot be
                              read or does not parse, 1 for wrong use
  candor copy-binary --target TARGET --out DIR [--unchecked]
                              put the native part for a target of 'vsce package' into DIR, as candor.node;
                              --unchecked copies a local build, which has no published checksum
  candor telemetry-json [--merge FILE] [--prefix PUBLISHER.NAME]
                              print the telemetry.json of an extension: our events, and those of FILE
  candor --help | --version

For editors that are set up for another server:
  candor start --stdio        as docker-language-server starts; also --address [127.0.0.1]:N [--insecure]
  candor serve [-port=N [--insecure]]
                              as terraform-ls starts: over stdin and stdout without a port, where it may run
                              'terraform version' and takes the editor's path of it; no program is run for a
                              port or a socket. Ignores terraform-ls's other flags

Exit codes:
  0   it ran (a session: 'shutdown' came before its end)
  1   it could not: a file cannot be read or is not what it should be, there is no native part, or the server cannot
      run (a session: it ended without 'shutdown')
  2   wrong use

Telemetry is off until someone asks for it. DO_NOT_TRACK=1 keeps it off whoever asks; CANDOR_TELEMETRY=off, error
or all is the most that anyone can ask for.
`

/** @param {readonly string[]} args */
async function main(args) {
  const invocation = parseArguments(args)
  // Only what a command needs is loaded, so that asking for help works without the native part.
  switch (invocation.command) {
    case 'help':
      process.stdout.write(HELP)
      break
    case 'version':
      process.stdout.write(`candor ${require('../../package.json').version}\n`)
      break
    case 'stdio':
      require('./stdio.js').serveStdio(invocation)
      break
    case 'port':
      await require('./port.js').servePort(invocation)
      break
    case 'socket':
      await require('./socket.js').serveSocket(invocation)
      break
    case 'preview':
      process.exitCode = await require('./preview.js').preview(invocation)
      break
    case 'fmt':
      process.exitCode = require('./fmt.js').format(invocation)
      break
    case 'copy-binary':
      require('./copy-binary.js').copyBinary(invocation)
      break
    case 'telemetry-json':
      require('./telemetry-json.js').writeTelemetryJson(invocation)
  }
}

// Who reads only the first lines, as `head` does, has seen enough: that is no failure.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') return
  console.error(`candor: ${error.message}`)
  process.exitCode = 1
})

main(process.argv.slice(2)).catch((error) => {
  if (error instanceof UsageError || error instanceof Failure) {
    console.error(`candor: ${error.message}${error.hint ? `\nhint: ${error.hint}` : ''}`)
    process.exitCode = error instanceof UsageError ? error.exitCode : 1
  } else {
    const isExplained = error.code === 'BINARY_UNAVAILABLE' || error.code === 'RUNTIME_UNAVAILABLE'
    console.error(`candor: ${isExplained ? error.message : error.stack}`)
    process.exitCode = 1
  }
})
