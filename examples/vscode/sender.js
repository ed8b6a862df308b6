'use strict'
// Where events leave VS Code: the file to replace with your own sender. This one sends nothing over the network. It shows
// events on the page, and appends them to the file that CANDOR_EXAMPLE_EVENTS names, as one JSON text per line.

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
    // Written at once, so that no event is lost if the process ends.
    if (FILE) fs.appendFileSync(FILE, `${JSON.stringify({ name, data })}\n`)
    this.#journal.addSent(name, data)
  }

  /** Unhandled errors are not events of the language server, and are not sent. */
  sendErrorData() {}
}

module.exports = { Sender }
