// The longest time for which the event loop is blocked while 100,000 messages arrive.

import { ECHO, paramsOf, startWithHooks } from './connections.mjs'
import { nextTurn, startGapProbe } from './measure.mjs'

export const needs = ['testing']

const MESSAGES = 100_000
const SLICE = 256
const ROUNDS = 3

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const { server } = startWithHooks(built)
  await initialize(server)
  const worst = { queued: 0, live: 0, floor: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    worst.queued = Math.max(worst.queued, await drainQueued(server))
    worst.live = Math.max(worst.live, await drainLive(server))
    worst.floor = Math.max(worst.floor, await drainInJavaScript())
  }
  await server.stop()
  const ms = (number) => ({ number: number * 1e6, unit: 'ns' })
  const beside = { what: 'the same without addon', amount: ms(worst.floor) }
  return [
    {
      goal: 7,
      what: 'longest gap, 100,000 messages drain',
      value: ms(worst.queued),
      beside,
      limit: { of: 'value', atMost: 50e6 },
    },
    { goal: null, what: 'longest gap, while they are asked', value: ms(worst.live), beside, limit: null },
  ]
}

async function initialize(server) {
  const params = { processId: null, rootUri: null, capabilities: {} }
  const answer = new Promise((resolve) => server.onMessage(resolve))
  server.send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params }))
  await answer
  server.onMessage(null)
}

/** Queues all messages before it receives the first. */
async function drainQueued(server) {
  await ask(server)
  await server.idle()
  const probe = startGapProbe()
  await nextTurn()
  await receive(server)
  return probe.stop()
}

async function drainLive(server) {
  const probe = startGapProbe()
  await nextTurn()
  await Promise.all([receive(server), ask(server)])
  return probe.stop()
}

/** The lower bound: the same parsing in the same slices, and nothing else. */
async function drainInJavaScript() {
  const message = JSON.stringify({ jsonrpc: '2.0', id: 100, result: paramsOf(200) })
  const probe = startGapProbe()
  for (let at = 0; at < MESSAGES; at += SLICE) {
    await nextTurn()
    for (let inSlice = 0; inSlice < SLICE; inSlice++) JSON.parse(message)
  }
  return probe.stop()
}

async function ask(server) {
  const params = paramsOf(200)
  for (let id = 1; id <= MESSAGES; id++) {
    server.send(JSON.stringify({ jsonrpc: '2.0', id, method: ECHO, params }))
    if (id % SLICE === 0) await nextTurn()
  }
}

function receive(server) {
  return new Promise((resolve) => {
    let left = MESSAGES
    server.onMessage((text) => {
      JSON.parse(text)
      if (--left > 0) return
      server.onMessage(null)
      resolve(undefined)
    })
  })
}
