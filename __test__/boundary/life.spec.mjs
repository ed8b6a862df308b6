// The lifetime of a server in the host's process: it releases everything, keeps the process alive only when needed, and
// settles every promise when it stops.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { Client, start, startTesting } from '../support/client.mjs'
import { isDiagnostics } from '../support/wire.mjs'

const DOCUMENT = 'file:///workspace/Dockerfile'
const STOPPED = { name: 'Error', code: 'SERVER_STOPPED', message: /stopped/ }

/** Runs `work` in a child process that must exit normally and without output on stderr. Returns what it printed. */
async function printedBy(work, options) {
  const { code, signal, stderr, printed } = await inChild(work, options)
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
  return printed
}

test('a thousand servers leave neither memory nor threads behind', async () => {
  const [{ before, after, megabytes }] = await printedBy(
    async ({ LanguageServer, initialize, initialized, open, change, print }) => {
      const { readdirSync, readFileSync } = require('node:fs')

      async function live() {
        // A leaked listener would also leak this buffer.
        const ballast = Buffer.alloc(100_000, 1)
        const server = LanguageServer.start({ telemetry: { level: 'all' } })
        server.onMessage(() => ballast.length)
        server.onTelemetry(() => ballast.length)
        server.onError(() => ballast.length)
        server.provideConfiguration(() => [{ telemetry: 'all', size: ballast.length }])
        for (const message of [initialize, initialized, open('file:///a'), change('file:///a', 'FROM b\n')]) {
          server.send(message)
        }
        await server.idle()
        server.send(initialize)
        server.send('{')
        await server.stop()
      }

      async function lives(count) {
        for (let number = 0; number < count; number += 1) await live()
        // Finalizers run in separate turns of the event loop.
        for (let turn = 0; turn < 4; turn += 1) {
          global.gc()
          await new Promise(setImmediate)
        }
        return process.memoryUsage().rss
      }

      /** Counts threads. Background threads come and go, so `ours` is at least their maximum. */
      function threads() {
        if (process.platform !== 'linux') return null
        const names = readdirSync('/proc/self/task').map((id) =>
          readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim(),
        )
        const ours = names.filter((name) => name === 'candor').length
        return { ours: Math.max(ours, 6), others: names.length - ours }
      }

      let last = await lives(300)
      const before = threads()
      // A leak grows in every round; memory that the allocator caches does not.
      const rounds = []
      for (let round = 0; round < 4; round += 1) {
        const now = await lives(250)
        rounds.push((now - last) / 2 ** 20)
        last = now
      }
      print({ before, after: threads(), megabytes: Math.min(...rounds) })
    },
    { node: ['--expose-gc'] },
  )
  assert.deepEqual(after, before)
  if (after) assert.equal(after.ours, 6, 'one thread for messages, and few for the work beside them')
  // A leaked listener would add 25 MB per round, and a leak of 8 KB per server 2 MB.
  assert.ok(megabytes < 2, `${megabytes} MB more in every round`)
})

test('a hundred sessions of one server begin each with nothing of the one before', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  const identities = new Set()
  for (let session = 0; session < 100; session += 1) {
    // Every second client specifies a level, which must not outlive its session.
    const initializationOptions = session % 2 === 1 ? { telemetry: 'error' } : {}
    const params = { capabilities: {}, processId: null, rootUri: null, initializationOptions }
    // Request ids start again from 0 in each session.
    const { result } = await client.request('initialize', params, 0)
    assert.equal(result.serverInfo.name, 'candor')
    client.notify('initialized', {})
    assert.equal(await client.text(DOCUMENT), undefined, 'no document is open')
    const text = `FROM scratch\nLABEL session=${session}\n`
    client.open(DOCUMENT, 'FROM scratch\n')
    client.change(DOCUMENT, text)
    assert.equal(await client.text(DOCUMENT), text)
    await client.server.idle()
    const { level, host, client: stated } = client.server.telemetryStatus()
    const events = client.server.readTelemetry()
    if (session % 2 === 1) {
      assert.deepEqual({ level, host, stated, events }, { level: 'error', host: 'all', stated: 'error', events: [] })
    } else {
      assert.deepEqual({ level, host, stated }, { level: 'all', host: 'all', stated: null })
      const names = events.map(({ name }) => name)
      assert.deepEqual(names, ['initialize', 'server_heartbeat', 'server_user_action'])
      identities.add(events[1].properties.server_session)
      assert.equal(events[2].properties.server_session, events[1].properties.server_session)
    }
    assert.equal((await client.request('shutdown', undefined, 1)).result, null)
    client.notify('exit')
  }
  assert.equal(identities.size, 50)
  await client.server.idle()
  const answers = client.messages.filter((came) => !isDiagnostics(came))
  assert.equal(answers.length, 100 * 4, 'answers to initialize, text, text and shutdown')
})

