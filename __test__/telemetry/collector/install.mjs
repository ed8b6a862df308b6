// Builds an OpenTelemetry Collector and installs the packages that only these tests need, once, in a separate folder.
// They are not devDependencies, because `npm install` would download 200 MB more for everyone.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = { '@duckdb/node-api': '1.5.6-r.1', '@vscode/extension-telemetry': '1.5.2' }
const BUILDER = 'go.opentelemetry.io/collector/cmd/builder@v0.148.0'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const home = path.join(root, 'node_modules/.cache/candor-collector')
const manifest = fileURLToPath(new URL('manifest.yaml', import.meta.url))
const exe = process.platform === 'win32' ? '.exe' : ''
const program = path.join(home, `candor-otelcol${exe}`)

/** The path of the Collector, or null if it has not been built. */
export const collector = fs.existsSync(program) ? program : null

/** Requires one of the installed packages. */
export const requireInstalled = createRequire(path.join(home, 'package.json'))

/** Builds the Collector if it is missing and Go is available. @returns {boolean} whether the Collector is available */
export function buildCollector() {
  if (spawnSync('go', ['version']).status !== 0) return false
  const wanted = `${BUILDER}\n${fs.readFileSync(manifest, 'utf8')}`
  once('collector', wanted, () => {
    console.log('building an OpenTelemetry Collector (some minutes)')
    const sources = path.join(home, 'sources')
    fs.rmSync(sources, { recursive: true, force: true })
    run('go', ['install', BUILDER], { env: { ...process.env, GOBIN: home } })
    const args = ['--config', manifest, '--skip-get-modules', '--skip-compilation']
    run(path.join(home, `builder${exe}`), args, { cwd: home })
    // Not `go mod tidy`, which also downloads the test dependencies of every module.
    run('go', ['build', '-mod=mod', '-trimpath', '-ldflags=-s -w', '-o', program, '.'], { cwd: sources })
  })
  return true
}

/** Installs the packages if they are missing. */
export function installTestPackages() {
  const wanted = JSON.stringify({ private: true, dependencies: PACKAGES })
  once('packages', wanted, () => {
    console.log(`installing ${Object.keys(PACKAGES).join(' and ')} into ${path.relative(root, home)}`)
    fs.writeFileSync(path.join(home, 'package.json'), wanted)
    const options = { cwd: home, shell: process.platform === 'win32' }
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], options)
  })
}

/**
 * Runs `work` unless it has already succeeded for the same input.
 * @param {string} name
 * @param {string} wanted
 * @param {() => void} work
 */
function once(name, wanted, work) {
  const complete = path.join(home, `${name}.complete`)
  if (fs.existsSync(complete) && fs.readFileSync(complete, 'utf8') === wanted) return
  fs.mkdirSync(home, { recursive: true })
  fs.rmSync(complete, { force: true })
  work()
  fs.writeFileSync(complete, wanted)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(program, args, options) {
  const { status, signal, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  if (error) throw new Error(`${program} cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(`'${[program, ...args].join(' ')}' failed (${signal ?? `exit code ${status}`})`)
}
