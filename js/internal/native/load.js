'use strict'
// Loads the native addon: the file that the host names, or else `candor.node` next to a bundle, or else the one in the
// package of this platform, or else the local build. There are no other places, and a file that is found but cannot be
// used is an error. Nothing is loaded before a server starts, so that importing candor works everywhere.

const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')

const { version } = require('../../../package.json')
const { own } = require('../own.js')
const { inspectBinary } = require('./binary-format.js')
const { currentTarget, libcOfExecutable, readHead, reportedLibc, vsceTarget } = require('./targets.js')

/** This file, or the bundle that contains it; null in a bundle that is an ES module, which has no `__filename`. */
const here = typeof __filename === 'string' && path.isAbsolute(__filename) ? __filename : null
/** The folder of this package; null in a bundle. */
const root = here?.endsWith(path.join('js', 'internal', 'native', 'load.js')) ? path.join(here, '../../../..') : null

/** @typedef {{ file: string, remedy: () => string }} Candidate a file, and what to do if it cannot be used */

/** Loaded only if there is a failure, so that servers start faster. */
const failures = () => require('./failures.js')

/** Loaded addons by file. @type {Map<string, typeof import('./binding.js')>} */
const loaded = new Map()
/** @type {typeof import('./binding.js') | undefined} */ let installed

/**
 * @param {string | undefined} binary path of the file, if the host names one
 * @returns {typeof import('./binding.js')} the exports of the addon
 * @throws only errors with the code BINARY_UNAVAILABLE
 */
function load(binary) {
  try {
    if (binary === undefined) return (installed ??= loadFile(find()))
    return loaded.get(path.resolve(binary)) ?? loadFile(named(binary))
  } catch (error) {
    throw failures().unavailable(error)
  }
}

/**
 * @param {string} binary
 * @returns {Candidate}
 */
function named(binary) {
  if (binary === '') throw unusable('`binary` is an empty path', 'name a file, or leave `binary` out')
  if (binary.startsWith('file:')) {
    throw unusable(`'${binary}' is a URL`, '`binary` takes a path: fileURLToPath(new URL(…))')
  }
  const remedy = () =>
    `\`binary\` must name the file that this command writes: ${copyCommand(currentTarget(libcOfExecutable()))}`
  return { file: path.resolve(binary), remedy }
}

/** @returns {Candidate} */
function find() {
  const target = currentTarget(libcOfExecutable())
  return (
    besideBundle(target) ?? inPackage(target) ?? localBuild(target) ?? inPackage(reportedTarget(target)) ?? missing()
  )
}

/**
 * @param {string} target
 * @returns {Candidate | undefined}
 */
function besideBundle(target) {
  if (!here || root) return undefined
  const file = path.join(path.dirname(here), 'candor.node')
  if (!exists(file)) return undefined
  return { file, remedy: () => `write it again: ${copyCommand(target, path.dirname(file))}` }
}

/**
 * Only looks for packages that candor publishes: anyone could publish a package with another name.
 * @param {string | undefined} target
 * @returns {Candidate | undefined}
 */
function inPackage(target) {
  if (!here || !target || !vsceTarget(target)) return undefined
  const name = `candor-${target}`
  const manifest = resolve(here, `${name}/package.json`)
  if (manifest === undefined) return undefined
  const contents = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  const remedy = () => `install ${name}@${version}, the version of candor: npm install ${name}@${version}`
  const found = own(contents, 'version')
  if (found !== version) throw unusable(differs(`the package ${name}`, found), remedy())
  return { file: path.join(path.dirname(manifest), String(own(contents, 'main'))), remedy }
}

/**
 * @param {string} target
 * @returns {Candidate | undefined}
 */
function localBuild(target) {
  const file = root && path.join(root, `candor.${target}.node`)
  return file && exists(file) ? { file, remedy: () => 'build it again: npm run build' } : undefined
}

/**
 * The target according to the process report, which always has the right C library.
 * @param {string} target
 * @returns {string | undefined} undefined if it is the same
 */
function reportedTarget(target) {
  const reported = currentTarget(reportedLibc().libc)
  return reported === target ? undefined : reported
}

