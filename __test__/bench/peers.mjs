// The servers that candor is compared with. Those that are not development packages of this project are installed into
// the folder of the benchmarks, and only with `--peers`.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { overStdio } from './language-client.mjs'

/** @typedef {import('./documents.mjs').Language} Language */

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} short
 * @property {Language[]} languages
 * @property {import('./language-client.mjs').LanguageServer} server
 * @property {number} size in bytes, as it is installed
 */

/** @typedef {{ found: Peer[], skipped: string[] }} Peers */

const DESCRIPTIONS = [
  {
    name: 'dockerfile-language-server-nodejs',
    short: 'dockerfile-ls',
    languages: ['dockerfile'],
    npm: 'dockerfile-language-server-nodejs',
    script: 'bin/docker-langserver',
    args: ['--stdio'],
  },
  {
    name: '@microsoft/compose-language-service',
    short: 'compose-ls',
    languages: ['compose'],
    npm: '@microsoft/compose-language-service',
    script: 'bin/docker-compose-langserver',
    args: ['--stdio'],
  },
  {
    name: 'docker-language-server',
    short: 'docker-ls',
    languages: ['dockerfile', 'compose', 'bake'],
    go: 'github.com/docker/docker-language-server/cmd/docker-language-server@latest',
    args: ['start', '--stdio'],
  },
  {
    name: 'terraform-ls',
    short: 'terraform-ls',
    languages: ['terraform'],
    go: 'github.com/hashicorp/terraform-ls@v0.39.1',
    args: ['serve'],
  },
]

/**
 * Finds the peers, and installs those that are missing if that is wanted.
 * @param {string} root the project
 * @param {string} folder in which peers are installed
 * @param {{ install: boolean }} options
 * @returns {Peers}
 */
export function findPeers(root, folder, { install }) {
  const found = []
  const skipped = []
  for (const description of DESCRIPTIONS) {
    const { name, short, languages } = description
    const find = () => (description.npm ? findPackage(root, folder, description) : findProgram(folder, description))
    let peer = find()
    let reason = 'not installed; --peers installs it'
    if (!peer && install) {
      reason = installPeer(folder, description) ?? 'not found after its installation'
      peer = find()
    }
    if (peer) found.push({ name, short, languages: /** @type {Language[]} */ (languages), ...peer })
    else skipped.push(`Not compared with ${name}: ${reason}`)
  }
  return { found, skipped }
}

function findPackage(root, folder, { name, npm, script, args }) {
  for (const base of [root, folder]) {
    const installed = path.join(base, 'node_modules', npm)
    if (!existsSync(installed)) continue
    const server = overStdio(name, process.execPath, [path.join(installed, script), ...args])
    return { server, size: sizeOfPackage(installed) }
  }
  return null
}

/** Finds a program in the folder of the peers, or in PATH. */
function findProgram(folder, { name, args }) {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const places = [path.join(folder, 'bin'), ...(process.env.PATH ?? '').split(path.delimiter)]
  const program = places.map((place) => path.join(place, file)).find((candidate) => existsSync(candidate))
  if (!program) return null
  return { server: overStdio(name, program, args), size: statSync(realpathSync(program)).size }
}

/** Installs a peer. Returns the reason if that is not possible. */
function installPeer(folder, { npm, go }) {
  const bin = path.join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  if (npm) {
    return run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', npm], {
      shell: process.platform === 'win32',
    })
  }
  return run('go', ['install', '-trimpath', '-ldflags=-s -w', go], { env: { ...process.env, GOBIN: bin } })
}

/** Runs a program. Returns the last line that it prints if it fails. */
function run(program, args, options) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options })
  if (error) return `${program} cannot be run`
  return status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? `${program} failed`)
}

/** The size of a package and of the packages that it needs, in bytes. */
function sizeOfPackage(installed) {
  const seen = new Set()
  const visit = (folder) => {
    if (seen.has(folder)) return
    seen.add(folder)
    const manifest = createRequire(import.meta.url)(path.join(folder, 'package.json'))
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const needed = findUpwards(folder, name)
      if (needed) visit(needed)
    }
  }
  visit(realpathSync(installed))
  return [...seen].reduce((sum, folder) => sum + sizeOfFolder(folder), 0)
}

/** Finds a package as Node does: in `node_modules` of a folder or of one above it. */
function findUpwards(folder, name) {
  for (let at = folder; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'node_modules', name)
    if (existsSync(candidate)) return realpathSync(candidate)
    if (at === path.dirname(at)) return null
  }
}

/** The bytes of the files in a folder, without packages inside it, which are counted on their own. */
export function sizeOfFolder(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.name === 'node_modules') return sum
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return sum + sizeOfFolder(file)
    return entry.isFile() ? sum + statSync(file).size : sum
  }, 0)
}
