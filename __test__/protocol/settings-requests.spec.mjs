// Requests for settings: when and from whom the server requests them, and which answer counts.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  ANSWERS,
  DOCKERFILE,
  SECTION,
  WARNING,
  answer,
  changed,
  logged,
  open,
  published,
  requests,
} from '../support/settings.mjs'
import { HookedClient } from '../support/telemetry.mjs'

test('settings have a request of their own, and only if the host named a section', async (t) => {
  const items = (client) => requests(client).map(({ params }) => params)
  const unstated = { telemetry: undefined }
  const both = await open(t, { initializationOptions: unstated })
  const telemetry = { items: [{ section: 'docker.lsp' }] }
  const settings = { items: [{ section: SECTION }] }
  assert.deepEqual(items(both), [telemetry, settings])
  const same = await open(t, { options: { settingsSection: 'docker.lsp' }, initializationOptions: unstated })
  assert.deepEqual(items(same), [telemetry, telemetry], 'one section, two requests')
  const none = await open(t, { options: { settingsSection: null } })
  none.notify('workspace/didChangeConfiguration', { settings: ['acme.docker'] })
  await none.server.idle()
  assert.deepEqual(items(none), [])
  const silent = await open(t, { capabilities: {} })
  silent.notify('workspace/didChangeConfiguration', { settings: null })
  silent.notify('workspace/didChangeConfiguration', { settings: ['acme.docker.rules'] })
  await silent.server.idle()
  assert.ok(
    items(silent).every(({ items: [{ section }] }) => section !== SECTION),
    'a client without the capability is asked for no settings',
  )
})

test('a change is followed by a request if it can concern the section', async (t) => {
  const client = await open(t)
  for (const settings of [
    null,
    {},
    undefined,
    7,
    ['acme'],
    ['acme.docker'],
    ['editor', 'acme.docker.rules'],
    { acme: {} },
    { 'acme.docker': { rules: {} } },
    { 'acme.docker.rules': null },
  ]) {
    assert.ok(await changed(client, settings), JSON.stringify(settings))
  }
  for (const settings of [[], ['acme.dockerx'], ['docker'], { editor: {} }, { acmedocker: 1 }]) {
    assert.equal(await changed(client, settings), undefined, JSON.stringify(settings))
  }
})

test('a client that can register is asked to report changes of both sections', async (t) => {
  const capabilities = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } }
  const sections = (client) => {
    const [{ params }] = client.received('client/registerCapability')
    return params.registrations.map(({ registerOptions }) => registerOptions.section)
  }
  assert.deepEqual(sections(await open(t, { capabilities })), ['docker.lsp', SECTION])
  assert.deepEqual(sections(await open(t, { capabilities, options: { settingsSection: 'docker.lsp' } })), [
    'docker.lsp',
  ])
  assert.deepEqual(sections(await open(t, { capabilities, options: { settingsSection: null } })), ['docker.lsp'])
  const cannotAnswer = { workspace: { didChangeConfiguration: { dynamicRegistration: true } } }
  assert.deepEqual(sections(await open(t, { capabilities: cannotAnswer })), ['docker.lsp'])
})

test('an answer that is none changes nothing, and the next one counts', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  await answer(client, { rules: { FromAsCasing: 'error' } })
  const wrong = [
    ['error', { error: { code: -32603, message: '/home/alice' } }],
    ['string', { result: 'off' }],
    ['object', { result: { rules: { FromAsCasing: 'off' } } }],
    ['number', { result: [7] }],
    ['array', { result: [[]] }],
  ]
  for (const [title, message] of wrong) {
    const { id } = await changed(client)
    const before = logged(client).length
    client.send({ id, ...message })
    await client.server.idle()
    const [line, ...more] = logged(client).slice(before)
    assert.match(line, /^candor: kept the current settings of `acme\.docker`: /, title)
    assert.deepEqual(more, [])
    assert.doesNotMatch(line, /alice/)
    assert.equal(published(client)[0].severity, 1, title)
  }
  for (const result of [null, [], [null]]) {
    await answer(client, { rules: { FromAsCasing: 'error' } }, await changed(client))
    client.send({ id: (await changed(client)).id, result })
    await client.server.idle()
    assert.equal(published(client)[0].severity, 2, `${JSON.stringify(result)}: the section is not there`)
  }
})

test('a client that never answers holds neither diagnostics nor events, and its late answer counts', async (t) => {
  const client = await open(t, {
    client: HookedClient,
    options: { telemetry: { level: 'all', pullTimeout: 5000 } },
    initializationOptions: { telemetry: 'all' },
  })
  client.open(DOCKERFILE, WARNING)
  await client.server.idle()
  assert.equal(published(client).length, 1)
  assert.ok(client.server.readTelemetry().length > 0, 'events are not held')
  const request = requests(client).at(-1)
  client.pass(5000)
  await client.until(() => logged(client).length > 0)
  assert.deepEqual(logged(client), [
    'candor: kept the current settings of `acme.docker`: there was no answer within 5 s',
  ])
  assert.equal(client.server.telemetryStatus().level, 'all', 'the consent is untouched')
  await answer(client, { rules: { FromAsCasing: 'off' } }, request)
  assert.deepEqual(published(client), [])
})