/** @returns {never} */
function missing() {
  const target = currentTarget(reportedLibc().libc)
  if (!vsceTarget(target)) {
    throw unusable(
      `there is no native addon for ${process.platform}-${process.arch}`,
      'candor runs on Linux (glibc or musl), macOS and Windows, each on x64 and arm64',
    )
  }
  if (!here) {
    throw unusable(
      'a bundle that is an ES module cannot locate itself',
      `put the addon next to the bundle (${copyCommand(target)}) and pass its path: ` +
        "start({ binary: fileURLToPath(new URL('candor.node', import.meta.url)) })",
    )
  }
  if (!root) {
    const reason = `there is no 'candor.node' next to the bundle '${here}'`
    throw unusable(reason, `put it there: ${copyCommand(target, path.dirname(here))}`)
  }
  throw unusable(
    `the package candor-${target} is not installed`,
    `install it: npm install candor-${target}@${version} (npm skips it with --omit=optional, and with a lock file ` +
      'or node_modules from another platform)',
  )
}

/** @param {Candidate} candidate */
function loadFile({ file, remedy }) {
  check(file, remedy)
  let native
  try {
    native = createRequire(here ?? file)(file)
  } catch (error) {
    throw failures().explainLoadError(error, file, remedy())
  }
  if (typeof native.LanguageServerHandle?.start !== 'function') {
    throw unusable(`'${file}' is a native addon, but not candor's`, remedy())
  }
  const found = typeof native.version === 'function' ? native.version() : undefined
  if (found !== version) throw unusable(differs(`'${file}'`, found), remedy())
  loaded.set(file, native)
  return native
}

/**
 * Checks the file before the system loads it. The errors of the system say less, and it may execute other files.
 * @param {string} file
 * @param {() => string} remedy
 */
function check(file, remedy) {
  const place = exists(unpacked(file)) ? unpacked(file) : file
  const stats = statOf(place)
  if (!stats) throw unusable(`'${file}' does not exist`, remedy())
  if (stats.isDirectory()) throw unusable(`'${file}' is a directory`, remedy())
  const isAddon = stats.isFile() && [file, fs.realpathSync(place)].every((name) => path.extname(name) === '.node')
  const binary = isAddon ? inspectBinary(readHead(place), stats.size) : null
  if (!binary) throw unusable(`'${file}' is not a native addon (a file with the extension .node)`, remedy())
  if (!binary.isComplete) throw unusable(`'${file}' is damaged: the file is truncated`, remedy())
  const { platform, arch } = process
  const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux'
  if (binary.system !== system || !binary.arches.includes(arch)) {
    const built = `${binary.system}-${binary.arches.join(' and ')}`
    throw unusable(`'${file}' is for ${built}, but this process runs on ${platform}-${arch}`, remedy())
  }
}

/**
 * Electron loads addons from the folder next to an archive, because the archive only lists them.
 * @param {string} file
 */
function unpacked(file) {
  return file.replace(/\.asar(?=[\\/])/g, '.asar.unpacked')
}

/**
 * @param {string} what
 * @param {unknown} found its version
 */
function differs(what, found) {
  if (typeof found !== 'string') return `${what} does not state its version, so it is older than candor ${version}`
  return `${what} has version ${found}, but candor has version ${version}`
}

/** @param {string} reason @param {string} remedy */
function unusable(reason, remedy) {
  return new (failures().Unusable)(reason, remedy)
}

/** @param {string} target @param {string} [folder] */
function copyCommand(target, folder) {
  return failures().copyCommand(target, folder)
}

/** @param {string} file */
function exists(file) {
  return statOf(file) !== undefined
}

/**
 * @param {string} file
 * @returns {fs.Stats | undefined} undefined if it does not exist; other errors propagate
 */
function statOf(file) {
  try {
    return fs.statSync(file)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String(failures().codeOf(error)))) return undefined
    throw error
  }
}

/**
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined} undefined if it is not installed
 */
function resolve(from, name) {
  try {
    return createRequire(from).resolve(name)
  } catch (error) {
    // The first code is for `require`, the second one for `import`, which some runtimes also use for `require`.
    if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(String(failures().codeOf(error)))) return undefined
    throw error
  }
}

module.exports = { load }
