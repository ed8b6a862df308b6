// Builds the release addon of a target, and copies it into the npm package of its platform.
//   node scripts/release.mjs RUST_TARGET
// Linux targets are built with cargo-zigbuild, which links against the oldest glibc that Node 20 supports.

import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { fail, root, run } from './commands.mjs'
import { shortenSymbolsOf } from './symbols.mjs'

const require = createRequire(import.meta.url)

/** Node 20 needs this version of glibc itself. */
const GLIBC = '2.28'

const target = process.argv[2] ?? fail('usage: node scripts/release.mjs RUST_TARGET')
if (!require('../package.json').napi.targets.includes(target)) fail(`candor is not released for ${target}`)

const args = (name) => ['rustc', '--lib', '--release', '--locked', '--crate-type', 'cdylib', '--target', name]
if (target.endsWith('-musl')) {
  // A shared library for musl is linked to it dynamically, as Node is.
  const env = { ...process.env, RUSTFLAGS: '-C target-feature=-crt-static' }
  run('cargo-zigbuild', args(target), { env })
} else if (target.endsWith('-linux-gnu')) run('cargo-zigbuild', args(`${target}.${GLIBC}`))
else run('cargo', args(target))

const { platformArchABI: name, platform } = require('@napi-rs/cli').parseTriple(target)
const library = { win32: 'candor.dll', darwin: 'libcandor.dylib' }[platform] ?? 'libcandor.so'
const addon = path.join(root, 'npm', name, `candor.${name}.node`)
copyFileSync(path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), target, 'release', library), addon)
shortenSymbolsOf(addon)
