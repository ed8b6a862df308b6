'use strict'
// What others may know about the events of a server that were sent: each event, and what its relay counts.

/** @typedef {{ name: string, properties: object }} SentEvent the name and the properties as they were sent */
/**
 * @typedef {object} Outlet where the events of a server go
 * @property {() => import('../../index.js').RelayStatus | null} status
 * @property {() => import('../../index.js').TelemetryLevel} [allowed] what VS Code itself allows
 */

/** @type {WeakMap<object, Set<(event: SentEvent) => void>>} */
const listeners = new WeakMap()
/** The outlet that was opened last. @type {WeakMap<object, Outlet>} */
const outlets = new WeakMap()

/**
 * Calls `listener` with each event that a relay or bridge of the server has sent.
 * @param {object} server
 * @param {(event: SentEvent) => void} listener which must not throw
 * @returns {() => void} forgets the listener
 */
function onSent(server, listener) {
  const others = listeners.get(server) ?? new Set()
  listeners.set(server, others.add(listener))
  return () => void others.delete(listener)
}

/**
 * @param {object} server
 * @param {SentEvent} event
 */
function notifySent(server, event) {
  for (const listener of listeners.get(server) ?? []) listener(event)
}

module.exports = { notifySent, onSent, outlets }
