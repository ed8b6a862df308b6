// The server with the real LanguageClient of vscode-languageclient, in its oldest supported version and its newest, and
// a stub of VS Code.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import '../support/environment.mjs'
import { LanguageServer } from '../support/client.mjs'
import { bridgeTelemetry, Sender } from '../support/stub/bridge.mjs'
import { docker, terraform } from '../support/stub/clients.mjs'
import { messageTransports, Pair, spy, start } from '../support/stub/pair.mjs'
import { Wire } from '../support/stub/wire.mjs'

const require = createRequire(import.meta.url)
const { counts, shown, telemetry, user, vscode } = require('../support/vscode-stub.cjs')
const versions = {
  9: require('vscode-languageclient/node'),
  11: require('vscode-languageclient-11/node'),
}

const COMMAND = 'dockerLspServer.telemetry.callback'
const QUICK_FIX = {
  action: 'commandExecuted',
  action_id: 'server.textDocument.codeAction.diagnostics',
  diagnostic: 'JSONArgsRecommended',
}
const FILE = 'file:///work/Dockerfile'

const PLAIN = { documentSelector: docker.clientOptions.documentSelector }

/** Defines a test for every version. */
function everywhere(name, work) {
  for (const [version, library] of Object.entries(versions)) {
    test(`vscode-languageclient ${version}: ${name}`, (t) => work(t, library))
  }
}

/** Creates a client of a server in this process, without starting it. */
function connect(t, { LanguageClient }, { options, clientOptions = PLAIN, servers = [start(options)] } = {}) {
  const all = [...servers]
  const wire = new Wire()
  // Keep the last server: the client calls the factory even when only a stopped server is left.
  const next = () => (servers.length > 1 ? servers.shift() : servers[0])
  const client = new LanguageClient('candor', 'Candor', async () => wire.tap(messageTransports(next())), clientOptions)
  t.after(async () => {
    if (client.isRunning()) await client.stop()
    await Promise.all(all.map((server) => server.stop()))
    user.reset()
  })
  return { client, server: servers[0], wire }
}

/** Resolves when the client enters a state. */
function reached(client, state) {
  return new Promise((resolve) => client.onDidChangeState(({ newState }) => newState === state && resolve()))
}

/** Resolves when the client has handled every message read so far: it handles one per turn of the event loop. */
function handled(client) {
  return client.sendRequest('candor/testing/echo', {})
}

const names = (events) => events.map(({ name, properties: { type, action } }) => type ?? action ?? name)

everywhere('a client starts, opens a document, edits it and executes our command', async (t, library) => {
  const { client, server, wire } = connect(t, library, { options: { telemetry: { level: 'all' } } })
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
  await assert.rejects(
    vscode.commands.executeCommand(COMMAND, 'server_user_action', { action: 'x' }),
    /invalid command arguments/,
  )
  user.close(document)
  await wire.settled(server)
  assert.equal(await client.sendRequest('candor/testing/text', { uri: FILE }), null)
})

everywhere(
  "Docker's client opts in, is asked as it expects, and the level follows its settings",
  async (t, library) => {
    user.set({ 'docker.lsp.telemetry': 'all', 'docker.lsp.debugServerPort': 0 })
    const { client, server, wire } = connect(t, library, { clientOptions: docker.clientOptions })
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
      assert.deepEqual(told, [
        { docker: { lsp: { debugServerPort: 0, telemetry: setting } } },
        ['docker.lsp.telemetry'],
      ])
      const asked = wire.receivedOf('workspace/configuration').map((message) => message.params)
      assert.deepEqual(asked, Array(2).fill({ items: [{ section: 'docker.lsp' }] }))
    }
    assert.deepEqual(wire.receivedOf('telemetry/event'), [])
    assert.deepEqual(shown, [])
  },
)

everywhere("an answer that Docker's middleware cannot give is no consent", async (t, library) => {
  user.set({ 'docker.lsp.telemetry': 'all' })
  const { client, server, wire } = connect(t, library, { clientOptions: docker.clientOptions })
  await client.start()
  // If the section has no settings, the client gets null and tries to assign to it.
  user.set({ 'docker.lsp.telemetry': undefined })
  await docker.tell(client)
  await wire.settled(server)
  const { level, decidedBy } = server.telemetryStatus()
  assert.deepEqual({ level, decidedBy }, { level: 'off', decidedBy: 'client' })
})

