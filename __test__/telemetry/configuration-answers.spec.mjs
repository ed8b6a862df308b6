// How the client's answers to `workspace/configuration` affect the telemetry level, and the order in which they apply.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client } from '../support/client.mjs'
import { oddValues } from '../support/invalid-levels.mjs'
import {
  answersConfiguration,
  appliedLevel,
  change,
  clientLevel,
  LEVELS,
  names,
  pull,
  requestsSince,
  startAnswering,
  startHooked,
  warnings,
} from '../support/telemetry.mjs'

test("an answer states the client's level", async (t) => {
  const client = await startAnswering(t)
  for (const telemetry of [...LEVELS, ...LEVELS].reverse()) {
    await pull(client, [{ telemetry }])
    assert.equal(clientLevel(client), telemetry)
    await pull(client, [telemetry])
    assert.equal(clientLevel(client), telemetry)
    await pull(client, [{ telemetry, other: 'all' }, { telemetry: 'all' }, 'all'])
    assert.equal(clientLevel(client), telemetry, 'only the first item was asked for')
  }
  assert.deepEqual(warnings(client), [])
})

test('an invalid level in an answer counts as off, with one warning that does not repeat it', async (t) => {
  const client = await startAnswering(t)
  const answers = [
    ...oddValues.map((telemetry) => [{ telemetry }]),
    ...oddValues.filter((value) => typeof value === 'string').map((word) => [word]),
    ...[[0], [1], [true], [false], [[]], [['all']], [[{ telemetry: 'all' }]], 'all', 'off', '', 1, 0, true, false],
    ...[{ telemetry: 'all' }, { telemetry: null }, { 0: { telemetry: 'all' }, telemetry: 'all' }],
  ]
  for (const answer of answers) {
    await pull(client, [{ telemetry: 'all' }])
    assert.equal(appliedLevel(client), 'all')
    const before = warnings(client).length
    await pull(client, answer)
    assert.deepEqual([clientLevel(client), appliedLevel(client)], ['off', 'off'], JSON.stringify(answer).slice(0, 100))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(answer).slice(0, 100))
  }
  assert.ok(answers.length > 400)
  assert.equal(new Set(warnings(client)).size, 1, 'the warning does not depend on the value')
  assert.match(warnings(client)[0], /client/)
})

const NOTHING = [
  null,
  [],
  [null],
  [null, { telemetry: 'all' }],
  {},
  { other: 'all' },
  { 0: { telemetry: 'all' } },
  { Telemetry: 'all' },
  [{}],
  [{ other: 'all' }],
  [{ 'docker.lsp.telemetry': 'all' }],
  [{ telemetryLevel: 'all' }],
  [{}, 'all'],
]

test('an answer without a level never raises the level', async () => {
  for (const first of [undefined, ...LEVELS]) {
    const client = new Client({ telemetry: { level: 'all' } })
    const initializationOptions = first === undefined ? {} : { telemetry: first }
    await client.initialize({ capabilities: answersConfiguration, initializationOptions })
    for (const last of LEVELS) {
      for (const nothing of NOTHING) {
        await pull(client, [{ telemetry: last }])
        await pull(client, nothing)
        const lower = LEVELS[Math.min(LEVELS.indexOf(last), LEVELS.indexOf(first ?? 'all'))]
        assert.equal(clientLevel(client), lower, JSON.stringify({ first, last, nothing }))
      }
    }
    assert.deepEqual(warnings(client), [])
    await client.stop()
  }
})

test('a first answer without a level states nothing', async () => {
  for (const nothing of NOTHING) {
    const client = new Client({ telemetry: { level: 'all' } })
    await client.initialize({ capabilities: answersConfiguration })
    client.answer(requestsSince(client, 0)[0], nothing)
    await client.server.idle()
    assert.deepEqual([clientLevel(client), appliedLevel(client)], [null, 'all'], JSON.stringify(nothing))
    assert.deepEqual(names(client.server.readTelemetry()), ['initialize', 'server_heartbeat initialized'])
    await client.stop()
  }
})

