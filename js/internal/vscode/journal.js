'use strict'
// What was sent and lost since a view was made, for that view. It is kept in memory only.

/** The newest entries are kept; more would make the page slow. */
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
  /** The losses that are entries already, by who counts them and why. @type {Record<string, number>} */ #known = {}

  /** @param {(entry: Entry) => void} added called with each new entry */
  constructor(added) {
    this.#added = added
  }

  /** @param {{ name: string, properties: object }} event */
  addSent({ name, properties }) {
    this.sent += 1
    this.#add({ kind: 'sent', at: Date.now(), name, properties })
  }

  /**
   * Adds what was lost since the last call.
   * @param {Record<string, Record<string, number>>} losses by who counts them, and by reason
   */
  noteLosses(losses) {
    for (const [counter, counts] of Object.entries(losses)) {
      for (const [reason, count] of Object.entries(counts)) {
        const key = `${counter} ${reason}`
        const known = this.#known[key] ?? 0
        this.#known[key] = count
        // A server that was started anew begins to count from 0.
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
