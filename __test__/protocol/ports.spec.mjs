// Ports and sockets: who gets a server there, who is hung up on, and what nobody can make it do.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'
import tls from 'node:tls'

import framing from '../../js/cli/framing.js'
import { connect, connectTo, editorOf, listen, run, start } from '../support/program.mjs'
import { takesEvents, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { core, fakeTerraform, posix, properties, workspace } from '../support/terraform.mjs'

const require = createRequire(import.meta.url)
const { frame } = framing
const NO_SOCKETS = { skip: process.platform === 'win32' && 'Windows has named pipes in their place' }

const INITIALIZE = { processId: null, rootUri: null, capabilities: {} }
const request = (id, method, params) => JSON.stringify({ jsonrpc: '2.0', id, method, params })
const initialize = (token, id = 1) => request(id, 'initialize', { ...INITIALIZE, initializationOptions: { token } })

/** Writes to a connection and reads it to its end; resolves with the messages that came. */
async function exchange(t, address, ...chunks) {
  const socket = net.connect(typeof address === 'number' ? { host: '127.0.0.1', port: address } : address)
  t.after(() => socket.destroy())
  let text = ''
  socket.setEncoding('utf8').on('data', (more) => (text += more))
  // A connection that was hung up on may be reset.
  socket.on('error', () => {})
  for (const chunk of chunks) socket.write(chunk)
  await new Promise((resolve) => socket.once('close', resolve))
  return { text, messages: messagesOf(text) }
}

function messagesOf(text) {
  const messages = []
  const reader = new framing.MessageReader(
    (message) => messages.push(JSON.parse(message)),
    (problem) => assert.fail(problem),
  )
  reader.push(Buffer.from(text))
  reader.end()
  return messages
}

/** A command line that listens on a socket in a folder of its own. */
async function listenOnSocket(t, address = path.join(temporaryFolder(t), 'socket'), options) {
  const child = start(t, ['--socket', address], options)
  const heard = { stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (text) => (heard.stderr += text))
  while (!heard.stderr.includes('\n')) await once(child.stderr, 'data')
  assert.equal(heard.stderr, `listening on ${address}\n`)
  return { child, address, heard }
}

// --- The token -------------------------------------------------------------------------------------------------------

test('a port prints a token that is another one at every start', async (t) => {
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
    // An option that the server does not know would be named to the user.
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

/** First messages that must not be admitted, by their description; each is made from the token. */
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
    // What follows is right, and comes too late.
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
    // An id that holds the token is not repeated.
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

test('a token is compared without a hint of where it is wrong', async () => {
  const { admit, makeToken } = require('../../js/cli/admission.js')
  const token = makeToken()
  const answers = [initialize('x'), initialize(`${token.slice(0, -1)}!`), initialize(`${token}!`)].map((text) =>
    admit(text, token),
  )
  assert.deepEqual(new Set(answers.map(({ response }) => response)).size, 1)
})

test('the token is cut out of the message, and everything else stays as it was written', () => {
  const { admit } = require('../../js/cli/admission.js')
  const message = (options) =>
    `{"id":1,"method":"initialize","params":{"initializationOptions":${options}},"jsonrpc":"2.0"}`
  for (const [given, left] of [
    ['{"token":"T"}', '{}'],
    ['{ "token" : "T" }', '{  }'],
    ['{"token":"T","a":1}', '{"a":1}'],
    ['{"a":1,"token":"T"}', '{"a":1}'],
    ['{"a":1 , "token":"T" , "b":2}', '{"a":1 , "b":2}'],
    // Numbers, escapes and duplicates are for the server to read.
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

test('an insecure port says what that means, in one line, and serves clients without a token', async (t) => {
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
    // One that was set up for a port with a token works here as well.
    const second = (await connect(t, port)).editor
    assert.equal(typeof (await second.initialize({ initializationOptions: { token: 'x' } })).capabilities, 'object')
  }
})

test('other hosts than 127.0.0.1 are wrong use', async (t) => {
  const hosts = ['0.0.0.0', '::', '[::]', '[::1]', '::1', '*', 'example.com', '192.168.1.7', '127.0.0.2', '127.1']
  const more = ['localhost.example.com', '127.0.0.1.example.com', '127.0.0.1 ', '[]', 'tcp://127.0.0.1', '127.0.0.1:1']
  const cases = [...hosts, ...more]
    .map((host) => `${host}:0`)
    .concat('0', '127.0.0.1', ':', ':x', ':-1', ':65536', ':0x0')
  const runs = cases.map(async (address) => {
    const { code, stdout, stderr } = await run(t, ['start', '--address', address, '--insecure'])
    assert.deepEqual([code, stdout], [2, ''], address)
    assert.match(stderr, /^candor: '--address' cannot be '.*'\nhint: .+\n$/)
  })
  await Promise.all(runs)
})

test('--insecure without a port, and two transports at a time, are wrong use', async (t) => {
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

/** Opens a module over a connection and waits until the client is told of it. */
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

// --- Other protocols -------------------------------------------------------------------------------------------------

const BODY = frame(request(1, 'initialize', INITIALIZE))
const LENGTH = Buffer.byteLength(BODY)

/** Beginnings that are no language client's, each with a message behind it that would be answered. */
const STRANGERS = {
  'GET of HTTP 0.9': `GET /\r\n${BODY}`,
  'GET of HTTP 1.0': `GET / HTTP/1.0\r\n\r\n${BODY}`,
  POST: `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'POST in lines that end with LF': `POST / HTTP/1.1\nContent-Length: ${LENGTH}\n\n${BODY}`,
  'a method CONTENT-X': `CONTENT-X / HTTP/1.1\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'a method CONTENT-LENGTH': `CONTENT-LENGTH / HTTP/1.1\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'a method Content-Length with a path that looks like its value': `Content-Length /: 5\r\n\r\n${BODY}`,
  'a method Content-Type with a colon in its path': `Content-Type http://x:80/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n${BODY}`,
  'HTTP/2': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${BODY}`,
  'a WebSocket': `GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n${BODY}`,
  'a CONNECT': `CONNECT 127.0.0.1:80 HTTP/1.1\r\n\r\n${BODY}`,
  'empty lines first': `\r\n\r\n${BODY}`,
  'an empty line first': `\n${BODY}`,
  'spaces first': ` ${BODY}`,
  'a byte order mark first': `\ufeff${BODY}`,
  'a header of HTTP first': `Host: 127.0.0.1\r\n${BODY}`,
  'a header of HTTP behind the length': `Content-Length: 2\r\nHost: 127.0.0.1\r\n\r\n{}${BODY}`,
  'a header of HTTP before the length': `Content-Type: application/vscode-jsonrpc\r\nOrigin: null\r\n${BODY}`,
  'a header with a name of its own': `Content-Length: 2\r\nContent-X: 1\r\n\r\n{}${BODY}`,
  'a header that goes on': `Content-Length:\r\n 2\r\n\r\n{}${BODY}`,
  "a form's type": `Content-Type: application/x-www-form-urlencoded\r\n${BODY}`,
  "a browser's type": `Content-Type: text/plain;charset=UTF-8\r\n${BODY}`,
  'two types': `Content-Type: application/vscode-jsonrpc\r\nContent-Type: text/plain\r\n${BODY}`,
  'two lengths': `Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}${BODY}`,
  'another charset': `Content-Type: application/vscode-jsonrpc; charset=utf-16\r\n${BODY}`,
  'no length': `Content-Type: application/vscode-jsonrpc\r\n\r\n${BODY}`,
  'no value': `Content-Length:\r\n\r\n${BODY}`,
  'a length that is no number': `Content-Length: 0x10\r\n\r\n${BODY}`,
  'a negative length': `Content-Length: -1\r\n\r\n${BODY}`,
  'a length with a sign': `Content-Length: +2\r\n\r\n{}${BODY}`,
  'a length with something behind it': `Content-Length: 2;x\r\n\r\n{}${BODY}`,
  'a chunked body': `Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}${BODY}`,
  TLS: Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), Buffer.from(BODY)]),
  'zero bytes': `${'\0'.repeat(100)}${BODY}`,
  SSH: `SSH-2.0-OpenSSH_9.6\r\n${BODY}`,
  SMTP: `EHLO example.com\r\n${BODY}`,
  'a gopher': `\r\nContent-Length: 2\r\n\r\n{}`,
}

for (const [way, listens] of Object.entries({
  'a port with a token': (t) => listen(t),
  'an insecure port': (t) => listen(t, ['--port', '0', '--insecure']),
  'a socket': (t) => listenOnSocket(t),
})) {
  const skip = way === 'a socket' && NO_SOCKETS.skip
  test(`${way} hangs up on everything that is no language client, and answers nothing`, { skip }, async (t) => {
    const { port, address, heard } = await listens(t)
    for (const [name, bytes] of Object.entries(STRANGERS)) {
      const whole = await exchange(t, port ?? address, bytes)
      assert.equal(whole.text, '', name)
      const inPieces = await exchange(t, port ?? address, ...[...Buffer.from(bytes)].map((byte) => Buffer.of(byte)))
      assert.equal(inPieces.text, '', `${name} in pieces`)
    }
    assert.ok(!heard.stderr.includes('127.0.0.1:80'), 'nothing of it is repeated')
    for (const line of heard.stderr.trimEnd().split('\n').slice(2)) assert.match(line, /^candor: [ -~]+$/)
  })
}

test('a browser gets nothing from an insecure port, whatever its method and headers are', async (t) => {
  const { port, heard } = await listen(t, ['--port', '0', '--insecure'])
  const url = `http://127.0.0.1:${port}/`
  for (const [method, type] of [
    ['GET', undefined],
    ['POST', 'text/plain'],
    ['POST', 'application/vscode-jsonrpc'],
    ['CONTENT-X', undefined],
    ['CONTENT-LENGTH', 'text/plain'],
    ['CONTENT-TYPE', 'application/x-www-form-urlencoded'],
    ['PUT', 'application/json'],
  ]) {
    const headers = type === undefined ? {} : { 'content-type': type }
    const body = type === undefined ? undefined : BODY
    await assert.rejects(fetch(url, { method, headers, body }), `${method} ${type}`)
  }
  const secure = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  secure.on('error', () => {})
  await new Promise((resolve) => secure.once('close', resolve))
  assert.match(heard.stderr, /this is not a language client: it speaks HTTP\n/)
  assert.match(heard.stderr, /this is not a language client: it speaks TLS\n/)
})

test('a session that stops to speak the protocol ends, and what was asked before is answered', async (t) => {
  const { port, heard } = await listen(t, ['--port', '0', '--insecure'])
  const { messages } = await exchange(t, port, BODY, 'GET / HTTP/1.1\r\n\r\n', frame(request(2, 'shutdown')))
  assert.deepEqual(
    messages.map(({ id }) => id),
    [1],
  )
  assert.match(heard.stderr, /this is not a language client/)
})

// --- Limits ----------------------------------------------------------------------------------------------------------

/** Connections of this process, with limits that a test can reach. */
async function serveHere(t, limits, token = null) {
  const { Connections, LIMITS } = require('../../js/cli/connections.js')
  const problems = []
  const connections = new Connections(token, (problem) => problems.push(problem), { ...LIMITS, ...limits })
  const listener = connections.listener().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  t.after(() => listener.close())
  return {
    port: listener.address().port,
    problems: { has: (part) => problems.some((text) => text.includes(part)), problems },
  }
}

/** A connection that notes when it is closed. */
function open(t, port) {
  const socket = net.connect({ host: '127.0.0.1', port })
  t.after(() => socket.destroy())
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  return { socket, closed, opened: once(socket, 'connect') }
}

test('a connection that sends no whole first message in time is closed', async (t) => {
  const { port, problems } = await serveHere(t, { firstMessageTimeout: 1 })
  for (const start of ['', 'Content-Len', BODY.slice(0, -1)]) {
    const { socket, closed } = open(t, port)
    socket.write(start)
    await closed
  }
  assert.ok(problems.has('the first message did not arrive in time'))
})

test('the time for the first message does not count afterwards', async (t) => {
  const { Connections, LIMITS } = require('../../js/cli/connections.js')
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const connections = new Connections(null, assert.fail, { ...LIMITS, firstMessageTimeout: 1000 })
  const listener = connections.listener().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  t.after(() => listener.close())
  const { editor } = await connect(t, listener.address().port)
  await editor.initialize()
  t.mock.timers.tick(100_000)
  assert.equal((await editor.request('shutdown')).result, null)
})

test('headers and messages that are too large are refused when their size is known', async (t) => {
  const { port, problems } = await serveHere(t, { header: 100, firstMessage: 500, message: 1000 })
  const padded = (size, id) => {
    const message = request(id, 'initialize', { ...INITIALIZE, locale: '' })
    return message.replace('"locale":""', `"locale":"${'x'.repeat(size - message.length)}"`)
  }
  for (const [bytes, reason] of [
    [`Content-Length:${' '.repeat(200)}`, 'a header is larger than 100 bytes'],
    [`Content-Length: 5\r\nContent-Type: ${'x'.repeat(200)}`, 'a header is larger than 100 bytes'],
    [`Content-Length: ${'0'.repeat(100)}5\r\n`, 'a header is larger than 100 bytes'],
    ['Content-Length: 501\r\n\r\n', 'a message is larger than 500 bytes'],
    ['Content-Length: 99999999999999999999\r\n\r\n', 'a message is larger than 500 bytes'],
  ]) {
    const { text } = await exchange(t, port, bytes)
    assert.equal(text, '')
    assert.ok(problems.problems.at(-1).endsWith(reason), problems.problems.at(-1))
  }
  const { messages } = await exchange(
    t,
    port,
    frame(padded(500, 1)) + frame(request(2, 'shutdown')) + 'Content-Length: 1001\r\n\r\n',
  )
  assert.deepEqual(
    messages.map(({ id }) => id),
    [1, 2],
  )
  assert.ok(problems.has('a message is larger than 1000 bytes'))
})

test('a header line of 64 KiB of spaces ends its own connection, and the neighbour is served', async (t) => {
  const { port } = await listen(t, ['--port', '0', '--insecure'])
  const { editor } = await connect(t, port)
  await editor.initialize()
  for (const line of [
    ' '.repeat(65_536),
    `Content-Length:${' '.repeat(65_000)}2`,
    `Content-Length:${' \t'.repeat(32_000)}`,
  ]) {
    assert.equal((await exchange(t, port, `${line}\r\n\r\n{}`)).text, '')
    assert.equal((await exchange(t, port, BODY + line)).messages.length, 1)
  }
  assert.equal((await editor.request('shutdown')).result, null)
})

test('the oldest connection without a session gives way to a new one, and sessions stay', async (t) => {
  const { port, problems } = await serveHere(t, { waiting: 3 })
  const { editor } = await connect(t, port)
  await editor.initialize()
  const idle = Array.from({ length: 5 }, () => open(t, port))
  for (const { opened } of idle) await opened
  await Promise.race(idle.map(({ closed }) => closed))
  // Whoever sends its first message has a session, however many others do not.
  const late = (await connect(t, port)).editor
  assert.equal(typeof (await late.initialize()).capabilities, 'object')
  assert.equal((await editor.request('shutdown')).result, null)
  assert.ok(problems.has('there are too many connections without a session'))
})

test('a connection that was refused and stays gives way too, and no other does', async (t) => {
  const { port } = await serveHere(t, { waiting: 2 }, 'the token')
  const refused = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true })
  t.after(() => refused.destroy())
  refused.on('error', () => {})
  refused.write(frame(initialize('x')))
  // It has its answer, and does not hang up.
  await once(refused, 'data')
  const editors = [(await connect(t, port)).editor, (await connect(t, port)).editor]
  for (const editor of editors.reverse()) {
    const { capabilities } = await editor.initialize({ initializationOptions: { token: 'the token' } })
    assert.equal(typeof capabilities, 'object')
  }
})

test('more sessions than the limit are refused with an error, until one ends', async (t) => {
  const { port, problems } = await serveHere(t, { sessions: 2 })
  const [one, two] = [await connect(t, port), await connect(t, port)]
  await Promise.all([one.editor.initialize(), two.editor.initialize()])
  const { messages } = await exchange(t, port, frame(request('x', 'initialize', INITIALIZE)))
  assert.deepEqual(
    messages.map(({ id, error }) => [id, error?.message]),
    [['x', 'there are already 2 sessions, which is the maximum']],
  )
  assert.ok(problems.has('which is the maximum'))
  one.editor.notify('exit')
  await one.editor.ended
  const three = await connect(t, port)
  assert.equal(typeof (await three.editor.initialize()).capabilities, 'object')
})

test('a server that cannot start refuses its client with an error, and the next may start', async (t) => {
  const { LanguageServer } = require('../../js/index.js')
  const { port, problems } = await serveHere(t, { sessions: 1 })
  const mock = t.mock.method(LanguageServer, 'start', () => {
    throw new Error('no thread could be had')
  })
  const { messages } = await exchange(t, port, BODY)
  assert.deepEqual(
    messages.map(({ id, error }) => [id, error?.message]),
    [[1, 'the server cannot start']],
  )
  assert.ok(problems.has('no thread could be had'))
  mock.mock.restore()
  const { editor } = await connect(t, port)
  assert.equal(typeof (await editor.initialize()).capabilities, 'object')
})

test('refusals are reported until there are too many in a row, and again after a session', async (t) => {
  const { port, problems } = await serveHere(t, { refusals: 2 })
  for (let count = 0; count < 5; count += 1) await exchange(t, port, 'GET / HTTP/1.1\r\n')
  assert.equal(problems.problems.length, 3)
  assert.match(problems.problems[2], /not reported until the next session begins/)
  await exchange(t, port, BODY + frame('{"jsonrpc":"2.0","method":"exit"}'))
  await exchange(t, port, 'GET / HTTP/1.1\r\n')
  assert.equal(problems.problems.length, 4)
})

/** Requests whose answers are far more than the system keeps for a client that does not read. */
function* flood() {
  const padding = 'x'.repeat(4000)
  for (let id = 0; id < 20_000; id += 1) yield frame(request(`${id} ${padding}`, 'no/such'))
}

/** Sends requests as fast as they are taken, and reads nothing, until the connection is closed. */
async function floodWithoutReading(t, port) {
  const { socket, closed } = open(t, port)
  socket.pause()
  const isClosed = closed.then(() => true)
  socket.write(BODY)
  for (const bytes of flood()) {
    if (socket.destroyed) break
    if (!socket.write(bytes)) await Promise.race([isClosed, once(socket, 'drain').catch(() => {})])
  }
  await closed
}

test('a client that does not read is hung up on when too much waits for it', async (t) => {
  const { port, problems } = await serveHere(t, { unread: 64 * 1024 })
  await floodWithoutReading(t, port)
  assert.ok(problems.has('bytes wait for a client that does not read them'), problems.problems.join('\n'))
})

test('a client that does not read is hung up on when its input was held back for too long', async (t) => {
  const { port, problems } = await serveHere(t, { unreadTimeout: 1 })
  await floodWithoutReading(t, port)
  assert.ok(problems.has('the client does not read its messages'), problems.problems.join('\n'))
})

test('a client that sends faster than the server works is held back, and loses nothing', async (t) => {
  const { port, problems } = await serveHere(t, { unhandled: 1000 })
  const { editor } = await connect(t, port)
  // One that owes answers itself must not be waited for.
  await editor.initialize({ capabilities: { workspace: { configuration: true } } })
  editor.notify('workspace/didChangeConfiguration', { settings: null })
  const answers = Array.from({ length: 2000 }, () => editor.request('no/such', { padding: 'x'.repeat(100) }))
  for (const { error } of await Promise.all(answers)) assert.equal(error.code, -32601)
  assert.deepEqual(problems.problems, [])
})

test('the limits that the documentation lists are those in force', async () => {
  const { LIMITS } = require('../../js/cli/connections.js')
  const guide = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8')
  const listed = [
    `| sessions at a time | ${LIMITS.sessions} |`,
    `| connections without a session | ${LIMITS.waiting}, then the oldest is closed |`,
    `| time to the first message, which must be \`initialize\` | ${LIMITS.firstMessageTimeout / 1000} seconds |`,
    `| header | ${LIMITS.header / 1024} KiB |`,
    `| first message | ${LIMITS.firstMessage / 1024} KiB |`,
    `| other messages | ${LIMITS.message / 1024 / 1024} MiB |`,
    `| input that the server has not handled | ${LIMITS.unhandled / 1024 / 1024} MiB, then candor stops reading |`,
    `| output that the client has not read | ${LIMITS.unread / 1024 / 1024} MiB, or ${LIMITS.unreadTimeout / 1000} seconds without progress while more than 1 MiB waits |`,
    `| refused connections reported in a row | ${LIMITS.refusals} |`,
  ]
  for (const row of listed) assert.ok(guide.includes(row), row)
})

// --- Sockets ---------------------------------------------------------------------------------------------------------

test('a socket belongs to its user alone, needs no token, and is removed at the end', NO_SOCKETS, async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    // Without the mask of the shell, a socket would be open to everybody.
    const mask = process.umask(0)
    const starting = listenOnSocket(t)
    process.umask(mask)
    const { child, address } = await starting
    const stats = lstatSync(address)
    assert.ok(stats.isSocket())
    assert.equal(stats.mode & 0o777, 0o600)
    const { editor } = await connectTo(t, address)
    assert.equal(typeof (await editor.initialize()).capabilities, 'object')
    assert.equal((await editor.request('shutdown')).result, null)
    child.kill(signal)
    assert.deepEqual(await once(child, 'exit'), [null, signal])
    assert.ok(!existsSync(address))
  }
})

test('a socket that a crash left behind is replaced', NO_SOCKETS, async (t) => {
  const { child, address } = await listenOnSocket(t)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok(lstatSync(address).isSocket())
  await listenOnSocket(t, address)
  const { editor } = await connectTo(t, address)
  assert.equal(typeof (await editor.initialize()).capabilities, 'object')
})

test('a socket on which somebody listens is left alone', NO_SOCKETS, async (t) => {
  const { address } = await listenOnSocket(t)
  const { code, stdout, stderr } = await run(t, ['--socket', address])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^candor: '.+' is in use\nhint: .+\n$/)
  const { editor } = await connectTo(t, address)
  assert.equal(typeof (await editor.initialize()).capabilities, 'object')
})

