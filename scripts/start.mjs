// `npm start`: builds what is missing and previews the example workspace, or the given folder.

import path from 'node:path'

import { build } from './build.mjs'
import { root, run } from './commands.mjs'

const given = process.argv.slice(2)
const namesFolder = given.some((word, at) => !word.startsWith('-') && given[at - 1] !== '--level')
const args = namesFolder ? given : [...given, path.join(root, 'examples/workspace')]
build('debug', { ifMissing: true })
run(process.execPath, [path.join(root, 'js/cli/main.js'), 'preview', ...args], { cwd: process.env.INIT_CWD ?? root })
