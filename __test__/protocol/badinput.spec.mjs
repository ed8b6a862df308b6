// Input that is no JSON, no message, or a message of wrong content: each gets the answer that it should, and the
// session goes on.

import assert from 'node:assert/strict'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import * as odd from '../support/odd-messages.mjs'
import { assertGoesOn, exchange, message, warnings } from '../support/wire.mjs'

const { INITIALIZE_MEMBERS, NOTIFICATIONS, NO_JSON, ODD_VALUES, OURS, REQUEST, URI, WRONG, written } = odd
const PARSE_ERROR = -32700
const INVALID_REQUEST = -32600
const METHOD_NOT_FOUND = -32601
const INVALID_PARAMS = -32602
const ECHO = 'candor/testing/echo'
const CONFIGURATION = 'workspace/didChangeConfiguration'
const MEGABYTES_50 = 50_000_000

const nested = (depth, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)
const brief = (text) => (text.length > 120 ? `${text.slice(0, 120)}… (${text.length})` : text)

/** A client in a session with an open document. */
async function session(t, options) {
  const client = startTesting(t, options)
  await client.initialize()
  client.open(URI, 'FROM scratch\n')
  return client
}

/** Fails unless `text` is answered with one error of `code` to `id`, and the session goes on. */
async function assertRefused(client, text, code, id = null) {
  const came = await exchange(client, text)
  assert.deepEqual(
    came.map((answer) => ({ id: answer.id, code: answer.error?.code })),
    [{ id, code }],
    brief(text),
  )
  assert.equal(typeof came[0].error.message, 'string')
  await assertGoesOn(client, brief(text))
}

// --- No JSON, and no message ---------------------------------------------------------------------------------------

test('a text that is no JSON is answered with a parse error to nobody', async (t) => {
  const client = await session(t)
  for (const text of NO_JSON) {
    assert.throws(() => JSON.parse(text.replace(/^\ufeff/, '')), SyntaxError, `${text} is no JSON`)
    await assertRefused(client, text, PARSE_ERROR)
  }
  assert.equal(await client.text(URI), 'FROM scratch\n')
})

