// The ways of communicating with a server that the benchmarks compare, with one interface: in this process or as a child,
// through vscode-jsonrpc or through plain callbacks.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'

import { cpuOf, ownCpu } from './measure.mjs'

const require = createRequire(import.meta.url)
const rpc = require('vscode-jsonrpc/node')

/** @typedef {import('./build.mjs').Built} Built */

/**
 * @typedef {object} Connection
 * @property {string} name
 * @property {(method: string, params: unknown) => Promise<any>} request
 * @property {(method: string, params: unknown) => void} notify
 * @property {() => number} cpu microseconds of processor time, client and server together
 * @property {() => Promise<unknown>} close
 */

/** @param {Built} built */
export function loadServer({ root }) {
  return require(path.join(root, 'js/index.js')).LanguageServer
}

/**
 * Starts a server with test hooks. Returns the server and its native handle, which has the hooks.
 * @param {Built} built
 * @param {object} [telemetry] options
 */
export function startWithHooks(built, telemetry = {}) {
  const native = require(built.testing)
  const { LanguageServerHandle } = native
  let handle
  native.LanguageServerHandle = { start: (...args) => (handle = LanguageServerHandle.start(...args)) }
  try {
    const server = loadServer(built).start({ binary: built.testing, telemetry })
    return { server, handle }
  } finally {
    native.LanguageServerHandle = LanguageServerHandle
  }
}

/**
 * In this process, with only a callback and JSON, as in a host without a client library.
 * @param {Built} built
 * @returns {Promise<Connection>}
 */
export function inProcessPlain(built) {
  const { server } = startWithHooks(built)
  /** @type {Map<number, (result: unknown) => void>} */
  const answers = new Map()
  let id = 0
  server.onMessage((text) => {
    const message = JSON.parse(text)
    answers.get(message.id)?.(message.result)
    answers.delete(message.id)
  })
  return initialized({
    name: 'in process, callbacks',
    request(method, params) {
      return new Promise((resolve) => {
        answers.set(++id, resolve)
        server.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      })
    },
    notify: (method, params) => server.send(JSON.stringify({ jsonrpc: '2.0', method, params })),
    cpu: ownCpu,
    close: () => server.stop(),
  })
}

/**
 * In this process, as vscode-languageclient uses it.
 * @param {Built} built
 * @returns {Promise<Connection>}
 */
export function inProcessRpc(built) {
  const { messageTransports } = require(path.join(built.root, 'js/languageclient.js'))
  const { server } = startWithHooks(built)
  const { reader, writer } = messageTransports(server)
  const connection = rpc.createMessageConnection(reader, writer)
  return initialized({
    name: 'in process, vscode-jsonrpc',
    ...over(connection),
    cpu: ownCpu,
    async close() {
      connection.dispose()
      await server.stop()
    },
  })
}

/**
 * As a child process over stdio, as vscode-languageclient runs other servers.
 * @param {Built} built
 * @returns {Promise<Connection>}
 */
export function child({ peer }) {
  const server = spawn(peer, { stdio: ['pipe', 'pipe', 'inherit'] })
  const reader = new rpc.StreamMessageReader(server.stdout)
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(server.stdin))
  return initialized({
    name: 'child over stdio, vscode-jsonrpc',
    ...over(connection),
    cpu: () => ownCpu() + cpuOf(server.pid),
    async close() {
      connection.dispose()
      const exit = once(server, 'exit')
      server.stdin.end()
      await exit
    },
  })
}

function over(connection) {
  connection.listen()
  return {
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => void connection.sendNotification(method, params),
  }
}

async function initialized(connection) {
  await connection.request('initialize', { processId: null, rootUri: null, capabilities: {} })
  connection.notify('initialized', {})
  return connection
}

/** A request whose result is its parameters. */
export const ECHO = 'candor/testing/echo'

/** Returns parameters with which the whole request has a size of `bytes`, if its id has three digits. */
export function paramsOf(bytes) {
  const params = { text: '' }
  const around = JSON.stringify({ jsonrpc: '2.0', id: 100, method: ECHO, params }).length
  return { text: 'x'.repeat(bytes - around) }
}
