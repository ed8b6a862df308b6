'use strict'
// Where events leave VS Code: the one file to replace by a sender of your own. This one sends nothing to a network. It
// shows events on the page, and appends them to the file that CANDOR_EXAMPLE_EVENTS names, one JSON text a line.

const fs = require('node:fs')

const FILE = process.env.CANDOR_EXAMPLE_EVENTS

class Sender {
  #journal

  /** @param {import('./journal.js').Journal} journal */
  constructor(journal) {
    this.#journal = journal
  }

  /** @param {string} name @param {Record<string, any>} [data] */
  sendEventData(name, data) {
    // At once, so that what was handed over is not lost with the process.
    if (FILE) fs.appendFileSync(FILE, `${JSON.stringify({ name, data })}\n`)
    this.#journal.addSent(name, data)
  }

  /** Errors that are thrown are not events of the language server, and leave nothing. */
  sendErrorData() {}
}

module.exports = { Sender }
