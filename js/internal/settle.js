'use strict'
// Waits for promises and whatever resolves like one, without the promises of JavaScript itself asking
// `Object.prototype` for a method `then`.

const { isObject } = require('./own.js')
const { readProperty } = require('./read-property.js')

/** Promises may resolve to promises, but one that never gets to a value must not occupy the process for ever. */
const MAX_THENABLES = 100

/**
 * A resolved value. Without a prototype, so that it can be handed on through promises as it is.
 * @typedef {{ value: unknown }} Settled
 */

/**
 * @param {unknown} value
 * @returns {Promise<Settled>} rejects with what a promise is rejected with, or its `then` throws
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