test('a request between two sessions is refused and does not disturb the next one', async (t) => {
  const client = start(t)
  await client.initialize()
  await client.request('shutdown')
  client.notify('exit')
  assert.equal((await client.request('textDocument/hover', {})).error.code, -32002)
  assert.ok((await client.initialize()).capabilities)
})

test('two servers at once do not mix', async (t) => {
  const clients = [startTesting(t, { telemetry: { level: 'all' } }), startTesting(t)]
  await Promise.all(clients.map((client) => client.initialize()))
  const answers = []
  for (let number = 0; number < 200; number += 1) {
    for (const [index, client] of clients.entries()) {
      answers.push(client.request('candor/testing/echo', { index, number }).then(({ result }) => result))
    }
  }
  for (const [index, client] of clients.entries()) {
    client.open(DOCUMENT, `FROM scratch\n`)
    client.change(DOCUMENT, `FROM server-${index}\n`)
  }
  const expected = Array.from({ length: 400 }, (_, at) => ({ index: at % 2, number: at >> 1 }))
  assert.deepEqual(await Promise.all(answers), expected)
  assert.deepEqual(await Promise.all(clients.map((client) => client.text(DOCUMENT))), [
    'FROM server-0\n',
    'FROM server-1\n',
  ])
  await Promise.all(clients.map((client) => client.server.idle()))
  const [first, second] = clients.map((client) => client.server)
  assert.deepEqual([first.telemetryStatus().level, second.telemetryStatus().level], ['all', 'off'])
  assert.deepEqual([first.readTelemetry().length, second.readTelemetry().length], [3, 0])
  await first.stop()
  assert.equal(await clients[1].text(DOCUMENT), 'FROM server-1\n', 'the other one lives on')
})

for (const [state, work] of Object.entries({
  'just started': ({ LanguageServer }) => void LanguageServer.start(),
  'with listeners': ({ LanguageServer }) => {
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    server.onMessage(() => {})
    server.onTelemetry(() => {})
    server.onError(() => {})
  },
  'in the middle of a session': ({ LanguageServer, initialize, initialized, open, change }) => {
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    server.onMessage(() =>
      [initialized, open('file:///a'), change('file:///a', 'x')].forEach((text) => server.send(text)),
    )
    server.send(initialize)
  },
  'with events that nobody reads': ({ LanguageServer, initialize, initialized }) => {
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    server.send(initialize)
    server.send(initialized)
  },
  'with an answer that nobody listens to': ({ LanguageServer, initialize }) => LanguageServer.start().send(initialize),
  'whose listener was removed before the answer': ({ LanguageServer, initialize }) => {
    const server = LanguageServer.start()
    server.onMessage(() => {})
    server.send(initialize)
    server.onMessage(null)
  },
  'whose client owes an answer': ({ LanguageServer, initialized, message }) => {
    const server = LanguageServer.start()
    server.onMessage(() => {})
    server.send(message('initialize', { capabilities: { workspace: { configuration: true } } }, 1))
    server.send(initialized)
  },
  'whose provider never answers': ({ LanguageServer, initialize, initialized }) => {
    const server = LanguageServer.start()
    server.onMessage(() => {})
    server.provideConfiguration(() => new Promise(() => {}))
    server.send(initialize)
    server.send(initialized)
  },
  'after a session': ({ LanguageServer, initialize, message }) => {
    const server = LanguageServer.start()
    server.onMessage(() => {})
    for (const text of [initialize, message('shutdown', undefined, 1), message('exit')]) server.send(text)
  },
})) {
  test(`a process with a server ${state} ends by itself`, async () => {
    assert.deepEqual(await printedBy(work), [])
  })
}

test('a process does not end before an answer that is due has been delivered', async () => {
  const printed = await printedBy(({ LanguageServer, initialize, message, print }) => {
    const server = LanguageServer.start()
    server.onMessage((text) => {
      const { id } = JSON.parse(text)
      print(id)
      // Only the response to one request triggers the next.
      if (id !== 5) server.send(message('textDocument/hover', {}, id === 'initialize' ? 1 : id + 1))
    })
    server.send(initialize)
  })
  assert.deepEqual(printed, ['initialize', 1, 2, 3, 4, 5])
})

for (const bad of [
  '',
  'no JSON',
  '{"id":1',
  '[]',
  '[{}]',
  '5',
  '{}',
  '{"id":null}',
  '{"method":1}',
  '{"method":"a/b"}',
]) {
  test(`a process does not end before it gets the error that ${bad || 'nothing'} is not a message`, async () => {
    const codes = await printedBy(
      ({ LanguageServer, open, bad, print }) => {
        const server = LanguageServer.start()
        server.onMessage((text) => print(JSON.parse(text).error.code))
        // Keeps the server busy until after the process has checked whether it can exit.
        for (let number = 0; number < 10; number += 1) server.send(open('file:///a', 'x'.repeat(2_000_000)))
        server.send(bad)
      },
      { data: { bad } },
    )
    assert.equal(codes.length, 1)
    assert.ok([-32700, -32600].includes(codes[0]), codes[0])
  })
}

