// A language client for tests: sends requests and notifications to a server in this process, records every message of the
// server, and resolves promises for responses and awaited messages.

import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const { LanguageServer, eventKind } = require('../../js/index.js')

/** The native addon with test hooks: a handler that panics, a manual clock, events from threads. */
export const testingBinary = path.join(
  root,
  '__test__/build',
  require('node:fs')
    .readdirSync(path.join(root, '__test__/build'))
    .find((name) => name.endsWith('.node')),
)
export const testingNative = require(testingBinary)

export class Client {
  messages = []
  #answers = new Map()
  #waiting = []
  #nextId = 1

  /** @param {object} [options] options of the server */
  constructor(options) {
    this.server = LanguageServer.start(options)
    this.server.onMessage((text) => this.#receive(JSON.parse(text)))
  }

  /** Creates a client of a server with test hooks. */
  static testing(options) {
    return new Client({ ...options, binary: testingBinary })
  }

  #receive(message) {
    this.messages.push(message)
    if (message.method === undefined) {
      this.#answers.get(message.id)?.(message)
      this.#answers.delete(message.id)
    }
    this.#waiting = this.#waiting.filter(({ wanted, resolve }) => !wanted(message) || resolve(message))
  }

  send(message) {
    this.server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  }

  notify(method, params) {
    this.send({ method, params })
  }

  /** Resolves with the response, which has `result` or `error`. */
  request(method, params, id = this.#nextId++) {
    const answer = new Promise((resolve) => this.#answers.set(id, resolve))
    this.send({ id, method, params })
    return answer
  }

  /** Responds to a request of the server. */
  answer(request, result) {
    this.send({ id: request.id, result })
  }

  /** Resolves with the next message of `method` that arrives after this call. */
  next(method) {
    return new Promise((resolve) => this.#waiting.push({ wanted: (message) => message.method === method, resolve }))
  }

  received(method) {
    return this.messages.filter((message) => message.method === method)
  }

  /** The params of every `telemetry/event` so far. */
  get events() {
    return this.received('telemetry/event').map(({ params }) => params)
  }

  /** Sends `initialize` and `initialized`. Resolves with the result. */
  async initialize(params = {}) {
    const answer = await this.request('initialize', { capabilities: {}, processId: null, rootUri: null, ...params })
    this.notify('initialized', {})
    await this.server.idle()
    return answer.result
  }

  open(uri, text = 'FROM scratch\n', languageId = 'dockerfile') {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  }

  /** Replaces the text, or applies changes. */
  change(uri, change, version = 2) {
    const contentChanges = typeof change === 'string' ? [{ text: change }] : change
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  /** The text of a document in the server (test hooks only). */
  async text(uri) {
    return (await this.request('candor/testing/text', { uri })).result?.text
  }

  stop() {
    return this.server.stop()
  }
}

/** Starts a client that is stopped when the test ends. `t` is the test's context. */
export function start(t, options) {
  const client = new Client(options)
  t.after(() => client.stop())
  return client
}

/** Like `start`, with test hooks. */
export function startTesting(t, options) {
  const client = Client.testing(options)
  t.after(() => client.stop())
  return client
}
