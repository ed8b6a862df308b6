// `npm run lint`: form, lints, types, the package as hosts see it, generated files and licences.

import path from 'node:path'

import { installPackages, root, run } from './commands.mjs'

const bin = (file) => path.join(root, 'node_modules', file)

installPackages()
run('cargo', ['fmt', '--check'])
run('cargo', ['clippy', '--locked', '--all-targets', '--', '-D', 'warnings'])
run('cargo', ['clippy', '--locked', '--all-targets', '--features', 'testing', '--', '-D', 'warnings'])
run(process.execPath, [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'])
run(process.execPath, [bin('typescript/bin/tsc'), '--project', 'tsconfig.json'])
run(process.execPath, [bin('typescript/bin/tsc'), '--project', 'examples/vscode/tsconfig.json'])
run(process.execPath, [bin('publint/src/cli.js'), '--strict', '.'])
run(process.execPath, [bin('@arethetypeswrong/cli/dist/index.js'), '--pack', '--no-summary', '--format', 'table', '.'])
run(process.execPath, [path.join(root, '.ci/generate.mjs'), '--check'])
run(process.execPath, [path.join(root, '.ci/licences.mjs')])
