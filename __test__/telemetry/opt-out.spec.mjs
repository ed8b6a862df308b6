// Opting out while ten thousand events wait in a receiver: whatever the receiver is doing, none of them arrives after
// `setTelemetryLevel` has returned. CANDOR_ROUNDS sets the number of rounds for each receiver.

import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { Worker } from 'node:worker_threads'

import { root } from '../support/client.mjs'
import { EventServer } from '../support/event-server.mjs'
import { OtlpServer } from '../support/otlp-server.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const ROUNDS = Number(process.env.CANDOR_ROUNDS ?? 8)
/** The number of workers that run concurrently for each receiver. */
const WORKERS = 2
const ANSWERS = [
  {},
  { status: 503, headers: { 'retry-after': '0' } },
  { delay: 3 },
  { status: 429, headers: { 'retry-after': '0' }, delay: 1 },
  { reset: true },
  { hang: true },
]

/** A worker with a receiver, and the server that receives its events. */
class Subject {
  #barrier = new SharedArrayBuffer(4)
  #messages = []
  #notify = () => {}

  constructor(kind, server) {
    this.server = server
    const file = path.join(root, '__test__/support/opt-out-worker.mjs')
    this.worker = new Worker(file, { workerData: { kind, barrier: this.#barrier } })
    this.worker.on('message', (message) => {
      // The OpenTelemetry exporter passes its records to this thread.
      if (message.type === 'events') server.arrived.push(...message.names.map((eventName) => ({ eventName })))
      else this.#messages.push(message)
      this.#notify()
    })
    this.worker.on('error', (error) => {
      this.#messages.push({ type: 'error', message: String(error) })
      this.#notify()
    })
  }

  async #next(type) {
    while (this.#messages.length === 0) await new Promise((resolve) => (this.#notify = resolve))
    const message = this.#messages.shift()
    assert.equal(message.type, type, message.message)
    return message
  }

  async optOut(round, folder) {
    const { server } = this
    server.arrived = []
    const first = round % ANSWERS.length
    server.answers = [...ANSWERS.slice(first), ...ANSWERS.slice(0, first)].slice(0, 1 + (round % 4))
    const waitsFor = [0, 0, 256, 1_024, 5_000][round % 5]
    const [isIdle, failures] = [round % 3 > 0, round % 2]
    this.worker.postMessage({ url: server.url, folder, isIdle, waitsFor, failures })
    const { waiting, sent } = await this.#next('off')
    assert.equal(waiting, 0)
    assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], [], 'nothing is left on the disk')
    await turns(20)
    const before = server.arrived.length
    assert.ok(before >= sent)
    server.answers = []
    Atomics.store(new Int32Array(this.#barrier), 0, 1)
    Atomics.notify(new Int32Array(this.#barrier), 0)
    const { lost } = await this.#next('done')
    await turns(20)
    const late = server.arrived.slice(before).filter((arrived) => nameOf(arrived) !== 'failed')
    assert.ok(late.length === 0, `round ${round}: ${late.length} events arrived late`)
    assert.ok(server.arrived.some((arrived) => nameOf(arrived) === 'failed'), `round ${round}: nothing arrives any more`) // prettier-ignore
    // Purged events are counted as revoked, and acknowledged events have arrived.
    assert.ok(lost.revoked + sent <= 10_000)
  }
}

/** Returns the name of an event in the format of either receiver. */
const nameOf = ({ event, eventName }) => event?.name ?? eventName

/** Yields to the event loop, so that this thread reads everything sent to it. */
async function turns(count) {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const SERVERS = {
  https: EventServer,
  'https with a spool': EventServer,
  OpenTelemetry: EventServer,
  OTLP: OtlpServer,
}
for (const [kind, Server] of Object.entries(SERVERS)) {
  test(`after an opt-out nothing of ten thousand waiting events arrives, in workers (${kind})`, async (t) => {
    let round = 0
    const run = async (worker) => {
      const subject = new Subject(kind, await Server.start(t))
      const folder = path.join(temporaryFolder(t), String(worker))
      try {
        while (round < ROUNDS) await subject.optOut(round++, folder)
      } finally {
        await subject.worker.terminate()
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, (_, worker) => run(worker)))
    t.diagnostic(`${round} rounds`)
  })
}