test('an error states off until a valid answer to a later request', async (t) => {
  const client = await startAnswering(t)
  const [failed] = await change(client, { settings: null })
  client.send({ id: failed.id, error: { code: -32603, message: 'all', data: { telemetry: 'all' } } })
  await client.server.idle()
  assert.deepEqual([clientLevel(client), warnings(client)], ['off', []])
  client.answer(failed, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off', 'the request was answered already')
  await pull(client, [])
  assert.equal(clientLevel(client), 'off', 'nothing there is no word')
  await pull(client, [{ telemetry: 'all' }])
  assert.equal(clientLevel(client), 'all')
})

test('an answer that is an error and a result at once is an error', async (t) => {
  const client = await startAnswering(t)
  const [request] = await change(client, { settings: null })
  client.send({ id: request.id, result: [{ telemetry: 'all' }], error: { code: 1, message: 'x' } })
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
})

test('answers to requests that were never made change nothing', async (t) => {
  const client = await startAnswering(t, {}, 'error')
  const [request] = await change(client, { settings: null })
  const { id } = request
  const similar = [
    `${id} `,
    ` ${id}`,
    id.slice(1),
    id.slice(0, -1),
    id.toUpperCase(),
    id.replaceAll('-', ''),
    `{${id}}`,
  ]
  const numbers = Array.from({ length: 200 }, (_, number) => [number, `${number}`]).flat()
  for (const guess of [...similar, ...numbers, -1, 0.5, '', null, true, [id], { id }]) {
    client.send({ id: guess, result: [{ telemetry: 'all' }] })
    client.send({ id: guess, error: { code: 1, message: 'x' } })
  }
  await client.server.idle()
  assert.equal(clientLevel(client), 'error')
  client.answer(request, [{ telemetry: 'all' }])
  client.answer(request, [{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all', 'a second answer to one request changes nothing')
})

test('ids of requests cannot be guessed', async () => {
  const ids = []
  for (let count = 0; count < 3; count++) {
    const client = new Client({ telemetry: { level: 'all' } })
    const capabilities = {
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    }
    await client.initialize({ capabilities })
    await change(client, { settings: null })
    const requests = client.messages.filter(({ id, method }) => method !== undefined && id !== undefined)
    assert.deepEqual(requests.map(({ method }) => method).sort(), [
      'client/registerCapability',
      'client/registerCapability',
      'workspace/configuration',
      'workspace/configuration',
    ])
    ids.push(...requests.map(({ id }) => id))
    await client.stop()
  }
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, ids.length)
})

test('answers apply in the order of their requests, and one that is overtaken is discarded', async (t) => {
  const client = await startAnswering(t)
  const orders = [
    [
      [0, 'off'],
      [1, 'error'],
      [2, 'all'],
    ],
    [
      [2, 'all'],
      [1, 'error'],
      [0, 'off'],
    ],
    [
      [1, 'error'],
      [0, 'off'],
      [2, 'all'],
    ],
    [
      [2, 'off'],
      [0, 'all'],
      [1, 'all'],
    ],
    [
      [1, 'all'],
      [2, 'off'],
      [0, 'all'],
    ],
    [
      [2, 'error'],
      [1, undefined],
      [0, 'all'],
    ],
    [
      [1, undefined],
      [0, 'all'],
      [2, 'error'],
    ],
  ]
  for (const order of orders) {
    const requests = []
    for (let count = 0; count < 3; count++) requests.push(...(await change(client, { settings: null })))
    let newest = -1
    let expected = clientLevel(client)
    for (const [index, telemetry] of order) {
      if (telemetry) client.answer(requests[index], [{ telemetry }])
      else client.send({ id: requests[index].id, error: { code: 1, message: 'x' } })
      await client.server.idle()
      if (index > newest) [newest, expected] = [index, telemetry ?? 'off']
      assert.equal(clientLevel(client), expected, JSON.stringify(order))
    }
  }
})

test('three hundred messages while answers are outstanding are all answered', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration })
  const answers = []
  for (let count = 0; count < 300; count++) {
    if (count % 10 === 0) client.notify('workspace/didChangeConfiguration', { settings: null })
    answers.push(client.request('candor/testing/echo', { count }))
  }
  const results = (await Promise.all(answers)).map(({ result }) => result.count)
  assert.deepEqual(
    results,
    Array.from({ length: 300 }, (_, count) => count),
  )
  assert.equal(requestsSince(client, 0).length, 31)
  assert.deepEqual(client.server.readTelemetry(), [])
  client.answer(requestsSince(client, 0).at(-1), [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(client.server.readTelemetry().length, 2)
})
