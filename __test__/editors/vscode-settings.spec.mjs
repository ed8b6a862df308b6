// Settings in VS Code that reach the server through the bridge.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { start } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { bridgeTelemetry } = require('../../js/vscode.js')
const { fakeVscode } = require('../../js/testing.js')

const DOCKERFILE = 'file:///w/Dockerfile'
const WARNING = 'FROM scratch as build\nCOPY . /\n'

async function open(t, { telemetrySection, settings }) {
  const fake = fakeVscode({ settings: { [`${telemetrySection}.telemetry`]: 'all', ...settings } })
  const client = start(t, { telemetry: { lsp: false, section: telemetrySection }, settingsSection: 'acme' })
  const asked = []
  const configuration = (items) => {
    asked.push(...items.map(({ section }) => section))
    return items.map(({ section }) => fake.vscode.workspace.getConfiguration().get(section) ?? null)
  }
  const bridge = bridgeTelemetry(client.server, fake.vscode, { sender: { sendEventData() {}, sendErrorData() {} }, configuration }) // prettier-ignore
  t.after(() => bridge.dispose())
  await client.initialize()
  client.open(DOCKERFILE, WARNING)
  await client.server.idle()
  const severity = () => client.received('textDocument/publishDiagnostics').at(-1).params.diagnostics[0]?.severity
  return { fake, client, asked, severity }
}

test('settings of VS Code apply when the server starts, and when the user changes them', async (t) => {
  const settings = { 'acme.rules': { FromAsCasing: 'error' } }
  const { fake, client, severity } = await open(t, { telemetrySection: 'acme', settings })
  assert.equal(severity(), 1)
  fake.setSetting('acme.rules', { FromAsCasing: 'hint' })
  await client.server.idle()
  assert.equal(severity(), 4)
  fake.setSetting('acme.rules', undefined)
  await client.server.idle()
  assert.equal(severity(), 2)
  assert.equal(client.server.telemetryStatus().level, 'all')
})

test('a change of settings alone does not request the telemetry level', async (t) => {
  const { fake, client, asked, severity } = await open(t, { telemetrySection: 'docker.lsp', settings: {} })
  asked.length = 0
  fake.setSetting('acme.rules', { FromAsCasing: 'off' })
  await client.server.idle()
  assert.deepEqual([asked, severity()], [['acme'], undefined])
  fake.setSetting('docker.lsp.telemetry', 'error')
  await client.server.idle()
  assert.deepEqual(asked.slice(1).sort(), ['acme', 'docker.lsp'])
})
