// `npm run test:neovim`: installs Neovim, builds what is missing, and runs the test in it.

import { build } from './build.mjs'
import { installPackages, root, run } from './commands.mjs'

installPackages()
build('debug', { ifMissing: true })
build('testing', { ifMissing: true })
run(process.execPath, ['--test', '__test__/editors/neovim/neovim.spec.mjs'], { cwd: root })
