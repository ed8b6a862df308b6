// Settings from the start options, the initialization options, the client and the host's provider: which one takes
// precedence, and how invalid values are handled.

import assert from 'node:assert/strict'
import test from 'node:test'

import { LanguageServer, start } from '../support/client.mjs'
import { HookedClient } from '../support/telemetry.mjs'

const SECTION = 'acme.docker'
const ANSWERS = { workspace: { configuration: true } }
const DOCKERFILE = 'file:///w/Dockerfile'
const COMPOSE = 'file:///w/compose.yaml'
const TWO_ERRORS = 'FROM scratch\nCOPY --chmood=7 . /\nCOPY --chwon=7 . /\n'
const WARNING = 'FROM scratch as build\nCOPY . /\n'
const UNKNOWN_KEY = 'services:\n  web:\n    image: web\n    portz: 80\n'

/** Opens a client that specifies its level at once, so that its only configuration request is the one for settings. */
async function open(t, { options, initializationOptions, capabilities = ANSWERS, client: Kind, ...params } = {}) {
  const given = { settingsSection: SECTION, ...options }
  const client = Kind ? new Kind(given) : start(t, given)
  if (Kind) t.after(() => client.stop())
  await client.initialize({
    capabilities,
    initializationOptions: { telemetry: 'off', ...initializationOptions },
    ...params,
  })
  return client
}

const requests = (client) => client.received('workspace/configuration')
const logged = (client) => client.received('window/logMessage').map(({ params }) => params.message)

async function answer(client, section, request = requests(client).at(-1)) {
  client.answer(request, [section])
  await client.server.idle()
}

/** Returns the last diagnostics that were published for a document. */
function published(client, uri = DOCKERFILE) {
  return client.received('textDocument/publishDiagnostics').findLast(({ params }) => params.uri === uri)?.params
    .diagnostics
}

/** Every setting, with a way to observe its value. */
const SETTINGS = [
  {
    name: 'compose.validate',
    settings: (validate) => ({ compose: { validate } }),
    values: [true, false],
    async see(client) {
      client.open(COMPOSE, UNKNOWN_KEY, 'dockercompose')
      await client.server.idle()
      return published(client, COMPOSE).length > 0
    },
  },
  {
    name: 'dockercomposeExperimental.composeSupport',
    settings: (composeSupport) => ({ dockercomposeExperimental: { composeSupport } }),
    values: [true, false],
    async see(client) {
      client.open(COMPOSE, 'services: [', 'dockercompose')
      await client.server.idle()
      return (published(client, COMPOSE) ?? []).length > 0
    },
  },
  {
    name: 'dockerfile.stopAtFirstError',
    settings: (stopAtFirstError) => ({ dockerfile: { stopAtFirstError } }),
    values: [false, true],
    async see(client) {
      client.open(DOCKERFILE, TWO_ERRORS)
      await client.server.idle()
      return published(client).length === 1
    },
  },
  {
    name: 'dockerfileExperimental.removeOverlappingIssues',
    settings: (removeOverlappingIssues) => ({ dockerfileExperimental: { removeOverlappingIssues } }),
    values: [false, true],
    async see(client) {
      client.open(DOCKERFILE, TWO_ERRORS)
      await client.server.idle()
      return published(client).length === 0
    },
  },
  {
    name: 'diagnostics.source',
    settings: (source) => ({ diagnostics: { source } }),
    values: ['docker-language-server', 'acme', 'Acme Docker'],
    async see(client) {
      client.open(DOCKERFILE, WARNING)
      await client.server.idle()
      return published(client)[0].source
    },
  },
  {
    name: 'rules',
    settings: (severity) => ({ rules: { FromAsCasing: severity } }),
    values: ['warning', 'off', 'hint', 'information', 'error'],
    async see(client) {
      client.open(DOCKERFILE, WARNING)
      await client.server.idle()
      const severities = ['off', 'error', 'warning', 'information', 'hint']
      return severities[published(client)[0]?.severity ?? 0]
    },
  },
  {
    name: 'formatting.tabSize',
    settings: (tabSize) => ({ formatting: { tabSize } }),
    values: [4, 2, 3],
    see: async (client) => (await continuation(client)).length,
  },
  {
    name: 'formatting.insertSpaces',
    settings: (insertSpaces) => ({ formatting: { insertSpaces } }),
    values: [true, false],
    see: async (client) => (await continuation(client)) === '    ',
  },
]

/** Formats a continuation line for a client that requests four spaces. */
async function continuation(client) {
  client.open(DOCKERFILE, 'FROM scratch\nRUN a \\\n&& b\n')
  const { result } = await client.request('textDocument/formatting', {
    textDocument: { uri: DOCKERFILE },
    options: { tabSize: 4, insertSpaces: true },
  })
  return result[0].newText
}

