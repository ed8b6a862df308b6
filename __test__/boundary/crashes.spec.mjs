// Handlers that panic: the request gets an error, the session continues, and if the user consented, an event contains
// the names of the functions and nothing else.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { LanguageServer, startTesting, testingBinary, testingNative } from '../support/client.mjs'
import { answersConfiguration, pull, takesEvents } from '../support/telemetry.mjs'
import { assertGoesOn, exchange, isDiagnostics, message } from '../support/wire.mjs'

const URI = 'file:///home/alice/acme-merger/Dockerfile'
const INTERNAL_ERROR = -32603
/** Matches parts of the panic's message, of the document's URI and of this machine's paths. */
const SECRET = /secret|alice|acme|merger|home|[\\/]|\.rs\b|0x[0-9a-f]/i
/** Matches a function of this library or of one of its dependencies. */
const FUNCTION =
  /^(<[&(]?|<?dyn )?(alloc|backtrace|candor|core|dashmap|futures\w*|git2|lsp_types|napi|serde|serde_json|std|tokio|tower|tower_lsp|tower_service|url|uuid)::/

/** The declarations of the native addon, without the test hooks. */
const DECLARATIONS = readFileSync(new URL('../../js/internal/native/binding.d.ts', import.meta.url), 'utf8')
const DECLARED_METHODS = [...DECLARATIONS.matchAll(/^  (\w+)\(/gm)].map(([, name]) => name)
const DECLARED_FUNCTIONS = [...DECLARATIONS.matchAll(/^export declare function (\w+)/gm)].map(([, name]) => name)
/** Arguments for the methods whose parameter types napi checks. */
const PARAMETERS = {
  answerConfiguration: [1, 'nothing'],
  answerSettings: [1, null],
  hasPendingResponses: [true],
  provideConfiguration: [false],
  recordError: ['Error', [], 1],
  sealTelemetry: [false],
  takeFinished: [true, true],
}

const METHODS = ['candor/testing/panic', 'candor/testing/panicLater', 'candor/testing/panicNotification']
const LEVELS = ['off', 'error', 'all']

const isCrash = ({ name, properties }) => name === 'server_heartbeat' && properties.type === 'panic'

/** Creates a client that receives events through both sinks, in a session with an open, modified document. */
async function session(t, level, params) {
  const client = startTesting(t, { telemetry: { level } })
  await client.initialize({ capabilities: takesEvents, ...params })
  client.open(URI, 'FROM a\n')
  client.change(URI, 'FROM b\n')
  await client.server.idle()
  return client
}

/** Sends a method that panics. Resolves with the responses, the client's events and the host's events. */
async function panic(client, method, id = 'panic') {
  const isRequest = method !== 'candor/testing/panicNotification'
  const came = await exchange(client, message({ ...(isRequest && { id }), method, params: undefined }))
  const events = came.filter((one) => one.method === 'telemetry/event').map(({ params }) => params)
  return {
    answers: came.filter((one) => one.method !== 'telemetry/event'),
    events,
    read: client.server.readTelemetry(),
  }
}

/** Asserts that `event` reports a panic with function names and nothing else. */
function assertReport(event, session) {
  const { function: name, stack_trace: stack, ...properties } = event.properties
  const { server_session, server_version } = session
  assert.deepEqual(
    { ...event, properties },
    { v: 1, name: 'server_heartbeat', properties: { type: 'panic', method: 'other', server_session, server_version } },
  )
  assert.match(name, /^<?candor::server::/)
  const frames = stack.split('\n')
  assert.ok(frames.length > 1 && frames.length <= 32, `${frames.length} frames`)
  assert.ok(frames.includes(name))
  for (const frame of frames) {
    assert.ok(frame === 'foreign' || FUNCTION.test(frame), frame)
    assert.ok(frame.length <= 160, frame)
  }
  assert.doesNotMatch(`${name}\n${stack}`, SECRET)
}

for (const level of LEVELS) {
  for (const method of METHODS) {
    test(`${method} at level ${level}: the session goes on and ${level === 'off' ? 'nothing' : 'it'} is reported`, async (t) => {
      const client = await session(t, level)
      const known = client.server.readTelemetry().find(({ properties }) => properties.type === 'initialized')
      const { answers, events, read } = await panic(client, method)
      const expected = method.endsWith('Notification')
        ? []
        : [{ jsonrpc: '2.0', id: 'panic', error: { code: INTERNAL_ERROR, message: 'internal error' } }]
      assert.deepEqual(answers, expected)
      assert.deepEqual(events, read, 'both sinks hear the same')
      assert.equal(read.length, level === 'off' ? 0 : 1)
      for (const event of read) assertReport(event, known?.properties ?? event.properties)

      assert.equal(await client.text(URI), 'FROM b\n')
      client.change(URI, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } }, text: 'from' },
      ])
      assert.equal(await client.text(URI), 'from b\n')
      const again = await panic(client, method, 'again')
      const sessions = new Set([...read, ...again.read].map(({ properties }) => properties.server_session))
      assert.equal(sessions.size, level === 'off' ? 0 : 1, 'the identity is the same')
      assert.equal(again.read.length, read.length)
      await assertGoesOn(client)
    })
  }
}

