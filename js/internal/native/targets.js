'use strict'
// The platforms that have a native addon, and the platform of this process.

const fs = require('node:fs')

const { own } = require('../own.js')
const { HEAD_BYTES, interpreterOf } = require('./binary-format.js')

/** The platforms that candor is built for, by their vsce names. */
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
 * @returns {string | undefined} the vsce name of a platform that has a native addon
 */
function vsceTarget(target) {
  return Object.entries(TARGETS).find(([, ours]) => ours === target)?.[0]
}

/**
 * The platform of this process, whether or not candor is built for it.
 * @param {'gnu' | 'musl'} libc the C library, which matters only on Linux
 */
function currentTarget(libc) {
  const { platform, arch } = process
  if (platform === 'linux') return `linux-${arch}-${libc}`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}

/**
 * Reads the C library of this process from the loader that its executable names, which takes microseconds. If nothing can
 * be read, it is glibc.
 * @returns {'gnu' | 'musl'}
 */
function libcOfExecutable() {
  if (process.platform !== 'linux') return 'gnu'
  const read = (/** @type {() => string} */ file) => orUndefined(() => interpreterOf(readHead(file())))
  const interpreter = read(() => '/proc/self/exe') ?? read(() => process.execPath)
  return interpreter?.includes('ld-musl') ? 'musl' : 'gnu'
}

/**
 * Reads the C library and the version of glibc from the process report. A report takes milliseconds, so it is created
 * only for errors, and never if it would look up the names of network peers.
 * @returns {{ libc: 'gnu' | 'musl', version: string | undefined }}
 */
function reportedLibc() {
  const header = orUndefined(() => own(reportWithoutNetwork(), 'header'))
  const version = own(header, 'glibcVersionRuntime')
  if (header) return { libc: version ? 'gnu' : 'musl', version }
  return {
    libc: libcOfExecutable(),
    version: orUndefined(() => /GLIBC[^)]*\) (\d+\.\d+)/.exec(fs.readFileSync('/usr/bin/ldd', 'utf8'))?.[1]),
  }
}

/** @returns {any} undefined if the network cannot be excluded from the report */
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
 * @returns {T | undefined} undefined if this process has no permission to read it, as under Deno
 */
function orUndefined(read) {
  try {
    return read()
  } catch {
    return undefined
  }
}

module.exports = { TARGETS, currentTarget, libcOfExecutable, readHead, reportedLibc, vsceTarget }
