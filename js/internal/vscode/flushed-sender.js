'use strict'
// Wraps the sender of the extension so that it is flushed once. VS Code flushes a sender when its logger is disposed of,
// without waiting; the bridge flushes it earlier, when it can wait.

const { readProperty } = require('../read-property.js')

/** @typedef {import('../../vscode.js').TelemetrySender} TelemetrySender */

class FlushedSender {
  #sender
  #isFlushed = false
  #sent

  /**
   * @param {TelemetrySender} sender
   * @param {(event: { name: string, properties: object }) => void} [sent] is called with each event that the sender has received
   */
  constructor(sender, sent = () => {}) {
    this.#sender = sender
    this.#sent = sent
  }

  /** The sender for VS Code's logger. It behaves like the original, except that a second `flush` does nothing. */
  get forLogger() {
    return new Proxy(this.#sender, {
      get: (sender, key) => {
        const value = Reflect.get(sender, key)
        // A proxy must not replace a frozen property.
        if (typeof value !== 'function' || isFrozen(sender, key)) return value
        // Methods are called on the sender itself, because they may use private members.
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

  /** Flushes the sender. @returns {unknown} the result of its `flush`, which may be a promise */
  flush() {
    if (this.#isFlushed) return undefined
    this.#isFlushed = true
    return this.#call('flush')
  }

  /** Makes the sender drop the events that the level no longer admits. @param {import('../../index.js').TelemetryLevel} level */
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
