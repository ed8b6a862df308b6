'use strict'
// Finds the native part: the file that the host names, else the one that `candor copy-binary` has put beside a bundle,
// else the package of this platform, else the local build. Nothing is loaded before it is asked for, so importing this
// file works everywhere.

const { createRequire } = require('node:module')
const path = require('node:path')

// Hidden from bundlers: they would try to put binaries of every platform into the bundle. One that is an ES module has
// no name of its own file here, and finds only what the host names.
const here = typeof __filename === 'string' ? __filename : null
const requireHere = createRequire(here ?? process.execPath)

/** @returns {string[]} the targets whose binary could run here, the likelier first */
function targets() {
  const { platform, arch } = process
  if (platform === 'linux') return [`linux-${arch}-gnu`, `linux-${arch}-musl`]
  if (platform === 'win32') return [`win32-${arch}-msvc`]
  return [`${platform}-${arch}`]
}

/** The target of this process. Asking the process for its C library is slow, so only errors do. */
function target() {
  if (process.platform !== 'linux') return targets()[0]
  const report = process.report?.getReport()
  const { header } = typeof report === 'string' ? JSON.parse(report) : (report ?? {})
  return targets()[header?.glibcVersionRuntime ? 0 : 1]
}

/**
 * @param {unknown} cause
 * @param {string} [binary] what the host has named
 */
function unavailable(cause, binary) {
  const wanted = target()
  const name = `candor-${wanted}`
  const file = binary === undefined ? '' : `: '${binary}' is not it`
  const text = `the native part of candor for ${wanted} cannot be loaded${file}; install the package ${name}`
  const error = new Error(text, { cause })
  return Object.assign(error, { code: 'BINARY_UNAVAILABLE', target: wanted, package: name })
}

/** @param {() => any} find */
function attempt(find) {
  try {
    const native = find()
    if (typeof native?.LanguageServerHandle?.start === 'function') return { native }
    return { cause: new Error('the file is no native part of candor') }
  } catch (cause) {
    return { cause }
  }
}

/** @type {any} */
let found

/**
 * Loads the native part.
 * @param {string | undefined} binary path of the file, when the host names one
 */
function load(binary) {
  if (binary !== undefined) {
    const { native, cause } = attempt(() => requireHere(path.resolve(binary)))
    if (native) return native
    throw unavailable(cause, binary)
  }
  if (found) return found
  if (!here) throw unavailable(new Error('a bundle that is an ES module must name the native part: start({ binary })'))
  const packages = targets().map((name) => () => requireHere(`candor-${name}`))
  /** @type {any} */
  let cause
  for (const find of [besideBundle, ...packages, localBuild]) {
    const attempted = attempt(find)
    if (attempted.native) return (found = attempted.native)
    // A file that is there and cannot be loaded says more than those that are missing.
    if (cause === undefined || cause?.code === 'MODULE_NOT_FOUND') cause = attempted.cause
  }
  throw unavailable(cause)
}

function besideBundle() {
  return requireHere('./candor.node')
}

function localBuild() {
  // What lies there is none of ours when this file is part of a bundle.
  if (requireHere('../package.json').name !== 'candor') throw new Error('there is no native part beside the bundle')
  return requireHere('../index.js')
}

module.exports = { load }
