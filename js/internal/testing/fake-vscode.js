'use strict'
// A stand-in for the module `vscode`, for tests without an editor: settings, telemetry, messages, status bar items and
// output channels, and the order in which VS Code deactivates an extension.

const { pathToFileURL } = require('node:url')

const { invalidArgument } = require('../errors.js')
const { settle } = require('../settle.js')

const LEVELS = ['off', 'error', 'all']

class FakeEvent {
  /** @type {Set<(value: any) => void>} */ #listeners = new Set()

  /** An event as VS Code defines it: a function that subscribes a listener. */
  event = (
    /** @type {(value: any) => void} */ listener,
    /** @type {unknown} */ thisArgument,
    /** @type {{ dispose(): void }[] | undefined} */ disposables,
  ) => {
    const call = (/** @type {unknown} */ value) => Reflect.apply(listener, thisArgument, [value])
    this.#listeners.add(call)
    const disposable = { dispose: () => void this.#listeners.delete(call) }
    disposables?.push(disposable)
    return disposable
  }

  /** @param {unknown} value */
  fire(value) {
    for (const call of [...this.#listeners]) call(value)
  }
}

/** A logger as VS Code creates it: it checks the level, adds the extension's name, and calls the sender. */
class FakeLogger {
  #sender
  #prefix
  #level
  #isDisposed = false
  #changed = new FakeEvent()
  onDidChangeEnableStates = this.#changed.event

  /** @param {any} sender @param {string} prefix @param {() => string} level @param {FakeEvent} levelChanged */
  constructor(sender, prefix, level, levelChanged) {
    this.#sender = sender
    this.#prefix = prefix
    this.#level = level
    levelChanged.event(() => this.#changed.fire(this), undefined, undefined)
  }

  get isUsageEnabled() {
    return this.#level() === 'all'
  }

  get isErrorsEnabled() {
    return this.#level() !== 'off'
  }

  /** @param {string} name @param {Record<string, unknown>} [data] */
  logUsage(name, data) {
    if (!this.#isDisposed && this.isUsageEnabled) this.#sender.sendEventData(`${this.#prefix}/${name}`, trusted(data))
  }

  /** @param {string | Error} name @param {Record<string, unknown>} [data] */
  logError(name, data) {
    if (this.#isDisposed || !this.isErrorsEnabled) return
    if (name instanceof Error) this.#sender.sendErrorData(name, trusted(data))
    else this.#sender.sendEventData(`${this.#prefix}/${name}`, trusted(data))
  }

  dispose() {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#sender.flush?.()
  }
}

class TelemetryTrustedValue {
  /** @param {unknown} value */
  constructor(value) {
    this.value = value
  }
}

/** A webview panel: it records what the extension posts to the page, and `receive` posts to the extension. */
class FakePanel {
  visible = true
  isDisposed = false
  /** @type {unknown[]} */ posted = []
  #received = new FakeEvent()
  #disposed = new FakeEvent()
  onDidDispose = this.#disposed.event
  webview = {
    html: '',
    cspSource: 'https://*.vscode-cdn.net',
    onDidReceiveMessage: this.#received.event,
    postMessage: async (/** @type {unknown} */ message) => this.posted.push(message) > 0,
  }

  /** @param {string} viewType @param {string} title */
  constructor(viewType, title) {
    this.viewType = viewType
    this.title = title
  }

  /** @param {unknown} message */
  receive(message) {
    this.#received.fire(message)
  }

  reveal() {
    this.visible = true
  }

  dispose() {
    if (this.isDisposed) return
    this.isDisposed = true
    this.#disposed.fire(undefined)
  }
}

/** @param {Record<string, unknown>} [data] values, possibly in a TelemetryTrustedValue */
function trusted(data = {}) {
  const entries = Object.entries(data).map(([key, value]) => {
    return [key, value instanceof TelemetryTrustedValue ? value.value : value]
  })
  return Object.fromEntries(entries)
}

/** @param {{ extension?: string, language?: string, telemetryLevel?: string, settings?: Record<string, unknown> }} [options] */
function fakeVscode({ extension = 'acme.example', language = 'en', telemetryLevel = 'all', settings = {} } = {}) {
  let level = readLevel(telemetryLevel)
  /** @type {Map<string, Map<string, unknown>>} */ const values = new Map([
    ['globalValue', new Map(Object.entries(settings))],
  ])
  const [levelChanged, configurationChanged, foldersChanged] = [new FakeEvent(), new FakeEvent(), new FakeEvent()]
  /** @type {{ message: string, choices: string[] }[]} */ const messages = []
  /** @type {(string | undefined)[]} */ const answers = []
  /** @type {any[]} */ const statusItems = []
  /** @type {any[]} */ const channels = []
  /** @type {any[]} */ const panels = []
  /** @type {{ command: string, args: unknown[] }[]} */ const commands = []

  const valueIn = (/** @type {string} */ place, /** @type {string} */ name) => values.get(place)?.get(name)
  const effective = (/** @type {string} */ name) => {
    return valueIn('workspaceValue', name) ?? valueIn('globalValue', name) ?? valueIn('defaultValue', name)
  }
  /**
   * The value of a setting or, for a section, an object with the settings in it.
   * @param {string} name
   */
  const read = (name) => {
    const value = effective(name)
    const names = [...values.values()].flatMap((settings) => [...settings.keys()])
    const members = [...new Set(names)].filter((member) => member.startsWith(`${name}.`))
    if (value !== undefined || members.length === 0) return value
    /** @type {Record<string, unknown>} */ const section = {}
    for (const member of members) {
      const parts = member.slice(name.length + 1).split('.')
      const last = /** @type {string} */ (parts.pop())
      // A setting can have the name of a section; then its own value counts, as in VS Code.
      const holder = parts.reduce((object, part) => {
        const inner = object[part]
        return typeof inner === 'object' && inner !== null ? inner : (object[part] = {})
      }, /** @type {any} */ (section))
      holder[last] = effective(member)
    }
    return section
  }
  /** @param {string} name @param {unknown} value @param {string} place */
  const set = (name, value, place) => {
    const there = values.get(place) ?? new Map()
    values.set(place, there)
    if (value === undefined) there.delete(name)
    else there.set(name, value)
    const affectsConfiguration = (/** @type {string} */ section) => {
      return name === section || name.startsWith(`${section}.`) || section.startsWith(`${name}.`)
    }
    configurationChanged.fire({ affectsConfiguration })
  }
  /** @param {string} message @param {unknown[]} rest */
  const show = async (message, ...rest) => {
    messages.push({ message, choices: rest.filter((choice) => typeof choice === 'string') })
    return answers.shift()
  }

  const vscode = {
    ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
    StatusBarAlignment: { Left: 1, Right: 2 },
    TelemetryTrustedValue,
    EventEmitter: FakeEvent,
    Uri: {
      parse: (/** @type {string} */ text) => ({ toString: () => text }),
      file: (/** @type {string} */ file) => ({ fsPath: file, toString: () => pathToFileURL(file).href }),
    },
    env: {
      language,
      get isTelemetryEnabled() {
        return level === 'all'
      },
      onDidChangeTelemetryEnabled: levelChanged.event,
      createTelemetryLogger: (/** @type {any} */ sender) =>
        new FakeLogger(sender, extension, () => level, levelChanged),
    },
    workspace: {
      workspaceFolders: undefined,
      onDidChangeConfiguration: configurationChanged.event,
      onDidChangeWorkspaceFolders: foldersChanged.event,
      getConfiguration: (/** @type {string} */ section = '') => {
        const full = (/** @type {string} */ name) => (section === '' ? name : `${section}.${name}`)
        return {
          get: (/** @type {string} */ name) => read(full(name)),
          inspect: (/** @type {string} */ name) => {
            const places = ['defaultValue', 'globalValue', 'workspaceValue']
            return Object.fromEntries(places.map((place) => [place, valueIn(place, full(name))]))
          },
          update: async (/** @type {string} */ name, /** @type {unknown} */ value, /** @type {unknown} */ target) => {
            set(full(name), value, target === 1 || target === true ? 'globalValue' : 'workspaceValue')
          },
        }
      },
    },
    window: {
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
      createStatusBarItem: (/** @type {string} */ id) => {
        const item = { id, isShown: false, isDisposed: false, show: () => (item.isShown = true), hide: () => (item.isShown = false), dispose: () => (item.isDisposed = true) } // prettier-ignore
        statusItems.push(item)
        return item
      },
      createOutputChannel: (/** @type {string} */ name) => {
        /** @type {string[]} */ const lines = []
        const write = (/** @type {string} */ line) => void lines.push(line)
        const channel = { name, lines, isDisposed: false, info: write, warn: write, error: write, debug: write, trace: write, appendLine: write, append: write, show: () => {}, dispose: () => (channel.isDisposed = true) } // prettier-ignore
        channels.push(channel)
        return channel
      },
      createWebviewPanel: (/** @type {string} */ viewType, /** @type {string} */ title) => {
        const panel = new FakePanel(viewType, title)
        panels.push(panel)
        return panel
      },
    },
    commands: {
      executeCommand: async (/** @type {string} */ command, /** @type {unknown[]} */ ...args) => {
        commands.push({ command, args })
      },
    },
  }

  return {
    vscode,
    messages,
    statusItems,
    channels,
    panels,
    commands,
    setSetting: (/** @type {string} */ name, /** @type {unknown} */ value, place = 'globalValue') =>
      set(name, value, place),
    setting: effective,
    setTelemetryLevel: (/** @type {string} */ next) => {
      level = readLevel(next)
      levelChanged.fire(level === 'all')
    },
    answerNext: (/** @type {string | undefined} */ answer) => void answers.push(answer),
    deactivate,
  }
}

/**
 * Deactivates an extension as VS Code does: it calls `deactivate`, and disposes of the subscriptions in the same turn,
 * without waiting.
 * @param {{ deactivate?: () => unknown }} extension
 * @param {{ subscriptions: { dispose(): unknown }[] }} context
 */
async function deactivate(extension, { subscriptions }) {
  const deactivated = settle(extension.deactivate?.())
  for (const subscription of subscriptions.splice(0)) subscription.dispose()
  await deactivated
}

/** @param {string} level */
function readLevel(level) {
  if (!LEVELS.includes(level)) throw invalidArgument('level', "'off', 'error' or 'all'")
  return level
}

module.exports = { fakeVscode }
