// Builds what the benchmarks measure, in the release profile and separately from other builds, in the layout of npm.

import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { newestSource } from '../../scripts/build.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const out = path.join(root, '__test__/build/bench')
const targets = path.join(out, 'target')

/** What can be built, and how. */
const PRODUCTS = {
  // Built alone, as for a release: if the rlib is built too, link-time optimization is off.
  plain: { file: 'plain.node', from: library(), args: ['rustc', '--lib', '--crate-type', 'cdylib'] },
  testing: {
    file: 'testing.node',
    from: library(),
    args: ['rustc', '--lib', '--crate-type', 'cdylib', '--features', 'testing'],
  },
  peer: {
    file: executable('peer'),
    from: path.join('examples', executable('peer')),
    args: ['build', '--example', 'peer', '--features', 'testing'],
  },
}

/** @typedef {keyof typeof PRODUCTS} Product */

/**
 * @typedef {object} Built
 * @property {string} root the project
 * @property {string} commit the commit that was built
 * @property {string} testing the addon with test hooks
 * @property {string} peer the same server as an executable
 * @property {string} installed the folder of the package, with the addon in a separate package beside it
 * @property {import('./peers.mjs').Peers} peers the servers to compare with
 * @property {string | null} before the folder of an older version, installed in the same way
 */

/** Where the peers are installed. */
export const PEERS = path.join(out, 'peers')

/**
 * Builds the products that are missing or older than the sources.
 * @param {{ reuse: boolean, products: Product[] }} options `reuse` builds nothing and uses the result of the last run
 * @returns {Omit<Built, 'peers' | 'before'>}
 */
export function build({ reuse, products }) {
  mkdirSync(out, { recursive: true })
  for (const product of products) {
    const { file, from, args } = PRODUCTS[product]
    const destination = path.join(out, file)
    if (reuse && !existsSync(destination)) {
      throw new Error(`${path.relative(root, destination)} is missing: run once without --no-build`)
    }
    if (reuse || isFresh(destination)) continue
    cargo(...args)
    copy(path.join(targets, 'release', from), destination)
    // Cargo keeps the time of a file that it did not have to build again.
    const now = new Date()
    utimesSync(destination, now, now)
    writeFileSync(path.join(out, 'commit'), describe())
  }
  const commit = existsSync(path.join(out, 'commit')) ? readFileSync(path.join(out, 'commit'), 'utf8') : 'unknown'
  const at = (product) => path.join(out, PRODUCTS[product].file)
  const installed = products.includes('plain') ? install('installed', root, at('plain')) : ''
  return { root, commit, testing: at('testing'), peer: at('peer'), installed }
}

/** Whether a file is newer than all sources of what is built. */
function isFresh(file) {
  return existsSync(file) && statSync(file).mtimeMs >= newestSource([path.relative(root, here)])
}

/**
 * Installs an older version, from its folder with a built addon, as `npm run build` leaves it.
 * @param {string} folder
 */
export function installBefore(folder) {
  const addon = readdirSync(folder).find((name) => /^candor\..+\.node$/.test(name))
  if (!addon) throw new Error(`${folder} contains no addon: run npm run build there`)
  return install('before', folder, path.join(folder, addon))
}

function cargo(command, ...args) {
  const all = [command, '--locked', '--release', '--target-dir', targets, ...args]
  const { status, error } = spawnSync('cargo', all, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error) throw error
  if (status !== 0) throw new Error(`cargo ${all.join(' ')} failed`)
}

function describe() {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' })
  return stdout?.trim() || 'no commit'
}

function library() {
  if (process.platform === 'win32') return 'candor.dll'
  return process.platform === 'darwin' ? 'libcandor.dylib' : 'libcandor.so'
}

function executable(name) {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** Copies a file atomically, because a process may be running the old one. */
function copy(from, to) {
  copyFileSync(from, `${to}.new`)
  renameSync(`${to}.new`, to)
}

/** Installs a package as npm does, so that loading it finds the addon in the same way. */
function install(into, from, addon) {
  const modules = path.join(out, into, 'node_modules')
  const candor = path.join(modules, 'candor')
  rmSync(modules, { recursive: true, force: true })
  mkdirSync(candor, { recursive: true })
  for (const file of ['package.json', 'telemetry.json']) {
    copyFileSync(path.join(from, file), path.join(candor, file))
  }
  cpSync(path.join(from, 'js'), path.join(candor, 'js'), { recursive: true })
  const name = `candor-${platform()}`
  mkdirSync(path.join(modules, name))
  copyFileSync(addon, path.join(modules, name, 'candor.node'))
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'))
  const manifest = { name, version, main: 'candor.node' }
  writeFileSync(path.join(modules, name, 'package.json'), JSON.stringify(manifest))
  return candor
}

/** Returns the size of the addon of an installed package in bytes. */
export function sizeOfAddon(installed) {
  return statSync(path.join(path.dirname(installed), `candor-${platform()}`, 'candor.node')).size
}

/** Returns the first target that the package tries on this machine. It loads any addon under this name. */
function platform() {
  const { platform, arch } = process
  if (platform === 'linux') return `linux-${arch}-gnu`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}
