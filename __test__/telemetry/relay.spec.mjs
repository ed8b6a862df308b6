// What a relay guarantees: order, batches, retries, counted losses, and that an opt-out removes queued and current
// batches before `setTelemetryLevel` returns.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import os from 'node:os'
import { test } from 'node:test'

import { LanguageServer } from '../support/client.mjs'
import { EventServer } from '../support/event-server.mjs'
import { withEnvironment } from '../support/telemetry.mjs'
import { until } from '../support/until.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../js/index.js')
const { httpsReceiver } = require('../../js/https.js')
const { testReceiver } = require('../../js/testing.js')
const { ReceiverQueue, MAX_EVENTS } = require('../../js/internal/receivers/receiver-queue.js')

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = { clicked: { ...base, kind: 'usage' }, failed: { ...base, kind: 'error' } }

function serve(t, options) {
  const server = LanguageServer.start({
    telemetry: { level: 'all', capacity: 20_000, events },
    product: { name: 'acme', version: '2.1.0-beta.3' },
    ...options,
  })
  server.onError(() => {})
  t.after(() => server.stop())
  return server
}

/** A receiver that keeps its batches; tests can replace `send`. */
class Receiver {
  batches = []
  purges = []
  isClosed = false
  send(batch) {
    this.batches.push(batch)
  }
  purge(level) {
    this.purges.push(level)
  }
  close() {
    this.isClosed = true
  }
  get received() {
    return this.batches.flat()
  }
}

test('events reach a receiver in order, with product, sequence and hour', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  const relay = relayTelemetry(server, receiver)
  for (let index = 0; index < 1_000; index++) server.record(index % 2 ? 'failed' : 'clicked')
  await server.idle()
  await until(() => receiver.received.length === 1_000)
  assert.deepEqual(receiver.received.map(({ sequence }) => sequence), Array.from({ length: 1_000 }, (_, index) => index + 1)) // prettier-ignore
  assert.deepEqual(receiver.received[1].event, { v: 1, name: 'failed', properties: {} })
  for (const { product, hour } of receiver.received) {
    assert.deepEqual(product, { name: 'acme', version: '2.1.0-beta3' })
    assert.match(hour, /^\d{4}-\d\d-\d\dT\d\d:00:00Z$/)
  }
  assert.deepEqual(relay.status(), { waiting: 0, sent: 1_000, lost: { capacity: 0, revoked: 0, failed: 0 } })
  await relay.close()
  assert.equal(receiver.isClosed, true)
  assert.deepEqual(receiver.purges, [])
})

test('sequences begin anew with every identity', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  relayTelemetry(server, receiver)
  server.record('clicked')
  await server.idle()
  await until(() => receiver.received.length === 1)
  server.setTelemetryLevel('off')
  server.setTelemetryLevel('all')
  server.record('clicked')
  await until(() => receiver.received.length === 2)
  assert.deepEqual(
    receiver.received.map(({ sequence }) => sequence),
    [1, 1],
  )
})

test('a batch is sent only when the one before has ended', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  let running = 0
  let most = 0
  receiver.send = async (batch) => {
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    receiver.batches.push(batch)
  }
  relayTelemetry(server, receiver)
  for (let index = 0; index < 2_000; index++) server.record('clicked')
  await until(() => receiver.received.length === 2_000)
  assert.equal(most, 1)
})

