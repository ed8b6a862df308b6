'use strict'
// Reads and writes own properties only: whatever other code adds to `Object.prototype` must not become an option, a part
// of a message or a property of an error.

const { defineProperty, hasOwn } = Object

/**
 * @param {any} object
 * @param {string} key
 * @returns {any} the own property `key`, or undefined
 */
function own(object, key) {
  return isObject(object) && hasOwn(object, key) ? object[key] : undefined
}

/**
 * Defines own properties. An assignment could call a setter of a prototype.
 * @template {object} T
 * @param {T} object
 * @param {Record<string, unknown>} properties
 * @returns {T}
 */
function withProperties(object, properties) {
  for (const [key, value] of Object.entries(properties)) {
    const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true }
    defineProperty(object, key, /** @type {PropertyDescriptor} */ (descriptor))
  }
  return object
}

/**
 * @param {string} text
 * @returns {any} the value, whose objects have no prototype
 */
function parseJson(text) {
  return JSON.parse(text, (_key, value) => {
    return isObject(value) && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value
  })
}

/**
 * @param {any} value
 * @returns {value is any} whether the value can have properties
 */
function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

module.exports = { isObject, own, parseJson, withProperties }
