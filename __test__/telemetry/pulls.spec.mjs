// Pulls: when the server asks for its configuration, what it takes from the answer, and in which order.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client, start } from '../support/client.mjs'
import { oddValues } from '../support/odd-levels.mjs'
import {
  LEVELS,
  answersConfiguration,
  change,
  names,
  pull,
  readAll,
  requestsSince,
  startHooked,
  takesEvents,
  warnings,
} from '../support/telemetry.mjs'

const ITEMS = { items: [{ section: 'docker.lsp' }] }
const said = (client) => client.server.telemetryStatus().client
const level = (client) => client.server.telemetryStatus().level

/** A client that stated a level and answers `workspace/configuration`, of a host that lets everything through. */
async function asked(t, options = {}, telemetry = 'all') {
  const client = start(t, { telemetry: { level: 'all', ...options } })
  await client.initialize({ capabilities: answersConfiguration, initializationOptions: { telemetry } })
  return client
}

test('a pull asks for exactly the section, and for nothing else', async (t) => {
  const client = await asked(t)
  const [request, ...more] = await change(client, { settings: null })
  assert.deepEqual(request.params, ITEMS)
  assert.deepEqual(Object.keys(request).sort(), ['id', 'jsonrpc', 'method', 'params'])
  assert.deepEqual(more, [])
  const named = await asked(t, { section: 'acme.docker' })
  const [other] = await change(named, { settings: ['acme.docker.telemetry'] })
  assert.deepEqual(other.params, { items: [{ section: 'acme.docker' }] })
  assert.deepEqual(await change(named, { settings: ['docker.lsp.telemetry'] }), [])
})

