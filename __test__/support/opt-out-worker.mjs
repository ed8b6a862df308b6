// Runs in a worker: fills a receiver with ten thousand events, opts out, and blocks its thread until the other side has
// read everything that was sent before.

import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

import { LoggerProvider } from '@opentelemetry/sdk-logs'

const require = createRequire(import.meta.url)
const { LanguageServer, relayTelemetry } = require('../../js/index.js')
const { httpsReceiver } = require('../../js/https.js')
const { openTelemetryReceiver, otlpExporter, purgeableProcessor } = require('../../js/opentelemetry.js')

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = { clicked: { ...base, kind: 'usage' }, failed: { ...base, kind: 'error' } }
const barrier = new Int32Array(workerData.barrier)

const RECEIVERS = {
  https: ({ url }) => httpsReceiver({ url, timeout: 5_000 }),
  'https with a spool': ({ url, folder }) => httpsReceiver({ url, timeout: 5_000, spool: { folder } }),
  OpenTelemetry: ({ failures }) => openTelemetry(new Exporter(failures)),
  OTLP: ({ url }) => openTelemetry(otlpExporter({ url, timeout: 5_000 })),
}

function openTelemetry(exporter) {
  const processor = purgeableProcessor({ exporter })
  return openTelemetryReceiver({ loggerProvider: new LoggerProvider({ processors: [processor] }), processor })
}

/** An exporter that sends to the main thread. */
class Exporter {
  #failures
  constructor(failures) {
    this.#failures = failures
  }
  export(records, done) {
    if (this.#failures-- > 0) {
      return done({ code: 1, error: Object.assign(new Error('no collector'), { retryAfter: 0 }) })
    }
    parentPort.postMessage({ type: 'events', names: records.map(({ eventName }) => eventName) })
    // Responds asynchronously, as a real exporter does.
    setImmediate(done, { code: 0 })
  }
  async shutdown() {}
}

async function optOut({ isIdle, waitsFor, ...settings }) {
  const server = LanguageServer.start({ telemetry: { level: 'all', capacity: 20_000, events } })
  server.onError(() => {})
  const relay = relayTelemetry(server, RECEIVERS[workerData.kind](settings))
  for (let index = 0; index < 10_000; index++) server.record('clicked')
  if (isIdle) await server.idle()
  for (let turn = 0; turn < 2_000 && relay.status().sent < waitsFor; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { sent } = relay.status()
  server.setTelemetryLevel('off')
  const { waiting } = relay.status()
  parentPort.postMessage({ type: 'off', waiting, sent })
  // Blocks this thread, so that it can send nothing until the other side has read what was sent before.
  Atomics.wait(barrier, 0, 0)
  Atomics.store(barrier, 0, 0)
  server.setTelemetryLevel('all')
  server.record('failed')
  await relay.close()
  await server.stop()
  parentPort.postMessage({ type: 'done', lost: relay.status().lost })
}

parentPort.on('message', (round) => {
  optOut(round).catch((error) => parentPort.postMessage({ type: 'error', message: String(error.stack) }))
})
