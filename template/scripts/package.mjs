// Packages the extension for a target of `vsce package`, by default for this machine:
//   npm run package -- linux-x64

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const { name, publisher, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const target = process.argv[2] ?? hostTarget()

run('scripts/build.mjs', '--minify')
// Put the target's native addon where the bundle looks for it.
run(program('candor'), 'copy-binary', '--target', target, '--out', 'dist')
// The description that `code --telemetry` prints.
const described = ['telemetry-json', '--events', 'candor.events.json', '--prefix', `${publisher}.${name}`]
writeFileSync('telemetry.json', run(program('candor'), ...described))
const settings = ['--no-dependencies', '--allow-missing-repository', '--skip-license']
run(program('@vscode/vsce'), 'package', '--target', target, '--out', `${name}-${target}-${version}.vsix`, ...settings)

function hostTarget() {
  const isAlpine = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  return `${isAlpine ? 'alpine' : process.platform}-${process.arch}`
}

/** Returns the path of a package's only program. */
function program(dependency) {
  const manifest = require.resolve(`${dependency}/package.json`)
  const { bin } = require(manifest)
  return path.join(path.dirname(manifest), Object.values(bin)[0])
}

function run(...args) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) {
    process.stdout.write(stdout ?? '')
    process.exit(status ?? 1)
  }
  return stdout
}
