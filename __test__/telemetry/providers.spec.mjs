// Providers: the host answers the server's configuration requests instead of the client.

import assert from 'node:assert/strict'
import test from 'node:test'
import { inspect } from 'node:util'

import { start } from '../support/client.mjs'
import { oddValues, revoked } from '../support/invalid-levels.mjs'
import {
  answersConfiguration,
  change,
  clientLevel,
  LEVELS,
  names,
  readAll,
  requestsSince,
  startHooked,
  takesEvents,
  warnings,
} from '../support/telemetry.mjs'

const ITEMS = [{ section: 'docker.lsp' }]
const NEWS = ['initialize', 'server_heartbeat initialized']

/** Creates a promise that can be settled from outside. */
function deferred() {
  const ends = {}
  const promise = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }))
  return { promise, ...ends }
}

/** Sets a provider that leaves every request pending until the test answers it. */
function keeper(client) {
  const questions = []
  const provider = (items) => {
    const answer = deferred()
    questions.push({ items, ...answer })
    return answer.promise
  }
  client.server.provideConfiguration(provider)
  return questions
}

/** Sets a provider that answers with `value`; resolves with the reported errors. */
async function answered(client, value) {
  const errors = []
  client.server.onError((error) => errors.push(error))
  client.server.provideConfiguration(typeof value === 'function' ? value : () => value)
  await client.server.idle()
  client.server.onError(null)
  return errors
}

test('the provider gets the same items, also at initialized, whatever the client declared and stated', async (t) => {
  for (const capabilities of [{}, answersConfiguration]) {
    for (const initializationOptions of [{}, { telemetry: 'all' }]) {
      const client = start(t, { telemetry: { level: 'all' } })
      const asked = []
      client.server.provideConfiguration((items) => {
        asked.push(items)
        return [{ telemetry: 'error' }]
      })
      await client.server.idle()
      await client.request('initialize', { capabilities, initializationOptions })
      await client.server.idle()
      assert.deepEqual(asked, [], 'nobody is asked before initialized')
      client.notify('initialized', {})
      await client.server.idle()
      assert.deepEqual(asked, [ITEMS])
      assert.equal(clientLevel(client), 'error')
      client.server.configurationChanged()
      await client.server.idle()
      await change(client, { settings: ['docker.lsp.telemetry'] })
      assert.deepEqual(asked, [ITEMS, ITEMS, ITEMS])
      assert.deepEqual(requestsSince(client, 0), [], 'no message on the wire')
    }
  }
})

test('the section that the host names is requested', async (t) => {
  const client = start(t, { telemetry: { section: 'acme.docker' } })
  await client.initialize()
  let asked
  await answered(client, (items) => (asked = items) && [])
  assert.deepEqual(asked, [{ section: 'acme.docker' }])
})

test('a provider that modifies its items does not affect later requests', async (t) => {
  const client = start(t)
  await client.initialize()
  const asked = []
  client.server.provideConfiguration((items) => {
    asked.push(structuredClone(items))
    items[0].section = 'other'
    items.push({})
    return [{ telemetry: 'off' }]
  })
  client.server.configurationChanged()
  await client.server.idle()
  assert.deepEqual(asked, [ITEMS, ITEMS])
})

test('nothing is delivered from the call until the answer is applied', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: takesEvents })
  client.server.readTelemetry()
  const questions = keeper(client)
  client.hooks.record(1)
  assert.deepEqual(client.server.readTelemetry(), [], 'setting a provider is a change')
  await client.request('candor/testing/echo', {})
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.equal(questions.length, 1)
  questions[0].resolve([{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(client.server.readTelemetry().length, 1)
  client.server.configurationChanged()
  client.hooks.record(1)
  assert.deepEqual(client.server.readTelemetry(), [])
  await client.request('candor/testing/echo', {})
  questions[1].resolve([{ telemetry: 'off' }])
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.deepEqual(names(client.events), [...NEWS, 'server_user_action commandExecuted'])
})

test('idle waits for the provider, not for the client', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration })
  await client.server.idle()
  const [question] = await keepOne(client)
  let resolved = false
  const idle = client.server.idle().then(() => (resolved = true))
  for (let round = 0; round < 5; round++) await client.request('candor/testing/echo', {})
  assert.equal(resolved, false)
  question.resolve([])
  await idle
})

/** Sets a provider that leaves requests pending, and resolves after the first request. */
async function keepOne(client) {
  const questions = keeper(client)
  await client.until(() => questions.length === 1)
  return questions
}

test('setting a provider while the client has not answered discards that answer and asks the provider', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration })
  const [owed] = requestsSince(client, 0)
  const [question] = await keepOne(client)
  client.answer(owed, [{ telemetry: 'all' }])
  await client.request('candor/testing/echo', {})
  assert.equal(clientLevel(client), null)
  assert.deepEqual(client.server.readTelemetry(), [], 'still held')
  question.resolve([{ telemetry: 'error' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'error')
  assert.equal(requestsSince(client, 0).length, 1)
})

