// Runs other programs for the scripts in this folder, and installs the packages that they need.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program in the project's folder. If it fails, exits with its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) fail(`${program} cannot be run: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

/** Runs a program and returns what it prints. */
export function output(program, args, options = {}) {
  const settings = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, ...options }
  const { status, stdout, error } = spawnSync(program, args, settings)
  if (error) fail(`${program} cannot be run: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
  return stdout
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Runs npm. */
export function npm(...args) {
  const cli = process.env.npm_execpath
  if (cli) run(process.execPath, [cli, ...args])
  else run('npm', args, { shell: process.platform === 'win32' })
}

/** The spec files of a folder whose names contain one of the words, or all of them. Fails if there are none. */
export function specsIn(folder, words) {
  const specs = readdirSync(folder)
    .filter((name) => name.endsWith('.spec.mjs'))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  if (specs.length === 0) fail(`no spec file has one of these words in its name: ${words.join(', ')}`)
  return specs.map((name) => path.join(folder, name))
}

/** Installs the development packages if they are missing or older than the lock file. */
export function installPackages() {
  const installed = path.join(root, 'node_modules/.package-lock.json')
  const lock = path.join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms (npm/cli#4828).
  npm('install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund')
}

/**
 * Returns a cargo subcommand: the one in PATH, or else one that is installed below `target/`.
 * @param {string} name @param {string} version of the one to install
 */
export function cargoTool(name, version) {
  if (spawnSync(name, ['--version']).status === 0) return name
  const folder = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'tools', `${name}-${version}`)
  const program = path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  if (!existsSync(program)) run('cargo', ['install', '--locked', '--root', folder, `${name}@${version}`])
  return program
}
