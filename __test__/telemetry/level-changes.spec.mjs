// Level changes: listeners are notified of each change before it has any other effect.

import assert from 'node:assert/strict'
import test from 'node:test'

import { start } from '../support/client.mjs'
import {
  answersConfiguration,
  callback,
  change,
  names,
  startHooked,
  status,
  takesEvents,
  withEnvironment,
} from '../support/telemetry.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']
const text = (message) => JSON.stringify({ jsonrpc: '2.0', ...message })
const echo = (id) => text({ id, method: 'candor/testing/echo', params: id })
/** A configuration change with a level, from a client that cannot be asked for its configuration. */
const push = (level) =>
  text({
    method: 'workspace/didChangeConfiguration',
    params: { settings: { docker: { lsp: { telemetry: level } } } },
  })

/** Opens a session in which both sources state `all`, and records the levels that the host is notified of. */
async function open(t, { options, ...params } = {}) {
  const client = startHooked(t, { telemetry: { level: 'all', ...options } })
  const initializationOptions = { telemetry: 'all' }
  await client.initialize({ initializationOptions, ...params })
  client.server.readTelemetry()
  const levels = []
  client.server.onLevelChange(({ level }) => levels.push(level))
  return { client, server: client.server, levels }
}

/** Busy-waits without yielding to the event loop, so that no listener can run meanwhile. */
function spinUntil(condition) {
  const deadline = Date.now() + 30_000
  while (!condition()) if (Date.now() > deadline) throw new Error(`never came true: ${condition}`)
}

// --- When it is called -----------------------------------------------------------------------------------------------

test('the listener is called once per change, before setTelemetryLevel returns, with the status', (t) => {
  const { server } = start(t)
  const seen = []
  server.onLevelChange((given) => {
    assert.deepEqual(given, server.telemetryStatus())
    seen.push(`${given.level} by ${given.decidedBy}`)
  })
  const calls = (level) => {
    seen.length = 0
    server.setTelemetryLevel(level)
    return [...seen]
  }
  assert.deepEqual(calls('off'), [], 'it was off before')
  assert.deepEqual(calls('all'), ['all by host'])
  assert.deepEqual(calls('all'), [])
  assert.deepEqual(calls('error'), ['error by host'])
  assert.deepEqual(calls(null), ['off by default'])
  assert.deepEqual(calls('off'), [], 'another reason for the same level is no change')
  assert.deepEqual(calls('all'), ['all by host'])
})

test('an invalid level is announced as off before it throws', (t) => {
  const { server } = start(t, { telemetry: { level: 'all' } })
  const levels = []
  server.onLevelChange(({ level }) => levels.push(level))
  assert.throws(() => server.setTelemetryLevel('ALL'), { code: 'INVALID_ARGUMENT' })
  assert.deepEqual(levels, ['off'])
})

test('only the level that applies counts, not what one source states', async (t) => {
  await withEnvironment({ CANDOR_TELEMETRY: 'error' }, async () => {
    const { server } = start(t, { telemetry: { level: 'all' } })
    const levels = []
    server.onLevelChange(({ level, decidedBy }) => levels.push(`${level} by ${decidedBy}`))
    for (const level of ['error', 'all', 'off', 'all']) server.setTelemetryLevel(level)
    assert.deepEqual(levels, ['off by host', 'error by environment'])
  })
})

test('a change by a message is announced before any further message, event or idle()', async (t) => {
  const { client, server } = await open(t, { capabilities: takesEvents })
  for (let round = 0; round < 300; round++) {
    const [from, to] = round % 2 ? ['error', 'all'] : ['all', 'error']
    const order = []
    server.onMessage((message) => {
      const { id, method } = JSON.parse(message)
      order.push(id ?? method)
    })
    server.onTelemetry((events) => order.push(...events.map(({ name }) => name)))
    server.onLevelChange(({ level }) => order.push(level))
    server.send(push(to))
    client.send({ id: 'panic', method: 'candor/testing/panic' })
    server.send(echo('echo'))
    // In some rounds the server finishes before any listener can run, in others it wakes one immediately.
    if (round % 3 === 0) spinUntil(() => status(client).client === to)
    await server.idle().then(() => order.push('idle'))
    assert.equal(order[0], to, `${from} to ${to}: ${order}`)
    assert.equal(order.filter((what) => what === to).length, 1)
    assert.equal(order.at(-1), 'idle')
    assert.ok(order.includes('echo') && order.includes('panic') && order.includes('server_heartbeat'), `${order}`)
  }
})

