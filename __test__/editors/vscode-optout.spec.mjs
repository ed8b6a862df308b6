// An opt-out reaches a bridge's sender: the bridge calls `purge` before anything else happens.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  BatchingSender,
  bridge,
  bridgeable,
  bridged,
  everything,
  INITIALIZE,
  Sender,
  SETTING,
  telemetry,
  user,
} from '../support/stub/bridge.mjs'
import { startHooked } from '../support/telemetry.mjs'

const EVENTS = ['acme.example/initialize', 'acme.example/server_heartbeat']

/** Creates a bridge to a sender that holds events of every kind. */
async function holding(t) {
  const sender = new BatchingSender()
  const all = bridged(t, { sender })
  await everything(t, all.client)
  assert.ok(sender.held.length > 4)
  return all
}

for (const [what, lower] of [
  ['the host', (server, level) => server.setTelemetryLevel(level)],
  ['the setting', (_, level) => user.set({ [SETTING]: level })],
  ['a workspace', (_, level) => user.set({ [SETTING]: level }, 'workspace')],
  ['VS Code', (_, level) => (telemetry.level = level)],
]) {
  test(`events in a sender are purged before the call returns when ${what} lowers the level`, async (t) => {
    const { sender, server } = await holding(t)
    lower(server, 'error')
    assert.deepEqual(sender.purged, ['error'])
    assert.deepEqual([...new Set(sender.held.map(({ data }) => data.type))], ['panic'])
    lower(server, 'off')
    assert.deepEqual(sender.purged, ['error', 'off'])
    assert.deepEqual(sender.held, [])
    lower(server, 'all')
    lower(server, 'error')
    assert.deepEqual(sender.purged, ['error', 'off', 'error'], 'raising purges nothing')
  })
}

test('events in a sender are purged when the answer of the provider lowers the level, and not earlier', async (t) => {
  const answer = { telemetry: 'all' }
  const sender = new BatchingSender()
  const { client, server } = bridged(t, {
    sender,
    setting: 'acme.share',
    configuration: () => [{ ...answer }],
    ...ACME,
  })
  await client.initialize(INITIALIZE)
  assert.equal(sender.held.length, 2)
  answer.telemetry = 'off'
  const order = []
  server.onMessage((message) => order.push(JSON.parse(message).id))
  const { purge } = sender
  sender.purge = (level) => {
    order.push(`purge ${level}`)
    purge.call(sender, level)
  }
  user.set({ 'docker.lsp.experimental': true })
  assert.deepEqual(order, [])
  await server.idle()
  assert.deepEqual([order, sender.held], [['purge off'], []])
})
const ACME = { settings: { user: { 'acme.share': 'all' } } }

test('events in a sender are purged when the session ends whose client alone stated the level', async (t) => {
  const sender = new BatchingSender()
  const { client, server } = bridged(t, { sender })
  server.setTelemetryLevel(null)
  await client.initialize(INITIALIZE)
  assert.equal(sender.held.length, 2)
  client.notify('exit')
  await server.idle()
  assert.deepEqual([sender.purged, sender.held], [['off', 'off'], []])
})

test('a host that withdraws its level withdraws consent, although the format stays negotiated', async (t) => {
  const sender = new BatchingSender()
  const { client, server } = bridged(t, { sender, setting: 'acme.share', ...ACME })
  const levels = []
  server.onLevelChange(({ level, decidedBy }) => levels.push(`${level} by ${decidedBy}`))
  await client.initialize({ capabilities: { experimental: { telemetryVersion: 1 } } })
  assert.equal(sender.held.length, 2)
  server.setTelemetryLevel(null)
  assert.deepEqual([sender.purged, sender.held], [['off'], []])
  assert.deepEqual(levels, [], 'the level is the same word')
  assert.deepEqual([server.telemetryStatus().level, server.telemetryStatus().decidedBy], ['all', 'negotiation'])
})

test('the sender is called before the listener of onLevelChange, and does not take its place', async (t) => {
  const order = []
  const sender = new BatchingSender()
  sender.purge = (level) => order.push(`purge ${level}`)
  const { bridge, server } = bridged(t, { sender })
  server.onLevelChange(({ level }) => order.push(level))
  server.setTelemetryLevel('off')
  server.onLevelChange(null)
  server.setTelemetryLevel('all')
  server.setTelemetryLevel('error')
  server.onLevelChange(({ level }) => order.push(level))
  bridge.dispose()
  server.setTelemetryLevel('all')
  server.setTelemetryLevel('off')
  assert.deepEqual(order, ['purge off', 'off', 'purge error', 'purge off', 'off', 'all', 'off'])
})

for (const [how, purge] of [
  ['throws', () => assert.fail('no purge')],
  ['rejects', () => Promise.reject(new Error('no purge'))],
]) {
  test(`a purge that ${how} is reported, and the level applies`, async (t) => {
    const sender = new BatchingSender()
    sender.purge = purge
    const { client, errors, server } = bridged(t, { sender })
    const levels = []
    server.onLevelChange(({ level }) => levels.push(level))
    await client.initialize(INITIALIZE)
    server.setTelemetryLevel('off')
    assert.deepEqual([server.telemetryStatus().level, levels], ['off', ['off']])
    await server.idle()
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['no purge'],
    )
  })
}

