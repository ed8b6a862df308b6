// The clock of this file stands still: Node's own fake timers are installed once everything is loaded.

import { mock } from 'node:test'

import test from 'ava'

import { check } from './check.js'

test.before(() => mock.timers.enable())
test.after(() => mock.timers.reset())

test('a server answers while no timer fires', async (t) => {
  let isLate = false
  setTimeout(() => (isLate = true), 10)
  const { problems } = await check('FROM scratch AS Base\n')
  t.is(problems.length, 1)
  t.false(isLate)
  mock.timers.tick(10)
  t.true(isLate)
})

test('the environment of this worker is its own', async (t) => {
  process.env.CANDOR_TELEMETRY = 'off'
  t.deepEqual((await check('FROM scratch\n', 'dockerfile', 'all')).events, [])
})
