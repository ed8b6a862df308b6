'use strict'

// Serves editors that connect over TCP, from this machine only, each with a language server of its own.

const { makeToken } = require('./admission.js')
const { checkServer, Connections } = require('./connections.js')

const HOST = '127.0.0.1'
const INSECURE =
  'insecure: any program on this machine can connect and see what the server reads; the server runs no programs'

/**
 * Connections need the token that is printed at startup, because any user of this machine, and to some extent any page in a
 * browser, can reach the port.
 * @param {{ port: number, insecure: boolean, settingsSection: string | null }} invocation port 0 lets the system choose a free one; `insecure` serves
 *   clients that cannot send a token
 */
async function servePort({ port, insecure, settingsSection }) {
  const token = insecure ? null : makeToken()
  const report = (/** @type {string} */ problem) => console.error(`candor: ${problem}`)
  const listener = new Connections(token, report, { settingsSection }).listener()
  listener.on('error', (error) => {
    console.error(`candor: ${error.message}`)
    // The command fails if it cannot listen, but not if it cannot accept one connection.
    if (!listener.listening) process.exitCode = 1
  })
  listener.on('listening', () => {
    const { port: actual } = /** @type {import('node:net').AddressInfo} */ (listener.address())
    // Written at once, so that no reader sees one line without the other.
    console.error(`listening on ${HOST}:${actual}\n${token === null ? INSECURE : `token: ${token}`}`)
  })
  await checkServer()
  listener.listen({ host: HOST, port })
}

module.exports = { servePort }
