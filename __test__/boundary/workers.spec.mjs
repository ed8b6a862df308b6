// Servers in worker threads that start, end and are terminated at any time.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import test from 'node:test'
import { Worker } from 'node:worker_threads'

import { inChild, script } from '../support/child.mjs'
import { LanguageServer } from '../support/client.mjs'

/** Runs `work` in a child process that must exit normally and without output on stderr. Returns what it printed. */
async function printedBy(work, options) {
  const { code, signal, stderr, printed } = await inChild(work, options)
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
  return printed
}

/** Runs `work` in a worker until the worker exits. Returns the messages that the worker posted. */
async function inWorker(work, { env, data } = {}) {
  const worker = new Worker(script(work, data), { eval: true, env })
  const posted = []
  worker.on('message', (value) => posted.push(value))
  const [code] = await once(worker, 'exit')
  assert.equal(code, 0)
  return posted
}

/** Runs in a worker that is about to be terminated: sends requests, edits and events and asks a provider, endlessly. */
function traffic({ LanguageServer, testingBinary, initialize, initialized, open, change, message, number }) {
  const { parentPort } = require('node:worker_threads')
  const server = LanguageServer.start({ binary: testingBinary, telemetry: { level: 'all' } })
  let answers = 0
  server.onMessage(() => {
    answers += 1
    if (answers === 2) parentPort.postMessage('busy')
    server.send(message('candor/testing/echo', ['x'.repeat(1_000)], answers))
    server.send(change(`file:///${answers}`, 'FROM b\n'))
    server.configurationChanged()
    if (answers % 10 === number % 10) void server.idle()
  })
  server.onTelemetry(() => server.telemetryStatus())
  server.provideConfiguration(() => new Promise((resolve) => setImmediate(resolve, [{ telemetry: 'all' }])))
  server.send(initialize)
  server.send(initialized)
  for (let file = 0; file < 100; file += 1) server.send(open(`file:///${file}`))
  server.send(message('candor/testing/never', undefined, 'never'))
}

