// Holds: while the server waits for its configuration, it delivers no events, and the wait is limited.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  answersConfiguration,
  change,
  clientLevel,
  names,
  pull,
  requestsSince,
  startHooked,
  takesEvents,
} from '../support/telemetry.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']
const COMMAND = 'server_user_action commandExecuted'
const changed = JSON.stringify({
  jsonrpc: '2.0',
  method: 'workspace/didChangeConfiguration',
  params: { settings: null },
})

/** Opens a session in which both sinks receive everything, and discards the first events. */
async function open(t, options, params = {}) {
  const client = startHooked(t, { telemetry: { level: 'all', ...options } })
  const capabilities = { ...answersConfiguration, ...takesEvents }
  await client.initialize({ capabilities, initializationOptions: { telemetry: 'all' }, ...params })
  client.server.readTelemetry()
  return client
}

test('nothing is delivered from the send of a change until its answer is applied', async (t) => {
  const client = await open(t)
  assert.deepEqual(names(client.events), NEWS)
  client.server.send(changed)
  client.hooks.record(3)
  assert.deepEqual(client.server.readTelemetry(), [], 'held before anything was handled')
  assert.equal(client.server.telemetryStatus().pending, 3)
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.deepEqual(names(client.events), NEWS)
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  await client.server.idle()
  assert.deepEqual(heard, [])
  const { result } = await client.request('candor/testing/echo', { others: 'go on' })
  assert.deepEqual(result, { others: 'go on' })
  assert.deepEqual(names(client.events), NEWS)
  client.answer(requestsSince(client, 0)[0], [{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual(names(heard), [COMMAND, COMMAND, COMMAND])
  assert.deepEqual(names(client.events), [...NEWS, COMMAND, COMMAND, COMMAND])
})

test('held events are dropped if the answer is off, and filtered by kind if it is error', async (t) => {
  for (const [telemetry, expected] of Object.entries({ off: [], error: ['server_heartbeat panic'] })) {
    const client = await open(t)
    client.server.send(changed)
    client.hooks.record(2)
    await client.request('candor/testing/panic')
    await client.server.idle()
    client.answer(requestsSince(client, 0)[0], [{ telemetry }])
    await client.server.idle()
    assert.deepEqual(names(client.server.readTelemetry()), expected)
    assert.deepEqual(names(client.events), [...NEWS, ...expected])
    assert.ok(client.server.telemetryStatus().dropped.revoked >= 4, 'two events of each sink')
  }
})

test('configurationChanged holds events as a change of the client does', async (t) => {
  const client = await open(t)
  client.server.configurationChanged()
  client.hooks.record(1)
  assert.deepEqual(client.server.readTelemetry(), [])
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
  const [request, ...more] = requestsSince(client, 0)
  assert.deepEqual(more, [])
  assert.deepEqual(request.params, { items: [{ section: 'docker.lsp' }] })
  client.answer(request, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual(names(client.server.readTelemetry()), [COMMAND])
})

test('a change that concerns something else holds nothing once it is understood', async (t) => {
  const client = await open(t)
  await change(client, { settings: ['editor.tabSize'] })
  client.hooks.record(1)
  assert.equal(client.server.readTelemetry().length, 1)
  const alone = await open(t, {}, { capabilities: takesEvents })
  alone.server.configurationChanged()
  await alone.server.idle()
  alone.hooks.record(1)
  assert.equal(alone.server.readTelemetry().length, 1, 'nobody can be asked')
})

test('a change is held wherever its method stands in the message', async (t) => {
  const client = await open(t)
  const settings = { padding: 'x'.repeat(10_000), docker: {} }
  const texts = [
    JSON.stringify({ params: { settings }, method: 'workspace/didChangeConfiguration', jsonrpc: '2.0' }),
    `\ufeff ${changed}`,
    changed.replaceAll('/', '\\/'),
    changed.replace('workspace', '\\u0077orkspace'),
    changed.replace('"method"', '"\\u006dethod"'),
  ]
  for (const text of texts) {
    const before = client.messages.length
    client.server.send(text)
    client.hooks.record(1)
    assert.deepEqual(client.server.readTelemetry(), [], text.slice(-80))
    await client.server.idle()
    assert.deepEqual(client.server.readTelemetry(), [], text.slice(-80))
    client.answer(requestsSince(client, before)[0], [{ telemetry: 'all' }])
    await client.server.idle()
    assert.equal(client.server.readTelemetry().length, 1)
  }
})

test('the first pull holds what initialized brings', async (t) => {
  const client = await open(t, {}, { initializationOptions: {} })
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.deepEqual(client.events, [])
  assert.deepEqual(await client.server.idle(), undefined)
  client.answer(requestsSince(client, 0)[0], [{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual(names(client.events), NEWS)
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
})

test('the hold lasts until the last of several requests is answered', async (t) => {
  const client = await open(t)
  const requests = []
  for (let count = 0; count < 3; count++) requests.push(...(await change(client, { settings: null })))
  client.hooks.record(1)
  for (const request of requests) {
    assert.deepEqual(client.server.readTelemetry(), [])
    client.answer(request, [{ telemetry: 'all' }])
    await client.server.idle()
  }
  assert.equal(client.server.readTelemetry().length, 1)
})

test('an answer to the last of several requests ends the holds of those before it', async (t) => {
  const client = await open(t)
  const requests = []
  for (let count = 0; count < 3; count++) requests.push(...(await change(client, { settings: null })))
  client.hooks.record(1)
  client.answer(requests[2], [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(client.server.readTelemetry().length, 1)
  client.answer(requests[0], [{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all')
})

test('a level that the host lowers while an answer is pending applies at once', async (t) => {
  const client = await open(t)
  const [request] = await change(client, { settings: null })
  client.hooks.record(2)
  client.server.setTelemetryLevel('off')
  assert.equal(client.server.telemetryStatus().pending, 0)
  client.server.setTelemetryLevel('all')
  client.answer(request, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual(names(client.server.readTelemetry()), NEWS, 'the news of a new identity, and nothing of the old one')
})

test('after ten seconds without an answer the client counts as off, and no sooner', async (t) => {
  const client = await open(t)
  const [punctual] = await change(client, { settings: null })
  client.pass(9_999)
  client.answer(punctual, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all')
  const [late] = await change(client, { settings: null })
  client.hooks.record(1)
  client.pass(10_000)
  await client.until(() => clientLevel(client) === 'off')
  assert.equal(client.server.telemetryStatus().pending, 0)
  client.answer(late, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off', 'a late answer is discarded')
  await pull(client, null)
  assert.equal(clientLevel(client), 'off', 'nothing there is no word')
  await pull(client, [{ telemetry: 'all' }])
  assert.equal(clientLevel(client), 'all')
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
})

test('the host sets the time limit', async (t) => {
  const client = await open(t, { pullTimeout: 60_000 })
  const [request] = await change(client, { settings: null })
  client.pass(59_999)
  client.answer(request, [{ telemetry: 'error' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'error')
  await change(client, { settings: null })
  client.pass(60_000)
  await client.until(() => clientLevel(client) === 'off')
})

test('a client that never answers its first request stays off, and others are served', async (t) => {
  const client = await open(t, {}, { initializationOptions: {} })
  assert.equal(clientLevel(client), null)
  client.pass(10_000)
  await client.until(() => clientLevel(client) === 'off')
  assert.equal(client.server.telemetryStatus().level, 'off')
  assert.deepEqual([client.server.readTelemetry(), client.events], [[], []])
  assert.deepEqual((await client.request('candor/testing/echo', 1)).result, 1)
})

test('each request has a time limit of its own', async (t) => {
  const client = await open(t)
  await change(client, { settings: null })
  client.pass(6_000)
  const [second] = await change(client, { settings: null })
  client.pass(4_000)
  await client.until(() => clientLevel(client) === 'off')
  client.hooks.record(1)
  client.answer(second, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all', 'the later request was still open')
})

test('shutdown ends the hold and states off, and the answer that comes then is discarded', async (t) => {
  const client = await open(t)
  const [request] = await change(client, { settings: null })
  client.hooks.record(1)
  await client.request('shutdown')
  client.answer(request, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
  assert.deepEqual([client.server.readTelemetry(), names(client.events)], [[], NEWS])
  client.notify('exit')
  await client.server.idle()
  assert.equal(clientLevel(client), null)
  client.answer(request, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), null)
})

test('stop with a pending answer does not wait', async (t) => {
  const client = await open(t)
  await change(client, { settings: null })
  const idle = client.server.idle()
  const stopped = client.stop()
  await assert.rejects(idle, { code: 'SERVER_STOPPED' })
  await stopped
})
