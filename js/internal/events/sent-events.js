'use strict'
// Publishes within this package which events of a server were sent, and the counts of its relay.

/** @typedef {{ name: string, properties: object }} SentEvent the name and the properties as they were sent */
/**
 * @typedef {object} Outlet the destination of a server's events
 * @property {() => import('../../index.js').RelayStatus | null} status
 * @property {() => import('../../index.js').TelemetryLevel} [allowed] the level that VS Code itself allows
 */

/** @type {WeakMap<object, Set<(event: SentEvent) => void>>} */
const listeners = new WeakMap()
/** The latest outlet of each server. @type {WeakMap<object, Outlet>} */
const outlets = new WeakMap()

/**
 * Calls `listener` with each event that a relay or bridge of the server has sent.
 * @param {object} server
 * @param {(event: SentEvent) => void} listener must not throw
 * @returns {() => void} removes the listener
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
