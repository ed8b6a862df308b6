// Bounds: how many events can wait for each sink, which ones are dropped, and that every loss is counted.

import assert from 'node:assert/strict'
import test from 'node:test'

import { start, startTesting } from '../support/client.mjs'
import { callback, names, startHooked, status, takesEvents } from '../support/telemetry.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']
const COMMAND = 'server_user_action commandExecuted'

/** Opens a session at level `all`. */
async function open(t, telemetry = {}, params = {}) {
  const client = startHooked(t, { telemetry: { level: 'all', ...telemetry } })
  await client.initialize(params)
  return client
}

test('the newest 1024 events are kept by default, and the loss is counted', async (t) => {
  const client = await open(t)
  client.hooks.record(1024)
  assert.equal(status(client).pending, 1024)
  assert.deepEqual(status(client).dropped, { capacity: 2, revoked: 0, refused: 0 })
  assert.deepEqual(new Set(names(client.server.readTelemetry())), new Set([COMMAND]), 'the oldest went')
})

test('exactly the capacity is kept', async (t) => {
  for (const capacity of [1, 2, 3, 10, 5000]) {
    const client = await open(t, { capacity })
    client.server.readTelemetry()
    const before = status(client).dropped.capacity
    client.hooks.record(capacity)
    assert.deepEqual([status(client).pending, status(client).dropped.capacity - before], [capacity, 0])
    client.hooks.record(3)
    assert.deepEqual([status(client).pending, status(client).dropped.capacity - before], [capacity, 3])
    assert.equal(client.server.readTelemetry().length, capacity)
  }
})

test('capacity 0 closes the sink of the host alone', async (t) => {
  const client = await open(t, { capacity: 0 }, { capabilities: takesEvents })
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  client.hooks.record(5)
  await client.server.idle()
  assert.deepEqual(heard, [])
  client.server.onTelemetry(null)
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.equal(status(client).pending, 0)
  assert.deepEqual(names(client.events), [...NEWS, ...Array(5).fill(COMMAND)])
  assert.deepEqual(status(client).dropped, { capacity: 0, revoked: 0, refused: 0 }, 'a closed sink loses nothing')
})

test('the queue of the client is bounded whatever the capacity of the host', async (t) => {
  const client = await open(t, { capacity: 0 }, { capabilities: takesEvents })
  client.server.onMessage(null)
  client.hooks.record(3000)
  assert.equal(status(client).dropped.capacity, 3000 - 1024)
  const heard = []
  client.server.onMessage((message) => heard.push(message))
  await client.server.idle()
  assert.equal(heard.length, 1024)
})

test('a queue holds no more than a kibibyte for each event of its capacity', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'error', capacity: 10 } })
  await client.initialize()
  for (let round = 0; round < 20; round++) {
    await client.request('candor/testing/panic')
    await client.server.idle()
  }
  const kept = client.server.readTelemetry()
  const sizes = kept.map((event) => Buffer.byteLength(JSON.stringify(event)))
  assert.ok(sizes[0] > 1024, 'a crash is larger than that')
  const total = sizes.reduce((sum, size) => sum + size, 0)
  assert.ok(total <= 10 * 1024 && total + sizes[0] > 10 * 1024, `${kept.length} crashes of ${sizes[0]} bytes`)
  assert.equal(status(client).dropped.capacity, 20 - kept.length)
})

test('a capacity that is no whole number in range is refused', async (t) => {
  const wrong = [-1, 0.5, NaN, Infinity, 2 ** 20 + 1, '10', true, [10], {}, 10n]
  for (const capacity of wrong) {
    const message = 'options.telemetry.capacity must be an integer from 0 to 1048576'
    assert.throws(() => start(t, { telemetry: { capacity } }), { code: 'INVALID_ARGUMENT', message })
  }
  for (const capacity of [0, 1, 2 ** 20, null, undefined, -0]) start(t, { telemetry: { capacity } })
})

test('events lost to revocation, a full queue and refusal are counted separately', async (t) => {
  const client = await open(t, { capacity: 10 })
  client.hooks.record(15)
  client.server.setTelemetryLevel('off')
  await client.request('workspace/executeCommand', callback('not a rule'))
  await client.request('workspace/executeCommand', { ...callback(), arguments: [] })
  assert.deepEqual(status(client).dropped, { capacity: 7, revoked: 10, refused: 2 })
  client.hooks.record(100)
  assert.deepEqual(status(client).dropped, { capacity: 7, revoked: 10, refused: 2 }, 'at off there is nothing to lose')
  client.notify('exit')
  await client.initialize()
  assert.deepEqual(status(client).dropped, { capacity: 7, revoked: 10, refused: 2 }, 'counted over the sessions')
})

test('a flood of events delays no response', async (t) => {
  const client = await open(t, {}, { capabilities: takesEvents })
  const recorder = client.hooks.recordFromThreads(1)
  try {
    for (let round = 0; round < 50; round++) {
      const { result } = await client.request('candor/testing/echo', round)
      assert.equal(result, round)
      client.server.readTelemetry(1)
    }
  } finally {
    recorder.stop()
  }
  await client.server.idle()
  assert.ok(client.events.length > 0)
})
