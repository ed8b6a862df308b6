'use strict'
// The bridge between one server and VS Code's telemetry: follows what VS Code and the extension's setting allow, and
// hands events to VS Code's logger.

// Taken at load and from the module: fake timers replace the global function.
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
 * @property {import('./flushed-sender.js').FlushedSender | null} sender null where the logger is the extension's own
 * @property {import('./receiver-sender.js').ReceiverSender | null} receiver what stands for a receiver towards the logger
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
  /** How often the configuration was asked for. */
  #questions = 0
  /** What `close` returns, once it was called. @type {Promise<void> | null} */ #closed = null
  #isOver = false
  #isStopped = false
  #relay
  /** Undoes what was subscribed to. @type {Set<() => unknown>} */ #ends = new Set()
  /** Resolves when the bridge is over. */
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
    // What a receiver has not sent is dropped: once the server is gone, nobody could take consent back from it.
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
        this.#questions += 1
        return configuration(items)
      })
      this.#relay.listen()
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /** Delivers what follows from everything the server takes until the end of this turn, then states `off`. */
  close() {
    this.#closed ??= this.#close()
    return this.#closed
  }

  /** States `off` at once. VS Code calls this while `close` is still delivering, so then it does nothing. */
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
      // What the client sent before is on its way to the server until the end of this turn.
      await new Promise((resolve) => setImmediate(resolve))
      this.#internals.seal(true)
      await this.#drained()
      // What the sender holds was consented to. Until it is sent, the user can still take that back.
      if (this.#sender) await Promise.race([settle(this.#sender.flush()), this.#over])
    } catch (error) {
      if (!this.#isOver) this.#internals.report(error)
    }
    // The server was stopped meanwhile, which ended everything.
    if (this.#isOver) return
    this.#isOver = true
    // Nobody took consent back: the sender keeps what it could not send yet, and the provider goes on answering
    // the client's session, which ends after the bridge.
    this.#relay.unfollow()
    this.#whileRunning(() => this.#server.setTelemetryLevel('off'))
    this.#whileRunning(() => this.#server.onTelemetry(null))
    this.#whileRunning(() => this.#internals.seal(false))
    this.#end()
  }

  /** Resolves when every event that follows from what the server took before it was sealed was handed over. */
  async #drained() {
    await this.#server.idle()
    // A change of the configuration that came meanwhile holds what is queued until the provider has answered.
    for (let questions = -1; this.#hasPending() && questions !== this.#questions;) {
      questions = this.#questions
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
        if (!this.#isOver && change.affectsConfiguration(this.#section)) this.#server.configurationChanged()
      }),
    ]) {
      this.#ends.add(() => subscription?.dispose())
    }
  }

  /** States what VS Code and the setting allow by now. */
  #follow() {
    if (this.#isOver) return
    const allowed = this.#allowed()
    // Consent that is given while the bridge closes is for nothing that it still delivers.
    const level = this.#closed ? lowest([allowed, this.#server.telemetryStatus().host]) : allowed
    if (level === this.#stated) return
    this.#stated = level
    this.#server.setTelemetryLevel(level)
  }

  #allowed() {
    try {
      return lowest([allowedByVsCode(this.#vscode, this.#logger), allowedBySetting(this.#vscode, this.#setting)])
    } catch (error) {
      // Who cannot say what is allowed has allowed nothing.
      this.#internals.report(error)
      return 'off'
    }
  }

  /**
   * Hands one event to the logger, which asks VS Code once more.
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
    // Where the logger is the extension's own, nobody else says what it was given.
    if (!this.#sender) notifySent(this.#server, event)
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

  /**
   * Calls the server unless it was stopped, which a listener may do at any time.
   * @param {() => void} call
   */
  #whileRunning(call) {
    if (!this.#isStopped) call()
  }

  /** The server is gone, or nobody wants the bridge any more. */
  #end() {
    this.#isOver = true
    relayed.delete(this.#server)
    for (const end of this.#ends) {
      this.#ends.delete(end)
      try {
        end()
      } catch (error) {
        // The server, which reports what others throw, may be stopping in this very call.
        warn(asError(error))
      }
    }
  }
}

module.exports = { Bridge }
