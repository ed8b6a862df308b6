// `fakeVscode`, which authors use to test their extensions, behaves like VS Code.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { LanguageServer } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { bridgeTelemetry, consentPrompt, statusItem } = require('../../js/vscode.js')
const { fakeVscode } = require('../../js/testing.js')

const SETTING = 'acme.telemetry'
const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = { clicked: { ...base, kind: 'usage' } }

function serve(t) {
  const server = LanguageServer.start({ telemetry: { lsp: false, section: 'acme', events } })
  t.after(() => server.stop())
  return server
}

class Sender {
  names = []
  sendEventData(name) {
    this.names.push(name)
  }
  sendErrorData() {}
}

test('an extension is tested from the question to the event', async (t) => {
  const editor = fakeVscode()
  const server = serve(t)
  const sender = new Sender()
  const bridge = bridgeTelemetry(server, editor.vscode, { sender })
  const item = statusItem(server, editor.vscode, { name: 'Acme', id: 'acme.telemetry' })
  server.record('clicked')
  await server.idle()
  assert.deepEqual(sender.names, [])
  editor.answerNext('Yes')
  const memory = { get: () => undefined, update: async () => {} }
  assert.equal(await consentPrompt(editor.vscode, { name: 'Acme', setting: SETTING, memory }), 'all')
  assert.deepEqual([editor.setting(SETTING), editor.messages.length], ['all', 1])
  assert.match(editor.statusItems[0].text, /Telemetry: all$/)
  server.record('clicked')
  await server.idle()
  assert.deepEqual(sender.names, ['acme.example/clicked'])
  editor.setTelemetryLevel('off')
  server.record('clicked')
  await server.idle()
  assert.deepEqual(sender.names, ['acme.example/clicked'])
  item.dispose()
  bridge.dispose()
})

test("a workspace can lower the user's level, but not raise it", async (t) => {
  const editor = fakeVscode({ settings: { [SETTING]: 'error' } })
  const server = serve(t)
  const bridge = bridgeTelemetry(server, editor.vscode, { sender: new Sender() })
  assert.equal(server.telemetryStatus().host, 'error')
  editor.setSetting(SETTING, 'all', 'workspaceValue')
  assert.equal(server.telemetryStatus().host, 'error')
  editor.setSetting(SETTING, 'off', 'workspaceValue')
  assert.equal(server.telemetryStatus().host, 'off')
  bridge.dispose()
})

test('deactivation disposes of the subscriptions before deactivate has ended, as VS Code does', async () => {
  const order = []
  const extension = {
    async deactivate() {
      order.push('deactivate begins')
      await new Promise((resolve) => setImmediate(resolve))
      order.push('deactivate ends')
    },
  }
  await fakeVscode().deactivate(extension, { subscriptions: [{ dispose: () => order.push('disposed') }] })
  assert.deepEqual(order, ['deactivate begins', 'disposed', 'deactivate ends'])
})
