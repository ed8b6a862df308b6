// Initialization options: the flags in the event of a session, compared with terraform-ls. An invalid option has no
// effect and never fails the request.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { root, start } from '../support/client.mjs'
import { names, readAll, takesEvents, temporaryFolder, uriOf } from '../support/telemetry.mjs'

const GOLDENS = path.join(root, '../shared/goldens/terraform/initialize.jsonl')
const goldens = fs.existsSync(GOLDENS) ? fs.readFileSync(GOLDENS, 'utf8').trim().split('\n').map(JSON.parse) : []

/** Opens a session. Returns the properties of its event and the messages that were shown to the user. */
async function initialized(t, params, options = { telemetry: { level: 'all' } }) {
  const client = start(t, options)
  const answer = await client.request('initialize', { capabilities: {}, rootUri: null, ...params })
  assert.ok(answer.result?.capabilities, `initialize failed: ${JSON.stringify(params).slice(0, 200)}`)
  client.notify('initialized', {})
  await client.server.idle()
  const shown = client.received('window/showMessage').map(({ params: { message } }) => message)
  const [initialize] = options.telemetry ? client.server.readTelemetry() : client.events
  return { properties: initialize?.properties, shown, client }
}

/** Options that terraform-ls rejects with an error. This server ignores them and shows a message. */
const refused = (...named) => ({ error: null, messages: named.length, named })

/** Intentional differences from terraform-ls, by the title of the test case. */
const DIFFERENCES = {
  // Clients for Docker often open single files without a root.
  'root null': { messages: 0 },
  'root invalid': refused('rootUri'),
  // Options that no longer have an effect are accepted without a warning.
  // Timeouts are reported by class.
  many: { messages: 0, changed: { 'options.terraform.timeout': '30s' } },
  // T3: terraform-ls interprets 1.9 as 1.
  'telemetryVersion 1.9': { events: 0 },
  // T20: the user's value is not sent, and the response is not an error.
  'bad timeout': { ...refused('terraform.timeout'), without: ['options.terraform.timeout'] },
  'relative terraform path': refused('terraform.path'),
  'wrong types': refused('rootModulePaths', 'commandPrefix'),
  'ignore .terraform': refused('indexing.ignoreDirectoryNames'),
  'options array': refused('initializationOptions'),
}

test(
  'the event of a session is the one of terraform-ls, but for the differences on purpose',
  { skip: goldens.length === 0 && `there are no recordings of terraform-ls beside the project (${GOLDENS})` },
  async (t) => {
    const folder = temporaryFolder(t)
    fs.writeFileSync(path.join(folder, 'file.tf'), '')
    const roots = {
      dir: uriOf(folder),
      null: null,
      http: 'http://example.com/w',
      missing: uriOf(folder, 'missing'),
      file: uriOf(folder, 'file.tf'),
    }
    const nothingGiven = goldens.find((golden) => golden.case === 'none').properties
    assert.equal(goldens.length, 17)
    const titles = goldens.map((golden) => golden.case)
    assert.deepEqual(
      Object.keys(DIFFERENCES).filter((title) => !titles.includes(title)),
      [],
    )
    for (const golden of goldens) {
      const { initializationOptions, experimental, root: kind, case: title } = golden
      const difference = DIFFERENCES[title]
      const { error, messages, events, named = [], without = [], changed } = { ...golden, ...difference }
      const params = { initializationOptions, capabilities: { experimental }, rootUri: roots[kind] }
      const { properties, shown, client } = await initialized(t, params, {})
      assert.equal(error, null, `${title}: initialize never fails`)
      assert.equal(shown.length, messages, `${title}: ${shown}`)
      for (const name of named)
        assert.equal(shown.filter((text) => text.includes(`\`${name}\``)).length, 1, `${title}: ${shown}`)
      // An outdated entry in the list of differences must fail the test.
      const isAlike =
        golden.error === null && golden.messages === shown.length && golden.events === client.events.length
      assert.equal(isAlike, difference === undefined, title)
      // terraform-ls sends no event when it rejects an option.
      const isSent = events === 1 || golden.error !== null
      assert.equal(client.events.length, isSent ? 1 : 0, title)
      if (!isSent) continue
      const { lsVersion, ...expected } = { ...(golden.properties ?? nothingGiven), ...changed }
      for (const key of without) delete expected[key]
      const { lsVersion: ours, ...given } = properties
      assert.deepEqual(given, expected, title)
      assert.match(ours, /^\d+\.\d+\.\d+$/)
      assert.notEqual(ours, lsVersion)
    }
  },
)

