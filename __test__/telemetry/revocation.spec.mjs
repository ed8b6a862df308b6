// Revocation: after the call that lowers the level returns, no sink receives an event that the level forbids, not even
// a pending one, and IDs are discarded.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { start, startTesting } from '../support/client.mjs'
import {
  actions,
  answersConfiguration,
  callback,
  change,
  modify,
  names,
  plain,
  readAll,
  repository,
  startHooked,
  status,
  takesEvents,
  temporaryFolder,
  uriOf,
} from '../support/telemetry.mjs'
import { nextTurn } from '../support/until.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']
const COMMAND = 'server_user_action commandExecuted'

/** Opens a session at level `all`, and discards the first events. */
async function open(t, options = {}, params = {}) {
  const client = startHooked(t, { telemetry: { level: 'all', ...options } })
  await client.initialize({ capabilities: takesEvents, ...params })
  client.server.readTelemetry()
  return client
}

test('off purges what is queued for the host and for the client, and counts it', async (t) => {
  const client = await open(t)
  client.server.onMessage(null)
  client.hooks.record(500)
  assert.equal(status(client).pending, 500)
  client.server.setTelemetryLevel('off')
  assert.deepEqual([status(client).pending, status(client).dropped.revoked], [0, 1000])
  assert.deepEqual(client.server.readTelemetry(), [])
  const heard = []
  client.server.onMessage((message) => heard.push(message))
  client.server.onTelemetry((events) => heard.push(...events))
  await client.server.idle()
  assert.deepEqual(heard, [], 'and nothing is sent to say goodbye')
  client.server.setTelemetryLevel('all')
  await client.server.idle()
  assert.equal(heard.length, 4, 'the news of the next identity, to both')
})

test('ten thousand events are purged before the call returns', async (t) => {
  const client = await open(t, { capacity: 10_000 })
  client.hooks.record(10_000)
  assert.equal(status(client).pending, 10_000)
  client.server.setTelemetryLevel('off')
  assert.equal(status(client).pending, 0)
  assert.deepEqual(client.server.readTelemetry(), [])
})

test('nothing is read in many thousand rounds of all and off while threads record', async (t) => {
  const client = await open(t, { capacity: 64 })
  client.server.onMessage(null)
  client.server.setTelemetryLevel('off')
  const recorder = client.hooks.recordFromThreads(2)
  try {
    const identities = new Set()
    let taken = 0
    for (let round = 0; round < 5_000; round++) {
      client.server.setTelemetryLevel('all')
      const events = client.server.readTelemetry()
      const seen = new Set(events.map(({ properties }) => properties.server_session).filter(Boolean))
      taken += events.length
      client.server.setTelemetryLevel('off')
      assert.deepEqual(client.server.readTelemetry(), [])
      assert.equal(status(client).pending, 0)
      for (const identity of seen) assert.ok(!identities.has(identity), 'an event of an earlier consent arrived')
      assert.equal(seen.size, 1, 'one consent is one identity, and always announces itself')
      seen.forEach((identity) => identities.add(identity))
    }
    assert.ok(taken >= 10_000)
  } finally {
    recorder.stop()
  }
})

test('nothing is delivered in many rounds of all and off while threads record', async (t) => {
  const client = await open(t, { capacity: 64 })
  let allowed = true
  const heard = { host: 0, client: 0, forbidden: 0 }
  client.server.onTelemetry((events) => {
    heard.host += events.length
    if (!allowed) heard.forbidden++
  })
  client.server.onMessage((message) => {
    if (!message.includes('"telemetry/event"')) return
    heard.client++
    if (!allowed) heard.forbidden++
  })
  const recorder = client.hooks.recordFromThreads(1)
  try {
    for (let round = 0; round < 2_000; round++) {
      allowed = true
      client.server.setTelemetryLevel('all')
      await nextTurn()
      client.server.setTelemetryLevel('off')
      allowed = false
      await nextTurn()
      await nextTurn()
    }
  } finally {
    recorder.stop()
  }
  assert.equal(heard.forbidden, 0)
  assert.ok(heard.host > 2_000 && heard.client > 2_000, JSON.stringify(heard))
})

