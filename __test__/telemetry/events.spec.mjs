// Events: their exact form, when and how often each is sent, and that both sinks receive the same events.

import assert from 'node:assert/strict'
import path from 'node:path'
import test from 'node:test'

import { Client, eventKind, start, startTesting } from '../support/client.mjs'
import {
  actions,
  callback,
  change,
  git,
  modify,
  names,
  plain,
  readAll,
  repository,
  startHooked,
  takesEvents,
  temporaryFolder,
  uriOf,
} from '../support/telemetry.mjs'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const VERSION = '0.1.0'
const NEWS = ['initialize', 'server_heartbeat initialized']

/** The options that `initialize` reports for a client that sets none. */
const NO_OPTIONS = {
  'experimentalCapabilities.referenceCountCodeLens': false,
  'options.ignoreSingleFileWarning': false,
  'options.rootModulePaths': false,
  'options.excludeModulePaths': false,
  'options.commandPrefix': false,
  'options.indexing.ignoreDirectoryNames': false,
  'options.indexing.ignorePaths': false,
  'options.experimentalFeatures.validateOnSave': false,
  'options.experimentalFeatures.prefillRequiredFields': false,
  'options.terraform.path': false,
  'options.terraform.timeout': '',
  'options.terraform.logFilePath': false,
  'options.validation.earlyValidation': true,
}

const CLIENT = { clientInfo: { name: 'Visual Studio Code', version: '1.95.3-insider.20241101' } }

/** The properties that every event of this client's session has. */
const session = (server_session) => ({
  server_session,
  server_version: VERSION,
  lsp_client_info_name: 'Visual Studio Code',
  lsp_client_info_version: '1.95-insider',
})

test('a session is announced by exactly these two events', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize(CLIENT)
  const events = client.server.readTelemetry()
  const { server_session } = events[1].properties
  assert.match(server_session, UUID_V4)
  assert.deepEqual(events, [
    {
      v: 1,
      name: 'initialize',
      properties: {
        lsVersion: VERSION,
        root_uri: 'file',
        'client.name': 'Visual Studio Code',
        'client.version': '1.95-insider',
        ...NO_OPTIONS,
      },
    },
    { v: 1, name: 'server_heartbeat', properties: { type: 'initialized', ...session(server_session) } },
  ])
  assert.deepEqual(events.map(eventKind), ['usage', 'usage'])
})

test('a client without a name causes no property', async (t) => {
  for (const clientInfo of [undefined, null, {}, 'vscode', { name: 1, version: [] }]) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ clientInfo })
    const [initialize, heartbeat] = client.server.readTelemetry()
    assert.deepEqual(initialize.properties, { lsVersion: VERSION, root_uri: 'file', ...NO_OPTIONS })
    assert.deepEqual(Object.keys(heartbeat.properties), ['type', 'server_session', 'server_version'])
  }
})

test('the name of a client is one that is known or named by the host, else other', async (t) => {
  const telemetry = { level: 'all', clientNames: ['Acme Studio'] }
  const cases = [
    ['vscode', 'vscode'],
    ['Neovim', 'Neovim'],
    ['Acme Studio', 'Acme Studio'],
    ['acme studio', 'other'],
    ['VSCode', 'other'],
    ['vscode ', 'other'],
    ['Visual Studio Code (alice)', 'other'],
    ['', 'other'],
    ['x'.repeat(100_000), 'other'],
  ]
  for (const [name, expected] of cases) {
    const client = start(t, { telemetry })
    await client.initialize({ clientInfo: { name } })
    const [initialize, heartbeat] = client.server.readTelemetry()
    assert.equal(initialize.properties['client.name'], expected)
    assert.equal(heartbeat.properties.lsp_client_info_name, expected)
  }
})

