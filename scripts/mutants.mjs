// `npm run test:mutants`: changes the consent code in small ways and runs its tests against each change.
//   npm run test:mutants                everything; takes hours (`-- --shard 0/8` runs a part)
//   npm run test:mutants -- --in-diff   only the differences from the main branch; skipped if cargo-mutants is missing
//   Other arguments are passed to cargo-mutants. `.cargo/mutants.toml` lists mutants that no test can detect, with reasons.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { fail, output, run } from './commands.mjs'

// Everything that decides about consent or creates events.
const FILES = [
  'src/telemetry/**/*.rs',
  'src/server/consent/*.rs',
  'src/server/rpc/json_tree.rs',
  'src/server/rpc/message.rs',
]
// Doctests and language tests do not cover consent.
const TESTS = [
  '--lib',
  ...['consent_model', 'pipeline', 'randomness', 'revocation'].flatMap((name) => ['--test', name]),
]
const args = process.argv.slice(2)

// Otherwise, a moved file would be skipped silently.
for (const glob of FILES) {
  if (output('git', ['ls-files', `:(glob)${glob}`]) === '') fail(`scripts/mutants.mjs: no file matches ${glob}`)
}

if (spawnSync('cargo', ['mutants', '--version']).status !== 0) {
  console.log('mutants: skipped, cargo-mutants is not installed (cargo install --locked cargo-mutants)')
  process.exit(0)
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-mutants-'))
try {
  const inDiff = args.indexOf('--in-diff')
  if (inDiff >= 0) {
    const diff = path.join(folder, 'changes.diff')
    writeFileSync(diff, output('git', ['diff', 'origin/main...', '--', 'src']))
    args.splice(inDiff + 1, 0, diff)
  }
  const files = FILES.flatMap((glob) => ['--file', glob])
  run('cargo', ['mutants', '--output', folder, '--features', 'testing', ...files, ...args, '--', ...TESTS])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