test('a telemetry listener that lowers the level receives nothing more', async (t) => {
  const client = await open(t)
  const batches = []
  client.hooks.record(10)
  client.server.onTelemetry((events) => {
    batches.push(events.length)
    client.server.setTelemetryLevel('off')
    client.hooks.record(10)
  })
  await client.server.idle()
  client.hooks.record(10)
  await client.server.idle()
  assert.equal(batches.length, 1)
  assert.deepEqual(names(client.events), NEWS, 'nor does the client hear what was queued for it')
})

test('a message listener that lowers the level in the middle of a slice receives no more events', async (t) => {
  const client = await open(t)
  client.server.onMessage(null)
  client.hooks.record(100)
  client.send({ id: 'first', method: 'candor/testing/echo', params: 1 })
  await client.server.idle()
  client.hooks.record(100)
  client.send({ id: 'second', method: 'candor/testing/echo', params: 2 })
  await client.server.idle()
  const heard = []
  client.server.onMessage((text) => {
    const { method, id } = JSON.parse(text)
    heard.push(method ?? id)
    if (heard.length === 5) client.server.setTelemetryLevel('off')
  })
  await client.server.idle()
  assert.deepEqual(heard, [...Array(5).fill('telemetry/event'), 'first', 'second'])
})

test('lowering to error in the middle of a slice lets the crashes go on, in their order', async (t) => {
  const client = await open(t)
  client.server.onMessage(null)
  client.hooks.record(50)
  for (const method of ['panic', 'panicLater', 'panicNotification']) {
    await panic(client, method)
    client.hooks.record(50)
  }
  const heard = []
  client.server.onMessage((text) => {
    const { method, params } = JSON.parse(text)
    if (method !== 'telemetry/event') return
    heard.push(params)
    if (heard.length === 10) client.server.setTelemetryLevel('error')
  })
  await client.server.idle()
  assert.deepEqual(names(heard.slice(0, 10)), Array(10).fill(COMMAND))
  assert.deepEqual(names(heard.slice(10)), Array(3).fill('server_heartbeat panic'))
  assert.deepEqual(
    heard.slice(10).map(({ properties }) => properties.function.match(/panic\w*/)[0]),
    ['panic', 'panic_later', 'panic_notification'],
  )
})

test('error keeps the queued crashes and their order, and drops the rest', async (t) => {
  const client = await open(t)
  for (const method of ['panicNotification', 'panic', 'panicLater', 'panic']) {
    client.hooks.record(3)
    await panic(client, method)
  }
  assert.equal(status(client).pending, 16)
  client.server.setTelemetryLevel('error')
  assert.equal(status(client).pending, 4)
  const events = client.server.readTelemetry()
  assert.deepEqual(
    events.map(({ properties }) => properties.function.match(/panic\w*/)[0]),
    ['panic_notification', 'panic', 'panic_later', 'panic'],
  )
  client.hooks.record(3)
  assert.equal(status(client).pending, 0)
})

/** Creates a file, in no supported language, in a repository whose reads block until the test releases them. */
function heldRepository(t, client) {
  const release = () => client.hooks.hang(false)
  client.hooks.hang(true)
  t.after(release)
  const folder = path.join(temporaryFolder(t), 'candor-testing-hang')
  fs.mkdirSync(folder)
  return { uri: uriOf(repository(folder, { origin: 'https://github.com/acme/app' }), 'notes.txt'), release }
}

let panics = 0

/** Makes a handler panic, and waits until the panic has been reported. */
async function panic(client, method) {
  const message = { method: `candor/testing/${method}` }
  client.send(method === 'panicNotification' ? message : { ...message, id: `the ${++panics}` })
  await client.server.idle()
}