test('a lowered level purges what is held and aborts what is being sent before the call returns', async (t) => {
  for (const [level, left] of [
    ['off', 0],
    ['error', 150],
  ]) {
    const server = serve(t)
    const receiver = new Receiver()
    const signals = []
    receiver.send = (batch, signal) => {
      signals.push(signal)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const relay = relayTelemetry(server, receiver)
    for (let index = 0; index < 300; index++) server.record(index % 2 ? 'failed' : 'clicked')
    await server.idle()
    await until(() => signals.length === 1 && relay.status().waiting === 300)
    server.setTelemetryLevel(level)
    assert.equal(signals[0].aborted, true)
    assert.deepEqual(receiver.purges, [level])
    assert.deepEqual(relay.status(), { waiting: left, sent: 0, lost: { capacity: 0, revoked: 300 - left, failed: 0 } })
    receiver.send = Receiver.prototype.send
    await until(() => receiver.received.length === left)
    assert.ok(receiver.received.every(({ event }) => event.name === 'failed'))
  }
})

test('a level that is lowered inside send keeps the rest of the events in', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  receiver.send = (batch) => {
    receiver.batches.push(batch)
    server.setTelemetryLevel('off')
  }
  const relay = relayTelemetry(server, receiver)
  for (let index = 0; index < 1_000; index++) server.record('clicked')
  await server.idle()
  await until(() => receiver.batches.length === 1)
  await server.idle()
  assert.equal(relay.status().waiting, 0)
  assert.equal(receiver.batches.length, 1)
})

test('an error of a receiver is reported once for a series of failures, and the batch is sent again', async (t) => {
  const server = serve(t)
  const errors = []
  server.onError((error) => errors.push(error.message))
  const receiver = new Receiver()
  let attempts = 0
  receiver.send = async (batch) => {
    attempts += 1
    if (attempts <= 2) throw Object.assign(new Error('no network'), { retryAfter: 0 })
    receiver.batches.push(batch)
  }
  relayTelemetry(server, receiver)
  server.record('clicked')
  await until(() => receiver.received.length === 1)
  assert.equal(attempts, 3)
  assert.deepEqual(errors, ['no network'])
})

test('a batch that the receiver gives up is counted, and later ones are sent', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  let isFirst = true
  receiver.send = (batch) => {
    if (isFirst) {
      isFirst = false
      throw Object.assign(new Error('refused'), { isFinal: true })
    }
    receiver.batches.push(batch)
  }
  const relay = relayTelemetry(server, receiver)
  server.record('clicked')
  await server.idle()
  await until(() => relay.status().lost.failed === 1)
  server.record('failed')
  await until(() => receiver.received.length === 1)
})

test('events beyond the bound are dropped, the oldest first, and counted', () => {
  const receiver = new Receiver()
  receiver.send = () => new Promise(() => {})
  const queue = new ReceiverQueue(receiver, { product: null, report: () => {} })
  for (let index = 1; index <= MAX_EVENTS + 500; index++)
    queue.take({ v: 1, name: 'clicked', properties: {} }, 'usage', index)
  assert.deepEqual(queue.status(), { waiting: MAX_EVENTS, sent: 0, lost: { capacity: 500, revoked: 0, failed: 0 } })
  queue.dispose()
})

test('ten minutes without a network lose nothing that the bound holds', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] })
  const timers = require('node:timers')
  const { setTimeout } = timers
  // Makes the relay's delays elapse immediately.
  const delays = []
  const file = require.resolve('../../js/internal/receivers/receiver-queue.js')
  delete require.cache[file]
  timers.setTimeout = (work, milliseconds) => {
    delays.push(milliseconds)
    t.mock.timers.tick(milliseconds)
    return setTimeout(work, 0)
  }
  const { ReceiverQueue } = require(file)
  timers.setTimeout = setTimeout
  const receiver = new Receiver()
  const start = Date.now()
  receiver.send = async (batch) => {
    if (Date.now() - start < 600_000) throw new Error('no network')
    receiver.batches.push(batch)
  }
  const queue = new ReceiverQueue(receiver, { product: null, report: () => {} })
  for (let index = 1; index <= 5_000; index++) queue.take({ v: 1, name: 'clicked', properties: {} }, 'usage', index)
  await until(() => receiver.received.length === 5_000)
  assert.deepEqual(receiver.received.map(({ sequence }) => sequence), Array.from({ length: 5_000 }, (_, index) => index + 1)) // prettier-ignore
  assert.ok(delays.length > 8 && delays.length < 40, `${delays.length} attempts`)
  assert.ok(delays.every((delay) => delay >= 500 && delay <= 60_000))
  assert.deepEqual(queue.status().lost, { capacity: 0, revoked: 0, failed: 0 })
})

