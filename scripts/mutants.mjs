// `npm run test:mutants`: changes the consent code in small ways and runs its tests against each change.
//   npm run test:mutants                all of it; takes hours (`-- --shard 0/8` takes a part)
//   npm run test:mutants -- --in-diff   only what differs from the main branch; skipped where cargo-mutants is missing
//   Other arguments are handed on to cargo-mutants.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { output, run } from './commands.mjs'

const FILES = [
  ...['consent', 'gate', 'level', 'level_changes', 'mod', 'queue', 'revocation', 'state'].map(
    (file) => `telemetry/${file}`,
  ),
  ...['configuration', 'json_tree', 'message', 'statements'].map((file) => `server/${file}`),
].flatMap((file) => ['--file', `src/${file}.rs`])
// Doctests and files of languages have nothing to say about consent.
const TESTS = ['--lib', '--test', 'consent_model', '--test', 'randomness', '--test', 'revocation']
const args = process.argv.slice(2)

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
  run('cargo', ['mutants', '--output', folder, '--features', 'testing', ...FILES, ...args, '--', ...TESTS])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
