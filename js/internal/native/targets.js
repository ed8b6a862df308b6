'use strict'
// The platforms that there is a native binary for, and the one that this process runs on.

const fs = require('node:fs')

const { own } = require('../own.js')
const { HEAD_BYTES, interpreterOf } = require('./binary-format.js')

/** The platforms that candor is built for, by the names that vsce gives them. */
const TARGETS = {
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'alpine-x64': 'linux-x64-musl',
  'alpine-arm64': 'linux-arm64-musl',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
}

/**
 * @param {string} target
 * @returns {string | undefined} vsce's name of a platform that there is a native binary for
 */
function vsceTarget(target) {
  return Object.entries(TARGETS).find(([, ours]) => ours === target)?.[0]
}

/**
 * The platform that this process runs on, whether or not candor is built for it.
 * @param {'gnu' | 'musl'} libc the C library, which matters on Linux alone
 */
function currentTarget(libc) {
  const { platform, arch } = process
  if (platform === 'linux') return `linux-${arch}-${libc}`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}

/**
 * The C library of this process by the loader that its executable names, which takes microseconds. Where nothing can
 * be read, it is the common one.
 * @returns {'gnu' | 'musl'}
 */
function libcOfExecutable() {
  if (process.platform !== 'linux') return 'gnu'
  const read = (/** @type {() => string} */ file) => attempt(() => interpreterOf(readHead(file())))
  const interpreter = read(() => '/proc/self/exe') ?? read(() => process.execPath)
  return interpreter?.includes('ld-musl') ? 'musl' : 'gnu'
}

/**
 * The C library of this process by its own report, with the version of glibc. A report takes milliseconds, so it is
 * made only for errors, and never where it would look up the names of network peers.
 * @returns {{ libc: 'gnu' | 'musl', version: string | undefined }}
 */
function reportedLibc() {
  const header = attempt(() => own(reportWithoutNetwork(), 'header'))
  const version = own(header, 'glibcVersionRuntime')
  if (header) return { libc: version ? 'gnu' : 'musl', version }
  return {
    libc: libcOfExecutable(),
    version: attempt(() => /GLIBC[^)]*\) (\d+\.\d+)/.exec(fs.readFileSync('/usr/bin/ldd', 'utf8'))?.[1]),
  }
}

/** @returns {any} nothing where the process cannot leave the network out of its report */
function reportWithoutNetwork() {
  const report = /** @type {any} */ (process.report)
  if (process.platform !== 'linux' || typeof report?.excludeNetwork !== 'boolean') return undefined
  const { excludeNetwork } = report
  report.excludeNetwork = true
  try {
    return report.getReport()
  } finally {
    report.excludeNetwork = excludeNetwork
  }
}

/** @param {string} file */
function readHead(file) {
  const descriptor = fs.openSync(file, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    return head.subarray(0, fs.readSync(descriptor, head, 0, HEAD_BYTES, 0))
  } finally {
    fs.closeSync(descriptor)
  }
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T | undefined} nothing where this process may not read it, as under Deno
 */
function attempt(read) {
  try {
    return read()
  } catch {
    return undefined
  }
}

module.exports = { TARGETS, currentTarget, libcOfExecutable, readHead, reportedLibc, vsceTarget }
