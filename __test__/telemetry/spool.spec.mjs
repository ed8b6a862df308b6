// The spool of `candor/https`: unsent events survive the process, and an opt-out deletes all of them.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { LanguageServer } from '../support/client.mjs'
import { inChild } from '../support/child.mjs'
import { EventServer } from '../support/event-server.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'
import { until } from '../support/until.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../js/index.js')
const { httpsReceiver } = require('../../js/https.js')
const { fakeVscode } = require('../../js/testing.js')
const { bridgeTelemetry } = require('../../js/vscode.js')
const { ReceiverQueue } = require('../../js/internal/receivers/receiver-queue.js')

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const events = { clicked: { ...base, kind: 'usage' }, failed: { ...base, kind: 'error' } }
const BUSY = { status: 503, headers: { 'retry-after': '3600' } }
const isUnix = process.platform !== 'win32'

/** Starts a server with a relay to an endpoint and a spool folder. */
function relayed(t, { url, folder, level = 'all', maxBytes }) {
  const server = LanguageServer.start({ telemetry: { level, capacity: 20_000, events } })
  const errors = []
  server.onError((error) => errors.push(error.message))
  t.after(() => server.stop())
  const relay = relayTelemetry(server, httpsReceiver({ url, spool: { folder, maxBytes } }))
  return { server, relay, errors }
}

/** Records events while the endpoint is unavailable. */
async function recordOffline(other, { server, relay }, names) {
  other.answers = Array(50).fill(BUSY)
  const requests = other.requests
  for (const name of names) server.record(name)
  await server.idle()
  await until(() => other.requests > requests && files(relay.folder).length > 0)
}

const files = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
const bytes = (folder) => files(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)
const names = ({ events }) => events.map(({ event }) => event.name)

/** Starts an endpoint and reserves a folder for the spool. */
async function setUp(t) {
  const folder = path.join(temporaryFolder(t), 'storage', 'telemetry')
  const other = await EventServer.start(t)
  const make = (options) => {
    const made = relayed(t, { url: other.url, folder, ...options })
    made.relay.folder = folder
    return made
  }
  return { folder, other, make }
}

/** Runs a session that ends offline and leaves its events in the spool. */
async function leave({ other, make }, list, options) {
  const first = make(options)
  await recordOffline(other, first, list)
  await first.relay.close()
  await first.server.stop()
  other.answers = []
  return first.relay.status()
}

test('events that could not be sent are sent by the next session, once and in order', async (t) => {
  const set = await setUp(t)
  const list = Array.from({ length: 600 }, (_, index) => (index % 2 ? 'failed' : 'clicked'))
  const status = await leave(set, list)
  assert.deepEqual(status, { waiting: 600, sent: 0, lost: { capacity: 0, revoked: 0, failed: 0 } })
  assert.equal(files(set.folder).length, 1)
  const { server, relay } = set.make()
  server.record('failed')
  await server.idle()
  await until(() => relay.status().sent === 601)
  assert.deepEqual(names(set.other), [...list, 'failed'])
  assert.deepEqual(relay.status(), { waiting: 0, sent: 601, lost: { capacity: 0, revoked: 0, failed: 0 } })
  assert.deepEqual(files(set.folder), [])
})

test('only the user can read the spool', { skip: !isUnix }, async (t) => {
  const set = await setUp(t)
  await leave(set, ['clicked'])
  const [name] = files(set.folder)
  assert.equal(fs.statSync(path.join(set.folder, name)).mode & 0o777, 0o600)
  assert.equal(fs.statSync(set.folder).mode & 0o777, 0o700)
})

test('an opt-out deletes the spool before the call returns, and keeps nothing in memory', async (t) => {
  const set = await setUp(t)
  await leave(set, ['clicked', 'failed'])
  const made = set.make({ level: 'all' })
  await recordOffline(set.other, made, ['clicked', 'failed'])
  // Left behind by a process that has since exited.
  fs.writeFileSync(path.join(set.folder, `${randomUUID()}.jsonl`), 'x')
  made.server.setTelemetryLevel('off')
  assert.deepEqual(files(set.folder), [])
  assert.deepEqual(made.relay.status(), { waiting: 0, sent: 0, lost: { capacity: 0, revoked: 4, failed: 0 } })
  set.other.answers = []
  made.server.setTelemetryLevel('all')
  made.server.record('failed')
  await made.relay.close()
  assert.deepEqual(names(set.other), ['failed'])
})

test('at `error`, only errors stay in the spool, also of earlier sessions', async (t) => {
  const set = await setUp(t)
  await leave(set, ['clicked', 'failed', 'clicked'])
  const made = set.make()
  await recordOffline(set.other, made, ['clicked', 'failed'])
  made.server.setTelemetryLevel('error')
  const [name] = files(set.folder)
  const text = fs.readFileSync(path.join(set.folder, name), 'utf8')
  assert.ok(!text.includes('clicked'))
  assert.equal(text.match(/"failed"/g).length, 2)
  set.other.answers = []
  await made.relay.close()
  assert.deepEqual(names(set.other), ['failed', 'failed'])
})

