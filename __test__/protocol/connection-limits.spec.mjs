// Limits of connections: time, size and number.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import test from 'node:test'

import framing from '../../js/cli/server/framing/framing.js'
import { exchange, INITIALIZE, initialize, request } from '../support/connections.mjs'
import { connect, listen } from '../support/program.mjs'

const require = createRequire(import.meta.url)
const { frame } = framing

// --- Other protocols -------------------------------------------------------------------------------------------------

const BODY = frame(request(1, 'initialize', INITIALIZE))

// --- Limits ----------------------------------------------------------------------------------------------------------

/** Serves connections in this process, with limits that a test can reach. */
async function serveHere(t, limits, token = null) {
  const { Connections, LIMITS } = require('../../js/cli/server/connections.js')
  const problems = []
  const connections = new Connections(token, (problem) => problems.push(problem), { limits: { ...LIMITS, ...limits } })
  const listener = connections.listener().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  t.after(() => listener.close())
  return {
    port: listener.address().port,
    problems: { has: (part) => problems.some((text) => text.includes(part)), problems },
  }
}

/** Opens a connection and records when it is closed. */
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
  const { Connections, LIMITS } = require('../../js/cli/server/connections.js')
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const connections = new Connections(null, assert.fail, { limits: { ...LIMITS, firstMessageTimeout: 1000 } })
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
    [`Content-Length:${' '.repeat(200)}`, 'the header is larger than 100 bytes'],
    [`Content-Length: 5\r\nContent-Type: ${'x'.repeat(200)}`, 'the header is larger than 100 bytes'],
    [`Content-Length: ${'0'.repeat(100)}5\r\n`, 'the header is larger than 100 bytes'],
    ['Content-Length: 501\r\n\r\n', 'the message is larger than 500 bytes'],
    ['Content-Length: 99999999999999999999\r\n\r\n', 'the message is larger than 500 bytes'],
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
  assert.ok(problems.has('the message is larger than 1000 bytes'))
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

test('a new connection closes the oldest one without a session, and sessions stay', async (t) => {
  const { port, problems } = await serveHere(t, { waiting: 3 })
  const { editor } = await connect(t, port)
  await editor.initialize()
  const idle = Array.from({ length: 5 }, () => open(t, port))
  for (const { opened } of idle) await opened
  await Promise.race(idle.map(({ closed }) => closed))
  // A client that sends its first message gets a session, however many idle connections there are.
  const late = (await connect(t, port)).editor
  assert.equal(typeof (await late.initialize()).capabilities, 'object')
  assert.equal((await editor.request('shutdown')).result, null)
  assert.ok(problems.has('too many connections without a session'))
})

test('a new connection also closes one that was refused and stays, and no other', async (t) => {
  const { port } = await serveHere(t, { waiting: 2 }, 'the token')
  const refused = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true })
  t.after(() => refused.destroy())
  refused.on('error', () => {})
  refused.write(frame(initialize('x')))
  // It has received its response but keeps its side of the connection open.
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

test('consecutive refusals are reported up to a limit, and again after a session', async (t) => {
  const { port, problems } = await serveHere(t, { refusals: 2 })
  for (let count = 0; count < 5; count += 1) await exchange(t, port, 'GET / HTTP/1.1\r\n')
  assert.equal(problems.problems.length, 3)
  assert.match(problems.problems[2], /not reporting further refused connections until the next session begins/)
  await exchange(t, port, BODY + frame('{"jsonrpc":"2.0","method":"exit"}'))
  await exchange(t, port, 'GET / HTTP/1.1\r\n')
  assert.equal(problems.problems.length, 4)
})

/** Generates requests whose responses exceed what the system buffers for a client that does not read. */
function* flood() {
  const padding = 'x'.repeat(4000)
  for (let id = 0; id < 20_000; id += 1) yield frame(request(`${id} ${padding}`, 'no/such'))
}

/** Sends requests as fast as the connection accepts them, without reading, until the connection is closed. */
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

test('the connection of a client that does not read is closed when too much output waits', async (t) => {
  const { port, problems } = await serveHere(t, { unread: 64 * 1024 })
  await floodWithoutReading(t, port)
  assert.ok(problems.has('the client does not read its messages: '), problems.problems.join('\n'))
})

test('the connection of a client that does not read is closed when its input was paused for too long', async (t) => {
  const { port, problems } = await serveHere(t, { unreadTimeout: 1 })
  await floodWithoutReading(t, port)
  assert.ok(problems.has('the client stopped reading its messages'), problems.problems.join('\n'))
})

test('a client that sends faster than the server works is paused, and loses nothing', async (t) => {
  const { port, problems } = await serveHere(t, { unhandled: 1000 })
  const { editor } = await connect(t, port)
  // The server must not wait for a client that itself has responses to send.
  await editor.initialize({ capabilities: { workspace: { configuration: true } } })
  editor.notify('workspace/didChangeConfiguration', { settings: null })
  const answers = Array.from({ length: 2000 }, () => editor.request('no/such', { padding: 'x'.repeat(100) }))
  for (const { error } of await Promise.all(answers)) assert.equal(error.code, -32601)
  assert.deepEqual(problems.problems, [])
})

test('the documentation lists the actual limits', async () => {
  const { LIMITS } = require('../../js/cli/server/connections.js')
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