test("no event or message contains a panic's message or location", async (t) => {
  const all = []
  for (const level of LEVELS) {
    const client = await session(t, level, { clientInfo: { name: "Alice's editor", version: '1.0-acme' } })
    all.push(...client.server.readTelemetry())
    for (const method of METHODS) all.push(...(await panic(client, method, method)).read)
    // Leaves out ids, which contain the names of the hooks, and diagnostics, which contain the document's URI.
    all.push(...client.messages.filter((came) => !isDiagnostics(came)).map(({ id, ...rest }) => rest))
  }
  const written = all.map((one) => JSON.stringify(one)).filter((text) => /secret|alice|acme|merger|home/i.test(text))
  assert.deepEqual(written, [])
  assert.equal(all.filter((one) => one.name && isCrash(one)).length, 6)
})

test('a panic event names only what every event may name of the client', async (t) => {
  const client = await session(t, 'error', { clientInfo: { name: 'Visual Studio Code', version: '1.95.3' } })
  const [event] = (await panic(client, METHODS[0])).read
  const { lsp_client_info_name: name, lsp_client_info_version: version, ...properties } = event.properties
  assert.deepEqual({ name, version }, { name: 'Visual Studio Code', version: '1.95' })
  assertReport({ ...event, properties }, properties)
})

test('a hundred panics in a row are all answered and all reported, and the session goes on', async (t) => {
  const client = await session(t, 'error')
  const texts = []
  for (let number = 0; number < 100; number += 1) {
    const method = METHODS[number % 3]
    texts.push(message({ ...(number % 3 < 2 && { id: `panic ${number}` }), method }))
    texts.push(message({ id: `echo ${number}`, method: 'candor/testing/echo', params: [number] }))
  }
  const came = await exchange(client, ...texts)
  const answers = new Map(came.filter(({ method }) => method === undefined).map((answer) => [answer.id, answer]))
  for (let number = 0; number < 100; number += 1) {
    assert.deepEqual(answers.get(`echo ${number}`)?.result, [number])
    if (number % 3 < 2) assert.equal(answers.get(`panic ${number}`)?.error.code, INTERNAL_ERROR)
  }
  const read = client.server.readTelemetry()
  assert.equal(read.length, 100)
  for (const event of read) assertReport(event, read[0].properties)
  assert.deepEqual(client.events, read)
  assert.equal(await client.text(URI), 'FROM b\n')
})

test('the id of a request that panicked is free again', async (t) => {
  const client = await session(t, 'off')
  for (const method of ['candor/testing/panic', 'candor/testing/panicLater']) {
    for (const round of [1, 2]) {
      const { answers } = await panic(client, method, 'again')
      const expected = { jsonrpc: '2.0', id: 'again', error: { code: INTERNAL_ERROR, message: 'internal error' } }
      assert.deepEqual(answers, [expected], `${method}, ${round}`)
    }
  }
})

test('a panic from before an opt-in is never reported', async (t) => {
  const client = await session(t, 'off')
  await panic(client, METHODS[0], 1)
  for (const method of METHODS) client.send({ id: method, method })
  client.server.setTelemetryLevel('error')
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
  assert.equal((await panic(client, METHODS[0], 2)).read.length, 1)
})

test('a panic from before a revocation is never reported', async (t) => {
  const client = await session(t, 'error')
  for (const method of METHODS) client.send({ id: method, method })
  client.server.setTelemetryLevel('off')
  await client.server.idle()
  client.server.setTelemetryLevel('error')
  await client.server.idle()
  assert.deepEqual([...client.server.readTelemetry(), ...client.events], [])
})