everywhere("Terraform's client gets what it negotiated through `onTelemetry`, and no more", async (t, library) => {
  const { client, server, wire } = connect(t, library, { clientOptions: terraform.clientOptions })
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

everywhere('with the consent of the host, a client of the format gets every event', async (t, library) => {
  const options = { telemetry: { level: 'all' } }
  const { client, server, wire } = connect(t, library, { options, clientOptions: terraform.clientOptions })
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

everywhere(
  'a client asks for the diagnostics of the document in its editor, and gets those of the newest text',
  async (t, library) => {
    const reports = []
    const provideDiagnostics = async (document, previousResultId, token, next) => {
      const report = await next(document, previousResultId, token)
      reports.push(report?.items?.map(({ code }) => code?.value ?? code))
      return report
    }
    const { client, server, wire } = connect(t, library, {
      clientOptions: { ...PLAIN, middleware: { provideDiagnostics } },
    })
    const { tabGroups } = vscode.window
    t.after(() => (tabGroups.all = []))
    // The client pulls diagnostics only for visible documents.
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
  },
)

everywhere('a client restarts a hundred times and leaves nothing behind', async (t, library) => {
  const { client, server, wire } = connect(t, library)
  const made = counts()
  await client.start()
  await wire.settled(server)
  // vscode-languageclient itself never removes a listener of its diagnostics (9), and keeps those of its tabs (11).
  const ofOthers = ({ onDidChangeActiveTextEditor, onDidChangeTabs, onDidChangeVisibleTextEditors, ...others }) =>
    others
  const running = ofOthers(counts())
  // The client's own stop timeouts remain active for a while.
  const held = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout')
  const resources = held()
  const methods = spy(server)
  const hooks = process.eventNames().map((name) => process.listenerCount(name))
  for (let round = 0; round < 100; round += 1) await client.restart()
  await wire.settled(server)
  assert.deepEqual(ofOthers(counts()), running)
  assert.deepEqual(held(), resources)
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

everywhere('a client stops and starts again, with the documents that are open then', async (t, library) => {
  const { client, server, wire } = connect(t, library)
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

everywhere('two servers with prefixes of their own serve a client each', async (t, library) => {
  const withPrefix = (commandPrefix) => connect(t, library, { options: { commandPrefix, telemetry: { level: 'all' } } })
  const [acme, other] = [withPrefix('acme'), withPrefix('other')]
  await Promise.all([acme.client.start(), other.client.start()])
  await vscode.commands.executeCommand(`other.${COMMAND}`, 'server_user_action', QUICK_FIX)
  await Promise.all([acme, other].map(({ wire, server }) => wire.settled(server)))
  assert.deepEqual(names(acme.server.readTelemetry()), ['initialize', 'initialized'])
  assert.deepEqual(names(other.server.readTelemetry()), ['initialize', 'initialized', 'commandExecuted'])
  await acme.server.stop()
  assert.equal((await other.client.sendRequest('candor/testing/echo', { still: 'here' })).still, 'here')
})

everywhere('without prefixes VS Code refuses the second, and the first goes on', async (t, library) => {
  const [first, second] = [connect(t, library), connect(t, library)]
  await first.client.start()
  const ended = second.wire.nextSent('exit')
  await assert.rejects(second.client.start(), { message: `command '${COMMAND}' already exists` })
  await ended
  assert.equal(await vscode.commands.executeCommand(COMMAND, 'server_user_action', QUICK_FIX), null)
})

everywhere('beside an extension that has the command already, a prefix is enough', async (t, library) => {
  const calls = []
  const theirs = vscode.commands.registerCommand(COMMAND, (...args) => calls.push(args))
  t.after(() => theirs.dispose())
  const { client, server, wire } = connect(t, library, {
    options: { commandPrefix: 'acme', telemetry: { level: 'all' } },
  })
  await client.start()
  await vscode.commands.executeCommand(COMMAND, 'theirs')
  await vscode.commands.executeCommand(`acme.${COMMAND}`, 'server_user_action', QUICK_FIX)
  await wire.settled(server)
  assert.deepEqual(calls, [['theirs']])
  assert.deepEqual(names(server.readTelemetry()), ['initialize', 'initialized', 'commandExecuted'])
})

everywhere('when the server stops under a running client, its error handler decides: no more', async (t, library) => {
  let closed = 0
  const errorHandler = {
    error: () => assert.fail('nothing went wrong on the way'),
    closed: () => ({ action: library.CloseAction.DoNotRestart, handled: ++closed === 1 }),
  }
  const { client, server } = connect(t, library, { clientOptions: { ...PLAIN, errorHandler } })
  await client.start()
  const open = client.sendRequest('candor/testing/never')
  await handled(client)
  const stopped = reached(client, library.State.Stopped)
  await Promise.all([assert.rejects(open, /connection got disposed/), server.stop(), stopped])
  assert.equal(closed, 1)
  await assert.rejects(client.sendRequest('candor/testing/echo', {}), /not running/)
  await assert.rejects(client.start(), { code: 'SERVER_STOPPED' })
})

everywhere(
  'when the server stops under a running client, its error handler decides: once more, with another',
  async (t, library) => {
    const errorHandler = {
      error: () => assert.fail(),
      closed: () => ({ action: library.CloseAction.Restart, handled: true }),
    }
    const { client, server } = connect(t, library, {
      servers: [start(), start()],
      clientOptions: { ...PLAIN, errorHandler },
    })
    await client.start()
    const again = reached(client, library.State.Stopped).then(() => reached(client, library.State.Running))
    await server.stop()
    await again
    assert.equal((await client.sendRequest('candor/testing/echo', { still: 'here' })).still, 'here')
  },
)

everywhere('a client whose pair is taken away takes the server back, with a session of its own', async (t, library) => {
  const errorHandler = {
    error: () => assert.fail(),
    closed: () => ({ action: library.CloseAction.Restart, handled: true }),
  }
  const { client, server, wire } = connect(t, library, { clientOptions: { ...PLAIN, errorHandler } })
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

everywhere('the default error handler restarts a client four times, and then tells the user', async (t, library) => {
  const servers = Array.from({ length: 5 }, () => start())
  const all = [...servers]
  const { client } = connect(t, library, { servers })
  await client.start()
  for (const server of all) {
    const last = server === all.at(-1)
    const next = reached(client, library.State.Stopped).then(() => last || reached(client, library.State.Running))
    await server.stop()
    await next
    if (!last) await handled(client)
  }
  assert.equal(client.isRunning(), false)
  assert.match(shown.at(-1).message, /crashed 5 times/)
})

everywhere('a handler that panics fails its request, and the client goes on', async (t, library) => {
  const { client, server, wire } = connect(t, library, { options: { telemetry: { level: 'error' } } })
  await client.start()
  await assert.rejects(client.sendRequest('candor/testing/panic'), { code: -32603 })
  await wire.settled(server)
  assert.deepEqual(names(server.readTelemetry()), ['panic'])
  assert.ok(client.isRunning())
})

everywhere('a server that cannot start fails the start with its code', async (t, library) => {
  const transports = async () => messageTransports(LanguageServer.start({ binary: '/no/such/candor.node' }))
  const client = new library.LanguageClient('candor', 'Candor', transports, PLAIN)
  await assert.rejects(client.start(), {
    code: 'BINARY_UNAVAILABLE',
    message: /'\/no\/such\/candor\.node' does not exist/,
  })
  assert.equal(client.isRunning(), false)
  assert.equal(shown.length, 1)
  user.reset()
})

test('two versions in one window, each with a bridge, report to their own senders', async (t) => {
  user.set({ 'acme.telemetry': 'all', 'other.telemetry': 'error' })
  const sides = Object.entries(versions).map(([version, library], at) => {
    const section = ['acme', 'other'][at]
    const options = { commandPrefix: section, telemetry: { section, lsp: false } }
    const side = { ...connect(t, library, { options }), sender: new Sender(), version }
    bridgeTelemetry(side.server, vscode, { sender: side.sender })
    return side
  })
  await Promise.all(sides.map(({ client }) => client.start()))
  await Promise.all(sides.map(({ client }) => client.sendRequest('candor/testing/panic').catch(() => {})))
  for (const { server, wire } of sides) await wire.settled(server)
  const told = sides.map(({ sender }) => names(sender.received.map(({ name, data }) => ({ name, properties: data }))))
  assert.deepEqual(told, [['acme.example/initialize', 'initialized', 'panic'], ['panic']])
  user.set({ 'acme.telemetry': 'off' })
  assert.deepEqual(
    sides.map(({ server }) => server.telemetryStatus().host),
    ['off', 'error'],
  )
})
