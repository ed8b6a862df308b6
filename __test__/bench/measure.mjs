// Statistics and probes for the benchmarks.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** @param {number[]} values @param {number} share from 0 to 100 */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))]
}

/** @param {number[]} values */
export function median(values) {
  return percentile(values, 50)
}

/** Returns the milliseconds until the promise of `work` resolves. */
export async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Returns the milliseconds that `work` takes, which must be synchronous. */
export function timedSync(work) {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** Returns the nanoseconds of one call of `work`, as the median of several loops. */
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

/** Returns the microseconds of processor time that this process has used, in all threads. */
export function ownCpu() {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Returns the microseconds of processor time that another process has used. Linux counts in ticks of 10 ms. */
export function cpuOf(pid) {
  // The name, in parentheses, may contain anything; user and system time are the 12th and 13th fields after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/**
 * Measures the longest time for which the event loop or its timers were blocked.
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
      // If the event loop was blocked until now, neither callback has seen that.
      return Math.max(longest, performance.now() - turn)
    },
  }
}

/** Calls each function in turn, round after round, so that a temporary slowdown of the machine affects all of them. */
export async function alternate(rounds, works) {
  for (let round = 0; round < rounds; round++) {
    for (const work of works) await work(round)
  }
}

/**
 * Calls `work` with a new folder, which is removed afterwards.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 */
export async function inNewFolder(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
