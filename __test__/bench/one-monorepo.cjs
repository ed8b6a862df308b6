// A process with a server and one open module of a monorepo. Prints the nanoseconds until every module is indexed, and
// its memory: `node one-monorepo.cjs PACKAGE FOLDER index|open`. With `open`, it reads no other module, because the client
// does not report changes of files.

const { readFileSync } = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const { privateBytes } = require('./private-bytes.cjs')

const [folder, root, what] = process.argv.slice(2)
const { LanguageServer } = require(folder)

const file = path.join(root, 'team0/module0/variables.tf')
const uri = pathToFileURL(file).href
const server = LanguageServer.start()
const answers = new Map()
const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
const request = (id, method, params) =>
  new Promise((resolve) => {
    answers.set(id, resolve)
    send({ id, method, params })
  })

server.onMessage((text) => {
  const { id, method, result } = JSON.parse(text)
  if (method === undefined) answers.get(id)?.(result)
})

void run()

async function run() {
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: what === 'index' } } }
  await request(1, 'initialize', { processId: null, rootUri: pathToFileURL(root).href, capabilities })
  send({ method: 'initialized', params: {} })
  const text = readFileSync(file, 'utf8')
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'terraform', version: 1, text } } })
  await server.idle()
  const started = process.hrtime.bigint()
  // The callers of this module set the variable, so the server must know all other modules to find them.
  const position = { line: 0, character: 12 }
  const params = { textDocument: { uri }, position, context: { includeDeclaration: true } }
  const found = what === 'index' ? await request(2, 'textDocument/references', params) : []
  const time = Number(process.hrtime.bigint() - started)
  console.log(JSON.stringify({ time, memory: privateBytes(), found: found.length }))
  await server.stop()
}
