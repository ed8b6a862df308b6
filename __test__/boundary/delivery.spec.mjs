// Delivery to listeners: everything arrives in order, in slices that leave time for other work.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { Client, start, startTesting } from '../support/client.mjs'
import { throwOddThings } from '../support/unusual-errors.mjs'
import { callback } from '../support/telemetry.mjs'

const DOCUMENT = 'file:///workspace/Dockerfile'
/** The maximum number of messages delivered in one turn of the event loop. */
const TURN = 256

const numbers = (count, first = 0) => Array.from({ length: count }, (_, number) => first + number)
const echo = (id, params = [id]) => JSON.stringify({ jsonrpc: '2.0', id, method: 'candor/testing/echo', params })

/** Creates a client in a session, without a message listener. */
async function silent(t, options) {
  const client = startTesting(t, options)
  await client.initialize()
  client.server.onMessage(null)
  return client
}

/** Makes the client report a quick fix, which creates one event. `client` must be in a session at level `all`. */
function applyFix(client, diagnostic) {
  return client.request('workspace/executeCommand', callback(diagnostic))
}

test('messages of every kind arrive in the order of what caused them', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const expected = []
  for (const number of numbers(300)) {
    client.server.send(echo(`echo ${number}`))
    client.change(DOCUMENT, 'nobody opened this')
    client.server.send('no JSON')
    client.request('textDocument/hover', {}, `hover ${number}`)
    expected.push(`echo ${number}`, 'window/logMessage', -32700, `hover ${number}`)
  }
  await client.server.idle()
  const heard = client.messages.slice(1).map(({ id, method, error }) => id ?? method ?? error.code)
  assert.deepEqual(heard, expected)
})

test('a listener is called with one message and nothing else', async (t) => {
  const { server } = await silent(t)
  const calls = []
  server.onMessage(function (...given) {
    calls.push({ receiver: this, types: given.map((value) => typeof value), message: JSON.parse(given[0]) })
  })
  server.send(echo(1))
  await server.idle()
  assert.deepEqual(calls, [{ receiver: undefined, types: ['string'], message: { jsonrpc: '2.0', result: [1], id: 1 } }])
})

test('messages from before there was a listener are kept for it', async (t) => {
  const { server } = await silent(t)
  numbers(1_000).forEach((id) => server.send(echo(id)))
  await server.idle()
  const heard = []
  server.onMessage((text) => heard.push(JSON.parse(text).id))
  assert.deepEqual(heard, [], 'not in the call')
  server.send(echo(1_000))
  await server.idle()
  assert.deepEqual(heard, numbers(1_001))
})

test('a listener is replaced and removed between two messages, and none is lost', async (t) => {
  const { server } = await silent(t)
  const heard = { first: [], second: [], third: [] }
  const third = (text) => heard.third.push(JSON.parse(text).id)
  const second = (text) => {
    heard.second.push(JSON.parse(text).id)
    if (heard.second.length === 150) server.onMessage(null)
  }
  server.onMessage((text) => {
    heard.first.push(JSON.parse(text).id)
    if (heard.first.length === 100) server.onMessage(second)
  })
  numbers(400).forEach((id) => server.send(echo(id)))
  await server.idle()
  assert.deepEqual(heard, { first: numbers(100), second: numbers(150, 100), third: [] })
  server.onMessage(third)
  await server.idle()
  assert.deepEqual(heard.third, numbers(150, 250))
})

test('a hundred thousand messages leave every turn of the event loop to others', async (t) => {
  const { server } = await silent(t)
  const count = 100_000
  numbers(count).forEach((id) => server.send(echo(id)))
  await server.idle()

  let [next, run, longest, immediates, timeouts, done] = [0, 0, 0, 0, 0, false]
  const turn = () => {
    immediates += 1
    run = 0
    if (!done) setImmediate(turn)
  }
  const tick = () => {
    timeouts += 1
    if (!done) setTimeout(tick, 0)
  }
  setImmediate(turn)
  setTimeout(tick, 0)
  server.onMessage((text) => {
    if (next % 1_000 === 0) assert.equal(JSON.parse(text).id, next)
    next += 1
    run += 1
    longest = Math.max(longest, run)
  })
  await server.idle()
  done = true
  assert.equal(next, count)
  assert.ok(longest <= 2 * TURN, `${longest} messages without a break`)
  assert.ok(immediates >= count / TURN - 5, `${immediates} turns`)
  assert.ok(timeouts >= 10, `${timeouts} timers`)
})

