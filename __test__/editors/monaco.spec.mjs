// Clients in web pages, such as monaco-languageclient, over a MessagePort: the code in docs/editors.md connects a
// server with the reader and writer that such a client uses.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { LanguageServer, root } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } = require('vscode-jsonrpc/browser')

const guide = readFileSync(path.join(root, 'docs/editors.md'), 'utf8')
const [, lines] = /## Monaco\n[^]*?```js\n([^]*?)```/.exec(guide)
const connect = new Function('server', 'port', lines)

/** A port like Electron's in the main process: it emits messages as events, and only after `start`. */
function electronPort(port) {
  return {
    on: (name, listener) => port.on(name, (data) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
  }
}

for (const [where, wrap] of [
  ['a worker thread', (port) => port],
  ["Electron's main process", electronPort],
]) {
  test(`a client in a page reaches a server in ${where} over a MessagePort`, async (t) => {
    const server = LanguageServer.start()
    t.after(() => server.stop())
    const { port1, port2 } = new MessageChannel()
    t.after(() => port1.close())
    connect(server, wrap(port2))
    const client = createMessageConnection(new BrowserMessageReader(port1), new BrowserMessageWriter(port1))
    t.after(() => client.dispose())
    const published = new Promise((resolve) => client.onNotification('textDocument/publishDiagnostics', resolve))
    client.listen()
    const { capabilities } = await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} }) // prettier-ignore
    assert.ok(capabilities.textDocumentSync)
    await client.sendNotification('initialized', {})
    const textDocument = { uri: 'file:///Dockerfile', languageId: 'dockerfile', version: 1, text: 'FROM scratch\nCOPPY . .\n' } // prettier-ignore
    await client.sendNotification('textDocument/didOpen', { textDocument })
    const { diagnostics } = await published
    assert.deepEqual(diagnostics.map(({ range }) => range.start.line), [1]) // prettier-ignore
    await client.sendRequest('shutdown')
  })
}
