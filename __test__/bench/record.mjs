// The cost of recording an event: at level `off`, compared with a relaxed atomic load; otherwise, with serializing it.

import { startWithHooks } from './connections.mjs'
import { alternate, median } from './measure.mjs'

export const needs = ['testing']

const ROUNDS = 15

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const off = startWithHooks(built, { level: 'off' })
  const all = startWithHooks(built, { level: 'all' })
  const closed = []
  const open = []
  await alternate(ROUNDS, [
    () => closed.push(off.handle.timeRecords(2_000_000)),
    () => open.push(all.handle.timeRecords(50_000)),
  ])
  await off.server.stop()
  await all.server.stop()
  const middle = (rounds, at) => ({ number: median(rounds.map((times) => times[at])), unit: 'ns' })
  return [
    {
      goal: 5,
      what: 'record at level off',
      value: middle(closed, 0),
      beside: { what: 'relaxed load', amount: middle(closed, 1) },
      limit: { of: 'ratio', atMost: 5 },
    },
    {
      goal: 5,
      what: 'record at level all',
      value: middle(open, 0),
      beside: { what: 'serialising the value', amount: middle(open, 2) },
      limit: { of: 'ratio', atMost: 5 },
    },
  ]
}