test('JSON that is no message is answered with an invalid request to nobody', async (t) => {
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

// --- Ids -------------------------------------------------------------------------------------------------------------

test('an id that is an integer or a text is answered as it was written', async (t) => {
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

test('an id that is null is answered to nobody, once', async (t) => {
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
  // A number and a text that look alike are two.
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

// --- Parameters ------------------------------------------------------------------------------------------------------

const wrongFor = (method) => WRONG.filter((wrong) => !odd.READS_URI_ONLY.includes(method) || !wrong.includes(URI))

test('wrong parameters of any request are refused with its id', async (t) => {
  const client = await session(t)
  for (const method of [...odd.LANGUAGE_REQUESTS, ...odd.OTHER_REQUESTS]) {
    // A method that the server does not offer may be refused for its parameters or for itself.
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
  const odd = ['-1', '0.5', '1e400', '4294967296', '"0"', 'null', '[]']
  const texts = odd.flatMap((number) => [edit(at(number, 0)), edit(at(0, number))])
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

// --- Characters, numbers and depth that parsers refuse -----------------------------------------------------------------

test('a surrogate that lacks its half is read as U+FFFD, wherever it stands', async (t) => {
  const client = await session(t, { telemetry: { level: 'all' } })
  const request = (method, params) => `{"jsonrpc":"2.0","id":7,"method":"${method}","params":${params}}`
  const answered = [
    [request(ECHO, '["\\ud800","\\udc00x","\\ud83d\\ude00\\ud83d"]'), { result: ['�', '�x', '😀�'] }],
    [request(ECHO, '{"\\ud800":"\\\\ud800"}'), { result: { '�': '\\ud800' } }],
    // Not as an escape: the string itself is broken.
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

// --- What must not be mistaken -------------------------------------------------------------------------------------------

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

test('an answer that cannot be read is never answered, and the question counts as not answered', async (t) => {
  const broken = (id) => [
    `{"jsonrpc":"2.0","id":"${id}","result":${nested(200)}}`,
    `{"jsonrpc":"2.0","id":"${id}","id":"${id}","result":[{"telemetry":"all"}]}`,
    `{"jsonrpc":"2.0","id":"${id}","error":null}`,
    `{"jsonrpc":"2.0","id":["${id}"],"result":[{"telemetry":"all"}]}`,
    `{"jsonrpc":"2.0","id":1,"result":[{"telemetry":"all"}]}`,
  ]
  for (const index of broken().keys()) {
    const client = startTesting(t, { telemetry: { level: 'all' } })
    await client.initialize({ capabilities: { workspace: { configuration: true } } })
    const [{ id }] = client.received('workspace/configuration')
    const text = broken(id)[index]
    // An answer to it would be taken for one to the client's own request of that number.
    assert.deepEqual(await exchange(client, text), [], brief(text))
    assert.deepEqual(client.server.readTelemetry(), [], brief(text))
    await assertGoesOn(client)
  }
})

// --- A change of the configuration is never lost ---------------------------------------------------------------------------

/** Fails unless each text makes the server pull, and reading returns nothing until the pull is answered. */
async function assertPulls(t, texts) {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  const capabilities = { workspace: { configuration: true } }
  await client.initialize({ capabilities, initializationOptions: { telemetry: 'all' } })
  for (const text of texts) {
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
    assert.ok(client.server.telemetryStatus().pending > 0)
    const pulls = (await exchange(client, text)).filter(({ method }) => method === 'workspace/configuration')
    assert.equal(pulls.length, 1, brief(text))
    assert.deepEqual(client.server.readTelemetry(), [], 'nothing is handed out while a pull is under way')
    await exchange(client, message({ id: pulls[0].id, result: [{ telemetry: 'all' }] }))
    assert.ok(client.server.readTelemetry().length > 0)
  }
}

const CHANGED = message({ method: CONFIGURATION, params: { settings: { docker: { lsp: { telemetry: 'off' } } } } })

test('a change of the configuration leads to a pull wherever its message breaks off', async (t) => {
  const known = CHANGED.indexOf(CONFIGURATION) + CONFIGURATION.length + 1
  await assertPulls(
    t,
    Array.from({ length: CHANGED.length - known }, (_, index) => CHANGED.slice(0, known + index)),
  )
})

test('a change of the configuration leads to a pull in every broken form', async (t) => {
  const settings = (value) => `{"jsonrpc":"2.0","method":"${CONFIGURATION}","params":{"settings":${value}}}`
  const forms = [
    ...['', '"params":null', '"params":7', '"params":[]', '"params":{}', '"params":{"settings":null}', '"params":true'],
    ...[
      '"params":{"settings":1},"params":{"settings":1}',
      `"method":"${CONFIGURATION}"`,
      '"jsonrpc":"1.0"',
      '"acme":1',
    ],
  ].map((wrong) => written(`"method":"${CONFIGURATION}"`, wrong))
  const values = ['7', '"x"', '1e400', '"\\ud800"', '[1e400]', '[[]]', 'tru', '"a\nb"', '"\0"', '{,}', "'x'"]
  const jsonrpc = ['null', '2', '"1.0"', '"2.0\\ud800"'].map((version) => CHANGED.replace('"2.0"', version))
  await assertPulls(t, [
    ...forms,
    ...[...values, nested(200), nested(200_000), '['.repeat(200_000)].map(settings),
    ...jsonrpc,
    ...[`\ufeff${CHANGED}`, `${CHANGED}}`, `${CHANGED}${CHANGED}`, CHANGED.replace('{"jsonrpc":"2.0",', '{')],
    ...[
      CHANGED.replaceAll('/', '\\/'),
      CHANGED.replace('didC', 'did\\u0043'),
      CHANGED.replace('method', '\\u006dethod'),
    ],
  ])
})

test('a change of the configuration leads to a pull where its message breaks before its method', async (t) => {
  const late = (value) => `{"jsonrpc":"2.0","params":{"settings":${value}},"method":"${CONFIGURATION}"}`
  await assertPulls(t, [nested(200), 'tru', '{,}', '"a\nb"', `["${'x'.repeat(9_000)}",]`].map(late))
})

test('a change of the configuration that has an id is refused with it, and leads to a pull', async (t) => {
  const requests = ['7', '"seven"', 'null', '1.5', '{}'].map((id) => CHANGED.replace('{', `{"id":${id},`))
  await assertPulls(t, requests)
})
