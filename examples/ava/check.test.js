// ava runs the tests of a file at the same time, and the files in worker threads: each test has servers of its own.

import test from 'ava'

import { check } from './check.js'

const codes = ({ problems }) => problems.map(({ code }) => code)

test('a text without a problem', async (t) => {
  t.deepEqual(codes(await check('FROM scratch\n')), [])
})

test('a text with two', async (t) => {
  t.deepEqual(codes(await check('FROM scratch AS Base\nMAINTAINER alice\n')), [
    'StageNameCasing',
    'MaintainerDeprecated',
  ])
})

test('twenty texts at the same time', async (t) => {
  const texts = Array.from({ length: 20 }, (_, number) => `FROM scratch AS Stage${number}\n`)
  const checked = await Promise.all(texts.map((text) => check(text)))
  t.deepEqual(
    checked.map(({ problems }) => problems.length),
    texts.map(() => 1),
  )
})

test('nothing is collected without a word of the host', async (t) => {
  t.deepEqual((await check('FROM scratch\n')).events, [])
})

test('with its consent, the start of a session is all there is to tell of a text that nobody edits', async (t) => {
  const { events } = await check('FROM scratch\n', 'dockerfile', 'all')
  t.deepEqual(
    events.map(({ name }) => name),
    ['initialize', 'server_heartbeat'],
  )
})
