'use strict'
// What `require('candor/vscode')` gives: the bridge between a server and VS Code's telemetry. Consent goes one way and
// events the other, always through VS Code's own logger, never around it.

const { asError, invalidArgument, reading, warn } = require('./errors.js')
const { eventKind } = require('./index.js')
const { internalsOf, whenStopped } = require('./internal.js')
const { own } = require('./internal/own.js')
const { allowedBySetting, allowedByVsCode, lowest } = require('./vscode/levels.js')

/** @typedef {import('./vscode.js').VsCode} VsCode */
/** @typedef {import('./vscode.js').TelemetryLogger} TelemetryLogger */
/** @typedef {import('./index.js').TelemetryEvent} TelemetryEvent */
/** @typedef {import('./index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {(items: import('./index.js').ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>} Provider */

const DEFAULT_SECTION = 'docker.lsp'
/** Events carry all they need and identify nobody, and the errors of others in this process are none of ours. */
const LOGGER_OPTIONS = { ignoreBuiltInCommonProperties: true, ignoreUnhandledErrors: true }

/** Servers whose telemetry goes over a bridge. */
const bridged = new WeakSet()

class Bridge {
  #server
  #vscode
  #setting
  #section
  #report
  /** @type {TelemetryLogger} */ #logger
  /** What the host has stated, and the lowest of it since the batch began that is being handed over. */
  #level = /** @type {TelemetryLevel} */ ('off')
  #ceiling = /** @type {TelemetryLevel} */ ('off')
  #isOver = false
  /** What ends with the bridge. @type {(() => unknown)[]} */ #ends = []

