// Settings from the start options, the initialization options, the client and the host's provider: which one takes
// precedence, and how invalid values are handled.

import assert from 'node:assert/strict'
import test from 'node:test'

import { LanguageServer } from '../support/client.mjs'
import {
  ANSWERS,
  DOCKERFILE,
  WARNING,
  answer,
  changed,
  logged,
  open,
  published,
  requests,
} from '../support/settings.mjs'

const COMPOSE = 'file:///w/compose.yaml'
const TWO_ERRORS = 'FROM scratch\nCOPY --chmood=7 . /\nCOPY --chwon=7 . /\n'
const UNKNOWN_KEY = 'services:\n  web:\n    image: web\n    portz: 80\n'

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

test('nine megabytes of settings are read, and their rules up to a limit', async (t) => {
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
