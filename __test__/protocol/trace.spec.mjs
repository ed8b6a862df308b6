// Explanations: in `$/logTrace` if the client requests them, and in `window/logMessage` if `CANDOR_LOG` is set.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client, start, startTesting } from '../support/client.mjs'
import { HookedClient } from '../support/telemetry.mjs'

const DOCKERFILE = 'file:///home/alice/secret-project/Dockerfile'
const EVENTS = {
  buttonClicked: {
    kind: 'usage',
    description: 'A button was clicked.',
    purpose: 'Shows which buttons are used.',
    owner: 'acme',
    expires: 'never',
    properties: { place: { type: 'word', words: ['menu'], description: 'Where it is.' } },
  },
}

const traced = (client) => client.received('$/logTrace').map(({ params }) => params.message)
const logged = (client) => client.received('window/logMessage').map(({ params }) => params.message)

async function open(t, { options, ...params } = {}) {
  const client = start(t, options)
  await client.initialize({ trace: 'messages', ...params })
  return client
}

/** Causes most of the explanations: opens and edits documents, sends unsupported requests, records events. */
async function work(client) {
  client.open(DOCKERFILE, 'FROM scratch\nENV PASSWORD=hunter2\n')
  client.change(DOCKERFILE, 'FROM scratch\nENV PASSWORD=hunter3\n')
  client.open('file:///home/alice/notes.txt', 'hunter2', 'plaintext')
  client.change('file:///home/alice/unopened', 'hunter2')
  await client.request('acme/hunter2', { hunter2: 1 })
  await client.request('textDocument/hover', { hunter2: 1 })
  await client.request('workspace/executeCommand', { command: 'hunter2' })
  client.server.record('buttonClicked', { place: 'menu' })
  client.server.record('hunter2')
  client.server.recordError(new Error('hunter2'))
  await client.server.idle()
}

test('with trace off, nothing is sent but what was sent before', async (t) => {
  const settings = { telemetry: { level: 'all', events: EVENTS } }
  for (const trace of ['off', undefined, null, 1, 'loud', {}]) {
    const client = await open(t, { options: settings, trace })
    await work(client)
    assert.deepEqual(traced(client), [], String(trace))
    assert.deepEqual(logged(client), ['candor: ignored a textDocument/didChange for a document that is not open'])
  }
})

test('initialize and $/setTrace decide how much is explained, until shutdown', async (t) => {
  const client = await open(t, { trace: 'off' })
  const setTrace = async (value) => {
    client.notify('$/setTrace', { value })
    client.notify('textDocument/didOpen', {
      textDocument: { uri: 'untitled:x', languageId: 'plaintext', version: 1, text: '' },
    })
    await client.server.idle()
    return client.received('$/logTrace').length
  }
  assert.equal(await setTrace('off'), 0)
  assert.equal(await setTrace('messages'), 1)
  assert.equal(await setTrace('loud'), 2, 'a value that does not exist changes nothing')
  assert.equal(await setTrace(undefined), 3)
  assert.equal(await setTrace('off'), 3)
  assert.equal(await setTrace('verbose'), 4)
  client.notify('$/setTrace')
  client.notify('$/setTrace', ['off'])
  await client.server.idle()
  assert.equal(await setTrace('verbose'), 5)
  await client.request('shutdown')
  client.notify('$/setTrace', { value: 'verbose' })
  client.notify('exit')
  await client.server.idle()
  assert.equal(client.received('$/logTrace').length, 5)
  await client.initialize({})
  assert.equal(client.received('$/logTrace').length, 5, 'the next session begins without')
})

test('details are for those who request them', async (t) => {
  for (const [trace, has] of [
    ['messages', false],
    ['compact', false],
    ['verbose', true],
  ]) {
    const client = await open(t, { options: { telemetry: { level: 'error' } }, trace })
    const [{ params }] = client.received('$/logTrace')
    assert.equal(params.message, 'the telemetry level is `error`, decided by the host')
    const details = 'the environment sets nothing, the host sets error, the client sets nothing'
    assert.deepEqual(params, has ? { message: params.message, verbose: details } : { message: params.message })
  }
})

