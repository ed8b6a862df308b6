'use strict'

// Serves editors that connect to a Unix socket, which only its user can open, or to a named pipe on Windows.

const fs = require('node:fs')
const net = require('node:net')
const path = require('node:path')
const { checkServer, Connections } = require('./connections.js')
const { Failure, attempt, reasonOf } = require('../failure.js')
const { printable } = require('../terminal/printable.js')
const { beforeSignalsEnd } = require('./signals.js')

const MODE = 0o600
/** The longest path of a socket, in bytes, without the final zero of `sun_path`. */
const MAX_ADDRESS = process.platform === 'linux' ? 107 : 103
const PIPES = '\\\\.\\pipe\\'

/**
 * @param {{ address: string, settingsSection: string | null }} invocation
 * @throws {Failure} when the socket cannot be created or is in use
 */
async function serveSocket({ address, settingsSection }) {
  await checkServer()
  const report = (/** @type {string} */ problem) => console.error(`candor: ${problem}`)
  const listener = new Connections(null, report, { settingsSection }).listener()
  if (process.platform === 'win32') await listen(listener, address.startsWith('\\\\') ? address : PIPES + address)
  else await listenOnSocket(listener, address)
  listener.on('error', (error) => console.error(`candor: ${error.message}`))
  console.error(`listening on ${printable(address)}`)
}

/**
 * @param {net.Server} listener
 * @param {string} address
 */
async function listenOnSocket(listener, address) {
  if (Buffer.byteLength(address) > MAX_ADDRESS) {
    throw new Failure(`'${address}' is too long for a socket`, `use a path of at most ${MAX_ADDRESS} bytes`)
  }
  // The operating system's own error would be about permissions.
  if (statsOf(path.dirname(path.resolve(address))) === null) {
    throw new Failure(`cannot listen on '${address}': its folder does not exist`)
  }
  await removeStale(address)
  // `listen` creates the socket synchronously, so it never exists with another mode.
  const umask = process.umask(0o777 & ~MODE)
  let listening
  try {
    listening = listen(listener, address)
  } finally {
    process.umask(umask)
  }
  await listening
  const own = statsOf(address)
  if (own === null || (own.mode & 0o777) !== MODE) {
    listener.close()
    throw new Failure(
      `other users could open '${address}': the file system of its folder ignores mode 0600; use another folder`,
    )
  }
  removeAtExit(address, own)
}

/**
 * Removes the socket of a process that crashed. Nothing else is ever removed.
 * @param {string} address
 */
async function removeStale(address) {
  const found = statsOf(address)
  if (found === null) return
  if (!found.isSocket()) {
    throw new Failure(`'${address}' exists and is not a socket`, 'use a path that does not exist yet')
  }
  if (await isInUse(address))
    throw new Failure(`'${address}' is in use`, 'another process is listening on it; use another path')
  const now = statsOf(address)
  if (now !== null && isSame(now, found) && now.ctimeMs === found.ctimeMs) {
    attempt(`remove '${address}'`, () => fs.unlinkSync(address))
  }
}

/**
 * @param {string} address of a socket
 * @returns {Promise<boolean>} also true if that cannot be determined
 */
function isInUse(address) {
  return new Promise((resolve) => {
    const probe = net.connect({ path: address })
    probe.on('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.on('error', (error) => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error)
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT')
    })
  })
}

/**
 * @param {net.Server} listener
 * @param {string} address
 * @returns {Promise<void>}
 */
function listen(listener, address) {
  return new Promise((resolve, reject) => {
    const failed = (/** @type {Error} */ error) => {
      reject(new Failure(`cannot listen on '${address}': ${reasonOf(error)}`))
    }
    listener.once('error', failed)
    listener.listen({ path: address, exclusive: true }, () => {
      listener.off('error', failed)
      resolve()
    })
  })
}

/**
 * @param {string} address
 * @param {fs.Stats} own the socket of this process; a socket that has replaced it is kept
 */
function removeAtExit(address, own) {
  const absolute = path.resolve(address)
  const remove = () => {
    try {
      const found = statsOf(absolute)
      if (found !== null && isSame(found, own)) fs.unlinkSync(absolute)
    } catch {
      // The socket stays; the next start removes it.
    }
  }
  process.on('exit', remove)
  beforeSignalsEnd(remove)
}

/**
 * @param {string} address
 * @returns {fs.Stats | null} null if nothing exists there
 */
function statsOf(address) {
  return attempt(`access '${address}'`, () => fs.lstatSync(address, { throwIfNoEntry: false })) ?? null
}

/**
 * @param {fs.Stats} one
 * @param {fs.Stats} other
 */
function isSame(one, other) {
  return one.dev === other.dev && one.ino === other.ino
}

module.exports = { serveSocket }