test('a session that starts without consent deletes what an earlier one left', async (t) => {
  for (const [level, expected] of [
    ['off', []],
    ['error', ['failed']],
  ]) {
    const set = await setUp(t)
    await leave(set, ['clicked', 'failed'])
    const { relay } = set.make({ level })
    assert.equal(relay.status().lost.revoked, level === 'error' ? 1 : 0)
    await relay.close()
    assert.deepEqual(names(set.other), expected)
    assert.deepEqual(files(set.folder), [])
  }
})

test('events in the spool wait until a source has stated a level', async (t) => {
  const set = await setUp(t)
  await leave(set, ['clicked'])
  const { server, relay } = set.make({ level: null })
  assert.equal(files(set.folder).length, 1)
  server.setTelemetryLevel('all')
  await until(() => set.other.events.length === 1)
  await relay.close()
  assert.deepEqual(files(set.folder), [])

  await leave(set, ['clicked'])
  const second = set.make({ level: null })
  second.server.setTelemetryLevel('off')
  await second.relay.close()
  assert.deepEqual(files(set.folder), [])
  assert.equal(set.other.events.length, 1)
})

test('the bridge to VS Code deletes the spool when the user turns telemetry off', async (t) => {
  const set = await setUp(t)
  const editor = fakeVscode({ settings: { 'acme.telemetry': 'all' } })
  const server = LanguageServer.start({ telemetry: { lsp: false, section: 'acme', events } })
  server.onError(() => {})
  t.after(() => server.stop())
  set.other.answers = Array(20).fill(BUSY)
  const receiver = httpsReceiver({ url: set.other.url, spool: { folder: set.folder } })
  const bridge = bridgeTelemetry(server, editor.vscode, { receiver })
  server.record('clicked')
  await server.idle()
  await until(() => files(set.folder).length === 1)
  editor.setTelemetryLevel('off')
  assert.deepEqual(files(set.folder), [])
  await bridge.close()
})

test('the spool is never larger than its bound, keeps the newest, and counts the others', async (t) => {
  const set = await setUp(t)
  const maxBytes = 64 * 1024
  const list = Array.from({ length: 2_000 }, () => 'clicked')
  const { waiting, lost } = await leave(set, list, { maxBytes })
  assert.ok(bytes(set.folder) <= maxBytes, `${bytes(set.folder)} bytes`)
  assert.ok(waiting > 300 && waiting < 1_000, `${waiting} events`)
  assert.equal(waiting + lost.failed, 2_000)
  // A second process has less space left; the total stays within the limit.
  const second = relayed(t, { url: set.other.url, folder: set.folder, maxBytes })
  await second.relay.close()
  assert.equal(set.other.events.length, waiting)
  assert.deepEqual(set.other.events.at(-1).sequence, 2_000)
})

test('damaged files are deleted, and their events counted', async (t) => {
  const damages = {
    'a byte that changed': (text) => text.replace('clicked', 'clocked'),
    'a file that was cut off': (text) => text.slice(0, -10),
    'an empty file': () => '',
    'no header': (text) => text.slice(text.indexOf('\n') + 1),
    'another version': (text) => text.replace('"version":1', '"version":2'),
    'something else': () => '[]\n[]\n',
    'binary data': () => Buffer.from([0, 255, 10, 254, 10]),
  }
  for (const [what, damage] of Object.entries(damages)) {
    const set = await setUp(t)
    await leave(set, ['clicked', 'clicked'])
    const file = path.join(set.folder, files(set.folder)[0])
    fs.writeFileSync(file, damage(fs.readFileSync(file, 'utf8')))
    const { server, relay, errors } = set.make()
    const { failed } = relay.status().lost
    assert.ok(failed >= 1 && failed <= 2, `${what}: ${failed}`)
    assert.match(errors.join(), /damaged/, what)
    server.record('failed')
    await relay.close()
    assert.deepEqual(names(set.other), ['failed'], what)
    assert.deepEqual(files(set.folder), [], what)
  }
})

test('a link in the spool leads nowhere, and a pipe is left alone', { skip: !isUnix }, async (t) => {
  const set = await setUp(t)
  await leave(set, ['clicked'])
  const file = path.join(set.folder, files(set.folder)[0])
  const outside = path.join(path.dirname(set.folder), 'outside')
  fs.renameSync(file, outside)
  fs.symlinkSync(outside, file)
  const pipe = path.join(set.folder, `${randomUUID()}.jsonl`)
  spawnSync('mkfifo', [pipe])
  const { relay } = set.make()
  await relay.close()
  assert.deepEqual(set.other.events, [])
  assert.ok(fs.existsSync(outside))
})

