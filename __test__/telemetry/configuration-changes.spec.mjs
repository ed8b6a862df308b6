// How `workspace/didChangeConfiguration` affects the telemetry level.

import assert from 'node:assert/strict'
import test from 'node:test'

import { start } from '../support/client.mjs'
import { oddValues } from '../support/invalid-levels.mjs'
import {
  appliedLevel,
  change,
  clientLevel,
  LEVELS,
  requestsSince,
  startAnswering,
  takesEvents,
  UNRELATED_SETTINGS,
  warnings,
} from '../support/telemetry.mjs'

test('a client that cannot be asked states its level in the object of a change', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const forms = (telemetry) => [
    { docker: { lsp: { telemetry } } },
    { docker: { 'lsp.telemetry': telemetry } },
    { 'docker.lsp': { telemetry } },
    { 'docker.lsp.telemetry': telemetry },
    { editor: { telemetry: 'all' }, docker: { lsp: { telemetry, other: 'all' }, other: {} } },
  ]
  for (const word of LEVELS) {
    for (const settings of forms(word)) {
      for (const before of LEVELS) {
        await change(client, { settings: { docker: { lsp: { telemetry: before } } } })
        await change(client, { settings })
        assert.equal(clientLevel(client), word, JSON.stringify(settings))
      }
    }
  }
  assert.deepEqual(warnings(client), [])
  assert.deepEqual(requestsSince(client, 0), [])
})

test('an invalid level in a change counts as off, with one warning that does not repeat it', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const telemetry of oddValues) {
    await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
    assert.equal(appliedLevel(client), 'all')
    const before = warnings(client).length
    await change(client, { settings: { docker: { lsp: { telemetry } } } })
    assert.deepEqual([clientLevel(client), appliedLevel(client)], ['off', 'off'], JSON.stringify(telemetry))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(telemetry))
  }
  assert.equal(new Set(warnings(client)).size, 1, 'the warning does not depend on the value')
})

/** Params of changes that touch the server's settings but do not contain a level. */
const WITHOUT_LEVEL = [
  ...[{}, null, [], 'all', 1, true, { telemetry: undefined }, { Telemetry: 'all' }, [{ telemetry: 'all' }]].flatMap(
    (lsp) => [{ docker: { lsp } }, { 'docker.lsp': lsp }, { docker: { lsp, other: {} }, editor: {} }],
  ),
  ...[null, {}, [], 'off', 'all', 0, 1, true, false, [{ lsp: { telemetry: 'all' } }], { other: 1 }].map((docker) => ({
    docker,
  })),
  ...['off', 'error', 'all', null, {}].flatMap((level) => [
    { 'docker.lsp.telemetry.level': level },
    { docker: { 'lsp.telemetry.level': level } },
    { docker: { lsp: { 'telemetry.level': level } } },
    { 'docker.lsp': { 'telemetry.level': level } },
    { docker: { lsp: { telemetry: { level } } } },
    { 'docker.lsp.telemetry': 'all', 'docker.lsp.telemetry.level': level },
  ]),
  { 'docker.lsp.telemetry': 'all', docker: 'off' },
  { 'docker.lsp.telemetry': 'all', docker: { lsp: null } },
  ...[null, {}, undefined, 'off', 'all', '', 0, 1, true, false],
  ...[[7], [null], [{}], [true], [['docker.lsp.telemetry']], ['docker.lsp.telemetry', 7], [undefined]],
  [{ docker: { lsp: { telemetry: 'all' } } }],
]

const UNRECOGNISED = [
  ...WITHOUT_LEVEL.map((settings) => [{ settings }]),
  [],
  [null],
  [{}],
  [[]],
  [['docker.lsp.telemetry']],
  [[{ settings: { docker: { lsp: { telemetry: 'all' } } } }]],
  ['docker.lsp.telemetry'],
  [0],
  [true],
  [{ docker: { lsp: { telemetry: 'all' } } }],
]

test('a change that may concern the level but contains none counts as off if the client cannot be asked', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const params of UNRECOGNISED) {
    await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
    assert.equal(clientLevel(client), 'all')
    const before = warnings(client).length
    await change(client, ...params)
    assert.deepEqual([clientLevel(client), appliedLevel(client)], ['off', 'off'], JSON.stringify(params))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(params))
  }
  assert.equal(new Set(warnings(client)).size, 1, 'the warning does not depend on the value')
  assert.deepEqual(requestsSince(client, 0), [], 'nobody was asked')
})

test('a change that cannot concern the level states nothing', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'error' } })
  for (const settings of UNRELATED_SETTINGS) {
    await change(client, { settings })
    assert.equal(clientLevel(client), 'error', JSON.stringify(settings))
  }
  const silent = start(t, { telemetry: { level: 'all' } })
  await silent.initialize()
  for (const settings of UNRELATED_SETTINGS) await change(silent, { settings })
  assert.deepEqual([clientLevel(silent), appliedLevel(silent)], [null, 'all'])
})

test('the section that the host names decides what may concern the level', async (t) => {
  const client = start(t, { telemetry: { level: 'all', section: 'acme.tools.docker' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  for (const settings of [{ docker: null }, { 'docker.lsp.telemetry': 'off' }, { 'acme.tools.other': {} }]) {
    await change(client, { settings })
    assert.equal(clientLevel(client), 'all', JSON.stringify(settings))
  }
  for (const settings of [
    { acme: {} },
    { 'acme.tools': { docker: null } },
    { 'acme.tools.docker.telemetry.level': 'all' },
  ]) {
    await change(client, { settings: { 'acme.tools': { 'docker.telemetry': 'all' } } })
    assert.equal(clientLevel(client), 'all')
    await change(client, { settings })
    assert.equal(clientLevel(client), 'off', JSON.stringify(settings))
  }
})

test('of several levels in one change, the lowest applies', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  await change(client, { settings: { 'docker.lsp.telemetry': 'all', docker: { lsp: { telemetry: 'error' } } } })
  assert.equal(clientLevel(client), 'error')
  await change(client, { settings: { 'docker.lsp': { telemetry: 'off' }, docker: { 'lsp.telemetry': 'all' } } })
  assert.equal(clientLevel(client), 'off')
})

/** A message whose settings contain a level next to a value nested `depth` levels deep. */
function buried(depth, telemetry) {
  const deep = '['.repeat(depth) + ']'.repeat(depth)
  const settings = `{"deep":${deep},"docker":{"lsp":{"telemetry":"${telemetry}"}}}`
  return `{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":${settings}}}`
}

test('a level next to deeply nested settings still lowers', async (t) => {
  for (const depth of [10, 100, 200, 10_000]) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ initializationOptions: { telemetry: 'all' } })
    client.server.send(buried(depth, 'off'))
    await client.server.idle()
    assert.equal(appliedLevel(client), 'off', `${depth} levels deep`)
  }
})

test('a deeply nested answer never raises the level', async (t) => {
  const client = await startAnswering(t, {}, 'off')
  const [request] = await change(client, { settings: null })
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  client.server.send(`{"jsonrpc":"2.0","id":"${request.id}","result":[{"telemetry":"all","deep":${deep}}]}`)
  await client.server.idle()
  assert.equal(appliedLevel(client), 'off')
})

test('a change is handled for a Terraform client that negotiates and states no level', async (t) => {
  const client = start(t)
  await client.initialize({ capabilities: takesEvents })
  assert.equal(appliedLevel(client), 'all')
  await change(client, { settings: { docker: { lsp: { telemetry: 'off' } } } })
  assert.equal(appliedLevel(client), 'off')
})