test('every flag follows its option alone', async (t) => {
  const { properties: none } = await initialized(t, { initializationOptions: {} })
  const flags = [
    [{ ignoreSingleFileWarning: true }, 'options.ignoreSingleFileWarning', true],
    [{ rootModulePaths: ['a'] }, 'options.rootModulePaths', true],
    [{ excludeModulePaths: ['a'] }, 'options.excludeModulePaths', true],
    [{ commandPrefix: 'a' }, 'options.commandPrefix', true],
    [{ indexing: { ignoreDirectoryNames: ['a'] } }, 'options.indexing.ignoreDirectoryNames', true],
    [{ indexing: { ignorePaths: ['a'] } }, 'options.indexing.ignorePaths', true],
    [{ experimentalFeatures: { validateOnSave: true } }, 'options.experimentalFeatures.validateOnSave', true],
    [
      { experimentalFeatures: { prefillRequiredFields: true } },
      'options.experimentalFeatures.prefillRequiredFields',
      true,
    ],
    [{ terraform: { path: path.resolve('/usr/bin/terraform') } }, 'options.terraform.path', true],
    [{ terraform: { timeout: '20s' } }, 'options.terraform.timeout', '30s'],
    [{ terraform: { logFilePath: '/a' } }, 'options.terraform.logFilePath', true],
    [{ validation: { enableEnhancedValidation: false } }, 'options.validation.earlyValidation', false],
  ]
  for (const [initializationOptions, key, value] of flags) {
    const { properties, shown } = await initialized(t, { initializationOptions })
    assert.deepEqual(properties, { ...none, [key]: value })
    assert.deepEqual(shown, [])
  }
  const commands = [
    ['showReferencesCommandId', 'experimentalCapabilities.referenceCountCodeLens'],
    ['refreshModuleProvidersCommandId', 'experimentalCapabilities.refreshModuleProviders'],
    ['refreshModuleCallsCommandId', 'experimentalCapabilities.refreshModuleCalls'],
    ['refreshTerraformVersionCommandId', 'experimentalCapabilities.refreshTerraformVersion'],
  ]
  for (const [command, key] of commands) {
    for (const [id, expected] of [
      ['acme.show', { ...none, [key]: true }],
      ['', none],
      [1, none],
      [null, none],
    ]) {
      const { properties } = await initialized(t, { capabilities: { experimental: { [command]: id } } })
      assert.deepEqual(properties, expected, `${command}: ${id}`)
    }
  }
})

test('empty values and null count as not given', async (t) => {
  const { properties: none } = await initialized(t, {})
  const empty = [
    null,
    {},
    { rootModulePaths: [], excludeModulePaths: null, commandPrefix: '', ignoreSingleFileWarning: null },
    {
      indexing: { ignoreDirectoryNames: [], ignorePaths: null },
      terraform: { path: '', timeout: '', logFilePath: '' },
    },
    { indexing: null, terraform: null, experimentalFeatures: null, validation: null },
    { experimentalFeatures: {}, validation: {}, terraform: {} },
    { dockercomposeExperimental: { composeSupport: true }, dockerfileExperimental: { removeOverlappingIssues: false } },
  ]
  for (const initializationOptions of empty) {
    const { properties, shown } = await initialized(t, { initializationOptions })
    assert.deepEqual([properties, shown], [none, []], JSON.stringify(initializationOptions))
  }
})

