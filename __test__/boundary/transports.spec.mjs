// The reader and the writer of `candor/languageclient`, with and without vscode-jsonrpc, and their types.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import test from 'node:test'

import '../support/environment.mjs'
import { LanguageServer } from '../support/client.mjs'
import { INITIALIZE, messageTransports, Pair, serve, spy } from '../support/stub/pair.mjs'
import { compile } from '../support/stub/types.mjs'

const require = createRequire(import.meta.url)
const { createMessageConnection, MessageReader, MessageWriter } = require('vscode-jsonrpc/node')

const ids = ({ received }) => received.map(({ id }) => id)

test('vscode-jsonrpc accepts the pair as reader and writer', async (t) => {
  const { reader, writer } = messageTransports(serve(t))
  assert.ok(MessageReader.is(reader) && MessageWriter.is(writer))
  const connection = createMessageConnection(reader, writer)
  connection.listen()
  const { serverInfo } = await connection.sendRequest('initialize', INITIALIZE)
  assert.equal(serverInfo.name, 'candor')
  assert.deepEqual(await connection.sendRequest('candor/testing/echo', { text: 'Grüße 🐳' }), { text: 'Grüße 🐳' })
  connection.dispose()
})

test('messages that come before `listen` are kept, and come in their order', async (t) => {
  const server = serve(t)
  const pair = new Pair(server)
  await pair.initialize()
  for (let id = 1; id <= 300; id += 1) pair.echo(id, [id])
  await server.idle()
  pair.listen()
  await server.idle()
  const expected = Array.from({ length: 301 }, (_, id) => id)
  assert.deepEqual(ids(pair), expected)
})

test('an error of the callback is reported to the server, and later messages are delivered', async (t) => {
  const server = serve(t)
  const { reader, writer } = messageTransports(server)
  const errors = []
  const received = []
  server.onError(({ message }) => errors.push(message))
  reader.listen(({ id }) => {
    received.push(id)
    if (id === 0) throw new Error('thrown')
  })
  await writer.write({ jsonrpc: '2.0', id: 0, method: 'initialize', params: INITIALIZE })
  await writer.write({ jsonrpc: '2.0', id: 1, method: 'candor/testing/echo', params: [] })
  await server.idle()
  assert.deepEqual({ errors, received }, { errors: ['thrown'], received: [0, 1] })
})

test('a reader is listened to once, by a function', (t) => {
  const { reader } = messageTransports(serve(t))
  assert.throws(() => reader.listen(null), { code: 'INVALID_ARGUMENT' })
  reader.listen(() => {}).dispose()
  assert.throws(() => reader.listen(() => {}), { code: 'ALREADY_LISTENING' })
})

test('a disposed reader receives nothing more', async (t) => {
  for (const release of [(_, listening) => listening.dispose(), (pair) => pair.reader.dispose()]) {
    const server = serve(t)
    const pair = new Pair(server)
    const listening = pair.listen()
    await pair.initialize()
    await server.idle()
    release(pair, listening)
    await pair.echo(1, [])
    await server.idle()
    assert.deepEqual(ids(pair), [0])
  }
  const server = serve(t)
  const pair = new Pair(server)
  const disposables = []
  const subscribed = [pair.reader.onClose, pair.reader.onPartialMessage, pair.writer.onError].map((event) =>
    event(() => pair.closings.push('disposed'), null, disposables),
  )
  assert.deepEqual(disposables, subscribed)
  for (const subscription of subscribed) subscription.dispose()
  pair.writer.dispose()
  await server.stop()
  assert.deepEqual(pair.closings, ['reader'])
})

test('a writer that is disposed of still writes, as the transport below it is open', async (t) => {
  const server = serve(t)
  const pair = new Pair(server)
  pair.listen()
  pair.writer.dispose()
  await pair.initialize()
  await server.idle()
  assert.deepEqual(ids(pair), [0])
})

test('a message that is not JSON rejects its own write, and no other', async (t) => {
  const server = serve(t)
  const pair = new Pair(server)
  pair.listen()
  await pair.initialize()
  await assert.rejects(pair.echo(1, [1n]), TypeError)
  await pair.echo(2, [])
  await server.idle()
  assert.deepEqual(ids(pair), [0, 2])
})

test('a second pair closes the first, ends its session and opens one of its own', async (t) => {
  const server = serve(t)
  const first = new Pair(server)
  first.listen()
  await first.initialize()
  await server.idle()
  const methods = spy(server)
  const second = new Pair(server)
  assert.deepEqual(first.closings, ['reader', 'writer'])
  await assert.rejects(first.echo(1, []), { code: 'CONNECTION_CLOSED' })
  // What the first client does to its own pair must no longer affect the second.
  first.reader.dispose()
  first.writer.end()
  await second.initialize()
  // Messages wait until a listener is set.
  await server.idle()
  second.listen()
  await server.idle()
  assert.deepEqual(methods, ['exit', 'candor/boundary', 'initialize'])
  assert.deepEqual(
    second.received.map(({ id, result }) => [id, result?.serverInfo.name]),
    [[0, 'candor']],
  )
  assert.equal(first.received.length, 1)
  assert.deepEqual(second.closings, [])
})

