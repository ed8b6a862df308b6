// The lifecycle of a session from `initialize` to `exit`, and its effect on the next session of the same server.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { root, start, startTesting } from '../support/client.mjs'
import { ACTION, CALLBACK, temporaryFolder } from '../support/telemetry.mjs'
import { ask, assertGoesOn, didChange, exchange, message, refused, warnings } from '../support/wire.mjs'

const NOT_INITIALIZED = -32002
const INVALID_REQUEST = -32600
const INVALID_PARAMS = -32602

const REQUESTS = [
  ['shutdown', undefined],
  ['workspace/executeCommand', { command: CALLBACK, arguments: ['server_user_action', ACTION] }],
  ['textDocument/hover', { textDocument: { uri: 'file:///w/Dockerfile' }, position: { line: 0, character: 0 } }],
  ['candor/testing/echo', { x: 1 }],
]

const usage = (events, action) => events.filter(({ properties }) => properties.action === action)
const sessions = (events) => new Set(events.map(({ properties }) => properties.server_session).filter(Boolean))

// --- initialize ----------------------------------------------------------------------------------------------------

test('initialize returns the capabilities and the name of the server', async (t) => {
  const client = start(t)
  const { result } = await ask(client, 'initialize', { capabilities: {}, processId: null, rootUri: null })
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  assert.deepEqual(result.serverInfo, { name: 'candor', version })
  const { positionEncoding, textDocumentSync, executeCommandProvider, workspace } = result.capabilities
  assert.equal(positionEncoding, 'utf-16')
  assert.equal(textDocumentSync.openClose, true)
  assert.equal(textDocumentSync.change, 2)
  assert.equal(textDocumentSync.save, true)
  assert.deepEqual(executeCommandProvider.commands, [CALLBACK])
  assert.deepEqual(workspace.workspaceFolders, { supported: true, changeNotifications: true })
})

test('a second initialize is refused and disturbs nothing', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  client.open('file:///w/Dockerfile', 'FROM a\n')
  assert.equal(await refused(client, 'initialize', { capabilities: {} }), INVALID_REQUEST)
  assert.equal(await client.text('file:///w/Dockerfile'), 'FROM a\n')
})

for (const [title, host, client, announced] of [
  ['by the host', 'acme', undefined, `acme.${CALLBACK}`],
  ['by the client', undefined, 'theirs', `theirs.${CALLBACK}`],
  ['by both, and then the host decides', 'acme', 'theirs', `acme.${CALLBACK}`],
  ['as nothing by the host, and then the client decides', '', 'theirs', `theirs.${CALLBACK}`],
  ['as nothing by both', '', '', CALLBACK],
]) {
  test(`the prefix of commands can be given ${title}`, async (t) => {
    const options = host === undefined ? {} : { commandPrefix: host }
    const connected = start(t, { ...options, telemetry: { level: 'all' } })
    const initializationOptions = client === undefined ? undefined : { commandPrefix: client }
    const { capabilities } = await connected.initialize({ initializationOptions })
    const { commands } = capabilities.executeCommandProvider
    assert.deepEqual(
      commands.filter((name) => name.endsWith(CALLBACK)),
      [announced],
    )
    const execute = (command) => ({ command, arguments: ['server_user_action', ACTION] })
    assert.equal((await ask(connected, 'workspace/executeCommand', execute(announced))).result, null)
    for (const other of [CALLBACK, `acme.${CALLBACK}`, `theirs.${CALLBACK}`, `.${CALLBACK}`]) {
      if (other === announced) continue
      assert.equal(await refused(connected, 'workspace/executeCommand', execute(other)), INVALID_PARAMS, other)
    }
    assert.equal(usage(connected.server.readTelemetry(), 'commandExecuted').length, 1)
  })
}

test('a command prefix that is not a string is reported to the user and ignored', async (t) => {
  const client = start(t)
  const { capabilities } = await client.initialize({ initializationOptions: { commandPrefix: 7 } })
  assert.deepEqual(capabilities.executeCommandProvider.commands, [CALLBACK])
  const shown = client.received('window/showMessage').map(({ params }) => params.message)
  assert.equal(shown.length, 1)
  assert.match(shown[0], /`commandPrefix`/)
})