test('of the version of a known client two numbers and a known word are left', async (t) => {
  const cases = [
    ['1.95.3', '1.95'],
    ['0.11.0-dev-1234+g1a2b3c', '0.11-dev'],
    ['2.0.0-beta.7', '2.0-beta'],
    ['25.01.1 (e7ac2fcd)', '25.01'],
    ['1.0-nightly', '1.0-nightly'],
    ['1.95.0-alice.local', '1.95'],
    ['1.2.20241101', '1.2'],
    ['1.20241101', '1'],
    ['20241101', undefined],
    ['alice', undefined],
    ['', undefined],
    ['192.168.178.12', '192.168'],
    [`1.2.3-${'beta'.repeat(1000)}`, '1.2'],
  ]
  for (const [version, expected] of cases) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ clientInfo: { name: 'vscode', version } })
    const [initialize, heartbeat] = client.server.readTelemetry()
    assert.equal(initialize.properties['client.version'], expected, version)
    assert.equal(heartbeat.properties.lsp_client_info_version, expected, version)
  }
})

test('a client that is not known has no version', async (t) => {
  for (const name of ["Alice's editor", '', undefined]) {
    const client = start(t, { telemetry: { level: 'all' } })
    await client.initialize({ clientInfo: { name, version: '192.168.1.7' } })
    const [initialize, heartbeat] = client.server.readTelemetry()
    assert.ok(!('client.version' in initialize.properties))
    assert.ok(!('lsp_client_info_version' in heartbeat.properties))
  }
  const client = start(t, { telemetry: { level: 'all', clientNames: ['Acme Studio'] } })
  await client.initialize({ clientInfo: { name: 'Acme Studio', version: '2.7.1' } })
  assert.equal(client.server.readTelemetry()[0].properties['client.version'], '2.7')
})

test('a crash is exactly this event, at level error too, and no message of the panic is in it', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'error' } })
  await client.initialize({ ...CLIENT, capabilities: takesEvents })
  const { error } = await client.request('candor/testing/panic')
  assert.deepEqual(error, { code: -32603, message: 'internal error' })
  await client.server.idle()
  const [event, ...more] = client.server.readTelemetry()
  assert.deepEqual(more, [])
  const { function: name, stack_trace, server_session } = event.properties
  assert.deepEqual(event, {
    v: 1,
    name: 'server_heartbeat',
    properties: { type: 'panic', method: 'other', function: name, stack_trace, ...session(server_session) },
  })
  assert.match(name, /^candor::server::handlers::testing::/)
  const frames = stack_trace.split('\n')
  assert.ok(frames.length <= 32)
  assert.equal(frames[0], name)
  assert.equal(eventKind(event), 'error')
  assert.deepEqual(client.events, [event])
})

test('a quick fix that was executed is exactly this event, with its rule or null', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ ...CLIENT, capabilities: takesEvents })
  const { server_session } = client.server.readTelemetry()[1].properties
  for (const diagnostic of ['JSONArgsRecommended', null, 'SecretsUsedInArgOrEnv']) {
    const answer = await client.request('workspace/executeCommand', callback(diagnostic))
    assert.equal(answer.result, null)
    await client.server.idle()
    const action_id = 'server.textDocument.codeAction.diagnostics'
    const properties = { action: 'commandExecuted', action_id, diagnostic, ...session(server_session) }
    const events = client.server.readTelemetry()
    assert.deepEqual(events, [{ v: 1, name: 'server_user_action', properties }])
    assert.equal(eventKind(events[0]), 'usage')
  }
})

test('a first modification is exactly this event', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'git@github.com:acme/app.git' })
  const client = start(t, { telemetry: { level: 'all', hashing: 'plain' } })
  await client.initialize({ ...CLIENT, rootUri: uriOf(folder) })
  const { server_session } = client.server.readTelemetry()[1].properties
  modify(client, uriOf(folder, 'web', 'Dockerfile'))
  await client.server.idle()
  const properties = {
    action: 'fileModified',
    language_identifier: 'dockerfile',
    git_remote: plain.remote('github.com/acme/app'),
    document: plain.document('github.com/acme/app', 'web/Dockerfile'),
    ...session(server_session),
  }
  const events = client.server.readTelemetry()
  assert.deepEqual(events, [{ v: 1, name: 'server_user_action', properties }])
  assert.equal(eventKind(events[0]), 'usage')
})

