// The servers that are compared. Each opens one document at a time, and answers requests of LSP about it.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { npm } from '../../../scripts/commands.mjs'

const require = createRequire(import.meta.url)

const COMPOSE_SERVICE = '@microsoft/compose-language-service'
const COMPOSE_VERSION = '0.4.0'

/** The capabilities of the client, the same for both servers of a comparison. */
const CAPABILITIES = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
    signatureHelp: { signatureInformation: { parameterInformation: { labelOffsetSupport: true } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    documentHighlight: {},
    rename: { prepareSupport: true },
    foldingRange: {},
    codeLens: {},
    semanticTokens: {
      requests: { full: true },
      tokenTypes: [
        ...['keyword', 'comment', 'parameter', 'property', 'namespace', 'class', 'macro', 'string', 'variable'],
        ...['operator', 'type', 'function', 'number', 'modifier', 'enumMember', 'decorator', 'event', 'label'],
      ],
      tokenModifiers: ['declaration', 'definition', 'deprecated'],
      formats: ['relative'],
    },
  },
  // The commands of code lenses.
  experimental: {
    dockerLanguageServerCapabilities: {
      commands: ['vscode-containers.compose.up', 'vscode-containers.compose.up.subset'],
    },
  },
}

/** candor, in this process. */
export class Candor {
  title = 'candor'
  #opened = 0

  static async start(languageId) {
    const { Client } = await import('../../support/client.mjs')
    const server = new Candor()
    server.client = new Client()
    server.languageId = languageId
    const { capabilities } = await server.client.initialize({ capabilities: CAPABILITIES })
    server.legend = capabilities.semanticTokensProvider?.legend
    return server
  }

  open({ name, text }) {
    // A folder that does not exist: no other file can explain an answer.
    this.uri = `file:///cross-check/${this.#opened++}/${name}`
    this.client.open(this.uri, text, this.languageId)
  }

  async ask(method, params) {
    const { result, error } = await this.client.request(`textDocument/${method}`, {
      textDocument: { uri: this.uri },
      ...params,
    })
    // The client keeps every message for tests that look at them later. The answers for one long file take gigabytes.
    this.client.messages.length = 0
    // A rename that would break the file is an error with a reason.
    if (error && method !== 'rename' && method !== 'prepareRename') throw new Error(`${method}: ${error.message}`)
    return result ?? null
  }

  close() {
    this.client.notify('textDocument/didClose', { textDocument: { uri: this.uri } })
  }

  stop() {
    return this.client.stop()
  }
}

/** dockerfile-language-service, the library that dockerfile-language-server-nodejs consists of, in this process. */
export class DockerfileService {
  failures = 0

  static async start() {
    const server = new DockerfileService()
    const fromServer = createRequire(require.resolve('dockerfile-language-server-nodejs/package.json'))
    const entry = fromServer.resolve('dockerfile-language-service')
    const fromService = createRequire(entry)
    server.title = `dockerfile-language-service ${fromService('../package.json').version}`
    // Its registry client would send a request to Docker Hub for each image.
    fromService('./dockerRegistryClient').DockerRegistryClient.prototype.getTags = async () => []
    // It parses the document for each request, which takes most of its time.
    const { DockerfileParser } = fromService('dockerfile-ast')
    const parse = DockerfileParser.parse
    let [parsedText, parsed] = [undefined, undefined]
    DockerfileParser.parse = (text) => {
      if (text !== parsedText) [parsedText, parsed] = [text, parse(text)]
      return parsed
    }
    server.service = fromService(entry).DockerfileLanguageServiceFactory.createLanguageService()
    server.service.setCapabilities({
      completion: CAPABILITIES.textDocument.completion,
      foldingRange: {},
      hover: CAPABILITIES.textDocument.hover,
    })
    const { TokensLegend } = fromService('./dockerSemanticTokens')
    const names = Object.entries(TokensLegend.tokenTypes).sort(([, a], [, b]) => a - b)
    server.legend = { tokenTypes: names.map(([name]) => name) }
    return server
  }

  open({ text }) {
    this.text = text
  }

  /** Some positions overflow its stack. */
  async ask(method, params) {
    try {
      return await this.#answer(method, params)
    } catch {
      this.failures++
      return null
    }
  }

  #answer(method, { position, newName, options }) {
    const { service, text } = this
    const document = { uri: 'file:///Dockerfile' }
    switch (method) {
      case 'completion':
        return service.computeCompletionItems(text, position)
      case 'hover':
        return service.computeHover(text, position)
      case 'definition':
        return service.computeDefinition(document, text, position)
      // It has no references; its highlights are those of the file.
      case 'references':
      case 'documentHighlight':
        return service.computeHighlightRanges(text, position)
      case 'prepareRename':
        return service.prepareRename(text, position)
      case 'rename':
        return { changes: { [document.uri]: service.computeRename(document, text, position, newName) } }
      case 'signatureHelp':
        return service.computeSignatureHelp(text, position)
      case 'documentSymbol':
        return service.computeSymbols(document, text)
      case 'foldingRange':
        return service.computeFoldingRanges(text)
      case 'documentLink':
        return service.computeLinks(text).map((link) => service.resolveLink(link))
      case 'semanticTokens/full':
        return service.computeSemanticTokens(text)
      case 'formatting':
        return service.format(text, options)
    }
    throw new Error(`no such request: ${method}`)
  }

  close() {}
  stop() {}
}

/** compose-language-service, in a child process. */
export class ComposeService {
  failures = 0
  title = `${COMPOSE_SERVICE} ${COMPOSE_VERSION}`
  #opened = 0

  /** @param {string} folder where the package is kept between runs */
  static async start(folder) {
    const place = path.join(folder, `compose-language-service-${COMPOSE_VERSION}`)
    const program = path.join(place, 'node_modules', COMPOSE_SERVICE, 'bin/docker-compose-langserver')
    if (!existsSync(program)) {
      mkdirSync(place, { recursive: true })
      const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
      npm('install', '--prefix', place, ...options, `${COMPOSE_SERVICE}@${COMPOSE_VERSION}`)
    }
    const { StreamMessageReader, StreamMessageWriter, createMessageConnection } = require('vscode-jsonrpc/node')
    const server = new ComposeService()
    server.child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { stdin, stdout } = server.child
    server.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin))
    server.connection.listen()
    const params = { processId: process.pid, rootUri: null, capabilities: CAPABILITIES }
    await server.connection.sendRequest('initialize', params)
    await server.connection.sendNotification('initialized', {})
    return server
  }

  open({ name, text }) {
    this.uri = `file:///cross-check/${this.#opened++}/${name}`
    const textDocument = { uri: this.uri, languageId: 'dockercompose', version: 1, text }
    return this.connection.sendNotification('textDocument/didOpen', { textDocument })
  }

  /** It answers requests about documents that it cannot parse with errors. */
  ask(method, params) {
    const answer = this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri },
      ...params,
    })
    return answer.catch(() => {
      this.failures++
      return null
    })
  }

  close() {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } })
  }

  stop() {
    this.connection.dispose()
    this.child.kill()
  }
}
