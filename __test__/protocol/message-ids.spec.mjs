// Request ids: which ones the server accepts, and how it repeats them in responses.

import assert from 'node:assert/strict'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import { OURS, URI, written, WRONG } from '../support/malformed-messages.mjs'
import { assertRefused, brief, session } from '../support/refusals.mjs'
import { assertGoesOn, exchange, message } from '../support/wire.mjs'

const INVALID_REQUEST = -32600
const METHOD_NOT_FOUND = -32601
const ECHO = 'candor/testing/echo'

// --- Ids -------------------------------------------------------------------------------------------------------------

test('an id that is an integer or a string is returned unchanged', async (t) => {
  const client = await session(t)
  const numbers = ['0', '-1', '-2147483649', '4294967296', '9007199254740991', '-9223372036854775808']
  const texts = [
    '""',
    '"1"',
    '"null"',
    '"\\u0000"',
    '"\\ud83d\\ude00"',
    '"😀"',
    '"\\"\\\\"',
    JSON.stringify('x'.repeat(1e5)),
  ]
  for (const id of [...numbers, ...texts]) {
    const came = await exchange(client, `{"jsonrpc":"2.0","id":${id},"method":"${ECHO}","params":[1]}`)
    assert.deepEqual(came, [{ jsonrpc: '2.0', result: [1], id: JSON.parse(id) }], brief(id))
  }
})

test('an id that is another number is refused with that number', async (t) => {
  const client = await session(t)
  const numbers = [
    '1.5',
    '-0.25',
    '1e300',
    '9223372036854775808',
    '18446744073709551616',
    '1234567890123456789012345678',
  ]
  for (const id of numbers) {
    const text = `{"jsonrpc":"2.0","id":${id},"method":"${ECHO}","params":1}`
    await assertRefused(client, text, INVALID_REQUEST, JSON.parse(id))
  }
})

test('an id of null gets one response with id null', async (t) => {
  const client = await session(t)
  for (const [method, params] of [[ECHO, [1]], ['acme/unknown'], ['workspace/executeCommand', {}]]) {
    const came = await exchange(client, message({ id: null, method, params }))
    assert.deepEqual(
      came.map(({ id }) => id),
      [null],
      method,
    )
    await assertGoesOn(client)
  }
})

test('an id that no answer may have is refused with none', async (t) => {
  const client = await session(t)
  for (const id of [true, false, {}, [], [1], { id: 1 }]) {
    await assertRefused(client, message({ id, method: ECHO, params: 1 }), INVALID_REQUEST)
    await assertRefused(client, message({ id, method: 7 }), INVALID_REQUEST)
    await assertRefused(client, JSON.stringify({ id, method: ECHO }), INVALID_REQUEST)
  }
})

test('an id with a surrogate that lacks its half is answered as it was written', async (t) => {
  const client = await session(t)
  for (const id of ['"\\ud800"', '"a\\udc00b"', '"\\udc00\\ud800"']) {
    const came = await exchange(client, `{"jsonrpc":"2.0","id":${id},"method":"${ECHO}","params":[1]}`)
    assert.deepEqual(came, [{ jsonrpc: '2.0', result: [1], id: JSON.parse(id) }])
    const refused = `{"jsonrpc":"2.0","id":${id},"method":"acme/unknown"}`
    await assertRefused(client, refused, METHOD_NOT_FOUND, JSON.parse(id))
  }
})

test('an id beyond every number is refused as it was written', async (t) => {
  const client = await session(t)
  for (const id of ['1e400', '-1e400']) {
    const text = `{"jsonrpc":"2.0","id":${id},"method":"${ECHO}","params":1}`
    await assertRefused(client, text, INVALID_REQUEST, JSON.parse(id))
  }
})

test('an id that is still in use is refused, and the request that uses it goes on', async (t) => {
  const client = await session(t)
  for (const id of [7, 'seven']) {
    const never = message({ id, method: 'candor/testing/never' })
    const cancel = message({ method: '$/cancelRequest', params: { id } })
    const came = await exchange(client, never, message({ id, method: ECHO, params: 1 }), never, cancel)
    const codes = came.map((answer) => ({ id: answer.id, code: answer.error.code }))
    const [refused, cancelled] = [INVALID_REQUEST, -32800].map((code) => ({ id, code }))
    assert.deepEqual(codes, [refused, refused, cancelled])
    assert.deepEqual(await exchange(client, message({ id, method: ECHO, params: 1 })), [
      { jsonrpc: '2.0', result: 1, id },
    ])
  }
  // A number and a string that look alike are different ids.
  const both = await exchange(
    client,
    message({ id: 1, method: 'candor/testing/never' }),
    message({ id: '1', method: ECHO, params: 1 }),
    message({ method: '$/cancelRequest', params: { id: 1 } }),
  )
  assert.deepEqual(
    both.map(({ id, error }) => [id, error?.code]),
    [
      ['1', undefined],
      [1, -32800],
    ],
  )
})

// --- Ids that must not be confused -----------------------------------------------------------------------------------

test('exit with an id is a request that nobody knows, and ends nothing', async (t) => {
  const client = await session(t)
  for (const id of [7, 'seven', null]) await assertRefused(client, message({ id, method: 'exit' }), INVALID_REQUEST, id)
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('a notification with an id is refused with it, and does nothing', async (t) => {
  const client = await session(t)
  const params = { textDocument: { uri: URI, version: 2, text: 'b', languageId: 'x' }, contentChanges: [{ text: 'b' }] }
  for (const method of [...OURS.slice(0, 3), 'initialized', '$/cancelRequest']) {
    await assertRefused(client, message({ id: 7, method, params }), INVALID_REQUEST, 7)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('a request without an id does nothing, and is refused to nobody or not at all', async (t) => {
  const client = await session(t)
  for (const method of ['initialize', 'workspace/executeCommand', 'textDocument/hover', ECHO, 'shutdown']) {
    for (const params of [undefined, {}]) {
      const came = await exchange(client, message({ method, params }))
      const refusals = came.filter(({ id, error }) => id === null && error?.code === INVALID_REQUEST)
      assert.ok(came.length === refusals.length && came.length <= 1, `${method}: ${JSON.stringify(came)}`)
      await assertGoesOn(client, method)
    }
  }
})

test('initialized begins the session whatever its parameters are', async (t) => {
  for (const wrong of WRONG) {
    const client = startTesting(t, { telemetry: { level: 'all' } })
    await exchange(client, message({ id: 1, method: 'initialize', params: { capabilities: {} } }))
    await exchange(client, written('"method":"initialized"', wrong))
    assert.equal(client.server.readTelemetry().length, 2, wrong)
  }
})
