// The known defects of docker-language-server, by number. D33 is a defect of its VS Code client.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { Client, root, start, startTesting } from '../support/client.mjs'
import {
  actions,
  answersConfiguration,
  callback,
  change,
  git,
  hashes,
  modify,
  names,
  plain,
  pull,
  readAll,
  repository,
  startHooked,
  status,
  takesEvents,
  temporaryFolder,
  uriOf,
  withEnvironment,
} from '../support/telemetry.mjs'

const NEWS = ['initialize', 'server_heartbeat initialized']

/** Opens a session in which both the client and the host state `all`. */
async function consenting(t, params = {}, options = {}) {
  const client = startHooked(t, { telemetry: { level: 'all', ...options } })
  await client.initialize({ initializationOptions: { telemetry: 'all' }, ...params })
  return client
}

test('D1 nothing is queued before the level of initialize is read', async (t) => {
  for (const telemetry of ['off', 'error']) {
    const client = await consenting(t, { initializationOptions: { telemetry }, capabilities: takesEvents })
    assert.deepEqual(readAll(client), [])
    assert.equal(status(client).pending, 0)
  }
})

test('D2 a switch to off empties the queues', async (t) => {
  const client = await consenting(t, { capabilities: takesEvents })
  client.server.onMessage(null)
  client.hooks.record(98)
  assert.equal(status(client).pending, 100)
  client.server.setTelemetryLevel('off')
  client.server.setTelemetryLevel('all')
  assert.deepEqual(names(client.server.readTelemetry()), NEWS)
})

test('D3 invalid levels mean off', async (t) => {
  for (const telemetry of ['Off', 'OFF', 'none', 'false', 'disabled', 'crash', 'errors', '0', '', ' off']) {
    const client = await consenting(t, { initializationOptions: { telemetry } })
    assert.equal(status(client).level, 'off', telemetry)
  }
})

test('D4 an answer without a level does not raise the level', async (t) => {
  const client = await consenting(t, { capabilities: answersConfiguration })
  await pull(client, [{ telemetry: 'off' }])
  for (const answer of [{}, [{}], null, [], [null]]) {
    await pull(client, answer)
    assert.equal(status(client).level, 'off')
  }
})

test('D5 a level in initialize that is not a string means off', async (t) => {
  for (const telemetry of [false, true, null, {}, [], 0, 1, ['all']]) {
    const client = await consenting(t, { initializationOptions: { telemetry } })
    assert.equal(status(client).level, 'off', JSON.stringify(telemetry))
  }
})

test('D6 without a stated level, everything is off', async (t) => {
  const client = startTesting(t)
  await client.initialize({ capabilities: answersConfiguration })
  client.answer(client.received('workspace/configuration')[0], [{}])
  modify(client, 'file:///w/Dockerfile')
  await client.request('candor/testing/panic')
  await client.server.idle()
  assert.deepEqual([status(client).level, status(client).decidedBy, readAll(client)], ['off', 'default', []])
})

test('D7 the standard forms of a change take effect', async (t) => {
  const pushing = await consenting(t)
  await change(pushing, { settings: { docker: { lsp: { telemetry: 'off' } } } })
  assert.equal(status(pushing).level, 'off')
  const pulled = await consenting(t, { capabilities: answersConfiguration })
  for (const settings of [null, {}, { docker: { lsp: { telemetry: 'off' } } }]) {
    await pull(pulled, [{ telemetry: 'all' }])
    const [request] = await change(pulled, { settings })
    pulled.answer(request, [{ telemetry: 'off' }])
    await pulled.server.idle()
    assert.equal(status(pulled).level, 'off', JSON.stringify(settings))
  }
})

test('D8 settings names that are not strings cause no crash', async (t) => {
  const client = await consenting(t, { capabilities: answersConfiguration })
  client.server.readTelemetry()
  for (const settings of [[1], [null], [{}], [[]], [true, 'docker.lsp.telemetry'], [1.5, -1]]) {
    const [request] = await change(client, { settings })
    client.answer(request, [{ telemetry: 'all' }])
    await client.server.idle()
  }
  assert.deepEqual(client.server.readTelemetry(), [], 'no crash was reported either')
  assert.equal(status(client).level, 'all')
})