test('two hundred workers ended under traffic crash nothing and leave no memory behind', async () => {
  const rounds = await printedBy(
    async ({ source, print }) => {
      const { once } = require('node:events')
      const { readdirSync, readFileSync } = require('node:fs')
      const { Worker } = require('node:worker_threads')
      const threads = () =>
        process.platform === 'linux'
          ? readdirSync('/proc/self/task').filter(
              (id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim() === 'candor',
            ).length
          : 2

      async function end(number) {
        const worker = new Worker(source.replace('"NUMBER"', number), { eval: true })
        worker.on('error', (error) => print({ error: String(error.stack) }))
        // Some workers are terminated while they start, some after the first responses, some in the middle of traffic.
        if (number % 4 === 0) await once(worker, 'online')
        else await once(worker, 'message')
        for (let turn = 0; turn < number % 7; turn += 1) await new Promise(setImmediate)
        await worker.terminate()
      }

      for (let round = 0; round < 10; round += 1) {
        for (let number = 0; number < 20; number += 2) await Promise.all([end(number), end(number + 1)])
        global.gc()
        print({ megabytes: process.memoryUsage().rss / 2 ** 20, threads: threads() })
      }
    },
    { node: ['--expose-gc'], data: { source: script(traffic, { number: 'NUMBER' }) } },
  )
  assert.deepEqual(
    rounds.filter(({ error }) => error),
    [],
  )
  assert.equal(rounds.length, 10)
  const megabytes = rounds.map((round) => Math.round(round.megabytes))
  // The first rounds fill the allocator's arenas.
  const [early, late] = [megabytes.slice(3, 6), megabytes.slice(-3)].map((some) => Math.min(...some))
  assert.ok(late - early < 15, `MB by round: ${megabytes}`)
  assert.ok(rounds.at(-1).threads <= 6, `${rounds.at(-1).threads} threads`)
})

test('a process ends by itself and at once when workers with servers are still running', async () => {
  const printed = await printedBy(
    async ({ source, print }) => {
      const { once } = require('node:events')
      const { Worker } = require('node:worker_threads')
      const workers = Array.from({ length: 3 }, () => new Worker(source, { eval: true }))
      await Promise.all(workers.map((worker) => once(worker, 'message')))
      print('exit')
      process.exit(0)
    },
    { data: { source: script(traffic, { number: 1 }) } },
  )
  assert.deepEqual(printed, ['exit'])
})

/** Runs a whole session with a command prefix. Posts the server's commands and the ids of the responses. */
async function session({ LanguageServer, message, initialized, open, name, requests }) {
  const { parentPort } = require('node:worker_threads')
  const server = LanguageServer.start({ telemetry: { level: 'all' }, commandPrefix: name })
  const ids = []
  let commands
  server.onMessage((text) => {
    const { id, result } = JSON.parse(text)
    // Diagnostics of the opened document arrive in between.
    if (id === undefined) return
    ids.push(id)
    commands ??= result.capabilities.executeCommandProvider.commands
  })
  server.send(message('initialize', { capabilities: {} }, `${name}-0`))
  server.send(initialized)
  for (let number = 1; number < requests; number += 1) {
    server.send(open(`file:///${number}`))
    server.send(message('textDocument/hover', {}, `${name}-${number}`))
  }
  await server.idle()
  const identities = new Set(server.readTelemetry().map(({ properties }) => properties.server_session))
  parentPort.postMessage({ name, ids, commands, identities: [...identities].filter(Boolean) })
}

test('servers in several workers and in the main thread do not mix', async (t) => {
  const names = ['a', 'b', 'c', 'd']
  const main = LanguageServer.start()
  t.after(() => main.stop())
  const heard = []
  main.onMessage((text) => heard.push(text))
  const posted = await Promise.all(names.map((name) => inWorker(session, { data: { name, requests: 300 } })))
  const identities = new Set()
  for (const [index, name] of names.entries()) {
    const [{ ids, commands, ...rest }, ...more] = posted[index]
    assert.deepEqual(more, [])
    assert.equal(rest.name, name)
    assert.deepEqual(
      ids,
      Array.from({ length: 300 }, (_, number) => `${name}-${number}`),
    )
    assert.ok(commands.every((command) => command.startsWith(`${name}.`)))
    assert.equal(rest.identities.length, 1)
    identities.add(rest.identities[0])
  }
  assert.equal(identities.size, 4)
  assert.deepEqual(heard, [])
})

test('a server starts in a worker after every environment that had one has closed', async () => {
  const printed = await printedBy(
    async ({ source, print }) => {
      const { once } = require('node:events')
      const { readdirSync, readFileSync } = require('node:fs')
      const { Worker } = require('node:worker_threads')
      // The main thread never loads the addon, so nothing keeps it loaded between the workers.
      for (let number = 0; number < 5; number += 1) {
        const worker = new Worker(source, { eval: true })
        // Waits for both events together: a worker may post and exit within one turn.
        const [[{ ids }], [code]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
        print({ answers: ids.length, code })
      }
      const threads = readdirSync('/proc/self/task').map((id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8'))
      // Two threads handle messages, and up to four check documents.
      print(threads.filter((name) => /candor|tokio/.test(name)).length)
    },
    { data: { source: script(session, { name: 'one', requests: 3 }) } },
  )
  const rounds = Array.from({ length: 5 }, () => ({ answers: 3, code: 0 }))
  const threads = printed.pop()
  assert.deepEqual(printed, rounds)
  assert.ok(threads <= 6 && (threads >= 2 || process.platform !== 'linux'), `${threads} threads`)
})

test('a worker ends by itself with a server running, and not before an answer that is due', async () => {
  const posted = await inWorker(({ LanguageServer, initialize }) => {
    const { parentPort } = require('node:worker_threads')
    const server = LanguageServer.start()
    server.onMessage((text) => parentPort.postMessage(JSON.parse(text).id))
    server.send(initialize)
  })
  assert.deepEqual(posted, ['initialize'])
})

/** Posts the telemetry status that results from the environment. */
function environment({ LanguageServer }) {
  const server = LanguageServer.start({ telemetry: { level: 'all' } })
  const { environment, level, decidedBy } = server.telemetryStatus()
  require('node:worker_threads').parentPort.postMessage({ environment, level, decidedBy })
  return server.stop()
}

test("a worker's own environment counts, although native code cannot see it", async () => {
  const refused = { environment: 'off', level: 'off', decidedBy: 'environment' }
  assert.deepEqual(await inWorker(environment, { env: { DO_NOT_TRACK: '1' } }), [refused])
  assert.deepEqual(await inWorker(environment, { env: { CANDOR_TELEMETRY: 'off' } }), [refused])
  const lowered = { environment: 'error', level: 'error', decidedBy: 'environment' }
  assert.deepEqual(await inWorker(environment, { env: { CANDOR_TELEMETRY: 'error' } }), [lowered])
  const free = { environment: null, level: 'all', decidedBy: 'host' }
  assert.deepEqual(await inWorker(environment, { env: { DO_NOT_TRACK: '0' } }), [free])
  assert.deepEqual(await inWorker(environment, { env: {} }), [free])
})

test('the environment is read when a server starts, from the process and from the realm, and the lower level applies', async () => {
  const printed = await printedBy(
    async ({ LanguageServer, source, print }) => {
      const { once } = require('node:events')
      const { SHARE_ENV, Worker } = require('node:worker_threads')
      const main = () => LanguageServer.start({ telemetry: { level: 'all' } })
      const level = (server) => server.telemetryStatus().level
      const worker = async (env) => (await once(new Worker(source, { eval: true, env }), 'message'))[0].level
      const early = main()
      print([level(early), await worker({}), await worker(SHARE_ENV)])
      process.env.CANDOR_TELEMETRY = 'error'
      // A variable that is missing from a worker's copy of the environment does not override the process's environment.
      print([level(early), level(main()), await worker({}), await worker({ CANDOR_TELEMETRY: 'all' })])
      process.env.DO_NOT_TRACK = 'yes'
      print([
        level(early),
        level(main()),
        await worker({}),
        await worker({ DO_NOT_TRACK: '0' }),
        await worker(SHARE_ENV),
      ])
      delete process.env.DO_NOT_TRACK
      delete process.env.CANDOR_TELEMETRY
      print([level(early), level(main()), await worker({})])
    },
    { data: { source: script(environment) } },
  )
  assert.deepEqual(printed, [
    ['all', 'all', 'all'],
    ['all', 'error', 'error', 'error'],
    ['all', 'off', 'off', 'off', 'off'],
    ['all', 'all', 'all'],
  ])
})
