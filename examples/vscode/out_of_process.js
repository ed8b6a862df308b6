'use strict'
// The language server in a separate process: the client sends the telemetry level to the server, and filters events on
// arrival, because some may be in transit when consent ends.

const { eventKind } = require('candor')
const vscode = require('vscode')
const { LanguageClient, TransportKind } = require('vscode-languageclient/node')

const { clientOptions } = require('./client.js')
const { CodeLensCommands } = require('./code-lenses.js')
const { NAME, SECTION, SETTING } = require('./settings.js')

/** @typedef {import('candor').TelemetryLevel} Level */

/** From lowest to highest. @type {readonly Level[]} */
const LEVELS = ['off', 'error', 'all']

class OutOfProcess {
  #logger
  #client
  #listening
  #levelChanged
  /** Whether the server may still have an outdated level. */
  #isStale = false
  /** The level that the server knows. @type {Level} */ #told
  #dropped = 0

  /**
   * @param {vscode.TelemetryLogger} logger
   * @param {() => void} levelChanged
   */
  constructor(logger, levelChanged) {
    this.#logger = logger
    this.#levelChanged = levelChanged
    this.#told = this.#consented
    this.#client = new LanguageClient(
      SECTION,
      NAME,
      {
        module: require.resolve('candor/stdio'),
        args: [`--settings-section=${SECTION}`],
        transport: TransportKind.stdio,
      },
      {
        ...clientOptions(),
        // A function, so that a restarted server gets the current level.
        initializationOptions: () => this.#tell(),
        middleware: {
          workspace: {
            // The server requests its settings and the level separately.
            configuration: ({ items }) =>
              items.map(({ section }) => {
                return section === SECTION ? vscode.workspace.getConfiguration().get(SECTION) : this.#tell()
              }),
          },
        },
      },
    )
    this.#client.registerFeature(new AsksForEvents())
    this.#client.registerFeature(new CodeLensCommands())
    this.#client.onTelemetry((event) => this.#receive(event))
    const changed = () => {
      this.#consentChanged()
      levelChanged()
    }
    this.#listening = vscode.Disposable.from(
      logger.onDidChangeEnableStates(changed),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) changed()
      }),
    )
  }

  async start() {
    await this.#client.start()
  }

  async restart() {
    await this.#client.restart()
  }

  /** Does nothing: a server in a separate process does not report when it has sent all events. */
  async drain() {}

  async stop() {
    await this.#client.dispose()
    this.#listening.dispose()
  }

  /** @returns {import('candor').TelemetryStatus} */
  status() {
    const client = lower(this.#consented, this.#told)
    const environment = environmentLevel()
    const level = lower(client, environment ?? client)
    const decidedBy = environment === level ? 'environment' : 'client'
    return {
      level,
      environment,
      host: null,
      client,
      decidedBy,
      pending: 0,
      dropped: { capacity: 0, revoked: this.#dropped, refused: 0 },
    }
  }

  /** The level that both the user and VS Code allow. Only user settings count, so a repository cannot change it. */
  get #consented() {
    const value = vscode.workspace.getConfiguration().inspect(SETTING)?.globalValue
    const chosen = LEVELS.find((level) => level === value) ?? 'off'
    const allowed = this.#logger.isErrorsEnabled ? 'error' : 'off'
    return lower(chosen, this.#logger.isUsageEnabled ? 'all' : allowed)
  }

  /** Answers the server at `initialize` and whenever it requests the level. No older answer can arrive later. */
  #tell() {
    this.#isStale = false
    this.#told = this.#consented
    this.#levelChanged()
    return { telemetry: this.#told }
  }

  #consentChanged() {
    if (this.#consented === this.#told && !this.#isStale) return
    this.#isStale = true
    // The server then requests the level. A client that is not running sends it when it starts.
    const changed = this.#client.sendNotification('workspace/didChangeConfiguration', { settings: null })
    changed.catch(() => {})
  }

  /** @param {import('candor').TelemetryEvent} event */
  #receive(event) {
    const isUsage = eventKind(event) === 'usage'
    const level = this.#consented
    if (this.#isStale || !(level === 'all' || (level === 'error' && !isUsage))) this.#dropped += 1
    else if (isUsage) this.#logger.logUsage(event.name, event.properties)
    else this.#logger.logError(event.name, trusted(event.properties))
  }
}

/** @param {Level} one @param {Level} other */
function lower(one, other) {
  return LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))]
}

/** Requests `telemetry/event` in version 1 of the format. */
class AsksForEvents {
  /** @param {import('vscode-languageclient').ClientCapabilities} capabilities */
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, telemetryVersion: 1 }
  }
  initialize() {}
  /** @returns {import('vscode-languageclient').FeatureState} */
  getState() {
    return { kind: 'static' }
  }
  clear() {}
}

/**
 * Marks values as trusted. Otherwise VS Code would mistake the names of methods and functions for paths and redact
 * them. They are names from the protocol, candor and your own code.
 * @param {Record<string, any>} properties
 */
function trusted(properties) {
  const values = Object.entries(properties).map(([key, value]) => [key, new vscode.TelemetryTrustedValue(value)])
  return Object.fromEntries(values)
}

/** The level that the environment sets for the server process, which cannot be queried: the lower of two variables. */
function environmentLevel() {
  const { DO_NOT_TRACK = '', CANDOR_TELEMETRY = '' } = process.env
  if (!['', '0', 'false'].includes(DO_NOT_TRACK)) return 'off'
  return CANDOR_TELEMETRY === '' ? null : (LEVELS.find((level) => level === CANDOR_TELEMETRY) ?? 'off')
}

module.exports = { OutOfProcess }