test('an answer counts unless a later request was answered', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  const first = requests(client).at(-1)
  const second = await changed(client)
  const third = await changed(client)
  await answer(client, { rules: { FromAsCasing: 'hint' } }, second)
  await answer(client, { rules: { FromAsCasing: 'off' } }, first)
  assert.equal(published(client)[0].severity, 4, 'the first answer was overtaken')
  await answer(client, { rules: { FromAsCasing: 'error' } }, third)
  await answer(client, { rules: { FromAsCasing: 'off' } }, third)
  assert.equal(published(client)[0].severity, 1, 'a request has one answer')
  client.answer({ id: 'made-up' }, [{ rules: { FromAsCasing: 'off' } }])
  await client.server.idle()
  assert.equal(published(client)[0].severity, 1)
})

test('a burst of changes is followed by requests, and the newest answer counts', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  for (let change = 0; change < 500; change++) {
    client.notify('workspace/didChangeConfiguration', { settings: ['acme.docker'] })
  }
  await client.server.idle()
  const asked = requests(client).filter(({ params }) => params.items[0].section === SECTION)
  const severities = ['hint', 'information', 'warning', 'error']
  for (const [index, request] of asked.entries()) {
    client.answer(request, [{ rules: { FromAsCasing: severities[index % 4] } }])
  }
  await client.server.idle()
  assert.equal(published(client)[0].severity, 4 - ((asked.length - 1) % 4))
})

test('settings that arrive during shutdown, or after it, change nothing', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  await client.server.idle()
  const request = requests(client).at(-1)
  const shutdown = client.request('shutdown')
  client.answer(request, [{ rules: { FromAsCasing: 'off' } }])
  client.notify('workspace/didChangeConfiguration', { settings: null })
  assert.equal((await shutdown).result, null)
  await client.server.idle()
  assert.equal(requests(client).length, 1)
  client.notify('exit')
  await client.initialize({ capabilities: ANSWERS, initializationOptions: { telemetry: 'off' } })
  client.open(DOCKERFILE, WARNING)
  client.answer(request, [{ rules: { FromAsCasing: 'off' } }])
  await client.server.idle()
  assert.equal(published(client)[0].severity, 2, 'the next session begins with settings of its own')
})

test('the provider of the host is asked instead of the client, in a call of its own', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  const calls = []
  let settings = { rules: { FromAsCasing: 'error' } }
  client.server.provideConfiguration((items) => {
    calls.push(items)
    return items[0].section === SECTION ? [Promise.resolve(settings)] : [{ telemetry: 'off' }]
  })
  await client.server.idle()
  assert.deepEqual(calls, [[{ section: 'docker.lsp' }], [{ section: SECTION }]])
  assert.equal(published(client)[0].severity, 1)
  settings = { rules: { FromAsCasing: 'hint' } }
  client.server.configurationChanged()
  await client.server.idle()
  assert.equal(published(client)[0].severity, 4)
  const asked = requests(client).length
  await answer(client, { rules: { FromAsCasing: 'off' } }, requests(client).at(-1))
  assert.equal(published(client)[0].severity, 4, 'the client cannot answer for the provider')
  assert.equal(requests(client).length, asked)
})

test('the settings of a provider that is removed end, if the client cannot be asked', async (t) => {
  const client = await open(t, { capabilities: {} })
  client.open(DOCKERFILE, WARNING)
  client.server.provideConfiguration((items) => items.map(() => ({ rules: { FromAsCasing: 'error' } })))
  await client.server.idle()
  assert.equal(published(client)[0].severity, 1)
  client.server.provideConfiguration(null)
  await client.server.idle()
  assert.equal(published(client)[0].severity, 2)
})

test('a provider that fails keeps the settings, and its error is reported', async (t) => {
  const failures = [
    () => {
      throw new Error('no')
    },
    () => Promise.reject(new Error('no')),
    () => [Promise.reject(new Error('no'))],
    () => 'off',
    () => [{ toJSON: () => assert.fail('no') }],
    () => [10n],
  ]
  for (const [index, fail] of failures.entries()) {
    const client = await open(t, { options: { settings: { rules: { FromAsCasing: 'error' } } } })
    const errors = []
    client.server.onError((error) => errors.push(error))
    client.open(DOCKERFILE, WARNING)
    client.server.provideConfiguration((items) => (items[0].section === SECTION ? fail() : [null]))
    await client.server.idle()
    assert.equal(errors.length, 1, `failure ${index}`)
    assert.deepEqual(logged(client), [
      'candor: kept the current settings of `acme.docker`: the configuration provider failed',
    ])
    assert.equal(published(client)[0].severity, 1)
    await client.stop()
  }
})

test('a section may have any characters that JSON can carry', async (t) => {
  const settingsSection = 'acme"\\.dö{}cker'
  const client = await open(t, { options: { settingsSection } })
  assert.deepEqual(requests(client).at(-1).params, { items: [{ section: settingsSection }] })
  await answer(client, { diagnostics: { source: 'acme' } })
  client.open(DOCKERFILE, WARNING)
  await client.server.idle()
  assert.equal(published(client)[0].source, 'acme')
})
