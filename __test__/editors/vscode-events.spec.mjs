// Events that pass through the bridge to VS Code: the sender receives exactly what the server delivers.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import {
  bridgeable,
  bridged,
  bridgeTelemetry,
  everything,
  flatten,
  INITIALIZE,
  overhear,
  Sender,
  SETTING,
  telemetry,
  user,
  vscode,
} from '../support/stub/bridge.mjs'
import { names } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { kinds } = require('../../js/internal/events/catalogue.js')
const { eventKind } = require('../../js/index.js')

/** The name of an event's kind in the catalog. */
const kindOf = ({ name, properties: { type, action } }) => [name, type ?? action].filter(Boolean).join(' ')

test('the sender receives every event unchanged and in order', async (t) => {
  const client = bridgeable(t)
  const events = overhear(client.server)
  const sender = new Sender()
  user.set({ [SETTING]: 'all' })
  bridgeTelemetry(client.server, vscode, { sender })
  await everything(t, client)
  const all = kinds.map(({ name, value }) => [name, value].filter(Boolean).join(' '))
  assert.deepEqual([...new Set(events.map(kindOf))].sort(), all.sort())
  assert.deepEqual(
    sender.received,
    events.map(({ name, properties }) => ({ name: `acme.example/${name}`, data: properties })),
  )
  const { data } = sender.received.find(({ name }) => name.endsWith('/moduleData'))
  assert.deepEqual(data.providerRequirements, { 'registry.terraform.io/hashicorp/aws': '~> 5.0' })
  const panic = sender.received.find(({ data: { type } }) => type === 'panic').data
  assert.match(panic.stack_trace, /candor::/)
  assert.deepEqual(telemetry.made, [
    { sender, options: { ignoreBuiltInCommonProperties: true, ignoreUnhandledErrors: true } },
  ])
  assert.deepEqual(client.events, [])
})

test('usage goes to `logUsage` and errors to `logError` of the given logger', async (t) => {
  const logged = []
  const inner = telemetry.createTelemetryLogger(new Sender())
  const logger = Object.create(inner, {
    logUsage: { value: (name, data) => logged.push(['usage', name, data]) },
    logError: { value: (name, data) => logged.push(['error', name, data]) },
    dispose: { value: () => assert.fail('it is not ours') },
  })
  const client = bridgeable(t)
  const events = overhear(client.server)
  user.set({ [SETTING]: 'all' })
  const bridge = bridgeTelemetry(client.server, vscode, { logger })
  await everything(t, client)
  const expected = events.map((event) => [eventKind(event), event.name])
  assert.deepEqual(
    logged.map(([kind, name]) => [kind, name]),
    expected,
  )
  assert.ok(expected.some(([kind]) => kind === 'error'))
  bridge.dispose()
  inner.dispose()
})

test('VS Code without trusted values gets plain ones', async (t) => {
  const logged = []
  const inner = telemetry.createTelemetryLogger(new Sender())
  const logger = Object.create(inner, { logError: { value: (name, data) => logged.push(data) } })
  const client = bridgeable(t)
  const events = overhear(client.server)
  user.set({ [SETTING]: 'all' })
  bridgeTelemetry(client.server, { ...vscode, TelemetryTrustedValue: undefined }, { logger })
  await everything(t, client)
  assert.deepEqual(
    logged,
    events.filter((event) => eventKind(event) === 'error').map(({ properties }) => properties),
  )
  inner.dispose()
})

test('the level `error` admits errors and nothing else', async (t) => {
  telemetry.level = 'error'
  const { client, sender } = bridged(t)
  await everything(t, client)
  assert.deepEqual(sender.names, ['acme.example/server_heartbeat', 'acme.example/extension_error'])
  assert.equal(sender.received[0].data.type, 'panic')
})

