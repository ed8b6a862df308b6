'use strict'
// Reads a property of an object that somebody else made: its own properties and those of its class count, through
// getters and proxies, but nothing that stands on `Object.prototype` or `Array.prototype`.

const { isProxy } = require('node:util').types

const { hasOwn } = Object
const { apply, get: getProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect
const sourceOf = Function.prototype.toString

/** A proxy can invent prototypes without end. */
const MAX_PROTOTYPES = 1000
const SHARED = [Object.prototype, Array.prototype]
const SHARED_CONSTRUCTORS = ['function Object() { [native code] }', 'function Array() { [native code] }']

/**
 * Reads the property once. Throws what getters and proxies throw.
 * @param {object} object
 * @param {string | number | symbol} key
 * @returns {{ value: any } | undefined} undefined where the object has no such property
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
 * Reads an entry of a map, or of whatever is asked like one.
 * @param {object} object
 * @param {string} key
 * @returns {{ value: any } | undefined} undefined where the object is no map, or has no such entry
 */
function readEntry(object, key) {
  const has = readProperty(object, 'has')?.value
  const get = readProperty(object, 'get')?.value
  if (typeof has !== 'function' || typeof get !== 'function') return undefined
  return apply(has, object, [key]) ? found(apply(get, object, [key])) : undefined
}

/**
 * A proxy may answer for a property that it does not list.
 * @param {object} object
 * @param {string | number | symbol} key
 * @param {object | null} shared the prototype whose property the proxy hands on when it has none of its own
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
 * Without a prototype: this is a record like any other.
 * @param {any} value
 * @returns {{ value: any }}
 */
function found(value) {
  const property = Object.create(null)
  property.value = value
  return property
}

module.exports = { readEntry, readProperty }