  /**
   * @param {import('./index.js').LanguageServer} server
   * @param {VsCode} vscode
   * @param {{ setting: { name: string, isNamed: boolean }, section: string, configuration: Provider, logger: TelemetryLogger, isOwn: boolean,
   *   report: (thrown: unknown) => void }} settings
   */
  constructor(server, vscode, { setting, section, configuration, logger, isOwn, report }) {
    this.#server = server
    this.#vscode = vscode
    this.#setting = setting
    this.#section = section
    this.#report = report
    this.#logger = logger
    bridged.add(server)
    if (isOwn) this.#ends.push(() => logger.dispose())
    this.#ends.push(whenStopped(server, () => this.#end()))
    try {
      this.#level = this.#allowed()
      server.setTelemetryLevel(this.#level)
      this.#subscribe()
      server.provideConfiguration(configuration)
      server.onTelemetry((events) => this.#handOver(events))
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  dispose() {
    if (this.#isOver) return
    this.#isOver = true
    this.#server.setTelemetryLevel('off')
    this.#server.onTelemetry(null)
    this.#server.provideConfiguration(null)
    this.#end()
  }

  #subscribe() {
    const { env, workspace } = this.#vscode
    const follow = () => this.#follow()
    for (const subscription of [
      this.#logger.onDidChangeEnableStates(follow),
      env.onDidChangeTelemetryEnabled?.(follow),
      workspace.onDidChangeWorkspaceFolders?.(follow),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(this.#setting.name)) this.#follow()
        if (!this.#isOver && change.affectsConfiguration(this.#section)) this.#server.configurationChanged()
      }),
    ]) {
      this.#ends.push(() => subscription?.dispose())
    }
  }

  /** States what VS Code and the setting allow by now. */
  #follow() {
    if (this.#isOver) return
    const level = this.#allowed()
    this.#ceiling = lowest([this.#ceiling, level])
    if (level === this.#level) return
    this.#level = level
    this.#server.setTelemetryLevel(level)
  }

  #allowed() {
    try {
      return lowest([allowedByVsCode(this.#vscode, this.#logger), allowedBySetting(this.#vscode, this.#setting)])
    } catch (error) {
      // Who cannot say what is allowed has allowed nothing.
      this.#report(error)
      return 'off'
    }
  }

  /**
   * Consent that ends while a batch is handed over, in a call of the logger, ends for the rest of the batch too.
   * @param {readonly TelemetryEvent[]} events
   */
  #handOver(events) {
    this.#ceiling = this.#level
    for (const event of events) {
      if (this.#isOver) return
      const kind = eventKind(event)
      const level = lowest([this.#ceiling, this.#server.telemetryStatus().level])
      if (level === 'off' || (level === 'error' && kind === 'usage')) continue
      try {
        if (kind === 'usage') this.#logger.logUsage(event.name, event.properties)
        else this.#logger.logError(event.name, this.#trusted(event.properties))
      } catch (error) {
        this.#report(error)
      }
    }
  }

  /**
   * Names of methods and functions look like paths and secrets to VS Code, which would replace them. They come from
   * closed lists: nothing of the user's can be in them.
   * @param {Record<string, any>} properties
   */
  #trusted(properties) {
    const { TelemetryTrustedValue } = this.#vscode
    if (!TelemetryTrustedValue) return properties
    const trust = (/** @type {unknown} */ value) =>
      typeof value === 'string' ? new TelemetryTrustedValue(value) : value
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, trust(value)]))
  }

  /** The server is gone, or nobody wants the bridge any more. */
  #end() {
    this.#isOver = true
    bridged.delete(this.#server)
    for (const end of this.#ends.splice(0)) {
      try {
        end()
      } catch (error) {
        // The server, which reports what others throw, may be stopping in this very call.
        warn(asError(error))
      }
    }
  }
}

/**
 * @param {any} server
 * @param {any} vscode
 * @param {any} options
 */
function bridgeTelemetry(server, vscode, options) {
  const internals = internalsOf(server)
  if (internals.lsp !== false) {
    throw invalidArgument('server', 'started with `telemetry: { lsp: false }`, as events would arrive twice')
  }
  if (bridged.has(server)) throw invalidArgument('server', 'without a bridge that is not disposed of')
  if (!isVsCode(vscode)) throw invalidArgument('vscode', 'the module `vscode`')
  const hasSection = typeof internals.section === 'string'
  const section = hasSection ? String(internals.section) : DEFAULT_SECTION
  const { setting, configuration, sender, logger } = readOptions(options)
  // Throws when the server is stopped, before anything is made.
  server.telemetryStatus()
  const bridge = new Bridge(server, vscode, {
    setting: { name: setting ?? `${section}.telemetry`, isNamed: hasSection || setting !== undefined },
    section,
    configuration: configuration ?? answers(vscode),
    logger: logger ?? vscode.env.createTelemetryLogger(sender, LOGGER_OPTIONS),
    isOwn: !logger,
    report: internals.report,
  })
  return { dispose: () => bridge.dispose() }
}

/** @param {any} vscode */
function isVsCode(vscode) {
  return reading('vscode', () => {
    const { env, workspace } = vscode ?? {}
    const functions = [env?.createTelemetryLogger, workspace?.getConfiguration, workspace?.onDidChangeConfiguration]
    return functions.every((value) => typeof value === 'function')
  })
}

/** @param {any} options */
function readOptions(options) {
  const given = reading('options', () => Object.entries(options ?? {}).filter(([, value]) => value !== null))
  /** @type {Record<string, any>} */
  const { setting, configuration, sender, logger, ...others } = { __proto__: null, ...Object.fromEntries(given) }
  for (const name of Object.keys(others)) throw invalidArgument(`options.${name}`, 'left out: there is no such option')
  if (setting !== undefined && (typeof setting !== 'string' || setting === '')) {
    throw invalidArgument('options.setting', 'the full name of a setting')
  }
  if (configuration !== undefined && typeof configuration !== 'function') {
    throw invalidArgument('options.configuration', 'a function')
  }
  if ((sender === undefined) === (logger === undefined)) {
    throw invalidArgument('options', 'given either a `sender` or a `logger`')
  }
  const [field, value] = logger === undefined ? ['options.sender', sender] : ['options.logger', logger]
  if (typeof value !== 'object') throw invalidArgument(field, 'an object')
  return { setting, configuration, sender, logger }
}

/**
 * Answers the server's requests for the configuration as VS Code itself would.
 * @param {VsCode} vscode
 * @returns {Provider}
 */
function answers({ Uri, workspace }) {
  return (items) =>
    items.map((item) => {
      const [scopeUri, section = ''] = [own(item, 'scopeUri'), own(item, 'section')]
      const scope = scopeUri === undefined ? null : Uri?.parse(scopeUri)
      return workspace.getConfiguration(undefined, scope).get(section) ?? null
    })
}

/** @param {any} event */
function flatten(event) {
  const given = reading('event', () => own(event, 'properties'))
  if (typeof given !== 'object' || given === null) throw invalidArgument('event', 'an event with properties')
  /** @type {[string, string][]} */ const properties = []
  /** @type {[string, number][]} */ const measurements = []
  const add = (/** @type {string} */ key, /** @type {unknown} */ value) => {
    if (value === null || value === undefined) return
    if (typeof value === 'number') measurements.push([key, value])
    else if (typeof value !== 'object') properties.push([key, String(value)])
    else for (const [inner, below] of Object.entries(value)) add(`${key}.${inner}`, below)
  }
  for (const [key, value] of Object.entries(given)) add(key, value)
  return { properties: Object.fromEntries(properties), measurements: Object.fromEntries(measurements) }
}

module.exports = { bridgeTelemetry, flatten }
