// The time from `require('candor')` to the response to `initialize`, compared with starting Node alone.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { alternate, median, timedSync } from './measure.mjs'

export const needs = ['plain']

const PROCESSES = 30
const program = fileURLToPath(new URL('one-server.cjs', import.meta.url))

/** @param {import('./build.mjs').Built} built */
export async function measure({ installed }) {
  const ready = []
  const loaded = []
  const bare = []
  const start = () => JSON.parse(execFileSync(process.execPath, [program, installed, 'time'], { encoding: 'utf8' }))
  start()
  await alternate(PROCESSES, [
    () => {
      const times = start()
      ready.push(times.initialized)
      loaded.push(times.loaded)
    },
    () => bare.push(timedSync(() => execFileSync(process.execPath, ['-e', '0'])) * 1e6),
  ])
  const beside = { what: 'node -e 0', amount: { number: median(bare), unit: 'ns' } }
  return [
    {
      goal: 4,
      what: 'require to initialized',
      value: { number: median(ready), unit: 'ns' },
      beside,
      limit: { of: 'ratio', atMost: 1 / 3 },
    },
    { goal: null, what: 'require and start alone', value: { number: median(loaded), unit: 'ns' }, beside, limit: null },
  ]
}
