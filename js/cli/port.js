'use strict'

// Serves editors that connect over TCP, from this machine only, each with a language server of its own.

const net = require('node:net')
const { LanguageServer } = require('../index.js')
const { serve } = require('./serve.js')

const HOST = '127.0.0.1'
/** How a language client begins. A page in a browser can send requests to this port, which begin otherwise. */
const HEADER = /^content-/i

/** @param {{ port: number, runTerraform?: boolean }} invocation port 0 lets the system choose a free one */
async function servePort({ port, runTerraform = false }) {
  const listener = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const client = `${socket.remoteAddress}:${socket.remotePort}`
    /** @param {string} problem */
    const report = (problem) => console.error(`candor: ${client}: ${problem}`)
    serve({ input: socket, output: socket, report, runTerraform, firstLine: HEADER })
      .catch((error) => report(error.message))
      .finally(() => socket.destroySoon())
  })
  listener.on('error', (error) => {
    console.error(`candor: ${error.message}`)
    // Without a place to listen there is nothing to do; a connection that could not be taken is only that.
    if (!listener.listening) process.exitCode = 1
  })
  listener.on('listening', () => {
    const { port: taken } = /** @type {net.AddressInfo} */ (listener.address())
    console.error(`listening on ${HOST}:${taken}`)
  })
  try {
    // A native part that is missing is said now, not at the first connection.
    await LanguageServer.start().stop()
    listener.listen({ host: HOST, port })
  } catch (error) {
    console.error(`candor: ${/** @type {Error} */ (error).message}`)
    process.exitCode = 1
  }
}

module.exports = { servePort }
