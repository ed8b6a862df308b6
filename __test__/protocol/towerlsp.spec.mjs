// The defects of tower-lsp 0.20 that this server works around, one test for each, named after the defect. Each test
// explains how it would fail without the workaround.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { startTesting } from '../support/client.mjs'
import { startHooked, takesEvents } from '../support/telemetry.mjs'
import { ask, assertGoesOn, exchange, message, refused, warnings } from '../support/wire.mjs'

const URI = 'file:///workspace/Dockerfile'
const ASKED = { workspace: { configuration: true } }
const INTERNAL_ERROR = -32603
const CANCELLED = -32800

const opened = (text) => ({ textDocument: { uri: URI, languageId: 'dockerfile', version: 1, text } })
const codes = (answers) => answers.map(({ error }) => error?.code)
const crashes = (client) => client.server.readTelemetry().filter(({ properties }) => properties.type === 'panic')
const changed = message({ method: 'workspace/didChangeConfiguration', params: { settings: null } })
const answered = (request, telemetry) => message({ id: request.id, result: [{ telemetry }] })

/** Makes the server pull the configuration again. Resolves with its request. */
async function pull(client) {
  const [request] = (await exchange(client, changed)).filter(({ method }) => method === 'workspace/configuration')
  return request
}

// https://github.com/ebkalderon/tower-lsp/issues/284
test('fault: edits are applied out of order as soon as a notification handler awaits', async (t) => {
  // With notifications handled in parallel, 404 to 571 of 2,000 edits end up in the wrong place: the digits would not be
  // in the order in which they were typed, and a request could see an earlier or later text than it should.
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.notify('textDocument/didOpen', opened(''))
  const seen = []
  let text = ''
  for (let version = 2; version < 2_002; version += 1) {
    const end = { line: 0, character: text.length }
    client.change(URI, [{ range: { start: end, end }, text: `${version} ` }], version)
    text += `${version} `
    if (version % 100 === 0) seen.push([text, client.text(URI)])
  }
  for (const [expected, found] of seen) assert.equal(await found, expected)
  assert.equal(await client.text(URI), text)
})

test('fault: the server deadlocks when handlers wait for the client while 120 or more messages arrive', async (t) => {
  // `Server` runs up to four handlers and queues up to a hundred messages: with these requests running and the client's
  // response outstanding, it would handle no further message, not even the client's response.
  const client = startTesting(t)
  await client.initialize({ capabilities: ASKED })
  const [first] = client.received('workspace/configuration')
  const running = Array.from({ length: 200 }, () => client.request('candor/testing/never'))
  for (let index = 0; index < 20; index += 1) client.server.send(changed)
  client.notify('textDocument/didOpen', opened(''))
  for (let version = 2; version < 302; version += 1) client.change(URI, `${version}`, version)
  const echoes = await Promise.all(
    Array.from({ length: 200 }, (_, index) => client.request('candor/testing/echo', { index })),
  )
  assert.deepEqual(
    echoes.map(({ result }) => result.index),
    Array.from({ length: 200 }, (_, index) => index),
  )
  assert.equal(await client.text(URI), '301')
  const pulls = client.received('workspace/configuration')
  assert.equal(pulls.length, 21)
  assert.equal(pulls[0], first)
  for (const request of pulls) client.answer(request, [{ telemetry: 'error' }])
  await client.request('candor/testing/echo', {})
  assert.equal(client.server.telemetryStatus().client, 'error')
  for (let id = 2; id < 202; id += 1) client.notify('$/cancelRequest', { id })
  assert.deepEqual(new Set(codes(await Promise.all(running))), new Set([CANCELLED]))
})

