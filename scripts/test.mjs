// `npm test`: installs and builds what is missing and runs every test.
//   npm test -- NAME…  runs the spec files whose name contains one of the words, and no Rust tests

import { readdirSync } from 'node:fs'
import path from 'node:path'

import { build } from './build.mjs'
import { installPackages, root, run } from './commands.mjs'

const words = process.argv.slice(2)
// The specs of real editors are one folder deeper and have their own commands.
const folders = readdirSync(path.join(root, '__test__'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
const specs = folders
  .flatMap(({ name: folder }) =>
    readdirSync(path.join(root, '__test__', folder)).map((name) => path.join('__test__', folder, name)),
  )
  .filter((spec) => spec.endsWith('.spec.mjs'))
  .filter((spec) => words.length === 0 || words.some((word) => path.basename(spec).includes(word)))

installPackages()
build('debug')
build('testing')
if (words.length === 0) run('cargo', ['test', '--locked', '--features', 'testing'])
// One file at a time, because several specs measure their process.
run(process.execPath, ['--test', '--test-concurrency=1', ...specs])