test('what Git is read for when consent ends cannot arrive after the next opt-in', async (t) => {
  for (const between of [
    ['off', 'all'],
    ['error', 'all'],
    [null, 'all'],
    ['off', 'error', 'all'],
  ]) {
    const client = startHooked(t, { telemetry: { level: 'all' } })
    const { uri, release } = heldRepository(t, client)
    await client.initialize({ capabilities: takesEvents })
    client.server.readTelemetry()
    modify(client, uri, 'plaintext')
    await client.request('candor/testing/echo', 'the modification was handled')
    for (const level of between) client.server.setTelemetryLevel(level)
    release()
    await client.server.idle()
    assert.deepEqual(actions(readAll(client), 'fileModified'), [], between.join())
  }
})

test('what Git is read for when a session ends is not reported as of the next one', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  const { uri, release } = heldRepository(t, client)
  await client.initialize({ clientInfo: { name: 'vscode' } })
  const first = client.server.readTelemetry()[1].properties.server_session
  modify(client, uri, 'plaintext')
  await client.request('candor/testing/echo', 'the modification was handled')
  client.notify('exit')
  await client.request('initialize', { capabilities: {}, clientInfo: { name: 'Neovim' } })
  client.notify('initialized', {})
  release()
  modify(client, uri, 'plaintext')
  await client.server.idle()
  const reported = actions(client.server.readTelemetry(), 'fileModified').map(({ properties }) => properties)
  const ofNext = reported.filter(({ server_session }) => server_session !== first)
  assert.equal(ofNext.length, 1, 'once per file and identity')
  for (const { server_session, lsp_client_info_name } of reported) {
    assert.equal(lsp_client_info_name, server_session === first ? 'vscode' : 'Neovim')
  }
})

test('shutdown, exit, the next session and stop wait for no Git', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  const { uri } = heldRepository(t, client)
  await client.initialize()
  modify(client, uri, 'plaintext')
  assert.equal((await client.request('shutdown')).result, null)
  client.notify('exit')
  const { result } = await client.request('initialize', { capabilities: {} })
  assert.ok(result.capabilities)
  client.notify('initialized', {})
  assert.equal((await client.request('candor/testing/echo', 1)).result, 1)
  await client.stop()
})

test('idle waits for Git, and others do not', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all', hashing: 'plain' } })
  const { uri, release } = heldRepository(t, client)
  await client.initialize()
  client.server.readTelemetry()
  modify(client, uri, 'plaintext')
  let idle = false
  const done = client.server.idle().then(() => (idle = true))
  for (let round = 0; round < 10; round++) await client.request('candor/testing/echo', round)
  assert.equal(idle, false)
  release()
  await done
  const [{ properties }] = client.server.readTelemetry()
  assert.equal(properties.git_remote, plain.remote('github.com/acme/app'))
})

test('at off Git is not read', async (t) => {
  for (const [options, initialization] of [
    [{}, {}],
    [{ telemetry: { level: 'off' } }, {}],
    [{ telemetry: { level: 'error' } }, {}],
    [{ telemetry: { level: 'all' } }, { initializationOptions: { telemetry: 'off' } }],
    [{}, { capabilities: takesEvents }],
    [{ telemetry: { level: 'all', capacity: 0 } }, {}],
    [{ telemetry: { level: 'all', capacity: 0, lsp: false } }, { capabilities: takesEvents }],
  ]) {
    const client = startHooked(t, options)
    const { uri, release } = heldRepository(t, client)
    await client.initialize(initialization)
    modify(client, uri, 'plaintext')
    await client.server.idle()
    assert.equal(client.hooks.hanging(), 0)
    assert.deepEqual(actions(readAll(client), 'fileModified'), [])
    release()
  }
})

test('identities are forgotten at off: session, hashes and modified files are new', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const seen = []
  for (let round = 0; round < 3; round++) {
    modify(client, uriOf(folder, 'Dockerfile'))
    await client.server.idle()
    const events = client.server.readTelemetry()
    assert.deepEqual(names(events), [...NEWS, 'server_user_action fileModified'])
    const { server_session, git_remote, document } = events[2].properties
    assert.equal(events[1].properties.server_session, server_session)
    seen.push(server_session, git_remote, document)
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
  }
  assert.equal(new Set(seen).size, 9)
})

