'use strict'
// What the files of this package share about a server and nobody else sees: how it was started, where errors go, and
// who must know that it stops.

/**
 * @typedef {object} Internals
 * @property {unknown} lsp what was given as `telemetry.lsp`
 * @property {unknown} section what was given as `telemetry.section`
 * @property {(thrown: unknown) => void} report reports an error as if a listener had thrown it
 */

/** @type {WeakMap<object, Internals>} */
const servers = new WeakMap()
/** @type {WeakMap<object, Set<() => void>>} */
const listeners = new WeakMap()

/** @param {object} server @param {Internals} internals */
function introduce(server, internals) {
  servers.set(server, internals)
}

/**
 * @param {any} value
 * @returns {Internals | undefined} nothing for what is no server
 */
function internalsOf(value) {
  return servers.get(value)
}

/**
 * Calls `listener` when `server` stops. It must not throw.
 * @param {object} server
 * @param {() => void} listener
 * @returns {() => void} forgets the listener
 */
function whenStopped(server, listener) {
  const others = listeners.get(server) ?? new Set()
  listeners.set(server, others.add(listener))
  return () => void others.delete(listener)
}

/** @param {object} server */
function tellStopped(server) {
  const told = listeners.get(server) ?? []
  listeners.delete(server)
  for (const listener of told) listener()
}

module.exports = { internalsOf, introduce, tellStopped, whenStopped }
