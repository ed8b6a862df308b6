// `detail: 'coarse'`: what a module reports when combinations of its requirements must not be sent.

import assert from 'node:assert/strict'
import test from 'node:test'

import { found, strangers } from '../support/canaries.mjs'
import { names, readAll, takesEvents } from '../support/telemetry.mjs'
import {
  AWS,
  core,
  fakeTerraform,
  lock,
  posix,
  properties,
  reports,
  runs,
  session,
  workspace,
} from '../support/terraform.mjs'

const PUBLIC = 'registry.terraform.io'
const RANDOM = `${PUBLIC}/hashicorp/random`
const TLS = `${PUBLIC}/hashicorp/tls`

const coarse = (telemetry) => ({ telemetry: { level: 'all', detail: 'coarse', ...telemetry } })

/** The report of a module with one provider. */
const one = (address, version) => ({ providerRequirements: { [address]: version } })

/** Opens a module with these files, and returns its client, folder and reports. */
async function open(t, files, { telemetry, ...params } = {}) {
  const folder = workspace(t, { 'main.tf': '', ...files })
  const client = await session(t, { root: folder.root, options: coarse(telemetry), ...params })
  folder.open(client, 'main.tf')
  return { client, folder, seen: await reports(client) }
}

const required = (...providers) => {
  const lines = providers.map(
    ([source, version], index) => `n${index} = { source = "${source}", version = "${version}" }`,
  )
  return `terraform {\n  required_providers {\n    ${lines.join('\n    ')}\n  }\n}\n`
}

const MODULE = {
  'main.tf': `${core('>= 1.5.2, < 3.0')}terraform {\n  backend "remote" {\n    hostname = "zqhost.example"\n  }\n}\n`,
  'providers.tf': required(
    ['hashicorp/aws', '>= 4.2, != 5.1, < 7'],
    ['hashicorp/tls', '~> 3.4.1'],
    ['zqhost.example/zqacme/zqtool', '~> 2.7'],
    ['zqacme/zqthing', '1.2.3'],
  ),
  'resources.tf': 'resource "random_id" "a" {}\n',
  '.terraform.lock.hcl': lock(AWS, '5.31.7') + lock('zqhost.example/zqacme/zqtool', '2.7.1'),
}

test('a coarse report is one event for the settings and one for each provider, without ids', async (t) => {
  const { client, seen } = await open(t, MODULE, { capabilities: takesEvents })
  const expected = [
    { tfRequirements: '1', backend: 'remote' },
    one(AWS, '5'),
    one(RANDOM, ''),
    one(TLS, '3'),
    one('unlisted', ''),
  ]
  assert.deepEqual(seen, expected)
  assert.deepEqual(properties(client.events), expected)
  assert.deepEqual(strangers(client.events, [AWS, RANDOM, TLS]), [])
  assert.deepEqual(found(client.events, ['zq', 'moduleId']), [])
})

test('an edit sends only new events', async (t) => {
  const { client, folder, seen } = await open(t, { 'main.tf': required(['hashicorp/aws', '~> 4.2']) })
  assert.deepEqual(seen, [one(AWS, '4')])
  for (const [text, expected] of [
    [required(['hashicorp/aws', '~> 4.3']), []],
    [required(['hashicorp/aws', '~> 4.3'], ['hashicorp/tls', '~> 3.0']), [one(TLS, '3')]],
    [required(['hashicorp/aws', '~> 5.0'], ['hashicorp/tls', '~> 3.0']), [one(AWS, '5')]],
    [required(['hashicorp/aws', '~> 4.2']), []],
    [required(['zqacme/one', '1'], ['zqacme/two', '2']), [one('unlisted', '')]],
    [required(['zqacme/three', '3']), []],
    ['', []],
    [core('>= 1.9'), [{ tfRequirements: '1' }]],
    [core('>= 1.8'), []],
    [core('>= 1.20000101'), [{ tfRequirements: '' }]],
  ]) {
    client.change(folder.uri('main.tf'), text)
    assert.deepEqual(await reports(client), expected, text)
  }
})

test('an edit does not report what existed before consent', async (t) => {
  const folder = workspace(t, { 'main.tf': required(['hashicorp/aws', '~> 4.2']) })
  const client = await session(t, { root: folder.root, options: coarse({ level: 'off' }) })
  folder.open(client, 'main.tf')
  await client.server.idle()
  client.server.setTelemetryLevel('all')
  client.change(folder.uri('main.tf'), required(['hashicorp/aws', '~> 4.2'], ['hashicorp/tls', '~> 3.0']))
  assert.deepEqual(await reports(client), [one(TLS, '3')])
  client.server.setTelemetryLevel('off')
  client.server.setTelemetryLevel('all')
  client.change(folder.uri('main.tf'), required(['hashicorp/aws', '~> 5.0'], ['hashicorp/tls', '~> 3.0']))
  assert.deepEqual(await reports(client), [one(AWS, '5')])
})