test('a server has only one relay at a time, and invalid arguments are named', async (t) => {
  const server = serve(t)
  const first = relayTelemetry(server, new Receiver())
  assert.throws(() => relayTelemetry(server, new Receiver()), /server must be a server without an open relay/)
  first.dispose()
  relayTelemetry(server, new Receiver()).dispose()
  for (const receiver of [null, {}, { send() {}, purge() {} }, 5]) {
    assert.throws(() => relayTelemetry(server, receiver), { code: 'INVALID_ARGUMENT' })
  }
  assert.throws(() => relayTelemetry({}, new Receiver()), { code: 'INVALID_ARGUMENT' })
  await server.stop()
  assert.throws(() => relayTelemetry(server, new Receiver()), { code: 'SERVER_STOPPED' })
})

test('stopping the server drops the events in the queue', async (t) => {
  const server = serve(t)
  const receiver = new Receiver()
  receiver.send = () => new Promise(() => {})
  const relay = relayTelemetry(server, receiver)
  for (let index = 0; index < 10; index++) server.record('clicked')
  await server.idle()
  await until(() => relay.status().waiting === 10)
  await server.stop()
  assert.deepEqual(relay.status(), { waiting: 0, sent: 0, lost: { capacity: 0, revoked: 10, failed: 0 } })
  assert.deepEqual(receiver.purges, ['off'])
})

test('the environment keeps every event from a receiver', async (t) => {
  await withEnvironment({ DO_NOT_TRACK: '1' }, async () => {
    const server = serve(t)
    const receiver = new Receiver()
    const relay = relayTelemetry(server, receiver)
    server.record('clicked')
    await server.idle()
    await relay.close()
    assert.deepEqual(receiver.received, [])
  })
})

test('the HTTPS receiver posts compressed lines of JSON', async (t) => {
  const other = await EventServer.start(t)
  const server = serve(t)
  const relay = relayTelemetry(server, httpsReceiver({ url: other.url, headers: { authorization: 'token' } }))
  for (let index = 0; index < 600; index++) server.record('clicked')
  await server.idle()
  await relay.close()
  assert.deepEqual(other.events.map(({ sequence }) => sequence), Array.from({ length: 600 }, (_, index) => index + 1)) // prettier-ignore
  assert.deepEqual(Object.keys(other.events[0]), ['event', 'product', 'sequence', 'hour'])
})

test('the HTTPS receiver passes the conformance suite', async (t) => {
  const other = await EventServer.start(t)
  await testReceiver({
    makeReceiver: () => {
      other.events = []
      return httpsReceiver({ url: other.url })
    },
    arrived: () => other.events,
  })
})

test('the conformance suite finds receivers that do not do their part', async () => {
  let arrived = []
  const check = (receiver) =>
    testReceiver({
      makeReceiver: () => ((arrived = []), { purge() {}, close() {}, ...receiver }),
      arrived: () => arrived,
    })
  await check({ send: (batch, signal) => signal.aborted || arrived.push(...batch) })
  await assert.rejects(check({ send() {} }), /sends every event, in order and unchanged/)
  await assert.rejects(check({ send: (batch) => arrived.push(...batch) }), /rejects a batch whose signal is aborted/)
  await assert.rejects(
    check({ send: async (batch, signal) => signal.aborted || arrived.push(...batch.toReversed()) }),
    /in order/,
  )
  const late = (batch, signal) => signal.aborted || setImmediate(() => arrived.push(...batch))
  await assert.rejects(check({ send: late, close: () => new Promise((resolve) => setImmediate(resolve)) }), /same turn/)
})

