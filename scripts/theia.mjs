// `npm run test:theia`: installs Theia's core if it is missing, and tests the backend module of docs/editors.md in it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { build } from './build.mjs'
import { installPackages, npm, root, run } from './commands.mjs'

const home = path.join(root, 'node_modules/.cache/candor-theia')
const manifest = path.join(home, 'package.json')
const complete = path.join(home, 'complete')
const wanted = JSON.stringify({ private: true, dependencies: { '@theia/core': '1.75.0' } })

installPackages()
build('debug', { ifMissing: true })
if (!existsSync(complete) || readFileSync(complete, 'utf8') !== wanted) {
  mkdirSync(home, { recursive: true })
  writeFileSync(manifest, wanted)
  // Without scripts: the native modules of Theia are not needed, and would be compiled.
  npm('install', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
  writeFileSync(complete, wanted)
}
run(process.execPath, ['--test', path.join(root, '__test__/editors/theia/theia.spec.mjs')])
