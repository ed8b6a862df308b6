'use strict'
// What this window sent and what was lost, for the page. It is kept only in memory.

const vscode = require('vscode')

/** The page shows the newest entries; more would make it slow. */
const LONGEST = 1000

/**
 * @typedef {{ kind: 'sent', at: number, name: string, data: unknown }} Sent
 * @typedef {{ kind: 'lost', at: number, reason: string, count: number }} Lost
 * @typedef {Sent | Lost} Entry
 */

class Journal {
  /** @type {Entry[]} */ entries = []
  sent = 0
  lost = 0
  /** @type {vscode.EventEmitter<Entry>} */ #added = new vscode.EventEmitter()
  onDidAdd = this.#added.event

  /** @param {string} name @param {unknown} data */
  addSent(name, data) {
    this.sent += 1
    this.#add({ kind: 'sent', at: Date.now(), name, data })
  }

  /** @param {string} reason @param {number} count */
  addLost(reason, count) {
    this.lost += count
    this.#add({ kind: 'lost', at: Date.now(), reason, count })
  }

  dispose() {
    this.#added.dispose()
  }

  /** @param {Entry} entry */
  #add(entry) {
    this.entries.push(entry)
    if (this.entries.length > LONGEST) this.entries.shift()
    this.#added.fire(entry)
  }
}

module.exports = { Journal }
