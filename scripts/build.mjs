// Builds the native addon and copies it to where it is loaded from.
//   node scripts/build.mjs debug|release|testing [--if-missing]
// `testing` is the dev profile with test hooks, in the folder of the tests. `--if-missing` builds only if there is no addon,
// or one that is older than the sources.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { fail, output, root, run } from './commands.mjs'
import { shortenSymbolsOf } from './symbols.mjs'

const PROFILES = {
  debug: { args: ['build', '--lib'], folder: 'debug', into: '.' },
  // Link-time optimisation works only if the cdylib is the only crate type; otherwise, cargo skips it silently.
  release: { args: ['rustc', '--lib', '--release', '--crate-type', 'cdylib'], folder: 'release', into: '.' },
  testing: { args: ['build', '--lib', '--features', 'testing'], folder: 'debug', into: '__test__/build' },
}

/** The npm name of this machine's Rust target, such as `linux-x64-gnu`. */
function target() {
  const triple = /^host: (.+)$/m.exec(output('rustc', ['-vV']))?.[1] ?? ''
  const [cpu, , system, abi] = triple.split('-')
  const arch = { x86_64: 'x64', aarch64: 'arm64' }[cpu] ?? fail(`there is no build for ${triple}`)
  if (system === 'darwin') return `darwin-${arch}`
  return `${system === 'windows' ? 'win32' : system}-${arch}-${abi}`
}

function library() {
  if (process.platform === 'win32') return 'candor.dll'
  return process.platform === 'darwin' ? 'libcandor.dylib' : 'libcandor.so'
}

/**
 * The modification time of the newest source file.
 * @param {string[]} [more] further folders whose Rust files count
 */
export function newestSource(more = []) {
  const files = ['src', ...more].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((file) => path.join(folder, String(file)))
      .filter((file) => folder === 'src' || file.endsWith('.rs')),
  )
  const times = [...files, 'Cargo.toml', 'Cargo.lock', 'build.rs'].map(
    (file) => statSync(path.join(root, file)).mtimeMs,
  )
  return Math.max(...times)
}

export function build(profile, { ifMissing = false } = {}) {
  const { args, folder, into } = PROFILES[profile] ?? fail(`no such profile: ${profile}`)
  const destination = path.join(root, into, `candor.${target()}.node`)
  if (ifMissing && existsSync(destination) && statSync(destination).mtimeMs >= newestSource()) return
  run('cargo', [...args, '--locked'])
  const targets = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target')
  mkdirSync(path.dirname(destination), { recursive: true })
  // Never overwritten in place, because a process may have loaded the old file.
  copyFileSync(path.join(targets, folder, library()), `${destination}.new`)
  if (profile === 'release') shortenSymbolsOf(`${destination}.new`)
  renameSync(`${destination}.new`, destination)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [profile, option] = process.argv.slice(2)
  build(profile, { ifMissing: option === '--if-missing' })
}
