// ava runs the tests of a file concurrently, and the files in worker threads. Each test starts its own servers.

import test from 'ava'

import { check } from './check.js'

const codes = ({ problems }) => problems.map(({ code }) => code)

test('a text without a problem', async (t) => {
  t.deepEqual(codes(await check('FROM scratch\n')), [])
})

test('a text with two problems', async (t) => {
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

test('nothing is collected without the consent of the host', async (t) => {
  t.deepEqual((await check('FROM scratch\n')).events, [])
})

test('with consent, a text that nobody edits causes only the events of the session', async (t) => {
  const { events } = await check('FROM scratch\n', 'dockerfile', 'all')
  t.deepEqual(
    events.map(({ name }) => name),
    ['initialize', 'server_heartbeat'],
  )
})
