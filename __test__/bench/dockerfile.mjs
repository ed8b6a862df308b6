// How fast Dockerfiles are parsed and checked in Rust, compared with a parser alone, and how long a megabyte takes in
// worst-case shapes.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

import { goldens } from '../support/goldens.mjs'

export const needs = ['peer']

const ROUNDS = 50

/** The maximum time for every shape, in nanoseconds. */
const PATIENCE = 100e6

/** @param {import('./build.mjs').Built} built */
export async function measure({ root, peer }) {
  const { theirs, parse, checks, shapes } = JSON.parse(
    execFileSync(peer, ['dockerfile', folder(root), String(ROUNDS)], { encoding: 'utf8', maxBuffer: 1 << 24 }),
  )
  const ns = (number) => ({ number, unit: 'ns' })
  const beside = { what: 'parse-dockerfile', amount: ns(theirs) }
  const slowest = shapes.reduce((one, other) => (other.checks > one.checks ? other : one))
  const slowestFix = Math.max(...shapes.map(({ fixes }) => fixes ?? 0))
  const limit = { of: 'value', below: PATIENCE }
  return [
    {
      goal: 12,
      what: 'all Dockerfiles, read',
      value: ns(parse),
      beside,
      limit: { of: 'ratio', atMost: 1.5 },
    },
    {
      goal: 13,
      what: 'all Dockerfiles, read and checked',
      value: ns(checks),
      beside,
      limit: { of: 'ratio', atMost: 4 },
    },
    { goal: 14, what: '1 MB, the slowest shape', value: ns(slowest.checks), beside: null, limit },
    { goal: 14, what: '64 KB, the slowest quick fixes', value: ns(slowestFix), beside: null, limit },
    ...shapes.map(({ name, parse, checks }) => ({
      goal: null,
      what: `1 MB, ${name}`,
      value: ns(checks),
      beside: { what: 'reading alone', amount: ns(parse) },
      limit: null,
    })),
  ]
}

/** Returns a folder of Dockerfiles: a large collection if it is available, otherwise the examples. */
function folder(root) {
  const files = path.join(goldens, 'dockerfile/files')
  return existsSync(files) ? files : path.join(root, 'examples')
}
