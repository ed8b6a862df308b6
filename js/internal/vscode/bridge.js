'use strict'
// The bridge between one server and VS Code's telemetry: it follows the level that VS Code and the extension's setting
// allow, and passes events to VS Code's logger.

// Imported when this file is loaded, because fake timers replace the global function.
const { setImmediate } = require('node:timers')

const { asError, warn } = require('../errors.js')
const { EventRelay, relayed } = require('../events/event-relay.js')
const { lowest } = require('../events/levels.js')
const { notifySent } = require('../events/sent-events.js')
const { onStopped } = require('../server-registry.js')
const { settle } = require('../settle.js')
const { allowedBySetting, allowedByVsCode } = require('./levels.js')

/** @typedef {import('../../vscode.js').VsCode} VsCode */
/** @typedef {import('../../vscode.js').TelemetryLogger} TelemetryLogger */
/** @typedef {import('../events/event-relay.js').AnyEvent} AnyEvent */
/** @typedef {import('../../index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {(items: import('../../index.js').ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>} Provider */

/**
 * @typedef {object} Settings
 * @property {{ name: string, isNamed: boolean }} setting
 * @property {string} section
 * @property {Provider} configuration
 * @property {TelemetryLogger} logger
 * @property {import('./flushed-sender.js').FlushedSender | null} sender null if the extension has its own logger
 * @property {import('./receiver-sender.js').ReceiverSender | null} receiver the receiver as a sender for the logger
 * @property {import('../server-registry.js').Internals} internals
 */

class Bridge {
  #server
  #vscode
  #setting
  #section
  #internals
  #logger
  #sender
  #receiver
  /** The level that was stated last. */
  #stated = /** @type {TelemetryLevel} */ ('off')
  /** The number of configuration requests so far. */
  #configurationRequests = 0
  /** The result of `close`, once it has been called. @type {Promise<void> | null} */ #closed = null
  #isOver = false
  #isStopped = false
  #relay
  /** Functions that undo subscriptions. @type {Set<() => unknown>} */ #ends = new Set()
  /** Resolves when the bridge has ended. */
  #over = /** @type {Promise<void>} */ (new Promise((resolve) => this.#ends.add(resolve)))

