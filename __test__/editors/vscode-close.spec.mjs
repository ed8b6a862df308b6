// Closing a bridge, in the order in which VS Code deactivates an extension: exactly the events that the user agreed to
// are delivered, and an opt-out in the meantime takes effect immediately.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import {
  BatchingSender,
  bridge as bridgeServer,
  bridgeable,
  bridged,
  bridgeTelemetry,
  counts,
  INITIALIZE,
  Sender,
  SETTING,
  telemetry,
  user,
  vscode,
} from '../support/stub/bridge.mjs'
import { names as namesOf, modify, startHooked, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { core, fakeTerraform, posix } from '../support/terraform.mjs'
import vscodeStub from '../support/vscode-stub.cjs'
import { nextTurn } from '../support/until.mjs'

const { deactivate } = vscodeStub
const PREFIX = 'acme.example/'
const NEWS = ['initialize', 'server_heartbeat initialized']
const MODIFIED = 'server_user_action fileModified'

/** The names of the events that a sender received, as the tests write them. */
function names(sender) {
  return namesOf(sender.received.map(({ name, data }) => ({ name: name.slice(PREFIX.length), properties: data })))
}

/**
 * Creates a bridge whose provider answers only on demand, so that events wait. The extension's consent setting is
 * independent of the level that the provider answers with.
 */
function waiting(t, given = {}) {
  const questions = []
  const configuration = () => new Promise((resolve) => questions.push(resolve))
  const settings = { user: { 'acme.share': 'all' } }
  const all = bridged(t, { setting: 'acme.share', configuration, settings, ...given })
  const answerAll = (level) => questions.splice(0).forEach((resolve) => resolve([{ telemetry: level }]))
  const answer = async (level = 'all') => {
    await untilAsked()
    answerAll(level)
  }
  /** Answers all requests until a promise resolves. */
  const answerUntil = async (promise) => {
    let isOver = false
    const over = promise.then(() => (isOver = true))
    for (; !isOver; await nextTurn()) answerAll('all')
    await over
  }
  const untilAsked = async () => {
    while (questions.length === 0) await nextTurn()
  }
  const begin = () => {
    void all.client.request('initialize', { processId: null, rootUri: null, ...INITIALIZE })
    all.client.notify('initialized', {})
  }
  return {
    ...all,
    answer,
    answerUntil,
    begin,
    questions,
    untilAsked,
    allow: (level) => user.set({ 'acme.share': level }),
  }
}

// --- What is delivered -----------------------------------------------------------------------------------------------

test('events of messages received before `close` are delivered, although VS Code disposes in the same turn', async (t) => {
  const before = counts()
  const { answer, begin, bridge, client, errors, host, sender } = waiting(t)
  begin()
  modify(client, 'file:///w/Dockerfile')
  const extension = { deactivate: () => bridge.close() }
  const deactivated = deactivate(extension, { subscriptions: [bridge] })
  assert.deepEqual([names(sender), host()], [[], 'all'], 'nothing was handled yet')
  await answer()
  await deactivated
  assert.deepEqual(names(sender), [...NEWS, MODIFIED])
  assert.deepEqual([host(), sender.flushed, errors], ['off', 1, []])
  assert.deepEqual(counts(), before)
})

test('a report that waits for Terraform is delivered', posix, async (t) => {
  const folder = temporaryFolder(t)
  const gate = path.join(temporaryFolder(t), 'gate')
  const program = fakeTerraform(t, `until [ -e '${gate}' ]; do :; done\necho '{"terraform_version": "1.5.7"}'`)
  fs.writeFileSync(path.join(folder, 'main.tf'), core('>= 1.0'))
  t.after(() => user.reset())
  const options = { runTerraform: true, terraform: { path: program.program } }
  const client = startHooked(t, { telemetry: { lsp: false }, ...options })
  const { bridge, sender } = bridgeServer(client)
  await client.initialize({ ...INITIALIZE, rootUri: uriOf(folder) })
  client.open(uriOf(folder, 'main.tf'), core('>= 1.0'), 'terraform')
  await client.until(() => program.runs().length === 1)
  const deactivated = deactivate({ deactivate: () => bridge.close() }, { subscriptions: [bridge] })
  fs.writeFileSync(gate, '')
  await deactivated
  assert.deepEqual(names(sender), [...NEWS, 'moduleData'])
  assert.equal(sender.received.at(-1).data.tfVersion, '1.5.7')
})

test('events of messages that arrive in later turns than `close` are not delivered', async (t) => {
  const { answer, begin, bridge, client, sender, server } = waiting(t)
  begin()
  modify(client, 'file:///w/before/Dockerfile')
  const closed = bridge.close()
  // A client may take a few microtasks to send earlier messages.
  await Promise.resolve()
  modify(client, 'file:///w/with/Dockerfile')
  await nextTurn()
  modify(client, 'file:///w/after/Dockerfile')
  client.request('candor/testing/panic')
  await answer()
  await closed
  assert.deepEqual(names(sender), [...NEWS, MODIFIED, MODIFIED])
  await server.idle()
  assert.equal(server.telemetryStatus().pending, 0)
})

test('a session that begins after `close` has no events', async (t) => {
  const { answerUntil, begin, bridge, client, sender, untilAsked } = waiting(t)
  begin()
  await untilAsked()
  const closed = bridge.close()
  await nextTurn()
  client.notify('exit')
  begin()
  await answerUntil(closed)
  await client.server.idle()
  assert.deepEqual(names(sender), [])
})

test('a change of the configuration while the bridge closes loses nothing', async (t) => {
  const { answer, answerUntil, begin, bridge, client, questions, sender, untilAsked } = waiting(t)
  begin()
  await answer()
  await client.server.idle()
  assert.deepEqual(names(sender), NEWS)
  user.set({ 'docker.lsp.experimental': 1 })
  modify(client, 'file:///w/Dockerfile')
  await untilAsked()
  const closed = bridge.close()
  const [first] = questions.splice(0)
  // This answer ends the first idle(), but by then another request is pending.
  user.set({ 'docker.lsp.experimental': 2 })
  first([{ telemetry: 'all' }])
  await answerUntil(closed)
  assert.deepEqual(names(sender), [...NEWS, MODIFIED])
})

test('events that a sender holds are sent and not purged', async (t) => {
  const sender = new BatchingSender()
  const { bridge, client, server } = bridged(t, { sender })
  await client.initialize(INITIALIZE)
  const levels = []
  server.onLevelChange(({ level }) => levels.push(level))
  await bridge.close()
  assert.deepEqual([names(sender), sender.purged, sender.flushed], [NEWS, [], 1])
  assert.deepEqual(levels, ['off'], 'the listener is called all the same')
})

test('`close` waits until the sender has sent what it holds', async (t) => {
  const sender = new BatchingSender()
  const order = []
  let sent
  const flushing = new Promise((called) => {
    sender.flush = () => {
      called()
      return new Promise((resolve) => (sent = resolve)).then(() => order.push('sent'))
    }
  })
  const { bridge, client } = bridged(t, { sender })
  await client.initialize(INITIALIZE)
  const closed = bridge.close().then(() => order.push('closed'))
  await flushing
  await client.server.idle()
  sent()
  await closed
  assert.deepEqual(order, ['sent', 'closed'])
})

for (const [how, flush] of [
  ['throws', () => assert.fail('no flush')],
  ['rejects', () => Promise.reject(new Error('no flush'))],
]) {
  test(`a flush that ${how} is reported, and the bridge is closed`, async (t) => {
    const before = counts()
    const sender = new Sender()
    sender.flush = flush
    const { bridge, errors, host } = bridged(t, { sender })
    await bridge.close()
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['no flush'],
    )
    assert.deepEqual([host(), counts()], ['off', before])
  })
}

