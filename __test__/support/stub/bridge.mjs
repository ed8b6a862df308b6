// Shared by the tests of the bridge to VS Code: servers with a bridge, a sender for the bridge's events, and a function
// that causes one event of every kind.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { startTesting } from '../client.mjs'
import { callback, modify, temporaryFolder, uriOf } from '../telemetry.mjs'

const require = createRequire(import.meta.url)
export const { counts, telemetry, user, vscode } = require('../vscode-stub.cjs')
export const { bridgeTelemetry, flatten } = require('../../../js/vscode.js')

export const SETTING = 'docker.lsp.telemetry'
export const INITIALIZE = { capabilities: { workspace: { configuration: true } } }

/** Records what VS Code's loggers pass on. */
export class Sender {
  received = []
  flushed = 0

  sendEventData(name, data) {
    this.received.push({ name, data })
  }
  sendErrorData() {
    assert.fail('an error of somebody else')
  }
  flush() {
    this.flushed += 1
  }
  get names() {
    return this.received.map(({ name }) => name)
  }
}

/** Queues events until it is flushed, and drops those that a new level no longer permits. */
export class BatchingSender extends Sender {
  held = []
  purged = []

  sendEventData(name, data) {
    this.held.push({ name, data })
  }
  flush() {
    this.flushed += 1
    this.received.push(...this.held.splice(0))
  }
  purge(level) {
    this.purged.push(level)
    if (level !== 'all') this.held = this.held.filter(({ data }) => level === 'error' && data.type === 'panic')
  }
}

/** Creates a client of a server whose telemetry can be bridged. */
export function bridgeable(t, options) {
  t.after(() => user.reset())
  return startTesting(t, { ...options, telemetry: { lsp: false, ...options?.telemetry } })
}

/** Like {@link bridgeable}, with a bridge. Applies the settings before it creates the bridge. */
export function bridged(t, { settings = { user: { [SETTING]: 'all' } }, options, ...given } = {}) {
  return bridge(bridgeable(t, options), { settings, ...given })
}

/** Bridges the telemetry of a client's server. */
export function bridge(client, { settings = { user: { [SETTING]: 'all' } }, sender = new Sender(), ...given } = {}) {
  const errors = []
  client.server.onError((error) => errors.push(error))
  for (const [place, values] of Object.entries(settings)) user.set(values, place)
  const bridge = bridgeTelemetry(client.server, vscode, {
    ...(given.logger || given.receiver ? {} : { sender }),
    ...given,
  })
  return { bridge, client, errors, sender, server: client.server, host: () => client.server.telemetryStatus().host }
}

/** Records copies of the events that the server delivers, at the time of delivery. */
export function overhear(server) {
  const events = []
  const { onTelemetry } = server
  server.onTelemetry = (listener) =>
    onTelemetry.call(
      server,
      listener &&
        ((batch) => {
          events.push(...structuredClone(batch))
          return listener(batch)
        }),
    )
  return events
}

/** Makes the server report one event of every kind. */
export async function everything(t, client) {
  const folder = temporaryFolder(t)
  const provider = 'required_providers {\n aws = { source = "hashicorp/aws", version = "~> 5.0" }\n}'
  writeFileSync(path.join(folder, 'main.tf'), `terraform {\n ${provider}\n backend "s3" {}\n}\n`)
  await client.initialize({ ...INITIALIZE, rootUri: uriOf(folder), clientInfo: { name: 'Neovim', version: '0.11.4' } })
  client.open(uriOf(folder, 'main.tf'), `terraform {\n ${provider}\n backend "s3" {}\n}\n`, 'terraform')
  modify(client, uriOf(folder, 'Dockerfile'))
  await client.request('workspace/executeCommand', callback())
  await client.request('workspace/executeCommand', callback(null))
  await client.request('candor/testing/panic')
  client.server.recordError(new TypeError('never sent'))
  await client.server.idle()
}
