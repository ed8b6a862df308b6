'use strict'
// The events that were sent or lost since a view was created. The journal is kept in memory only.

/** The number of newest entries to keep, so that the page stays fast. */
const MAX_ENTRIES = 1_000

/**
 * @typedef {{ kind: 'sent', at: number, name: string, properties: object }} Sent
 * @typedef {{ kind: 'lost', at: number, reason: string, count: number }} Lost
 * @typedef {Sent | Lost} Entry
 */

class Journal {
  /** The oldest first. @type {Entry[]} */ entries = []
  sent = 0
  lost = 0
  #added
  /** The losses that already have entries, by counter and reason. @type {Record<string, number>} */ #known = {}

  /** @param {(entry: Entry) => void} added is called with each new entry */
  constructor(added) {
    this.#added = added
  }

  /** @param {{ name: string, properties: object }} event */
  addSent({ name, properties }) {
    this.sent += 1
    this.#add({ kind: 'sent', at: Date.now(), name, properties })
  }

  /**
   * Adds the losses since the last call.
   * @param {Record<string, Record<string, number>>} losses by counter and reason
   */
  noteLosses(losses) {
    for (const [counter, counts] of Object.entries(losses)) {
      for (const [reason, count] of Object.entries(counts)) {
        const key = `${counter} ${reason}`
        const known = this.#known[key] ?? 0
        this.#known[key] = count
        // A restarted server starts to count at 0.
        if (count > known) this.#addLost(reason, count - known)
      }
    }
  }

  /** @param {string} reason @param {number} count */
  #addLost(reason, count) {
    this.lost += count
    this.#add({ kind: 'lost', at: Date.now(), reason, count })
  }

  /** @param {Entry} entry */
  #add(entry) {
    this.entries.push(entry)
    if (this.entries.length > MAX_ENTRIES) this.entries.shift()
    this.#added(entry)
  }
}

module.exports = { Journal, MAX_ENTRIES }