test('temporary failures are retried, permanent ones are given up', async (t) => {
  const other = await EventServer.start(t)
  const server = serve(t)
  const relay = relayTelemetry(server, httpsReceiver({ url: other.url, timeout: 200 }))
  const zero = { headers: { 'retry-after': '0' } }
  other.answers = [{ status: 429, ...zero }, { status: 503, ...zero }, { reset: true }, { hang: true }]
  server.record('clicked')
  await until(() => other.events.length === 1)
  assert.equal(other.requests, 5)
  for (const status of [400, 401, 404, 413, 301]) {
    const before = relay.status().lost.failed
    other.answers = [{ status, headers: { location: other.url } }]
    server.record('clicked')
    await until(() => relay.status().lost.failed === before + 1)
  }
})

test('an endpoint that dies and returns gets everything', async (t) => {
  const other = await EventServer.start(t)
  const server = serve(t)
  const relay = relayTelemetry(server, httpsReceiver({ url: other.url }))
  await other.close()
  for (let index = 0; index < 10; index++) server.record('clicked')
  await server.idle()
  await new Promise((resolve) => setImmediate(resolve))
  await other.listen(other.port)
  await relay.close()
  assert.deepEqual([...new Set(other.events.map(({ sequence }) => sequence))], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('an opt-out while ten thousand wait lets nothing arrive afterwards, however often it is tried', async (t) => {
  const other = await EventServer.start(t)
  for (let round = 0; round < Number(process.env.CANDOR_ROUNDS ?? 40); round++) {
    const server = LanguageServer.start({ telemetry: { level: 'all', capacity: 20_000, events } })
    server.onError(() => {})
    const relay = relayTelemetry(server, httpsReceiver({ url: other.url, timeout: 5_000 }))
    other.arrived = []
    other.answers = [{}, { status: 503, headers: { 'retry-after': '0' } }, {}, { reset: true }].slice(round % 4)
    for (let index = 0; index < 10_000; index++) server.record('clicked')
    if (round % 3 > 0) await server.idle()
    const requests = other.requests
    if (round % 3 > 1) await until(() => other.requests > requests)
    server.setTelemetryLevel('off')
    // The endpoint now handles the requests that it has read completely; nothing may arrive after them.
    await new Promise((resolve) => setImmediate(resolve))
    const arrived = other.arrived.length
    assert.equal(relay.status().waiting, 0)
    server.setTelemetryLevel('all')
    server.record('failed')
    await until(() => other.arrived.some(({ event }) => event.name === 'failed'))
    const late = other.arrived.slice(arrived).filter(({ event }) => event.name !== 'failed')
    assert.ok(late.length === 0, `round ${round}: ${late.length} events arrived late`)
    await server.stop()
  }
})

test('options of the HTTPS receiver that are wrong are refused by name', () => {
  for (const [options, message] of [
    [undefined, /options\.url must be an https URL/],
    [{ url: 'http://example.com' }, /options\.url/],
    [{ url: 'ftp://127.0.0.1' }, /options\.url/],
    [{ url: 'https://alice:secret@example.com' }, /without a user name/],
    [{ url: 'https://example.com', headers: { 'a b': 'x' } }, /options\.headers/],
    [{ url: 'https://example.com', headers: { a: 'x\r\ny: z' } }, /options\.headers/],
    [{ url: 'https://example.com', timeout: 0 }, /options\.timeout/],
    [{ url: 'https://example.com', proxy: 'x' }, /options\.proxy must be omitted/],
    [{ url: 'https://example.com', spool: '/tmp/x' }, /options\.spool must be an object/],
    [{ url: 'https://example.com', spool: { folder: 'x' } }, /options\.spool\.folder must be an absolute path/],
    [
      { url: 'https://example.com', spool: { folder: os.tmpdir(), maxBytes: 1 } },
      /options\.spool\.maxBytes must be an integer/,
    ],
    [{ url: 'https://example.com', spool: { folder: os.tmpdir(), days: 1 } }, /options\.spool\.days must be omitted/],
  ]) {
    assert.throws(() => httpsReceiver(options), (error) => error.code === 'INVALID_ARGUMENT' && message.test(error.message)) // prettier-ignore
  }
  assert.ok(httpsReceiver({ url: new URL('https://example.com/events') }))
})
