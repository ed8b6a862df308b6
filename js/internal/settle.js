'use strict'
// Awaits promises and thenables. Unlike `await`, it never calls a method `then` of `Object.prototype`.

const { isObject } = require('./own.js')
const { readProperty } = require('./read-property.js')

/** A limit, because a thenable can resolve to thenables endlessly. */
const MAX_THENABLES = 100

/**
 * A resolved value. It has no prototype, so that promises pass it on unchanged.
 * @typedef {{ value: unknown }} Settled
 */

/**
 * @param {unknown} value
 * @returns {Promise<Settled>} rejects if a promise rejects or its `then` throws
 */
async function settle(value) {
  for (let thenables = 0; thenables <= MAX_THENABLES; thenables++) {
    const then = isObject(value) ? readProperty(value, 'then')?.value : undefined
    if (typeof then !== 'function') return settled(value)
    const thenable = value
    const next = await new Promise((resolve, reject) => {
      Reflect.apply(then, thenable, [(/** @type {unknown} */ inner) => resolve(settled(inner)), reject])
    })
    value = next.value
  }
  throw new Error(`a promise resolved to another promise more than ${MAX_THENABLES} times in a row`)
}

/**
 * @param {unknown} value
 * @returns {Settled}
 */
function settled(value) {
  const box = Object.create(null)
  box.value = value
  return box
}

module.exports = { settle }
