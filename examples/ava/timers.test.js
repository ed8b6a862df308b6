// Time stands still in this file: Node's fake timers are installed after everything is loaded.

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

test('this worker has its own environment', async (t) => {
  process.env.CANDOR_TELEMETRY = 'off'
  t.deepEqual((await check('FROM scratch\n', 'dockerfile', 'all')).events, [])
})
