'use strict'
// Explains why the native addon cannot be loaded, and what to do about it.

const fs = require('node:fs')
const { isNativeError } = require('node:util').types

const { isObject, own, withProperties } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { libcOf, requiredGlibc } = require('./binary-format.js')
const { currentTarget, reportedLibc, vsceTarget } = require('./targets.js')

/** The largest addon to read, in bytes, in order to find out why the system cannot load it. */
const MAX_EXPLAINED = 1024 * 1024 * 1024

/** An addon that cannot be used: why, and what to do. */
class Unusable extends Error {
  /**
   * @param {string} reason
   * @param {string} remedy
   * @param {unknown} [cause]
   */
  constructor(reason, remedy, cause) {
    super(`${reason}; ${remedy}`, { cause })
  }
}

/**
 * Creates the error that `start` throws if no native addon can be used.
 * @param {unknown} thrown
 */
function unavailable(thrown) {
  const target = currentTarget(reportedLibc().libc)
  const explained = missingPermission(thrown) ?? (thrown instanceof Unusable ? thrown : unexpected(thrown))
  const cause = own(explained, 'cause') ?? explained
  const error = new Error(`cannot load the native addon: ${explained.message}`, { cause })
  withProperties(error, { code: 'BINARY_UNAVAILABLE', target })
  return vsceTarget(target) ? withProperties(error, { package: `candor-${target}` }) : error
}

/**
 * Explains why the system or Node could not load a file that looks valid.
 * @param {unknown} error
 * @param {string} file
 * @param {string} remedy
 */
function explainLoadError(error, file, remedy) {
  const message = textOf(error)
  if (codeOf(error) === 'ERR_DLOPEN_DISABLED') {
    const start = 'start Node.js with --allow-addons, or without --no-addons'
    return new Unusable('this process is not allowed to load native addons', start, error)
  }
  const named = /GLIBC_([\d.]+)' not found/.exec(message)?.[1]
  if (named !== undefined) {
    const required = readWhole(file, requiredGlibc) ?? named
    const found = reportedLibc().version ?? 'an older one'
    const reason = `'${file}' requires glibc ${required}, and this system has ${found}`
    return new Unusable(reason, `run on a system with glibc ${required} or newer`, error)
  }
  const [built, current] = [readWhole(file, libcOf), reportedLibc().libc]
  if (process.platform === 'linux' && built !== undefined && built !== current) {
    const names = { gnu: 'glibc', musl: 'musl' }
    return new Unusable(
      `'${file}' is built for ${names[built]}, but this process runs on ${names[current]}`,
      remedy,
      error,
    )
  }
  return new Unusable(`the system cannot load '${file}' (${message})`, remedy, error)
}

/**
 * Explains the failure if a runtime with permissions lacks one.
 * @param {unknown} error
 */
function missingPermission(error) {
  const { Deno } = /** @type {any} */ (globalThis)
  if (Deno && ['ffi', 'read'].some((name) => Deno.permissions.querySync({ name }).state !== 'granted')) {
    const flags = 'run Deno with --allow-ffi and --allow-read, or with -A'
    return new Unusable('Deno has no permission to load native code', flags, error)
  }
  if (codeOf(error) !== 'ERR_ACCESS_DENIED') return undefined
  const flags = `start Node.js with --allow-addons and --allow-fs-read=${own(error, 'resource') || '*'}`
  return new Unusable('this process is not allowed to read the native addon', flags, error)
}

/** @param {unknown} error of the file system, or of the resolution of modules */
function unexpected(error) {
  return new Unusable(textOf(error), 'check the path and its permissions', error)
}

/**
 * @param {any} error
 * @returns {unknown} its own code or, for some errors of Bun, the code of its class
 */
function codeOf(error) {
  return isObject(error) ? readProperty(error, 'code')?.value : undefined
}

/** @param {unknown} error */
function textOf(error) {
  return isNativeError(error) ? error.message : String(error)
}

/**
 * The command that copies the native addon of a platform into a folder.
 * @param {string} target
 * @param {string} [folder]
 */
function copyCommand(target, folder) {
  return `npx candor copy-binary --target ${vsceTarget(target) ?? 'TARGET'} --out ${folder ? quote(folder) : 'DIR'}`
}

/** @param {string} argument */
function quote(argument) {
  if (/^[\w@%+=:,./\\-]+$/.test(argument)) return argument
  return process.platform === 'win32' ? `"${argument}"` : `'${argument.replaceAll("'", `'\\''`)}'`
}

/**
 * @template T
 * @param {string} file
 * @param {(bytes: Buffer) => T} read
 * @returns {T | undefined}
 */
function readWhole(file, read) {
  try {
    return fs.statSync(file).size <= MAX_EXPLAINED ? read(fs.readFileSync(file)) : undefined
  } catch {
    return undefined
  }
}

module.exports = { Unusable, codeOf, copyCommand, explainLoadError, unavailable }
