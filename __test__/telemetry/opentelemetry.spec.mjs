// Events as log records of OpenTelemetry. The records of the real SDK are looked at where it is installed, else those of
// a provider of the same form.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import { LanguageServer } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../js/index.js')
const { openTelemetryReceiver, purgeableProcessor } = require('../../js/opentelemetry.js')
const { testReceiver } = require('../../js/testing.js')

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = {
  clicked: { ...base, kind: 'usage', properties: { place: { type: 'word', words: ['menu'], description: 'Where.' } } },
  failed: { ...base, kind: 'error' },
}

function sdk() {
  try {
    return require('@opentelemetry/sdk-logs')
  } catch {
    return null
  }
}

/** A provider with one processor, as the SDK's, or one of the same form. */
function provider(processor) {
  const { LoggerProvider } = sdk() ?? {}
  if (LoggerProvider) return new LoggerProvider({ processors: [processor] })
  return {
    getLogger: (name, version) => ({
      emit: (record) => processor.onEmit({ ...record, instrumentationScope: { name, version } }),
    }),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  }
}

/** An exporter that remembers, and fails as often as it is told to. */
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

function pipeline() {
  const exporter = new Exporter()
  const processor = purgeableProcessor({ exporter })
  return { exporter, processor, receiver: openTelemetryReceiver({ loggerProvider: provider(processor), processor }) }
}

async function until(condition) {
  const deadline = performance.now() + 30_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${condition}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
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

test('options that are wrong are refused by name', () => {
  for (const [options, message] of [
    [undefined, /options\.loggerProvider must be a LoggerProvider/],
    [{ loggerProvider: {} }, /options\.loggerProvider/],
    [{ loggerProvider: provider({}), processor: {} }, /options\.processor/],
    [{ provider: 1 }, /options\.provider must be omitted/],
  ]) {
    assert.throws(() => openTelemetryReceiver(options), (error) => error.code === 'INVALID_ARGUMENT' && message.test(error.message)) // prettier-ignore
  }
  assert.throws(() => purgeableProcessor({ exporter: {} }), /options\.exporter must be a LogRecordExporter/)
})
