// `candor/opentelemetry` with OpenTelemetry's SDK and a real Collector: batches, refusals, crashes and opt-outs.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { LoggerProvider } from '@opentelemetry/sdk-logs'

import { LanguageServer } from '../../support/client.mjs'
import { Collector, PASS_ON, Proxy, skip, until } from './collector.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../../js/index.js')
const { openTelemetryReceiver, otlpExporter, purgeableProcessor } = require('../../../js/opentelemetry.js')

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = {
  clicked: { ...base, kind: 'usage', properties: { place: { type: 'word', words: ['menu'], description: 'Where.' } } },
  failed: { ...base, kind: 'error' },
}
const EXPORTERS = {
  otlpExporter: (url) => otlpExporter({ url }),
  OTLPLogExporter: (url) => new OTLPLogExporter({ url }),
}

/** Starts a server at level `all` that sends its events to the URL. */
function start(t, url, exporter = 'otlpExporter') {
  const product = { name: 'acme', version: '1.2.3' }
  const server = LanguageServer.start({ telemetry: { level: 'all', capacity: 20_000, events }, product })
  t.after(() => server.stop())
  const errors = []
  server.onError((error) => errors.push(error))
  const processor = purgeableProcessor({ exporter: EXPORTERS[exporter](url) })
  const resource = resourceFromAttributes({ 'service.name': 'acme', 'service.version': '1.2.3' })
  const loggerProvider = new LoggerProvider({ resource, processors: [processor] })
  const relay = relayTelemetry(server, openTelemetryReceiver({ loggerProvider, processor }))
  const record = (name, count = 1) => {
    for (let index = 0; index < count; index++) server.record(name, name === 'clicked' ? { place: 'menu' } : {})
  }
  return { server, relay, record, errors }
}

const sequencesOf = (records) => records.map(({ attributes }) => Number(attributes['candor.sequence']))
const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1)

for (const exporter of Object.keys(EXPORTERS)) {
  test(`events arrive in the Collector in batches and in order (${exporter})`, { skip }, async (t) => {
    const collector = await Collector.start(t, PASS_ON)
    const proxy = await Proxy.start(t, collector)
    const { relay, record } = start(t, proxy.url, exporter)
    record('clicked', 1000)
    record('failed')
    await relay.close()
    const usage = await collector.expect(1000, 'usage')
    const [failed] = await collector.expect(1, 'errors')
    assert.deepEqual(sequencesOf(usage), upTo(1000))
    // A batch contains at most 256 records; the first batches can be smaller.
    assert.ok(proxy.requests >= 4 && proxy.requests < 100, `${proxy.requests} requests`)

    const { attributes, resource, scope, eventName, severityText, severityNumber, timeUnixNano } = usage[0]
    assert.deepEqual(resource, { 'service.name': 'acme', 'service.version': '1.2.3' })
    assert.deepEqual(scope, { name: 'acme', version: '1.2.3' })
    assert.deepEqual([eventName, severityText, severityNumber], ['clicked', 'INFO', 9])
    assert.deepEqual(attributes, { place: 'menu', 'candor.sequence': '1', 'candor.hour': attributes['candor.hour'] })
    assert.equal(timeUnixNano, `${Date.parse(attributes['candor.hour'])}000000`)
    assert.deepEqual([failed.eventName, failed.severityText, failed.severityNumber], ['failed', 'ERROR', 17])
  })

  test(`a Collector that is busy gets every event once, when it has time (${exporter})`, { skip }, async (t) => {
    const collector = await Collector.start(t, PASS_ON)
    const proxy = await Proxy.start(t, collector)
    proxy.answers = [
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 503, headers: { 'retry-after': '0' } },
      { status: 503 },
    ]
    const { relay, record, errors } = start(t, proxy.url, exporter)
    record('clicked', 600)
    await until('all are sent', () => relay.status().sent === 600)
    assert.deepEqual(sequencesOf(await collector.expect(600)), upTo(600))
    assert.deepEqual(proxy.statuses, [429, 503, 503, 200, 200, 200])
    assert.ok(errors.length <= 1, 'a row of failures is reported once')
  })

  test(`a Collector that dies and returns gets every event (${exporter})`, { skip }, async (t) => {
    const collector = await Collector.start(t, PASS_ON)
    const { relay, record } = start(t, collector.url, exporter)
    record('clicked', 300)
    await collector.expect(300)
    await collector.kill()
    record('clicked', 300)
    await until('the events wait', () => relay.status().waiting === 300)
    await collector.start()
    await until('all are sent', () => relay.status().sent === 600)
    assert.deepEqual(sequencesOf(await collector.expect(600)), upTo(600))
    assert.deepEqual(relay.status().lost, { capacity: 0, revoked: 0, failed: 0 })
  })
}

test('after an opt-out in the middle of a batch, nothing more arrives', { skip }, async (t) => {
  const collector = await Collector.start(t, PASS_ON)
  const proxy = await Proxy.start(t, collector)
  const { server, relay, record } = start(t, proxy.url)
  let arrived = 0
  for (const answer of [{ hang: true }, { status: 503, headers: { 'retry-after': '2' } }]) {
    // The first batch arrives; the Collector has received nothing of the second yet.
    const { requests } = proxy
    proxy.answers = [undefined, answer]
    record('clicked', 10_000)
    await until('the second batch is under way', () => proxy.requests >= requests + 2)
    server.setTelemetryLevel('off')
    assert.equal(relay.status().waiting, 0)
    arrived = relay.status().sent + 1
    server.setTelemetryLevel('all')
    record('failed')
    await until('what was consented to later is sent', () => relay.status().sent === arrived)
  }
  const records = await collector.expect(arrived)
  assert.equal(records.length, arrived)
  assert.equal(proxy.aborted, 1)
  const sent = records.filter(({ eventName }) => eventName === 'clicked').length
  assert.equal(relay.status().lost.revoked, 20_000 - sent)
})

test('a level for errors lets the errors of an aborted batch arrive', { skip }, async (t) => {
  const collector = await Collector.start(t, PASS_ON)
  const proxy = await Proxy.start(t, collector)
  const { server, relay, record } = start(t, proxy.url)
  proxy.answers = [{ hang: true }]
  for (let index = 0; index < 100; index++) record(index % 2 ? 'failed' : 'clicked')
  await until('the batch is under way', () => proxy.requests === 1)
  server.setTelemetryLevel('error')
  await until('the errors are sent', () => relay.status().sent === 50)
  const records = await collector.expect(50)
  assert.deepEqual([...new Set(records.map(({ eventName }) => eventName))], ['failed'])
})