for (const [title, workspace, count] of [
  ['that declares it', { didChangeConfiguration: { dynamicRegistration: true } }, 1],
  ['that declares it away', { didChangeConfiguration: { dynamicRegistration: false } }, 0],
  ['that declares the notification only', { didChangeConfiguration: {} }, 0],
  ['that declares it with another type', { didChangeConfiguration: { dynamicRegistration: 'true' } }, 0],
  ['that declares it for something else', { didChangeWatchedFiles: { dynamicRegistration: true } }, 0],
  ['that declares nothing', undefined, 0],
]) {
  test(`a registration for changed configuration goes to a client ${title}: ${count}`, async (t) => {
    const client = startTesting(t)
    await client.initialize({ capabilities: { workspace } })
    const registers = ({ params }) => params.registrations[0].method === 'workspace/didChangeConfiguration'
    const registrations = client.received('client/registerCapability').filter(registers)
    assert.equal(registrations.length, count)
    for (const request of registrations) {
      const [{ id, method, registerOptions }, ...others] = request.params.registrations
      assert.equal(typeof id, 'string')
      assert.equal(method, 'workspace/didChangeConfiguration')
      assert.deepEqual(registerOptions, { section: 'docker.lsp' })
      assert.deepEqual(others, [])
      // The client's response has no effect.
      const refusal = message({ id: request.id, error: { code: -32601, message: 'secret' } })
      assert.deepEqual(await exchange(client, refusal, message({ id: request.id, result: null })), [])
    }
    await assertGoesOn(client)
  })
}

test('initialized that is sent twice registers and pulls once', async (t) => {
  const client = startTesting(t)
  const workspace = { configuration: true, didChangeConfiguration: { dynamicRegistration: true } }
  await client.initialize({ capabilities: { workspace } })
  client.notify('initialized', {})
  await client.server.idle()
  assert.equal(client.received('workspace/configuration').length, 1)
  assert.equal(client.received('client/registerCapability').length, 1)
})

// --- Responses: recipient and order ----------------------------------------------------------------------------------

test('a request before initialize is refused as such, a notification is dropped silently', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  for (const [method, params] of REQUESTS) {
    assert.equal(await refused(client, method, params), NOT_INITIALIZED, method)
  }
  client.open('file:///w/Dockerfile')
  assert.deepEqual(await exchange(client, message({ method: 'initialized', params: {} })), [])
  await client.initialize()
  assert.equal(await client.text('file:///w/Dockerfile'), undefined)
})

test('a request before initialize is refused as such, even for an unknown method', async (t) => {
  assert.equal(await refused(startTesting(t), 'acme/unknown', {}), NOT_INITIALIZED)
})

test('shutdown returns null, and every later request is refused', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  assert.equal((await ask(client, 'shutdown')).result, null)
  for (const [method, params] of [...REQUESTS, ['initialize', { capabilities: {} }]]) {
    assert.equal(await refused(client, method, params), INVALID_REQUEST, method)
  }
})

test('a request after shutdown is refused as such, even for an unknown method', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  await ask(client, 'shutdown')
  assert.equal(await refused(client, 'acme/unknown', {}), INVALID_REQUEST)
})

test('notifications after shutdown are dropped silently', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize({
    capabilities: { experimental: { telemetryVersion: 1 }, workspace: { configuration: true } },
  })
  client.answer(client.received('workspace/configuration')[0], [{ telemetry: 'all' }])
  client.open('file:///w/Dockerfile')
  await client.server.idle()
  await ask(client, 'shutdown')
  const textDocument = { uri: 'file:///w/Dockerfile', version: 2 }
  const came = await exchange(
    client,
    message({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text: 'FROM b\n' }] } }),
    message({ method: 'textDocument/didClose', params: { textDocument } }),
    message({ method: 'workspace/didChangeConfiguration', params: { settings: null } }),
    message({ method: 'initialized', params: {} }),
  )
  assert.deepEqual(came, [])
})

test('shutdown does not fail for parameters that it does not have', async (t) => {
  for (const params of [null, {}, [], 1]) {
    const client = startTesting(t)
    await client.initialize()
    assert.equal((await ask(client, 'shutdown', params)).result, null, JSON.stringify(params))
  }
})