test('D9 answers apply in the order of the requests, and a change before initialize is not an error', async (t) => {
  const early = startTesting(t)
  assert.deepEqual(await change(early, { settings: ['docker.lsp.telemetry'] }), [])
  assert.deepEqual(early.messages, [])
  const client = await consenting(t, { capabilities: answersConfiguration })
  const [first] = await change(client, { settings: null })
  const [second] = await change(client, { settings: null })
  client.answer(second, [{ telemetry: 'off' }])
  client.answer(first, [{ telemetry: 'all' }])
  await client.server.idle()
  assert.equal(status(client).level, 'off')
})

test('D10 crashes follow the level and the environment', async () => {
  const cases = [
    [{ level: 'off' }, {}, 0],
    [{}, {}, 0],
    [{ level: 'error' }, {}, 1],
    [{ level: 'all' }, { DO_NOT_TRACK: '1' }, 0],
    [{ level: 'all' }, { CANDOR_TELEMETRY: 'off' }, 0],
    [{ level: 'all' }, { CANDOR_TELEMETRY: 'error' }, 1],
  ]
  for (const [telemetry, variables, expected] of cases) {
    await withEnvironment(variables, async () => {
      const client = Client.testing({ telemetry })
      await client.initialize({
        capabilities: takesEvents,
        initializationOptions: { telemetry: telemetry.level ?? 'off' },
      })
      await client.request('candor/testing/panic')
      await client.server.idle()
      assert.equal(client.events.length, expected, JSON.stringify([telemetry, variables]))
      assert.equal(client.server.readTelemetry().length, expected)
      await client.stop()
    })
  }
})

// Only Linux lists the open files and the children of a process in /proc.
if (process.platform === 'linux') {
  test('D11 a start, a crash and a stop open no connection and start no process', async () => {
    const { printed } = await inChild(
      async ({ LanguageServer, testingBinary, print, initialize, initialized, message }) => {
        const fs = require('node:fs')
        const target = (name) => {
          try {
            return fs.readlinkSync(`/proc/self/fd/${name}`)
          } catch {
            // One of the entries is the listed folder itself, which is closed by now.
            return ''
          }
        }
        const open = () => fs.readdirSync('/proc/self/fd').filter((name) => target(name).startsWith('socket:'))
        const children = () =>
          fs.readdirSync('/proc/self/task').flatMap((task) => {
            const file = `/proc/self/task/${task}/children`
            return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split(' ').filter(Boolean) : []
          })
        const before = open().length
        const seen = []
        for (const level of ['off', 'error', 'all']) {
          const server = LanguageServer.start({ telemetry: { level }, binary: testingBinary })
          for (const text of [initialize, initialized, message('candor/testing/panic', undefined, 2)]) server.send(text)
          await server.idle()
          seen.push(open().length - before, children().length)
          await server.stop()
          seen.push(open().length - before, children().length)
        }
        print(seen)
      },
    )
    assert.deepEqual(printed, [Array(12).fill(0)])
  })
}

/** Returns the panic events of every kind of handler. */
async function crashes(t, level) {
  const client = startTesting(t, { telemetry: { level } })
  await client.initialize({ capabilities: takesEvents })
  for (const method of ['panic', 'panicLater']) await client.request(`candor/testing/${method}`)
  client.notify('candor/testing/panicNotification')
  await client.server.idle()
  return client.events.filter(({ properties }) => properties.type === 'panic')
}

test('D12 D13 D15 every crash is reported, without its message', async (t) => {
  for (const level of ['error', 'all']) {
    const events = await crashes(t, level)
    assert.equal(events.length, 3)
    const text = JSON.stringify(events)
    for (const word of ['secret', 'alice', 'acme', 'merger', '/home']) assert.ok(!text.includes(word), word)
    for (const { properties } of events) {
      const keys = ['type', 'method', 'function', 'stack_trace', 'server_session', 'server_version']
      assert.deepEqual(Object.keys(properties).sort(), keys.sort())
    }
  }
})