test('a refused event is explained with the level that it requires, and who decided', async (t) => {
  const cases = [
    [{}, {}, 'the telemetry level is `off`, because neither the host nor the client sets one'],
    [{ level: 'off' }, { telemetry: 'all' }, 'the telemetry level is `off`, decided by the host'],
    [{ level: 'all' }, { telemetry: 'error' }, 'the telemetry level is `error`, decided by the client'],
  ]
  for (const [telemetry, initializationOptions, reason] of cases) {
    const client = await open(t, { options: { telemetry: { ...telemetry, events: EVENTS } }, initializationOptions })
    client.server.record('buttonClicked', { place: 'menu' })
    client.open(DOCKERFILE)
    client.change(DOCKERFILE, 'FROM scratch\n\n')
    client.change(DOCKERFILE, 'FROM scratch\n\n\n', 3)
    await client.server.idle()
    const refused = traced(client).filter((message) => message.startsWith('did not record'))
    assert.deepEqual(refused, [
      `did not record the event \`buttonClicked\`: it requires level \`all\`, and ${reason}`,
      `did not record the event \`server_user_action/fileModified\`: it requires level \`all\`, and ${reason}`,
    ])
  }
})

test('an error that is not recorded is explained', async (t) => {
  const client = await open(t, { options: { telemetry: { level: 'off' } } })
  client.server.recordError(new TypeError('hunter2'))
  await client.server.idle()
  const message =
    'did not record the event `extension_error`: it requires level `error`, and the telemetry level is `off`, decided by the host'
  assert.ok(traced(client).includes(message), traced(client).join('\n'))
})

test('events that are lost are explained with the reason', async (t) => {
  const client = await open(t, { options: { telemetry: { level: 'all', capacity: 1, events: EVENTS } } })
  client.server.record('buttonClicked', { place: 'menu' })
  client.server.record('buttonClicked', { place: 'hunter2' })
  await client.server.idle()
  client.server.setTelemetryLevel('off')
  await client.server.idle()
  const messages = traced(client)
  assert.ok(messages.includes('dropped 1 event: the queue is full'), messages.join('\n'))
  assert.ok(messages.includes('did not record an event: the catalogue or the declaration does not allow it'))
  const dropped = messages.find((message) => message.includes('consent was withdrawn'))
  assert.equal(
    dropped,
    'dropped 1 event: consent was withdrawn, or the session ended; the telemetry level is `off`, decided by the host',
  )
  assert.ok(messages.includes('the telemetry level is `off`, decided by the host'))
  const client2 = await open(t, { options: { telemetry: { level: 'all', capacity: 0, events: EVENTS } } })
  client2.server.record('buttonClicked', { place: 'menu' })
  await client2.server.idle()
  assert.match(traced(client2).at(-1), /the host keeps no events, and the client did not request version 1/)
})

