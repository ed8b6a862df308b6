// Canaries in numbers: a repository cannot encode data in an event through version numbers, the number of providers or
// the spelling of their names.

import assert from 'node:assert/strict'
import test from 'node:test'

import { found, strangers } from '../support/canaries.mjs'
import { readAll, takesEvents } from '../support/telemetry.mjs'
import {
  AWS,
  core,
  fakeTerraform,
  lock,
  posix,
  properties,
  provider,
  runs,
  session,
  workspace,
} from '../support/terraform.mjs'

const PUBLIC = 'registry.terraform.io'
const RANDOM = 'registry.terraform.io/hashicorp/random'
const MAX_EVENT_BYTES = 4_096

/** Dates, IP addresses, phone numbers and identifiers disguised as versions. */
const TELLING = [
  ...['20260801', '19800517', '202608', '424242', '5551234567', '1722470400', '9007199254740993'],
  ...['192.168.1.7', '10.20.30.40', '1.2.3.4.5', '2024.08.01.12.30', '1.202608.424242'],
  ...['1.0.0-rc19800517', '1.0.0-alpha20230719', '1.0.0+dev424242', '1.0.0-rc.1.9.8.0', '1.0.0-1980', '1.0.0-rc1.rc9'],
]

/** Finds numbers with four or more digits, except in random IDs and hashes, which a repository cannot influence. */
function longNumbers(value) {
  const text = JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/g, '')
  return text.match(/\d{4,}/g) ?? []
}

const bytes = (event) => Buffer.byteLength(JSON.stringify(event))

/** Creates a module that contains the version everywhere a version is allowed. */
const everywhere = (version) => ({
  'core.tf': core(`~> ${version}`),
  'more.tf': core(`>= 1.2, != ${version}`),
  'aws.tf': provider('hashicorp/aws', `~> 4.0, != ${version}`),
  'block.tf': `provider "one" {\n  version = "${version}"\n}\nprovider "random" {\n  version = "${version}"\n}\n`,
  'json.tf.json': JSON.stringify({ terraform: { required_providers: { tls: `= ${version}` } } }),
  '.terraform.lock.hcl': lock(AWS, version) + lock(RANDOM, version),
})

/** Opens a module with these files, edits it once, and returns all events. */
async function report(t, files, { telemetry, ...params } = {}) {
  const folder = workspace(t, { 'main.tf': '', ...files })
  const options = { telemetry: { level: 'all', ...telemetry } }
  const client = await session(t, { root: folder.root, options, capabilities: takesEvents, ...params })
  folder.open(client, 'main.tf')
  await client.server.idle()
  client.change(folder.uri('main.tf'), 'resource "random_id" "a" {}\n')
  await client.server.idle()
  return readAll(client)
}

test('no number that could tell something gets from a module into an event', async (t) => {
  for (const version of TELLING) {
    const clientInfo = { name: 'vscode', version: '1.95.0' }
    const events = await report(t, everywhere(version), { clientInfo })
    const reports = properties(events)
    assert.ok(reports.length >= 2, 'the module is reported')
    assert.deepEqual(strangers(events, [AWS, RANDOM, `${PUBLIC}/-/random`, `${PUBLIC}/-/tls`]), [])
    assert.deepEqual(found(events, [version]), [])
    assert.deepEqual(longNumbers(reports), [])
    // The event keeps the requirement but not its text.
    for (const { tfRequirements, providerRequirements, installedProviders } of reports) {
      assert.equal(tfRequirements, '')
      assert.deepEqual([providerRequirements[AWS], providerRequirements[`${PUBLIC}/-/tls`]], ['', ''])
      assert.deepEqual(installedProviders, { [AWS]: '', [RANDOM]: '' })
    }
  }
})

test("no telling number comes from Terraform's output, a time limit or an unknown client", posix, async (t) => {
  for (const version of TELLING) {
    const folder = workspace(t, { 'main.tf': core('>= 1.0') })
    const program = fakeTerraform(t, `echo '${JSON.stringify({ terraform_version: version })}'`)
    const initializationOptions = { terraform: { timeout: `${version.replaceAll(/\D/g, '').slice(0, 9)}s` } }
    const clientInfo = { name: "Alice's editor", version }
    const client = await runs(t, { root: folder.root, program, initializationOptions, clientInfo })
    folder.open(client, 'main.tf')
    await client.server.idle()
    const events = readAll(client)
    assert.equal(properties(events).length, 1)
    assert.deepEqual([strangers(events), longNumbers(events)], [[], []])
    assert.equal(events[0].properties['options.terraform.timeout'], 'longer')
    assert.deepEqual(properties(events)[0].tfVersion, undefined)
  }
})

