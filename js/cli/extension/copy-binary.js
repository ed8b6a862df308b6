'use strict'

// `candor copy-binary`: copies the native addon of one platform next to a bundle, after checking it.

const { createHash, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')

const { version } = require('../../../package.json')
const { Failure, attempt } = require('../failure.js')
const { readRegularFile } = require('../files/regular-file.js')
const { own } = require('../../internal/own.js')
const { targetOf } = require('../../internal/native/binary-format.js')
const { TARGETS } = require('../../internal/native/targets.js')
const { UNSUPPORTED } = require('./unsupported-targets.js')

const ROOT = path.join(__dirname, '../../..')
/** Written when a release is published; missing in a checkout. */
const CHECKSUMS = path.join(ROOT, 'js/internal/native/checksums.json')
/** The same name on every platform, so that a folder never contains two addons, and a bundle always loads this one. */
const NAME = 'candor.node'
/** The largest addon, in bytes; a debug build is far larger than a published one. */
const MAX_BINARY = 1024 * 1024 * 1024
/** The largest file of JSON, in bytes. */
const MAX_JSON = 1024 * 1024

/**
 * @param {{ target: string, out: string, unchecked: boolean }} invocation `unchecked` also copies an addon without
 *   a published checksum; an addon that does not match its checksum is never copied
 * @throws {Failure} if the addon is not found or not valid
 */
function copyBinary({ target, out, unchecked }) {
  const reason = own(UNSUPPORTED, target)
  if (reason) {
    const hint = `use one of ${Object.keys(TARGETS).join(', ')}`
    throw new Failure(`'${target}' is not supported: ${reason}`, hint)
  }
  const platform = TARGETS[/** @type {keyof typeof TARGETS} */ (target)]
  const source = find(platform)
  const bytes = attempt(`read '${source}'`, () => readRegularFile(fs.realpathSync(source), MAX_BINARY))
  const checksum = check(platform, source, bytes)
  if (checksum === undefined && !unchecked) {
    throw new Failure(
      `there is no published checksum for '${source}'`,
      "install candor from the registry, or add '--unchecked' to copy a local build",
    )
  }
  const copy = path.join(out, NAME)
  attempt(`write '${copy}'`, () => write(copy, bytes))
  if (sha256(attempt(`read '${copy}'`, () => readRegularFile(copy, MAX_BINARY))) !== sha256(bytes)) {
    throw new Failure(
      `verification of '${copy}' failed: it differs from the file that candor wrote`,
      'check that the disk is not full',
    )
  }
  const known = checksum === undefined ? 'not verified: no published checksum' : `sha256 ${checksum}`
  process.stdout.write(`${copy}: candor ${version} for ${target} (${known})\n`)
}

/**
 * Finds the platform's package, next to this one or in the current project, or else the local build.
 * @param {string} platform
 */
function find(platform) {
  const name = `candor-${platform}`
  for (const place of [__filename, path.resolve('package.json')]) {
    const manifest = resolve(createRequire(place), `${name}/package.json`)
    if (!manifest) continue
    const found = readJson(manifest)?.version
    if (found !== version) {
      throw new Failure(`${name} has version ${found}, but candor has version ${version}`, install(name))
    }
    return path.join(path.dirname(manifest), `candor.${platform}.node`)
  }
  const local = path.join(ROOT, `candor.${platform}.node`)
  if (fs.existsSync(local)) return local
  throw new Failure(`${name} is not installed`, install(name))
}

/**
 * @param {NodeJS.Require} requireThere
 * @param {string} name
 */
function resolve(requireThere, name) {
  try {
    return requireThere.resolve(name)
  } catch {
    return null
  }
}

/** Without --force, npm does not install packages for other platforms. @param {string} name */
function install(name) {
  return `npm install --no-save --force ${name}@${version}`
}

/**
 * @param {string} platform
 * @param {string} source
 * @param {Buffer} bytes
 * @returns {string | undefined} the published checksum of this addon
 */
function check(platform, source, bytes) {
  const found = targetOf(bytes)
  if (found !== platform) {
    throw new Failure(
      found ? `'${source}' is built for ${found}, not for ${platform}` : `'${source}' is not a native addon`,
    )
  }
  const published = fs.existsSync(CHECKSUMS) ? Object(readJson(CHECKSUMS)) : {}
  if (!Object.hasOwn(published, platform)) return undefined
  const checksum = own(published, platform)
  if (checksum !== sha256(bytes)) {
    throw new Failure(
      `checksum mismatch: the sha256 of '${source}' is not ${checksum}`,
      `remove its package, then ${install(`candor-${platform}`)}`,
    )
  }
  return checksum
}

/**
 * @param {string} file
 * @returns {any}
 */
function readJson(file) {
  return attempt(`read '${file}'`, () => JSON.parse(readRegularFile(fs.realpathSync(file), MAX_JSON).toString('utf8')))
}

/**
 * Writes a new file and then renames it: an existing file may be in use, and no reader may see half a file.
 * @param {string} file
 * @param {Buffer} bytes
 */
function write(file, bytes) {
  makeFolder(path.dirname(file))
  const unfinished = `${file}.${randomUUID()}`
  try {
    fs.writeFileSync(unfinished, bytes, { flag: 'wx' })
    fs.renameSync(unfinished, file)
  } finally {
    fs.rmSync(unfinished, { force: true })
  }
}

/**
 * Creates a folder and its parents. Node's `recursive` never returns if a file system fails with ENOENT, as /proc does.
 * @param {string} folder
 */
function makeFolder(folder) {
  const missing = []
  for (let at = path.resolve(folder); !fs.existsSync(at) && at !== path.dirname(at); at = path.dirname(at)) {
    missing.push(at)
  }
  for (const each of missing.reverse()) {
    try {
      fs.mkdirSync(each)
    } catch (error) {
      // Another process may have created it.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
  }
}

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

module.exports = { copyBinary }
