// `npm run generate`: writes all generated files: the tables of Compose from its schema, the types of the native addon from
// the Rust code, the documentation and types of the events from the catalogue, and the example's description of them. With
// `--check`, reports what is out of date instead.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { fail, installPackages, output, root, run } from './commands.mjs'

const check = process.argv.includes('--check')
installPackages()
run(process.execPath, [path.join(root, 'scripts/compose-schema.mjs'), ...(check ? ['--check'] : [])])
const folder = mkdtempSync(path.join(tmpdir(), 'candor-'))
const napi = path.join(root, 'node_modules/@napi-rs/cli/dist/cli.js')
run(process.execPath, [
  napi,
  'build',
  ...['--platform', '--no-const-enum', '--no-dts-cache', '--output-dir', folder],
  ...['--no-js', '--dts', 'binding.d.ts'],
])
const generated = readFileSync(path.join(folder, 'binding.d.ts'), 'utf8')
const committed = 'js/internal/native/binding.d.ts'
if (!check) writeFileSync(path.join(root, committed), generated)
else if (readFileSync(path.join(root, committed), 'utf8') !== generated)
  fail(`${committed} is out of date: npm run generate`)
rmSync(folder, { recursive: true })
const env = check ? process.env : { ...process.env, CANDOR_GENERATE: '1' }
run('cargo', ['test', '--quiet', '--features', 'testing', '--test', 'generated'], { env })

const description = path.join(root, 'examples/vscode/telemetry.json')
const cli = path.join(root, 'js/cli/main.js')
const described = output(process.execPath, [cli, 'telemetry-json', '--prefix', 'candor.candor-example'])
if (!check) writeFileSync(description, described)
else if (readFileSync(description, 'utf8') !== described)
  fail('examples/vscode/telemetry.json is out of date: npm run generate')