// --- exit, and the next session --------------------------------------------------------------------------------------

test('exit ends the session: a later request is like one before initialize', async (t) => {
  for (const before of [[], [message({ id: 1, method: 'shutdown' })]]) {
    const client = startTesting(t)
    await client.initialize()
    await exchange(client, ...before, message({ method: 'exit' }))
    assert.equal(await refused(client, 'candor/testing/echo', {}), NOT_INITIALIZED)
    assert.equal(await refused(client, 'shutdown'), NOT_INITIALIZED)
    // Another `exit` has no effect, even with parameters, which `exit` does not take.
    assert.deepEqual(await exchange(client, message({ method: 'exit', params: {} }), message({ method: 'exit' })), [])
  }
})

test('the session after exit has neither documents nor folders nor the client of the previous one', async (t) => {
  const [first, second] = [temporaryFolder(t), temporaryFolder(t)]
  const client = startTesting(t, { telemetry: { level: 'all', hashing: 'plain' } })
  const uri = pathToFileURL(path.join(first, 'Dockerfile')).href
  await client.initialize({
    clientInfo: { name: 'Neovim', version: '0.11.0' },
    initializationOptions: { telemetry: 'error', commandPrefix: 'first' },
    rootUri: pathToFileURL(first).href,
  })
  client.open(uri)
  assert.equal(client.server.telemetryStatus().client, 'error')
  await exchange(client, message({ id: 1, method: 'shutdown' }), message({ method: 'exit' }))
  const { client: stated, level, host } = client.server.telemetryStatus()
  assert.deepEqual({ stated, level, host }, { stated: null, level: 'all', host: 'all' })

  const { capabilities } = await client.initialize({ rootUri: pathToFileURL(second).href })
  assert.deepEqual(capabilities.executeCommandProvider.commands, [CALLBACK])
  assert.equal(await client.text(uri), undefined)
  assert.equal(warnings(await exchange(client, didChange(uri, 'FROM b\n'))).length, 1)
  client.open(uri)
  await exchange(client, didChange(uri, 'FROM c\n'))
  const [modified, ...others] = usage(client.server.readTelemetry(), 'fileModified')
  assert.deepEqual(others, [])
  assert.equal(modified.properties.document, undefined, 'the first folder is closed')
  assert.equal(modified.properties.lsp_client_info_name, undefined)
})

test('each session has an identity of its own, in which a file counts as new', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const uri = 'file:///w/Dockerfile'
  for (let session = 0; session < 3; session += 1) {
    await client.initialize()
    client.open(uri)
    await exchange(client, didChange(uri, 'a\n'), didChange(uri, 'b\n'))
    await exchange(client, message({ method: 'exit' }))
  }
  const events = client.server.readTelemetry()
  assert.equal(sessions(events).size, 3)
  assert.equal(usage(events, 'fileModified').length, 3)
  assert.equal(sessions(usage(events, 'fileModified')).size, 3)
})

test('a request that was running at exit is never answered, and its id is free again', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const id of [500, 'running']) client.send({ id, method: 'candor/testing/never' })
  await exchange(client, message({ method: 'exit' }))
  const before = client.messages.length
  await client.initialize()
  for (const id of [500, 'running']) {
    assert.deepEqual(await exchange(client, message({ method: '$/cancelRequest', params: { id } })), [])
    assert.deepEqual((await ask(client, 'candor/testing/echo', { id }, id)).result, { id })
  }
  const answered = client.messages.slice(before).map(({ id }) => id)
  assert.equal(answered.filter((id) => id === 500 || id === 'running').length, 2)
})

test('an answer to the session before changes nothing in the next one', async (t) => {
  const client = startTesting(t)
  const capabilities = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } }
  await client.initialize({ capabilities })
  const [old] = client.received('workspace/configuration')
  const late = (request) => message({ id: request.id, result: [{ telemetry: 'all' }] })
  await exchange(client, message({ method: 'exit' }), late(old))
  assert.equal(client.server.telemetryStatus().client, null)

  await client.initialize({ capabilities })
  const pull = client.received('workspace/configuration').at(-1)
  assert.notEqual(pull.id, old.id, 'an id that came again would let a late answer meet the wrong request')
  assert.deepEqual(await exchange(client, late(old)), [])
  assert.equal(client.server.telemetryStatus().client, null)
  await exchange(client, message({ id: pull.id, result: [{ telemetry: 'error' }] }), late(old))
  assert.equal(client.server.telemetryStatus().client, 'error')
})