test('a change while messages are delivered is announced before the next one, and before idle()', async (t) => {
  const { client, server } = await open(t)
  for (const [ids, level] of [
    [['first', 'second'], 'error'],
    [['only'], 'all'],
  ]) {
    server.onMessage(null)
    ids.forEach((id) => server.send(echo(id)))
    await server.idle()
    const order = []
    server.onLevelChange(() => order.push(level))
    server.onMessage((message) => {
      order.push(JSON.parse(message).id)
      if (order.length > 1) return
      server.send(push(level))
      spinUntil(() => status(client).level === level)
    })
    await server.idle().then(() => order.push('idle'))
    assert.deepEqual(order, [ids[0], level, ...ids.slice(1), 'idle'])
  }
})

test('a change alone wakes the host', async (t) => {
  const { client, levels } = await open(t, { options: { level: null } })
  client.notify('exit')
  await client.until(() => levels.length > 0)
  assert.deepEqual(levels, ['off'])
})

test('reading announces first, and returns nothing that the level does not admit any more', async (t) => {
  const { client, server, levels } = await open(t)
  client.hooks.record(3)
  server.send(push('error'))
  spinUntil(() => status(client).client === 'error')
  assert.deepEqual(levels, [], 'nobody could be notified yet')
  assert.deepEqual(server.readTelemetry(), [])
  assert.deepEqual(levels, ['error'])
})

test('stating a level announces what a message changed before', async (t) => {
  const { client, server, levels } = await open(t)
  server.send(push('error'))
  spinUntil(() => status(client).client === 'error')
  server.setTelemetryLevel('off')
  assert.deepEqual(levels, ['error', 'off'])
})

test('every change by messages is announced, with its own level, although all are over by then', async (t) => {
  const { client, server } = await open(t)
  const seen = []
  server.onLevelChange(({ level, client: stated }) => seen.push([level, stated]))
  const levels = ['off', 'all', 'error', 'off', 'error', 'all', 'off']
  for (const level of levels) server.send(push(level))
  server.send(push('error'))
  spinUntil(() => status(client).client === 'error')
  await server.idle()
  assert.deepEqual(
    seen,
    [...levels, 'error'].map((level) => [level, level]),
  )
})

test('of very many changes at once the lowest and the last are announced', async (t) => {
  const { client, server, levels } = await open(t)
  for (const level of ['error', 'off']) server.send(push(level))
  for (let count = 0; count < 3_000; count++) for (const level of ['all', 'error']) server.send(push(level))
  // A refused command increments a counter, which shows that everything before it has been handled.
  void client.request('workspace/executeCommand', { ...callback(), arguments: [] })
  spinUntil(() => status(client).dropped.refused === 1)
  await server.idle()
  assert.ok(levels.length > 2 && levels.length < 6_000, `${levels.length} calls`)
  assert.ok(levels.includes('off'), 'what a sender holds must go')
  assert.equal(levels.at(-1), 'error')
  for (const [index, level] of levels.entries()) assert.notEqual(level, levels[index - 1], 'each is a change')
})

