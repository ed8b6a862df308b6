// Builds what is measured, in the release profile and apart from every other build, and lays it out as npm would.

import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = path.join(root, '__test__/build/bench')
const targets = path.join(out, 'target')

/**
 * @typedef {object} Built
 * @property {string} root the project
 * @property {string} commit from which it was built
 * @property {string} testing the addon with the hooks for tests
 * @property {string} peer the same server as a program
 * @property {string} installed the folder of the package, with the addon beside it as a package of its own
 */

/**
 * @param {{ reuse: boolean }} options `reuse` takes what the last run built
 * @returns {Built}
 */
export function build({ reuse }) {
  const plain = path.join(out, 'plain.node')
  const testing = path.join(out, 'testing.node')
  const peer = path.join(out, process.platform === 'win32' ? 'peer.exe' : 'peer')
  if (!reuse) {
    mkdirSync(out, { recursive: true })
    writeFileSync(path.join(out, 'commit'), describe())
    // Alone, as it is shipped: built beside the rlib, it is not optimised at link time.
    cargo('rustc', '--lib', '--crate-type', 'cdylib')
    copy(path.join(targets, 'release', library()), plain)
    cargo('rustc', '--lib', '--crate-type', 'cdylib', '--features', 'testing')
    copy(path.join(targets, 'release', library()), testing)
    cargo('build', '--example', 'peer', '--features', 'testing')
    copy(path.join(targets, 'release/examples', path.basename(peer)), peer)
  }
  for (const file of [plain, testing, peer]) {
    if (!existsSync(file)) throw new Error(`${path.relative(root, file)} is missing: run once without --no-build`)
  }
  const commit = readFileSync(path.join(out, 'commit'), 'utf8')
  return { root, commit, testing, peer, installed: install(plain) }
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

/** Never written in place: a process may be running the old one. */
function copy(from, to) {
  copyFileSync(from, `${to}.new`)
  renameSync(`${to}.new`, to)
}

/** Lays the package out as npm installs it, so that loading finds the native part in the way that it does there. */
function install(plain) {
  const modules = path.join(out, 'installed/node_modules')
  const candor = path.join(modules, 'candor')
  rmSync(modules, { recursive: true, force: true })
  mkdirSync(candor, { recursive: true })
  copyFileSync(path.join(root, 'package.json'), path.join(candor, 'package.json'))
  cpSync(path.join(root, 'js'), path.join(candor, 'js'), { recursive: true })
  const name = `candor-${platform()}`
  mkdirSync(path.join(modules, name))
  copyFileSync(plain, path.join(modules, name, 'candor.node'))
  writeFileSync(
    path.join(modules, name, 'package.json'),
    JSON.stringify({ name, version: '0.0.0', main: 'candor.node' }),
  )
  return candor
}

/** The first word that the package tries for this machine; it takes any binary that it finds under it. */
function platform() {
  const { platform, arch } = process
  if (platform === 'linux') return `linux-${arch}-gnu`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}
