// Loads the release addon of a target and checks a document with it.
//   node scripts/try-release.mjs RUST_TARGET

import assert from 'node:assert'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { fail, root } from './commands.mjs'

const require = createRequire(import.meta.url)
const { LanguageServer } = require('../js/index.js')

const binaries = readdirSync(path.join(root, 'npm'), { recursive: true, encoding: 'utf8' })
const binary = binaries.find((file) => file.endsWith('.node')) ?? fail('there is no addon below npm/')
const server = LanguageServer.start({ binary: path.join(root, 'npm', binary) })
const messages = []
server.onMessage((message) => messages.push(JSON.parse(message)))
const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
send({ method: 'initialized', params: {} })
const textDocument = {
  uri: 'file:///Dockerfile',
  languageId: 'dockerfile',
  version: 1,
  text: 'FROM scratch\nCOPPY . .\n',
}
send({ method: 'textDocument/didOpen', params: { textDocument } })
await server.idle()
const published = messages.find(({ method }) => method === 'textDocument/publishDiagnostics')
assert.equal(published?.params.diagnostics.length, 1)
await server.stop()
console.log(`${binary} works`)
