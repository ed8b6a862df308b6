// Bundles the tests into out/ and runs them.

import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'

import { build } from 'esbuild'

rmSync('out', { recursive: true, force: true })
const tests = readdirSync('test').filter((name) => name.endsWith('.test.ts'))
await build({
  entryPoints: tests.map((name) => `test/${name}`),
  outdir: 'out',
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
})
const files = tests.map((name) => `out/${name.replace(/\.ts$/, '.js')}`)
process.exit(spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' }).status ?? 1)
