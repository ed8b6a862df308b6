// Ordering: if any source forbids events when `send` accepts a message, the message's events are never sent, regardless
// of later statements and of the order in which messages are processed. Each burst runs many times, with an idle and
// with a busy dispatcher.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client } from '../support/client.mjs'
import { actions, answersConfiguration, change, readAll, takesEvents } from '../support/telemetry.mjs'

const RUNS = 40
const section = (telemetry) => ({ settings: { docker: { lsp: { telemetry } } } })
const push = (client, telemetry) => client.notify('workspace/didChangeConfiguration', section(telemetry))
const modified = (client) => actions(readAll(client), 'fileModified').length

let files = 0

/** Opens an unmodified file, and returns a function that modifies it. */
function unmodified(client) {
  const uri = `file:///order/${++files}/Dockerfile`
  client.open(uri)
  return () => client.change(uri, 'FROM busybox\n')
}

/** Keeps the dispatcher busy for a few milliseconds. */
function occupy(client) {
  const text = 'x'.repeat(100_000)
  for (let count = 0; count < 50; count++)
    client.send({ id: `busy ${count}`, method: 'candor/testing/echo', params: text })
}

/** Runs `burst` many times, each time with a new server, and returns the total number of events. */
async function runs(options, initialization, burst) {
  let events = 0
  for (let run = 0; run < RUNS; run++) {
    const client = Client.testing({ telemetry: options })
    if (initialization) await client.initialize(initialization)
    const edit = unmodified(client)
    await client.server.idle()
    if (run % 2 === 1) occupy(client)
    await burst(client, edit)
    await client.server.idle()
    events += modified(client)
    await client.stop()
  }
  return events
}

const statesLevel = (telemetry) => ({ capabilities: takesEvents, initializationOptions: { telemetry } })

test("events that the client's off forbade are not delivered when the host then lowers and raises", async () => {
  for (const host of [
    ['off', 'all'],
    ['error', 'all'],
    ['off', null],
    ['all', 'off', 'all'],
  ]) {
    const events = await runs({ level: 'all' }, statesLevel('off'), (client, edit) => {
      push(client, 'all')
      edit()
      for (const level of host) client.server.setTelemetryLevel(level)
    })
    assert.equal(events, 0, JSON.stringify(host))
  }
})

/** Sends the messages that open a session, without waiting. */
function open(client, params) {
  client.send({ id: 'initialize', method: 'initialize', params: { processId: null, rootUri: null, ...params } })
  client.notify('initialized', {})
}

test("events that the host's off forbade are not delivered when the host withdraws it, whatever initialize states", async () => {
  for (const level of [null, 'all']) {
    const events = await runs({ level: 'off' }, null, (client) => {
      open(client, statesLevel('all'))
      unmodified(client)()
      client.server.setTelemetryLevel(level)
    })
    assert.equal(events, 0, String(level))
  }
})

test("events that the host's off forbade are not delivered when only the version was negotiated", async () => {
  const events = await runs({ level: 'off' }, null, (client) => {
    open(client, { capabilities: takesEvents })
    client.open('file:///order/main.tf', 'terraform {}\n', 'terraform')
    client.server.setTelemetryLevel(null)
  })
  assert.equal(events, 0)
})

test('events that a failed pull forbade are not delivered when an answer is followed by lowering and raising', async () => {
  const capabilities = { ...answersConfiguration, ...takesEvents }
  const events = await runs(
    { level: 'all' },
    { capabilities, initializationOptions: { telemetry: 'off' } },
    async (client, edit) => {
      const [request] = await change(client, { settings: null })
      occupy(client)
      client.answer(request, [{ telemetry: 'all' }])
      edit()
      client.server.setTelemetryLevel('off')
      client.server.setTelemetryLevel('all')
    },
  )
  assert.equal(events, 0)
})

test("events from before a provider's answer that raises the level are not delivered", async () => {
  const events = await runs({ level: 'all' }, statesLevel('off'), async (client, edit) => {
    let answer
    client.server.provideConfiguration(() => new Promise((resolve) => (answer = resolve)))
    while (!answer) await new Promise((resolve) => setImmediate(resolve))
    edit()
    answer([{ telemetry: 'all' }])
    await Promise.resolve()
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
  })
  assert.equal(events, 0)
})

test('events from before a provider with a pending answer was removed are not delivered', async () => {
  const events = await runs({ level: 'all' }, statesLevel('all'), async (client, edit) => {
    client.server.provideConfiguration(() => new Promise(() => {}))
    edit()
    // Without a provider nobody can answer, so the pending request counts as failed.
    client.server.provideConfiguration(null)
    push(client, 'all')
  })
  assert.equal(events, 0)
})

test('an exit and a new session in one burst bring nothing of what the first one did without consent', async () => {
  const events = await runs({}, statesLevel('off'), (client, edit) => {
    edit()
    client.notify('exit')
    open(client, statesLevel('all'))
    client.server.setTelemetryLevel('all')
  })
  assert.equal(events, 0)
})

test('events that every source admitted at the time are delivered, however late they are handled', async () => {
  for (const level of ['all', null]) {
    const events = await runs({ level: null }, null, (client) => {
      open(client, { initializationOptions: { telemetry: 'all' } })
      unmodified(client)()
      if (level !== null) client.server.setTelemetryLevel(level)
    })
    assert.equal(events, RUNS, String(level))
  }
  const pushed = await runs({ level: 'all' }, { initializationOptions: { telemetry: 'off' } }, (client, edit) => {
    push(client, 'all')
    edit()
    client.server.setTelemetryLevel('all')
  })
  assert.equal(pushed, RUNS)
})

test('error events obey the same order', async () => {
  for (let run = 0; run < RUNS; run++) {
    const client = Client.testing({ telemetry: { level: 'all' } })
    await client.initialize(statesLevel('off'))
    if (run % 2 === 1) occupy(client)
    push(client, 'error')
    client.send({ id: 'panic', method: 'candor/testing/panic' })
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('error')
    await client.server.idle()
    assert.deepEqual(readAll(client), [])
    await client.stop()
  }
})