test('error forgets no identity', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const { server_session } = client.server.readTelemetry()[1].properties
  client.server.setTelemetryLevel('error')
  await client.request('candor/testing/panic')
  await client.server.idle()
  client.server.setTelemetryLevel('all')
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  const events = client.server.readTelemetry()
  assert.deepEqual(names(events), ['server_heartbeat panic', 'server_user_action fileModified'])
  for (const { properties } of events) assert.equal(properties.server_session, server_session)
})

test('an off of the client forgets as one of the host does', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  const first = client.server.readTelemetry()[1].properties.server_session
  await change(client, { settings: { docker: { lsp: { telemetry: 'off' } } } })
  await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
  const events = client.server.readTelemetry()
  assert.deepEqual(names(events), NEWS)
  assert.notEqual(events[1].properties.server_session, first)
})

test('an opt-in brings only what was sent after it, whoever opts in', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  const capabilities = { ...answersConfiguration, ...takesEvents }
  await client.initialize({ capabilities, initializationOptions: { telemetry: 'off' } })
  modify(client, 'file:///w/before/Dockerfile')
  const [request] = await change(client, { settings: null })
  modify(client, 'file:///w/while/Dockerfile')
  client.notify('workspace/executeCommand', callback())
  client.answer(request, [{ telemetry: 'all' }])
  modify(client, 'file:///w/after/Dockerfile')
  await client.server.idle()
  const expected = [...NEWS, 'server_user_action fileModified']
  assert.deepEqual(names(client.server.readTelemetry()), expected)
  assert.deepEqual(names(client.events), expected)
})

test('shutdown closes the sink of the client and leaves the host what it has', async (t) => {
  const client = await open(t)
  client.hooks.record(2)
  await client.request('shutdown')
  client.hooks.record(2)
  await client.server.idle()
  assert.deepEqual(names(client.events), [...NEWS, COMMAND, COMMAND])
  const order = client.messages.map(({ method, id }) => method ?? id)
  assert.equal(order.at(-1), 2, 'nothing follows the answer to shutdown')
  assert.ok(client.server.readTelemetry().length >= 2)
})

test('the next session has a new identity, and the level of the host but not of the client', async (t) => {
  const client = await open(t, {}, { initializationOptions: { telemetry: 'all' }, clientInfo: { name: 'vscode' } })
  const sessions = new Set()
  for (let round = 0; round < 3; round++) {
    await client.request('shutdown')
    client.notify('exit')
    await client.server.idle()
    assert.deepEqual([status(client).host, status(client).client], ['all', null])
    client.server.readTelemetry()
    await client.initialize({ clientInfo: { name: 'Neovim' } })
    const events = client.server.readTelemetry()
    assert.deepEqual(names(events), NEWS)
    assert.equal(events[0].properties['client.name'], 'Neovim')
    sessions.add(events[1].properties.server_session)
  }
  assert.equal(sessions.size, 3)
})

test('exit ends consent that only the client gave', async (t) => {
  const client = startHooked(t)
  await client.initialize({ capabilities: takesEvents, initializationOptions: { telemetry: 'all' } })
  client.hooks.record(3)
  client.notify('exit')
  await client.server.idle()
  assert.deepEqual([client.server.readTelemetry(), status(client).level], [[], 'off'])
  client.hooks.record(3)
  assert.equal(status(client).pending, 0)
})

test('the off of the next session purges what the last one left for the host', async (t) => {
  const client = await open(t)
  client.hooks.record(3)
  client.notify('exit')
  await client.server.idle()
  assert.equal(status(client).pending, 3)
  await client.initialize({ initializationOptions: { telemetry: 'off' } })
  assert.deepEqual(client.server.readTelemetry(), [])
})

test('after stop no listener is called and nothing can be read', async (t) => {
  const client = await open(t)
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  client.server.onMessage((message) => heard.push(message))
  client.hooks.record(100)
  const stopped = client.stop()
  assert.throws(() => client.server.readTelemetry(), { code: 'SERVER_STOPPED' })
  assert.throws(() => client.server.setTelemetryLevel('all'), { code: 'SERVER_STOPPED' })
  await stopped
  await nextTurn()
  assert.deepEqual(heard, [])
})
