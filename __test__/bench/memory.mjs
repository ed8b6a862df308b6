// How much memory the addon and one server add to that of a Node process.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { alternate, median } from './measure.mjs'

export const needs = ['plain']

const PROCESSES = 20
const program = fileURLToPath(new URL('one-server.cjs', import.meta.url))

/** @param {import('./build.mjs').Built} built */
export async function measure({ installed }) {
  const run = (...args) => Number(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }))
  const server = []
  const bare = []
  await alternate(PROCESSES, [() => server.push(run(installed, 'memory')), () => bare.push(run('', 'memory'))])
  const added = median(server) - median(bare)
  return [
    {
      goal: 8,
      what: 'memory of addon and one server',
      value: { number: added, unit: 'bytes' },
      beside: { what: 'Node without it', amount: { number: median(bare), unit: 'bytes' } },
      limit: { of: 'value', atMost: 8e6 },
    },
  ]
}
