'use strict'

// Connects one language server to a pair of byte streams, for one session.

const { LanguageServer } = require('../../index.js')
const { own } = require('../../internal/own.js')
const { Flow } = require('./flow.js')
const { frame } = require('./framing/framing.js')
const { watchProcess } = require('./client-process.js')

/** Milliseconds that an ending session has to finish its responses, and again to write them. */
const GRACE = 2000
/** `shutdown` and `exit` have fewer characters than this, so longer messages are not parsed a second time. */
const SHORT_MESSAGE = 4096
const NO_CLIENT =
  "stdin ended before a client sent 'initialize'; start this command from an editor, or use '--port N' or '--socket PATH'"

/** @typedef {import('../../index.js').ServerOptions & { terraform?: { pathFromClient: boolean } }} SessionOptions */
/** @typedef {{ push(chunk: Buffer): void, end(): void }} Reader */
/**
 * @typedef {object} Connection
 * @property {import('node:stream').Readable} input
 * @property {import('node:stream').Writable} output
 * @property {(handler: import('./framing/strict-reader.js').Handler) => Reader} createReader
 * @property {(problem: string) => void} report is called with one line for each problem of the transport
 * @property {string | null} firstMessage a message that has already been read
 * @property {import('./flow.js').FlowLimits | null} limits null if the client is the parent process
 * @property {SessionOptions} options in addition to those of every session
 * @property {boolean} watchClient whether the session ends with the process that `initialize` names
 * @property {number | null} clientProcessId the process id of the client, if it is known before `initialize`
 */

/**
 * Serves one session, until `exit`, the end of the input, a closed output or the end of the client's process.
 * @param {Connection} connection
 * @returns {Promise<number>} the exit code that LSP requires: 0 after `shutdown`, otherwise 1
 */
async function serve(connection) {
  const { input, output, createReader, report, firstMessage, limits, options } = connection
  const { watchClient, clientProcessId } = connection
  // The command line has no host that reads events. Only a client can request them.
  const server = LanguageServer.start({ ...options, telemetry: { capacity: 0 } })
  return new Promise((resolve) => {
    let ending = false
    let initialized = false
    let shutdown = false
    let unwatch = () => {}

    const flow = new Flow(connection, server, limits, (problem) => {
      report(problem)
      output.destroy()
    })
    const reader = createReader({
      message: handle,
      refused(reason) {
        report(reason)
        end()
      },
    })
    server.onMessage((message) => flow.write(frame(message)))
    output.on('error', () => end())
    output.on('close', () => end())
    input.on('data', (chunk) => {
      if (ending) return
      reader.push(chunk)
      flow.received(chunk.length)
    })
    input.on('end', () => {
      if (!ending) reader.end()
      inputEnded()
    })
    input.on('error', inputEnded)
    input.on('close', inputEnded)
    if (watchClient && clientProcessId !== null) unwatch = watchProcess(clientProcessId, end)
    if (firstMessage !== null) handle(firstMessage)

    /** @param {string} message */
    function handle(message) {
      if (ending) return
      server.send(message)
      const { method, processId } = peek(message)
      if (method === 'initialize') {
        initialized = true
        if (watchClient && Number.isInteger(processId)) {
          unwatch()
          unwatch = watchProcess(processId, end)
        }
      }
      if (method === 'shutdown') shutdown = true
      if (method === 'exit') end()
    }

    /**
     * `initialize` can be long. After it, only short messages matter here.
     * @param {string} message
     */
    function peek(message) {
      if (initialized && message.length > SHORT_MESSAGE) return {}
      try {
        const parsed = JSON.parse(message)
        return { method: own(parsed, 'method'), processId: own(own(parsed, 'params'), 'processId') }
      } catch {
        return {}
      }
    }

    function inputEnded() {
      // No client has sent `initialize`: the command was probably started by hand.
      if (!ending && !initialized) report(NO_CLIENT)
      end()
    }

    async function end() {
      if (ending) return
      ending = true
      unwatch()
      // Pending requests are still answered, but neither a slow request nor a slow client delays the exit.
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
    // The callback runs after all earlier writes, also if writing fails.
    else output.write('', resolve)
  })
}

module.exports = { serve }