test("the extension's own logger gets everything and outlives the bridge", async (t) => {
  const receiver = new Sender()
  const logger = telemetry.createTelemetryLogger(receiver)
  const { answer, begin, bridge } = waiting(t, { logger })
  begin()
  const closed = bridge.close()
  await answer()
  await closed
  assert.deepEqual(names(receiver), NEWS)
  assert.equal(receiver.flushed, 0)
  logger.dispose()
})

// --- Consent while the bridge closes ---------------------------------------------------------------------------------

for (const [what, level, expected, revoke] of [
  ['the setting is lowered to off', 'off', [], ({ allow }) => allow('off')],
  ['the setting is lowered to error', 'error', ['server_heartbeat panic'], ({ allow }) => allow('error')],
  ['a workspace lowers the level', 'off', [], () => user.set({ 'acme.share': 'off' }, 'workspace')],
  ['VS Code lowers the level', 'error', ['server_heartbeat panic'], () => (telemetry.level = 'error')],
  ['the host lowers the level', 'off', [], ({ server }) => server.setTelemetryLevel('off')],
]) {
  test(`an opt-out takes effect at once while the bridge closes: ${what}`, async (t) => {
    const sender = new BatchingSender()
    const all = waiting(t, { sender })
    const { answer, begin, bridge, client, errors, host, server, untilAsked } = all
    begin()
    client.request('candor/testing/panic')
    modify(client, 'file:///w/Dockerfile')
    await untilAsked()
    const closed = bridge.close()
    revoke(all)
    assert.deepEqual([host(), sender.purged], [level, [level]])
    // Consent given again does not apply to the events that are still being delivered.
    if (level === 'off') telemetry.level = 'error'
    all.allow('all')
    user.set({ 'acme.share': undefined }, 'workspace')
    telemetry.level = 'all'
    assert.equal(host(), level)
    await answer()
    await closed
    assert.deepEqual([names(sender), errors], [expected, []])
    assert.equal(server.telemetryStatus().level, 'off')
  })
}

