// Statistics and probes that the figures share.

import { readFileSync } from 'node:fs'

/** @param {number[]} values @param {number} share from 0 to 100 */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))]
}

/** @param {number[]} values */
export function median(values) {
  return percentile(values, 50)
}

/** Milliseconds that `work` takes, with its promise if it returns one. */
export async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Milliseconds that `work`, which waits for nothing, takes. */
export function timedSync(work) {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** Nanoseconds of one call of `work`, the median of several loops. */
export function nanosecondsEach(work, times = 20_000) {
  const loop = () => {
    for (let at = 0; at < times; at++) work()
  }
  loop()
  return (median(Array.from({ length: 9 }, () => timedSync(loop))) * 1e6) / times
}

export function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Microseconds of processor time that this process has used, all threads together. */
export function ownCpu() {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Microseconds of processor time that another process has used. Linux counts in ticks of 10 ms. */
export function cpuOf(pid) {
  // The name, in brackets, may hold anything; user and system time are the 12th and 13th field behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/**
 * Measures the longest time in which the event loop, or its timers, did not come round.
 * @returns {{ stop(): number }} `stop` returns milliseconds
 */
export function startGapProbe() {
  let longest = 0
  let turn = performance.now()
  let tick = turn
  let going = true
  const onTurn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - turn)
    turn = now
    if (going) setImmediate(onTurn)
  }
  setImmediate(onTurn)
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - tick)
    tick = now
  }, 1)
  return {
    stop() {
      going = false
      clearInterval(timer)
      // What blocked until now has let neither of them look at the clock.
      return Math.max(longest, performance.now() - turn)
    },
  }
}

/** Calls each work in turn, round after round, so that a machine that slows down slows all of them. */
export async function alternate(rounds, works) {
  for (let round = 0; round < rounds; round++) {
    for (const work of works) await work(round)
  }
}
