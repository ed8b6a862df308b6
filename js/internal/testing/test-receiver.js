'use strict'
// The conformance suite of receivers.

const { invalidArgument } = require('../errors.js')
const { readReceiver } = require('../receivers/relay-telemetry.js')
const { settle } = require('../settle.js')

/** @typedef {import('../../index.js').RelayedEvent} RelayedEvent */
/** @typedef {import('../../index.js').TelemetryReceiver} TelemetryReceiver */
/**
 * @typedef {object} Subject
 * @property {TelemetryReceiver} receiver
 * @property {() => Promise<readonly RelayedEvent[]>} arrived
 */

/** Every check uses a new receiver. @type {Readonly<Record<string, (subject: Subject) => Promise<void>>>} */
const CHECKS = {
  'sends every event, in order and unchanged': async ({ receiver, arrived }) => {
    const batches = [usage(1, 3), usage(4, 1), errors(5, 100)]
    for (const batch of batches) await settle(receiver.send(batch, new AbortController().signal))
    await settle(receiver.close())
    expectEvents(await arrived(), batches.flat())
  },
  'rejects a batch whose signal is aborted': async ({ receiver, arrived }) => {
    await rejectionOf(() => receiver.send(usage(1, 3), AbortSignal.abort()))
    await settle(receiver.close())
    expectEvents(await arrived(), [])
  },
  'abandons a batch whose signal aborts in the same turn of the event loop, and drops the events that it holds':
    async ({ receiver, arrived }) => {
      const controller = new AbortController()
      const sending = rejectionOf(() => receiver.send(usage(1, 3), controller.signal))
      controller.abort()
      receiver.purge('off')
      const before = (await arrived()).length
      await sending
      await settle(receiver.close())
      expectEvents((await arrived()).slice(before), [])
    },
  'sends the events that are admitted after an opt-out and an opt-in': async ({ receiver, arrived }) => {
    receiver.purge('off')
    const batch = usage(1, 2)
    await settle(receiver.send(batch, new AbortController().signal))
    await settle(receiver.close())
    expectEvents(await arrived(), batch)
  },
  'purges and closes without events, and closes twice': async ({ receiver, arrived }) => {
    for (const level of /** @type {const} */ (['error', 'off', 'error'])) receiver.purge(level)
    await settle(receiver.close())
    await settle(receiver.close())
    expectEvents(await arrived(), [])
  },
}

/** @param {any} options */
async function testReceiver({ makeReceiver, arrived } = /** @type {any} */ ({})) {
  if (typeof makeReceiver !== 'function') throw invalidArgument('options.makeReceiver', 'a function')
  if (typeof arrived !== 'function') throw invalidArgument('options.arrived', 'a function')
  for (const [name, check] of Object.entries(CHECKS)) {
    const receiver = readReceiver((await settle(makeReceiver())).value, 'the result of options.makeReceiver')
    try {
      await check({ receiver, arrived: async () => /** @type {any} */ ((await settle(arrived())).value) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`the receiver failed the check "${name}": ${reason}`, { cause: error })
    }
  }
}

/** @param {number} first @param {number} count @returns {RelayedEvent[]} */
function usage(first, count) {
  return createEvents(first, count, 'server_heartbeat', { type: 'initialized', server_session: 'test' })
}

/** @param {number} first @param {number} count @returns {RelayedEvent[]} */
function errors(first, count) {
  return createEvents(first, count, 'extension_error', { class: 'Error', function: 'foreign', stack_trace: 'foreign' })
}

/** @param {number} first @param {number} count @param {string} name @param {Record<string, string>} properties */
function createEvents(first, count, name, properties) {
  return Array.from({ length: count }, (_, index) => ({
    event: { v: /** @type {const} */ (1), name, properties },
    product: { name: 'test', version: '1.0.0' },
    sequence: first + index,
    hour: '2026-01-01T00:00:00Z',
  }))
}

/** @param {() => unknown} call may fail, because the batch was aborted */
async function rejectionOf(call) {
  try {
    await settle(call())
  } catch (error) {
    return error
  }
}

/** @param {readonly RelayedEvent[]} actual @param {readonly RelayedEvent[]} expected */
function expectEvents(actual, expected) {
  const sequences = (/** @type {readonly RelayedEvent[]} */ events) => events.map(({ sequence }) => sequence).join(', ')
  if (sequences(actual) !== sequences(expected)) {
    throw new Error(`received events [${sequences(actual)}], expected [${sequences(expected)}]`)
  }
  const changed = actual.findIndex((event, index) => event.event.name !== expected[index].event.name)
  if (changed !== -1) throw new Error(`event ${actual[changed].sequence} was received under another name`)
}

module.exports = { testReceiver }
