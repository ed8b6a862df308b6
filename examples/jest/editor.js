'use strict'
// The code under test: a small editor that shows the problems in Dockerfiles, and asks its user once whether it may
// collect telemetry.

const { LanguageServer } = require('candor')

/** Milliseconds before the editor asks a new user. */
const DELAY = 60_000

class Editor {
  /** The problems of each document, by its URI. */
  problems = new Map()

  /** @param {() => Promise<boolean>} ask */
  constructor(ask) {
    this.server = LanguageServer.start()
    this.server.onMessage((message) => this.#take(JSON.parse(message)))
    this.#send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
    this.#send({ method: 'initialized', params: {} })
    this.question = setTimeout(async () => this.server.setTelemetryLevel((await ask()) ? 'all' : 'off'), DELAY)
  }

  open(uri, text) {
    const textDocument = { uri, languageId: 'dockerfile', version: 1, text }
    this.#send({ method: 'textDocument/didOpen', params: { textDocument } })
  }

  replace(uri, version, text) {
    const params = { textDocument: { uri, version }, contentChanges: [{ text }] }
    this.#send({ method: 'textDocument/didChange', params })
  }

  close() {
    clearTimeout(this.question)
    return this.server.stop()
  }

  #take({ method, params }) {
    if (method === 'textDocument/publishDiagnostics') this.problems.set(params.uri, params.diagnostics)
  }

  #send(message) {
    this.server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  }
}

module.exports = { Editor }
