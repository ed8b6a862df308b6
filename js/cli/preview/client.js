'use strict'

// The editor that `candor preview` simulates: a minimal client of a server in this process.

const path = require('node:path')
const { fileURLToPath, pathToFileURL } = require('node:url')

const { InProcessClient } = require('../in-process-client.js')

/** The number of diagnostics to keep, which limits the memory. */
const MAX_DIAGNOSTICS = 20_000

/** @typedef {{ range: { start: { line: number, character: number } }, severity?: number, code?: string | number, message: string }} LspDiagnostic */

/** @typedef {{ path: string, files: number, isInitialized: boolean }} Module `path` is relative to the folder */

class PreviewClient {
  #server
  #client
  #folder
  /** @type {Map<string, { kept: LspDiagnostic[], total: number }>} by the file's path in the folder; the latest diagnostics replace earlier ones */
  #diagnostics = new Map()
  #kept = 0
  #keepsDiagnostics = true

  /**
   * @param {import('../../index.js').LanguageServer<any>} server
   * @param {string} folder absolute
   */
  constructor(server, folder) {
    this.#server = server
    this.#folder = folder
    this.#client = new InProcessClient(server, (method, params) => this.#handleNotification(method, params))
  }

  /** @param {{ name: string, version: string }} clientInfo */
  async initialize(clientInfo) {
    const uri = pathToFileURL(this.#folder).href
    await this.#client.request('initialize', {
      processId: process.pid,
      clientInfo,
      rootUri: uri,
      workspaceFolders: [{ uri, name: path.basename(this.#folder) }],
      // No telemetry level is stated, so that the host's level applies.
      capabilities: { workspace: { workspaceFolders: true }, textDocument: { publishDiagnostics: {} } },
    })
    this.#client.notify('initialized', {})
  }

  /** @returns {Promise<Module[]>} the Terraform modules of the folder */
  async modules() {
    const { modules } = await this.#client.request('candor/modules')
    return modules.map((/** @type {{ uri: string, files: number, isInitialized: boolean }} */ { uri, ...module }) => ({
      path: this.#pathOf(uri),
      ...module,
    }))
  }

  /**
   * @param {{ path: string, languageId: string }} file
   * @param {string} text
   */
  async open(file, text) {
    this.#keepsDiagnostics = true
    const { languageId } = file
    this.#client.notify('textDocument/didOpen', {
      textDocument: { uri: this.#uriOf(file), languageId, version: 1, text },
    })
    await this.#server.idle()
  }

  /**
   * Simulates one modification: an empty line at the end, which changes the meaning of no file.
   * @param {{ path: string }} file
   * @param {string} text
   */
  async modify(file, text) {
    // Only the diagnostics of the unmodified file are kept.
    this.#keepsDiagnostics = false
    const textDocument = { uri: this.#uriOf(file), version: 2 }
    this.#client.notify('textDocument/didChange', { textDocument, contentChanges: [{ text: `${text}\n` }] })
    await this.#server.idle()
  }

  /**
   * Closes a file, so that the server holds only one at a time.
   * @param {{ path: string }} file
   */
  async close(file) {
    this.#client.notify('textDocument/didClose', { textDocument: { uri: this.#uriOf(file) } })
    await this.#server.idle()
  }

  shutdown() {
    return this.#client.shutdown()
  }

  /** @returns {{ path: string, diagnostic: LspDiagnostic }[]} */
  diagnostics() {
    return [...this.#diagnostics].flatMap(([path, { kept }]) => kept.map((diagnostic) => ({ path, diagnostic })))
  }

  /** @returns {number} the diagnostics beyond the limit */
  omittedDiagnostics() {
    return [...this.#diagnostics.values()].reduce((sum, { kept, total }) => sum + total - kept.length, 0)
  }

  /** @param {{ path: string }} file */
  #uriOf(file) {
    return pathToFileURL(path.join(this.#folder, file.path)).href
  }

  /** @param {string} uri */
  #pathOf(uri) {
    return path.relative(this.#folder, fileURLToPath(uri)).split(path.sep).join('/') || '.'
  }

  /** @param {string} method @param {any} params */
  #handleNotification(method, params) {
    if (method !== 'textDocument/publishDiagnostics' || !this.#keepsDiagnostics) return
    this.#keep(this.#pathOf(params.uri), params.diagnostics)
  }

  /**
   * @param {string} file
   * @param {LspDiagnostic[]} diagnostics that replace the earlier ones
   */
  #keep(file, diagnostics) {
    this.#kept -= this.#diagnostics.get(file)?.kept.length ?? 0
    const kept = diagnostics.slice(0, MAX_DIAGNOSTICS - this.#kept)
    this.#kept += kept.length
    this.#diagnostics.set(file, { kept, total: diagnostics.length })
  }
}

module.exports = { PreviewClient }