test('each setting has the value of the highest source that states it', async (t) => {
  for (const { name, settings, values, see } of SETTINGS) {
    const [byDefault, ...others] = values
    const [first, second] = [others[0], others[1] ?? byDefault]
    const plain = await open(t)
    await answer(plain, null)
    assert.equal(await see(plain), byDefault, `${name}: the default`)

    const host = await open(t, { options: { settings: settings(first) } })
    assert.equal(await see(host), first, `${name}: the host`)

    const both = await open(t, {
      options: { settings: settings(first) },
      initializationOptions: settings(second),
    })
    assert.equal(await see(both), second, `${name}: the initialization options win over the host`)
    await answer(both, settings(first))
    assert.equal(await see(both), first, `${name}: the client wins over the initialization options`)
    await answer(both, settings(second), await changed(both))
    assert.equal(await see(both), second, `${name}: a change applies at once`)
    await answer(both, {}, await changed(both))
    assert.equal(await see(both), second, `${name}: what the client states no more comes from the lower sources`)
    await answer(both, settings(null), await changed(both))
    assert.equal(await see(both), second, `${name}: null states nothing`)

    const dotted = await open(t)
    const [[group, member]] = Object.entries(settings(first))
    const [[key, value]] = Object.entries(member)
    await answer(dotted, name === 'rules' ? settings(first) : { [`${group}.${key}`]: value })
    assert.equal(await see(dotted), first, `${name}: dotted`)
    for (const client of [plain, host, both, dotted]) {
      assert.deepEqual(logged(client), [], name)
      assert.deepEqual(client.received('window/showMessage'), [], name)
      await client.stop()
    }
  }
})

/** Notifies the server that the settings changed. Resolves with the request that follows. */
async function changed(client, settings = null) {
  const before = requests(client).length
  client.notify('workspace/didChangeConfiguration', { settings })
  await client.server.idle()
  const since = requests(client).slice(before)
  return since.find(({ params }) => params.items[0].section === SECTION)
}

test('open documents are checked again when a setting changes, and only then', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  client.open(COMPOSE, UNKNOWN_KEY, 'dockercompose')
  await client.server.idle()
  const count = () => client.received('textDocument/publishDiagnostics').length
  assert.equal(count(), 2)
  await answer(client, { other: 1 })
  assert.equal(count(), 2, 'nothing changed')
  await answer(client, { rules: { FromAsCasing: 'off', UnknownKey: 'error' } }, await changed(client))
  assert.deepEqual(published(client), [])
  assert.equal(published(client, COMPOSE)[0].severity, 1)
  await answer(client, { dockercomposeExperimental: { composeSupport: false } }, await changed(client))
  assert.deepEqual(published(client, COMPOSE), [], 'a document that is not supported any more loses its diagnostics')
  assert.equal(published(client)[0].severity, 2)
})

test('a client that requests diagnostics is told to request them again', async (t) => {
  const capabilities = {
    workspace: { configuration: true, diagnostics: { refreshSupport: true } },
    textDocument: { diagnostic: {} },
  }
  const client = await open(t, { capabilities })
  client.open(DOCKERFILE, WARNING)
  const report = async () => {
    const answer = await client.request('textDocument/diagnostic', { textDocument: { uri: DOCKERFILE } })
    return answer.result.items.map(({ code, severity }) => [code, severity])
  }
  assert.deepEqual(await report(), [['FromAsCasing', 2]])
  await answer(client, { rules: { FromAsCasing: 'hint' } })
  assert.equal(client.received('workspace/diagnostic/refresh').length, 1)
  assert.deepEqual(await report(), [['FromAsCasing', 4]])
  await answer(client, { rules: { FromAsCasing: 'hint' } }, await changed(client))
  assert.equal(client.received('workspace/diagnostic/refresh').length, 1, 'nothing changed')
})

test('a rule that is off has no fixes, and fixes name diagnostics as they are published', async (t) => {
  const capabilities = {
    ...ANSWERS,
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  }
  const client = await open(t, { capabilities })
  client.open(DOCKERFILE, WARNING)
  const actions = async (only) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }
    const params = { textDocument: { uri: DOCKERFILE }, range, context: { diagnostics: [], only } }
    return (await client.request('textDocument/codeAction', params)).result
  }
  await answer(client, { rules: { FromAsCasing: 'error' }, diagnostics: { source: 'acme' } })
  const [fix] = await actions(['quickfix'])
  assert.deepEqual(fix.diagnostics, published(client))
  assert.equal((await actions(['source.fixAll'])).length, 1)
  await answer(client, { rules: { FromAsCasing: 'off' } }, await changed(client))
  assert.deepEqual(await actions(['quickfix']), [])
  assert.deepEqual(await actions(['source.fixAll']), [])
})

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

