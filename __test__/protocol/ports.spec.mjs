// Servers on ports: the token that a client sends first, and what clients on a port cannot do.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import net from 'node:net'
import test from 'node:test'

import framing from '../../js/cli/server/framing/framing.js'
import { exchange, INITIALIZE, initialize, listenOnSocket, request } from '../support/connections.mjs'
import { connect, connectTo, editorOf, listen, run, start } from '../support/program.mjs'
import { takesEvents, uriOf } from '../support/telemetry.mjs'
import { core, fakeTerraform, posix, properties, workspace } from '../support/terraform.mjs'

const require = createRequire(import.meta.url)
const { frame } = framing

// --- The token -------------------------------------------------------------------------------------------------------

test('a port prints a new token at every start', async (t) => {
  const starts = [
    ['--port', '0'],
    ['start', '--port=0'],
    ['start', '--address', ':0'],
    ['start', '--address=127.0.0.1:0'],
  ]
  const tokens = await Promise.all(starts.map(async (args) => (await listen(t, args)).token))
  for (const token of tokens) {
    assert.match(token, /^[\w-]+$/)
    assert.ok(Buffer.from(token, 'base64url').length >= 16)
  }
  assert.equal(new Set(tokens).size, tokens.length)
})

test('a client that sends the token has a session, and the server never sees the token', async (t) => {
  const { port, token, heard } = await listen(t)
  for (const initializationOptions of [{ token }, { telemetry: 'off', token }, { token, compose: {} }]) {
    const { editor } = await connect(t, port)
    const { capabilities } = await editor.initialize({ initializationOptions })
    assert.equal(typeof capabilities, 'object')
    assert.equal((await editor.request('shutdown')).result, null)
    editor.notify('exit')
    await editor.ended
    // If the server treated the token as an unknown option, it would show a message.
    assert.deepEqual(
      editor.received.filter(({ method }) => method === 'window/showMessage'),
      [],
    )
    assert.ok(!JSON.stringify(editor.received).includes(token))
  }
  assert.equal(heard.stderr.split(token).length, 2, 'it is printed once')
})

test('what follows the first message in the same chunk is handled too', async (t) => {
  const { port, token } = await listen(t)
  for (const size of [1, 7, 100_000]) {
    const bytes = Buffer.from(
      frame(initialize(token, 'é')) + frame(request(2, 'shutdown')) + frame('{"jsonrpc":"2.0","method":"exit"}'),
    )
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
    const { messages } = await exchange(t, port, ...chunks)
    assert.equal(typeof messages.find(({ id }) => id === 'é').result.capabilities, 'object')
    assert.equal(messages.find(({ id }) => id === 2).result, null)
  }
})

