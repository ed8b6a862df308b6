// A receiver of a bridge: it gets the events that VS Code's logger allows, unchanged, and opt-outs.

import assert from 'node:assert/strict'
import test from 'node:test'

import { bridgeTelemetry, bridged, bridgeable, everything, overhear, Sender, SETTING, telemetry, user, vscode } from '../support/stub/bridge.mjs' // prettier-ignore

class Receiver {
  received = []
  purges = []
  isClosed = false
  send(batch) {
    this.received.push(...batch)
  }
  purge(level) {
    this.purges.push(level)
  }
  close() {
    this.isClosed = true
  }
}

/** A receiver that never finishes sending until it is aborted. */
class Stuck extends Receiver {
  signals = []
  send(_, signal) {
    this.signals.push(signal)
    return new Promise(() => {})
  }
}

test('a receiver gets every event as it was recorded, in order, and is closed with the bridge', async (t) => {
  const client = bridgeable(t, { product: { name: 'acme', version: '1.0.0' } })
  const events = overhear(client.server)
  const receiver = new Receiver()
  user.set({ [SETTING]: 'all' })
  const bridge = bridgeTelemetry(client.server, vscode, { receiver })
  await everything(t, client)
  await bridge.close()
  assert.deepEqual(receiver.received.map(({ event }) => event), events) // prettier-ignore
  assert.ok(events.length > 5)
  assert.deepEqual(receiver.received.map(({ sequence }) => sequence), events.map((_, index) => index + 1)) // prettier-ignore
  assert.deepEqual(receiver.received[0].product, { name: 'acme', version: '1.0.0' })
  assert.equal(receiver.isClosed, true)
  assert.deepEqual(receiver.purges, [])
  assert.equal(bridge.status().sent, events.length)
})

test('events that VS Code does not allow reach no receiver', async (t) => {
  telemetry.level = 'error'
  const receiver = new Receiver()
  const { bridge, client } = bridged(t, { receiver })
  await everything(t, client)
  await bridge.close()
  // The panic event may come later, because resolving its function names takes a while.
  assert.deepEqual(receiver.received.map(({ event }) => event.name).sort(), ['extension_error', 'server_heartbeat']) // prettier-ignore
})

for (const [what, lower] of [
  ['the host', (server) => server.setTelemetryLevel('off')],
  ['the setting', () => user.set({ [SETTING]: 'off' })],
  ['VS Code', () => (telemetry.level = 'off')],
]) {
  test(`a batch is aborted and everything is purged before the call returns when ${what} lowers the level`, async (t) => {
    const receiver = new Stuck()
    const { bridge, client, server } = bridged(t, { receiver })
    await everything(t, client)
    while (receiver.signals.length === 0) await new Promise((resolve) => setImmediate(resolve))
    lower(server)
    assert.equal(receiver.signals[0].aborted, true)
    assert.deepEqual(receiver.purges, ['off'])
    assert.equal(bridge.status().waiting, 0)
    bridge.dispose()
  })
}

test('disposing of the bridge, and stopping the server, drop what a receiver has not sent', async (t) => {
  for (const end of [({ bridge }) => bridge.dispose(), ({ server }) => server.stop()]) {
    const receiver = new Stuck()
    const all = bridged(t, { receiver })
    await everything(t, all.client)
    while (receiver.signals.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await end(all)
    assert.equal(receiver.signals[0].aborted, true)
    assert.equal(all.bridge.status().waiting, 0)
  }
})

test('a receiver stands alone, and has three methods', (t) => {
  const { server } = bridgeable(t)
  const receiver = new Receiver()
  for (const options of [
    { receiver, sender: new Sender() },
    { receiver: {} },
    { receiver: 5 },
    { receiver, logger: {} },
  ]) {
    assert.throws(() => bridgeTelemetry(server, vscode, options), { code: 'INVALID_ARGUMENT' })
  }
})
