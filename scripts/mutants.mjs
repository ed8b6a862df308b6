// `npm run test:mutants`: changes the consent code in small ways and runs its tests against each change.
//   npm run test:mutants                all of it; takes hours (`-- --shard 0/8` takes a part)
//   npm run test:mutants -- --in-diff   only what differs from the main branch; skipped where cargo-mutants is missing
//   Other arguments are handed on to cargo-mutants. `.cargo/mutants.toml` lists what no test can notice, with reasons.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { fail, output, run } from './commands.mjs'

// Everything that decides about consent, or makes what leaves.
const FILES = [
  'src/telemetry/**/*.rs',
  'src/server/consent/*.rs',
  'src/server/rpc/json_tree.rs',
  'src/server/rpc/message.rs',
]
// Doctests and files of languages have nothing to say about consent.
const TESTS = [
  '--lib',
  ...['consent_model', 'pipeline', 'randomness', 'revocation'].flatMap((name) => ['--test', name]),
]
const args = process.argv.slice(2)

// A file that was moved would be left out in silence.
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
