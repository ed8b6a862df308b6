'use strict'
// The author's sender, as the bridge uses it. VS Code flushes a sender when its logger is disposed of, and waits for
// nothing; the bridge flushes it earlier where it can wait, and once is enough.

const { readProperty } = require('../read-property.js')

/** @typedef {import('../../vscode.js').TelemetrySender} TelemetrySender */

class FlushedSender {
  #sender
  #isFlushed = false

  /** @param {TelemetrySender} sender */
  constructor(sender) {
    this.#sender = sender
  }

  /** What VS Code's logger gets: the sender in everything, except that `flush` does nothing once it was called. */
  get forLogger() {
    return new Proxy(this.#sender, {
      get: (sender, key) => {
        const value = Reflect.get(sender, key)
        // A proxy may not replace what is frozen.
        if (typeof value !== 'function' || isFrozen(sender, key)) return value
        // Called on the sender itself: methods of a class may use its private members.
        return key === 'flush' ? () => this.flush() : value.bind(sender)
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