test('a file is reported when it is first modified, and not when it is opened, saved or closed', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ rootUri: 'file:///w' })
  const uri = 'file:///w/Dockerfile'
  const count = async () => {
    await client.server.idle()
    return actions(client.server.readTelemetry(), 'fileModified').length
  }
  client.open(uri)
  client.change(uri, [])
  client.notify('textDocument/didSave', { textDocument: { uri } })
  assert.equal(await count(), 0)
  client.change(uri, 'FROM busybox\n', 2)
  assert.equal(await count(), 1)
  client.change(uri, 'FROM alpine\n', 3)
  client.notify('textDocument/didClose', { textDocument: { uri } })
  modify(client, uri)
  assert.equal(await count(), 0, 'once per file')
  modify(client, 'file:///w/other/Dockerfile')
  assert.equal(await count(), 1)
  client.change('file:///w/never-opened', 'FROM busybox\n')
  assert.equal(await count(), 0, 'a document that is not open cannot be modified')
})

test('a change that arrives in pieces is a modification like any other', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ rootUri: 'file:///w' })
  client.open('file:///w/Dockerfile')
  const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 12 } }
  client.change('file:///w/Dockerfile', [{ range, text: 'busybox' }])
  await client.server.idle()
  assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, 1)
})

test('a modification before the opt-in is not reported afterwards, and the next one is', async (t) => {
  const client = start(t)
  await client.initialize({ rootUri: 'file:///w' })
  modify(client, 'file:///w/before/Dockerfile')
  client.notify('workspace/executeCommand', callback())
  client.server.setTelemetryLevel('all')
  await client.server.idle()
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
  client.change('file:///w/before/Dockerfile', 'FROM alpine\n', 3)
  await client.server.idle()
  assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, 1)
})

test('a file is reported again after off, and not after error', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ rootUri: 'file:///w' })
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, 1)
  for (const [between, expected] of [
    ['error', 0],
    ['off', 1],
    ['error', 0],
    ['off', 1],
  ]) {
    client.server.setTelemetryLevel(between)
    client.server.setTelemetryLevel('all')
    client.change('file:///w/Dockerfile', 'FROM alpine\n', 3)
    await client.server.idle()
    assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, expected, `after ${between}`)
  }
})

test('the language of a file is one of ours, else other', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const ours = ['dockerbake', 'dockercompose', 'dockerfile', 'terraform', 'terraform-vars']
  const others = ['', 'Dockerfile', 'python', 'dockerfile ', 'acme-secret-language', 'x'.repeat(10_000)]
  for (const [index, language] of [...ours, ...others].entries()) {
    modify(client, `file:///w/${index}`, language)
    await client.server.idle()
    const event = actions(client.server.readTelemetry(), 'fileModified')[0]
    assert.equal(event.properties.language_identifier, ours.includes(language) ? language : 'other')
  }
})

test('documents of odd schemes are reported without remote and path', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ rootUri: 'file:///w' })
  client.server.readTelemetry()
  const uris = [
    'untitled:Untitled-1',
    'untitled:/w/Dockerfile',
    'vscode-notebook-cell:/w/a.ipynb#W0',
    'git:/w/Dockerfile?%7B%22ref%22%3A%22HEAD%22%7D',
    'vscode-remote://ssh-remote%2Balice%40host/w/Dockerfile',
    'vscode-userdata:/User/settings.json',
    'http://example.com/w/Dockerfile',
    'inmemory://model/1',
    'zipfile:///w/a.zip::Dockerfile',
    'data:text/plain,FROM%20scratch',
    'urn:isbn:0451450523',
    'file://alice-laptop/w/Dockerfile',
    'x:',
  ]
  for (const uri of uris) {
    modify(client, uri)
    await client.server.idle()
    const [{ properties }, ...more] = client.server.readTelemetry()
    assert.deepEqual(more, [])
    assert.deepEqual(
      Object.keys(properties).sort(),
      ['action', 'language_identifier', 'server_session', 'server_version'],
      uri,
    )
  }
})

