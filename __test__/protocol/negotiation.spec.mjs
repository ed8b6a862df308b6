// Negotiation: what clients receive that negotiate a version of the event format, with and without a level.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client, start, startTesting } from '../support/client.mjs'
import {
  actions,
  answersConfiguration,
  callback,
  modify,
  names,
  readAll,
  requestsSince,
  takesEvents,
  warnings,
  withEnvironment,
} from '../support/telemetry.mjs'

const WITH_NAME = { clientInfo: { name: 'vscode', version: '1.95.0' } }

test('a negotiated version alone gets exactly initialize, without the client, and only over LSP', async (t) => {
  const client = startTesting(t)
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  await client.initialize({ capabilities: takesEvents, ...WITH_NAME })
  modify(client, 'file:///w/Dockerfile')
  await client.request('candor/testing/panic')
  await client.request('workspace/executeCommand', callback())
  await client.server.idle()
  assert.deepEqual(names(client.events), ['initialize'])
  const keys = Object.keys(client.events[0].properties)
  assert.deepEqual(
    keys.filter((key) => key.startsWith('client.')),
    [],
  )
  assert.deepEqual(heard, [])
  const { level, decidedBy, pending } = client.server.telemetryStatus()
  assert.deepEqual({ level, decidedBy, pending }, { level: 'all', decidedBy: 'negotiation', pending: 0 })
})

test('a level in addition to the version opens everything, and earlier events are not sent again', async (t) => {
  const client = start(t)
  await client.initialize({ capabilities: takesEvents, ...WITH_NAME })
  client.server.setTelemetryLevel('all')
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  assert.deepEqual(names(client.events), [
    'initialize',
    'server_heartbeat initialized',
    'server_user_action fileModified',
  ])
  assert.deepEqual(names(client.server.readTelemetry()), names(client.events))
  assert.equal(actions(client.events, 'fileModified').length, 1)
})

test('a report that waits for an answer still reaches the client when the host withdraws its level', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const capabilities = { ...takesEvents, ...answersConfiguration }
  await client.initialize({ capabilities, initializationOptions: {} })
  const [request] = requestsSince(client, 0)
  client.open('file:///w/main.tf', 'terraform {\n  required_version = ">= 1.2"\n}\n', 'terraform')
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  assert.deepEqual(client.events, [])
  client.server.setTelemetryLevel(null)
  client.answer(request, null)
  await client.server.idle()
  const { level, decidedBy } = client.server.telemetryStatus()
  assert.deepEqual({ level, decidedBy }, { level: 'all', decidedBy: 'negotiation' })
  assert.deepEqual(names(client.events), ['moduleData'])
  assert.deepEqual(client.server.readTelemetry(), [])
})

test('with `explicit`, the version selects the format and only levels open the gate', async (t) => {
  const client = start(t, { telemetry: { negotiation: 'explicit' } })
  await client.initialize({ capabilities: takesEvents, ...WITH_NAME })
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  const { level, decidedBy } = client.server.telemetryStatus()
  assert.deepEqual({ level, decidedBy }, { level: 'off', decidedBy: 'default' })
  assert.deepEqual(readAll(client), [])
  client.server.setTelemetryLevel('all')
  await client.server.idle()
  assert.deepEqual(names(client.events), ['initialize', 'server_heartbeat initialized'])
  assert.equal(client.events[0].properties['client.name'], 'vscode')
})

test('the environment lowers a negotiated level, and then decides', async () => {
  const expected = {
    off: { level: 'off', decidedBy: 'environment', events: [] },
    error: { level: 'error', decidedBy: 'environment', events: [] },
    all: { level: 'all', decidedBy: 'negotiation', events: ['initialize'] },
  }
  for (const [environment, wanted] of Object.entries(expected)) {
    await withEnvironment({ CANDOR_TELEMETRY: environment }, async () => {
      const client = Client.testing()
      await client.initialize({ capabilities: takesEvents })
      await client.request('candor/testing/panic')
      await client.server.idle()
      const { level, decidedBy } = client.server.telemetryStatus()
      assert.deepEqual({ level, decidedBy, events: names(readAll(client)) }, wanted, environment)
      await client.stop()
    })
  }
})

test('a host that states off stops events for a client that negotiates', async (t) => {
  const client = start(t, { telemetry: { level: 'off' } })
  await client.initialize({ capabilities: takesEvents })
  assert.deepEqual(readAll(client), [])
  client.server.setTelemetryLevel(null)
  await client.server.idle()
  assert.equal(client.server.telemetryStatus().decidedBy, 'negotiation')
  assert.deepEqual(names(client.events), ['initialize'])
})

const NO_VERSIONS = [
  1.9,
  1.0000001,
  0,
  2,
  -1,
  10,
  1e300,
  -1e300,
  '1',
  '1.0',
  '',
  'v1',
  true,
  false,
  [],
  [1],
  {},
  { v: 1 },
]

test('any version but the integer 1 gets one warning and no event', async () => {
  for (const level of ['all', null]) {
    for (const telemetryVersion of NO_VERSIONS) {
      const client = new Client({ telemetry: { level } })
      await client.initialize({ capabilities: { experimental: { telemetryVersion } } })
      modify(client, 'file:///w/Dockerfile')
      await client.server.idle()
      const what = JSON.stringify(telemetryVersion)
      assert.deepEqual(client.events, [], what)
      assert.equal(warnings(client).length, 1, `${what} at ${level}`)
      assert.match(warnings(client)[0], /telemetryVersion/)
      const { level: now, decidedBy } = client.server.telemetryStatus()
      assert.deepEqual([now, decidedBy], level ? ['all', 'host'] : ['off', 'default'], what)
      await client.stop()
    }
  }
})

test('a version of null is not supported', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: { experimental: { telemetryVersion: null } } })
  assert.deepEqual(client.events, [])
  assert.equal(warnings(client).length, 1)
})

test('a client that asks for no version gets no event and no warning', async (t) => {
  for (const capabilities of [{}, { experimental: {} }, { experimental: null }, { experimental: 1 }, null]) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ capabilities })
    assert.deepEqual([client.events, warnings(client)], [[], []], JSON.stringify(capabilities))
    assert.equal(client.server.readTelemetry().length, 2, 'the host has consented')
  }
})
