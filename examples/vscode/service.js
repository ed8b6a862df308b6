'use strict'
// The language server of this window: in the extension host or in a separate process, depending on the setting.

const vscode = require('vscode')

const { InProcess } = require('./in_process.js')
const { OutOfProcess } = require('./out_of_process.js')

/**
 * What the two ways to run it have in common.
 * @typedef {object} Way
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} restart
 * @property {() => Promise<void>} drain delivers what was consented to, and nothing after it
 * @property {() => Promise<void>} stop
 * @property {() => import('candor').TelemetryStatus} status
 */

class Service {
  #consent
  #logger
  #journal
  /** @type {Way | null} */ #way = null
  /** @type {vscode.Disposable | undefined} */ #listening
  /** Starts and restarts run one after another. @type {Promise<void>} */ #queue = Promise.resolve()
  /** The losses that are already in the journal, by reason. @type {Record<string, number>} */ #known = {}
  /** @type {vscode.EventEmitter<void>} */ #changed = new vscode.EventEmitter()
  onDidChange = this.#changed.event

  /**
   * @param {import('./consent.js').Consent} consent
   * @param {vscode.TelemetryLogger} logger
   * @param {import('./journal.js').Journal} journal
   */
  constructor(consent, logger, journal) {
    this.#consent = consent
    this.#logger = logger
    this.#journal = journal
  }

  /** @returns {import('candor').TelemetryStatus | null} null while no server runs */
  get status() {
    return this.#way?.status() ?? null
  }

  start() {
    return this.#enqueue(async () => {
      const stdio = vscode.workspace.getConfiguration().get('candorExample.server') === 'stdio'
      const changed = () => this.#changed.fire()
      const way = stdio ? new OutOfProcess(this.#consent, this.#logger, changed) : new InProcess(this.#logger, changed)
      this.#known = {}
      try {
        await way.start()
      } catch (error) {
        await way.stop().catch(() => {})
        throw error
      }
      this.#way = way
      // The decider can change even if the level does not. Subscribed last, so that the level is stated first.
      this.#listening = this.#consent.onDidChange(changed)
    })
  }

  restart() {
    return this.#enqueue(async () => this.#way?.restart())
  }

  stop() {
    return this.#enqueue(async () => {
      const way = this.#way
      await way?.drain()
      this.noteLosses()
      this.#listening?.dispose()
      this.#way = null
      await way?.stop()
    })
  }

  /** Stops the server, and starts one as the setting now says. */
  async replace() {
    await this.stop()
    await this.start()
  }

  /** Writes the losses since the last call into the journal. */
  noteLosses() {
    for (const [reason, count] of Object.entries(this.status?.dropped ?? {})) {
      const known = this.#known[reason] ?? 0
      this.#known[reason] = count
      if (count > known) this.#journal.addLost(reason, count - known)
    }
  }

  /** @param {() => Promise<void> | undefined} work */
  #enqueue(work) {
    const done = this.#queue.then(work).finally(() => this.#changed.fire())
    this.#queue = done.catch(() => {})
    return done
  }
}

module.exports = { Service }
