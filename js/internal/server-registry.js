'use strict'
// What the files of this package share about a server: how it was started, where errors go, and who is notified when its
// level changes or when it stops. Code outside of this package has no access.

const { version } = require('../../package.json')
const { invalidArgument } = require('./errors.js')
const { readProperty } = require('./read-property.js')

/**
 * The servers of every copy of candor in a process have a property with this key. It identifies the copy that created the
 * server, and gives access to nothing.
 */
const COPY = Symbol.for('candor.copy')
const THIS_COPY = Object.freeze({ __proto__: null, version })

/**
 * @typedef {object} Internals
 * @property {unknown} lsp the option `telemetry.lsp`
 * @property {unknown} section the option `telemetry.section`
 * @property {unknown} settingsSection the option `settingsSection`
 * @property {any} events the option `telemetry.events`, validated
 * @property {string | undefined} binary the option `binary`
 * @property {(thrown: unknown) => void} report reports an error as if a listener had thrown it
 * @property {(isSealed: boolean) => void} seal while sealed, only messages received before cause events
 * @property {() => void} announce notifies listeners of pending changes of the level
 * @property {() => number[]} sequences sequence numbers of the events that were delivered last, counted for each session
 * @property {() => { name: string, version: string } | null} product the option `product`
 * @property {() => void} settingsChanged requests the settings again, but not the telemetry level
 */

/** @type {WeakMap<object, Internals>} */
const servers = new WeakMap()
/** @type {WeakMap<object, Set<() => void>>} */
const listeners = new WeakMap()
/** @type {WeakMap<object, Set<LevelRelay>>} */
const relays = new WeakMap()

/**
 * Receives the level that now applies to events for the host. Its errors are reported like those of listeners.
 * @typedef {(level: import('../index.js').TelemetryLevel) => unknown} LevelRelay
 */

/** @param {object} server @param {Internals} internals */
function register(server, internals) {
  servers.set(server, internals)
}

/**
 * @param {any} server an argument
 * @returns {Internals}
 * @throws {TypeError} if it is not a server of this copy
 */
function internalsOf(server) {
  const internals = servers.get(server)
  if (internals) return internals
  const other = otherCopyOf(server)
  if (!other) throw invalidArgument('server', 'a server returned by LanguageServer.start')
  throw invalidArgument(
    'server',
    `a server of this copy of candor (${version}), but another copy${other} started it; run \`npm ls candor\`, and check ` +
      'that candor is not both installed and bundled',
  )
}

/**
 * @param {any} server
 * @returns {string | undefined} the other copy of candor that created it, with the version if it is known
 */
function otherCopyOf(server) {
  try {
    const copy = readProperty(server, COPY)?.value
    if (typeof copy !== 'object' || copy === THIS_COPY) return undefined
    const found = String(readProperty(copy, 'version')?.value)
    return /^\d+\.\d+\.\d+[\w.+-]{0,40}$/.test(found) ? ` (${found})` : ' of candor'
  } catch {
    return undefined
  }
}

/**
 * Calls `listener` when `server` stops. It must not throw.
 * @param {object} server
 * @param {() => void} listener
 * @returns {() => void} removes the listener
 */
function onStopped(server, listener) {
  const others = listeners.get(server) ?? new Set()
  listeners.set(server, others.add(listener))
  return () => void others.delete(listener)
}

/** @param {object} server */
function notifyStopped(server) {
  const notified = listeners.get(server) ?? []
  listeners.delete(server)
  for (const listener of notified) listener()
}

/**
 * Calls `relay` whenever the level for events to the host changes, before anything else of the server is delivered and
 * before the listener of `onLevelChange` is called.
 * @param {object} server
 * @param {LevelRelay} relay
 * @returns {() => void} removes the relay
 */
function onHostLevelChange(server, relay) {
  const others = relaysOf(server)
  relays.set(server, others.add(relay))
  return () => void others.delete(relay)
}

/** @param {object} server @returns {Set<LevelRelay>} */
function relaysOf(server) {
  return relays.get(server) ?? new Set()
}

/**
 * The level for events to the host. It is `off` if neither the host nor the client has stated a level.
 * @param {import('../index.js').TelemetryStatus} status
 */
function hostLevel({ level, host, client }) {
  return host === null && client === null ? 'off' : level
}

module.exports = {
  COPY,
  THIS_COPY,
  hostLevel,
  internalsOf,
  register,
  relaysOf,
  notifyStopped,
  onHostLevelChange,
  onStopped,
}
