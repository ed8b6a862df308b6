// Options of initialize: which flags the event of a session reports, what terraform-ls reports for the same options,
// and that a wrong option never fails the request nor keeps a value.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { root, start } from './client.mjs'
import { names, readAll, takesEvents, temporaryFolder, uriOf } from './telemetry.mjs'

const GOLDENS = path.join(root, '../shared/goldens/terraform/initialize.jsonl')
const goldens = fs.existsSync(GOLDENS) ? fs.readFileSync(GOLDENS, 'utf8').trim().split('\n').map(JSON.parse) : []

/** Opens a session and hands out the properties of its event, and the options named as not understood. */
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

/** What a wrong option adds to an answer of terraform-ls: the members that are named, and the events. */
const DIFFERENCES = {
  'root invalid': { named: ['rootUri'] },
  'unknown option': { named: ['foo'] },
  'telemetryVersion 1.9': { silent: true },
  'bad timeout': { named: ['terraform.timeout'], without: ['options.terraform.timeout'] },
  'relative terraform path': { named: ['terraform.path'] },
  'wrong types': { named: ['rootModulePaths', 'commandPrefix'] },
  'ignore .terraform': { named: ['indexing.ignoreDirectoryNames'] },
  'options array': { named: ['initializationOptions'] },
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
    for (const golden of goldens) {
      const {
        named = [],
        silent = golden.events === 0 && golden.error === null,
        without = [],
      } = DIFFERENCES[golden.case] ?? {}
      const { initializationOptions, experimental, root: kind } = golden
      const params = { initializationOptions, capabilities: { experimental }, rootUri: roots[kind] }
      const { properties, shown } = await initialized(t, params, {})
      if (silent) {
        assert.equal(properties, undefined, golden.case)
        continue
      }
      // Where terraform-ls refuses an option and sends nothing, ours is that of a client that did not give it.
      const { lsVersion, ...expected } = golden.properties ?? nothingGiven
      for (const key of without) delete expected[key]
      const { lsVersion: ours, ...given } = properties
      assert.deepEqual(given, expected, golden.case)
      assert.match(ours, /^\d+\.\d+\.\d+$/)
      assert.notEqual(ours, lsVersion)
      assert.equal(shown.length, named.length, golden.case)
      for (const name of named)
        assert.equal(shown.filter((text) => text.includes(`\`${name}\``)).length, 1, golden.case)
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
    [{ terraform: { timeout: '30s' } }, 'options.terraform.timeout', '30s'],
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

test('a time limit is printed again in seconds, or left out', async (t) => {
  const limits = [
    ['30s', '30s'],
    ['1m30s', '90s'],
    ['1h', '3600s'],
    ['2000ms', '2s'],
    ['', ''],
    ['1h1s', undefined],
    ['soon', undefined],
    ['30', undefined],
    ['-5s', undefined],
    ['1500ms', undefined],
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

test('an option of a wrong type never fails initialize, is named once, and keeps nothing', async (t) => {
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

test('many wrong options are named one by one', async (t) => {
  const initializationOptions = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`unknown${index}`, index]))
  const { shown } = await initialized(t, { initializationOptions })
  assert.equal(shown.length, 20)
  assert.equal(new Set(shown).size, 20)
})

test('the event of a session says the same to the host, to the client and to a client that only negotiated', async (t) => {
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
