// The server behind vscode-jsonrpc and behind the real LanguageClient of vscode-languageclient, which finds a stub of
// VS Code here.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import test from 'node:test'

import { LanguageServer } from './client.mjs'
import { docker, terraform } from './stub/clients.mjs'
import { INITIALIZE, messageTransports, Pair, serve, spy, start } from './stub/pair.mjs'
import { compile } from './stub/types.mjs'
import { Wire } from './stub/wire.mjs'

const require = createRequire(import.meta.url)
const { counts, shown, telemetry, user, vscode } = require('./vscode-stub.cjs')
const { createMessageConnection, MessageReader, MessageWriter } = require('vscode-jsonrpc/node')
const { CloseAction, LanguageClient, State } = require('vscode-languageclient/node')

// The level is to come from the tests.
delete process.env.DO_NOT_TRACK
delete process.env.CANDOR_TELEMETRY

const COMMAND = 'dockerLspServer.telemetry.callback'
const QUICK_FIX = {
  action: 'commandExecuted',
  action_id: 'server.textDocument.codeAction.diagnostics',
  diagnostic: 'JSONArgsRecommended',
}
const FILE = 'file:///work/Dockerfile'

// --- The pair of reader and writer -----------------------------------------------------------------------------------

const ids = ({ received }) => received.map(({ id }) => id)

