// Trees of files that try to stop a server: in each of them, a session ends within memory and time limits, and another
// server in the same process keeps working.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { strangers } from '../support/canaries.mjs'
import { inChild } from '../support/child.mjs'
import { temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { lay, TREES } from '../support/trees.mjs'

/** The memory limit, in KiB, of a process that runs two servers. The process alone needs a tenth of it. */
const MEMORY = 640 * 1024

/** Opens every document of a tree like an editor, while another server checks a clean document. */
function session(t, data) {
  // The data is too long for a command-line argument.
  const file = path.join(temporaryFolder(t), 'session.json')
  fs.writeFileSync(file, JSON.stringify(data))
  return inChild(
    async ({ LanguageServer, print, file, message }) => {
      const { root, documents, clean } = JSON.parse(require('node:fs').readFileSync(file, 'utf8'))
      const begin = (options, rootUri) => {
        const server = LanguageServer.start(options)
        const received = []
        server.onMessage((text) => received.push(JSON.parse(text)))
        const ask = async (method, params = null) => {
          const id = `${method} ${received.length}`
          server.send(message(method, params ?? undefined, id))
          await server.idle()
          return received.find((answer) => answer.id === id)
        }
        const notify = (method, params) => server.send(message(method, params))
        server.send(message('initialize', { capabilities: {}, processId: null, rootUri }, 'initialize'))
        notify('initialized', {})
        return { server, received, ask, notify }
      }
      const open = ({ uri, languageId, text }) => ({ textDocument: { uri, languageId, version: 1, text } })

      const hostile = begin({ telemetry: { level: 'all', hashing: 'plain' } }, root)
      const other = begin({ telemetry: { level: 'off' } }, clean.root)
      for (const document of documents) hostile.notify('textDocument/didOpen', open(document))
      other.notify('textDocument/didOpen', open(clean))
      await other.server.idle()
      const diagnostics = other.received.filter(({ method }) => method === 'textDocument/publishDiagnostics')
      print({ clean: diagnostics.at(-1).params.diagnostics.map(({ code }) => code) })

      await hostile.server.idle()
      for (const { uri, text } of documents) {
        const contentChanges = [{ text: `${text}\n` }]
        hostile.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges })
        await hostile.ask('textDocument/diagnostic', { textDocument: { uri } })
        const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }
        await hostile.ask('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } })
      }
      hostile.notify('workspace/didChangeWatchedFiles', { changes: documents.map(({ uri }) => ({ uri, type: 2 })) })
      const modules = await hostile.ask('candor/modules')
      for (const { uri } of documents) hostile.notify('textDocument/didClose', { textDocument: { uri } })
      await hostile.server.idle()
      print({ modules: Array.isArray(modules.result?.modules), events: hostile.server.readTelemetry() })
      await hostile.server.stop()
      await other.server.stop()
      print({ memory: process.resourceUsage().maxRSS })
    },
    { data: { file } },
  )
}

/** Creates a clean folder with a document that has one problem. */
function cleanFolder(t) {
  const folder = temporaryFolder(t)
  return {
    root: uriOf(folder),
    uri: uriOf(folder, 'Dockerfile'),
    languageId: 'dockerfile',
    text: 'FROM scratch\nMAINTAINER a\n',
  }
}

async function withstands(t, root, documents) {
  const { code, signal, stderr, printed } = await session(t, { root, documents, clean: cleanFolder(t) })
  assert.deepEqual(
    [code, signal, stderr],
    [0, null, ''],
    `it ended behind ${JSON.stringify(printed.at(-1)).slice(0, 200)}`,
  )
  const [{ clean }, { modules, events }, { memory }] = printed
  assert.deepEqual(clean, ['MaintainerDeprecated'])
  assert.ok(modules)
  assert.deepEqual(strangers(events, CLEAR), [])
  assert.ok(memory < MEMORY, `${memory} KB`)
  return events
}

/** The well-known providers that the trees mention. */
const CLEAR = ['registry.terraform.io/hashicorp/aws', 'registry.terraform.io/-/aws']

for (const title of Object.keys(TREES)) {
  test(`a session withstands ${title}`, async (t) => {
    const folder = newFolder(t)
    const documents = lay(title, folder).map(({ name, ...document }) => ({ uri: uriOf(folder, name), ...document }))
    const events = await withstands(t, uriOf(folder), documents)
    assert.ok(events.length >= 3, 'what can be read is reported')
  })
}

for (const folder of process.platform === 'linux' ? ['/proc', '/proc/self', '/dev', '/sys', '/'] : []) {
  test(`a session withstands ${folder} as its folder`, async (t) => {
    const uri = pathToFileURL(path.join(folder, 'main.tf')).href
    await withstands(t, pathToFileURL(folder).href, [
      { uri, languageId: 'terraform', text: 'module "a" { source = "./1" }\n' },
    ])
  })
}

/**
 * Creates an empty folder that the shell removes, because Node cannot remove overlong paths or protected directories.
 */
function newFolder(t) {
  if (process.platform === 'win32') return temporaryFolder(t)
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'candor-tree-')))
  t.after(() => execFileSync('sh', ['-c', 'chmod -R u+rwX "$1"; rm -rf "$1"', 'sh', folder], { stdio: 'ignore' }))
  return folder
}