test('what is no socket is never replaced', NO_SOCKETS, async (t) => {
  const folder = temporaryFolder(t)
  const place = (name) => path.join(folder, name)
  writeFileSync(place('file'), 'content')
  writeFileSync(place('empty'), '')
  mkdirSync(place('folder'))
  execFileSync('mkfifo', [place('fifo')])
  const { address, child } = await listenOnSocket(t)
  child.kill('SIGKILL')
  await once(child, 'exit')
  symlinkSync(address, place('link to a stale socket'))
  symlinkSync(place('nothing'), place('link to nothing'))
  symlinkSync(place('file'), place('link to a file'))
  const before = readdirSync(folder).map((name) => [name, lstatSync(place(name)).ino])
  for (const [name] of before) {
    const { code, stdout, stderr } = await run(t, ['--socket', place(name)])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^candor: '.+' exists and is not a socket\nhint: .+\n$/)
  }
  assert.deepEqual(
    readdirSync(folder).map((name) => [name, lstatSync(place(name)).ino]),
    before,
  )
  assert.equal(readFileSync(place('file'), 'utf8'), 'content')
  assert.ok(lstatSync(address).isSocket())
})

test('a place where no socket can be is named', NO_SOCKETS, async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(path.join(folder, 'file'), '')
  for (const address of [
    path.join(folder, 'missing', 'socket'),
    path.join(folder, 'file', 'socket'),
    path.join(folder, 'x'.repeat(200)),
    path.join(folder, 'x'.repeat(300)),
    '/proc/socket',
  ]) {
    const { code, stdout, stderr } = await run(t, ['--socket', address])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^candor: .+\n(hint: .+\n)?$/)
    assert.ok(stderr.includes(address))
  }
  const { stderr } = await run(t, ['--socket', path.join(folder, 'missing', 'socket')])
  assert.match(stderr, /its folder does not exist\n$/)
})

test('a socket that has taken the place of its own is not removed', NO_SOCKETS, async (t) => {
  const { child, address } = await listenOnSocket(t)
  renameSync(address, `${address}.old`)
  const other = net.createServer().listen(address)
  await once(other, 'listening')
  t.after(() => other.close())
  child.kill('SIGTERM')
  await once(child, 'exit')
  assert.ok(lstatSync(address).isSocket())
})
