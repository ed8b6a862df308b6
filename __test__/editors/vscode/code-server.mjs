// Starts code-server, which is VS Code for browsers, with a new profile and the extensions of a test.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { root, testingBinary } from '../../support/client.mjs'
import { installCandor } from '../../support/installed.mjs'
import { installEditor } from './install.mjs'
import { until } from './processes.mjs'

/** Disables VS Code's own activity, which these tests do not cover. */
const SETTINGS = {
  'telemetry.telemetryLevel': 'all',
  'workbench.startupEditor': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  // A light bulb requests quick fixes at unpredictable times.
  'editor.lightbulb.enabled': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Otherwise, VS Code offers to forward the ports of servers that the developer runs.
  'remote.autoForwardPorts': false,
}

/**
 * @param {object} options
 * @param {string} options.home the folder for everything that VS Code writes
 * @param {string} options.workspace the folder to open
 * @param {string[]} options.extensions the folders of the extensions
 * @param {object} options.settings the user settings
 * @param {boolean} options.isTrusted
 * @param {Record<string, string>} options.env
 * @returns the process and its address
 */
export async function startCodeServer({ home, workspace, extensions, settings, isTrusted, env }) {
  const { node, entry } = installEditor()
  const installed = path.join(home, 'extensions')
  for (const extension of [...extensions, path.join(root, '__test__/editors/vscode/driver')])
    installExtension(extension, installed)
  const profile = path.join(home, 'profile')
  fs.mkdirSync(path.join(profile, 'User'), { recursive: true })
  fs.writeFileSync(path.join(profile, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }))
  // The developer's own environment must not affect the tests.
  const { DO_NOT_TRACK, CANDOR_TELEMETRY, CANDOR_LOG, NODE_OPTIONS, NODE_TEST_CONTEXT, ...inherited } = process.env
  const args = [
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--user-data-dir', profile, '--extensions-dir', installed],
    ...['--reconnection-grace-time', '3', '--disable-update-check', '--disable-getting-started-override'],
    ...(isTrusted ? ['--disable-workspace-trust'] : []),
  ]
  const server = spawn(node, [entry, ...args, workspace], {
    // Nothing listens on this port, so VS Code's own telemetry is discarded.
    env: { ...inherited, CS_TELEMETRY_URL: 'http://127.0.0.1:9/', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  server.stdout.on('data', (data) => (log += data))
  server.stderr.on('data', (data) => (log += data))
  const address = await until('code-server listens', () => {
    if (server.exitCode !== null) throw new Error(`code-server ended:\n${log}`)
    return /listening on (http:\S+)/.exec(log)?.[1]
  })
  return { server, address }
}

/**
 * Installs an extension for code-server, with the language client from this project's node_modules, and with this
 * package and a native addon with test hooks, which can crash on demand.
 */
function installExtension(source, extensions) {
  const { publisher, name, version, dependencies = {} } = JSON.parse(fs.readFileSync(path.join(source, 'package.json')))
  const folder = path.join(extensions, `${publisher}.${name}-${version}`)
  const filter = (file) => path.basename(file) !== 'node_modules'
  fs.cpSync(source, folder, { recursive: true, filter })
  fs.mkdirSync(path.join(folder, 'node_modules'))
  // A published extension has bundled its dependencies.
  if (fs.existsSync(path.join(source, 'dist'))) return
  for (const dependency of Object.keys(dependencies)) {
    if (dependency === 'candor') installCandor(path.join(folder, 'node_modules'), testingBinary)
    else fs.symlinkSync(path.join(root, 'node_modules', dependency), path.join(folder, 'node_modules', dependency))
  }
}
