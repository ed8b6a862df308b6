'use strict'
// Where events leave VS Code: the file to replace with your own sender, or with `httpsReceiver` of `candor/https`. This
// one sends nothing over the network. It appends events to the file that CANDOR_EXAMPLE_EVENTS names, one per line.

const fs = require('node:fs')
const vscode = require('vscode')

const FILE = process.env.CANDOR_EXAMPLE_EVENTS

class Sender {
  /** @type {vscode.EventEmitter<{ name: string, properties: object }>} */ #sent = new vscode.EventEmitter()
  onDidSend = this.#sent.event

  /** @param {string} name @param {Record<string, any>} [properties] */
  sendEventData(name, properties = {}) {
    // Written at once, so that no event is lost if the process ends.
    if (FILE) fs.appendFileSync(FILE, `${JSON.stringify({ name, data: properties })}\n`)
    this.#sent.fire({ name, properties })
  }

  /** Unhandled errors are not events of the language server, and are not sent. */
  sendErrorData() {}
}

module.exports = { Sender }
