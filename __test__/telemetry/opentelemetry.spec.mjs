// Events as OpenTelemetry log records, sent through the SDK to an in-memory exporter and to a server in this process.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { LoggerProvider } from '@opentelemetry/sdk-logs'

import { LanguageServer } from '../support/client.mjs'
import { OtlpServer } from '../support/otlp-server.mjs'
import { until } from '../support/until.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../js/index.js')
const { openTelemetryReceiver, otlpExporter, purgeableProcessor } = require('../../js/opentelemetry.js')
const { testReceiver } = require('../../js/testing.js')

const RESOURCE = resourceFromAttributes({ 'service.name': 'acme', 'service.version': '1.2.3' })
const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = {
  clicked: { ...base, kind: 'usage', properties: { place: { type: 'word', words: ['menu'], description: 'Where.' } } },
  failed: { ...base, kind: 'error' },
}

/** Creates an SDK logger provider with one processor. */
const provider = (processor) => new LoggerProvider({ resource: RESOURCE, processors: [processor] })

/** An exporter that keeps its batches, and fails a given number of times. */
class Exporter {
  batches = []
  failures = 0
  export(records, done) {
    if (this.failures > 0) {
      this.failures -= 1
      return done({ code: 1, error: Object.assign(new Error('no collector'), { retryAfter: 0 }) })
    }
    this.batches.push(records)
    done({ code: 0 })
  }
  async shutdown() {}
  async forceFlush() {}
  get records() {
    return this.batches.flat()
  }
}

function pipeline(exporter = new Exporter()) {
  const processor = purgeableProcessor({ exporter })
  return { exporter, processor, receiver: openTelemetryReceiver({ loggerProvider: provider(processor), processor }) }
}

test('an event becomes a record with its name, severity and properties', async (t) => {
  const server = LanguageServer.start({
    telemetry: { level: 'all', events },
    product: { name: 'acme', version: '1.2.3' },
  })
  t.after(() => server.stop())
  const { exporter, receiver } = pipeline()
  const relay = relayTelemetry(server, receiver)
  server.record('clicked', { place: 'menu' })
  server.record('failed')
  await relay.close()
  const [clicked, failed] = exporter.records
  const { 'candor.hour': hour, ...attributes } = clicked.attributes
  assert.match(hour, /^\d{4}-\d\d-\d\dT\d\d:00:00Z$/)
  assert.deepEqual(attributes, { place: 'menu', 'candor.sequence': 1 })
  const time = [Date.parse(hour) / 1000, 0]
  assert.deepEqual([clicked.hrTime, clicked.hrTimeObserved], [time, time])
  assert.deepEqual([clicked.eventName, clicked.severityNumber, clicked.severityText], ['clicked', 9, 'INFO'])
  assert.deepEqual([failed.eventName, failed.severityNumber, failed.severityText], ['failed', 17, 'ERROR'])
  assert.deepEqual([clicked.instrumentationScope.name, clicked.instrumentationScope.version], ['acme', '1.2.3'])
})

test('a collector that dies and returns gets every batch once', async (t) => {
  const server = LanguageServer.start({ telemetry: { level: 'all', events } })
  server.onError(() => {})
  t.after(() => server.stop())
  const { exporter, receiver } = pipeline()
  exporter.failures = 2
  relayTelemetry(server, receiver)
  for (let index = 0; index < 500; index++) server.record('failed')
  await until(() => exporter.records.length === 500)
  const sequences = exporter.records.map(({ attributes }) => attributes['candor.sequence'])
  assert.deepEqual(
    sequences,
    Array.from({ length: 500 }, (_, index) => index + 1),
  )
})

test('an opt-out while ten thousand wait exports none of them afterwards', async (t) => {
  for (let round = 0; round < Number(process.env.CANDOR_ROUNDS ?? 10); round++) {
    const server = LanguageServer.start({ telemetry: { level: 'all', capacity: 20_000, events } })
    server.onError(() => {})
    t.after(() => server.stop())
    const { exporter, receiver } = pipeline()
    exporter.failures = round % 2
    relayTelemetry(server, receiver)
    for (let index = 0; index < 10_000; index++) server.record('clicked', { place: 'menu' })
    if (round % 2) await server.idle()
    server.setTelemetryLevel('off')
    const before = exporter.records.length
    server.setTelemetryLevel('all')
    server.record('failed')
    await until(() => exporter.records.some(({ eventName }) => eventName === 'failed'))
    assert.deepEqual(exporter.records.slice(before).map(({ eventName }) => eventName), ['failed']) // prettier-ignore
  }
})

test('the processor drops what a level no longer admits', async () => {
  const { exporter, processor } = pipeline()
  for (const severityNumber of [9, 17, 9, 17]) processor.onEmit({ severityNumber })
  processor.purge('error')
  await processor.forceFlush()
  assert.deepEqual(exporter.records.map(({ severityNumber }) => severityNumber), [17, 17]) // prettier-ignore
  processor.onEmit({ severityNumber: 17 })
  processor.purge('off')
  await processor.shutdown()
  assert.equal(exporter.records.length, 2)
})