test('what the editor opened is a directory, a file or invalid', async (t) => {
  const folder = temporaryFolder(t)
  const cases = [
    [{ rootUri: uriOf(folder) }, 'dir'],
    [{ rootUri: uriOf(folder, 'missing') }, 'dir'],
    [{ rootUri: null }, 'file'],
    [{ rootUri: '' }, 'file'],
    [{}, 'file'],
    [{ rootUri: null, workspaceFolders: [{ uri: uriOf(folder), name: 'x' }] }, 'dir'],
    [{ rootUri: null, workspaceFolders: [] }, 'file'],
    [{ rootUri: null, workspaceFolders: null }, 'file'],
    [{ rootUri: 'http://example.com' }, 'invalid'],
    [{ rootUri: 'not a uri' }, 'invalid'],
    [{ rootUri: 7 }, 'invalid'],
    [{ rootUri: ['file:///w'] }, 'invalid'],
    [{ rootUri: 'untitled:w' }, 'invalid'],
  ]
  for (const [params, expected] of cases) {
    const client = start(t, { telemetry: { level: 'all' } })
    const result = await client.initialize(params)
    assert.ok(result.capabilities, 'a wrong root never fails initialize')
    assert.equal(client.server.readTelemetry()[0].properties.root_uri, expected, JSON.stringify(params))
    assert.equal(client.received('window/showMessage').length, expected === 'invalid' ? 1 : 0, JSON.stringify(params))
  }
})

test('a session is announced once, however often `initialized` is sent', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: takesEvents })
  for (let round = 0; round < 3; round++) {
    client.notify('initialized', {})
    const { error } = await client.request('initialize', { capabilities: {} })
    assert.ok(error, 'a second initialize is an error')
    client.server.setTelemetryLevel('error')
    client.server.setTelemetryLevel('all')
    await change(client, { settings: { docker: { lsp: { telemetry: 'all' } } } })
  }
  assert.deepEqual(names(client.server.readTelemetry()), [])
  assert.deepEqual(names(client.events), NEWS)
})

test('nothing is announced before initialized', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.request('initialize', { capabilities: takesEvents })
  await client.server.idle()
  assert.deepEqual(readAll(client), [])
  client.notify('initialized', {})
  await client.server.idle()
  assert.deepEqual(names(client.events), NEWS)
  const order = client.messages.map(({ method, id }) => method ?? id)
  assert.deepEqual(order, [1, 'telemetry/event', 'telemetry/event'])
})

test('an initialize that fails sends no event', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  for (const params of [undefined, null, [], 'x', 1]) {
    const { error } = await client.request('initialize', params)
    assert.ok(error, JSON.stringify(params))
    client.notify('initialized', {})
    await client.server.idle()
    assert.deepEqual(readAll(client), [])
  }
  await client.initialize({ capabilities: takesEvents })
  assert.deepEqual(names(client.events), NEWS)
})

test('both sinks get the same events in the same order', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const client = startTesting(t, { telemetry: { level: 'all' } })
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  await client.initialize({ ...CLIENT, rootUri: uriOf(folder), capabilities: takesEvents })
  for (let round = 0; round < 20; round++) {
    modify(client, uriOf(folder, `${round}`, 'Dockerfile'))
    await client.request('workspace/executeCommand', callback())
    await client.request('candor/testing/panic')
    await client.server.idle()
  }
  assert.equal(heard.length, 2 + 20 * 3)
  assert.deepEqual(client.events, heard)
})

test('a notification of an event has no more than the protocol says', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: takesEvents })
  for (const message of client.received('telemetry/event')) {
    assert.deepEqual(Object.keys(message).sort(), ['jsonrpc', 'method', 'params'])
    assert.deepEqual(Object.keys(message.params).sort(), ['name', 'properties', 'v'])
  }
})

test('lsp: false closes the sink of the client alone', async (t) => {
  const client = start(t, { telemetry: { level: 'all', lsp: false } })
  await client.initialize({ capabilities: takesEvents })
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  assert.deepEqual(client.events, [])
  assert.deepEqual(names(client.server.readTelemetry()), [...NEWS, 'server_user_action fileModified'])
})

