// Lower bounds: a call of a native function that does nothing, the JSON of a message, and two threads that wake each
// other, which every server needs that does not block its caller.

import { Worker } from 'node:worker_threads'

import { ECHO, paramsOf, startWithHooks } from './connections.mjs'
import { median, nanosecondsEach, timedSync } from './measure.mjs'

export const needs = ['testing']

const SIZES = [
  ['200 B', 200, 20_000],
  ['10 KB', 10_000, 2_000],
  ['1 MB', 1_000_000, 20],
]

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const figure = (what, number) => ({ goal: null, what, value: { number, unit: 'ns' }, beside: null, limit: null })
  const { server, handle } = startWithHooks(built)
  const nothing = nanosecondsEach(() => handle.hasPendingResponses(false))
  await server.stop()
  const figures = [
    figure('a native call that does nothing', nothing),
    figure('two threads wake each other, p50', await wakeEachOther()),
  ]
  for (const [text, bytes, times] of SIZES) {
    const message = { jsonrpc: '2.0', id: 100, method: ECHO, params: paramsOf(bytes) }
    const each = nanosecondsEach(() => JSON.parse(JSON.stringify(message)), times)
    figures.push(figure(`JSON there and back, ${text}`, each))
  }
  return figures
}

const ECHOING_THREAD = `
  const { workerData: turns } = require('node:worker_threads')
  for (let turn = 1; ; turn += 2) {
    Atomics.wait(turns, 0, turn - 1)
    if (Atomics.load(turns, 0) < 0) break
    Atomics.store(turns, 0, turn + 1)
    Atomics.notify(turns, 0)
  }
`

/** Returns the nanoseconds until another thread, after being woken, has woken this one again. */
async function wakeEachOther(times = 3_000) {
  const turns = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(ECHOING_THREAD, { eval: true, workerData: turns })
  const taken = []
  for (let turn = 0; turn < 2 * times; turn += 2) {
    const thereAndBack = timedSync(() => {
      Atomics.store(turns, 0, turn + 1)
      Atomics.notify(turns, 0)
      Atomics.wait(turns, 0, turn + 1)
    })
    taken.push(thereAndBack * 1e6)
  }
  Atomics.store(turns, 0, -1)
  Atomics.notify(turns, 0)
  await worker.terminate()
  return median(taken)
}