test('events that are lost one after another are counted in few explanations', async (t) => {
  const client = await open(t, { options: { telemetry: { level: 'all', capacity: 1, events: EVENTS } } })
  const before = traced(client).length
  for (let event = 0; event < 1025; event++) client.server.record('buttonClicked', { place: 'menu' })
  await client.server.idle()
  const messages = traced(client).slice(before)
  const dropped = messages.filter((message) => message.startsWith('dropped'))
  const counts = dropped.map((message) => Number(message.match(/\d+/)[0]))
  assert.deepEqual(counts, [1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
})

test('a repeated modification, and an edit before the opt-in, are explained', async (t) => {
  const client = await open(t, { options: { telemetry: { level: 'all' } } })
  client.open(DOCKERFILE)
  client.change(DOCKERFILE, 'FROM scratch\n\n')
  await client.server.idle()
  client.change(DOCKERFILE, 'FROM scratch\n\n\n', 3)
  await client.server.idle()
  assert.equal(
    traced(client).at(-1),
    'did not record the event `server_user_action/fileModified`: it was already reported in this telemetry session',
  )
})

test('requests for the level are explained, and why events wait', async (t) => {
  const client = new HookedClient({ telemetry: { level: 'all', pullTimeout: 5000 } })
  t.after(() => client.stop())
  await client.initialize({ trace: 'messages', capabilities: { workspace: { configuration: true } } })
  assert.ok(traced(client).includes('requested the telemetry level from the client; events wait for the answer'))
  client.answer(client.received('workspace/configuration').at(-1), [{ telemetry: 'error' }])
  await client.server.idle()
  assert.deepEqual(traced(client).slice(-3), [
    'the configuration sets the telemetry level to `error`',
    'the telemetry level is `error`, decided by the client',
    'dropped 2 events: consent was withdrawn, or the session ended; the telemetry level is `error`, decided by the client',
  ])
  client.notify('workspace/didChangeConfiguration', { settings: null })
  await client.server.idle()
  client.pass(5000)
  await client.until(() => traced(client).at(-1).startsWith('the telemetry level is `off`'))
  assert.equal(traced(client).at(-2), 'the request for the telemetry level failed or timed out, which counts as `off`')
})

test('an unknown value of $/setTrace changes nothing and is reported', async (t) => {
  const client = await open(t)
  for (const params of [{ value: 'loud' }, { value: 1 }, {}, undefined]) client.notify('$/setTrace', params)
  client.open('untitled:x', 'x', 'plaintext')
  await client.server.idle()
  const ignored = 'candor: ignored $/setTrace, because its value is unknown; use `off`, `messages` or `verbose`'
  assert.deepEqual(logged(client), [ignored])
  assert.match(traced(client).at(-1), /^did not analyze an opened document: /)
})

test('schemas that Terraform does not print without trust are explained', async (t) => {
  const client = await open(t, { options: { terraform: { schemas: 'program' } } })
  await client.server.idle()
  assert.ok(
    traced(client).includes(
      'Terraform does not print provider schemas: the start option `terraform.trusted` is not `true`',
    ),
  )
})

test('documents that are not analyzed, and requests without a result, are explained', async (t) => {
  const client = startTesting(t)
  await client.initialize({
    trace: 'verbose',
    initializationOptions: { dockercomposeExperimental: { composeSupport: false } },
  })
  client.open('file:///w/notes.txt', 'x', 'plaintext')
  client.open('file:///w/compose.yaml', 'services: {}', 'dockercompose')
  client.open(DOCKERFILE, 'FROM scratch\n')
  await client.server.idle()
  assert.deepEqual(traced(client).slice(1), [
    'did not analyze an opened document: neither its language identifier nor its file name is that of a supported language',
    'did not analyze an opened document: the setting `dockercomposeExperimental.composeSupport` is false',
  ])
  const never = client.request('candor/testing/never', undefined, 77)
  client.notify('$/cancelRequest', { id: 77 })
  await never
  await client.request('acme/unknown')
  await client.request('textDocument/hover', { textDocument: 7 })
  const position = { line: 0, character: 0 }
  await client.request('textDocument/hover', { textDocument: { uri: 'file:///w/closed/Dockerfile' }, position })
  await client.server.idle()
  assert.deepEqual(traced(client).slice(3), [
    '`candor/testing/never` has no result: the client cancelled it',
    'a request has no result: there is no such method',
    '`textDocument/hover` has no result: its parameters are invalid',
    'a request has no result: its document is not open',
  ])
})

test('documents of which parts are not checked are explained, once', async (t) => {
  const client = await open(t, { initializationOptions: { compose: { validate: false } } })
  const cases = [
    ['file:///w/a/Dockerfile', 'dockerfile', '# syntax=acme/other\nFROM x\n', 'Dockerfile document: the file uses a custom frontend'], // prettier-ignore
    ['file:///w/b/Dockerfile', 'dockerfile', 'FROM {{ image }}\n', 'Dockerfile document: the file contains template markers, so errors are not reported'], // prettier-ignore
    ['file:///w/compose.yaml', 'dockercompose', 'services: {}\n', 'Compose document: the setting `compose.validate` is false'], // prettier-ignore
    ['file:///w/c/Dockerfile', 'dockerfile', 'FROM scratch\n', undefined],
  ]
  for (const [uri, language, text, reason] of cases) {
    const before = traced(client).length
    client.open(uri, text, language)
    client.change(uri, `${text}\n`)
    await client.server.idle()
    client.change(uri, `${text}\n\n`, 3)
    await client.server.idle()
    const explained = traced(client)
      .slice(before)
      .filter((message) => message.startsWith('checked only'))
    assert.deepEqual(explained, reason === undefined ? [] : [`checked only part of a ${reason}`], uri)
  }
})

/** Starts a server with `CANDOR_LOG` set. */
function startLogging(t, value, options) {
  process.env.CANDOR_LOG = value
  try {
    const client = new Client(options)
    t.after(() => client.stop())
    return client
  } finally {
    delete process.env.CANDOR_LOG
  }
}

test('CANDOR_LOG has explanations logged, whatever the client requests', async (t) => {
  for (const [value, trace, expected] of [
    ['messages', 'off', 'candor: the telemetry level is `error`, decided by the host'],
    [
      'verbose',
      'messages',
      'candor: the telemetry level is `error`, decided by the host ' +
        '(the environment sets nothing, the host sets error, the client sets nothing)',
    ],
    ['off', 'messages', undefined],
    ['', 'off', undefined],
    ['/dev/null', 'off', 'candor: invalid value of the environment variable `CANDOR_LOG`; use `off`, `messages` or `verbose`'], // prettier-ignore
  ]) {
    const client = startLogging(t, value, { telemetry: { level: 'error' } })
    await client.initialize({ trace })
    assert.equal(logged(client)[0], expected, value)
    assert.equal(client.received('$/logTrace').length, trace === 'off' ? 0 : 1)
    const types = client.received('window/logMessage').map(({ params }) => params.type)
    assert.deepEqual(types, expected === undefined ? [] : [value === '/dev/null' ? 2 : 4])
  }
})

test('nothing is sent before initialize, and nothing between sessions', async (t) => {
  const client = startLogging(t, 'verbose', { telemetry: { level: 'all' } })
  client.server.setTelemetryLevel('off')
  client.server.setTelemetryLevel('all')
  await client.server.idle()
  assert.deepEqual(client.messages, [])
  await client.initialize({ trace: 'verbose' })
  assert.ok(client.messages[0].result, 'the response to initialize comes first')
  await client.request('shutdown')
  client.notify('exit')
  await client.server.idle()
  const count = client.messages.length
  client.server.setTelemetryLevel('off')
  await client.server.idle()
  assert.equal(client.messages.length, count)
})

test('explanations contain no text, path or name of a file, and nothing that was given', async (t) => {
  const client = startLogging(t, 'verbose', { telemetry: { level: 'all', events: EVENTS }, settingsSection: 'acme' })
  await client.initialize({ trace: 'verbose', capabilities: { workspace: { configuration: true } } })
  await work(client)
  client.server.setTelemetryLevel('error')
  await work(client)
  for (const request of client.received('workspace/configuration')) {
    client.send({ id: request.id, error: { code: 1, message: 'hunter2' } })
  }
  await client.server.idle()
  const lines = JSON.stringify([client.received('$/logTrace'), client.received('window/logMessage')])
  assert.ok(traced(client).length > 8)
  assert.doesNotMatch(lines, /hunter|alice|secret|notes|Dockerfile|unopened/i)
})