test('at initialized a client is asked that can answer and has stated nothing', async (t) => {
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

test('a client that can register is asked to tell of changes, and any answer to that is fine', async (t) => {
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
  assert.deepEqual([level(client), said(client)], ['all', null])
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

const NOT_CONCERNING = [
  [],
  ['editor.tabSize'],
  ['docker.lsp.experimental.vulnerabilityScanning'],
  ['docker.lspx.telemetry'],
  ['dockerfile'],
  ['telemetry'],
  { editor: { tabSize: 2 } },
  { 'docker.lsp.experimental': true },
  { 'docker.lspx': {} },
  { telemetry: 'all' },
]

test('every shape of a change that can concern the level is asked about, once', async (t) => {
  const client = await asked(t)
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
  for (const settings of NOT_CONCERNING) {
    assert.deepEqual(await change(client, { settings }), [], JSON.stringify(settings))
  }
})

test('whoever uses the array form can be asked, then and from then on', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  assert.deepEqual(await change(client, { settings: null }), [])
  const [request] = await change(client, { settings: ['docker.lsp.telemetry'] })
  client.answer(request, [{ telemetry: 'error', debugServerPort: 0, experimental: {} }])
  await client.server.idle()
  assert.equal(said(client), 'error')
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
  assert.deepEqual([level(client), readAll(client)], ['off', []])
})

test('an answer is the word of the client', async (t) => {
  const client = await asked(t)
  for (const telemetry of [...LEVELS, ...LEVELS].reverse()) {
    await pull(client, [{ telemetry }])
    assert.equal(said(client), telemetry)
    await pull(client, [telemetry])
    assert.equal(said(client), telemetry)
    await pull(client, [{ telemetry, other: 'all' }, { telemetry: 'all' }, 'all'])
    assert.equal(said(client), telemetry, 'only the first item was asked for')
  }
  assert.deepEqual(warnings(client), [])
})

test('an answer that is no level states off, with one warning that does not repeat it', async (t) => {
  const client = await asked(t)
  const answers = [
    ...oddValues.map((telemetry) => [{ telemetry }]),
    ...oddValues.filter((value) => typeof value === 'string').map((word) => [word]),
    ...[[0], [1], [true], [false], [[]], [['all']], [[{ telemetry: 'all' }]], 'all', 'off', '', 1, 0, true, false],
    ...[{ telemetry: 'all' }, { telemetry: null }, { 0: { telemetry: 'all' }, telemetry: 'all' }],
  ]
  for (const answer of answers) {
    await pull(client, [{ telemetry: 'all' }])
    assert.equal(level(client), 'all')
    const before = warnings(client).length
    await pull(client, answer)
    assert.deepEqual([said(client), level(client)], ['off', 'off'], JSON.stringify(answer).slice(0, 100))
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

test('an answer with nothing there never raises', async () => {
  for (const first of [undefined, ...LEVELS]) {
    const client = new Client({ telemetry: { level: 'all' } })
    const initializationOptions = first === undefined ? {} : { telemetry: first }
    await client.initialize({ capabilities: answersConfiguration, initializationOptions })
    for (const last of LEVELS) {
      for (const nothing of NOTHING) {
        await pull(client, [{ telemetry: last }])
        await pull(client, nothing)
        const lower = LEVELS[Math.min(LEVELS.indexOf(last), LEVELS.indexOf(first ?? 'all'))]
        assert.equal(said(client), lower, JSON.stringify({ first, last, nothing }))
      }
    }
    assert.deepEqual(warnings(client), [])
    await client.stop()
  }
})

test('a first answer with nothing there states nothing', async () => {
  for (const nothing of NOTHING) {
    const client = new Client({ telemetry: { level: 'all' } })
    await client.initialize({ capabilities: answersConfiguration })
    client.answer(requestsSince(client, 0)[0], nothing)
    await client.server.idle()
    assert.deepEqual([said(client), level(client)], [null, 'all'], JSON.stringify(nothing))
    assert.deepEqual(names(client.server.readTelemetry()), ['initialize', 'server_heartbeat initialized'])
    await client.stop()
  }
})

test('an error states off until a valid answer to a later request', async (t) => {
  const client = await asked(t)
  const [failed] = await change(client, { settings: null })
  client.send({ id: failed.id, error: { code: -32603, message: 'all', data: { telemetry: 'all' } } })
  await client.server.idle()
  assert.deepEqual([said(client), warnings(client)], ['off', []])
  client.answer(failed, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(said(client), 'off', 'the request was answered already')
  await pull(client, [])
  assert.equal(said(client), 'off', 'nothing there is no word')
  await pull(client, [{ telemetry: 'all' }])
  assert.equal(said(client), 'all')
})

test('an answer that is an error and a result at once is an error', async (t) => {
  const client = await asked(t)
  const [request] = await change(client, { settings: null })
  client.send({ id: request.id, result: [{ telemetry: 'all' }], error: { code: 1, message: 'x' } })
  await client.server.idle()
  assert.equal(said(client), 'off')
})

test('answers to requests that were never made change nothing', async (t) => {
  const client = await asked(t, {}, 'error')
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
  assert.equal(said(client), 'error')
  client.answer(request, [{ telemetry: 'all' }])
  client.answer(request, [{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(said(client), 'all', 'a second answer to one request changes nothing')
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
  const client = await asked(t)
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
    let expected = said(client)
    for (const [index, telemetry] of order) {
      if (telemetry) client.answer(requests[index], [{ telemetry }])
      else client.send({ id: requests[index].id, error: { code: 1, message: 'x' } })
      await client.server.idle()
      if (index > newest) [newest, expected] = [index, telemetry ?? 'off']
      assert.equal(said(client), expected, JSON.stringify(order))
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
        assert.equal(said(client), word, JSON.stringify(settings))
      }
    }
  }
  assert.deepEqual(warnings(client), [])
  assert.deepEqual(requestsSince(client, 0), [])
})

test('a level in a change that is not understood states off, with one warning that does not repeat it', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const telemetry of oddValues) {
    await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
    assert.equal(level(client), 'all')
    const before = warnings(client).length
    await change(client, { settings: { docker: { lsp: { telemetry } } } })
    assert.deepEqual([said(client), level(client)], ['off', 'off'], JSON.stringify(telemetry))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(telemetry))
  }
  assert.equal(new Set(warnings(client)).size, 1, 'the warning does not depend on the value')
})

/** Params of changes that can concern the level and hold none. */
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

test('a change that can concern the level and holds none states off where nobody can be asked', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const params of UNRECOGNISED) {
    await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
    assert.equal(said(client), 'all')
    const before = warnings(client).length
    await change(client, ...params)
    assert.deepEqual([said(client), level(client)], ['off', 'off'], JSON.stringify(params))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(params))
  }
  assert.equal(new Set(warnings(client)).size, 1, 'the warning does not depend on the value')
  assert.deepEqual(requestsSince(client, 0), [], 'nobody was asked')
})

test('a change that cannot concern the level states nothing', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'error' } })
  for (const settings of NOT_CONCERNING) {
    await change(client, { settings })
    assert.equal(said(client), 'error', JSON.stringify(settings))
  }
  const silent = start(t, { telemetry: { level: 'all' } })
  await silent.initialize()
  for (const settings of NOT_CONCERNING) await change(silent, { settings })
  assert.deepEqual([said(silent), level(silent)], [null, 'all'])
})