test('a malformed value is ignored and named, and the rest applies', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  await answer(client, {
    compose: { validate: 'yes' },
    dockerfile: [],
    diagnostics: { source: 'x\ny' },
    formatting: { tabSize: 1.5 },
    rules: { FromAsCasing: 'error', StageNameCasing: 'loud', UndefinedVra: 'off', 'a`\u202e\nb': 'off' },
    telemetry: 'all',
  })
  assert.deepEqual(logged(client), [
    'candor: ignored a setting: `acme.docker.compose.validate` must be true or false',
    'candor: ignored a setting: `acme.docker.diagnostics.source` must be a name of at most 64 visible characters',
    'candor: ignored a setting: `acme.docker.dockerfile` must be an object',
    'candor: ignored a setting: `acme.docker.formatting.tabSize` must be an integer from 1 to 16',
    'candor: ignored a setting: `acme.docker.rules.StageNameCasing` must be one of `off`, `hint`, `information`, `warning` and `error`',
    'candor: ignored a setting: `acme.docker.rules.UndefinedVra` is not a known rule; did you mean `UndefinedVar`?',
    'candor: ignored a setting: `acme.docker.rules.a???b` is not a known rule',
  ])
  assert.equal(published(client)[0].severity, 1)
  assert.equal(client.server.telemetryStatus().level, 'off', 'settings say nothing about telemetry')
  const lines = logged(client).length
  const wrong = { rules: { UndefinedVra: 'off' } }
  for (const section of [wrong, wrong, {}, wrong]) await answer(client, section, await changed(client))
  assert.equal(logged(client).length, lines + 2, 'a problem is logged once, as long as it is there')
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

test('ten megabytes of settings are read, and their rules up to a limit', async (t) => {
  const client = await open(t)
  client.open(DOCKERFILE, WARNING)
  const rules = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`AAA${index}`, 'off']))
  await answer(client, {
    filler: 'x'.repeat(5 * 1024 * 1024),
    rules,
    diagnostics: { source: 'acme' },
  })
  assert.equal(published(client)[0].source, 'acme')
  assert.ok(logged(client).length <= 8)
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

test('the start options throw for what is wrong, and ignore rules that this version does not have', async (t) => {
  const refused = [
    [{ settings: 1 }, 'options.settings must be an object'],
    [{ settings: { compose: { validate: 'x' } } }, 'options.settings.compose.validate must be true or false'],
    [{ settings: { compose: 1 } }, 'options.settings.compose must be an object'],
    [{ settings: { compose: { valdate: true } } }, 'options.settings.compose.valdate must be omitted'],
    [{ settings: { telemetry: 'all' } }, 'options.settings.telemetry must be omitted'],
    [{ settings: { rules: { FromAsCasing: 'loud' } } }, 'options.settings.rules.FromAsCasing must be one of'],
    [{ settings: { rules: { FromAsCasing: {} } } }, 'options.settings.rules.FromAsCasing must be one of'],
    [{ settings: { formatting: { tabSize: 17 } } }, 'options.settings.formatting.tabSize must be an integer'],
    [{ settings: { diagnostics: { source: '' } } }, 'options.settings.diagnostics.source must be a name'],
    [{ settingsSection: 1 }, 'options.settingsSection must be a configuration section'],
    [{ settingsSection: '' }, 'options.settingsSection must be a configuration section'],
    [{ settingsSection: 'a..b' }, 'options.settingsSection must be a configuration section'],
    [{ settingsSection: 'a b' }, 'options.settingsSection must be a configuration section'],
    [{ settingsSection: 'a\u0000b' }, 'options.settingsSection must be a configuration section'],
  ]
  for (const [options, message] of refused) {
    assert.throws(
      () => LanguageServer.start(options),
      (error) => error.code === 'INVALID_ARGUMENT' && error.message.startsWith(message),
      JSON.stringify(options),
    )
  }
  const client = await open(t, { options: { settings: { rules: { FromAsCasign: 'off', FromAsCasing: 'hint' } } } })
  client.open(DOCKERFILE, WARNING)
  await client.server.idle()
  assert.deepEqual(logged(client), [
    'candor: ignored a setting: `rules.FromAsCasign` is not a known rule; did you mean `FromAsCasing`?',
  ])
  assert.equal(published(client)[0].severity, 4)
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

test('invalid settings in the initialization options are shown to the user, as other invalid options are', async (t) => {
  const client = await open(t, {
    initializationOptions: { rules: { FromAsCasign: 'off' }, formatting: { tabSize: 'x' }, diagnostics: 1 },
  })
  const shown = client.received('window/showMessage').map(({ params }) => params.message)
  assert.deepEqual(shown, [
    'candor: ignored the invalid initialization option `diagnostics`',
    'candor: ignored the invalid initialization option `formatting.tabSize`, which must be an integer from 1 to 16',
    'candor: ignored an initialization option: `rules.FromAsCasign` is not a known rule; did you mean `FromAsCasing`?',
  ])
})