test('replacing a provider that has not answered discards its answer and asks the new one', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const [first] = await keepOne(client)
  const [second] = await keepOne(client)
  first.resolve([{ telemetry: 'all' }])
  await client.request('candor/testing/echo', {})
  assert.equal(clientLevel(client), null)
  assert.deepEqual(client.server.readTelemetry(), [], 'still held')
  second.resolve([{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
})

test('removing a provider returns to the client, and a pending answer is discarded', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration, initializationOptions: { telemetry: 'all' } })
  const [question] = await keepOne(client)
  client.server.provideConfiguration(null)
  await client.server.idle()
  const [request, ...more] = requestsSince(client, 0)
  assert.deepEqual(more, [])
  question.resolve([{ telemetry: 'error' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all')
  client.answer(request, [{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
})

test('removing a provider with a pending answer counts as a failure if the client cannot be asked', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  const [question] = await keepOne(client)
  client.hooks.record(1)
  client.server.provideConfiguration(null)
  question.resolve([{ telemetry: 'all' }])
  await client.server.idle()
  assert.deepEqual([clientLevel(client), readAll(client)], ['off', []])
})

test('answers of a provider apply in the order of the requests', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const questions = await keepOne(client)
  client.server.configurationChanged()
  client.server.configurationChanged()
  await client.until(() => questions.length === 3)
  questions[1].resolve([{ telemetry: 'error' }])
  await client.request('candor/testing/echo', {})
  questions[0].resolve([{ telemetry: 'all' }])
  await client.request('candor/testing/echo', {})
  assert.equal(clientLevel(client), 'error', 'the first was overtaken')
  questions[2].resolve([{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
})

const fail = () => {
  throw new Error('the provider failed')
}

/** Ways in which a provider can fail. */
const FAILURES = {
  throws: fail,
  'throws undefined': () => {
    throw undefined
  },
  'throws an object without a text': () => {
    throw Object.create(null)
  },
  rejects: async () => fail(),
  'rejects with nothing': () => Promise.reject(),
  'answers what throws when written': () => [{ toJSON: fail }],
  'answers what throws when read': () => [Object.defineProperty({}, 'telemetry', { get: fail, enumerable: true })],
  'answers a revoked proxy': () => [revoked],
  'answers with a then that throws': () => ({ then: fail }),
  'answers with a then that cannot be read': () => Object.defineProperty({}, 'then', { get: fail }),
  'answers with a then that rejects': () => ({ then: (_, reject) => reject(new Error('rejected')) }),
  'answers with itself': () => {
    const promise = Promise.resolve().then(() => promise)
    return promise
  },
}

test('a provider that fails in any way is reported, and states off', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  for (const [what, provider] of Object.entries(FAILURES)) {
    assert.deepEqual(await answered(client, [{ telemetry: 'all' }]), [])
    assert.equal(clientLevel(client), 'all')
    const errors = await answered(client, provider)
    assert.deepEqual([errors.length, errors[0] instanceof Error, clientLevel(client)], [1, true, 'off'], what)
  }
})

test('without a listener of errors a failure is a warning of the process', async (t) => {
  const client = start(t)
  await client.initialize()
  const warned = new Promise((resolve) => process.once('warning', resolve))
  client.server.provideConfiguration(fail)
  await client.server.idle()
  assert.equal((await warned).message, 'the provider failed')
})

test('an invalid level in an answer counts as off, with one warning that does not repeat it', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  let answer
  client.server.provideConfiguration(() => answer)
  const answers = [
    ...oddValues.map((telemetry) => [{ telemetry }]),
    ...[[1], [true], ['All'], [['all']], 'all', 1, true, { telemetry: 'all' }],
  ]
  for (const odd of answers) {
    answer = [{ telemetry: 'all' }]
    client.server.configurationChanged()
    await client.server.idle()
    assert.equal(clientLevel(client), 'all')
    const before = warnings(client).length
    answer = odd
    client.server.configurationChanged()
    await client.server.idle()
    assert.equal(clientLevel(client), 'off', JSON.stringify(odd).slice(0, 100))
    assert.equal(warnings(client).length - before, 1, JSON.stringify(odd).slice(0, 100))
  }
  assert.ok(answers.length > 200)
  assert.equal(new Set(warnings(client)).size, 1)
})

test('an answer without a level never raises the level, even one that only JavaScript can give', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'error' } })
  const nothing = [undefined, null, [], [null], [undefined], [{}], {}, [new Map()], new Map(), new Array(1)]
  for (const answer of nothing) {
    for (const [before, expected] of [
      ['off', 'off'],
      ['error', 'error'],
      ['all', 'error'],
    ]) {
      await answered(client, [{ telemetry: before }])
      assert.equal(clientLevel(client), before)
      assert.deepEqual(await answered(client, () => answer), [])
      assert.equal(clientLevel(client), expected, `${inspect(answer)} after ${before}`)
    }
  }
})