test('changes that follow from no message are announced too', async (t) => {
  const capabilities = { ...answersConfiguration, ...takesEvents }
  const { client, levels } = await open(t, { capabilities })
  const [request] = await change(client, { settings: null })
  assert.deepEqual(levels, [], 'asking is no change')
  client.pass(10_000)
  await client.until(() => levels.length > 0)
  assert.deepEqual(levels, ['off'], 'the time was up')
  client.answer(request, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual(levels, ['off'])
})

test('the end of a session is announced if only the client had stated the level', async (t) => {
  const client = startHooked(t)
  const seen = []
  client.server.onLevelChange(({ level, decidedBy }) => seen.push(`${level} by ${decidedBy}`))
  for (const { telemetry } of [{ telemetry: 'all' }, { telemetry: 'error' }]) {
    await client.initialize({ initializationOptions: { telemetry } })
    client.notify('exit')
    await client.server.idle()
  }
  assert.deepEqual(seen, ['all by client', 'off by default', 'error by client', 'off by default'])
})

test('a provider that lowers the level is followed before its events could be', async (t) => {
  const { client, server } = await open(t)
  const order = []
  server.onTelemetry((events) => order.push(...names(events)))
  server.onLevelChange(({ level }) => order.push(level))
  client.hooks.record(2)
  server.provideConfiguration(() => [{ telemetry: 'error' }])
  await server.idle()
  assert.deepEqual(order, ['error'])
})

// --- Listeners that change the level or the server -------------------------------------------------------------------

for (const [how, fail, message] of [
  ['throws', () => assert.fail('thrown'), 'thrown'],
  ['rejects', () => Promise.reject(new Error('rejected')), 'rejected'],
]) {
  test(`a listener that ${how} is reported each time, and everything else happens`, async (t) => {
    const { client, server } = await open(t)
    const errors = []
    server.onError((error) => errors.push(error.message))
    server.onLevelChange(fail)
    server.setTelemetryLevel('error')
    assert.equal(status(client).level, 'error')
    server.send(push('off'))
    assert.deepEqual((await client.request('candor/testing/echo', 1)).result, 1)
    await server.idle()
    assert.deepEqual(errors, [message, message])
  })
}

test('a listener may state a level: all listeners see every change in order', (t) => {
  const { server } = start(t)
  const levels = []
  server.onLevelChange(({ level }) => {
    levels.push(level)
    if (level === 'all') server.setTelemetryLevel('error')
    if (level === 'error') server.setTelemetryLevel('off')
    levels.push(`after ${level}`)
  })
  server.setTelemetryLevel('all')
  assert.deepEqual(levels, ['all', 'error', 'off', 'after off', 'after error', 'after all'])
  assert.equal(server.telemetryStatus().level, 'off')
})

test('a listener may read: nothing is there that the new level does not admit', async (t) => {
  const { client, server } = await open(t)
  client.hooks.record(3)
  await client.request('candor/testing/panic')
  await server.idle()
  const read = []
  server.onLevelChange(() => read.push(names(server.readTelemetry())))
  server.setTelemetryLevel('error')
  server.setTelemetryLevel('off')
  assert.deepEqual(read, [['server_heartbeat panic'], []])
})

test('a listener may remove or replace itself', (t) => {
  const { server } = start(t)
  const heard = []
  server.onLevelChange(({ level }) => {
    heard.push(`first ${level}`)
    server.onLevelChange(({ level }) => {
      heard.push(`second ${level}`)
      server.onLevelChange(null)
    })
  })
  for (const level of ['all', 'error', 'off']) server.setTelemetryLevel(level)
  assert.deepEqual(heard, ['first all', 'second error'])
})

test('a listener may stop the server, and nobody is notified afterwards', async (t) => {
  const calls = [
    ({ server }) => server.setTelemetryLevel('off'),
    ({ client, server }) => {
      server.send(push('off'))
      spinUntil(() => status(client).level === 'off')
      assert.throws(() => server.readTelemetry(), { code: 'SERVER_STOPPED' })
    },
    ({ server }) => {
      server.send(push('off'))
      return assert.rejects(server.idle(), { code: 'SERVER_STOPPED' })
    },
  ]
  for (const call of calls) {
    const { client, server } = await open(t)
    const heard = []
    server.onMessage((message) => heard.push(message))
    server.onTelemetry((events) => heard.push(...events))
    server.onLevelChange(({ level }) => {
      heard.push(level)
      void server.stop()
    })
    await call({ client, server })
    await server.stop()
    assert.deepEqual(heard, ['off'])
  }
})

test('stop() calls no listener, whatever is pending', async (t) => {
  const { client, server, levels } = await open(t)
  server.send(push('off'))
  spinUntil(() => status(client).level === 'off')
  await server.stop()
  assert.deepEqual(levels, [])
})

test('a level that is lowered in the middle of a slice is announced there, and the rest is not delivered', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  const { server } = client
  await client.initialize({ capabilities: takesEvents })
  server.readTelemetry()
  server.onMessage(null)
  client.hooks.record(50)
  server.send(echo('behind'))
  await server.idle()
  const order = []
  server.onLevelChange(({ level }) => order.push(level))
  server.onMessage((message) => {
    const { id, method } = JSON.parse(message)
    order.push(id ?? method)
    if (order.length === 10) {
      server.setTelemetryLevel('off')
      order.push('returned')
    }
  })
  await server.idle()
  assert.deepEqual(order, [...Array(10).fill('telemetry/event'), 'off', 'returned', 'behind'])
})

test('a telemetry listener that lowers the level is notified within its call', async (t) => {
  const { client, server, levels } = await open(t)
  client.hooks.record(2_000)
  let batches = 0
  server.onTelemetry(() => {
    batches += 1
    server.setTelemetryLevel('error')
    assert.deepEqual(levels, ['error'])
  })
  await server.idle()
  assert.equal(batches, 1)
  assert.equal(status(client).pending, 0)
  server.setTelemetryLevel('all')
  assert.deepEqual(levels, ['error', 'all'])
})

test('without a listener nothing waits, and a later one sees only later changes', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
  client.server.send(push('error'))
  await client.server.idle()
  const levels = []
  client.server.onLevelChange(({ level }) => levels.push(level))
  client.server.send(push('all'))
  await client.server.idle()
  assert.deepEqual(levels, ['all'])
})