test('a flood that is answered while it comes leaves turns to others too', async (t) => {
  const { server } = await silent(t)
  const heard = []
  let [run, longest, done] = [0, 0, false]
  const turn = () => {
    run = 0
    if (!done) setImmediate(turn)
  }
  setImmediate(turn)
  server.onMessage((text) => {
    heard.push(JSON.parse(text).id)
    run += 1
    longest = Math.max(longest, run)
    // Each response causes two more requests, so that there is always something to deliver.
    const sent = 2 * heard.length
    if (sent < 20_000) [sent - 1, sent].forEach((id) => server.send(echo(id)))
  })
  server.send(echo(0))
  while (heard.length < 19_999) await server.idle()
  done = true
  assert.deepEqual(heard, numbers(19_999))
  assert.ok(longest <= 2 * TURN, `${longest} messages without a break`)
})

test('messages of a megabyte arrive whole and in order, one in a turn', async (t) => {
  const { server } = await silent(t)
  const text = 'ü🐳"\\\n\u2028x'.repeat(110_000)
  assert.ok(Buffer.byteLength(JSON.stringify(text)) > 1_000_000)
  numbers(30).forEach((id) => server.send(echo(id, [`${id}${text}`])))
  await server.idle()
  let [next, run, longest, done] = [0, 0, 0, false]
  const turn = () => {
    run = 0
    if (!done) setImmediate(turn)
  }
  setImmediate(turn)
  server.onMessage((message) => {
    const { id, result } = JSON.parse(message)
    assert.equal(id, next)
    assert.ok(result[0] === `${next}${text}`)
    next += 1
    run += 1
    longest = Math.max(longest, run)
  })
  await server.idle()
  done = true
  assert.equal(next, 30)
  assert.ok(longest <= 2, `${longest} megabytes without a break`)
})

// --- Listeners that fail ---------------------------------------------------------------------------------------------

for (const who of ['message listener', 'telemetry listener', 'provider']) {
  for (const how of [
    'throws',
    'rejects',
    'answers with a thenable that rejects',
    'answers with a thenable that throws',
  ]) {
    test(`a ${who} that ${how} unusual values is reported each time, and everything goes on`, async () => {
      const ran = await inChild(throwOddThings, { data: { who, how, hears: true } })
      assert.deepEqual([ran.code, ran.stderr], [0, ''])
      const { things, errors, after } = ran.printed.at(-1)
      assert.deepEqual(after, ['after'])
      // A thenable whose `then` throws counts as a failure, as it does for a provider.
      assert.deepEqual(errors, Array(things).fill({ error: true, thing: true }))
      if (who === 'provider') assert.deepEqual(ran.printed[0], { client: 'off' })
    })
  }

  for (const how of ['throws', 'rejects']) {
    test(`a ${who} that ${how} unusual values is a warning each time without an error listener`, async () => {
      const ran = await inChild(throwOddThings, { data: { who, how, hears: false } })
      assert.equal(ran.code, 0, ran.stderr)
      assert.deepEqual(ran.printed.at(-1).after, ['after'])
      assert.match(ran.stderr, /\(node:\d+\) Error: an error/)
      assert.match(ran.stderr, /a text/)
      assert.match(ran.stderr, /Symbol\(a symbol\)/)
    })
  }
}

