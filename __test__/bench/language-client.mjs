// A client of any language server, like that of an editor: in this process for candor, over stdio for the others. Both
// communicate through vscode-jsonrpc.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const rpc = require('vscode-jsonrpc/node')

/** Milliseconds after which a benchmark stops waiting for a server. */
const PATIENCE = 20_000

/** The kinds of tokens that clients list. Servers use their places in these lists. */
const TOKEN_TYPES = [
  ...[
    'namespace',
    'type',
    'class',
    'enum',
    'interface',
    'struct',
    'typeParameter',
    'parameter',
    'variable',
    'property',
  ],
  ...['enumMember', 'event', 'function', 'method', 'macro', 'keyword', 'modifier', 'comment', 'string', 'number'],
  ...['regexp', 'operator', 'decorator'],
]
const TOKEN_MODIFIERS = [
  'declaration',
  'definition',
  'readonly',
  'static',
  'deprecated',
  'modification',
  'defaultLibrary',
]

/**
 * What VS Code supports, as far as it matters here. Features cannot be registered later, so that the response to
 * `initialize` lists all of a server's features.
 */
export const CAPABILITIES = {
  workspace: { configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        insertReplaceSupport: true,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
      contextSupport: true,
    },
    hover: { contentFormat: ['markdown'] },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    definition: { linkSupport: true },
    references: {},
    documentHighlight: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } },
    formatting: {},
    foldingRange: {},
    selectionRange: {},
    documentLink: {},
    semanticTokens: {
      requests: { full: { delta: true } },
      formats: ['relative'],
      tokenTypes: TOKEN_TYPES,
      tokenModifiers: TOKEN_MODIFIERS,
    },
  },
}

/** What clients answer to the requests of servers. */
const ANSWERS = {
  'workspace/configuration': ({ items }) => items.map(() => ({})),
  'client/registerCapability': () => null,
  'client/unregisterCapability': () => null,
  'window/workDoneProgress/create': () => null,
  'window/showMessageRequest': () => null,
  'workspace/semanticTokens/refresh': () => null,
  'workspace/codeLens/refresh': () => null,
  'workspace/inlayHint/refresh': () => null,
  'workspace/diagnostic/refresh': () => null,
}

/**
 * @typedef {object} LanguageServer
 * @property {string} name
 * @property {(folder: string) => Promise<Client>} connect starts the server with an open folder
 */

/**
 * candor in this process, as vscode-languageclient uses it.
 * @param {string} installed the folder of the package
 * @returns {LanguageServer}
 */
export function inProcess(installed, name = 'candor, in process') {
  return {
    name,
    async connect(folder) {
      const { LanguageServer } = require(path.join(installed, 'js/index.js'))
      const { messageTransports } = require(path.join(installed, 'js/languageclient.js'))
      const server = LanguageServer.start()
      const { reader, writer } = messageTransports(server)
      const client = new Client(rpc.createMessageConnection(reader, writer), () => server.stop())
      await client.initialize(folder)
      return client
    },
  }
}

/**
 * A server as a child process.
 * @param {string} name @param {string} program @param {string[]} args
 * @returns {LanguageServer}
 */
export function overStdio(name, program, args) {
  return {
    name,
    async connect(folder) {
      const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder })
      await once(server, 'spawn')
      const reader = new rpc.StreamMessageReader(server.stdout)
      const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(server.stdin))
      const stop = async () => {
        if (server.exitCode !== null || server.signalCode !== null) return
        const exit = once(server, 'exit')
        server.kill('SIGKILL')
        await exit
      }
      const client = new Client(connection, stop, server.pid)
      try {
        await client.initialize(folder)
      } catch (error) {
        await client.close()
        throw error
      }
      return client
    },
  }
}

export class Client {
  #connection
  #stop
  /** @type {Set<(published: { uri: string, diagnostics: any[] }) => void>} */
  #listeners = new Set()

  /** The capabilities of the server. @type {any} */
  capabilities = {}

  /** @param {any} connection @param {() => unknown} stop @param {number} [pid] of the server, if it is a child process */
  constructor(connection, stop, pid) {
    this.#connection = connection
    this.#stop = stop
    this.pid = pid
    for (const [method, answer] of Object.entries(ANSWERS)) connection.onRequest(method, answer)
    connection.onNotification('textDocument/publishDiagnostics', (published) => {
      for (const listener of [...this.#listeners]) listener(published)
    })
    connection.onError(() => {})
    connection.listen()
  }

  async initialize(folder) {
    const uri = pathToFileURL(folder).href
    const { capabilities } = await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: CAPABILITIES,
    })
    this.capabilities = capabilities
    this.notify('initialized', {})
  }

  /** Sends a request. Rejects if there is no response for a long time. */
  request(method, params) {
    return inTime(this.#connection.sendRequest(method, params), method)
  }

  notify(method, params) {
    void this.#connection.sendNotification(method, params)
  }

  /** @param {import('./documents.mjs').Document} document */
  open({ uri, languageId, text }) {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  }

  /** Opens a document. Resolves with its first diagnostics. */
  openAndCheck(document) {
    const published = this.diagnostics(document.uri)
    this.open(document)
    return published
  }

  /** Replaces one line. Servers need a growing version. */
  replaceLine(uri, version, line, from, to) {
    const range = { start: { line, character: 0 }, end: { line, character: from.length } }
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: to }] })
  }

  /** Resolves with the next diagnostics of a document that are expected. */
  diagnostics(uri, isExpected = (_) => true) {
    let listener
    const expected = new Promise((resolve) => {
      listener = (published) => {
        if (published.uri === uri && isExpected(published.diagnostics)) resolve(published.diagnostics)
      }
    })
    this.#listeners.add(listener)
    return inTime(expected, 'diagnostics').finally(() => this.#listeners.delete(listener))
  }

  async close() {
    this.#connection.dispose()
    await this.#stop()
  }
}

function inTime(promise, what) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response to ${what} in ${PATIENCE / 1000} s`)), PATIENCE)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
