'use strict'
// What the files of this package share about a server and nobody else sees: who must know that it stops.

/** @type {WeakMap<object, (() => void)[]>} */
const listeners = new WeakMap()

/**
 * Calls `listener` when `server` stops. It must not throw.
 * @param {object} server
 * @param {() => void} listener
 */
function whenStopped(server, listener) {
  const others = listeners.get(server)
  if (others) others.push(listener)
  else listeners.set(server, [listener])
}

/** @param {object} server */
function tellStopped(server) {
  const told = listeners.get(server) ?? []
  listeners.delete(server)
  for (const listener of told) listener()
}

module.exports = { tellStopped, whenStopped }