test('D14 a stack is function names, without paths, addresses and lines', async (t) => {
  for (const { properties } of await crashes(t, 'error')) {
    const frames = properties.stack_trace.split('\n')
    assert.ok(frames.length > 3 && frames.length <= 32)
    for (const frame of frames) {
      assert.ok(frame.length <= 160)
      assert.match(frame, /^(foreign|[<&\w][\w:<>{}\[\](), &*;=+'-]*)$/, frame)
      assert.doesNotMatch(frame, /\.rs|0x|[\\/]|:\d/, frame)
    }
  }
})

test('D16 hashes have a key, and no absolute path is hashed', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const client = await consenting(t)
  const { git_remote, document } = await hashes(client, uriOf(folder, 'Dockerfile'))
  assert.notEqual(git_remote, plain.remote('github.com/acme/app'))
  assert.notEqual(document, plain.document('github.com/acme/app', 'Dockerfile'))
  for (const hash of [git_remote, document]) assert.match(hash, /^[0-9a-f]{64}$/)
  assert.deepEqual(await hashes(client, uriOf(temporaryFolder(t), 'loose', 'Dockerfile')), {
    git_remote: undefined,
    document: undefined,
  })
})

test('D17 the repository around a sub-folder that is open is found', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const client = await consenting(t, { rootUri: uriOf(folder, 'services', 'web') }, { hashing: 'plain' })
  const { git_remote, document } = await hashes(client, uriOf(folder, 'services', 'web', 'Dockerfile'))
  assert.equal(git_remote, plain.remote('github.com/acme/app'))
  assert.equal(document, plain.document('github.com/acme/app', 'services/web/Dockerfile'))
})

test('D18 six spellings of one remote have one hash', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'x' })
  const client = await consenting(t)
  const seen = new Set()
  const spellings = [
    'https://github.com/acme/app',
    'https://github.com/acme/app.git',
    'https://GitHub.com/acme/app.git',
    'git@github.com:acme/app.git',
    'ssh://git@github.com/acme/app',
    'https://alice:token@github.com/acme/app/',
  ]
  for (const [index, spelling] of spellings.entries()) {
    git(folder, 'remote', 'set-url', 'origin', spelling)
    seen.add((await hashes(client, uriOf(folder, `${index}`))).git_remote)
  }
  assert.equal(seen.size, 1)
})

test('D19 a folder whose name has the same beginning contains no files of the other', async (t) => {
  const folder = temporaryFolder(t)
  const client = await consenting(t, { rootUri: uriOf(folder, 'proj') }, { hashing: 'plain' })
  assert.equal((await hashes(client, uriOf(folder, 'proj-secret', 'Dockerfile'))).document, undefined)
  const { document } = await hashes(client, uriOf(folder, 'proj', 'secret', 'Dockerfile'))
  assert.equal(document, plain.document('', 'secret/Dockerfile'))
})

test('D20 untitled documents and the folder itself cause no crash', async (t) => {
  const folder = temporaryFolder(t)
  const client = await consenting(t, { rootUri: uriOf(folder) })
  client.server.readTelemetry()
  for (const uri of ['untitled:Untitled-1', uriOf(folder), `${uriOf(folder)}/`, 'file:///', 'untitled:']) {
    assert.deepEqual(await hashes(client, uri), { git_remote: undefined, document: undefined }, uri)
  }
  assert.equal(status(client).dropped.refused, 0)
})