test('a listener of errors that fails is a warning, and all goes on', async () => {
  const ran = await inChild(async ({ LanguageServer, testingBinary, message, print }) => {
    const server = LanguageServer.start({ binary: testingBinary })
    let heard = 0
    const failures = [
      () => {
        throw new Error('thrown in onError')
      },
      () => {
        throw null
      },
      () => Promise.reject(new Error('rejected in onError')),
      () => {
        throw Object.defineProperty(new Error(), 'toString', {
          get() {
            throw new Error('no')
          },
        })
      },
    ]
    server.onError(() => failures[heard++ % failures.length]())
    server.onMessage(() => {
      throw new Error('in onMessage')
    })
    for (let id = 0; id < 100; id += 1) server.send(message('candor/testing/echo', [], id))
    await server.idle()
    print(heard)
    await server.stop()
  })
  assert.deepEqual([ran.code, ran.printed], [0, [100]], ran.stderr)
  assert.match(ran.stderr, /Error: thrown in onError/)
  assert.match(ran.stderr, /Error: rejected in onError/)
  assert.doesNotMatch(ran.stderr, /in onMessage/)
})

// --- Events ----------------------------------------------------------------------------------------------------------

test('events are read in portions, oldest first, and each once', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const codes = ['JSONArgsRecommended', 'MaintainerDeprecated', null]
  for (const number of numbers(30)) await applyFix(client, codes[number % 3])
  const read = (limit) =>
    client.server.readTelemetry(limit).map(({ name, properties }) => properties.diagnostic ?? name)
  const pending = () => client.server.telemetryStatus().pending
  assert.equal(pending(), 32)
  assert.deepEqual(read(0), [])
  assert.deepEqual(read(2), ['initialize', 'server_heartbeat'])
  assert.deepEqual(read(4), [
    'JSONArgsRecommended',
    'MaintainerDeprecated',
    'server_user_action',
    'JSONArgsRecommended',
  ])
  assert.equal(pending(), 26)
  assert.deepEqual(read(1), ['MaintainerDeprecated'])
  assert.equal(read(2 ** 32 - 1).length, 25)
  assert.deepEqual([read(), read(5), pending()], [[], [], 0])
})

test('events come in batches while there is a listener, and can be read when there is none', async (t) => {
  const client = start(t, { telemetry: { level: 'all', capacity: 10_000 } })
  const { server } = client
  await client.initialize()
  await Promise.all(numbers(3_000).map(() => applyFix(client)))
  const batches = []
  server.onTelemetry((events) => batches.push(events))
  assert.deepEqual(server.readTelemetry(), [], 'reading is replaced')
  await server.idle()
  const names = batches.flat().map(({ name }) => name)
  assert.deepEqual(names, ['initialize', 'server_heartbeat', ...Array(3_000).fill('server_user_action')])
  assert.ok(batches.length >= 3 && batches.every((batch) => Array.isArray(batch) && batch.length <= 1_024))
  assert.ok(batches.length < 20, 'one call for many events')

  server.onTelemetry(null)
  await applyFix(client, 'MaintainerDeprecated')
  await server.idle()
  assert.deepEqual(
    server.readTelemetry().map(({ properties }) => properties.diagnostic),
    ['MaintainerDeprecated'],
  )
  const [count, later] = [batches.length, []]
  await applyFix(client, null)
  server.onTelemetry((events) => later.push(...events))
  await server.idle()
  assert.deepEqual(
    later.map(({ properties }) => properties.diagnostic),
    [null],
  )
  assert.equal(batches.length, count)
})

test('a telemetry listener that takes itself away leaves the rest to be read', async (t) => {
  const client = start(t, { telemetry: { level: 'all', capacity: 10_000 } })
  await client.initialize()
  await Promise.all(numbers(2_998).map(() => applyFix(client)))
  let heard = 0
  client.server.onTelemetry((events) => {
    heard += events.length
    client.server.onTelemetry(null)
  })
  await client.server.idle()
  assert.ok(heard > 0 && heard <= 1_024, heard)
  assert.equal(heard + client.server.readTelemetry().length, 3_000)
})

// --- What idle() waits for -------------------------------------------------------------------------------------------