test('fault: a panic in a handler ends the server, and every later request hangs', async (t) => {
  // If the panic were not caught, neither the first request nor any later one would get a response.
  const client = startTesting(t)
  await client.initialize()
  client.notify('textDocument/didOpen', opened('FROM a\n'))
  for (const method of ['panic', 'panicLater']) {
    // Each id is used only once here: another test covers the reuse of ids.
    const [first, last] = [`${method} first`, `${method} last`]
    const request = (id) => message({ id, method: `candor/testing/${method}` })
    const echo = message({ id: 'behind', method: 'candor/testing/echo', params: { x: 1 } })
    const came = await exchange(client, request(first), echo, request(last))
    assert.equal(came.length, 3, method)
    const byId = new Map(came.map((answer) => [answer.id, answer.error?.code ?? answer.result]))
    assert.deepEqual([byId.get(first), byId.get('behind'), byId.get(last)], [INTERNAL_ERROR, { x: 1 }, INTERNAL_ERROR])
  }
  assert.deepEqual(await exchange(client, message({ method: 'candor/testing/panicNotification' })), [])
  assert.equal(await client.text(URI), 'FROM a\n')
})

// https://github.com/ebkalderon/tower-lsp/issues/417
test('fault: a late answer of the client after $/cancelRequest panics', async (t) => {
  // The map of pending requests sends into a channel and unwraps the result, although the receiver is gone: the panic
  // would be reported as a crash, and if it were not caught, the server would send no more responses.
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: ASKED, initializationOptions: { telemetry: 'all' } })
  const cancel = (id) => message({ method: '$/cancelRequest', params: { id } })
  const request = await pull(client)
  const running = message({ id: request.id, method: 'candor/testing/never' })
  // Client and server number their requests independently, so both may use the same id for different requests.
  assert.deepEqual(codes(await exchange(client, running, cancel(request.id))), [CANCELLED])
  assert.deepEqual(await exchange(client, answered(request, 'all'), answered(request, 'off'), cancel(request.id)), [])
  assert.equal(client.server.telemetryStatus().client, 'all', 'the first answer counts, cancelled or not')
  assert.deepEqual(crashes(client), [])
  await assertGoesOn(client)
})

// https://github.com/ebkalderon/tower-lsp/issues/399 and https://github.com/ebkalderon/tower-lsp/issues/424
test('fault: exit does not end serving before the end of the input', async (t) => {
  // The input of a server in the host's process never ends: a loop that waits for its end would reject the next
  // initialize, and the pending requests would keep this process alive until it is killed.
  const client = startTesting(t)
  await client.initialize()
  client.request('candor/testing/never')
  client.notify('exit')
  const { result } = await client.request('initialize', { capabilities: {} })
  assert.equal(result.serverInfo.name, 'candor')
  await client.server.idle()

  const { code, signal, stderr, printed } = await inChild(
    async ({ LanguageServer, testingBinary, initialize, initialized, message, print }) => {
      const server = LanguageServer.start({ binary: testingBinary })
      server.onMessage(() => {})
      for (const text of [initialize, initialized, message('candor/testing/never', undefined, 1)]) server.send(text)
      server.send(message('exit'))
      await server.idle()
      print('idle')
    },
  )
  assert.deepEqual({ code, signal, stderr, printed }, { code: 0, signal: null, stderr: '', printed: ['idle'] })
})

test('fault: requests to the client that are pending at exit never resolve', async (t) => {
  // A request that never gets a response would hold back every event, as a pending request does, and the next session
  // would not get its first event.
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: { ...ASKED, ...takesEvents } })
  for (let index = 0; index < 3; index += 1) await pull(client)
  assert.deepEqual(client.events, [])
  await exchange(client, message({ method: 'exit' }))
  await client.initialize({ capabilities: takesEvents })
  assert.deepEqual(
    client.events.map(({ name }) => name),
    ['initialize', 'server_heartbeat'],
  )
})

test('fault: messages that are sent behind an initialize that awaits are refused or dropped', async (t) => {
  // If they were handled before initialize has finished, the request would fail with -32002 and the rest would be lost.
  const client = startTesting(t, { telemetry: { level: 'all' } })
  const came = await exchange(
    client,
    message({ id: 1, method: 'initialize', params: { capabilities: ASKED } }),
    message({ method: 'initialized', params: {} }),
    message({ method: 'textDocument/didOpen', params: opened('FROM a\n') }),
    message({ id: 2, method: 'candor/testing/text', params: { uri: URI } }),
    message({ id: 3, method: 'shutdown' }),
  )
  const answers = came.filter(({ method }) => method === undefined)
  assert.deepEqual(
    answers.map(({ id }) => id),
    [1, 2, 3],
  )
  assert.equal(answers[1].result.text, 'FROM a\n')
  assert.equal(came.filter(({ method }) => method === 'workspace/configuration').length, 1)
})

