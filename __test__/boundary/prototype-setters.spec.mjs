// Accessors that are installed on shared prototypes while servers run: filling an array calls them, and no caller could
// catch their errors. Each program must behave the same with and without them.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'

const ACCESSORS = ['setters that throw', 'setters that do nothing', 'getters that throw']
const HOLDERS = ['Array', 'Object']

/** Defines one test for each kind of accessor, in which `work` must print the same as without accessors. */
function testSame(what, work, check) {
  let clean
  for (const accessors of ACCESSORS) {
    for (const holder of HOLDERS) {
      test(`${what} works among ${accessors} for elements, on ${holder}.prototype`, async () => {
        const pollute = `(${install})(${JSON.stringify(accessors)}, ${holder}.prototype)`
        clean ??= await inChild(work, { data: { pollute: '() => {}' } })
        check(clean)
        assert.deepEqual(await inChild(work, { data: { pollute } }), clean)
      })
    }
  }
}

/**
 * Installs accessors for the first elements of every array. Returns a function that removes them. Node also fills arrays
 * in each turn of the event loop: for these, the setters define the elements as if there were no accessors.
 */
function install(accessors, prototype) {
  const fail = () => {
    throw new Error(`${accessors} were called`)
  }
  const isOfNode = () => new Error().stack.split('\n')[3].includes('(node:internal/')
  const keys = ['0', '1', '2']
  for (const key of keys) {
    Object.defineProperty(prototype, key, {
      configurable: true,
      get: accessors === 'getters that throw' ? fail : () => undefined,
      set(value) {
        if (isOfNode())
          Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true })
        else if (accessors === 'setters that throw') fail()
      },
    })
  }
  return () => keys.forEach((key) => delete prototype[key])
}

testSame(
  'a server',
  async ({ LanguageServer, pollute, initialize, initialized, open, change, print }) => {
    const heard = { messages: false, events: 0, levels: '', waits: 0, errors: '' }
    const server = LanguageServer.start()
    server.onError((error) => (heard.errors += `${error.message}; `))
    server.onLevelChange(({ level }) => (heard.levels += `${level} `))
    server.onMessage(() => (heard.messages = true))
    server.onTelemetry((events) => (heard.events += events.length))
    const settled = (wait) => wait.then(() => (heard.waits += 1))
    const clear = (0, eval)(pollute)
    for (const text of [initialize, initialized]) server.send(text)
    await settled(server.idle())
    server.setTelemetryLevel('all')
    server.send(open('file:///work/Dockerfile'))
    server.send(change('file:///work/Dockerfile', 'FROM scratch\n# a\n'))
    const [one, other] = [server.idle(), server.idle()]
    await settled(one)
    await settled(other)
    for (const answer of [[{ telemetry: 'error' }, {}, {}], [{ telemetry: 'all' }], [], ['all', 'off'], [new Map()]]) {
      server.provideConfiguration(() => answer)
      await settled(server.idle())
    }
    server.setTelemetryLevel('error')
    server.setTelemetryLevel('off')
    server.setTelemetryLevel('all')
    await settled(server.idle())
    server.onTelemetry(null)
    server.send(change('file:///work/Dockerfile', 'FROM scratch\n# b\n', 3))
    await settled(server.idle())
    const { length } = server.readTelemetry()
    clear()
    await server.stop()
    print({ ...heard, read: length })
  },
  ({ code, stderr, printed: [heard] }) => {
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(heard.levels, 'all error all error off all ')
    assert.deepEqual([heard.waits, heard.errors], [10, ''])
    assert.ok(heard.messages && heard.events > 0, JSON.stringify(heard))
  },
)

testSame(
  'a bridge to VS Code',
  async ({ LanguageServer, entry, pollute, initialize, initialized, open, change, print }) => {
    const { bridgeTelemetry, flatten } = require(require('node:path').join(entry, '../vscode.js'))
    const heard = { logged: 0, purged: '', flushed: 0 }
    const disposable = () => ({ dispose() {} })
    let inspected = { globalValue: 'all' }
    let changed = () => {}
    const logger = {
      isUsageEnabled: true,
      isErrorsEnabled: true,
      logUsage: () => (heard.logged += 1),
      logError: () => (heard.logged += 1),
      onDidChangeEnableStates: disposable,
      dispose() {},
    }
    const vscode = {
      env: { isTelemetryEnabled: true, createTelemetryLogger: () => logger },
      workspace: {
        getConfiguration: () => ({ get: () => undefined, inspect: () => inspected }),
        onDidChangeConfiguration(listener) {
          changed = listener
          return disposable()
        },
      },
    }
    const sender = {
      flush: () => (heard.flushed += 1),
      purge: (level) => (heard.purged += `${level} `),
    }
    const server = LanguageServer.start({ telemetry: { lsp: false } })
    const clear = (0, eval)(pollute)
    const bridge = bridgeTelemetry(server, vscode, { sender })
    for (const text of [initialize, initialized, open('file:///work/Dockerfile')]) server.send(text)
    await server.idle()
    const setTo = (globalValue) => {
      inspected = { globalValue }
      changed({ affectsConfiguration: () => true })
    }
    for (const level of ['error', 'all']) setTo(level)
    await server.idle()
    server.send(change('file:///work/Dockerfile', 'FROM scratch\n# a\n'))
    await bridge.close()
    const flat = flatten({ properties: { a: 1, b: 'x', c: { d: true } } })
    clear()
    await server.stop()
    print({ ...heard, flat })
  },
  ({ code, stderr, printed: [heard] }) => {
    assert.deepEqual([code, stderr], [0, ''])
    assert.deepEqual(heard, {
      logged: heard.logged,
      purged: 'error ',
      flushed: 1,
      flat: { properties: { b: 'x', 'c.d': 'true' }, measurements: { a: 1 } },
    })
    assert.ok(heard.logged > 0)
  },
)