  /**
   * @param {import('../../index.js').LanguageServer<any>} server
   * @param {VsCode} vscode
   * @param {Settings} settings
   */
  constructor(server, vscode, { setting, section, configuration, logger, sender, receiver, internals }) {
    this.#server = server
    this.#vscode = vscode
    this.#setting = setting
    this.#section = section
    this.#internals = internals
    this.#logger = logger
    this.#sender = sender
    this.#receiver = receiver
    this.#relay = new EventRelay(server, internals, {
      take: (event, kind, sequence) => this.#log(event, kind, sequence),
      purge: (level) => this.#sender?.purge(level),
      begin: (level, isStated) => receiver?.begin(level, isStated),
    })
    relayed.add(server)
    // Events that are still in the queue are dropped, because consent for them could no longer be withdrawn.
    this.#ends.add(() => receiver?.dispose())
    if (sender) this.#ends.add(() => logger.dispose())
    const stopped = () => {
      this.#isStopped = true
      this.#end()
    }
    this.#ends.add(onStopped(server, stopped))
    try {
      this.#stated = this.#allowed()
      server.setTelemetryLevel(this.#stated)
      this.#relay.follow()
      this.#ends.add(() => this.#relay.end())
      this.#subscribe()
      server.provideConfiguration((items) => {
        this.#configurationRequests += 1
        return configuration(items)
      })
      this.#relay.listen()
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /** Delivers the events of all messages that the server receives until the end of this turn, then states `off`. */
  close() {
    this.#closed ??= this.#close()
    return this.#closed
  }

  /** States `off` at once. Does nothing after `close`, because VS Code calls this while `close` is still delivering. */
  dispose() {
    if (this.#isOver || this.#closed) return
    this.#isOver = true
    this.#whileRunning(() => this.#server.setTelemetryLevel('off'))
    this.#whileRunning(() => this.#server.onTelemetry(null))
    this.#whileRunning(() => this.#server.provideConfiguration(null))
    this.#end()
  }

  async #close() {
    if (this.#isOver) return
    try {
      // Messages that the client sent before may reach the server until the end of this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
      this.#internals.seal(true)
      await this.#drained()
      // The user has consented to the events that the sender holds, and can withdraw consent until they are sent.
      if (this.#sender) await Promise.race([settle(this.#sender.flush()), this.#over])
    } catch (error) {
      if (!this.#isOver) this.#internals.report(error)
    }
    // The server was stopped in the meantime, which ended the bridge.
    if (this.#isOver) return
    this.#isOver = true
    // This is not an opt-out: the sender keeps the events that it could not send yet, and the provider goes on answering
    // requests of the client's session, which ends after the bridge.
    this.#relay.unfollow()
    this.#whileRunning(() => this.#server.setTelemetryLevel('off'))
    this.#whileRunning(() => this.#server.onTelemetry(null))
    this.#whileRunning(() => this.#internals.seal(false))
    this.#end()
  }

  /** Resolves when all events of messages that the server received before it was sealed have been passed on. */
  async #drained() {
    await this.#server.idle()
    // After a change of the configuration, queued events wait for the answer of the provider.
    for (let requests = -1; this.#hasPending() && requests !== this.#configurationRequests;) {
      requests = this.#configurationRequests
      await this.#server.idle()
    }
  }

  #hasPending() {
    return this.#server.telemetryStatus().pending > 0
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
        if (this.#isOver) return
        const settings = this.#internals.settingsSection
        if (change.affectsConfiguration(this.#section)) this.#server.configurationChanged()
        else if (typeof settings === 'string' && change.affectsConfiguration(settings))
          this.#internals.settingsChanged()
      }),
    ]) {
      this.#ends.add(() => subscription?.dispose())
    }
  }

  /** States the level that VS Code and the setting now allow. */
  #follow() {
    if (this.#isOver) return
    const allowed = this.#allowed()
    // Consent that is given while the bridge closes does not cover the events that it still delivers.
    const level = this.#closed ? lowest([allowed, this.#server.telemetryStatus().host]) : allowed
    if (level === this.#stated) return
    this.#stated = level
    this.#server.setTelemetryLevel(level)
  }

  #allowed() {
    try {
      return lowest([allowedByVsCode(this.#vscode, this.#logger), allowedBySetting(this.#vscode, this.#setting)])
    } catch (error) {
      // If the level cannot be determined, nothing is allowed.
      this.#internals.report(error)
      return 'off'
    }
  }

  /**
   * Passes one event to the logger, which checks VS Code's level again.
   * @param {AnyEvent} event
   * @param {'usage' | 'error'} kind
   * @param {number} sequence
   */
  #log(event, kind, sequence) {
    const log = () => {
      if (kind === 'usage') this.#logger.logUsage(event.name, event.properties)
      else this.#logger.logError(event.name, this.#trusted(event.properties))
    }
    if (this.#receiver) this.#receiver.during({ event, kind, sequence }, log)
    else log()
    // Without a sender of the bridge, nothing else reports the event as sent.
    if (!this.#sender) notifySent(this.#server, event)
  }

  /**
   * Marks strings as trusted. VS Code would redact names of methods and functions, which look like paths or secrets to it.
   * The strings contain no user data.
   * @param {Record<string, any>} properties
   */
  #trusted(properties) {
    const { TelemetryTrustedValue } = this.#vscode
    if (!TelemetryTrustedValue) return properties
    const trust = (/** @type {unknown} */ value) =>
      typeof value === 'string' ? new TelemetryTrustedValue(value) : value
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, trust(value)]))
  }

  /**
   * Calls the server unless it has been stopped, which a listener may do at any time.
   * @param {() => void} call
   */
  #whileRunning(call) {
    if (!this.#isStopped) call()
  }

  /** Ends the bridge and removes all subscriptions. */
  #end() {
    this.#isOver = true
    relayed.delete(this.#server)
    for (const end of this.#ends) {
      this.#ends.delete(end)
      try {
        end()
      } catch (error) {
        // `onError` of the server is not used, because the server may be stopping in this call.
        warn(asError(error))
      }
    }
  }
}

module.exports = { Bridge }