const FORGED = [
  ['server_heartbeat', { type: 'panic', message: '/home/alice' }],
  ['server_heartbeat', { type: 'initialized' }],
  ['anything', {}],
  ['server_user_action', { type: 'panic' }],
  ['server_user_action', { action: 'fileModified', language_identifier: 'dockerfile' }],
  ['server_user_action', { ...callback().arguments[1], diagnostic: '/home/alice' }],
  ['server_user_action', { ...callback().arguments[1], diagnostic: ['JSONArgsRecommended'] }],
  ['server_user_action', { ...callback().arguments[1], extra: 1 }],
  ['server_user_action', { ...callback().arguments[1], action_id: 'other' }],
  ['server_user_action', { action: 'commandExecuted', action_id: 'server.textDocument.codeAction.diagnostics' }],
  [...callback().arguments, {}],
  [callback().arguments[1]],
  [['server_user_action'], callback().arguments[1]],
  [],
]

test('D21 a client cannot inject an event: it is refused and counted', async (t) => {
  for (const level of ['error', 'all', 'off']) {
    const client = await consenting(t, { capabilities: takesEvents }, { level })
    client.server.readTelemetry()
    const told = client.events.length
    for (const [index, forged] of FORGED.entries()) {
      const { error } = await client.request('workspace/executeCommand', { ...callback(), arguments: forged })
      assert.equal(error.code, -32602, JSON.stringify(forged))
      assert.doesNotMatch(JSON.stringify(error), /alice/)
      assert.equal(status(client).dropped.refused, index + 1)
    }
    const { error } = await client.request('workspace/executeCommand', { command: 'other', arguments: [] })
    assert.ok(error)
    assert.deepEqual([client.server.readTelemetry(), client.events.length], [[], told])
  }
})

test('D22 events stay until they are read, and a listener that throws loses no later ones', async (t) => {
  const client = await consenting(t)
  client.hooks.record(10)
  assert.equal(client.server.readTelemetry(5).length, 5)
  assert.equal(status(client).pending, 7)
  const errors = []
  const heard = []
  client.server.onError((error) => errors.push(error.message))
  client.server.onTelemetry((events) => {
    heard.push(...events)
    throw new Error('refused')
  })
  await client.server.idle()
  client.hooks.record(3)
  await client.server.idle()
  assert.equal(heard.length, 10)
  assert.ok(errors.length >= 2 && errors.every((message) => message === 'refused'))
})

test('D23 shutdown, exit and stop wait for no telemetry', async (t) => {
  const client = await consenting(t, { capabilities: { ...answersConfiguration, ...takesEvents } })
  await change(client, { settings: null })
  client.hooks.record(5000)
  assert.deepEqual(await client.request('shutdown'), { jsonrpc: '2.0', id: 2, result: null })
  client.notify('exit')
  await client.server.idle()
  await client.stop()
})

test('D24 events that wait for the host at shutdown are not lost', async (t) => {
  const client = await consenting(t, {}, { capacity: 2000 })
  client.hooks.record(1198)
  await client.request('shutdown')
  client.notify('exit')
  await client.server.idle()
  assert.equal(client.server.readTelemetry().length, 1200)
})

test('D25 T15 the queues are bounded, in events and in bytes', async (t) => {
  const client = await consenting(t, { capabilities: takesEvents })
  client.server.onMessage(null)
  client.hooks.record(100_000)
  assert.equal(status(client).pending, 1024)
  assert.equal(status(client).dropped.capacity, 2 + 2 * (100_000 - 1024))
  const text = JSON.stringify(client.server.readTelemetry())
  assert.ok(text.length <= 1024 * 1024)
})

test('D26 D27 sessions begin and end and levels change while threads record', async (t) => {
  const client = await consenting(t)
  const recorder = client.hooks.recordFromThreads(2)
  try {
    for (let round = 0; round < 100; round++) {
      client.server.setTelemetryLevel(['off', 'error', 'all'][round % 3])
      client.notify('exit')
      const result = await client.initialize({ clientInfo: { name: 'vscode', version: `1.${round}` } })
      assert.ok(result.capabilities)
      for (const { name, properties } of client.server.readTelemetry()) {
        assert.ok(name === 'initialize' || properties.server_session, 'no event is half of one session')
      }
    }
  } finally {
    recorder.stop()
  }
  client.server.setTelemetryLevel('off')
  assert.deepEqual(client.server.readTelemetry(), [])
})

