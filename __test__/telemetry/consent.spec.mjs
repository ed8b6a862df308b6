// Consent: which level each source states, that a source can only lower the level, and which source decided.

import assert from 'node:assert/strict'
import test from 'node:test'
import { Worker } from 'node:worker_threads'

import { Client, LanguageServer, start, startTesting } from '../support/client.mjs'
import { oddThings, oddValues, oddWords } from '../support/invalid-levels.mjs'
import { LEVELS, modify, names, readAll, takesEvents, warnings, withEnvironment } from '../support/telemetry.mjs'

const STATEMENTS = [null, ...LEVELS]

/** Starts a server with these environment variables; returns its status and what its client receives. */
function underEnvironment(variables, options = { telemetry: { level: 'all' } }) {
  return withEnvironment(variables, async () => {
    const client = new Client(options)
    await client.initialize()
    const seen = { status: client.server.telemetryStatus(), warnings: warnings(client), events: readAll(client) }
    await client.stop()
    return seen
  })
}

const stated = ({ level, environment, host, client, decidedBy }) => ({ level, environment, host, client, decidedBy })

test('nothing is collected until a source opts in', async (t) => {
  const client = startTesting(t)
  await client.initialize({ clientInfo: { name: 'vscode', version: '1.95.0' } })
  modify(client, 'file:///w/Dockerfile')
  await client.request('candor/testing/panic')
  await client.server.idle()
  assert.deepEqual(client.server.telemetryStatus(), {
    level: 'off',
    environment: null,
    host: null,
    client: null,
    decidedBy: 'default',
    pending: 0,
    dropped: { capacity: 0, revoked: 0, refused: 0 },
  })
  assert.deepEqual(readAll(client), [])
})

test('there are more than two hundred odd values to try', () => {
  assert.ok(oddValues.length >= 200)
  assert.ok(oddValues.every((value) => !LEVELS.includes(value)))
})

test('an invalid level makes start throw, names the option and starts nothing', () => {
  const accepted = [undefined, null]
  const messages = new Set()
  for (const level of [...oddValues, ...oddThings].filter((value) => !accepted.includes(value))) {
    assert.throws(
      () => LanguageServer.start({ telemetry: { level } }),
      (error) => messages.add(error.message) && error.code === 'INVALID_ARGUMENT',
    )
  }
  assert.deepEqual([...messages], ["options.telemetry.level must be 'off', 'error', 'all' or null"])
})

test('odd objects in place of the options never open anything', async () => {
  const odd = [
    undefined,
    null,
    {},
    { telemetry: undefined },
    { telemetry: null },
    { telemetry: {} },
    Object.create({ telemetry: { level: 'off' } }),
  ]
  for (const options of odd) {
    const server = LanguageServer.start(options)
    assert.equal(server.telemetryStatus().level, 'off')
    await server.stop()
  }
  const wrong = ['all', 1, true, [], ['all'], { telemetry: 'all' }, { telemetry: ['all'] }, { telemetry: true }]
  const misspelt = [{ level: 'all' }, { telemetry: { Level: 'all' } }, { telemetry: { levels: 'all' } }]
  for (const options of [...wrong, ...misspelt]) {
    assert.throws(() => LanguageServer.start(options), { code: 'INVALID_ARGUMENT' })
  }
})

test('options that cannot be read throw as wrong arguments do', () => {
  const fail = () => {
    throw new Error('this cannot be read')
  }
  const unreadable = [
    Object.defineProperty({}, 'telemetry', { get: fail, enumerable: true }),
    { telemetry: Object.defineProperty({}, 'level', { get: fail, enumerable: true }) },
    { telemetry: new Proxy({ level: 'all' }, { get: fail }) },
    { telemetry: new Proxy({ level: 'all' }, { ownKeys: fail }) },
  ]
  for (const [index, options] of unreadable.entries()) {
    assert.throws(() => LanguageServer.start(options), { code: 'INVALID_ARGUMENT' }, `number ${index}`)
  }
})

test('an invalid level makes setTelemetryLevel throw after it counted as off', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const values = [...oddValues, ...oddThings].filter((value) => value !== null)
  for (const level of values) {
    for (const before of LEVELS) {
      client.server.setTelemetryLevel(before)
      assert.throws(() => client.server.setTelemetryLevel(level), {
        code: 'INVALID_ARGUMENT',
        message: "level must be 'off', 'error', 'all' or null",
      })
      const { level: now, host, decidedBy } = client.server.telemetryStatus()
      assert.deepEqual({ now, host, decidedBy }, { now: 'off', host: 'off', decidedBy: 'host' })
    }
  }
  assert.throws(() => client.server.setTelemetryLevel(), { code: 'INVALID_ARGUMENT' })
  await client.server.idle()
  const told = warnings(client)
  assert.equal(told.length, values.length * LEVELS.length + 1)
  assert.deepEqual([...new Set(told)].length, 1, 'the warning does not depend on the value')
  assert.match(told[0], /host/)
})