test('what the session before still had to work on is not reported by the next one', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const capabilities = { experimental: { telemetryVersion: 1 } }
  const initialize = message({ id: 'again', method: 'initialize', params: { capabilities, rootUri: null } })
  await client.initialize({ capabilities })
  const old = sessions(client.events)
  assert.equal(old.size, 1)
  // Too many files to process before the next message is handled.
  for (let file = 0; file < 400; file += 1) {
    client.open(`file:///w/${file}/Dockerfile`)
    client.change(`file:///w/${file}/Dockerfile`, 'FROM b\n')
  }
  client.notify('exit')
  const came = await exchange(client, initialize, message({ method: 'initialized', params: {} }))
  const next = came.slice(came.findIndex(({ id }) => id === 'again'))
  const events = next.filter(({ method }) => method === 'telemetry/event').map(({ params }) => params)
  assert.equal(usage(events, 'fileModified').length, 0)
  const later = client.server.readTelemetry().filter(({ properties }) => !old.has(properties.server_session))
  assert.equal(usage(later, 'fileModified').length, 0)
})

test('a session that follows in the same burst announces itself, whatever the one before it stated', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  client.server.onMessage(null)
  const initialize = (telemetry) =>
    client.send({ id: 'x', method: 'initialize', params: { capabilities: {}, initializationOptions: { telemetry } } })
  initialize('off')
  client.notify('initialized', {})
  client.notify('exit')
  client.send({ id: 'y', method: 'initialize', params: { capabilities: {} } })
  client.notify('initialized', {})
  client.open('file:///w/Dockerfile')
  client.change('file:///w/Dockerfile', 'FROM scratch\n#\n')
  await client.server.idle()
  assert.deepEqual(
    client.server.readTelemetry().map(({ name }) => name),
    ['initialize', 'server_heartbeat', 'server_user_action'],
  )
})

test('events that are queued for the client at exit are dropped, and the other messages still go out', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  client.server.onMessage(null)
  const capabilities = { experimental: { telemetryVersion: 1 } }
  client.send({ id: 'x', method: 'initialize', params: { capabilities } })
  client.notify('initialized', {})
  client.send({ id: 'y', method: 'shutdown' })
  client.notify('exit')
  await client.server.idle()
  assert.equal(client.server.telemetryStatus().dropped.revoked, 2)
  const messages = []
  client.server.onMessage((text) => messages.push(JSON.parse(text)))
  await client.server.idle()
  assert.deepEqual(
    messages.map(({ id, params }) => id ?? params.name),
    ['x', 'y'],
  )
  assert.equal(client.server.readTelemetry().length, 2, 'the host has its own')
})

test('a listener that is set in the next session gets no event of the one before', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  client.server.onMessage(null)
  const capabilities = { experimental: { telemetryVersion: 1 } }
  const open = (name) => {
    client.send({ id: name, method: 'initialize', params: { capabilities, clientInfo: { name } } })
    client.notify('initialized', {})
  }
  open('vscode')
  client.open('file:///w/Dockerfile')
  client.change('file:///w/Dockerfile', 'FROM busybox\n')
  await client.server.idle()
  // The server is still processing these when the next listener is set.
  for (let count = 0; count < 20; count++) client.notify('$/busy', { text: 'x'.repeat(1_000_000) })
  client.notify('exit')
  open('Neovim')
  const events = []
  client.server.onMessage((text) => {
    const { method, params } = JSON.parse(text)
    if (method === 'telemetry/event') events.push(params)
  })
  await client.server.idle()
  assert.deepEqual(
    events.map(({ name, properties }) => [name, properties['client.name'] ?? properties.lsp_client_info_name]),
    [
      ['initialize', 'Neovim'],
      ['server_heartbeat', 'Neovim'],
    ],
  )
})
