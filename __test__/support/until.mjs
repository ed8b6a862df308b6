// Waits for a condition, or for the next turn of the event loop.

import { performance } from 'node:perf_hooks'

/** Milliseconds after which a condition is taken to never hold. */
const LIMIT = 60_000

export const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Resolves when `condition` holds. It is checked in every turn of the event loop. */
export async function until(condition) {
  // A clock that fake timers do not replace.
  const deadline = performance.now() + LIMIT
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${condition}`)
    await nextTurn()
  }
}