test('a million pending idle() calls resolve, or reject when the server stops', async () => {
  const printed = await printedBy(
    async ({ LanguageServer, print, initialize, initialized, message }) => {
      const server = LanguageServer.start()
      server.onMessage(() => {})
      server.send(initialize)
      server.send(initialized)
      await server.idle()
      const answers = []
      server.provideConfiguration(() => new Promise((resolve) => answers.push(resolve)))
      /** Calls `idle()` repeatedly while a provider's answer is pending, and sends messages in between. */
      const wait = (count) => {
        const outcomes = {}
        const settled = []
        const note = (outcome) => {
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
          if (--count === 0) settled[0](outcomes)
        }
        for (let number = count; number > 0; number -= 1) {
          if (number % 1_000 === 0) server.send(message('$/nothing'))
          server.idle().then(
            () => note('resolved'),
            ({ code }) => note(code),
          )
        }
        return new Promise((resolve) => settled.push(resolve))
      }
      const waits = wait(1_000_000)
      while (answers.length === 0) await new Promise(setImmediate)
      answers[0]([])
      print(await waits)
      server.configurationChanged()
      const rejected = wait(100_000)
      await server.stop()
      print(await rejected)
    },
    { node: ['--max-old-space-size=4096'] },
  )
  assert.deepEqual(printed, [{ resolved: 1_000_000 }, { SERVER_STOPPED: 100_000 }])
})

test('a process does not end before idle() has resolved, and then ends', async () => {
  const printed = await printedBy(({ LanguageServer, initialize, initialized, open, change, print }) => {
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    for (const text of [initialize, initialized, open('file:///a'), change('file:///a', 'x')]) server.send(text)
    void server.idle().then(async () => {
      print(server.readTelemetry().length)
      await server.idle()
      print('idle')
    })
  })
  assert.deepEqual(printed, [3, 'idle'])
})

test('a process does not end before stop() has resolved, and then ends', async () => {
  const printed = await printedBy(({ LanguageServer, initialize, print }) => {
    const server = LanguageServer.start()
    server.onMessage(() => print('an answer'))
    server.send(initialize)
    server.idle().catch(({ code }) => print(code))
    void server.stop().then(() => print('stopped'))
  })
  assert.deepEqual(printed, ['SERVER_STOPPED', 'stopped'])
})

test('a process with a request that is never answered ends when its server is stopped', async () => {
  const printed = await printedBy(({ LanguageServer, testingBinary, initialize, message, print }) => {
    const server = LanguageServer.start({ binary: testingBinary })
    server.onMessage(() => {
      server.send(message('candor/testing/never', undefined, 1))
      server.idle().catch(({ code }) => print(code))
      void server.stop()
    })
    server.send(initialize)
  })
  assert.deepEqual(printed, ['SERVER_STOPPED'])
})

test('a process that exits inside a listener, and uses its server until the end, does not crash', async () => {
  const { code, signal, stderr, printed } = await inChild(({ LanguageServer, initialize, print }) => {
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    process.on('exit', () => {
      for (let number = 0; number < 100; number += 1) server.send(initialize)
      server.setTelemetryLevel('off')
      server.configurationChanged()
      void server.idle()
      print(server.telemetryStatus().level)
    })
    server.onMessage(() => process.exit(3))
    for (let number = 0; number < 1_000; number += 1) server.send(initialize)
  })
  assert.deepEqual({ code, signal, stderr, printed }, { code: 3, signal: null, stderr: '', printed: ['off'] })
})

test('stop() resolves when nothing of the server is left', async () => {
  const [{ started, left }] = await printedBy(async ({ LanguageServer, initialize, initialized, print }) => {
    const { createHook } = require('node:async_hooks')
    // The addon allocates its global state with the first server.
    await LanguageServer.start().stop()
    const held = new Map()
    const passing = ['PROMISE', 'TickObject', 'Immediate', 'Microtask']
    createHook({
      init: (id, type) => passing.includes(type) || held.set(id, type),
      destroy: (id) => held.delete(id),
    }).enable()
    const server = LanguageServer.start({ telemetry: { level: 'all' } })
    const started = [...held.values()]
    server.onMessage(() => {})
    server.provideConfiguration(() => [{}])
    for (const text of [initialize, initialized]) server.send(text)
    await server.idle()
    server.send(initialize)
    await server.stop()
    print({ started, left: [...held.values()] })
  })
  assert.deepEqual(left, [])
  assert.ok(started.length > 0, 'there was something to be seen')
})

