// A whole session in this process, traced between two marks: sends everything that an editor sends for every document of
// a folder, and prints the results.

import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { Client } from './client.mjs'
import { MARKS } from './system-calls.mjs'
import { DOCUMENTS } from './urls.mjs'

const { folder, program } = JSON.parse(process.argv[2])
const uri = (name) => pathToFileURL(path.join(folder, name)).href
/** Documents that are not on the local disk. */
const ELSEWHERE = ['http://127.0.0.1:9/Dockerfile', 'untitled:Untitled-1', 'vscode-remote://ssh/w/main.tf']

async function session() {
  const telemetry = { level: 'all', hashing: 'plain' }
  const client = new Client({ telemetry, runTerraform: true, terraform: { path: program } })
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  await client.initialize({
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [
      { uri: pathToFileURL(folder).href, name: 'http://127.0.0.1:9' },
      { uri: 'http://127.0.0.1:9/folder', name: 'remote' },
    ],
    clientInfo: { name: 'vscode', version: '1.95.0' },
    capabilities: {
      experimental: { telemetryVersion: 1 },
      workspace: { didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
    },
    initializationOptions: {
      compose: { validate: true },
      terraform: { path: 'http://127.0.0.1:9/terraform', logFilePath: '/tmp/candor-written', timeout: '30s' },
      rootModulePaths: ['http://127.0.0.1:9'],
    },
  })
  const documents = Object.entries(DOCUMENTS).map(([name, [language, text]]) => [uri(name), language, text])
  const elsewhere = ELSEWHERE.map((name) => [name, name.endsWith('.tf') ? 'terraform' : 'dockerfile', 'FROM a\n'])
  for (const [document, language, text] of [...documents, ...elsewhere]) {
    client.open(document, text, language)
    await client.server.idle()
    client.change(document, `${text}\n`)
    const textDocument = { uri: document }
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } }
    const { result: report } = await client.request('textDocument/diagnostic', { textDocument })
    const context = { diagnostics: report?.items ?? [] }
    const { result } = await client.request('textDocument/codeAction', { textDocument, range: everywhere, context })
    for (const { command } of result ?? []) if (command) await client.request('workspace/executeCommand', command)
    for (const method of ['hover', 'definition', 'completion', 'documentLink', 'documentSymbol', 'formatting']) {
      const position = { line: 3, character: 8 }
      const options = { tabSize: 2, insertSpaces: true }
      await client.request(`textDocument/${method}`, { textDocument, position, options })
    }
    client.notify('textDocument/didSave', { textDocument })
  }
  client.notify('workspace/didChangeWatchedFiles', { changes: documents.map(([uri]) => ({ uri, type: 2 })) })
  client.notify('workspace/didChangeConfiguration', { settings: { docker: { lsp: { telemetry: 'all' } } } })
  await client.server.idle()
  const { result: modules } = await client.request('candor/modules')
  for (const [document] of documents) client.notify('textDocument/didClose', { textDocument: { uri: document } })
  await client.server.idle()
  client.server.setTelemetryLevel('off')
  await client.request('shutdown')
  client.notify('exit')
  await client.server.idle()
  await client.stop()
  return { events: heard, methods: client.messages.map(({ method }) => method), modules: modules.modules.length }
}

fs.existsSync(MARKS.begin)
const done = await session()
fs.existsSync(MARKS.end)
process.stdout.write(JSON.stringify(done))
