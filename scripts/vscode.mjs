// `npm run test:vscode`: installs a real VS Code and a browser if they are missing, and tests the example extension in
// them. Screenshots are kept in __test__/editors/vscode/screenshots.
//   npm run test:vscode -- NAME…  runs the spec files whose name contains one of the words

import { rmSync } from 'node:fs'
import path from 'node:path'

import { installEditor } from '../__test__/editors/vscode/install.mjs'
import { build } from './build.mjs'
import { fail, installPackages, root, run, specsIn } from './commands.mjs'

const folder = path.join(root, '__test__/editors/vscode')
const specs = specsIn(folder, process.argv.slice(2))

installPackages()
build('debug', { ifMissing: true })
build('testing', { ifMissing: true })
try {
  installEditor()
} catch (error) {
  fail(error.message)
}
const screenshots = path.join(folder, 'screenshots')
rmSync(screenshots, { recursive: true, force: true })
console.log(`screenshots are saved in ${screenshots}`)
// One editor at a time, because each consists of several processes that use the whole machine.
run(process.execPath, ['--test', '--test-concurrency=1', ...specs])