test('stop() settles everything that is pending and calls no listener', async (t) => {
  const client = Client.testing({ telemetry: { level: 'all' } })
  const { server } = client
  const [questions, warnings] = [[], []]
  const hear = (warning) => warnings.push(warning)
  process.on('warning', hear)
  t.after(() => process.off('warning', hear))
  server.provideConfiguration(() => new Promise((resolve, reject) => questions.push({ resolve, reject })))
  await client.request('initialize', { capabilities: {} })
  client.notify('initialized', {})
  await client.request('candor/testing/echo', 'a message behind the question')
  server.configurationChanged()
  client.request('candor/testing/never')
  client.request('candor/testing/echo', 'x'.repeat(100_000))
  client.open(DOCUMENT)
  client.change(DOCUMENT, 'FROM b\n')
  const waits = Array.from({ length: 10 }, () => server.idle())
  assert.ok(questions.length > 0, 'the provider was asked')
  // A listener's promise may reject long after the call.
  const failing = new Promise((called) => server.onMessage(() => new Promise((_, reject) => called(reject))))
  const failLater = await failing

  const called = []
  server.onMessage(() => called.push('message'))
  server.onTelemetry(() => called.push('telemetry'))
  server.onError(() => called.push('error'))
  const stopped = [server.stop(), server.stop()]
  questions.forEach(({ resolve, reject }, index) => (index % 2 ? reject(new Error('late')) : resolve([{}])))
  failLater(new Error('late'))
  for (const wait of waits) await assert.rejects(wait, STOPPED)
  await Promise.all(stopped)

  // Anything still in flight would have arrived by now.
  const other = Client.testing()
  await other.initialize()
  await other.stop()
  assert.deepEqual([called, warnings], [[], []])
})

for (const who of ['message listener', 'telemetry listener', 'error listener', 'provider', 'thenable of a provider']) {
  test(`a server that its ${who} stops calls no listener any more`, async () => {
    const printed = await printedBy(
      async ({ LanguageServer, testingBinary, initialize, initialized, open, change, message, print, who }) => {
        const server = LanguageServer.start({ telemetry: { level: 'all' }, binary: testingBinary })
        for (const text of [initialize, initialized, open('file:///a'), change('file:///a', 'x')]) server.send(text)
        await server.idle()
        const calls = []
        const stop = () => {
          if (calls.length < 3) return
          void server.stop().then(() => print(calls))
          calls.push('stop() was called')
        }
        server.onMessage((text) => {
          calls.push('message')
          if (who === 'message listener') stop()
          else if (who === 'error listener') throw new Error(text)
        })
        server.onTelemetry(() => {
          calls.push('telemetry', 'or', 'more')
          if (who === 'telemetry listener') stop()
        })
        server.onError(() => {
          calls.push('error')
          if (who === 'error listener') stop()
        })
        if (who.endsWith('provider')) {
          calls.push('two', 'questions', 'or more')
          server.provideConfiguration(() => {
            calls.push('question')
            if (who === 'provider') stop()
            return { then: (resolve) => (stop(), resolve([])) }
          })
          for (let number = 0; number < 20; number += 1) server.configurationChanged()
        }
        for (let number = 0; number < 1_000; number += 1) server.send(message('candor/testing/echo', [number], number))
        server.idle().catch(({ code }) => print(code))
      },
      { data: { who } },
    )
    const [code, calls] = printed
    assert.equal(code, 'SERVER_STOPPED')
    assert.equal(calls.at(-1), 'stop() was called')
  })
}

test('every method of a stopped server throws SERVER_STOPPED, and stop() may be called again', async () => {
  const server = start({ after: () => {} }).server
  await server.stop()
  for (const call of [
    () => server.send('{}'),
    () => server.send(1),
    () => server.onMessage(() => {}),
    () => server.onMessage(null),
    () => server.setTelemetryLevel('off'),
    () => server.setTelemetryLevel('no level'),
    () => server.telemetryStatus(),
    () => server.readTelemetry(),
    () => server.readTelemetry(-1),
    () => server.onTelemetry(() => {}),
    () => server.provideConfiguration(() => []),
    () => server.provideConfiguration(null),
    () => server.configurationChanged(),
    () => server.onLevelChange(() => {}),
    () => server.onLevelChange(null),
    () => server.onError(() => {}),
  ]) {
    assert.throws(call, STOPPED, String(call))
  }
  const wait = server.idle()
  await assert.rejects(wait, STOPPED)
  assert.equal(await server.stop(), undefined)
  assert.equal(await server.stop(), undefined)
})

test('a server that was listened to by a telemetry listener refuses reading when it is stopped', async () => {
  const { server } = new Client({ telemetry: { level: 'all' } })
  server.onTelemetry(() => {})
  await server.stop()
  assert.throws(() => server.readTelemetry(), STOPPED)
})