test("null withdraws the host's level, and only that", async (t) => {
  const client = start(t, { telemetry: { level: 'error' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  client.server.setTelemetryLevel(null)
  const withdrawn = { level: 'all', environment: null, host: null, client: 'all', decidedBy: 'client' }
  assert.deepEqual(stated(client.server.telemetryStatus()), withdrawn)
  assert.deepEqual(warnings(client), [])
})

test('an invalid level in initialize counts as off, with one warning that does not repeat it', async () => {
  const messages = new Set()
  for (const telemetry of oddValues) {
    const client = new Client({ telemetry: { level: 'all' } })
    await client.initialize({ initializationOptions: { telemetry } })
    const odd = { level: 'off', environment: null, host: 'all', client: 'off', decidedBy: 'client' }
    assert.deepEqual(stated(client.server.telemetryStatus()), odd, JSON.stringify(telemetry))
    assert.deepEqual(readAll(client), [])
    assert.equal(warnings(client).length, 1, JSON.stringify(telemetry))
    messages.add(warnings(client)[0])
    await client.stop()
  }
  assert.equal(messages.size, 1, 'the warning does not depend on the value')
  assert.match([...messages][0], /client/)
})

test('initialization options without a level state none', async () => {
  const odd = [
    null,
    [],
    ['all'],
    'all',
    1,
    true,
    { Telemetry: 'all' },
    { telemetryLevel: 'all' },
    { docker: { lsp: {} } },
  ]
  for (const initializationOptions of [undefined, ...odd]) {
    const client = new Client()
    await client.initialize({ initializationOptions, telemetry: 'all', capabilities: { telemetry: 'all' } })
    const { level, client: said } = client.server.telemetryStatus()
    assert.deepEqual({ level, said }, { level: 'off', said: null }, JSON.stringify(initializationOptions))
    await client.stop()
  }
})

test('an invalid level in the environment counts as off, with one warning that does not repeat it', async () => {
  const messages = new Set()
  const words = oddWords.filter((word) => word !== '' && !word.includes('\0'))
  for (const word of words) {
    const { status, warnings, events } = await underEnvironment({ CANDOR_TELEMETRY: word })
    const odd = { level: 'off', environment: 'off', host: 'all', client: null, decidedBy: 'environment' }
    assert.deepEqual(stated(status), odd, JSON.stringify(word))
    assert.deepEqual(events, [])
    assert.equal(warnings.length, 1, JSON.stringify(word))
    messages.add(warnings[0])
  }
  assert.equal(messages.size, 1, 'the warning does not depend on the value')
  assert.match([...messages][0], /environment/)
})

test('DO_NOT_TRACK forbids telemetry with every value but three', async () => {
  for (const word of ['', '0', 'false']) {
    const { status, warnings } = await underEnvironment({ DO_NOT_TRACK: word })
    assert.deepEqual([status.environment, status.level, warnings], [null, 'all', []], word)
  }
  for (const word of [
    '1',
    'true',
    'TRUE',
    'yes',
    'no',
    'off',
    'False',
    'FALSE',
    '00',
    ' 0',
    '0 ',
    ' ',
    '-1',
    'null',
    'all',
  ]) {
    const { status, warnings } = await underEnvironment({ DO_NOT_TRACK: word, CANDOR_TELEMETRY: 'all' })
    assert.deepEqual([status.environment, status.level, warnings], ['off', 'off', []], JSON.stringify(word))
    assert.equal(status.decidedBy, 'environment')
  }
})

test('the environment is read once, at start, and an empty variable is none', async (t) => {
  const { status } = await underEnvironment({ CANDOR_TELEMETRY: '' })
  assert.deepEqual([status.environment, status.level], [null, 'all'])
  await withEnvironment({ CANDOR_TELEMETRY: 'error' }, async () => {
    const client = start(t, { telemetry: { level: 'all' } })
    process.env.CANDOR_TELEMETRY = 'all'
    await client.initialize()
    assert.equal(client.server.telemetryStatus().environment, 'error')
    process.env.DO_NOT_TRACK = '1'
    client.server.setTelemetryLevel('all')
    delete process.env.DO_NOT_TRACK
    assert.equal(client.server.telemetryStatus().level, 'error')
  })
})

/** Starts a server in a worker with its own environment, and returns the server's status. */
async function statusInWorker(env, change = '') {
  const entry = JSON.stringify(new URL('../../js/index.js', import.meta.url).pathname)
  const program = `
    const { parentPort } = require('node:worker_threads')
    ${change}
    const server = require(${entry}).LanguageServer.start({ telemetry: { level: 'all' } })
    parentPort.postMessage(server.telemetryStatus())
    server.stop()`
  const worker = new Worker(program, { eval: true, env })
  const [status] = await Promise.all([
    new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)),
    new Promise((resolve) => worker.once('exit', resolve)),
  ])
  return [status.environment, status.level]
}

test('the environment of a worker counts, and can only lower the level', async () => {
  assert.deepEqual(await statusInWorker({}), [null, 'all'])
  assert.deepEqual(await statusInWorker({ CANDOR_TELEMETRY: 'error' }), ['error', 'error'])
  assert.deepEqual(await statusInWorker({ DO_NOT_TRACK: '1' }), ['off', 'off'])
  assert.deepEqual(await statusInWorker({ CANDOR_TELEMETRY: 'ALL' }), ['off', 'off'])
  assert.deepEqual(await statusInWorker({}, "process.env.CANDOR_TELEMETRY = 'off'"), ['off', 'off'])
  await withEnvironment({ CANDOR_TELEMETRY: 'error' }, async () => {
    assert.deepEqual(await statusInWorker({}), ['error', 'error'], 'the process has set it')
    assert.deepEqual(await statusInWorker({ CANDOR_TELEMETRY: 'all' }), ['error', 'error'])
    assert.deepEqual(await statusInWorker({ CANDOR_TELEMETRY: 'off' }), ['off', 'off'])
    const removed = 'delete process.env.CANDOR_TELEMETRY'
    assert.deepEqual(await statusInWorker({ CANDOR_TELEMETRY: 'error' }, removed), ['error', 'error'])
  })
})

/** An independent implementation of the contract. */
function expectedDecision({ environment, host, client, negotiated }) {
  if (host === null && client === null) {
    if (!negotiated) return { level: 'off', decidedBy: 'default' }
    const lowered = environment === 'off' || environment === 'error'
    return lowered ? { level: environment, decidedBy: 'environment' } : { level: 'all', decidedBy: 'negotiation' }
  }
  for (const level of LEVELS) {
    if (environment === level) return { level, decidedBy: 'environment' }
    if (host === level) return { level, decidedBy: 'host' }
    if (client === level) return { level, decidedBy: 'client' }
  }
}

const EVERYTHING = [
  'initialize',
  'server_heartbeat initialized',
  'server_heartbeat panic',
  'server_user_action fileModified',
]

/** The events that each sink must receive according to the contract. */
function expectedEvents({ host, client, version }, level) {
  const narrow = host === null && client === null
  if (narrow) return { host: [], client: level === 'all' ? ['initialize'] : [] }
  const admitted = level === 'all' ? EVERYTHING : level === 'error' ? ['server_heartbeat panic'] : []
  return { host: admitted, client: version ? admitted : [] }
}

/** Yields every combination of statements. */
function* combinations() {
  for (const environment of STATEMENTS) {
    for (const host of STATEMENTS) {
      for (const client of STATEMENTS) {
        for (const version of [false, true]) {
          for (const negotiation of ['version', 'explicit']) {
            yield { environment, host, client, version, negotiation }
          }
        }
      }
    }
  }
}

test('every combination of sources gives the lowest level, reports who decided, and admits its events', async () => {
  let count = 0
  for (const combination of combinations()) {
    const { environment, host, client: word, version, negotiation } = combination
    await withEnvironment(environment === null ? {} : { CANDOR_TELEMETRY: environment }, async () => {
      const client = Client.testing({ telemetry: { level: host, negotiation } })
      await client.initialize({
        capabilities: version ? takesEvents : {},
        initializationOptions: word === null ? {} : { telemetry: word },
      })
      modify(client, 'file:///w/Dockerfile')
      await client.request('candor/testing/panic')
      await client.server.idle()
      const { level, decidedBy, ...status } = client.server.telemetryStatus()
      const expected = expectedDecision({ ...combination, negotiated: version && negotiation === 'version' })
      const what = JSON.stringify(combination)
      assert.deepEqual({ level, decidedBy }, expected, what)
      assert.deepEqual([status.environment, status.host, status.client], [environment, host, word], what)
      const given = { host: names(client.server.readTelemetry()).sort(), client: names(client.events).sort() }
      assert.deepEqual(given, expectedEvents(combination, level), what)
      assert.deepEqual(warnings(client), [], what)
      await client.stop()
    })
    count++
  }
  assert.equal(count, 256)
})

test('the order of the sources does not matter', async () => {
  for (const host of LEVELS) {
    for (const word of LEVELS) {
      const statuses = []
      for (const hostFirst of [true, false]) {
        const client = new Client()
        if (hostFirst) client.server.setTelemetryLevel(host)
        await client.initialize({ initializationOptions: { telemetry: word } })
        if (!hostFirst) client.server.setTelemetryLevel(host)
        const { level, decidedBy } = client.server.telemetryStatus()
        statuses.push({ level, decidedBy })
        await client.stop()
      }
      assert.deepEqual(statuses[0], statuses[1])
      assert.deepEqual(statuses[0], expectedDecision({ environment: null, host, client: word }))
    }
  }
})

test('each source with an invalid level is named in its own warning', async () => {
  await withEnvironment({ CANDOR_TELEMETRY: 'enabled' }, async () => {
    const client = new Client()
    assert.throws(() => client.server.setTelemetryLevel('enabled'), { code: 'INVALID_ARGUMENT' })
    await client.initialize({ initializationOptions: { telemetry: 'enabled' } })
    const told = warnings(client)
    assert.equal(told.length, 3)
    for (const source of ['environment', 'host', 'client']) {
      assert.equal(told.filter((warning) => warning.includes(`the ${source}`)).length, 1, source)
    }
    assert.ok(told.every((warning) => !warning.includes('enabled')))
    await client.stop()
  })
})
