'use strict'
// The language server of this window, which runs in the extension host or in a separate process, depending on a
// setting. The user interface uses this class in either case.

const vscode = require('vscode')

const { InProcess } = require('./in_process.js')
const { OutOfProcess } = require('./out_of_process.js')
const { Sender } = require('./sender.js')

/** @typedef {import('candor/vscode').TelemetrySource} TelemetrySource */
/**
 * The common interface of the two ways to run the server.
 * @typedef {object} Way
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} restart
 * @property {() => Promise<void>} drain delivers the events that the user agreed to, and none after that
 * @property {() => Promise<void>} stop
 * @property {() => import('candor').TelemetryStatus} status
 */

/** @implements {TelemetrySource} */
class Service {
  #sender = new Sender()
  // The properties that VS Code adds would identify the machine and the session.
  #logger = vscode.env.createTelemetryLogger(this.#sender, {
    ignoreBuiltInCommonProperties: true,
    ignoreUnhandledErrors: true,
  })
  /** @type {Way | null} */ #way = null
  /** Starts and restarts run one after another. @type {Promise<void>} */ #queue = Promise.resolve()
  /** @type {vscode.EventEmitter<void>} */ #changed = new vscode.EventEmitter()
  onDidChangeTelemetry = this.#changed.event
  onDidSend = this.#sender.onDidSend

  constructor() {
    // The deciding source can change even if the level does not.
    this.#logger.onDidChangeEnableStates(() => this.#changed.fire())
  }

  telemetryStatus() {
    return this.#way?.status() ?? null
  }

  allowedByVsCode() {
    if (this.#logger.isUsageEnabled) return 'all'
    return this.#logger.isErrorsEnabled ? 'error' : 'off'
  }

  start() {
    return this.#enqueue(async () => {
      const Way = vscode.workspace.getConfiguration().get('candorExample.server') === 'stdio' ? OutOfProcess : InProcess
      const way = new Way(this.#logger, () => this.#changed.fire())
      try {
        await way.start()
      } catch (error) {
        await way.stop().catch(() => {})
        throw error
      }
      this.#way = way
    })
  }

  restart() {
    return this.#enqueue(async () => this.#way?.restart())
  }

  /** Stops the server, and starts it as the setting specifies. */
  async replace() {
    await this.#stop()
    await this.start()
  }

  /** Delivers the last events, then stops everything. */
  async close() {
    try {
      await this.#stop()
    } finally {
      this.#logger.dispose()
    }
  }

  #stop() {
    return this.#enqueue(async () => {
      const way = this.#way
      await way?.drain()
      this.#changed.fire()
      this.#way = null
      await way?.stop()
    })
  }

  /** @param {() => Promise<void> | undefined} work */
  #enqueue(work) {
    const done = this.#queue.then(work).finally(() => this.#changed.fire())
    this.#queue = done.catch(() => {})
    return done
  }
}

module.exports = { Service }
