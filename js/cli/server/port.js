'use strict'

// Serves editors that connect over TCP, from this machine only, each with a language server of its own.

const { makeToken } = require('./admission.js')
const { checkServer, Connections } = require('./connections.js')

const HOST = '127.0.0.1'
const INSECURE =
  'insecure: any program on this machine can connect and see what the server reads; the server runs no programs'

/**
 * Connections need the token that is printed at the start, as everybody on this machine, and in part every page in a
 * browser, can reach the port.
 * @param {{ port: number, insecure: boolean }} invocation port 0 lets the system choose a free one; `insecure` serves
 *   clients that cannot send a token
 */
async function servePort({ port, insecure }) {
  const token = insecure ? null : makeToken()
  const listener = new Connections(token, (problem) => console.error(`candor: ${problem}`)).listener()
  listener.on('error', (error) => {
    console.error(`candor: ${error.message}`)
    // Without a place to listen there is nothing to do; a connection that could not be taken is only that.
    if (!listener.listening) process.exitCode = 1
  })
  listener.on('listening', () => {
    const { port: taken } = /** @type {import('node:net').AddressInfo} */ (listener.address())
    // In one piece, so that nobody reads the one without the other.
    console.error(`listening on ${HOST}:${taken}\n${token === null ? INSECURE : `token: ${token}`}`)
  })
  await checkServer()
  listener.listen({ host: HOST, port })
}

module.exports = { servePort }
