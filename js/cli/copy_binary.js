'use strict'

// `candor copy-binary`: puts the native part for one platform beside a bundle, whole and of the right kind.

const { createHash } = require('node:crypto')
const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')

const { version } = require('../../package.json')
const { Failure } = require('./failure.js')
const { reasonOf } = require('./files.js')
const { TARGETS, UNSUPPORTED, targetOf } = require('./targets.js')

const ROOT = path.join(__dirname, '../..')
/** Written when a release is published; a checkout has none. */
const CHECKSUMS = path.join(ROOT, 'js/checksums.json')
/** The name is the same on every platform, so that a folder never holds two, and a bundle need not ask which. */
const NAME = 'candor.node'

/**
 * @param {{ target: string, out: string }} invocation
 * @throws {Failure} where there is no such binary, or it is not what it should be
 */
function copyBinary({ target, out }) {
  const reason = UNSUPPORTED[/** @type {keyof typeof UNSUPPORTED} */ (target)]
  if (reason) {
    const hint = `the targets are ${Object.keys(TARGETS).join(', ')}`
    throw new Failure(`'${target}' is not supported: ${reason}`, hint)
  }
  const platform = TARGETS[/** @type {keyof typeof TARGETS} */ (target)]
  const source = find(platform)
  const bytes = attempt(`read '${source}'`, () => fs.readFileSync(source))
  const checksum = check(platform, source, bytes)
  const copy = path.join(out, NAME)
  attempt(`write '${copy}'`, () => write(copy, bytes))
  if (sha256(attempt(`read '${copy}'`, () => fs.readFileSync(copy))) !== sha256(bytes)) {
    throw new Failure(`'${copy}' is not what was written`, 'is the disk full, or somebody else writing there?')
  }
  const known = checksum ? `sha256 ${checksum}` : 'a local build, without a checksum to hold it against'
  process.stdout.write(`${copy}: candor ${version} for ${target} (${known})\n`)
}

/**
 * The package of the platform, beside this one or in the project in which the command is run; else the local build.
 * @param {string} platform
 */
function find(platform) {
  const name = `candor-${platform}`
  for (const place of [__filename, path.resolve('package.json')]) {
    const manifest = resolve(createRequire(place), `${name}/package.json`)
    if (!manifest) continue
    const found = JSON.parse(fs.readFileSync(manifest, 'utf8'))
    if (found.version !== version) {
      throw new Failure(`${name} is installed in version ${found.version}, and this is ${version}`, install(name))
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

/** npm leaves packages for other platforms out unless it is forced. @param {string} name */
function install(name) {
  return `npm install --no-save --force ${name}@${version}`
}

/**
 * @param {string} platform
 * @param {string} source
 * @param {Buffer} bytes
 * @returns {string | undefined} the checksum that was published for this binary
 */
function check(platform, source, bytes) {
  const found = targetOf(bytes)
  if (found !== platform) {
    throw new Failure(`'${source}' is ${found ? `for ${found}` : 'no native part'}, not for ${platform}`)
  }
  const published = fs.existsSync(CHECKSUMS) ? JSON.parse(fs.readFileSync(CHECKSUMS, 'utf8')) : {}
  const checksum = published[platform]
  if (checksum !== undefined && checksum !== sha256(bytes)) {
    throw new Failure(
      `'${source}' is not the file that was published: its sha256 is not ${checksum}`,
      `remove its package, then ${install(`candor-${platform}`)}`,
    )
  }
  return checksum
}

/**
 * Under another name first: what is there already may be in use, and half a file is none.
 * @param {string} file
 * @param {Buffer} bytes
 */
function write(file, bytes) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  try {
    fs.writeFileSync(unfinished, bytes)
    fs.renameSync(unfinished, file)
  } finally {
    fs.rmSync(unfinished, { force: true })
  }
}

/**
 * @template T
 * @param {string} what
 * @param {() => T} work
 * @returns {T}
 */
function attempt(what, work) {
  try {
    return work()
  } catch (error) {
    throw new Failure(`cannot ${what}: ${reasonOf(error)}`)
  }
}

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

module.exports = { copyBinary }
