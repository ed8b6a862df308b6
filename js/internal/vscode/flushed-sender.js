'use strict'
// The author's sender, as the bridge uses it. VS Code flushes a sender when its logger is disposed of, and waits for
// nothing; the bridge flushes it earlier where it can wait, and once is enough.

const { readProperty } = require('../read-property.js')

/** @typedef {import('../../vscode.js').TelemetrySender} TelemetrySender */

class FlushedSender {
  #sender
  #isFlushed = false
  #sent

  /**
   * @param {TelemetrySender} sender
   * @param {(event: { name: string, properties: object }) => void} [sent] called with what the sender has taken
   */
  constructor(sender, sent = () => {}) {
    this.#sender = sender
    this.#sent = sent
  }

  /** What VS Code's logger gets: the sender in everything, except that `flush` does nothing once it was called. */
  get forLogger() {
    return new Proxy(this.#sender, {
      get: (sender, key) => {
        const value = Reflect.get(sender, key)
        // A proxy may not replace what is frozen.
        if (typeof value !== 'function' || isFrozen(sender, key)) return value
        // Called on the sender itself: methods of a class may use its private members.
        if (key === 'flush') return () => this.flush()
        if (key !== 'sendEventData') return value.bind(sender)
        return (
          /** @type {string} */ name,
          /** @type {object} */ properties = {},
          /** @type {unknown[]} */ ...more
        ) => {
          const result = Reflect.apply(value, sender, [name, properties, ...more])
          this.#sent({ name, properties })
          return result
        }
      },
    })
  }

  /** Has the sender send what it holds. @returns {unknown} what its `flush` returns, which may be a promise */
  flush() {
    if (this.#isFlushed) return undefined
    this.#isFlushed = true
    return this.#call('flush')
  }

  /** Has the sender drop what the level no longer admits. @param {import('../../index.js').TelemetryLevel} level */
  purge(level) {
    return this.#call('purge', level)
  }

  /** @param {string} name @param {unknown[]} given */
  #call(name, ...given) {
    const method = readProperty(this.#sender, name)?.value
    return typeof method === 'function' ? Reflect.apply(method, this.#sender, given) : undefined
  }
}

/**
 * @param {object} object
 * @param {string | symbol} key
 */
function isFrozen(object, key) {
  const descriptor = Reflect.getOwnPropertyDescriptor(object, key)
  return descriptor !== undefined && !descriptor.configurable && !descriptor.writable
}

module.exports = { FlushedSender }
