// Builds the native part and puts it where it is looked for.
//   node scripts/build.mjs debug|release|testing [--if-missing]
// `testing` is the dev profile with the hooks for tests, kept beside the tests. `--if-missing` builds only where there
// is nothing, or something older than the sources.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { fail, output, root, run } from './commands.mjs'

const PROFILES = {
  debug: { args: ['build', '--lib'], folder: 'debug', into: '.' },
  // Named alone, the library is optimised at link time; built beside the rlib it is not, and cargo says nothing.
  release: { args: ['rustc', '--lib', '--release', '--crate-type', 'cdylib'], folder: 'release', into: '.' },
  testing: { args: ['build', '--lib', '--features', 'testing'], folder: 'debug', into: '__test__/build' },
}

/** Rust's triple of this machine in npm's words, such as `linux-x64-gnu`. */
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

/** When the newest source was changed. */
function newestSource() {
  const files = readdirSync(path.join(root, 'src'), { recursive: true }).map((file) => path.join('src', String(file)))
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
  // Never written in place: a process may be running the old one.
  copyFileSync(path.join(targets, folder, library()), `${destination}.new`)
  renameSync(`${destination}.new`, destination)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [profile, option] = process.argv.slice(2)
  build(profile, { ifMissing: option === '--if-missing' })
}