test('however a constraint is written, its event is the same', async (t) => {
  const written = (version) => ({ 'main.tf': '', 'a.tf': core(version), 'b.tf': provider('hashicorp/aws', version) })
  const content = async (version) => {
    const [{ moduleId: _, ...first }] = properties(await report(t, written(version)))
    return first
  }
  const plain = await content('>= 1.2, < 3.0-rc1')
  assert.deepEqual(plain, { tfRequirements: '>= 1.2, < 3.0-rc1', providerRequirements: { [AWS]: '>= 1.2, < 3.0-rc1' } })
  for (const version of [
    '>=1.2,<3.0-rc1',
    '  >=   1.2  ,\\t<  3.0-rc1 ',
    '>= v1.2, < v3.0-rc1',
    '>= 01.002, < 003.00-rc01',
    '>= 0000000001.2, < 3.0rc1',
  ]) {
    assert.deepEqual(await content(version), plain, version)
  }
})

test('repetition in a module adds nothing to an event', async (t) => {
  const version = (index) => `${index % 1_000}.${(index * 7) % 1_000}.${(index * 13) % 1_000}`
  const numbers = Array.from({ length: 300 }, (_, index) => index)
  const files = {
    'core.tf': numbers.map((index) => core(version(index))).join(''),
    'blocks.tf': numbers.map((index) => `provider "aws" {\n  version = "${version(index)}"\n}\n`).join(''),
    'pieces.tf': provider('hashicorp/random', numbers.map((index) => `!= ${version(index)}`).join(', ')),
  }
  const events = await report(t, files)
  const [{ tfRequirements, providerRequirements }] = properties(events)
  assert.equal(tfRequirements.split(',').length, 4)
  assert.equal(providerRequirements[`${PUBLIC}/-/aws`].split(',').length, 4)
  assert.equal(providerRequirements[RANDOM], '')
  assert.deepEqual(strangers(events, [RANDOM, `${PUBLIC}/-/aws`, `${PUBLIC}/-/random`]), [])
})

const named = (count) => Array.from({ length: count }, (_, index) => `acme/p${String(index).padStart(4, '0')}`)

/** Creates a module that requires and has installed the given providers. */
function requires(providers, version) {
  const entries = providers.map((source, index) => `    n${index} = { source = "${source}", version = "${version}" }\n`)
  return {
    'providers.tf': `terraform {\n  required_providers {\n${entries.join('')}  }\n}\n`,
    '.terraform.lock.hcl': providers.map((source) => lock(`${PUBLIC}/${source}`, '999.999.999')).join(''),
  }
}

test('a map holds the first 64 providers, and of the rest a class of their number', async (t) => {
  for (const [count, more] of [
    [64, undefined],
    [65, '1'],
    [66, '2'],
    [67, '3-5'],
    [69, '3-5'],
    [70, '6+'],
    [1_100, '6+'],
  ]) {
    // Without the lock file, so that all 64 providers fit.
    const { 'providers.tf': text } = requires(named(count), '1')
    const knownProviders = named(count)
    const [first] = properties(await report(t, { 'main.tf': text }, { telemetry: { knownProviders } }))
    assert.deepEqual(
      Object.keys(first.providerRequirements),
      named(Math.min(count, 64)).map((source) => `${PUBLIC}/${source}`),
    )
    assert.equal(first['providerRequirements.more'], more, String(count))
    assert.ok(!('installedProviders.more' in first))
  }
})

test('no event is larger than 4 KiB, whatever a module requires', async (t) => {
  const constraint = '>= 999.999.999-alpha99+alpha99, != 999.999.998-alpha98+alpha98, ~> 999.999, < 999'
  const long = named(100).map((source) => source + 'x'.repeat(100))
  for (const [providers, knownProviders] of [
    [named(64), named(64)],
    [named(1_100), named(1_100)],
    [named(1_100), []],
    [long, long],
  ]) {
    const events = await report(t, requires(providers, constraint), { telemetry: { knownProviders } })
    assert.deepEqual(
      events.map(bytes).filter((size) => size > MAX_EVENT_BYTES),
      [],
    )
    for (const report of properties(events)) {
      const maps = [report.providerRequirements, report.installedProviders].map((map) => Object.keys(map).length)
      assert.ok(maps.every((size) => size > 5 && size <= 64))
      assert.deepEqual([report['providerRequirements.more'], report['installedProviders.more']], ['6+', '6+'])
    }
  }
})

test('no event is larger than 4 KiB, whatever a client and its host call themselves', async (t) => {
  for (const name of ['x'.repeat(100_000), 'ä'.repeat(2_000), '\u0001"\\'.repeat(40), 'x'.repeat(127)]) {
    const clientInfo = { name, version: '9999.9999.9999-insider' }
    const telemetry = { clientNames: [name], knownProviders: [`acme/${'p'.repeat(100_000)}`] }
    const files = { 'main.tf': provider(`acme/${'p'.repeat(100_000)}`, '1.2.3') }
    const events = await report(t, files, { telemetry, clientInfo })
    assert.equal(events[0].properties['client.name'], 'other')
    assert.equal(events[0].properties['client.version'], undefined)
    assert.deepEqual(strangers(events, [`${PUBLIC}/-/random`]), [])
  }
})