test('a time limit is reported as a range, or omitted', async (t) => {
  const limits = [
    ['30s', '30s'],
    ['1ns', '10s'],
    ['1.5s', '10s'],
    ['2000ms', '10s'],
    ['10s', '10s'],
    ['10001ms', '30s'],
    ['31s', '60s'],
    ['1m', '60s'],
    ['1m30s', '120s'],
    ['2m0s', '120s'],
    ['2m0.1s', 'longer'],
    ['1234s', 'longer'],
    ['1h1s', 'longer'],
    ['19800517s', 'longer'],
    ['', ''],
    ['0s', undefined],
    ['99999999999999999999h', undefined],
    ['soon', undefined],
    ['30', undefined],
    ['-5s', undefined],
    ['30s; rm -rf /home/alice', undefined],
    ['٣s', undefined],
    [30, undefined],
    [['30s'], undefined],
    [{}, undefined],
  ]
  for (const [timeout, expected] of limits) {
    const { properties, shown } = await initialized(t, { initializationOptions: { terraform: { timeout } } })
    assert.equal(properties['options.terraform.timeout'], expected, JSON.stringify(timeout))
    assert.equal('options.terraform.timeout' in properties, expected !== undefined)
    assert.equal(shown.length, expected === undefined ? 1 : 0)
  }
})

const WRONG = ['canary-7f3a', 7, true, ['canary-7f3a'], { canary: 'canary-7f3a' }, [7], ['a', null], [['a']]]

test('an option of a wrong type never fails initialize, is named once, and has no effect', async (t) => {
  const { properties: none } = await initialized(t, {})
  const right = {
    rootModulePaths: 'list',
    excludeModulePaths: 'list',
    'indexing.ignoreDirectoryNames': 'list',
    'indexing.ignorePaths': 'list',
    commandPrefix: 'text',
    'terraform.path': 'path',
    'terraform.timeout': 'text',
    'terraform.logFilePath': 'text',
    ignoreSingleFileWarning: 'flag',
    'experimentalFeatures.validateOnSave': 'flag',
    'experimentalFeatures.prefillRequiredFields': 'flag',
    'validation.enableEnhancedValidation': 'flag',
    indexing: 'group',
    terraform: 'group',
    validation: 'group',
    experimentalFeatures: 'group',
    dockercomposeExperimental: 'group',
    dockerfileExperimental: 'group',
  }
  const fits = {
    list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    text: (value) => typeof value === 'string',
    path: () => false,
    flag: (value) => typeof value === 'boolean',
    group: (value) => typeof value === 'object' && !Array.isArray(value),
  }
  for (const [name, kind] of Object.entries(right)) {
    for (const value of WRONG.filter((candidate) => !fits[kind](candidate))) {
      const initializationOptions = name.split('.').reduceRight((inner, part) => ({ [part]: inner }), value)
      const { properties, shown } = await initialized(t, { initializationOptions })
      const { 'options.terraform.timeout': _, ...expected } = none
      assert.deepEqual(
        { 'options.terraform.timeout': '', ...properties },
        { ...expected, 'options.terraform.timeout': '' },
      )
      assert.equal(shown.length, 1, JSON.stringify(initializationOptions))
      assert.ok(shown[0].includes(`\`${name}\``), shown[0])
      assert.ok(!JSON.stringify([properties, shown]).includes('canary'), shown[0])
    }
  }
  for (const initializationOptions of ['canary-7f3a', 7, true, [], ['canary-7f3a']]) {
    const { properties, shown } = await initialized(t, { initializationOptions })
    assert.deepEqual(properties, none)
    assert.equal(shown.length, 1)
  }
})

/** Returns the message about unknown options, which must be the only message. */
async function unknown(t, initializationOptions) {
  const { shown } = await initialized(t, { initializationOptions })
  assert.equal(shown.length, 1, JSON.stringify(shown))
  return shown[0]
}

