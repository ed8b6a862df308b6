// When the server requests the client's configuration, and which items it requests.

import assert from 'node:assert/strict'
import test from 'node:test'

import { start } from '../support/client.mjs'
import {
  answersConfiguration,
  appliedLevel,
  change,
  clientLevel,
  readAll,
  requestsSince,
  startAnswering,
  UNRELATED_SETTINGS,
} from '../support/telemetry.mjs'

const ITEMS = { items: [{ section: 'docker.lsp' }] }

test('a pull requests exactly the section, and nothing else', async (t) => {
  const client = await startAnswering(t)
  const [request, ...more] = await change(client, { settings: null })
  assert.deepEqual(request.params, ITEMS)
  assert.deepEqual(Object.keys(request).sort(), ['id', 'jsonrpc', 'method', 'params'])
  assert.deepEqual(more, [])
  const named = await startAnswering(t, { section: 'acme.docker' })
  const [other] = await change(named, { settings: ['acme.docker.telemetry'] })
  assert.deepEqual(other.params, { items: [{ section: 'acme.docker' }] })
  assert.deepEqual(await change(named, { settings: ['docker.lsp.telemetry'] }), [])
})

test('at initialized, a client that can answer and has stated nothing is asked', async (t) => {
  const cases = [
    [{ workspace: { configuration: true } }, {}, 1],
    [{ workspace: { configuration: true } }, null, 1],
    [{ workspace: { configuration: true } }, { telemetry: 'off' }, 0],
    [{ workspace: { configuration: true } }, { telemetry: 'all' }, 0],
    [{ workspace: { configuration: false } }, {}, 0],
    [{ workspace: { configuration: 'true' } }, {}, 0],
    [{ workspace: { configuration: 1 } }, {}, 0],
    [{ workspace: {} }, {}, 0],
    [{ configuration: true }, {}, 0],
    [{}, {}, 0],
  ]
  for (const [capabilities, initializationOptions, expected] of cases) {
    const client = start(t)
    await client.request('initialize', { capabilities, initializationOptions })
    await client.server.idle()
    assert.deepEqual(requestsSince(client, 0), [], 'nobody is asked before initialized')
    client.notify('initialized', {})
    await client.server.idle()
    const requests = requestsSince(client, 0)
    assert.equal(requests.length, expected, JSON.stringify([capabilities, initializationOptions]))
    for (const { params } of requests) assert.deepEqual(params, ITEMS)
    client.notify('initialized', {})
    await client.server.idle()
    assert.equal(requestsSince(client, 0).length, expected, 'a second initialized asks nobody')
  }
})

test('a client that can register is asked to report changes, and any response is accepted', async (t) => {
  const capabilities = { workspace: { didChangeConfiguration: { dynamicRegistration: true } } }
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities })
  const [request, ...more] = client.received('client/registerCapability')
  assert.deepEqual(more, [])
  const [registration] = request.params.registrations
  assert.equal(registration.method, 'workspace/didChangeConfiguration')
  client.send({ id: request.id, error: { code: -32601, message: 'not supported' } })
  client.answer(request, [{ telemetry: 'off' }])
  await client.server.idle()
  assert.deepEqual([appliedLevel(client), clientLevel(client)], ['all', null])
  const other = start(t)
  await other.initialize({ capabilities: { workspace: { didChangeConfiguration: { dynamicRegistration: false } } } })
  assert.deepEqual(other.received('client/registerCapability'), [])
})

const CONCERNING = [
  null,
  {},
  undefined,
  'docker.lsp.telemetry',
  1,
  true,
  ['docker.lsp.telemetry'],
  ['editor.tabSize', 'docker.lsp.telemetry'],
  ['docker.lsp'],
  ['docker'],
  ['docker.lsp.telemetry.level'],
  [7],
  [null],
  [{}],
  [['docker.lsp.telemetry']],
  [undefined],
  { docker: { lsp: { telemetry: 'off' } } },
  { docker: { 'lsp.telemetry': 'off' } },
  { 'docker.lsp': { telemetry: 'off' } },
  { 'docker.lsp.telemetry': 'off' },
  { 'docker.lsp.telemetry': null },
  { docker: null },
  { docker: {} },
  { docker: 'off' },
  { editor: {}, docker: { lsp: {} } },
]

test('every form of a change that may concern the level causes one request', async (t) => {
  const client = await startAnswering(t)
  for (const settings of CONCERNING) {
    const requests = await change(client, { settings })
    assert.equal(requests.length, 1, JSON.stringify(settings))
    assert.deepEqual(requests[0].params, ITEMS)
  }
  const forms = [
    [],
    [null],
    [[]],
    [['docker.lsp.telemetry']],
    [{}],
    [{ setting: null }],
    [{ settings: null, extra: 1 }],
  ]
  for (const params of forms) assert.equal((await change(client, ...params)).length, 1, JSON.stringify(params))
  for (const settings of UNRELATED_SETTINGS) {
    assert.deepEqual(await change(client, { settings }), [], JSON.stringify(settings))
  }
})

test('a client that uses the array form can be asked, then and later', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  assert.deepEqual(await change(client, { settings: null }), [])
  const [request] = await change(client, { settings: ['docker.lsp.telemetry'] })
  client.answer(request, [{ telemetry: 'error', debugServerPort: 0, experimental: {} }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'error')
  assert.equal((await change(client, { settings: { docker: {} } })).length, 1)
})

test('a change before initialize is no error, and one before initialized is asked about then', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  assert.deepEqual(await change(client, { settings: ['docker.lsp.telemetry'] }), [])
  assert.deepEqual(await change(client, { settings: { docker: { lsp: { telemetry: 'off' } } } }), [])
  await client.request('initialize', {
    capabilities: answersConfiguration,
    initializationOptions: { telemetry: 'all' },
  })
  assert.deepEqual(await change(client, { settings: null }), [])
  assert.deepEqual(client.server.readTelemetry(), [])
  client.notify('initialized', {})
  await client.server.idle()
  const [request, ...more] = requestsSince(client, 0)
  assert.deepEqual(more, [])
  assert.deepEqual(client.server.readTelemetry(), [], 'nothing goes out before the answer')
  client.answer(request, [{ telemetry: 'off' }])
  await client.server.idle()
  assert.deepEqual([appliedLevel(client), readAll(client)], ['off', []])
})
