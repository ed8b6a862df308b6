'use strict'
// The telemetry sender. Replace it with your own, or with `httpsReceiver` from `candor/https`. This one sends nothing
// over the network: it appends events to the file named by CANDOR_EXAMPLE_EVENTS, one per line.

const fs = require('node:fs')
const vscode = require('vscode')

const FILE = process.env.CANDOR_EXAMPLE_EVENTS

class Sender {
  /** @type {vscode.EventEmitter<{ name: string, properties: object }>} */ #sent = new vscode.EventEmitter()
  onDidSend = this.#sent.event

  /** @param {string} name @param {Record<string, any>} [properties] */
  sendEventData(name, properties = {}) {
    // Write synchronously, so that no event is lost if the process exits.
    if (FILE) fs.appendFileSync(FILE, `${JSON.stringify({ name, data: properties })}\n`)
    this.#sent.fire({ name, properties })
  }

  /** Unhandled errors do not come from the language server, so they are not sent. */
  sendErrorData() {}
}

module.exports = { Sender }
