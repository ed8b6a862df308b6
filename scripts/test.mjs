// `npm test`: installs and builds what is missing and runs every test.
//   npm test -- NAME…  runs the spec files whose name contains one of the words, and no Rust tests

import { readdirSync } from 'node:fs'
import path from 'node:path'

import { build } from './build.mjs'
import { installPackages, root, run } from './commands.mjs'

const words = process.argv.slice(2)
const specs = readdirSync(path.join(root, '__test__'))
  .filter((name) => name.endsWith('.spec.mjs'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .map((name) => path.join('__test__', name))

installPackages()
build('debug')
build('testing')
if (words.length === 0) run('cargo', ['test', '--locked', '--features', 'testing'])
// One file at a time: several measure the process they run in.
run(process.execPath, ['--test', '--test-concurrency=1', ...specs])
