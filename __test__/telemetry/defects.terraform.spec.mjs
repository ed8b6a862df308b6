// The known defects of terraform-ls, by number (docs/upstream-defects.md). The tests for docker-language-server cover
// T11 and T15, which it shares. T14 is a defect of the VS Code extension. T18 (no test covers telemetry) is the reason
// for all these files.

import assert from 'node:assert/strict'
import test from 'node:test'

import { start, startTesting } from '../support/client.mjs'
import {
  answersConfiguration,
  callback,
  modify,
  names,
  pull,
  readAll,
  startHooked,
  status,
  takesEvents,
  temporaryFolder,
  uriOf,
  warnings,
} from '../support/telemetry.mjs'
import { core, properties, provider } from '../support/terraform.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']

test('T1 the level changes at run time, for a client of Terraform too', async (t) => {
  const client = startTesting(t)
  await client.initialize({ capabilities: { ...takesEvents, ...answersConfiguration } })
  client.answer(client.received('workspace/configuration')[0], null)
  await client.server.idle()
  assert.deepEqual(names(client.events), ['initialize'])
  await pull(client, [{ telemetry: 'off' }])
  modify(client, 'file:///w/main.tf', 'terraform')
  await client.server.idle()
  assert.equal(client.events.length, 1)
  await pull(client, [{ telemetry: 'all' }])
  assert.deepEqual(names(client.events), ['initialize', ...NEWS])
})

test('T2 T3 an unsupported version causes one warning, and enables nothing', async (t) => {
  for (const telemetryVersion of [2, 0, -1, 1.9, 1e300, -1e300, '1', true]) {
    const client = startTesting(t)
    await client.initialize({ capabilities: { experimental: { telemetryVersion } } })
    assert.equal(warnings(client).length, 1, String(telemetryVersion))
    assert.doesNotMatch(warnings(client)[0], /enabled/)
    assert.deepEqual([status(client).level, readAll(client)], ['off', []], String(telemetryVersion))
  }
})

test('T4 a negotiated version is consent only within its narrow scope, and a host can turn that off', async (t) => {
  const client = startTesting(t)
  await client.initialize({ capabilities: takesEvents })
  modify(client, 'file:///w/main.tf', 'terraform')
  await client.request('candor/testing/panic')
  await client.server.idle()
  assert.deepEqual([names(client.events), client.server.readTelemetry()], [['initialize'], []])
  for (const telemetry of [{ negotiation: 'explicit' }, { level: 'off' }]) {
    const strict = startTesting(t, { telemetry })
    await strict.initialize({ capabilities: takesEvents })
    assert.deepEqual(readAll(strict), [])
  }
})

test('T5 initialize is sent after initialized, after the response', async (t) => {
  const client = start(t)
  await client.request('initialize', { capabilities: takesEvents })
  await client.server.idle()
  assert.deepEqual(client.events, [])
  client.notify('initialized', {})
  await client.server.idle()
  assert.deepEqual(
    client.messages.map(({ id, method }) => method ?? id),
    [1, 'telemetry/event'],
  )
})

test('T6 an initialize that failed is not reported', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  assert.ok((await client.request('initialize', 'no object')).error)
  client.notify('initialized', {})
  await client.server.idle()
  assert.deepEqual(readAll(client), [])
  await client.initialize({ rootUri: 'http://example.com', capabilities: takesEvents })
  assert.equal(client.events[0].properties.root_uri, 'invalid')
})

test('T7 T20 an invalid time limit is neither sent nor causes an error', async (t) => {
  for (const timeout of ['soon', '/home/alice', 'ask alice', 7, ['30s']]) {
    const client = start(t, { telemetry: { level: 'all' } })
    const result = await client.initialize({ initializationOptions: { terraform: { timeout } } })
    assert.ok(result.capabilities)
    const [{ properties }] = client.server.readTelemetry()
    assert.ok(!('options.terraform.timeout' in properties))
    assert.doesNotMatch(JSON.stringify(properties), /soon|alice/)
  }
})

test('T10 identities last until the next off, and do not come back', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const seen = []
  for (let round = 0; round < 3; round++) {
    seen.push(client.server.readTelemetry()[1].properties.server_session)
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
  }
  assert.equal(new Set(seen).size, 3)
})

test('T16 a crash is caught, answered and reported, and the server goes on', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'error' } })
  await client.initialize()
  for (const method of ['panic', 'panicLater']) {
    const { error } = await client.request(`candor/testing/${method}`)
    assert.deepEqual(error, { code: -32603, message: 'internal error' })
    assert.equal((await client.request('candor/testing/echo', method)).result, method)
  }
  await client.server.idle()
  assert.deepEqual(names(client.server.readTelemetry()), ['server_heartbeat panic', 'server_heartbeat panic'])
})

test('T17 there are levels, and lost events are counted', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all', capacity: 4 } })
  await client.initialize()
  client.hooks.record(4)
  assert.equal(status(client).dropped.capacity, 2)
  client.server.setTelemetryLevel('error')
  assert.deepEqual([status(client).dropped.revoked, client.server.readTelemetry()], [4, []])
  await client.request('workspace/executeCommand', { ...callback(), arguments: [] })
  assert.equal(status(client).dropped.refused, 1)
})

/** Returns the reported properties of a module with a single file. */
async function report(t, text, telemetry) {
  const client = startTesting(t, { telemetry: { level: 'all', ...telemetry } })
  await client.initialize()
  client.open(uriOf(temporaryFolder(t), 'main.tf'), text, 'terraform')
  await client.server.idle()
  const [said, ...more] = properties(client.server.readTelemetry())
  assert.deepEqual(more, [])
  return said
}

test('T8 T9 a provider that only looks public is not named, and its version is not sent', async (t) => {
  for (const text of [
    provider('acme-internal/thing', '1.2.3'),
    provider('registry.terraform.io/acme-internal/thing', '1.2.3'),
    'resource "acmecorp_thing" "a" {}\n',
    'provider "acmecorp" {\n  version = "1.2.3"\n}\n',
  ]) {
    const { providerRequirements } = await report(t, text)
    assert.match(JSON.stringify(providerRequirements), /^\{"unlisted\/[0-9a-f-]{36}":""\}$/, text)
  }
  const known = await report(t, provider('Acme-Internal/thing', '1.2.3'), { knownProviders: ['acme-internal/Thing'] })
  assert.deepEqual(known.providerRequirements, { 'registry.terraform.io/acme-internal/thing': '1.2.3' })
})

test('T12 T13 a report contains the requirements of the module and no constants', async (t) => {
  const said = await report(t, core('>= 1.0'))
  assert.deepEqual(Object.keys(said).sort(), ['moduleId', 'tfRequirements'])
})

test('T19 a provider of a private registry appears as unlisted, the same in one session', async (t) => {
  const text = provider('git.example/acme/thing', '1.2.3')
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const name of ['a', 'b']) client.open(uriOf(temporaryFolder(t), `${name}.tf`), text, 'terraform')
  await client.server.idle()
  const seen = properties(client.server.readTelemetry())
  const keys = seen.map(({ providerRequirements }) => Object.keys(providerRequirements))
  assert.match(keys[0][0], /^unlisted\/[0-9a-f-]{36}$/)
  assert.deepEqual(keys[0], keys[1])
  assert.notEqual(seen[0].moduleId, seen[1].moduleId)
})
