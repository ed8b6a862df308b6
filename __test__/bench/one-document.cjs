// A process with one server and one open document. Prints the nanoseconds from loading the package to the first
// diagnostics, and the memory of the process, with `requests` after some requests:
// `node --expose-gc one-document.cjs PACKAGE FILE LANGUAGE requests|open`.

const started = process.hrtime.bigint()
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const { privateBytes } = require('./private-bytes.cjs')

const [folder, file, languageId, what] = process.argv.slice(2)
const { LanguageServer } = require(folder)
const server = LanguageServer.start()
const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
const textDocument = { uri: pathToFileURL(file).href }
// A server that only has notifications to send does not keep the process alive.
const alive = setInterval(() => {}, 2 ** 31 - 1)

server.onMessage((text) => {
  const { id, method, params } = JSON.parse(text)
  if (id === 1) {
    send({ method: 'initialized', params: {} })
    const document = { ...textDocument, languageId, version: 1, text: readFileSync(file, 'utf8') }
    send({ method: 'textDocument/didOpen', params: { textDocument: document } })
  }
  if (method === 'textDocument/publishDiagnostics') {
    const first = Number(process.hrtime.bigint() - started)
    if (what === 'requests') sendRequests()
    void server.idle().then(() => {
      // The host's copies of the messages are garbage now.
      globalThis.gc()
      console.log(JSON.stringify({ first, memory: privateBytes() }))
      clearInterval(alive)
      return server.stop()
    })
  }
})

const rootUri = pathToFileURL(path.dirname(file)).href
const capabilities = { textDocument: { publishDiagnostics: {}, completion: {}, hover: {}, documentSymbol: {} } }
send({ id: 1, method: 'initialize', params: { processId: null, rootUri, capabilities } })

function sendRequests() {
  const position = { line: 10, character: 4 }
  send({ id: 2, method: 'textDocument/documentSymbol', params: { textDocument } })
  send({ id: 3, method: 'textDocument/hover', params: { textDocument, position } })
  send({ id: 4, method: 'textDocument/completion', params: { textDocument, position } })
}
