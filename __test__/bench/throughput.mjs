// How many requests of 200 bytes pass per second with 64 in flight, and how much processor time each one takes.

import { ECHO, child, inProcessPlain, inProcessRpc, paramsOf } from './connections.mjs'
import { alternate, percentile, timed } from './measure.mjs'

export const needs = ['testing', 'peer']

const IN_FLIGHT = 64
const REQUESTS = 6_000
const ROUNDS = 25
const WARM_UP = 20_000

/** The number of requests in the rounds with one in flight, in which requests share no overhead. */
const REQUESTS_ALONE = 1_500

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const all = [await inProcessRpc(built), await child(built), await inProcessPlain(built)]
  const results = all.map((connection) => ({ connection, rates: [], cpu: [], cpuAlone: [] }))
  for (const connection of all) await flood(connection, WARM_UP, IN_FLIGHT)
  await alternate(
    ROUNDS,
    results.map(({ connection, rates, cpu, cpuAlone }) => async () => {
      let before = connection.cpu()
      const milliseconds = await timed(() => flood(connection, REQUESTS, IN_FLIGHT))
      cpu.push((connection.cpu() - before) / REQUESTS)
      rates.push((REQUESTS / milliseconds) * 1e3)
      before = connection.cpu()
      await flood(connection, REQUESTS_ALONE, 1)
      cpuAlone.push((connection.cpu() - before) / REQUESTS_ALONE)
    }),
  )
  for (const connection of all) await connection.close()

  const [rpc, peer, plain] = results
  // A high percentile, because other load only slows a round down, and slows down the connection with more threads more.
  const perSecond = ({ rates }) => ({ number: percentile(rates, 80), unit: 'per second' })
  // The mean, because the child's time is measured in ticks, of which a round contains only a few.
  const each = (times) => ({ number: (times.reduce((sum, time) => sum + time, 0) / times.length) * 1e3, unit: 'ns' })
  const rate = (what, result, rest) => ({
    what: `64 in flight, ${what}`,
    value: perSecond(result),
    beside: { what: 'child', amount: perSecond(peer) },
    ...rest,
  })
  const cost = (what, key, result, rest) => ({
    what: `CPU per request, ${what}`,
    value: each(result[key]),
    beside: { what: 'both processes', amount: each(peer[key]) },
    ...rest,
  })
  const none = { goal: null, limit: null }
  return [
    rate('jsonrpc', rpc, { goal: 2, limit: { of: 'ratio', atLeast: 2 } }),
    rate('callbacks', plain, none),
    cost('jsonrpc', 'cpu', rpc, { goal: 3, limit: { of: 'ratio', atMost: 0.5 } }),
    cost('callbacks', 'cpu', plain, none),
    cost('jsonrpc, alone', 'cpuAlone', rpc, none),
    cost('callbacks, alone', 'cpuAlone', plain, none),
  ]
}

async function flood(connection, requests, inFlight) {
  const params = paramsOf(200)
  let left = requests
  const lane = async () => {
    while (left-- > 0) await connection.request(ECHO, params)
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}
