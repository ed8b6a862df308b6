// How fast queued events reach JavaScript, compared with JSON.parse of the same text.

import { startWithHooks } from './connections.mjs'
import { alternate, median, timed, timedSync } from './measure.mjs'

export const needs = ['testing']

const EVENTS = 100_000
const ROUNDS = 9

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const { server, handle } = startWithHooks(built, { level: 'all', capacity: EVENTS })
  const listen = () => {
    handle.record(EVENTS)
    return timed(() => listenTo(server, () => {}))
  }
  const read = () => {
    handle.record(EVENTS)
    return timedSync(() => server.readTelemetry())
  }
  // The same texts, in the batches in which they were delivered.
  const batches = []
  handle.record(EVENTS)
  await listenTo(server, (events) => batches.push(JSON.stringify(events)))
  handle.record(EVENTS)
  const whole = JSON.stringify(server.readTelemetry())
  const parseBatches = () => timedSync(() => batches.forEach((text) => JSON.parse(text)))
  const parseWhole = () => timedSync(() => JSON.parse(whole))

  const works = [listen, parseBatches, read, parseWhole].map((work) => ({ work, times: [] }))
  await alternate(
    ROUNDS,
    works.map(({ work, times }) => async (round) => {
      const time = await work()
      // The first round is a warm-up.
      if (round > 0) times.push(time)
    }),
  )
  await server.stop()
  const [listened, parsedBatches, taken, parsedWhole] = works.map(({ times }) => ({
    number: (EVENTS / median(times)) * 1e3,
    unit: 'per second',
  }))
  const figure = (what, value, amount) => ({
    goal: 6,
    what,
    value,
    beside: { what: 'JSON.parse alone', amount },
    limit: { of: 'ratio', atLeast: 0.5 },
  })
  return [
    figure('events through onTelemetry', listened, parsedBatches),
    figure('events through readTelemetry', taken, parsedWhole),
  ]
}

function listenTo(server, take) {
  return new Promise((resolve) => {
    let left = EVENTS
    server.onTelemetry((events) => {
      take(events)
      left -= events.length
      if (left > 0) return
      server.onTelemetry(null)
      resolve(undefined)
    })
  })
}
