'use strict'
// What the files of this package share about a server and nobody else sees: how it was started, where errors go, and
// who must know that its level changes or that it stops.

/**
 * @typedef {object} Internals
 * @property {unknown} lsp what was given as `telemetry.lsp`
 * @property {unknown} section what was given as `telemetry.section`
 * @property {(thrown: unknown) => void} report reports an error as if a listener had thrown it
 * @property {() => void} announce notifies of changes of the level that are known natively and not announced yet
 */

/** @type {WeakMap<object, Internals>} */
const servers = new WeakMap()
/** @type {WeakMap<object, Set<() => void>>} */
const listeners = new WeakMap()
/** @type {WeakMap<object, Set<LevelRelay>>} */
const relays = new WeakMap()

/**
 * Called with the level at which events reach the host now. Its errors are reported like those of listeners.
 * @typedef {(level: import('./index.js').TelemetryLevel) => unknown} LevelRelay
 */

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

/**
 * Calls `relay` at every change of the level for events to the host, before anything else of the server is delivered
 * and before the listener of `onLevelChange` is called.
 * @param {object} server
 * @param {LevelRelay} relay
 * @returns {() => void} forgets the relay
 */
function whenLevelChanges(server, relay) {
  const others = relaysOf(server)
  relays.set(server, others.add(relay))
  return () => void others.delete(relay)
}

/** @param {object} server @returns {Set<LevelRelay>} */
function relaysOf(server) {
  return relays.get(server) ?? new Set()
}

/**
 * The level for events to the host, which gets none where only the format was negotiated.
 * @param {import('./index.js').TelemetryStatus} status
 */
function hostLevel({ level, host, client }) {
  return host === null && client === null ? 'off' : level
}

module.exports = { hostLevel, internalsOf, introduce, relaysOf, tellStopped, whenLevelChanges, whenStopped }