test('the section that the host named decides what can concern the level', async (t) => {
  const client = start(t, { telemetry: { level: 'all', section: 'acme.tools.docker' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  for (const settings of [{ docker: null }, { 'docker.lsp.telemetry': 'off' }, { 'acme.tools.other': {} }]) {
    await change(client, { settings })
    assert.equal(said(client), 'all', JSON.stringify(settings))
  }
  for (const settings of [
    { acme: {} },
    { 'acme.tools': { docker: null } },
    { 'acme.tools.docker.telemetry.level': 'all' },
  ]) {
    await change(client, { settings: { 'acme.tools': { 'docker.telemetry': 'all' } } })
    assert.equal(said(client), 'all')
    await change(client, { settings })
    assert.equal(said(client), 'off', JSON.stringify(settings))
  }
})

test('of several levels in one change the lowest counts', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  await change(client, { settings: { 'docker.lsp.telemetry': 'all', docker: { lsp: { telemetry: 'error' } } } })
  assert.equal(said(client), 'error')
  await change(client, { settings: { 'docker.lsp': { telemetry: 'off' }, docker: { 'lsp.telemetry': 'all' } } })
  assert.equal(said(client), 'off')
})

/** A message whose settings hold a level beside something that nests this deep. */
function buried(depth, telemetry) {
  const deep = '['.repeat(depth) + ']'.repeat(depth)
  const settings = `{"deep":${deep},"docker":{"lsp":{"telemetry":"${telemetry}"}}}`
  return `{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":${settings}}}`
}

test('a level beside settings that nest very deeply lowers all the same', async (t) => {
  for (const depth of [10, 100, 200, 10_000]) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ initializationOptions: { telemetry: 'all' } })
    client.server.send(buried(depth, 'off'))
    await client.server.idle()
    assert.equal(level(client), 'off', `${depth} levels deep`)
  }
})

test('an answer that nests very deeply never raises', async (t) => {
  const client = await asked(t, {}, 'off')
  const [request] = await change(client, { settings: null })
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  client.server.send(`{"jsonrpc":"2.0","id":"${request.id}","result":[{"telemetry":"all","deep":${deep}}]}`)
  await client.server.idle()
  assert.equal(level(client), 'off')
})

test('a change is heard from a client of Terraform that negotiates and says no word', async (t) => {
  const client = start(t)
  await client.initialize({ capabilities: takesEvents })
  assert.equal(level(client), 'all')
  await change(client, { settings: { docker: { lsp: { telemetry: 'off' } } } })
  assert.equal(level(client), 'off')
})
