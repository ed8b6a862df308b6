'use strict'
// Says why the native binary cannot be loaded, and what to do about it.

const fs = require('node:fs')
const { isNativeError } = require('node:util').types

const { isObject, own, withProperties } = require('../own.js')
const { readProperty } = require('../read-property.js')
const { libcOf, requiredGlibc } = require('./binary-format.js')
const { currentTarget, reportedLibc, vsceTarget } = require('./targets.js')

/** What is read of a binary, in bytes, to find out why the system refuses it. */
const MAX_EXPLAINED = 1024 * 1024 * 1024

/** A binary that cannot be used: why, and what to do. */
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
 * The one error of `start` where there is no native binary to use.
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
 * Why the system or Node refused to load a file that looks right.
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
 * Whether a runtime that asks for permissions lacks one, whatever came of it.
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
 * @returns {unknown} its own code or, as of some errors of Bun, that of its class
 */
function codeOf(error) {
  return isObject(error) ? readProperty(error, 'code')?.value : undefined
}

/** @param {unknown} error */
function textOf(error) {
  return isNativeError(error) ? error.message : String(error)
}

/**
 * The command that writes the native binary of a platform into a folder.
 * @param {string} target
 * @param {string} [folder]
 */
function copyCommand(target, folder) {
  return `npx candor copy-binary --target ${vsceTarget(target) ?? 'TARGET'} --out ${folder ? quote(folder) : 'DIR'}`
}

/** @param {string} argument as a shell takes it */
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