test('idle() waits for every call of the listeners', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const calls = []
  client.server.onMessage((text) => calls.push(JSON.parse(text).id))
  client.server.onTelemetry((events) => calls.push(...events.map(({ name }) => name)))
  client.notify('initialized', {})
  client.send({ id: 0, method: 'initialize', params: { capabilities: {} } })
  client.notify('initialized', {})
  client.open(DOCUMENT)
  client.change(DOCUMENT, 'FROM b\n')
  numbers(5_000, 1).forEach((id) => client.send({ id, method: 'textDocument/hover', params: {} }))
  await client.server.idle()
  assert.deepEqual(
    calls.filter((call) => typeof call === 'number'),
    numbers(5_001),
  )
  assert.deepEqual(
    calls.filter((call) => typeof call === 'string'),
    ['initialize', 'server_heartbeat', 'server_user_action'],
  )
})

test('idle() waits for what a provider promised and for what follows from it', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const questions = []
  client.server.provideConfiguration((items) => new Promise((resolve) => questions.push({ items, resolve })))
  client.open(DOCUMENT)
  await client.request('initialize', { capabilities: {}, initializationOptions: { telemetry: 'all' } })
  const answered = new Promise((resolve) => client.server.onError(resolve))
  let idle = false
  client.notify('initialized', {})
  const wait = client.server.idle().then(() => (idle = true))
  // Responses to later requests prove that the provider has been asked.
  await client.request('textDocument/hover', {})
  await client.request('textDocument/hover', {})
  assert.equal(idle, false)
  assert.deepEqual(questions[0].items, [{ section: 'docker.lsp' }])
  assert.deepEqual(client.server.readTelemetry(), [], 'held while the question is open')
  questions.forEach(({ resolve }) => resolve([{ telemetry: 'error' }]))
  await wait
  assert.equal(client.server.telemetryStatus().client, 'error')
  client.server.onMessage(() => {
    throw new Error('marker')
  })
  client.server.send('x')
  assert.equal((await answered).message, 'marker', 'the provider was no error')
})

test('idle() waits neither for a response of the client nor for a missing listener', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const { server } = client
  await client.request('initialize', { capabilities: { workspace: { configuration: true } } })
  client.notify('initialized', {})
  await server.idle()
  const [question] = client.received('workspace/configuration')
  assert.deepEqual(question.params, { items: [{ section: 'docker.lsp' }] })
  assert.equal(server.telemetryStatus().pending, 2)
  server.onTelemetry(() => assert.fail('held'))
  await server.idle()
  server.onTelemetry(null)
  server.onMessage(null)
  client.request('textDocument/hover', {})
  client.answer(question, [{ telemetry: 'all' }])
  await server.idle()
  assert.equal(server.readTelemetry().length, 2)
})

test('idle() ends when the listener for which it would have waited goes', async (t) => {
  const { server } = await silent(t)
  numbers(10_000).forEach((id) => server.send(echo(id)))
  let heard = 0
  server.onMessage(() => {
    heard += 1
    if (heard === 10) server.onMessage(null)
  })
  await server.idle()
  assert.equal(heard, 10)
})

test('many calls of idle() end in their order, each after what was sent before it', async (t) => {
  const { server } = await silent(t)
  const ended = []
  let heard = 0
  server.onMessage(() => (heard += 1))
  const waits = numbers(100).map((number) => {
    server.send(echo(number))
    return server.idle().then(() => ended.push({ number, enough: heard > number }))
  })
  await Promise.all(waits)
  assert.deepEqual(
    ended,
    numbers(100).map((number) => ({ number, enough: true })),
  )
})

test('idle() never resolves before a message that it waits for has been delivered', async () => {
  const client = Client.testing()
  await client.initialize()
  let [heard, early] = [0, 0]
  for (const round of numbers(10_000)) {
    heard = 0
    client.server.send(echo(1))
    // These calls trigger a delivery while the server handles the messages that follow.
    void client.server.idle()
    client.server.onMessage(() => (heard += 1))
    for (let more = 0; more < round % 8; more += 1) client.notify('a/b')
    client.server.send(echo(2))
    await client.server.idle()
    if (heard === 2) continue
    early += 1
    await client.server.idle()
  }
  await client.stop()
  assert.equal(early, 0, `${early} of 10,000`)
})
