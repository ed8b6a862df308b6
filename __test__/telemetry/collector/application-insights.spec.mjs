// Verifies the claims of docs/telemetry.md about `@vscode/extension-telemetry` against its payload: every mode sends
// identifiers of the machine and of the VS Code session, names are doubled, and an opt-out does not reach some events.
// If a later version of the package makes one of these tests fail, update the documentation.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { LanguageServer } from '../../support/client.mjs'
import { until } from './collector.mjs'
import { requireInstalled } from './install.mjs'

const require = createRequire(import.meta.url)
const { user, vscode } = require('../../support/vscode-stub.cjs')
const { bridgeTelemetry, flatten } = require('../../../js/vscode.js')
Object.assign(vscode.env, { machineId: 'canary-machine', sessionId: 'canary-session' })
const { TelemetryReporter } = requireInstalled('@vscode/extension-telemetry')

const CONNECTION =
  'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://insights.example.com/'
const events = {
  clicked: { kind: 'usage', description: 'A click.', purpose: 'Shows use.', owner: 'acme', expires: 'never' },
}
const TAGS = ['ai.user.id', 'ai.user.authUserId', 'ai.session.id']
const NO_TAGS = Object.fromEntries(TAGS.map((tag) => [tag, '']))

/** Constructor arguments for every reporter configuration that could exclude identifiers. */
const MODES = {
  'as it is': {},
  'without common properties': { options: { ignoreBuiltInCommonProperties: true } },
  'with replacements for every property': { replacements: [{ lookup: /./ }] },
  'with tags overridden': { options: { ignoreBuiltInCommonProperties: true }, insights: { tagOverrides: NO_TAGS } },
  'with context tags': { options: { ignoreBuiltInCommonProperties: true }, context: NO_TAGS },
}

/** Creates a reporter that keeps its requests instead of sending them. */
function makeReporter({ replacements = [], options = {}, insights, context = {} }) {
  const bodies = []
  const text = '{"itemsReceived":1,"itemsAccepted":1,"errors":[]}'
  const fetcher = async (_url, { body }) => {
    bodies.push(body)
    return { status: 200, headers: [], text: async () => text }
  }
  const reporter = new TelemetryReporter(CONNECTION, replacements, options, fetcher, insights)
  for (const [tag, value] of Object.entries(context)) reporter.setContextTag(tag, value)
  return { reporter, bodies }
}

/** Sends an event through a bridge and the reporter, closes both, and returns what was sent. */
async function sent(t, mode, between = () => {}) {
  const { reporter, bodies } = makeReporter(mode)
  const server = LanguageServer.start({ telemetry: { lsp: false, section: 'acme', events } })
  t.after(() => server.stop())
  const sender = {
    sendEventData: (name, data) => reporter.sendTelemetryEvent(name, flatten({ properties: data }).properties),
    sendErrorData() {},
  }
  const bridge = bridgeTelemetry(server, vscode, { sender })
  server.record('clicked')
  await server.idle()
  between(server, bodies)
  await bridge.close()
  // The package loads its client asynchronously, and loses queued events if it is disposed of before that.
  await until('the client is loaded', () => reporter.telemetrySender._telemetryClient !== undefined)
  await reporter.dispose()
  return bodies.flatMap((body) => JSON.parse(body))
}

test.before(() => user.set({ 'acme.telemetry': 'all' }))

for (const [name, mode] of Object.entries(MODES)) {
  test(`${name}, every event has the ids of the machine and of the session`, async (t) => {
    const [{ tags }] = await sent(t, mode)
    const ids = TAGS.map((tag) => tags[tag])
    assert.deepEqual(ids, ['canary-machine', 'canary-machine', 'canary-session'])
  })
}

test('common properties identify the machine, the device and the session, unless they are ignored', async (t) => {
  const common = ['common.vscodemachineid', 'common.devDeviceId', 'common.vscodesessionid']
  const [{ data: full }] = await sent(t, MODES['as it is'])
  const [{ data: ignored }] = await sent(t, MODES['without common properties'])
  const of = ({ baseData }) => common.map((key) => baseData.properties[key])
  assert.deepEqual(of(full), ['machine', 'device', 'session'])
  assert.deepEqual(of(ignored), [undefined, undefined, undefined])
})

test('names get the prefix of the extension twice', async (t) => {
  const [{ data }] = await sent(t, MODES['without common properties'])
  assert.equal(data.baseData.name, 'acme.example/acme.example/clicked')
})

test('no cloud role is sent', async (t) => {
  const [{ tags }] = await sent(t, MODES['as it is'])
  assert.deepEqual(Object.keys(tags).filter((tag) => tag.startsWith('ai.cloud')), []) // prettier-ignore
})

test('an opt-out does not reach what the package holds', async (t) => {
  const [event] = await sent(t, MODES['without common properties'], (server, bodies) => {
    assert.equal(bodies.length, 0)
    server.setTelemetryLevel('off')
  })
  assert.equal(event.data.baseData.name, 'acme.example/acme.example/clicked')
})
