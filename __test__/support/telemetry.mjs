// Helpers for telemetry tests: a client of a server with a manual clock, temporary folders and Git repositories, and the
// documented hashes.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import './environment.mjs'
import { Client, start, testingBinary, testingNative } from './client.mjs'

/** The levels, the lowest first. */
export const LEVELS = ['off', 'error', 'all']

/** Capabilities of a client that accepts events, and of one that answers `workspace/configuration`. */
export const takesEvents = { experimental: { telemetryVersion: 1 } }
export const answersConfiguration = { workspace: { configuration: true } }

/** A client of a server with test hooks and a manual clock. */
export class HookedClient extends Client {
  #waiting = new Set()

  constructor(options) {
    const { LanguageServerHandle } = testingNative
    let handle
    let awake = () => {}
    testingNative.LanguageServerHandle = {
      start(options, environment, wake) {
        const wakeUp = () => {
          wake()
          awake()
        }
        return (handle = LanguageServerHandle.startWithManualClock(options, environment, wakeUp))
      },
    }
    try {
      super({ ...options, binary: testingBinary })
    } finally {
      testingNative.LanguageServerHandle = LanguageServerHandle
    }
    /** The native handle: `record`, `recordFromThreads`, `advanceClock`. */
    this.hooks = handle
    awake = () => this.#waiting.forEach((check) => check())
  }

  /** Resolves when `condition` holds. It is checked in every turn, and whenever the server wakes the event loop. */
  until(condition) {
    return new Promise((resolve, reject) => {
      // Also keeps the process alive: a wake-up by itself does not.
      const never = setTimeout(() => {
        this.#waiting.delete(check)
        reject(new Error(`never came true: ${condition}`))
      }, 30_000)
      const check = () => {
        if (!condition()) return
        clearTimeout(never)
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      // Lowering the level may not wake the event loop, so every turn checks, too.
      const turn = () => {
        // A condition that has been met is not checked again, because the server may be stopped by now.
        if (!this.#waiting.has(check)) return
        check()
        setImmediate(turn)
      }
      turn()
    })
  }

  /** Advances the clock. Use {@link until} to wait for a time limit to take effect. */
  pass(milliseconds) {
    this.hooks.advanceClock(milliseconds)
  }
}

/** The telemetry status of a client's server. */
export const status = (client) => client.server.telemetryStatus()
export const clientLevel = (client) => status(client).client
export const appliedLevel = (client) => status(client).level

/** A client that states a level and answers `workspace/configuration`, with a host whose level is `all`. */
export async function startAnswering(t, options = {}, telemetry = 'all') {
  const client = start(t, { telemetry: { level: 'all', ...options } })
  await client.initialize({ capabilities: answersConfiguration, initializationOptions: { telemetry } })
  return client
}

/** Starts a client with test hooks, which is stopped when the test ends. */
export function startHooked(t, options) {
  const client = new HookedClient(options)
  t.after(() => client.stop())
  return client
}

/** Runs `work` with environment variables set. */
export async function withEnvironment(variables, work) {
  Object.assign(process.env, variables)
  try {
    return await work()
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name]
  }
}

/** Reads the events of the host, and returns them together with those of the client. */
export function readAll(client) {
  return [...client.server.readTelemetry(), ...client.events]
}

/** The command with which a client reports the use of a quick fix. */
export const CALLBACK = 'dockerLspServer.telemetry.callback'
export const ACTION = {
  action: 'commandExecuted',
  action_id: 'server.textDocument.codeAction.diagnostics',
  diagnostic: 'JSONArgsRecommended',
}

/** The parameters of that command. */
export function callback(diagnostic = ACTION.diagnostic) {
  return { command: CALLBACK, arguments: ['server_user_action', { ...ACTION, diagnostic }] }
}

/** Settings that cannot concern the telemetry level, in the forms in which clients report changes. */
export const UNRELATED_SETTINGS = [
  [],
  ['editor.tabSize'],
  ['docker.lsp.experimental.vulnerabilityScanning'],
  ['docker.lspx.telemetry'],
  ['dockerfile'],
  ['telemetry'],
  { editor: { tabSize: 2 } },
  { 'docker.lsp.experimental': true },
  { 'docker.lspx': {} },
  { telemetry: 'all' },
]

/** Notifies the server of a change of the configuration. Resolves with the configuration requests that follow. */
export async function change(client, ...params) {
  const before = client.messages.length
  client.notify('workspace/didChangeConfiguration', ...params)
  await client.server.idle()
  return requestsSince(client, before)
}

/** The requests for the configuration after the first `before` messages. */
export function requestsSince(client, before) {
  return client.messages.slice(before).filter(({ method }) => method === 'workspace/configuration')
}

/** Changes the configuration and answers the one request that follows. */
export async function pull(client, result) {
  const [request, ...more] = await change(client, { settings: null })
  if (!request || more.length > 0) throw new Error(`${more.length + (request ? 1 : 0)} requests for one change`)
  client.answer(request, result)
  await client.server.idle()
}

/** The warnings in the client's log. */
export function warnings(client) {
  return client.received('window/logMessage').map(({ params: { type, message } }) => {
    if (type !== 2) throw new Error(`a message of type ${type}: ${message}`)
    return message
  })
}

/** The events of `action` in a list. */
export function actions(events, action) {
  return events.filter(({ properties }) => properties.action === action)
}

/** The names of events, with their type or action. */
export function names(events) {
  return events.map(({ name, properties: { type, action } }) => [name, type ?? action].filter(Boolean).join(' '))
}

/** Creates a folder, which is removed when the test ends. Returns its real path. */
export function temporaryFolder(t) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'candor-telemetry-')))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

export const uriOf = (...parts) => pathToFileURL(path.join(...parts)).href

/** Runs Git without the settings of this machine. */
export function git(folder, ...args) {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  }
  return execFileSync('git', args, { cwd: folder, env, stdio: 'pipe', encoding: 'utf8' })
}

/** Creates a repository in `folder`, with remotes by name. */
export function repository(folder, remotes = {}) {
  fs.mkdirSync(folder, { recursive: true })
  git(folder, 'init', '-q')
  for (const [name, url] of Object.entries(remotes)) git(folder, 'remote', 'add', name, url)
  return folder
}

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** The documented hashes without a key. */
export const plain = {
  remote: (canonical) => sha256(`git_remote:${canonical}`),
  document: (canonical, file) => sha256(`document:${canonical}:${file}`),
}

/** Opens a file and modifies it; the file need not exist. */
export function modify(client, uri, languageId = 'dockerfile') {
  client.open(uri, 'FROM scratch\n', languageId)
  client.change(uri, 'FROM busybox\n')
}

/** Modifies a file and resolves with the hashes of its event. */
export async function hashes(client, uri) {
  modify(client, uri)
  await client.server.idle()
  const [event, ...more] = actions(client.server.readTelemetry(), 'fileModified')
  if (!event || more.length > 0) throw new Error(`not one event for ${uri}`)
  const { git_remote, document } = event.properties
  return { git_remote, document }
}
