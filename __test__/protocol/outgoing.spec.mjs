// Messages to the client: none is too large for a host, and errors during delivery are reported.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { startTesting, testingNative } from '../support/client.mjs'
import { exchange, message, warnings } from '../support/wire.mjs'

const ECHO = 'candor/testing/echo'
const MAX_BYTES = 64 * 2 ** 20

test('a response that would be larger than 64 MiB is an error with its id', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const { id, result, error } = await client.request(ECHO, ['x'.repeat(MAX_BYTES)], 'large')
  assert.equal(result, undefined)
  assert.deepEqual({ id, error }, { id: 'large', error: { code: -32803, message: 'the result is larger than 64 MiB' } })
  assert.equal((await client.request(ECHO, 'x')).result, 'x')
})

test('an id that is too long to be repeated is answered with null', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const [method, member] of [
    [ECHO, 'result'],
    ['no/such/method', 'error'],
  ]) {
    const [answer, ...more] = await exchange(client, message({ id: 'x'.repeat(2 ** 21), method, params: 1 }))
    assert.deepEqual([answer.id, member in answer, more], [null, true, []])
  }
})

test('a notification that would be too large is a line in the log', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  await client.request('candor/testing/log', MAX_BYTES)
  const lines = warnings(client.messages).map(({ params }) => params.message)
  assert.deepEqual(lines, ['candor: did not send window/logMessage, because it is larger than 64 MiB'])
})

test('a Bake file of 8 MB full of problems costs a bounded amount of memory', async () => {
  const { printed, ...ended } = await inChild(async ({ LanguageServer, initialize, initialized, message, print }) => {
    const server = LanguageServer.start()
    const sizes = []
    let count
    server.onMessage((text) => {
      sizes.push(text.length)
      const { method, params } = JSON.parse(text)
      if (method === 'textDocument/publishDiagnostics') count = params.diagnostics.length
    })
    server.send(initialize)
    server.send(initialized)
    const text = 'a 0\n'.repeat(2 ** 21)
    const textDocument = { uri: 'file:///w/docker-bake.hcl', languageId: 'dockerbake', version: 1, text }
    server.send(message('textDocument/didOpen', { textDocument }))
    await server.idle()
    print([count, Math.max(...sizes), Math.round(process.resourceUsage().maxRSS / 1024)])
    await server.stop()
  })
  assert.deepEqual(ended, { code: 0, signal: null, stderr: '' })
  const [[count, bytes, megabytes]] = printed
  assert.ok(count > 0 && count <= 5_000, `${count} problems`)
  assert.ok(bytes < MAX_BYTES, `${bytes} bytes`)
  assert.ok(megabytes < 600, `${megabytes} MB`)
})

// --- Errors during delivery ------------------------------------------------------------------------------------------

const PULLS = [
  'acknowledgeWake',
  'takeLevelChange',
  'takeConfigurationRequest',
  'takeTelemetry',
  'takeMessage',
  'takeFinished',
  'hasPendingResponses',
]

/** Makes a method of the addon throw whenever `fails` returns true. */
function failing(t, name, fails) {
  const { prototype } = testingNative.LanguageServerHandle
  const original = prototype[name]
  t.after(() => (prototype[name] = original))
  prototype[name] = function (...args) {
    if (fails()) throw new RangeError(`${name}: invalid string length`)
    return original.apply(this, args)
  }
}

for (const name of PULLS) {
  test(`an error of ${name}() while the event loop delivers goes to onError, and the rest is delivered`, async (t) => {
    const client = startTesting(t, { telemetry: { level: 'all' } })
    await client.initialize()
    const errors = []
    client.server.onError((error) => errors.push(error.message))
    client.server.onTelemetry(() => {})
    let left = 1
    failing(t, name, () => left-- > 0)
    const answers = Array.from({ length: 10 }, (_, number) => client.request(ECHO, number))
    await Promise.all([...answers, client.server.idle()])
    while (errors.length === 0) await new Promise(setImmediate)
    assert.deepEqual(errors, [`${name}: invalid string length`])
  })
}

test('deliveries that keep failing are not repeated forever, and arrive once they succeed', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const errors = []
  client.server.onError((error) => errors.push(error))
  let fails = true
  failing(t, 'takeMessage', () => fails)
  const answer = client.request(ECHO, 1)
  while (errors.length < 4) await new Promise(setImmediate)
  for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate)
  assert.equal(errors.length, 4)
  fails = false
  assert.equal((await client.request(ECHO, 2)).result, 2)
  assert.equal((await answer).result, 1)
})

test('a server that is stopped by its error listener delivers nothing more', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const before = client.messages.length
  const heard = new Promise((resolve) =>
    client.server.onError((error) => {
      void client.server.stop()
      resolve(error)
    }),
  )
  failing(t, 'takeMessage', () => true)
  client.request(ECHO, 1)
  assert.ok((await heard) instanceof RangeError)
  for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate)
  assert.equal(client.messages.length, before)
})
