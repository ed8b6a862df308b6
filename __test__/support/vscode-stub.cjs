'use strict'
// Just enough of the `vscode` module for vscode-languageclient in plain Node. Requiring this file installs it. Exports
// the module, and controls for actions of a user or another extension: edit, change settings, count resources.

const Module = require('node:module')

const { Position, Range, Selection, TextDocument, Uri } = require('./stub/documents.cjs')
const { Configuration } = require('./stub/configuration.cjs')
const { Telemetry, TelemetryTrustedValue } = require('./stub/telemetry.cjs')

class Disposable {
  #release
  constructor(release) {
    this.#release = release
  }
  static from(...disposables) {
    return new Disposable(() => disposables.forEach((disposable) => disposable.dispose()))
  }
  dispose() {
    this.#release?.()
    this.#release = undefined
  }
}

/** As in VS Code, a listener that throws does not affect other listeners. */
class EventEmitter {
  #listeners = new Set()
  event = (listener, thisArgument, disposables) => {
    const call = (value) => listener.call(thisArgument, value)
    this.#listeners.add(call)
    const disposable = new Disposable(() => this.#listeners.delete(call))
    disposables?.push(disposable)
    return disposable
  }
  get count() {
    return this.#listeners.size
  }
  fire(value) {
    for (const call of [...this.#listeners]) {
      try {
        call(value)
      } catch (error) {
        process.emitWarning(error)
      }
    }
  }
  dispose() {
    this.#listeners.clear()
  }
}

class CancellationTokenSource {
  #emitter = new EventEmitter()
  token = { isCancellationRequested: false, onCancellationRequested: this.#emitter.event }
  cancel() {
    this.token.isCancellationRequested = true
    this.#emitter.fire()
  }
  dispose() {
    this.#emitter.dispose()
  }
}

class Diagnostic {
  constructor(range, message, severity = 0) {
    Object.assign(this, { range, message, severity })
  }
}

const codeActionKind = (value) => ({ value, append: (part) => codeActionKind(value ? `${value}.${part}` : part) })

/** Every event of the API, by name. */
const events = {}
function event(name) {
  events[name] = new EventEmitter()
  return events[name].event
}

const registered = new Map()
const providers = new Set()
const diagnosticCollections = new Set()
const channels = new Set()
const shown = []
const documents = new Map()
const configuration = new Configuration()
const telemetry = new Telemetry(EventEmitter, {
  fire: (enabled) => events.onDidChangeTelemetryEnabled.fire(enabled),
})

const show = (kind) => async (message) => void shown.push({ kind, message })
const provide = (name) => () => {
  const provider = { name }
  providers.add(provider)
  return new Disposable(() => providers.delete(provider))
}

const classes = {}
for (const name of [
  'CallHierarchyItem',
  'CancellationError',
  'CodeAction',
  'CodeLens',
  'CompletionItem',
  'DocumentLink',
  'InlayHint',
  'SymbolInformation',
  'TypeHierarchyItem',
]) {
  classes[name] = { [name]: class {} }[name]
}

const vscode = {
  ...classes,
  CancellationTokenSource,
  CodeActionKind: { Empty: codeActionKind('') },
  Diagnostic,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  Disposable,
  EventEmitter,
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  Position,
  ProgressLocation: { SourceControl: 1, Window: 10, Notification: 15 },
  Range,
  Selection,
  TabInputCustom: class {},
  TabInputNotebook: class {},
  TabInputText: class {},
  TabInputTextDiff: class {},
  TelemetryTrustedValue,
  Uri,
  version: '1.120.0',

  commands: {
    registerCommand(id, callback) {
      if (registered.has(id)) throw new Error(`command '${id}' already exists`)
      registered.set(id, callback)
      return new Disposable(() => registered.delete(id))
    },
    async executeCommand(id, ...args) {
      if (!registered.has(id)) throw new Error(`command '${id}' not found`)
      return registered.get(id)(...args)
    },
  },
  env: {
    appName: 'Visual Studio Code',
    language: 'en',
    sessionId: 'a-session-of-vscode',
    get isTelemetryEnabled() {
      return telemetry.isEnabled
    },
    createTelemetryLogger: (sender, options) => telemetry.createTelemetryLogger(sender, options),
    onDidChangeTelemetryEnabled: event('onDidChangeTelemetryEnabled'),
    openExternal: async () => true,
  },
  languages: new Proxy(
    {
      createDiagnosticCollection() {
        const collection = new Map()
        diagnosticCollections.add(collection)
        return Object.assign(collection, { dispose: () => diagnosticCollections.delete(collection) })
      },
      match(selector, document) {
        const fits = (filter) =>
          filter === document.languageId ||
          ((filter.language === undefined || filter.language === document.languageId) &&
            (filter.scheme === undefined || filter.scheme === document.uri.scheme))
        return [selector].flat().some(fits) ? 10 : 0
      },
    },
    { get: (known, name) => known[name] ?? (String(name).startsWith('register') ? provide(name) : undefined) },
  ),
  window: {
    activeTextEditor: undefined,
    onDidChangeActiveTextEditor: event('onDidChangeActiveTextEditor'),
    onDidChangeVisibleTextEditors: event('onDidChangeVisibleTextEditors'),
    showErrorMessage: show('error'),
    showInformationMessage: show('information'),
    showTextDocument: async () => undefined,
    showWarningMessage: show('warning'),
    tabGroups: {
      all: [],
      onDidChangeTabs: event('onDidChangeTabs'),
      onDidChangeTabGroups: event('onDidChangeTabGroups'),
    },
    visibleTextEditors: [],
    withProgress: async (_options, task) => task({ report() {} }, new CancellationTokenSource().token),
    createOutputChannel(name) {
      const channel = { name }
      const write = () => {}
      channels.add(channel)
      const levels = { trace: write, debug: write, info: write, warn: write, error: write, logLevel: 0 }
      const dispose = () => channels.delete(channel)
      const onDidChangeLogLevel = new EventEmitter().event
      return Object.assign(channel, levels, {
        append: write,
        appendLine: write,
        onDidChangeLogLevel,
        show() {},
        dispose,
      })
    },
  },
  workspace: {
    notebookDocuments: [],
    workspaceFolders: undefined,
    get textDocuments() {
      return [...documents.values()]
    },
    applyEdit: async () => true,
    createFileSystemWatcher: () =>
      Object.assign(new Disposable(), { onDidCreate() {}, onDidChange() {}, onDidDelete() {} }),
    getConfiguration: (section, scope) => configuration.at(section, scope),
    getWorkspaceFolder: () => undefined,
    registerTextDocumentContentProvider: provide('registerTextDocumentContentProvider'),
  },
}
for (const name of [
  'onDidChangeConfiguration',
  'onDidChangeNotebookDocument',
  'onDidChangeTextDocument',
  'onDidChangeWorkspaceFolders',
  'onDidCloseNotebookDocument',
  'onDidCloseTextDocument',
  'onDidCreateFiles',
  'onDidDeleteFiles',
  'onDidOpenNotebookDocument',
  'onDidOpenTextDocument',
  'onDidRenameFiles',
  'onDidSaveNotebookDocument',
  'onDidSaveTextDocument',
  'onWillCreateFiles',
  'onWillDeleteFiles',
  'onWillRenameFiles',
  'onWillSaveTextDocument',
]) {
  vscode.workspace[name] = event(name)
}

const user = {
  /** Opens a document. */
  open(uri, languageId, text) {
    const document = new TextDocument(Uri.parse(uri), languageId, text)
    documents.set(uri, document)
    events.onDidOpenTextDocument.fire(document)
    return document
  },
  /** Inserts `text` at the start of a document. */
  type(document, text) {
    const start = new Position(0, 0)
    const change = { range: new Range(start, start), rangeOffset: 0, rangeLength: 0, text }
    document.insert(text)
    events.onDidChangeTextDocument.fire({ document, contentChanges: [change] })
  },
  close(document) {
    documents.delete(document.uri.toString())
    events.onDidCloseTextDocument.fire(document)
  },
  /** Changes settings by full name, in a scope or a folder. A value of undefined removes the setting. */
  set(settings, place) {
    configuration.set(settings, place)
    const names = Object.keys(settings)
    const within = (name, section) => name === section || name.startsWith(`${section}.`)
    const affectsConfiguration = (section) => names.some((name) => within(name, section) || within(section, name))
    events.onDidChangeConfiguration.fire({ affectsConfiguration })
  },
  /** Opens a workspace with these folders. */
  openFolders(...uris) {
    vscode.workspace.workspaceFolders = uris.map((uri) => ({ uri: Uri.parse(uri) }))
    events.onDidChangeWorkspaceFolders.fire({})
  },
  /** Closes everything and removes all settings and messages, for the next test. */
  reset() {
    for (const document of documents.values()) user.close(document)
    vscode.workspace.workspaceFolders = undefined
    configuration.clear()
    telemetry.level = 'all'
    telemetry.made.length = 0
    shown.length = 0
  },
}

/**
 * Deactivates an extension as VS Code does: calls `deactivate`, disposes of its subscriptions in the same turn, and only
 * then waits for the promise.
 */
function deactivate(extension, { subscriptions }) {
  const deactivated = Promise.resolve(extension.deactivate?.())
  for (const subscription of subscriptions) subscription.dispose()
  return deactivated
}

/** Counts the resources that a stopped client must not leak. */
function counts() {
  const listeners = Object.entries(events).map(([name, { count }]) => [name, count])
  return {
    ...Object.fromEntries(listeners.filter(([, count]) => count > 0)),
    channels: channels.size,
    commands: registered.size,
    diagnosticCollections: diagnosticCollections.size,
    providers: providers.size,
    telemetryLoggers: telemetry.count,
  }
}

const load = Module._load
Module._load = function (request, ...others) {
  return request === 'vscode' ? vscode : load.call(this, request, ...others)
}

module.exports = { counts, deactivate, shown, telemetry, user, vscode }