test('fault: notifications whose parameters do not decode are dropped silently', async (t) => {
  // With tower-lsp alone, the configuration change would be lost together with the opt-out that it contains, and nothing
  // would report the others: no request, no warning.
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: ASKED, initializationOptions: { telemetry: 'all' } })
  client.notify('textDocument/didOpen', opened('FROM a\n'))
  for (const params of [undefined, {}, [], { setting: 'docker.lsp.telemetry' }]) {
    const came = await exchange(client, message({ method: 'workspace/didChangeConfiguration', params }))
    assert.deepEqual(
      came.map(({ method }) => method),
      ['workspace/configuration'],
    )
    await exchange(client, answered(came[0], 'off'))
    assert.equal(client.server.telemetryStatus().level, 'off')
  }
  for (const method of ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose']) {
    const came = await exchange(client, message({ method, params: { textDocument: { uri: 'secret' } } }))
    assert.equal(came.length, 1)
    assert.equal(warnings(came).length, 1)
    assert.doesNotMatch(came[0].params.message, /secret/)
  }
  assert.equal(await client.text(URI), 'FROM a\n')
})

test('fault: dropping the future of a request to the client makes its late answer panic', async (t) => {
  // Anything that ends a request early would drop its future: the time limit, a later response, a provider of the host,
  // the end of the session. The late response would then be reported as a crash, or end the server.
  const client = startHooked(t, { telemetry: { level: 'all', pullTimeout: 1_000 } })
  const capabilities = ASKED
  await client.initialize({ capabilities, initializationOptions: { telemetry: 'all' } })
  const late = []
  const ends = {
    'the time limit': async () => {
      await client.pass(1_000)
      await client.until(() => client.server.telemetryStatus().client === 'off')
    },
    'a later answer': async () => exchange(client, answered(await pull(client), 'error')),
    'a provider': async () => {
      client.server.provideConfiguration(() => [{ telemetry: 'error' }])
      await client.server.idle()
      client.server.provideConfiguration(null)
      await client.server.idle()
      await exchange(client, answered(client.received('workspace/configuration').at(-1), 'error'))
    },
    'the end of the session': async () => {
      await exchange(client, message({ id: 'end', method: 'shutdown' }), message({ method: 'exit' }))
      await client.initialize({ capabilities, initializationOptions: { telemetry: 'error' } })
    },
  }
  for (const [title, end] of Object.entries(ends)) {
    late.push(await pull(client))
    await end()
    await client.server.idle()
    const before = client.server.telemetryStatus().client
    assert.equal(before, title === 'the time limit' ? 'off' : 'error', title)
    for (const request of late) assert.deepEqual(await exchange(client, answered(request, 'all')), [], title)
    assert.equal(client.server.telemetryStatus().client, before, title)
    await assertGoesOn(client, title)
  }
  assert.equal(new Set(late.map(({ id }) => id)).size, late.length)
  assert.deepEqual(crashes(client), [])
})

for (const [when, method] of [
  ['at once', 'candor/testing/panic'],
  ['later', 'candor/testing/panicLater'],
]) {
  test(`fault: a request whose handler panicked ${when} counts as running, and its id is refused for ever`, async (t) => {
    // tower-lsp removes the id from its list when the handler finishes, which it does not when it panics: the second
    // request would be rejected with -32600.
    const client = startTesting(t)
    await client.initialize()
    for (const id of [7, -7, 'seven', '7']) {
      assert.equal(await refused(client, method, undefined, id), INTERNAL_ERROR)
      assert.deepEqual((await ask(client, 'candor/testing/echo', { id }, id)).result, { id })
      assert.equal(await refused(client, method, undefined, id), INTERNAL_ERROR, 'as often as one likes')
      assert.equal(await refused(client, method, undefined, id), INTERNAL_ERROR)
    }
  })
}