test('every thenable is awaited, and only its first resolution counts', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const telemetry of LEVELS) {
    const thenables = [
      Promise.resolve([{ telemetry }]),
      { then: (resolve) => resolve([{ telemetry }]) },
      { then: (resolve) => setImmediate(resolve, [{ telemetry }]) },
      { then: (resolve) => resolve(Promise.resolve({ then: (inner) => inner([{ telemetry }]) })) },
      {
        then(resolve, reject) {
          resolve([{ telemetry }])
          resolve([{ telemetry: 'all' }])
          reject(new Error('too late'))
        },
      },
    ]
    for (const thenable of thenables) {
      assert.deepEqual(await answered(client, thenable), [])
      assert.equal(clientLevel(client), telemetry)
      await answered(client, [{ telemetry: 'off' }])
    }
  }
})

test('a provider that never settles states off when the time is up, and its late answer is discarded', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  client.server.readTelemetry()
  const questions = await keepOne(client)
  client.hooks.record(1)
  const idle = client.server.idle()
  client.pass(10_000)
  await idle
  assert.deepEqual([clientLevel(client), client.server.readTelemetry()], ['off', []])
  questions[0].resolve([{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'off')
  client.server.configurationChanged()
  await client.until(() => questions.length === 2)
  questions[1].resolve([{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(clientLevel(client), 'all')
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
})

test('a provider may call any method of the server', async (t) => {
  const calls = {
    setTelemetryLevel: (server) => server.setTelemetryLevel('error'),
    telemetryStatus: (server) => server.telemetryStatus(),
    readTelemetry: (server) => assert.deepEqual(server.readTelemetry(), []),
    send: (server) => server.send('{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}'),
    onTelemetry: (server) => server.onTelemetry(() => {}),
  }
  for (const [name, call] of Object.entries(calls)) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize()
    const errors = await answered(client, () => {
      call(client.server)
      return [{ telemetry: 'all' }]
    })
    assert.deepEqual([errors, clientLevel(client)], [[], 'all'], name)
  }
})

test('a provider that removes itself or changes the configuration again is not asked more often', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'all' } })
  let asked = 0
  client.server.provideConfiguration(() => {
    if (++asked === 1) client.server.configurationChanged()
    return [{ telemetry: asked === 1 ? 'all' : 'error' }]
  })
  await client.server.idle()
  await client.server.idle()
  assert.deepEqual([asked, clientLevel(client)], [2, 'error'])
  client.server.provideConfiguration(() => {
    client.server.provideConfiguration(null)
    return [{ telemetry: 'all' }]
  })
  await client.server.idle()
  await client.server.idle()
  assert.equal(clientLevel(client), 'off', 'its answer was under way when it was removed')
})

test('a provider that stops the server causes no message', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  let stopped
  client.server.provideConfiguration(() => {
    stopped = client.stop()
    return [{ telemetry: 'all' }]
  })
  await assert.rejects(client.server.idle(), { code: 'SERVER_STOPPED' })
  await stopped
  assert.throws(() => client.server.telemetryStatus(), { code: 'SERVER_STOPPED' })
})

test('a provider is kept across sessions, and asked in each', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  let asked = 0
  client.server.provideConfiguration(() => (++asked, [{ telemetry: 'error' }]))
  for (let session = 1; session <= 3; session++) {
    await client.initialize()
    assert.deepEqual([asked, clientLevel(client)], [session, 'error'])
    await client.request('shutdown')
    client.notify('exit')
    await client.server.idle()
    assert.equal(clientLevel(client), null)
  }
})

test('a value that is not a function is rejected and changes nothing', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  await answered(client, [{ telemetry: 'error' }])
  for (const provider of [undefined, 'all', 1, {}, [], true, { call: () => [] }]) {
    assert.throws(() => client.server.provideConfiguration(provider), { code: 'INVALID_ARGUMENT' })
  }
  client.server.configurationChanged()
  await client.server.idle()
  assert.equal(clientLevel(client), 'error')
})

test('only the provider can answer its request', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration, initializationOptions: { telemetry: 'error' } })
  let answer
  client.server.provideConfiguration(() => new Promise((resolve) => (answer = resolve)))
  while (!answer) await new Promise((resolve) => setImmediate(resolve))
  for (let id = 0; id < 200; id++) {
    for (const guess of [id, `${id}`]) client.send({ id: guess, result: [{ telemetry: 'all' }] })
  }
  await client.request('$/unknown')
  assert.equal(client.server.telemetryStatus().client, 'error', 'the client was not asked')
  answer([{ telemetry: 'off' }])
  await client.server.idle()
  assert.equal(client.server.telemetryStatus().client, 'off', 'the question was still open')
})