test('hashes tell repositories apart within a session and say nothing beyond it', async (t) => {
  const folder = temporaryFolder(t)
  repository(path.join(folder, 'a'), { origin: 'https://github.com/acme/app' })
  repository(path.join(folder, 'b'), { origin: 'https://github.com/acme/lib' })
  git(folder, 'clone', '-q', '--no-hardlinks', path.join(folder, 'a'), 'c')
  git(path.join(folder, 'c'), 'remote', 'set-url', 'origin', 'ssh://git@GITHUB.com:22/acme/app.git/')
  const seen = []
  for (let round = 0; round < 2; round++) {
    const client = new Client({ telemetry: { level: 'all' } })
    await client.initialize()
    const of = {}
    for (const name of ['a', 'b', 'c']) modify(client, uriOf(folder, name, 'Dockerfile'))
    modify(client, uriOf(folder, 'a', 'web', 'Dockerfile'))
    await client.server.idle()
    const events = actions(client.server.readTelemetry(), 'fileModified').map(({ properties }) => properties)
    for (const { git_remote, document } of events) {
      assert.match(git_remote, /^[0-9a-f]{64}$/)
      assert.match(document, /^[0-9a-f]{64}$/)
    }
    of.remotes = events.map(({ git_remote }) => git_remote)
    of.documents = events.map(({ document }) => document)
    assert.equal(new Set(of.remotes).size, 2, 'two spellings of one remote are one remote')
    assert.equal(new Set(of.documents).size, 3, 'equal names in two repositories differ, in two clones they do not')
    seen.push(...new Set([...of.remotes, ...of.documents]))
    await client.stop()
  }
  assert.equal(new Set(seen).size, seen.length, 'nothing is equal in two sessions')
})

test('the key of a publisher makes hashes equal across sessions, and is another hash than the plain one', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const once = async (hashing) => {
    const client = new Client({ telemetry: { level: 'all', hashing } })
    await client.initialize()
    modify(client, uriOf(folder, 'Dockerfile'))
    await client.server.idle()
    const { git_remote, document } = actions(client.server.readTelemetry(), 'fileModified')[0].properties
    await client.stop()
    return [git_remote, document]
  }
  const key = 'k'.repeat(32)
  assert.deepEqual(await once({ key }), await once({ key }))
  assert.notDeepEqual(await once({ key }), await once({ key: 'l'.repeat(32) }))
  assert.notDeepEqual(await once({ key }), await once('plain'))
  assert.notDeepEqual(await once('session'), await once('session'))
  for (const short of ['', 'k'.repeat(31), 'ü'.repeat(15), 1, null]) {
    assert.throws(() => new Client({ telemetry: { hashing: { key: short } } }), { code: 'INVALID_ARGUMENT' })
  }
  assert.equal((await once({ key: 'ü'.repeat(16) })).length, 2, 'bytes count and not characters')
})

test('readTelemetry takes up to its limit, oldest first, and onTelemetry takes the rest in its place', async (t) => {
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.hooks.record(3)
  assert.deepEqual(client.server.readTelemetry(0), [])
  assert.deepEqual(names(client.server.readTelemetry(1)), ['initialize'])
  assert.equal(client.server.telemetryStatus().pending, 4)
  const heard = []
  client.server.onTelemetry((events) => heard.push(...events))
  assert.deepEqual(client.server.readTelemetry(), [], 'a listener replaces reading')
  await client.server.idle()
  assert.equal(heard.length, 4)
  client.server.onTelemetry(null)
  client.hooks.record(2)
  await client.server.idle()
  assert.equal(heard.length, 4)
  assert.equal(client.server.readTelemetry(100).length, 2)
  for (const limit of [-1, 1.5, NaN, Infinity, '1', null, {}, 2 ** 32]) {
    assert.throws(() => client.server.readTelemetry(limit), { code: 'INVALID_ARGUMENT' })
  }
})