for (const [answer, count] of [
  ['off', 0],
  ['error', 3],
  ['all', 3],
]) {
  test(`panics while a pull is under way are answered at once, and reported ${count} times when it says ${answer}`, async (t) => {
    const client = startTesting(t, { telemetry: { level: 'all' } })
    await client.initialize({ capabilities: { ...answersConfiguration, ...takesEvents } })
    await exchange(client, message({ id: client.received('workspace/configuration')[0].id, result: ['error'] }))
    const changed = message({ method: 'workspace/didChangeConfiguration', params: { settings: null } })
    const [request] = await exchange(client, changed)
    for (const method of METHODS) {
      const { answers, events, read } = await panic(client, method, method)
      assert.equal(answers[0]?.error.code, method.endsWith('Notification') ? undefined : INTERNAL_ERROR)
      assert.deepEqual([...events, ...read], [], 'nothing is handed out while it is under way')
    }
    await exchange(client, message({ id: request.id, result: [{ telemetry: answer }] }))
    assert.equal(client.server.readTelemetry().filter(isCrash).length, count)
    assert.equal(client.events.filter(isCrash).length, count)
    // The panic did not affect the pull.
    assert.equal(client.server.telemetryStatus().client, answer)
    await pull(client, [{ telemetry: 'error' }])
    assert.equal(client.server.telemetryStatus().client, 'error')
  })
}

test('a panic in one server does not affect another', async (t) => {
  const [first, second] = [await session(t, 'error'), await session(t, 'error')]
  const running = second.request('candor/testing/never', undefined, 'never')
  assert.equal((await panic(first, METHODS[0])).read.length, 1)
  assert.equal(await second.text(URI), 'FROM b\n')
  assert.deepEqual(second.server.readTelemetry(), [])
  second.notify('$/cancelRequest', { id: 'never' })
  assert.equal((await running).error.code, -32800)
})

for (const level of LEVELS) {
  test(`a process prints nothing about panics at level ${level}`, async () => {
    const { code, signal, stderr, printed } = await inChild(
      async ({ LanguageServer, testingBinary, initialize, initialized, message, print, level, methods }) => {
        const server = LanguageServer.start({ binary: testingBinary, telemetry: { level } })
        let answers = 0
        server.onMessage((text) => (answers += JSON.parse(text).error?.code === -32603))
        for (const text of [initialize, initialized]) server.send(text)
        for (let round = 0; round < 5; round += 1) {
          for (const method of methods) {
            const isRequest = !method.endsWith('Notification')
            server.send(message(method, undefined, isRequest ? `${method} ${round}` : undefined))
          }
        }
        await server.idle()
        const crashes = server.readTelemetry().filter(({ properties }) => properties.type === 'panic').length
        print({ answers, crashes })
        await server.stop()
      },
      { env: { RUST_BACKTRACE: 'full' }, data: { level, methods: METHODS } },
    )
    assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
    assert.deepEqual(printed, [{ answers: 10, crashes: level === 'off' ? 0 : 15 }])
  })
}

function isInternalError({ code, message, cause }) {
  assert.deepEqual([code, cause.message], ['INTERNAL_ERROR', 'requested by a test'])
  assert.match(message, /^internal error: candor panicked/)
  return true
}

test('a panic while a server starts is an internal error with its cause, and no getter is blamed', async () => {
  testingNative.panicInNextCall()
  // The first call into the addon after it is loaded and its version is checked.
  assert.throws(() => LanguageServer.start({ binary: testingBinary }), isInternalError)
  const server = LanguageServer.start({ binary: testingBinary })
  assert.equal(server.telemetryStatus().level, 'off')
  await server.stop()
})

test('a panic in any entry point of the native addon is an internal error with its cause', () => {
  const { LanguageServerHandle, panicInNextCall } = testingNative
  const handle = LanguageServerHandle.start({}, {}, () => {})
  const entries = [
    () => LanguageServerHandle.start({}, {}, () => {}),
    ...DECLARED_METHODS.map((name) => () => handle[name](...(PARAMETERS[name] ?? []))),
    ...DECLARED_FUNCTIONS.map((name) => () => testingNative[name]('text')),
  ]
  assert.ok(entries.length > 25, `${entries.length} entry points`)
  for (const entry of entries) {
    panicInNextCall()
    assert.throws(entry, isInternalError, String(entry))
  }
  assert.equal(handle.telemetryStatus().level, 'off', 'the server goes on')
  handle.stop()
})

test('a method of a server that panics throws an internal error, and the server goes on', async (t) => {
  const client = await session(t, 'off')
  const { server } = client
  for (const call of [
    () => server.send(message('shutdown', undefined, 7)),
    () => server.setTelemetryLevel('off'),
    () => server.telemetryStatus(),
    () => server.readTelemetry(),
    () => server.configurationChanged(),
  ]) {
    testingNative.panicInNextCall()
    assert.throws(call, isInternalError, String(call))
  }
  assert.equal(await client.text(URI), 'FROM b\n')
})
