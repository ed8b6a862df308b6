// Errors of the extension: only the class and the functions in the extension's own files are sent, and nothing that a
// user wrote.

import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'

import { LanguageServer, root, startTesting } from '../support/client.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const INDEX = path.join(root, 'js/index.js')

/** Creates an extension that starts a server, with a dependency, in its own folder. */
function extension(t, telemetry = { level: 'error' }) {
  const folder = temporaryFolder(t)
  const dependency = path.join(folder, 'node_modules/dependency')
  mkdirSync(path.join(folder, 'dist'), { recursive: true })
  mkdirSync(dependency, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "acme" }')
  writeFileSync(path.join(dependency, 'index.js'), 'exports.callBack = (callback) => callback()\n')
  const code = `
    const { LanguageServer } = require(${JSON.stringify(INDEX)})
    const { callBack } = require('dependency')
    exports.start = (options) => LanguageServer.start(options)
    exports.importFile = function importFile(message) { callBack(() => readHeader(message)) }
    function readHeader(message) { throw new TypeError(message) }
    exports.Parser = class Parser { parse(message) { throw new RangeError(message) } }
    exports.computed = (name, message) => ({ [name]() { throw new Error(message) } })[name]()
    exports.make = (message) => new Error(message)
  `
  writeFileSync(path.join(folder, 'dist/extension.js'), code)
  const loaded = require(path.join(folder, 'dist/extension.js'))
  const server = loaded.start({ telemetry })
  t.after(() => server.stop())
  return { ...loaded, folder, server }
}

function thrownBy(call) {
  try {
    call()
  } catch (error) {
    return error
  }
}

async function reported(server, error) {
  server.recordError(error)
  await server.idle()
  return server.readTelemetry().filter(({ name }) => name === 'extension_error')
}

test("an error is reported as its class and the extension's own functions", async (t) => {
  const { server, importFile, Parser } = extension(t)
  const [{ properties }] = await reported(
    server,
    thrownBy(() => importFile('canary')),
  )
  assert.equal(properties.class, 'TypeError')
  assert.equal(properties.function, 'readHeader')
  const frames = properties.stack_trace.split('\n')
  assert.deepEqual(frames.slice(0, 4), ['readHeader', '<anonymous>', 'foreign', 'importFile'])
  assert.ok(
    frames.slice(4).every((frame) => frame === 'foreign'),
    frames.join(),
  )
  const [second] = await reported(
    server,
    thrownBy(() => new Parser().parse('canary')),
  )
  assert.equal(second.properties.class, 'RangeError')
  assert.equal(second.properties.function, 'Parser.parse')
})

test('an error is reported at the levels error and all, and not read at off', async (t) => {
  for (const [level, expected] of [
    ['off', 0],
    ['error', 1],
    ['all', 1],
  ]) {
    const { server } = extension(t, { level })
    let reads = 0
    const error = { get stack() { return `${(reads += 1)}` } } // prettier-ignore
    assert.equal((await reported(server, error)).length, expected, level)
    assert.equal(reads > 0, expected > 0, level)
  }
})

test('a class of an error that JavaScript does not define counts as the one that it extends', async (t) => {
  const { server } = extension(t)
  class CanaryError extends TypeError {}
  class Canary {}
  for (const [thrown, expected] of [
    [new CanaryError('canary'), 'TypeError'],
    [Object.assign(new Error('canary'), { name: 'Canary' }), 'Error'],
    [new Canary(), 'other'],
    ['canary', 'other'],
    [null, 'other'],
    [undefined, 'other'],
    [Symbol('canary'), 'other'],
    [
      new Proxy(
        {},
        {
          getPrototypeOf() {
            throw new Error('canary')
          },
        },
      ),
      'other',
    ],
  ]) {
    const [{ properties }] = await reported(server, thrown)
    assert.equal(properties.class, expected)
    assert.doesNotMatch(JSON.stringify(properties), /canary/i)
  }
})

test('no message, path, file or name from a user leaves with an error', async (t) => {
  const { server, folder, importFile, computed, make } = extension(t)
  const own = path.join(folder, 'dist/extension.js')
  const withStack = (stack) => Object.assign(make('x'), { stack })
  const errors = [
    thrownBy(() => importFile('canary')),
    thrownBy(() => importFile(`canary\n    at canary (${own}:1:1)\n    at Canary.canary (${own}:2:2)`)),
    thrownBy(() => computed('canary', 'message')),
    thrownBy(() => computed('canary canary', 'message')),
    withStack(`Error: x\n    at canary (${own}:1:1)`),
    withStack(`Error: x\n    at Object.canary [as start] (${own}:1:1)`),
    withStack(`Error: x\n    at start [as canary] (${own}:1:1)`),
    withStack(`Error: x\n    at new canary (${own}:1:1)\n    at async canary (${own}:1:1)`),
    withStack(`Error: x\n    at start.canary (${own}:1:1)\n    at ${own}:1:1\n    at canary (/home/canary/x.js:1:1)`),
    withStack(`Error: x\n    at start (${path.join(folder, '../canary/extension.js')}:1:1)`),
    withStack({ toString: () => 'canary' }),
    Object.assign(make('canary'), { cause: make('canary'), canary: 'canary', code: 'canary' }),
    new AggregateError([make('canary')], 'canary'),
    Object.defineProperty(make('x'), 'stack', { get() { throw new Error('canary') } }), // prettier-ignore
    Object.defineProperty(make('x'), 'name', { value: 'canary' }),
  ]
  for (const error of errors) {
    const [{ properties }] = await reported(server, error)
    assert.doesNotMatch(JSON.stringify(properties), /canary/i)
    for (const frame of properties.stack_trace.split('\n').filter(Boolean)) {
      assert.match(frame, /^(foreign|<anonymous>|(new |async )?[\w$.#]+)$/)
    }
  }
})

test('a report whose error withdraws consent while it is read never leaves', async (t) => {
  const { server } = extension(t)
  const error = {
    get stack() {
      server.setTelemetryLevel('off')
      server.setTelemetryLevel('all')
      return ''
    },
  }
  assert.deepEqual(await reported(server, error), [])
})

test('an error that is reported behind a crash of the server leaves behind it', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'error' } })
  await client.initialize()
  await client.request('candor/testing/panic')
  client.server.recordError(new Error('canary'))
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry().map(({ name }) => name), ['server_heartbeat', 'extension_error']) // prettier-ignore
})

test('an error that stops the server while it is read is dropped', async () => {
  const server = LanguageServer.start({ telemetry: { level: 'all' } })
  server.recordError({ get stack() { server.stop() } }) // prettier-ignore
  await server.stop()
})
