import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'

import type { RelayedEvent, TelemetryReceiver } from 'candor'
import { fakeVscode } from 'candor/testing'

import { SETTING, Service } from '../src/service'

class Receiver implements TelemetryReceiver {
  received: RelayedEvent[] = []
  send(events: RelayedEvent[]) {
    this.received.push(...events)
  }
  purge() {}
  async close() {}
  get names() {
    return this.received.map(({ event }) => event.name)
  }
}

function start(t: TestContext) {
  const editor = fakeVscode()
  const receiver = new Receiver()
  const service = new Service(editor.vscode, { receiver, version: '1.2.3' })
  t.after(() => service.server.stop())
  const values = new Map<string, unknown>()
  const memory = {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, value),
  }
  return { editor, receiver, service, memory }
}

test('nothing is sent before the user agrees', async (t) => {
  const { editor, receiver, service, memory } = start(t)
  service.showTelemetry()
  editor.answerNext('No')
  assert.equal(await service.askForConsent(memory), 'off')
  service.showTelemetry()
  await service.close()
  assert.deepEqual(receiver.names, [])
})

test('an event of our own arrives once the user has agreed, and not after an opt-out', async (t) => {
  const { editor, receiver, service, memory } = start(t)
  editor.answerNext('Yes')
  assert.equal(await service.askForConsent(memory), 'all')
  service.showTelemetry()
  await service.server.idle()
  await service.close()
  const [{ event, product }] = receiver.received
  assert.deepEqual(event, { v: 1, name: 'commandUsed', properties: { command: 'showTelemetry' } })
  assert.deepEqual(product, { name: '__NAME__', version: '1.2.3' })

  const other = start(t)
  other.editor.setSetting(SETTING, 'all')
  other.service.showTelemetry()
  other.editor.setSetting(SETTING, 'off')
  await other.service.close()
  assert.deepEqual(other.receiver.names, [])
})

test('a problem in a Dockerfile is reported', async (t) => {
  const { service } = start(t)
  const messages: { method?: string; params?: any }[] = []
  service.server.onMessage((message) => void messages.push(JSON.parse(message)))
  const send = (message: object) => service.server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  send({ method: 'initialized', params: {} })
  const textDocument = {
    uri: 'file:///Dockerfile',
    languageId: 'dockerfile',
    version: 1,
    text: 'FROM alpine\nCOPPY . .\n',
  }
  send({ method: 'textDocument/didOpen', params: { textDocument } })
  await service.server.idle()
  const published = messages.find(({ method }) => method === 'textDocument/publishDiagnostics')
  assert.equal(published?.params.diagnostics.length, 1)
})