test('D28 after a crash telemetry goes on, and stop is at once', async (t) => {
  const client = await consenting(t)
  for (let round = 0; round < 5; round++) {
    await client.request('candor/testing/panicLater')
    modify(client, `file:///w/${round}`)
    await client.server.idle()
    const seen = names(client.server.readTelemetry()).slice(-2)
    assert.deepEqual(seen, ['server_heartbeat panic', 'server_user_action fileModified'])
  }
  await client.stop()
})

test('D29 every usual opt-out in the environment is supported', async () => {
  const words = ['0', 'false', 'False', 'off', 'OFF', 'no', 'disabled', '1', 'true']
  const variables = [
    ...words.map((word) => ({ CANDOR_TELEMETRY: word })),
    ...['1', 'true', 'yes', 'on'].map((word) => ({ DO_NOT_TRACK: word })),
  ]
  for (const set of variables) {
    await withEnvironment(set, async () => {
      const client = new Client({ telemetry: { level: 'all' } })
      await client.initialize({ initializationOptions: { telemetry: 'all' }, capabilities: takesEvents })
      assert.deepEqual([status(client).level, status(client).decidedBy], ['off', 'environment'], JSON.stringify(set))
      assert.deepEqual(readAll(client), [])
      await client.stop()
    })
  }
})

test('D30 what was modified at off is reported after a later opt-in', async (t) => {
  const client = start(t, { telemetry: { level: 'off' } })
  await client.initialize()
  for (let round = 0; round < 100; round++) modify(client, `file:///w/${round}`)
  client.server.setTelemetryLevel('all')
  for (let round = 0; round < 100; round++) client.change(`file:///w/${round}`, 'FROM alpine\n', 3)
  await client.server.idle()
  assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, 100)
})

test('D31 T11 every property that leaves is in the documentation, and files are those that were modified', async (t) => {
  const documented = documentation()
  const folder = repository(temporaryFolder(t), { origin: 'https://github.com/acme/app' })
  const commands = ['showReferences', 'refreshModuleProviders', 'refreshModuleCalls', 'refreshTerraformVersion']
  const experimental = Object.fromEntries(commands.map((name) => [`${name}CommandId`, name]))
  const client = await consenting(t, {
    clientInfo: { name: 'vscode', version: '1.95.0' },
    capabilities: { experimental: { ...takesEvents.experimental, ...experimental } },
    initializationOptions: { telemetry: 'all', terraform: { timeout: '30s' } },
    rootUri: uriOf(folder),
  })
  client.open(uriOf(folder, 'opened'))
  modify(client, uriOf(folder, 'modified'))
  await client.request('workspace/executeCommand', callback())
  await client.request('candor/testing/panic')
  await client.server.idle()
  const events = client.server.readTelemetry()
  assert.equal(actions(events, 'fileModified').length, 1)
  for (const event of events) {
    const [name] = names([event])
    assert.deepEqual(Object.keys(event.properties).sort(), documented[name], name)
  }
  assert.equal(new Set(names(events)).size, 5)
})

/** Parses the properties of each event from the generated documentation. */
function documentation() {
  const documented = {}
  let properties
  for (const line of fs.readFileSync(path.join(root, 'TELEMETRY.md'), 'utf8').split('\n')) {
    const [heading, name, , value] = line.match(/^## `(\w+)`(, \w+ `(\w+)`)?$/) ?? []
    if (heading) properties = documented[[name, value].filter(Boolean).join(' ')] = []
    const [, property] = line.match(/^\| `([^`]+)` \|/) ?? []
    if (property) properties.push(property)
  }
  for (const list of Object.values(documented)) list.sort()
  return documented
}

test('D32 events go to clients that ask for them', async (t) => {
  const client = await consenting(t, { capabilities: takesEvents })
  modify(client, 'file:///w/Dockerfile')
  await client.server.idle()
  assert.deepEqual(names(client.events), [...NEWS, 'server_user_action fileModified'])
})
