// How long the withdrawal of consent takes while 10,000 events are queued, compared with an empty queue.

import { startWithHooks } from './connections.mjs'
import { alternate, median, timedSync } from './measure.mjs'

export const needs = ['testing']

const EVENTS = 10_000
const ROUNDS = 41

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const { server, handle } = startWithHooks(built, { level: 'all', capacity: EVENTS })
  const times = { off: [], error: [], offEmpty: [], errorEmpty: [] }
  const lower = (level, events, into) => () => {
    server.setTelemetryLevel('all')
    handle.record(events)
    if (server.telemetryStatus().pending !== events) throw new Error('the queue was not filled')
    into.push(timedSync(() => server.setTelemetryLevel(level)) * 1e6)
    if (server.telemetryStatus().pending !== 0) throw new Error('the queue was not purged')
  }
  await alternate(ROUNDS, [
    lower('off', EVENTS, times.off),
    lower('off', 0, times.offEmpty),
    lower('error', EVENTS, times.error),
    lower('error', 0, times.errorEmpty),
  ])
  await server.stop()
  const ns = (values) => ({ number: median(values), unit: 'ns' })
  const figure = (level, full, empty) => ({
    goal: 10,
    what: `10,000 events purged, all to ${level}`,
    value: ns(full),
    beside: { what: 'nothing to purge', amount: ns(empty) },
    limit: { of: 'value', below: 1e6 },
  })
  return [figure('off', times.off, times.offEmpty), figure('error', times.error, times.errorEmpty)]
}
