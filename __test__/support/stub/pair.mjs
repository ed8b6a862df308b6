// Servers for the tests of the transports, and pairs of a reader and a writer without vscode-jsonrpc.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

import { LanguageServer, testingBinary } from '../client.mjs'

export const { messageTransports } = createRequire(import.meta.url)('../../../js/languageclient.js')
export const INITIALIZE = { processId: null, rootUri: null, capabilities: {} }

/** Starts a server with test hooks. */
export function start(options) {
  return LanguageServer.start({ ...options, binary: testingBinary })
}

/** Like {@link start}, but stops the server when the test ends. */
export function serve(t, options) {
  const server = start(options)
  t.after(() => server.stop())
  return server
}

/** A reader and a writer without vscode-jsonrpc. */
export class Pair {
  received = []
  closings = []

  constructor(server) {
    Object.assign(this, messageTransports(server))
    for (const side of ['reader', 'writer']) this[side].onClose(() => this.closings.push(side))
    for (const side of ['reader', 'writer']) this[side].onError(() => assert.fail(`${side} failed`))
  }

  listen() {
    return this.reader.listen((message) => this.received.push(message))
  }

  write(message) {
    return this.writer.write({ jsonrpc: '2.0', ...message })
  }

  initialize() {
    return this.write({ id: 0, method: 'initialize', params: INITIALIZE })
  }

  echo(id, params) {
    return this.write({ id, method: 'candor/testing/echo', params })
  }
}

/** Records the methods of all messages that are sent to the server from now on. */
export function spy(server) {
  const methods = []
  const { send } = LanguageServer.prototype
  server.send = (message) => {
    methods.push(JSON.parse(message).method)
    send.call(server, message)
  }
  return methods
}
