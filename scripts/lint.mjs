// `npm run lint`: formatting, lints, documentation, types, the package as its users see it, generated files, and the
// dependencies' licences and sources.

import path from 'node:path'

import { cargoTool, installPackages, root, run } from './commands.mjs'

const bin = (file) => path.join(root, 'node_modules', file)

installPackages()
run('cargo', ['fmt', '--check'])
run('cargo', ['clippy', '--locked', '--all-targets', '--', '-D', 'warnings'])
run('cargo', ['clippy', '--locked', '--all-targets', '--features', 'testing', '--', '-D', 'warnings'])
run('cargo', ['doc', '--locked', '--no-deps', '--document-private-items', '--features', 'testing'], {
  env: { ...process.env, RUSTDOCFLAGS: '-D warnings' },
})
run(process.execPath, [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'])
run(process.execPath, [bin('typescript/bin/tsc'), '--project', 'tsconfig.json'])
run(process.execPath, [bin('typescript/bin/tsc'), '--project', 'examples/vscode/tsconfig.json'])
run(process.execPath, [bin('publint/src/cli.js'), '--strict', '.'])
run(process.execPath, [bin('@arethetypeswrong/cli/dist/index.js'), '--pack', '--no-summary', '--format', 'table', '.'])
run(process.execPath, [path.join(root, 'scripts/generate.mjs'), '--check'])
run(cargoTool('cargo-deny', '0.20.2'), ['--log-level', 'error', 'check', 'bans', 'licenses', 'sources'])
