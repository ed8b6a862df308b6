// Input that is not JSON, not a message, or a message with invalid content: each gets the response that JSON-RPC and LSP
// require, and the session continues.

import assert from 'node:assert/strict'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import {
  LANGUAGE_REQUESTS,
  OTHER_REQUESTS,
  INITIALIZE_MEMBERS,
  NO_JSON,
  NOTIFICATIONS,
  ODD_VALUES,
  OURS,
  READS_URI_ONLY,
  REQUEST,
  URI,
  written,
  WRONG,
} from '../support/malformed-messages.mjs'
import { assertRefused, session } from '../support/refusals.mjs'
import { assertGoesOn, exchange, message, nested, warnings } from '../support/wire.mjs'

const PARSE_ERROR = -32700
const INVALID_REQUEST = -32600
const METHOD_NOT_FOUND = -32601
const INVALID_PARAMS = -32602
const ECHO = 'candor/testing/echo'
const MEGABYTES_50 = 50_000_000

// --- Neither JSON nor a message --------------------------------------------------------------------------------------

test('a text that is not JSON gets a parse error with id null', async (t) => {
  const client = await session(t)
  for (const text of NO_JSON) {
    assert.throws(() => JSON.parse(text.replace(/^\ufeff/, '')), SyntaxError, `${text} is no JSON`)
    await assertRefused(client, text, PARSE_ERROR)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('JSON that is not a message gets an invalid-request error with id null', async (t) => {
  const client = await session(t)
  const values = ['null', 'true', 'false', '0', '-0', '1.5e3', '1e400', '"x"', '"\\ud800"', '[]', '[[]]', '[1,"a",{}]']
  const objects = [
    '{}',
    '{"jsonrpc":"2.0"}',
    '{"a":1}',
    '{"params":{}}',
    '{"id":null}',
    '{"method":null}',
    '{"method":7}',
  ]
  for (const text of [...values, ...objects, ' {} ', '{"":{}}', '{"__proto__":null}']) {
    await assertRefused(client, text, INVALID_REQUEST)
  }
})

test('a batch is answered as a whole, and nothing in it is done', async (t) => {
  const client = await session(t)
  const [request, close] = [
    REQUEST,
    message({ method: 'textDocument/didClose', params: { textDocument: { uri: URI } } }),
  ]
  for (const batch of [[request], [close], [close, request, request], [close, 1], [[request]]]) {
    await assertRefused(client, `[${batch.join()}]`, INVALID_REQUEST)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('an array that holds what a message holds, in some order, is no message', async (t) => {
  const client = await session(t)
  const given = ['2.0', 7, ECHO, { x: 1 }, null, null]
  for (let length = given.length; length > 0; length -= 1) {
    await assertRefused(client, JSON.stringify(given.slice(0, length)), INVALID_REQUEST)
  }
})

test('a message without a method, or with one of another type, is refused with its id', async (t) => {
  const client = await session(t)
  for (const method of [undefined, null, 7, true, {}, [], [ECHO], { method: ECHO }]) {
    await assertRefused(client, message({ id: 7, method, params: {} }), INVALID_REQUEST, 7)
    await assertRefused(client, message({ id: 'seven', method }), INVALID_REQUEST, 'seven')
  }
})

test('a message of another version of JSON-RPC, or of none, is refused with its id', async (t) => {
  const client = await session(t)
  for (const jsonrpc of [undefined, null, '1.0', '2', 2, 2.0, '', 'two', ['2.0'], {}, '2.0\ud800']) {
    await assertRefused(client, JSON.stringify({ jsonrpc, id: 7, method: ECHO, params: {} }), INVALID_REQUEST, 7)
    const close = { jsonrpc, method: 'textDocument/didClose', params: { textDocument: { uri: URI } } }
    await assertRefused(client, JSON.stringify(close), INVALID_REQUEST)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('a member that comes twice is refused at the top and the last one counts inside', async (t) => {
  const client = await session(t)
  const twice = (members) => `{"jsonrpc":"2.0",${members}}`
  await assertRefused(client, twice(`"id":1,"id":2,"method":"${ECHO}","params":1`), INVALID_REQUEST, 2)
  await assertRefused(client, twice(`"id":2,"method":"shutdown","method":"${ECHO}","params":1`), INVALID_REQUEST, 2)
  await assertRefused(client, twice(`"id":2,"method":"${ECHO}","params":1,"params":2`), INVALID_REQUEST, 2)
  await assertRefused(client, twice(`"id":2,"jsonrpc":"2.0","method":"${ECHO}"`), INVALID_REQUEST, 2)
  const inside = twice(`"id":2,"method":"${ECHO}","params":{"x":1,"x":2},"acme":1,"acme":2`)
  assert.deepEqual(await exchange(client, inside), [{ jsonrpc: '2.0', result: { x: 2 }, id: 2 }])
})

// --- Parameters ------------------------------------------------------------------------------------------------------

const wrongFor = (method) => WRONG.filter((wrong) => !READS_URI_ONLY.includes(method) || !wrong.includes(URI))

test('wrong parameters of any request are refused with its id', async (t) => {
  const client = await session(t)
  for (const method of [...LANGUAGE_REQUESTS, ...OTHER_REQUESTS]) {
    // If the server does not support a method, either error is valid.
    const may = method === 'workspace/executeCommand' ? [INVALID_PARAMS] : [INVALID_PARAMS, METHOD_NOT_FOUND]
    for (const wrong of wrongFor(method)) {
      const came = await exchange(client, written(`"id":7,"method":"${method}"`, wrong))
      assert.deepEqual(
        came.map(({ id }) => id),
        [7],
        `${method} ${wrong}`,
      )
      assert.ok(may.includes(came[0].error?.code), `${method} ${wrong}: ${JSON.stringify(came[0])}`)
    }
    await assertGoesOn(client)
  }
})

test('wrong parameters of a notification that the server understands are named in the log once', async (t) => {
  const client = await session(t)
  for (const method of OURS) {
    for (const wrong of wrongFor(method)) {
      const came = await exchange(client, written(`"method":"${method}"`, wrong))
      assert.equal(came.length, 1, `${method} ${wrong}: ${JSON.stringify(came)}`)
      assert.equal(warnings(came).length, 1)
      assert.match(came[0].params.message, new RegExp(`\\b${method}\\b`))
    }
    await assertGoesOn(client)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('wrong parameters of any other notification are passed over', async (t) => {
  const client = await session(t)
  for (const method of NOTIFICATIONS) {
    for (const wrong of WRONG) {
      assert.deepEqual(await exchange(client, written(`"method":"${method}"`, wrong)), [], `${method} ${wrong}`)
    }
    await assertGoesOn(client)
  }
})

test('a position or a version that is no number of its kind spoils its notification alone', async (t) => {
  const client = await session(t)
  const at = (line, character) => `{"line":${line},"character":${character}}`
  const edit = (start, version = 2) =>
    `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"${URI}","version":${version}},` +
    `"contentChanges":[{"range":{"start":${start},"end":${at(0, 0)}},"text":"!"}]}}`
  const invalid = ['-1', '0.5', '1e400', '4294967296', '"0"', 'null', '[]']
  const texts = invalid.flatMap((number) => [edit(at(number, 0)), edit(at(0, number))])
  for (const text of [...texts, edit(at(0, 0), '1e400'), edit(at(0, 0), 'null'), edit('{}'), edit('{"line":0}')]) {
    const came = await exchange(client, text)
    assert.equal(came.length, 1, text)
    assert.equal(warnings(came).length, 1, text)
  }
  await exchange(client, edit(at(0, 0), 3))
  assert.equal(await client.text(URI), '!FROM scratch\n')
})

test('initialize takes options of every type, and refuses parameters that are none', async (t) => {
  const client = startTesting(t)
  for (const wrong of ['', '"params":null', '"params":7', '"params":"x"', '"params":[]', '"params":[{}]']) {
    const came = await exchange(client, written('"id":7,"method":"initialize"', wrong))
    assert.deepEqual(
      came.map(({ id, error }) => [id, error?.code]),
      [[7, INVALID_PARAMS]],
      wrong,
    )
  }
  for (const member of INITIALIZE_MEMBERS) {
    for (const value of [...ODD_VALUES, nested(90)]) {
      const params = `"params":{"${member}":${value}}`
      const came = await exchange(client, written('"id":7,"method":"initialize"', params), message({ method: 'exit' }))
      const [answer] = came.filter(({ id }) => id === 7)
      assert.equal(answer?.result?.serverInfo.name, 'candor', `${member}: ${value}`)
    }
  }
  await client.initialize()
  await assertGoesOn(client)
})

// --- Characters, numbers and depths that parsers reject --------------------------------------------------------------

test('a surrogate that lacks its half is read as U+FFFD, wherever it stands', async (t) => {
  const client = await session(t, { telemetry: { level: 'all' } })
  const request = (method, params) => `{"jsonrpc":"2.0","id":7,"method":"${method}","params":${params}}`
  const answered = [
    [request(ECHO, '["\\ud800","\\udc00x","\\ud83d\\ude00\\ud83d"]'), { result: ['�', '�x', '😀�'] }],
    [request(ECHO, '{"\\ud800":"\\\\ud800"}'), { result: { '�': '\\ud800' } }],
    // Not an escape sequence: the string itself contains an unpaired surrogate.
    [request(ECHO, '["\ud800"]'), { result: ['�'] }],
    [`{"\\ud800":1,${request(ECHO, '[1]').slice(1)}`, { result: [1] }],
    [request('acme/\\ud800', '[1]'), { code: METHOD_NOT_FOUND }],
    [request('workspace/executeCommand', '{"command":"\\ud800"}'), { code: INVALID_PARAMS }],
  ]
  for (const [text, expected] of answered) {
    const [{ id, result, error }, ...others] = await exchange(client, text)
    assert.deepEqual(
      { id, ...(error ? { code: error.code } : { result }), others },
      { id: 7, ...expected, others: [] },
      text,
    )
  }
  const [uri, read] = ['untitled:\\ud800', 'untitled:�']
  const document = `{"uri":"${uri}","languageId":"\\ud800","version":1,"text":"a\\udfff"}`
  const open = `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":${document}}}`
  assert.deepEqual(await exchange(client, open), [])
  assert.equal(await client.text(read), 'a�')
  assert.deepEqual(await exchange(client, '{"jsonrpc":"2.0","method":"\\ud800"}'), [])
})

test('a number beyond every number is read as the greatest of its sign', async (t) => {
  const client = await session(t)
  const text = `{"jsonrpc":"2.0","id":7,"method":"${ECHO}","params":{"a":[1e400,-1E+999],"b":"1e400","c":1e-400}}`
  const result = { a: [Number.MAX_VALUE, -Number.MAX_VALUE], b: '1e400', c: 0 }
  assert.deepEqual(await exchange(client, text), [{ jsonrpc: '2.0', result, id: 7 }])
})

test('a message that is nested 100 deep is understood, one of 200 or 200,000 is refused with its id', async (t) => {
  const client = await session(t)
  for (const [open, close, inside] of [
    ['[', ']', ''],
    ['{"a":', '}', '1'],
    ['[{"a":', '}]', '[]'],
  ]) {
    for (const depth of [100, 200, 200_000]) {
      const value = open.repeat(depth / open.match(/[[{]/g).length) + inside + close.repeat(depth / close.length)
      for (const text of [
        `{"jsonrpc":"2.0","id":7,"method":"${ECHO}","params":${value}}`,
        `{"params":${value},"method":"${ECHO}","id":7,"jsonrpc":"2.0"}`,
      ]) {
        if (depth > 100) await assertRefused(client, text, INVALID_REQUEST, 7)
        else assert.deepEqual(await exchange(client, text), [{ jsonrpc: '2.0', result: JSON.parse(value), id: 7 }])
      }
      if (depth > 100)
        await assertRefused(client, `{"jsonrpc":"2.0","method":"acme","params":${value}}`, INVALID_REQUEST)
      if (depth > 100) await assertRefused(client, `{"id":7,"params":${value.slice(0, -1)}}`, PARSE_ERROR)
    }
  }
})

test('a byte order mark in front of a message is passed over', async (t) => {
  const client = await session(t)
  const text = `\ufeff \r\n${message({ id: 7, method: ECHO, params: ['\ufeff', '\\ud800'] })}\n`
  assert.deepEqual(await exchange(client, text), [{ jsonrpc: '2.0', result: ['\ufeff', '\\ud800'], id: 7 }])
  await assertRefused(client, '\ufeff{"jsonrpc":"2.0","id":7}', INVALID_REQUEST, 7)
  await assertRefused(client, '\ufeff{', PARSE_ERROR)
})

test('a NUL that is escaped is a character, one that is not is no JSON', async (t) => {
  const client = await session(t)
  const text = message({ id: 7, method: ECHO, params: ['\0', { '\0': '\0' }] })
  assert.deepEqual(await exchange(client, text), [{ jsonrpc: '2.0', result: ['\0', { '\0': '\0' }], id: 7 }])
  await assertRefused(client, message({ id: 7, method: `${ECHO}\0` }), METHOD_NOT_FOUND, 7)
  await assertRefused(client, text.replaceAll('\\u0000', '\0'), PARSE_ERROR)
})

for (const [title, make] of [
  ['junk', () => 'x'.repeat(MEGABYTES_50)],
  [
    'a request that does not end',
    () => message({ id: 7, method: ECHO, params: 'x'.repeat(MEGABYTES_50) }).slice(0, -2),
  ],
  ['open brackets', () => '['.repeat(MEGABYTES_50)],
]) {
  test(`50 MB of ${title} are a parse error like any other`, async (t) => {
    const client = await session(t)
    await assertRefused(client, make(), PARSE_ERROR)
  })
}
