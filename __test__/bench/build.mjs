// Builds what the benchmarks measure, in the release profile and separately from other builds, in the layout of npm.

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
 * @property {string} commit the commit that was built
 * @property {string} testing the addon with test hooks
 * @property {string} peer the same server as an executable
 * @property {string} installed the folder of the package, with the addon in a separate package beside it
 */

/**
 * @param {{ reuse: boolean }} options `reuse` skips the build and uses the result of the last run
 * @returns {Built}
 */
export function build({ reuse }) {
  const plain = path.join(out, 'plain.node')
  const testing = path.join(out, 'testing.node')
  const peer = path.join(out, process.platform === 'win32' ? 'peer.exe' : 'peer')
  if (!reuse) {
    mkdirSync(out, { recursive: true })
    writeFileSync(path.join(out, 'commit'), describe())
    // Built alone, as for a release: if the rlib is built too, link-time optimization is off.
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

/** Copies a file atomically, because a process may be running the old one. */
function copy(from, to) {
  copyFileSync(from, `${to}.new`)
  renameSync(`${to}.new`, to)
}

/** Installs the package as npm does, so that loading it finds the addon in the same way. */
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

/** Returns the first target that the package tries on this machine. It loads any addon under this name. */
function platform() {
  const { platform, arch } = process
  if (platform === 'linux') return `linux-${arch}-gnu`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}