test('options that are unknown are named in one message, those inside groups too', async (t) => {
  const message = await unknown(t, {
    foo: 1,
    'terraform.path': '/usr/bin/terraform',
    terraform: { pth: '/canary', timeout: '30s' },
    indexing: { ignoredPaths: ['canary'] },
    validation: { earlyValidation: true },
    experimentalFeatures: { validateOnsave: true },
    compose: { '': 1 },
  })
  for (const name of [
    ...['foo', 'terraform.path', 'terraform.pth', 'indexing.ignoredPaths', 'validation.earlyValidation'],
    ...['experimentalFeatures.validateOnsave', 'compose.'],
  ])
    assert.ok(message.includes(`\`${name}\``), `${name}: ${message}`)
  assert.doesNotMatch(message, /canary|usr|more/)
})

test('options that are unknown have no effect, and a wrong value beside them has its own message', async (t) => {
  const { properties: none } = await initialized(t, {})
  const initializationOptions = { foo: 1, 'terraform.path': '/a', terraform: { timeout: 7 }, indexing: { x: 1 } }
  const { properties, shown } = await initialized(t, { initializationOptions })
  assert.deepEqual({ 'options.terraform.timeout': '', ...properties }, none)
  assert.deepEqual(shown.map((text) => /`terraform.timeout`/.test(text)).sort(), [false, true])
})

test('names that terraform-ls has given up are unknown, with those that count now', async (t) => {
  for (const [old, now] of [
    ['ignoreDirectoryNames', 'indexing.ignoreDirectoryNames'],
    ['terraformExecPath', 'terraform.path'],
    ['terraformExecTimeout', 'terraform.timeout'],
    ['terraformExecLogFilePath', 'terraform.logFilePath'],
    ['terraformLogFilePath', 'terraform.logFilePath'],
  ]) {
    const message = await unknown(t, { [old]: 'canary' })
    assert.ok(message.endsWith(`\`${old}\` (renamed to \`${now}\`)`), message)
  }
})

test('many unknown options are counted, and unusual names are escaped', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`unknown${index}`, index]))
  assert.match(await unknown(t, many), /: (`unknown\d+`, ){7}`unknown\d+` and 19992 more$/)
  const odd = {
    [`a\`\n\r\u2028[link](command:x) \u202e<b>\u0000`]: 1,
    [`b${'x'.repeat(1_000_000)}`]: 1,
    größe_1: 1,
  }
  const message = await unknown(t, odd)
  assert.ok(message.length < 300, String(message.length))
  assert.match(message, /`größe_1`/)
  assert.match(message, /`bx{63}…`/)
  assert.match(message, /`a\?+link\?+command\?x\?+b\?+`/)
  assert.equal(message.match(/`/g).length, 6)
})

test('a directory name that is a path is invalid', async (t) => {
  for (const name of ['a/b', '/', path.join('a', 'b')]) {
    const { properties, shown } = await initialized(t, {
      initializationOptions: { indexing: { ignoreDirectoryNames: ['x', name] } },
    })
    assert.equal(properties['options.indexing.ignoreDirectoryNames'], false)
    assert.equal(shown.length, 1)
    assert.match(shown[0], /`indexing\.ignoreDirectoryNames`/)
  }
})

test('the event of a session is the same for the host, the client and a client that only negotiated', async (t) => {
  const initializationOptions = { rootModulePaths: ['a'], terraform: { timeout: '90s' } }
  const params = { capabilities: takesEvents, initializationOptions, clientInfo: { name: 'vscode' } }
  const { properties: ofHost, client } = await initialized(t, params)
  assert.deepEqual(client.events[0].properties, ofHost)
  const { properties: negotiated, client: other } = await initialized(t, params, {})
  const { 'client.name': name, ...withoutClient } = ofHost
  assert.equal(name, 'vscode')
  assert.deepEqual(negotiated, withoutClient)
  assert.deepEqual(names(readAll(other)), ['initialize'])
})
