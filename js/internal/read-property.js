'use strict'
// Reads a property of a foreign object: its own properties and those of its class, through getters and proxies, but never
// those of `Object.prototype` or `Array.prototype`.

const { isProxy } = require('node:util').types

const { hasOwn } = Object
const { apply, get: getProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect
const sourceOf = Function.prototype.toString

/** A limit, because a proxy can have an endless prototype chain. */
const MAX_PROTOTYPES = 1000
const SHARED = [Object.prototype, Array.prototype]
const SHARED_CONSTRUCTORS = ['function Object() { [native code] }', 'function Array() { [native code] }']

/**
 * Reads the property once. Errors of getters and proxies propagate.
 * @param {object} object
 * @param {string | number | symbol} key
 * @returns {{ value: any } | undefined} undefined if the object has no such property
 */
function readProperty(object, key) {
  let hidesBehindProxy = false
  /** @type {object | null} */ let holder = object
  for (let depth = 0; holder !== null; depth++) {
    if (depth > MAX_PROTOTYPES) throw new Error('an object has an endless prototype chain')
    const isShared = isSharedPrototype(holder)
    hidesBehindProxy ||= isProxy(holder)
    if (getOwnPropertyDescriptor(holder, key) !== undefined) {
      if (!isShared) return found(getProperty(object, key))
      return hidesBehindProxy ? readThroughProxy(object, key, holder) : undefined
    }
    holder = getPrototypeOf(holder)
  }
  return hidesBehindProxy ? readThroughProxy(object, key, null) : undefined
}

/**
 * Reads an entry of a map, or of any object with `has` and `get`.
 * @param {object} object
 * @param {string} key
 * @returns {{ value: any } | undefined} undefined if the object is not a map or has no such entry
 */
function readEntry(object, key) {
  const has = readProperty(object, 'has')?.value
  const get = readProperty(object, 'get')?.value
  if (typeof has !== 'function' || typeof get !== 'function') return undefined
  return apply(has, object, [key]) ? found(apply(get, object, [key])) : undefined
}

/**
 * Reads a property that a proxy may have without listing it.
 * @param {object} object
 * @param {string | number | symbol} key
 * @param {object | null} shared the prototype whose property the proxy returns if it has none of its own
 */
function readThroughProxy(object, key, shared) {
  const value = getProperty(object, key)
  if (value === undefined || (shared !== null && Object.is(value, getProperty(shared, key, object)))) return undefined
  return found(value)
}

/**
 * Whether this is `Object.prototype` or `Array.prototype`, of this realm or another one.
 * @param {object} holder
 */
function isSharedPrototype(holder) {
  if (SHARED.includes(holder)) return true
  const descriptor = getOwnPropertyDescriptor(holder, 'constructor')
  if (descriptor === undefined || !hasOwn(descriptor, 'value')) return false
  const { value } = descriptor
  if (typeof value !== 'function') return false
  return SHARED_CONSTRUCTORS.includes(apply(sourceOf, value, []).replace(/\s+/g, ' ')) && value.prototype === holder
}

/**
 * Returns a result without a prototype, so that it inherits nothing from `Object.prototype`.
 * @param {any} value
 * @returns {{ value: any }}
 */
function found(value) {
  const property = Object.create(null)
  property.value = value
  return property
}

module.exports = { readEntry, readProperty }