/** First messages that must be rejected, by description. Each is created from the token. */
const REFUSED = {
  'no options': () => request(1, 'initialize', INITIALIZE),
  'no params': () => request(1, 'initialize'),
  'params that are null': () => request(1, 'initialize', null),
  'params in an array': (token) => request(1, 'initialize', [{ initializationOptions: { token } }]),
  'options that are null': () => request(1, 'initialize', { ...INITIALIZE, initializationOptions: null }),
  'options that are the token': (token) => request(1, 'initialize', { initializationOptions: token }),
  'an empty token': () => initialize(''),
  'another token': (token) => initialize(token.replace(/./, (first) => (first === 'A' ? 'B' : 'A'))),
  'the start of the token': (token) => initialize(token.slice(0, -1)),
  'more than the token': (token) => initialize(`${token}A`),
  'the token with a space': (token) => initialize(` ${token}`),
  'the token in other letters': (token) =>
    initialize(token.toUpperCase() === token ? token.toLowerCase() : token.toUpperCase()),
  'a token that is null': () => initialize(null),
  'a token that is true': () => initialize(true),
  'a token that is a number': () => initialize(0),
  'a token in an array': (token) => initialize([token]),
  'a token in an object': (token) => initialize({ token }),
  'a token beside the options': (token) => request(1, 'initialize', { ...INITIALIZE, token }),
  'a token beside the params': (token) =>
    JSON.stringify({ ...JSON.parse(request(1, 'initialize', INITIALIZE)), token }),
  'a token in a dotted key': (token) =>
    request(1, 'initialize', { ...INITIALIZE, 'initializationOptions.token': token }),
  'a token under another name': (token) => request(1, 'initialize', { initializationOptions: { Token: token } }),
  'a token deeper inside': (token) => request(1, 'initialize', { initializationOptions: { candor: { token } } }),
  'a token in a prototype': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"__proto__":{"token":"${token}"}}}}`,
  'options in a prototype': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"__proto__":{"initializationOptions":{"token":"${token}"}}}}`,
  'params in a prototype': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","__proto__":{"params":{"initializationOptions":{"token":"${token}"}}}}`,
  'two tokens, the last one right': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"token":"x","token":"${token}"}}}`,
  'two tokens, the first one right': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"token":"${token}","token":"x"}}}`,
  'two tokens, both right': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"token":"${token}","token":"${token}"}}}`,
  'two tokens, one of them escaped': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"token":"${token}","t\\u006fken":"x"}}}`,
  'two groups of options': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{},"initializationOptions":{"token":"${token}"}}}`,
  'params twice': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{},"params":{"initializationOptions":{"token":"${token}"}}}`,
  'two methods': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"shutdown","method":"initialize","params":{"initializationOptions":{"token":"${token}"}}}`,
  'another request': (token) => request(1, 'shutdown', { initializationOptions: { token } }),
  'an unknown request': (token) => request(1, 'no/such', { initializationOptions: { token } }),
  'the token in another place too': (token) =>
    request(1, 'initialize', { ...INITIALIZE, locale: token, initializationOptions: { token } }),
  'the token in another place too, escaped': (token) =>
    `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"locale":"\\u00${token.charCodeAt(0).toString(16)}${token.slice(1)}","initializationOptions":{"token":"${token}"}}}`,
}

test('a first message without the token gets an error with its id, and then the connection closes', async (t) => {
  const { port, token, heard } = await listen(t)
  for (const [name, make] of Object.entries(REFUSED)) {
    // The second message has the right token, but comes too late.
    const { text, messages } = await exchange(t, port, frame(make(token)) + frame(initialize(token, 2)))
    assert.deepEqual(
      messages.map(({ id, result, error }) => [id, result, typeof error.code]),
      [[1, undefined, 'number']],
      name,
    )
    assert.ok(!text.includes(token), name)
  }
  assert.equal(heard.stderr.split(token).length, 2, heard.stderr)
  const { editor } = await connect(t, port)
  assert.equal(typeof (await editor.initialize({ initializationOptions: { token } })).capabilities, 'object')
})

test('a first message that is no request with an id closes the connection without a result', async (t) => {
  const { port, token } = await listen(t)
  const options = { initializationOptions: { token } }
  for (const [text, answers] of [
    [JSON.stringify({ jsonrpc: '2.0', method: 'initialize', params: options }), []],
    [JSON.stringify({ jsonrpc: '2.0', method: 'exit' }), []],
    [JSON.stringify({ jsonrpc: '2.0', method: '$/setTrace', params: { value: 'off' } }), []],
    [`[${initialize(token)}]`, [[null, -32600]]],
    [`"${token}"`, [[null, -32600]]],
    ['', [[null, -32700]]],
    ['{', [[null, -32700]]],
    [`\ufeff${initialize(token)}`, [[null, -32700]]],
    [request(null, 'initialize', options).slice(0, -1), [[null, -32700]]],
    // An id that contains the token is not repeated.
    [request(token, 'initialize', options), [[null, -32602]]],
    [request(`x${token}`, 'initialize', INITIALIZE), [[null, -32602]]],
    [`{"id":1,"id":2,"jsonrpc":"2.0","method":"initialize","params":${JSON.stringify(options)}}`, [[null, -32600]]],
    [request('a', 'initialize', INITIALIZE), [['a', -32602]]],
    [request(0, 'initialize', INITIALIZE), [[0, -32602]]],
    [request({}, 'initialize', INITIALIZE), [[null, -32602]]],
    [request([token], 'initialize', INITIALIZE), [[null, -32602]]],
  ]) {
    const { text: received, messages } = await exchange(t, port, frame(text) + frame(initialize(token)))
    assert.deepEqual(
      messages.map(({ id, error }) => [id, error?.code]),
      answers,
      text,
    )
    assert.ok(!received.includes(token), text)
  }
})

test('tokens are compared in constant time', async () => {
  const { admit, makeToken } = require('../../js/cli/server/admission.js')
  const token = makeToken()
  const answers = [initialize('x'), initialize(`${token.slice(0, -1)}!`), initialize(`${token}!`)].map((text) =>
    admit(text, token),
  )
  assert.deepEqual(new Set(answers.map(({ response }) => response)).size, 1)
})

test('the token is cut out of the message, and everything else stays as it was written', () => {
  const { admit } = require('../../js/cli/server/admission.js')
  const message = (options) =>
    `{"id":1,"method":"initialize","params":{"initializationOptions":${options}},"jsonrpc":"2.0"}`
  for (const [given, left] of [
    ['{"token":"T"}', '{}'],
    ['{ "token" : "T" }', '{  }'],
    ['{"token":"T","a":1}', '{"a":1}'],
    ['{"a":1,"token":"T"}', '{"a":1}'],
    ['{"a":1 , "token":"T" , "b":2}', '{"a":1 , "b":2}'],
    // Numbers, escape sequences and duplicates are left for the server to parse.
    ['{"a":1.50e+300,"t\\u006fken":"\\u0054","b":"\\u00e9\\""}', '{"a":1.50e+300,"b":"\\u00e9\\""}'],
    ['{"telemetry":"off","token":"T","telemetry":"all"}', '{"telemetry":"off","telemetry":"all"}'],
    ['{"a":{"token":"x","]":["}",{}]},"token":"T"}', '{"a":{"token":"x","]":["}",{}]}}'],
    ['{"a":"\\\\","token":"T"}', '{"a":"\\\\"}'],
    ['\n{\r\n\t"a" :null,"token":\t"T"}', '\n{\r\n\t"a" :null}'],
  ]) {
    assert.equal(admit(message(given), 'T').message, message(left))
    assert.deepEqual(admit(message(given), null).message, message(left))
  }
  assert.equal(admit(message('[{"token":"T"}]'), null).message, message('[{"token":"T"}]'))
})

// --- Without a token -------------------------------------------------------------------------------------------------

test('an insecure port explains itself in one line, and serves clients without a token', async (t) => {
  for (const args of [
    ['--port', '0', '--insecure'],
    ['--insecure', '--port=0'],
    ['start', '--address', ':0', '--insecure'],
    ['start', '--address', '127.0.0.1:0', '--insecure'],
    ['start', '--insecure', '--address=[127.0.0.1]:0'],
  ]) {
    const { port, access, token } = await listen(t, args)
    assert.equal(token, undefined)
    assert.match(access, /^insecure: any program .* can connect .* runs no programs$/)
    const { editor } = await connect(t, port)
    assert.equal(typeof (await editor.initialize()).capabilities, 'object')
    // A client that was configured for a port with a token also works here.
    const second = (await connect(t, port)).editor
    assert.equal(typeof (await second.initialize({ initializationOptions: { token: 'x' } })).capabilities, 'object')
  }
})

test('other hosts than 127.0.0.1 are wrong usage', async (t) => {
  const hosts = ['0.0.0.0', '::', '[::]', '[::1]', '::1', '*', 'example.com', '192.168.1.7', '127.0.0.2', '127.1']
  const more = ['localhost.example.com', '127.0.0.1.example.com', '127.0.0.1 ', '[]', 'tcp://127.0.0.1', '127.0.0.1:1']
  const cases = [...hosts, ...more]
    .map((host) => `${host}:0`)
    .concat('0', '127.0.0.1', ':', ':x', ':-1', ':65536', ':0x0')
  const runs = cases.map(async (address) => {
    const { code, stdout, stderr } = await run(t, ['start', '--address', address, '--insecure'])
    assert.deepEqual([code, stdout], [2, ''], address)
    assert.match(stderr, /^candor: invalid value '.*' for '--address'\nhint: .+\n$/)
  })
  await Promise.all(runs)
})

test('--insecure without a port, and two transports at a time, are wrong usage', async (t) => {
  const cases = [
    ['--insecure'],
    ['--stdio', '--insecure'],
    ['--socket', 'x', '--insecure'],
    ['serve', '--insecure'],
    ['serve', '-insecure', '-port=0'],
    ['--port', '0', '--insecure=true'],
    ['--port', '0', '--address', ':0'],
    ['--port', '0', '--socket', 'x'],
    ['--stdio', '--socket', 'x'],
    ['--socket'],
    ['--socket='],
    // vscode-languageclient's own flag, whose value is a port.
    ['--socket=4389'],
  ]
  const runs = cases.map(async (args) => {
    const { code, stdout, stderr } = await run(t, args)
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.match(stderr, /^candor: .+\nhint: .+\n$/)
  })
  await Promise.all(runs)
})

// --- Programs --------------------------------------------------------------------------------------------------------

/** Opens a module over a connection. Resolves with the properties of the event about it. */
async function reportModule(editor, { root, uri }, initializationOptions) {
  await editor.initialize({ rootUri: uriOf(root), capabilities: takesEvents, initializationOptions })
  const textDocument = { uri: uri('main.tf'), languageId: 'terraform', version: 1, text: core('>= 1.5') }
  editor.notify('textDocument/didOpen', { textDocument })
  const { params } = await editor.message(({ method, params }) => {
    return method === 'telemetry/event' && properties([params]).length > 0
  })
  return params.properties
}

test(
  "a port and a socket run no program, whatever the client names; stdio of 'candor serve' does",
  posix,
  async (t) => {
    const named = fakeTerraform(t, `echo '{"terraform_version": "1.5.7"}'`)
    const first = fakeTerraform(t, `echo '{"terraform_version": "1.5.8"}'`)
    const folder = workspace(t, { 'main.tf': core('>= 1.5') })
    const env = { PATH: `${first.folder}:${process.env.PATH}` }
    const options = { telemetry: 'all', terraform: { path: named.program } }

    const secured = await listen(t, ['--port', '0'], { env })
    const { token } = secured
    const insecure = await listen(t, ['--port', '0', '--insecure'], { env })
    const own = await net.createServer().listen(0, '127.0.0.1')
    await once(own, 'listening')
    const free = own.address().port
    await new Promise((resolve) => own.close(resolve))
    const likeTerraform = await listen(t, ['serve', `-port=${free}`, '-tf-exec', named.program, '--insecure'], { env })
    const socket = await listenOnSocket(t, undefined, { env })
    const connections = [
      [await connect(t, secured.port), { ...options, token }],
      [await connect(t, insecure.port), options],
      [await connect(t, likeTerraform.port), options],
      [await connectTo(t, socket.address), options],
    ]
    for (const [{ editor }, initializationOptions] of connections) {
      const { tfRequirements, tfVersion } = await reportModule(editor, folder, initializationOptions)
      assert.deepEqual([tfRequirements, tfVersion], ['>= 1.5', undefined])
      assert.equal((await editor.request('shutdown')).result, null)
    }
    assert.deepEqual([named.runs(), first.runs()], [[], []])

    for (const args of [['--stdio'], ['start', '--stdio']]) {
      assert.equal((await reportModule(editorOf(start(t, args, { env })), folder, options)).tfVersion, undefined)
    }
    assert.deepEqual([named.runs(), first.runs()], [[], []])
    for (const [args, initializationOptions, version] of [
      [['serve'], options, '1.5.7'],
      [['serve', '--stdio'], options, '1.5.7'],
      [['serve'], { telemetry: 'all' }, '1.5.8'],
    ]) {
      const editor = editorOf(start(t, args, { env }))
      assert.equal((await reportModule(editor, folder, initializationOptions)).tfVersion, version)
    }
  },
)