test('the error of a sender is reported, and later events reach it', async (t) => {
  const { client, errors, sender } = bridged(t)
  const { sendEventData } = Sender.prototype
  sender.sendEventData = (name, data) => {
    sendEventData.call(sender, name, data)
    throw new Error(`no ${name}`)
  }
  await client.initialize(INITIALIZE)
  assert.deepEqual(sender.names, ['acme.example/initialize', 'acme.example/server_heartbeat'])
  assert.deepEqual(
    errors.map(({ message }) => message),
    sender.names.map((name) => `no ${name}`),
  )
})

test('a logger that was disposed of receives events, and drops them', async (t) => {
  const receiver = new Sender()
  const logger = telemetry.createTelemetryLogger(receiver)
  const { client, errors } = bridged(t, { logger })
  logger.dispose()
  await client.initialize(INITIALIZE)
  assert.deepEqual([receiver.received, errors], [[], []])
})

for (const [what, end] of [
  ['the setting is lowered', () => user.set({ [SETTING]: 'off' })],
  ['VS Code lowers the level', () => (telemetry.level = 'error')],
  ['the level is lowered and raised again', () => ['off', 'all'].forEach((level) => user.set({ [SETTING]: level }))],
  ['the host lowers the level', (_, server) => server.setTelemetryLevel('off')],
  ['the bridge is disposed of', (bridge) => bridge.dispose()],
  ['the server is stopped', (_, server) => server.stop()],
]) {
  test(`when ${what} while a batch is handed over, the rest of it is not`, async (t) => {
    const { bridge, client, errors, sender, server } = bridged(t)
    const { sendEventData } = Sender.prototype
    sender.sendEventData = (name, data) => {
      sendEventData.call(sender, name, data)
      if (sender.received.length === 1) end(bridge, server)
    }
    const answer = client.request('initialize', { processId: null, rootUri: null, ...INITIALIZE })
    await answer
    client.notify('initialized', {})
    await server.idle().catch(({ code }) => assert.equal(code, 'SERVER_STOPPED'))
    assert.deepEqual(sender.names, ['acme.example/initialize'])
    assert.deepEqual(errors, [])
  })
}

// --- Flattened values ------------------------------------------------------------------------------------------------

test('flat properties are strings with dotted keys, and measurements are numbers', () => {
  const properties = {
    moduleId: 'm',
    cloud: true,
    'cloud.hostname': 'app.terraform.io',
    providerRequirements: { 'registry.terraform.io/hashicorp/aws': '~> 5.0', 'unlisted/u': '' },
    diagnostic: null,
    options: { deep: { off: false, count: 3 } },
  }
  assert.deepEqual(flatten({ v: 1, name: 'moduleData', properties }), {
    properties: {
      moduleId: 'm',
      cloud: 'true',
      'cloud.hostname': 'app.terraform.io',
      'providerRequirements.registry.terraform.io/hashicorp/aws': '~> 5.0',
      'providerRequirements.unlisted/u': '',
      'options.deep.off': 'false',
    },
    measurements: { 'options.deep.count': 3 },
  })
})

test('flattening loses and changes nothing', async (t) => {
  const client = bridgeable(t, { telemetry: { level: 'all' } })
  client.server.provideConfiguration(() => [{ telemetry: 'all' }])
  await everything(t, client)
  const events = client.server.readTelemetry()
  assert.ok(names(events).includes('moduleData'))
  for (const { name, properties } of events) {
    const { properties: flat, measurements } = flatten({ name, properties })
    assert.deepEqual(measurements, {})
    for (const [key, value] of Object.entries(properties)) {
      if (value === null) assert.ok(!(key in flat))
      else if (typeof value !== 'object') assert.equal(flat[key], String(value))
      else for (const [inner, text] of Object.entries(value)) assert.equal(flat[`${key}.${inner}`], text)
    }
    for (const value of Object.values(flat)) assert.doesNotMatch(value, /\[object|^null$|^undefined$/)
  }
})

test('a value without properties cannot be flattened', () => {
  for (const wrong of [undefined, null, {}, 'event', { properties: 'x' }]) {
    assert.throws(() => flatten(wrong), { code: 'INVALID_ARGUMENT', message: /^event / })
  }
})
