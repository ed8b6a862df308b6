// How long one request takes, in this process and through a child process, from 200 bytes to a megabyte.

import { ECHO, child, inProcessPlain, inProcessRpc, paramsOf } from './connections.mjs'
import { alternate, percentile } from './measure.mjs'

export const needs = ['testing', 'peer']

const SIZES = [
  { text: '200 B', bytes: 200, rounds: 40, requests: 500, warmUp: 4_000 },
  { text: '10 KB', bytes: 10_000, rounds: 10, requests: 300, warmUp: 600 },
  { text: '1 MB', bytes: 1_000_000, rounds: 6, requests: 8, warmUp: 8 },
]

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const connections = [await inProcessRpc(built), await child(built), await inProcessPlain(built)]
  const figures = []
  for (const size of SIZES) figures.push(...(await figuresOf(size, connections)))
  for (const connection of connections) await connection.close()
  return figures
}

async function figuresOf({ text, bytes, rounds, requests, warmUp }, connections) {
  const params = paramsOf(bytes)
  const [rpc, peer, plain] = connections.map((connection) => ({ connection, times: [] }))
  const ask = async ({ connection }, count, times) => {
    for (let at = 0; at < count; at++) {
      const started = performance.now()
      await connection.request(ECHO, params)
      times.push((performance.now() - started) * 1e6)
    }
  }
  const all = [rpc, peer, plain]
  for (const one of all) await ask(one, warmUp, [])
  await alternate(
    rounds,
    all.map((one) => () => ask(one, requests, one.times)),
  )
  const figure = (what, { times }, share, goal = null, limit = null) => {
    const at = ({ times }) => ({ number: percentile(times, share), unit: 'ns' })
    const beside = { what: `child, p${share}`, amount: at(peer) }
    return { goal, what: `${text} request, ${what}, p${share}`, value: at({ times }), beside, limit }
  }
  return [
    bytes === 200 ? figure('jsonrpc', rpc, 50, 1, { of: 'ratio', atMost: 0.6 }) : figure('jsonrpc', rpc, 50),
    figure('jsonrpc', rpc, 99),
    figure('callbacks', plain, 50),
    figure('callbacks', plain, 99),
  ]
}