test('a provider has one event, however its module names it', async (t) => {
  for (const files of [
    { 'main.tf': 'resource "aws_instance" "a" {}\n' },
    { 'main.tf': 'provider "aws" {}\n' },
    { 'main.tf': required(['aws', '']) },
    { 'main.tf': required(['hashicorp/aws', '']) },
    { 'main.tf': required(['registry.terraform.io/HashiCorp/AWS', '']) },
  ]) {
    assert.deepEqual((await open(t, files)).seen, [one(AWS, '')])
    assert.deepEqual((await open(t, { ...files, '.terraform.lock.hcl': lock(AWS, '5.31.0') })).seen, [one(AWS, '5')])
  }
  const builtin = [
    'resource "terraform_data" "a" {}\n',
    'data "terraform_remote_state" "a" {}\n',
    required(['terraform.io/builtin/terraform', '']),
  ]
  for (const text of builtin) {
    assert.deepEqual((await open(t, { 'main.tf': text })).seen, [one('terraform.io/builtin/terraform', '')])
  }
})

test('the version of a provider is the installed one, else the lowest in its constraint', async (t) => {
  for (const [constraint, installed, expected] of [
    ['>= 4.0, < 6.0', '5.99.0', '5'],
    ['< 6.0, >= 4.0', undefined, '4'],
    ['~> 3.1', '20240801.1.0', '3'],
    ['~> 20240801.1', undefined, ''],
    ['>= 1, >= 2, >= 3, >= 4, >= 5', undefined, ''],
    ['', '192.168.1.7', ''],
    ['= v0.9', undefined, '0'],
  ]) {
    const files = { 'main.tf': required(['hashicorp/aws', constraint]) }
    if (installed !== undefined) files['.terraform.lock.hcl'] = lock(AWS, installed)
    assert.deepEqual((await open(t, files)).seen, [one(AWS, expected)], constraint)
  }
  // The same applies to a provider that only a called module requires.
  const files = { 'main.tf': core('>= 1.0'), '.terraform.lock.hcl': lock(AWS, '5.31.0') }
  assert.deepEqual((await open(t, files)).seen, [{ tfRequirements: '1' }, one(AWS, '5')])
})

test('the version of Terraform is a major one too', posix, async (t) => {
  const folder = workspace(t, { 'main.tf': 'terraform {\n  cloud {\n    hostname = "zqhost.example"\n  }\n}\n' })
  const program = fakeTerraform(t, `echo '${JSON.stringify({ terraform_version: '1.11.4' })}'`)
  const client = await runs(t, { root: folder.root, program, options: coarse() })
  folder.open(client, 'main.tf')
  assert.deepEqual(await reports(client), [{ tfVersion: '1', cloud: true }])
})

test('the number of events cannot identify the readers of a module', async (t) => {
  const sources = Array.from({ length: 500 }, (_, index) => `acme/p${String(index).padStart(3, '0')}`)
  const text = required(...sources.map((source, index) => [source, `${index}.1`]))
  assert.deepEqual((await open(t, { 'main.tf': text })).seen, [one('unlisted', '')])
  const { client, folder, seen } = await open(t, { 'main.tf': text }, { telemetry: { knownProviders: sources } })
  assert.equal(seen.length, 64)
  let more = 0
  for (let round = 1; round < 20; round += 1) {
    client.change(folder.uri('main.tf'), required(...sources.slice(0, 20).map((source) => [source, `${round + 100}`])))
    more += (await reports(client)).length
  }
  assert.equal(seen.length + more, 128, 'no module has more events than that')
})

test('a client that only negotiated the format gets the detail that the host chose', async (t) => {
  const { client, seen } = await open(t, MODULE, { telemetry: { level: undefined }, capabilities: takesEvents })
  assert.deepEqual(seen, [])
  assert.deepEqual([...new Set(names(client.events))], ['initialize', 'moduleData'])
  assert.deepEqual(properties(client.events)[1], one(AWS, '5'))
})

test('reports are full by default', async (t) => {
  for (const detail of [undefined, null, 'full']) {
    const { client, seen } = await open(t, MODULE, { telemetry: { detail } })
    assert.equal(seen.length, 1)
    assert.match(seen[0].moduleId, /^[0-9a-f-]{36}$/)
    assert.deepEqual(readAll(client), [])
  }
})
