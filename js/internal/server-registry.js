'use strict'
// What the files of this package share about a server and nobody else sees: how it was started, where errors go, and
// who must know that its level changes or that it stops.

const { version } = require('../../package.json')
const { invalidArgument } = require('./errors.js')
const { readProperty } = require('./read-property.js')

/**
 * Servers of every copy of candor in a process have a property under this symbol. It says which copy made a server, and
 * gives access to nothing.
 */
const COPY = Symbol.for('candor.copy')
const THIS_COPY = Object.freeze({ __proto__: null, version })

/**
 * @typedef {object} Internals
 * @property {unknown} lsp what was given as `telemetry.lsp`
 * @property {unknown} section what was given as `telemetry.section`
 * @property {any} events what was given as `telemetry.events`, which was found valid
 * @property {string | undefined} binary what was given as `binary`
 * @property {(thrown: unknown) => void} report reports an error as if a listener had thrown it
 * @property {(isSealed: boolean) => void} seal while sealed, events follow only from messages taken before
 * @property {() => void} announce notifies of changes of the level that are known natively and not announced yet
 * @property {() => number[]} sequences numbers of the events that were delivered last, each among those of its identity
 * @property {() => { name: string, version: string } | null} product what was given as `product`
 */

/** @type {WeakMap<object, Internals>} */
const servers = new WeakMap()
/** @type {WeakMap<object, Set<() => void>>} */
const listeners = new WeakMap()
/** @type {WeakMap<object, Set<LevelRelay>>} */
const relays = new WeakMap()

/**
 * Called with the level at which events reach the host now. Its errors are reported like those of listeners.
 * @typedef {(level: import('../index.js').TelemetryLevel) => unknown} LevelRelay
 */

/** @param {object} server @param {Internals} internals */
function register(server, internals) {
  servers.set(server, internals)
}

/**
 * @param {any} server what was given as one
 * @returns {Internals}
 * @throws an error that says why it is not a server
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
 * @returns {string | undefined} which other copy of candor made it, with the version where it can be read
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
 * @returns {() => void} forgets the listener
 */
function onStopped(server, listener) {
  const others = listeners.get(server) ?? new Set()
  listeners.set(server, others.add(listener))
  return () => void others.delete(listener)
}

/** @param {object} server */
function notifyStopped(server) {
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
 * The level for events to the host, which gets none where only the format was negotiated.
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