test('an answer of the provider that lowers the level while the bridge closes takes effect', async (t) => {
  const { answer, begin, bridge, client, errors, sender } = waiting(t)
  begin()
  client.request('candor/testing/panic')
  modify(client, 'file:///w/Dockerfile')
  const closed = bridge.close()
  await answer('error')
  await closed
  assert.deepEqual([names(sender), errors], [['server_heartbeat panic'], []])
})

test('an opt-out while the sender is being flushed purges what it has not sent', async (t) => {
  const sender = new BatchingSender()
  const { bridge, client, host } = bridged(t, { sender })
  await client.initialize(INITIALIZE)
  let sent
  const flushing = new Promise((called) => {
    sender.flush = async () => {
      called()
      await new Promise((resolve) => (sent = resolve))
      BatchingSender.prototype.flush.call(sender)
    }
  })
  const closed = bridge.close()
  await flushing
  user.set({ [SETTING]: 'off' })
  assert.deepEqual([host(), sender.purged, sender.held], ['off', ['off'], []])
  sent()
  await closed
  assert.deepEqual(names(sender), [])
})

// --- Calls in any order ----------------------------------------------------------------------------------------------

test('every call of `close` returns the same promise, and later calls do nothing', async (t) => {
  const { bridge, client, errors, host, sender, server } = bridged(t)
  await client.initialize(INITIALIZE)
  const closed = bridge.close()
  assert.equal(bridge.close(), closed)
  bridge.dispose()
  assert.equal(host(), 'all')
  assert.equal(await closed, undefined)
  assert.equal(bridge.close(), closed)
  server.setTelemetryLevel('all')
  bridge.dispose()
  user.set({ [SETTING]: 'off' })
  assert.equal(host(), 'all', 'the bridge is gone')
  assert.deepEqual([sender.flushed, errors], [1, []])
})

test('`close` resolves at once after `dispose` and after stop()', async (t) => {
  const disposed = bridged(t)
  disposed.bridge.dispose()
  await disposed.bridge.close()
  disposed.server.setTelemetryLevel('all')
  assert.equal(disposed.host(), 'all')
  const stopped = bridged(t)
  await stopped.server.stop()
  await stopped.bridge.close()
  assert.deepEqual([disposed.errors, stopped.errors], [[], []])
})

test('`dispose` states off at once, and no waiting event is delivered', async (t) => {
  const { answer, begin, bridge, client, host, questions, sender } = waiting(t)
  begin()
  modify(client, 'file:///w/Dockerfile')
  await client.request('candor/testing/echo', 1)
  bridge.dispose()
  assert.equal(host(), 'off')
  if (questions.length > 0) await answer()
  await client.server.idle()
  assert.deepEqual(names(sender), [])
})

test('a server that stops while the bridge closes ends it', async (t) => {
  const before = counts()
  const { bridge, begin, errors, sender, server, untilAsked } = waiting(t)
  begin()
  await untilAsked()
  const closed = bridge.close()
  const stopped = server.stop()
  await closed
  await stopped
  assert.deepEqual([names(sender), sender.flushed, errors], [[], 1, []])
  assert.deepEqual(counts(), before)
})

test('a server that stops while a sender that never ends is flushed ends the bridge', async (t) => {
  const sender = new Sender()
  const flushing = new Promise((called) => (sender.flush = () => (called(), new Promise(() => {}))))
  const { bridge, errors, server } = bridged(t, { sender })
  const closed = bridge.close()
  await flushing
  await server.stop()
  await closed
  assert.deepEqual(errors, [])
})

test('after `close` there can be another bridge, for new consent', async (t) => {
  const { bridge, client, server } = bridged(t)
  await client.initialize(INITIALIZE)
  const closed = bridge.close()
  assert.throws(() => bridgeTelemetry(server, vscode, { sender: new Sender() }), { code: 'INVALID_ARGUMENT' })
  await closed
  const sender = new Sender()
  bridgeTelemetry(server, vscode, { sender })
  modify(client, 'file:///w/Dockerfile')
  await server.idle()
  assert.deepEqual(names(sender), [...NEWS, MODIFIED])
})

test('the client gets no request when its session ends after the bridge', async (t) => {
  const { bridge, client, server } = bridged(t)
  await client.initialize(INITIALIZE)
  await bridge.close()
  await server.idle()
  await client.request('shutdown')
  client.notify('exit')
  await server.idle()
  assert.deepEqual(client.received('workspace/configuration'), [])
})

test('a logger that throws when it is disposed of causes a warning, and `close` resolves', async (t) => {
  const before = counts()
  const { createTelemetryLogger } = vscode.env
  t.after(() => (vscode.env.createTelemetryLogger = createTelemetryLogger))
  vscode.env.createTelemetryLogger = (...given) => {
    const logger = createTelemetryLogger(...given)
    const dispose = () => {
      logger.dispose()
      throw new Error('no end')
    }
    return Object.create(logger, { dispose: { value: dispose } })
  }
  const { bridge } = bridgeServer(bridgeable(t))
  const warned = once(process, 'warning')
  await bridge.close()
  assert.equal((await warned)[0].message, 'no end')
  assert.deepEqual(counts(), before)
})