test('a session that `exit` has ended, or that never was, is not ended again', async (t) => {
  const server = serve(t)
  const methods = spy(server)
  const pairs = [new Pair(server)]
  await pairs[0].initialize()
  await pairs[0].write({ id: 1, method: 'shutdown' })
  await pairs[0].write({ method: 'exit' })
  pairs.push(new Pair(server), new Pair(server))
  const boundary = 'candor/boundary'
  assert.deepEqual(methods.splice(0), ['initialize', 'shutdown', 'exit', boundary, boundary])
  await pairs[2].initialize()
  // A request named `exit` does not end the session.
  await pairs[2].write({ id: 1, method: 'exit' })
  new Pair(server)
  assert.deepEqual(methods, ['initialize', 'exit', 'exit', boundary])
})

test('the end of the writer is the end of the session', async (t) => {
  const server = serve(t)
  const methods = spy(server)
  const first = new Pair(server)
  await first.initialize()
  first.writer.end()
  first.writer.end()
  await assert.rejects(first.echo(1, []), { code: 'CONNECTION_CLOSED' })
  assert.deepEqual(methods, ['initialize', 'exit'])
  assert.deepEqual(first.closings, [])
})

for (const handled of [true, false]) {
  const when = handled ? 'that waits to be delivered' : 'that is still being worked on'
  test(`nothing of an earlier session ${when} reaches a later pair`, async (t) => {
    const server = serve(t, { telemetry: { level: 'all' } })
    const first = new Pair(server)
    const format = { ...INITIALIZE, capabilities: { experimental: { telemetryVersion: 1 } } }
    first.write({ id: 0, method: 'initialize', params: format })
    first.write({ method: 'initialized', params: {} })
    // Makes the server send a notification: a warning.
    first.write({ method: 'textDocument/didOpen', params: { wrong: true } })
    first.write({ id: 2, method: 'candor/testing/never' })
    for (let id = 3; id < 300; id += 1) first.echo(id, { of: 'the first' })
    if (handled) {
      first.write({ method: '$/cancelRequest', params: { id: 2 } })
      await server.idle()
    }
    // A pair that is never read from.
    messageTransports(server)
    const second = new Pair(server)
    second.listen()
    await second.initialize()
    for (let id = 1; id < 10; id += 1) second.echo(id, { of: 'the second' })
    await server.idle()
    const [initialized, ...echoes] = second.received
    assert.equal(initialized.result.serverInfo.name, 'candor')
    const expected = Array.from({ length: 9 }, (_, at) => [at + 1, { of: 'the second' }])
    assert.deepEqual(
      echoes.map(({ id, result }) => [id, result]),
      expected,
    )
  })
}

test('`stop` closes the pair; later writes and calls say that the server is stopped', async (t) => {
  const server = serve(t)
  const pair = new Pair(server)
  pair.listen()
  const stopped = server.stop()
  assert.deepEqual(pair.closings, ['reader', 'writer'])
  await assert.rejects(pair.initialize(), { code: 'SERVER_STOPPED' })
  assert.throws(() => messageTransports(server), { code: 'SERVER_STOPPED' })
  pair.reader.dispose()
  pair.writer.end()
  pair.writer.dispose()
  await stopped
  assert.deepEqual(pair.closings, ['reader', 'writer'])
})

test('listeners that are added after the end are called, too, and an error of one does not affect others', async (t) => {
  const server = serve(t)
  const { reader, writer } = messageTransports(server)
  reader.onClose(() => {
    throw new Error('thrown at the end')
  })
  const own = { resolve: null }
  const heard = new Promise((resolve) => (own.resolve = resolve))
  writer.onClose(function () {
    this.resolve()
  }, own)
  const warned = once(process, 'warning')
  await server.stop()
  await heard
  assert.equal((await warned)[0].message, 'thrown at the end')
  await new Promise((resolve) => reader.onClose(resolve))
})

test('only a server has transports', () => {
  for (const value of [undefined, null, {}, LanguageServer]) {
    assert.throws(() => messageTransports(value), { code: 'INVALID_ARGUMENT', message: /^server / })
  }
})

test('the types fit those of vscode-jsonrpc', () => {
  const { problems } = compile(
    `import { LanguageServer } from 'candor'
    import { messageTransports } from 'candor/languageclient'
    import { createMessageConnection, type MessageReader, type MessageWriter } from 'vscode-jsonrpc'
    const transports: { reader: MessageReader; writer: MessageWriter } = messageTransports(LanguageServer.start())
    createMessageConnection(transports.reader, transports.writer)
    // @ts-expect-error
    messageTransports({})
    // @ts-expect-error
    messageTransports(LanguageServer.start()).reader.listen(1)`,
  )
  assert.deepEqual(problems, [])
})

for (const entry of ['vscode-languageclient/node.js', 'vscode-languageclient-11/node']) {
  test(`the types fit those of ${entry}`, () => {
    const { problems } = compile(
      `import { LanguageServer } from 'candor'
      import { messageTransports } from 'candor/languageclient'
      import { LanguageClient, type MessageTransports } from '${entry}'
      const server = LanguageServer.start()
      const transports: MessageTransports = messageTransports(server)
      new LanguageClient('acme', 'Acme', async () => transports, { documentSelector: ['dockerfile'] })
      // @ts-expect-error
      new LanguageClient('acme', 'Acme', async () => server, {})`,
      { types: ['vscode', 'node'], skipLibCheck: true },
    )
    assert.deepEqual(problems, [])
  })
}

test('the types need nothing that is not in this package', () => {
  const { problems, files } = compile(
    `import { messageTransports, type MessageTransports } from 'candor/languageclient'
    export const make: (server: Parameters<typeof messageTransports>[0]) => MessageTransports = messageTransports`,
  )
  assert.deepEqual(problems, [])
  const foreign = files.filter((file) => file.includes('node_modules') && !file.includes('/typescript/lib/'))
  assert.deepEqual(foreign, [])
})