test('a file of a running process is left to it, and taken over when the process has ended', async (t) => {
  const set = await setUp(t)
  const work = async ({ LanguageServer, relayTelemetry, entry, url, folder, gate, events, print }) => {
    const { httpsReceiver } = require(entry.replace('index.js', 'https.js'))
    const server = LanguageServer.start({ telemetry: { level: 'all', events } })
    server.onError(() => {})
    relayTelemetry(server, httpsReceiver({ url, spool: { folder } }))
    server.record('clicked')
    await server.idle()
    const { readdirSync } = require('node:fs')
    while (readdirSync(folder).length === 0) await new Promise((resolve) => setImmediate(resolve))
    // The test answers after checking what another process does in the meantime.
    await fetch(gate)
    print(readdirSync(folder).length)
    process.kill(process.pid, 'SIGKILL')
  }
  fs.mkdirSync(set.folder, { recursive: true })
  set.other.answers = Array(50).fill(BUSY)
  const gate = http.createServer()
  await new Promise((resolve) => gate.listen(0, '127.0.0.1', resolve))
  t.after(() => gate.close())
  const waits = once(gate, 'request')
  const data = { url: set.other.url, folder: set.folder, gate: `http://127.0.0.1:${gate.address().port}`, events }
  const child = inChild(work, { data })
  const [, response] = await waits
  const during = set.make()
  assert.equal(during.relay.status().waiting, 0)
  await during.relay.close()
  assert.equal(files(set.folder).length, 1)
  response.end()
  const { printed } = await child
  assert.deepEqual(printed, [1])
  set.other.answers = []
  const { relay } = set.make()
  await relay.close()
  assert.deepEqual(names(set.other), ['clicked'])
})

test('of processes that begin at the same time, one takes over a file', async (t) => {
  const set = await setUp(t)
  const list = Array.from({ length: 500 }, () => 'clicked')
  await leave(set, list)
  const work = async ({ LanguageServer, relayTelemetry, entry, url, folder, events }) => {
    const { httpsReceiver } = require(entry.replace('index.js', 'https.js'))
    const server = LanguageServer.start({ telemetry: { level: 'all', events } })
    await relayTelemetry(server, httpsReceiver({ url, spool: { folder } })).close()
    await server.stop()
  }
  const options = { data: { url: set.other.url, folder: set.folder, events } }
  const ended = await Promise.all([1, 2, 3].map(() => inChild(work, options)))
  assert.deepEqual(ended.map(({ code, stderr }) => ({ code, stderr })), Array(3).fill({ code: 0, stderr: '' })) // prettier-ignore
  assert.equal(set.other.events.length, 500)
})

test('a folder that cannot be written to is reported, and events are still sent', async (t) => {
  const set = await setUp(t)
  fs.mkdirSync(path.dirname(set.folder), { recursive: true })
  fs.writeFileSync(set.folder, 'a file')
  const { server, relay, errors } = set.make()
  set.other.answers = [{ status: 503, headers: { 'retry-after': '0' } }]
  server.record('clicked')
  await server.idle()
  await until(() => set.other.events.length === 1)
  assert.ok(
    errors.some((message) => /EEXIST|ENOTDIR|not a directory/.test(message)),
    errors.join(),
  )
  await relay.close()
})

test('ten minutes without a network lose only events beyond the bound, and they are counted', async (t) => {
  const timers = require('node:timers')
  const { setTimeout } = timers
  t.mock.timers.enable({ apis: ['Date'] })
  const file = require.resolve('../../js/internal/receivers/receiver-queue.js')
  delete require.cache[file]
  // Makes the relay's delays elapse immediately on the mocked clock.
  timers.setTimeout = (work, milliseconds) => {
    t.mock.timers.tick(milliseconds)
    return setTimeout(work, 0)
  }
  const { ReceiverQueue: Queue, MAX_EVENTS } = require(file)
  timers.setTimeout = setTimeout
  assert.notEqual(Queue, ReceiverQueue)

  const start = Date.now()
  const received = []
  let attempts = 0
  let queue
  let number = 0
  const receiver = {
    async send(batch) {
      attempts += 1
      if (Date.now() - start < 600_000) {
        // The user keeps using the extension.
        for (let index = 0; index < 1_000; index++) queue.take({ v: 1, name: 'clicked', properties: {} }, 'usage', ++number) // prettier-ignore
        throw new Error('no network')
      }
      received.push(...batch)
    },
    purge() {},
    close() {},
  }
  queue = new Queue(receiver, { product: null, report: () => {} })
  queue.take({ v: 1, name: 'clicked', properties: {} }, 'usage', ++number)
  await until(() => received.length > 0 && queue.status().waiting === 0)
  assert.ok(number > MAX_EVENTS, `${number} events in ${attempts} attempts`)
  assert.deepEqual(queue.status(), {
    waiting: 0,
    sent: MAX_EVENTS,
    lost: { capacity: number - MAX_EVENTS, revoked: 0, failed: 0 },
  })
  // The newest events have arrived, in order; only the batch that was being sent is older.
  const sequences = received.map(({ sequence }) => sequence)
  assert.deepEqual(
    sequences,
    [...new Set(sequences)].sort((a, b) => a - b),
  )
  assert.deepEqual(
    sequences.slice(-9_000),
    Array.from({ length: 9_000 }, (_, index) => number - 8_999 + index),
  )
})