test('the exporter posts records as the protocol has them', async (t) => {
  const collector = await OtlpServer.start(t)
  const server = LanguageServer.start({
    telemetry: { level: 'all', events },
    product: { name: 'acme', version: '1.2.3' },
  })
  t.after(() => server.stop())
  const relay = relayTelemetry(server, pipeline(otlpExporter({ url: collector.url })).receiver)
  server.record('clicked', { place: 'menu' })
  await relay.close()
  const [{ attributes, ...record }] = collector.events
  const hour = attributes.find(({ key }) => key === 'candor.hour').value.stringValue
  const time = `${Date.parse(hour)}000000`
  assert.deepEqual(attributes, [
    { key: 'place', value: { stringValue: 'menu' } },
    { key: 'candor.sequence', value: { intValue: 1 } },
    { key: 'candor.hour', value: { stringValue: hour } },
  ])
  assert.deepEqual(record, {
    resource: {
      attributes: [
        { key: 'service.name', value: { stringValue: 'acme' } },
        { key: 'service.version', value: { stringValue: '1.2.3' } },
      ],
    },
    scope: { name: 'acme', version: '1.2.3' },
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: 9,
    severityText: 'INFO',
    eventName: 'clicked',
    droppedAttributesCount: 0,
  })
})

test('attributes of every type are posted', async (t) => {
  const collector = await OtlpServer.start(t)
  const processor = purgeableProcessor({ exporter: otlpExporter({ url: collector.url }) })
  const attributes = { text: 'a', yes: true, whole: 3, half: 0.5, list: ['a', 1], map: { key: 'value' } }
  provider(processor).getLogger('acme').emit({ body: 'text', attributes })
  await processor.forceFlush()
  assert.deepEqual(collector.events[0].body, { stringValue: 'text' })
  assert.deepEqual(Object.fromEntries(collector.events[0].attributes.map(({ key, value }) => [key, value])), {
    text: { stringValue: 'a' },
    yes: { boolValue: true },
    whole: { intValue: 3 },
    half: { doubleValue: 0.5 },
    list: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 1 }] } },
    map: { kvlistValue: { values: [{ key: 'key', value: { stringValue: 'value' } }] } },
  })
})

test('an opt-out aborts what the exporter is sending', async (t) => {
  const collector = await OtlpServer.start(t)
  const server = LanguageServer.start({ telemetry: { level: 'all', events } })
  server.onError(() => {})
  t.after(() => server.stop())
  relayTelemetry(server, pipeline(otlpExporter({ url: collector.url })).receiver)
  for (const answer of [{ hang: true }, { status: 503, headers: { 'retry-after': '0' } }]) {
    collector.answers = [answer]
    const before = collector.requests
    server.record('clicked', { place: 'menu' })
    await until(() => collector.requests > before)
    server.setTelemetryLevel('off')
    server.setTelemetryLevel('all')
  }
  server.record('failed')
  await until(() => collector.events.length > 0)
  assert.deepEqual(collector.events.map(({ eventName }) => eventName), ['failed']) // prettier-ignore
})

test('a level for errors aborts only a batch that holds usage', async (t) => {
  const collector = await OtlpServer.start(t)
  const server = LanguageServer.start({ telemetry: { level: 'all', events } })
  server.onError(() => {})
  t.after(() => server.stop())
  relayTelemetry(server, pipeline(otlpExporter({ url: collector.url })).receiver)
  collector.answers = [{ hang: true }]
  server.record('clicked', { place: 'menu' })
  server.record('failed')
  await until(() => collector.arrived.length === 2)
  server.setTelemetryLevel('error')
  await until(() => collector.events.length > 0)
  assert.deepEqual(collector.events.map(({ eventName }) => eventName), ['failed']) // prettier-ignore
})

test('the relay respects Retry-After and gives up what the collector refuses', async (t) => {
  const collector = await OtlpServer.start(t)
  for (const exporter of [otlpExporter({ url: collector.url }), new OTLPLogExporter({ url: collector.url })]) {
    collector.answers = [{ status: 400 }]
    const server = LanguageServer.start({ telemetry: { level: 'all', events } })
    server.onError(() => {})
    t.after(() => server.stop())
    const relay = relayTelemetry(server, pipeline(exporter).receiver)
    server.record('clicked', { place: 'menu' })
    await until(() => relay.status().lost.failed === 1)
    collector.answers = [{ status: 429, headers: { 'retry-after': '0' } }, { status: 503 }]
    server.record('failed')
    await until(() => relay.status().sent === 1)
    assert.deepEqual(relay.status(), { waiting: 0, sent: 1, lost: { capacity: 0, revoked: 0, failed: 1 } })
  }
  assert.deepEqual(collector.events.map(({ eventName }) => eventName), ['failed', 'failed']) // prettier-ignore
})

test('the receiver passes the conformance suite', async () => {
  let exporter
  const relayed = ({ eventName, attributes }) => ({
    event: { name: eventName },
    sequence: attributes['candor.sequence'],
  })
  await testReceiver({
    makeReceiver: () => {
      const made = pipeline()
      exporter = made.exporter
      return made.receiver
    },
    arrived: () => exporter.records.map(relayed),
  })
})

test('invalid options are rejected by name', () => {
  for (const [options, message] of [
    [undefined, /options\.loggerProvider must be a LoggerProvider/],
    [{ loggerProvider: {} }, /options\.loggerProvider/],
    [{ loggerProvider: provider({}), processor: {} }, /options\.processor/],
    [{ provider: 1 }, /options\.provider must be omitted/],
  ]) {
    assert.throws(() => openTelemetryReceiver(options), (error) => error.code === 'INVALID_ARGUMENT' && message.test(error.message)) // prettier-ignore
  }
  assert.throws(() => purgeableProcessor({ exporter: {} }), /options\.exporter must be a LogRecordExporter/)
  assert.throws(() => otlpExporter({ url: 'http://collector.example.com' }), /options\.url must be an https URL/)
  assert.throws(() => otlpExporter({ url: 'https://a.example', spool: {} }), /options\.spool must be omitted/)
})