test('a sender that lowers the level while it gets an event is purged there, and gets no more of the batch', async (t) => {
  const sender = new BatchingSender()
  const { client, errors, server } = bridged(t, { sender })
  sender.sendEventData = (name, data) => {
    BatchingSender.prototype.sendEventData.call(sender, name, data)
    server.setTelemetryLevel('off')
    assert.deepEqual([sender.purged, sender.held], [['off'], []])
    server.setTelemetryLevel('all')
  }
  const answer = client.request('initialize', { processId: null, rootUri: null, ...INITIALIZE })
  await answer
  client.notify('initialized', {})
  await server.idle()
  assert.deepEqual([sender.held, errors], [[], []])
})

test('a level that another source lowers while a batch is delivered is announced before the next event', async (t) => {
  t.after(() => user.reset())
  const client = startHooked(t, { telemetry: { lsp: false } })
  const sender = new BatchingSender()
  const { server, errors } = bridge(client, { sender })
  await client.initialize(INITIALIZE)
  sender.held = []
  const order = []
  sender.purge = (level) => order.push(`purge ${level}`)
  sender.sendEventData = (name) => {
    order.push(name)
    if (order.length > 1) return
    // The provider cannot answer before this function returns, so the request times out.
    server.configurationChanged()
    const deadline = Date.now() + 30_000
    while (server.telemetryStatus().client !== 'off' && Date.now() < deadline) client.pass(10_000)
  }
  client.hooks.record(5)
  await server.idle()
  assert.deepEqual(order, ['acme.example/server_user_action', 'purge off'])
  assert.deepEqual(errors, [])
})

test('a sender without `purge`, and one behind a logger of the extension, are not called', async (t) => {
  Object.prototype.purge = () => assert.fail('this is nobody’s')
  t.after(() => delete Object.prototype.purge)
  const { client, errors, sender, server } = bridged(t)
  await client.initialize(INITIALIZE)
  server.setTelemetryLevel('off')
  assert.deepEqual([sender.names, errors], [EVENTS, []])

  const own = new BatchingSender()
  const logger = telemetry.createTelemetryLogger(own)
  const other = bridged(t, { logger })
  await other.client.initialize(INITIALIZE)
  other.server.setTelemetryLevel('off')
  assert.deepEqual([own.purged, own.held.length, other.errors], [[], 2, []])
  logger.dispose()
})

test('a sender with private members and one that is frozen get events, and are purged and flushed once', async (t) => {
  const calls = []
  class Private extends Sender {
    #calls = calls
    sendEventData(name) {
      this.#calls.push(name)
    }
    purge(level) {
      this.#calls.push(`purge ${level}`)
    }
    flush() {
      this.#calls.push('flush')
    }
  }
  const frozen = Object.freeze({
    sendEventData: (name) => calls.push(name),
    sendErrorData() {},
    purge: (level) => calls.push(`purge ${level}`),
    flush: () => calls.push('flush'),
  })
  for (const sender of [new Private(), frozen]) {
    calls.length = 0
    const { bridge, client, errors, server } = bridged(t, { sender })
    await client.initialize(INITIALIZE)
    server.setTelemetryLevel('off')
    bridge.dispose()
    assert.deepEqual([calls, errors], [[...EVENTS, 'purge off', 'flush'], []])
  }
})

test('stop() purges nothing, because the user consented to the delivered events', async (t) => {
  const sender = new BatchingSender()
  const { client, server } = bridged(t, { sender })
  await client.initialize(INITIALIZE)
  await server.stop()
  assert.deepEqual([sender.purged, sender.names, sender.flushed], [[], EVENTS, 1])
})

test('`dispose` purges what the sender holds', async (t) => {
  const sender = new BatchingSender()
  const { bridge, client } = bridged(t, { sender })
  await client.initialize(INITIALIZE)
  bridge.dispose()
  assert.deepEqual([sender.purged, sender.names, sender.flushed], [['off'], [], 1])
})

test('a purge that stops the server or ends the bridge causes no error', async (t) => {
  for (const end of [({ server }) => server.stop(), ({ bridge }) => bridge.dispose(), ({ bridge }) => bridge.close()]) {
    for (const start of [({ bridge }) => bridge.dispose(), ({ server }) => server.setTelemetryLevel('off')]) {
      const sender = new BatchingSender()
      const all = bridge(bridgeable(t), { sender })
      const ended = []
      sender.purge = () => ended.push(end(all))
      await all.client.initialize(INITIALIZE)
      start(all)
      await Promise.all(ended)
      assert.ok(ended.length > 0)
      assert.deepEqual(all.errors, [])
      await all.server.stop()
    }
  }
})