test('vscode-jsonrpc takes the pair for a reader and a writer, and speaks through it', async (t) => {
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

test('a callback that throws is reported to the server, and the later messages come all the same', async (t) => {
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

test('what is disposed of hears nothing more', async (t) => {
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

test('a message that is no JSON rejects its own write, and no other', async (t) => {
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
  // What the first client does to its own pair by now must not disturb the second.
  first.reader.dispose()
  first.writer.end()
  await second.initialize()
  // Until somebody listens, what the server says waits.
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
  // A request of that name ends nothing.
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
    // A notification of the server: a warning.
    first.write({ method: 'textDocument/didOpen', params: { wrong: true } })
    first.write({ id: 2, method: 'candor/testing/never' })
    for (let id = 3; id < 300; id += 1) first.echo(id, { of: 'the first' })
    if (handled) {
      first.write({ method: '$/cancelRequest', params: { id: 2 } })
      await server.idle()
    }
    // In between there may be pairs that nobody ever reads from.
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

test('whoever comes after the end hears of it too, and one who throws keeps nobody from hearing', async (t) => {
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

// --- The real LanguageClient -----------------------------------------------------------------------------------------

const PLAIN = { documentSelector: docker.clientOptions.documentSelector }

/** A client of a server in this process, not started yet. */
function connect(t, { options, clientOptions = PLAIN, servers = [start(options)] } = {}) {
  const all = [...servers]
  const wire = new Wire()
  // The last server stays: a factory that has only a stopped one is asked all the same.
  const next = () => (servers.length > 1 ? servers.shift() : servers[0])
  const client = new LanguageClient('candor', 'Candor', async () => wire.tap(messageTransports(next())), clientOptions)
  t.after(async () => {
    if (client.isRunning()) await client.stop()
    await Promise.all(all.map((server) => server.stop()))
    user.reset()
  })
  return { client, server: servers[0], wire }
}

/** Resolves when the client has come to a state. */
function reached(client, state) {
  return new Promise((resolve) => client.onDidChangeState(({ newState }) => newState === state && resolve()))
}

/** Resolves when the client has handled every message that its reader has handed to it: it takes one each turn. */
function handled(client) {
  return client.sendRequest('candor/testing/echo', {})
}

const names = (events) => events.map(({ name, properties: { type, action } }) => type ?? action ?? name)

test('a client starts, opens a document, edits it and executes our command', async (t) => {
  const { client, server, wire } = connect(t, { options: { telemetry: { level: 'all' } } })
  await client.start()
  const document = user.open(FILE, 'dockerfile', 'FROM scratch\n')
  user.type(document, '# syntax\n')
  await wire.nextSent('textDocument/didChange')
  const { text, version } = await client.sendRequest('candor/testing/text', { uri: FILE })
  assert.deepEqual({ text, version }, { text: '# syntax\nFROM scratch\n', version: 2 })
  assert.equal(await vscode.commands.executeCommand(COMMAND, 'server_user_action', QUICK_FIX), null)
  await wire.settled(server)
  const events = names(server.readTelemetry())
  assert.deepEqual(events.sort(), ['commandExecuted', 'fileModified', 'initialize', 'initialized'])
  assert.deepEqual(shown, [])
  await assert.rejects(vscode.commands.executeCommand(COMMAND, 'server_user_action', { action: 'x' }), /quick fix/)
  user.close(document)
  await wire.settled(server)
  assert.equal(await client.sendRequest('candor/testing/text', { uri: FILE }), null)
})

test("Docker's client opts in, is asked as it expects, and the level follows its settings", async (t) => {
  user.set({ 'docker.lsp.telemetry': 'all', 'docker.lsp.debugServerPort': 0 })
  const { client, server, wire } = connect(t, { clientOptions: docker.clientOptions })
  docker.register(client)
  await client.start()
  await wire.settled(server)
  const { params } = wire.sentOf('initialize')[0]
  assert.deepEqual(params.initializationOptions, {
    dockercomposeExperimental: { composeSupport: true },
    dockerfileExperimental: { removeOverlappingIssues: true },
    telemetry: 'all',
  })
  assert.deepEqual(params.capabilities.experimental, docker.experimental)
  assert.deepEqual(client.initializeResult.capabilities.executeCommandProvider.commands, [COMMAND])
  const level = () => server.telemetryStatus().level
  assert.equal(level(), 'all')
  assert.deepEqual(names(server.readTelemetry()), ['initialize', 'initialized'])

  for (const [setting, enabled, expected] of [
    ['error', true, 'error'],
    ['all', true, 'all'],
    ['all', false, 'off'],
    ['none', true, 'off'],
    ['all', true, 'all'],
  ]) {
    wire.received.length = wire.sent.length = 0
    telemetry.level = enabled ? 'all' : 'off'
    user.set({ 'docker.lsp.telemetry': setting })
    await docker.tell(client)
    await wire.settled(server)
    assert.equal(level(), expected, setting)
    const told = wire.sentOf('workspace/didChangeConfiguration').map((message) => message.params.settings)
    assert.deepEqual(told, [{ docker: { lsp: { debugServerPort: 0, telemetry: setting } } }, ['docker.lsp.telemetry']])
    const asked = wire.receivedOf('workspace/configuration').map((message) => message.params)
    assert.deepEqual(asked, Array(2).fill({ items: [{ section: 'docker.lsp' }] }))
  }
  assert.deepEqual(wire.receivedOf('telemetry/event'), [])
  assert.deepEqual(shown, [])
})

test("an answer that Docker's middleware cannot give is no consent", async (t) => {
  user.set({ 'docker.lsp.telemetry': 'all' })
  const { client, server, wire } = connect(t, { clientOptions: docker.clientOptions })
  await client.start()
  // Without any setting of the section the client has null in its hands, and assigns to it.
  user.set({ 'docker.lsp.telemetry': undefined })
  await docker.tell(client)
  await wire.settled(server)
  const { level, decidedBy } = server.telemetryStatus()
  assert.deepEqual({ level, decidedBy }, { level: 'off', decidedBy: 'client' })
})

test("Terraform's client gets what it negotiated through `onTelemetry`, and no more", async (t) => {
  const { client, server, wire } = connect(t, { clientOptions: terraform.clientOptions })
  const events = []
  terraform.register(client, (event) => events.push(event))
  await client.start()
  await wire.settled(server)
  user.type(user.open('file:///w/main.tf', 'terraform', ''), '#\n')
  await wire.nextSent('textDocument/didChange')
  await wire.settled(server)
  await handled(client)
  assert.equal(server.telemetryStatus().decidedBy, 'negotiation')
  assert.deepEqual(names(events), ['initialize'])
  const [{ v, properties }] = events
  assert.equal(v, 1)
  assert.equal(properties['experimentalCapabilities.referenceCountCodeLens'], true)
  assert.equal(properties['client.name'], undefined)
  assert.deepEqual(server.readTelemetry(), [])
  assert.deepEqual(shown, [])
})

test('with the consent of the host, a client of the format gets every event', async (t) => {
  const options = { telemetry: { level: 'all' } }
  const { client, server, wire } = connect(t, { options, clientOptions: terraform.clientOptions })
  const events = []
  terraform.register(client, (event) => events.push(event))
  await client.start()
  user.type(user.open('file:///w/main.tf', 'terraform', ''), '#\n')
  await wire.nextSent('textDocument/didChange')
  await wire.settled(server)
  await handled(client)
  assert.deepEqual(names(events), ['initialize', 'initialized', 'fileModified'])
  assert.deepEqual(events, server.readTelemetry())
})

test('a client asks for the diagnostics of the document in its editor, and gets those of the newest text', async (t) => {
  const reports = []
  const provideDiagnostics = async (document, previousResultId, token, next) => {
    const report = await next(document, previousResultId, token)
    reports.push(report?.items?.map(({ code }) => code?.value ?? code))
    return report
  }
  const { client, server, wire } = connect(t, { clientOptions: { ...PLAIN, middleware: { provideDiagnostics } } })
  const { tabGroups } = vscode.window
  t.after(() => (tabGroups.all = []))
  // It asks for what is visible alone.
  tabGroups.all = [{ tabs: [{ input: Object.assign(new vscode.TabInputText(), { uri: vscode.Uri.parse(FILE) }) }] }]
  await client.start()
  const document = user.open(FILE, 'dockerfile', 'FROM scratch\nMAINTAINER alice\n')
  await wire.nextSent('textDocument/diagnostic')
  await wire.settled(server)
  await handled(client)
  assert.deepEqual(reports, [['MaintainerDeprecated']])
  user.type(document, 'FROM scratch AS Base\n')
  await wire.nextSent('textDocument/diagnostic')
  await wire.settled(server)
  await handled(client)
  assert.deepEqual(reports.at(-1), ['StageNameCasing', 'MaintainerDeprecated'])
  assert.deepEqual(shown, [])
})

test('a client restarts a hundred times and leaves nothing behind', async (t) => {
  const { client, server, wire } = connect(t)
  const made = counts()
  await client.start()
  await wire.settled(server)
  // vscode-languageclient 9 itself never takes back this listener of its diagnostics.
  const ofOthers = ({ onDidChangeActiveTextEditor, ...others }) => others
  const running = ofOthers(counts())
  const methods = spy(server)
  const hooks = process.eventNames().map((name) => process.listenerCount(name))
  for (let round = 0; round < 100; round += 1) await client.restart()
  await wire.settled(server)
  assert.deepEqual(ofOthers(counts()), running)
  assert.deepEqual(
    process.eventNames().map((name) => process.listenerCount(name)),
    hooks,
  )
  const count = (method) => methods.filter((sent) => sent === method).length
  assert.deepEqual([count('initialize'), count('exit'), count('candor/boundary')], [100, 100, 100])
  await client.stop()
  assert.deepEqual(ofOthers(counts()), ofOthers(made))
  assert.deepEqual(shown, [])
})

test('a client stops and starts again, with the documents that are open then', async (t) => {
  const { client, server, wire } = connect(t)
  await client.start()
  const document = user.open(FILE, 'dockerfile', 'FROM scratch\n')
  await wire.nextSent('textDocument/didOpen')
  await wire.settled(server)
  await client.stop()
  user.type(document, '# while stopped\n')
  await client.start()
  const { text } = await client.sendRequest('candor/testing/text', { uri: FILE })
  assert.equal(text, '# while stopped\nFROM scratch\n')
  await wire.settled(server)
  assert.equal(wire.sentOf('textDocument/didChange').length, 0)
  assert.deepEqual(shown, [])
})

test('two servers with prefixes of their own serve a client each', async (t) => {
  const withPrefix = (commandPrefix) => connect(t, { options: { commandPrefix, telemetry: { level: 'all' } } })
  const [acme, other] = [withPrefix('acme'), withPrefix('other')]
  await Promise.all([acme.client.start(), other.client.start()])
  await vscode.commands.executeCommand(`other.${COMMAND}`, 'server_user_action', QUICK_FIX)
  await Promise.all([acme, other].map(({ wire, server }) => wire.settled(server)))
  assert.deepEqual(names(acme.server.readTelemetry()), ['initialize', 'initialized'])
  assert.deepEqual(names(other.server.readTelemetry()), ['initialize', 'initialized', 'commandExecuted'])
  await acme.server.stop()
  assert.equal((await other.client.sendRequest('candor/testing/echo', { still: 'here' })).still, 'here')
})

test('without prefixes VS Code refuses the second, and the first goes on', async (t) => {
  const [first, second] = [connect(t), connect(t)]
  await first.client.start()
  const ended = second.wire.nextSent('exit')
  await assert.rejects(second.client.start(), { message: `command '${COMMAND}' already exists` })
  await ended
  assert.equal(await vscode.commands.executeCommand(COMMAND, 'server_user_action', QUICK_FIX), null)
})

test('beside an extension that has the command already, a prefix is enough', async (t) => {
  const calls = []
  const theirs = vscode.commands.registerCommand(COMMAND, (...args) => calls.push(args))
  t.after(() => theirs.dispose())
  const { client, server, wire } = connect(t, { options: { commandPrefix: 'acme', telemetry: { level: 'all' } } })
  await client.start()
  await vscode.commands.executeCommand(COMMAND, 'theirs')
  await vscode.commands.executeCommand(`acme.${COMMAND}`, 'server_user_action', QUICK_FIX)
  await wire.settled(server)
  assert.deepEqual(calls, [['theirs']])
  assert.deepEqual(names(server.readTelemetry()), ['initialize', 'initialized', 'commandExecuted'])
})

test('when the server stops under a running client, its error handler decides: no more', async (t) => {
  let closed = 0
  const errorHandler = {
    error: () => assert.fail('nothing went wrong on the way'),
    closed: () => ({ action: CloseAction.DoNotRestart, handled: ++closed === 1 }),
  }
  const { client, server } = connect(t, { clientOptions: { ...PLAIN, errorHandler } })
  await client.start()
  const open = client.sendRequest('candor/testing/never')
  await handled(client)
  const stopped = reached(client, State.Stopped)
  await Promise.all([assert.rejects(open, /connection got disposed/), server.stop(), stopped])
  assert.equal(closed, 1)
  await assert.rejects(client.sendRequest('candor/testing/echo', {}), /not running/)
  await assert.rejects(client.start(), { code: 'SERVER_STOPPED' })
})

test('when the server stops under a running client, its error handler decides: once more, with another', async (t) => {
  const errorHandler = { error: () => assert.fail(), closed: () => ({ action: CloseAction.Restart, handled: true }) }
  const { client, server } = connect(t, { servers: [start(), start()], clientOptions: { ...PLAIN, errorHandler } })
  await client.start()
  const again = reached(client, State.Stopped).then(() => reached(client, State.Running))
  await server.stop()
  await again
  assert.equal((await client.sendRequest('candor/testing/echo', { still: 'here' })).still, 'here')
})

test('a client whose pair is taken away takes the server back, with a session of its own', async (t) => {
  const errorHandler = { error: () => assert.fail(), closed: () => ({ action: CloseAction.Restart, handled: true }) }
  const { client, server, wire } = connect(t, { clientOptions: { ...PLAIN, errorHandler } })
  await client.start()
  user.open(FILE, 'dockerfile', 'FROM scratch\n')
  await wire.nextSent('textDocument/didOpen')
  await wire.settled(server)
  const methods = spy(server)
  const intruder = new Pair(server)
  await wire.nextSent('textDocument/didOpen')
  assert.deepEqual(intruder.closings, ['reader', 'writer'])
  assert.equal((await client.sendRequest('candor/testing/text', { uri: FILE })).text, 'FROM scratch\n')
  assert.deepEqual(methods.slice(0, 4), ['exit', 'candor/boundary', 'candor/boundary', 'initialize'])
})

// --- The types -------------------------------------------------------------------------------------------------------

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

test('the types need nothing that is not in this package', () => {
  const { problems, files } = compile(
    `import { messageTransports, type MessageTransports } from 'candor/languageclient'
    export const make: (server: Parameters<typeof messageTransports>[0]) => MessageTransports = messageTransports`,
  )
  assert.deepEqual(problems, [])
  const foreign = files.filter((file) => file.includes('node_modules') && !file.includes('/typescript/lib/'))
  assert.deepEqual(foreign, [])
})
