'use strict'

// Connects one language server with a pair of byte streams, from the first message to the end of the session.

const { LanguageServer } = require('../index.js')
const { MessageReader, frame } = require('./framing.js')
const { watchProcess } = require('./client_process.js')

/** Output that waits for the client, in bytes, from which on no more input is read. */
const CONGESTED = 1024 * 1024
/** Milliseconds that an ending session has to finish its answers, and then to hand them over. */
const GRACE = 2000
/** `shutdown` and `exit` have no content worth more characters than this, so longer messages need no second parsing. */
const SHORT_MESSAGE = 4096

/**
 * @typedef {object} Connection
 * @property {import('node:stream').Readable} input
 * @property {import('node:stream').Writable} output
 * @property {(problem: string) => void} report hears one line for each problem of the transport
 * @property {boolean} [runTerraform] whether the server may run `terraform version`
 * @property {RegExp | null} [firstLine] what a client must begin with, where others could connect as well
 * @property {boolean} [watchClient] whether the session ends with the process that `initialize` names
 * @property {number | null} [clientProcessId] the client's process as far as it is known before `initialize`
 */

/**
 * Serves one session: until `exit`, the end of the input, an output that is gone or a client process that is gone.
 * @param {Connection} connection
 * @returns {Promise<number>} the exit code that LSP asks for: 0 when `shutdown` came first, else 1
 */
async function serve(connection) {
  const { input, output, report, runTerraform = false, firstLine = null } = connection
  const { watchClient = false, clientProcessId = null } = connection
  // The command line has no host that could read events: only a client that asks for them gets any.
  const server = LanguageServer.start({ telemetry: { capacity: 0 }, runTerraform })
  return new Promise((resolve) => {
    let ending = false
    let initialized = false
    let shutdown = false
    let unwatch = () => {}

    const reader = new MessageReader(take, (problem) => report(problem), firstLine)
    server.onMessage((message) => {
      output.write(frame(message))
      // The server answers faster than some clients read; without input, nothing more piles up.
      if (output.writableLength > CONGESTED) input.pause()
    })
    output.on('drain', () => input.resume())
    output.on('error', () => end())
    output.on('close', () => end())
    input.on('data', (chunk) => {
      if (!ending) reader.push(chunk)
      if (reader.isRefused) end()
    })
    input.on('end', () => {
      if (!ending) reader.end()
      end()
    })
    input.on('error', () => end())
    input.on('close', () => end())
    if (watchClient && clientProcessId !== null) unwatch = watchProcess(clientProcessId, end)

    /** @param {string} message */
    function take(message) {
      if (ending) return
      server.send(message)
      const { method, params } = peek(message)
      if (method === 'initialize') {
        initialized = true
        if (watchClient && Number.isInteger(params?.processId)) {
          unwatch()
          unwatch = watchProcess(params.processId, end)
        }
      }
      if (method === 'shutdown') shutdown = true
      if (method === 'exit') end()
    }

    /**
     * `initialize` can be long; behind it only short messages matter here.
     * @param {string} message
     */
    function peek(message) {
      if (initialized && message.length > SHORT_MESSAGE) return {}
      try {
        return Object(JSON.parse(message))
      } catch {
        return {}
      }
    }

    async function end() {
      if (ending) return
      ending = true
      unwatch()
      // What was asked before the end is still answered, but neither a slow check nor a slow reader holds up the end.
      await within(GRACE, server.idle())
      await server.stop()
      await within(GRACE, flush(output))
      resolve(shutdown ? 0 : 1)
    }
  })
}

/**
 * @param {number} milliseconds
 * @param {Promise<unknown>} promise
 */
async function within(milliseconds, promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([promise.catch(() => {}), limit])
  clearTimeout(timer)
}

/** @param {import('node:stream').Writable} output */
function flush(output) {
  return new Promise((resolve) => {
    if (output.destroyed) resolve(undefined)
    // The callback is called in order, behind everything that was written before, and also when writing fails.
    else output.write('', resolve)
  })
}

module.exports = { serve }
