// Two copies of candor in one process, for example when one extension bundles candor and another installs it.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { start } from '../support/client.mjs'
import { installCandor } from '../support/installed.mjs'
import { bridgeTelemetry, vscode } from '../support/stub/bridge.mjs'
import { messageTransports } from '../support/stub/pair.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { version } = require('../../package.json')
const sender = { sendEventData() {}, sendErrorData() {} }
const options = { telemetry: { lsp: false } }

/** Loads another copy of candor into this process. */
function otherCopy(t) {
  const modules = path.join(temporaryFolder(t), 'node_modules')
  installCandor(modules)
  const load = (file) => require(path.join(modules, 'candor/js', file))
  return { ...load('index.js'), ...load('languageclient.js'), ...load('vscode.js') }
}

const refused = (copy) => ({
  name: 'TypeError',
  code: 'INVALID_ARGUMENT',
  message:
    `server must be a server of this copy of candor (${version}), but another copy (${copy}) started it; ` +
    'run `npm ls candor`, and check that candor is not both installed and bundled',
})

test('servers of two copies run side by side', async (t) => {
  const { LanguageServer } = otherCopy(t)
  const server = LanguageServer.start({ telemetry: { level: 'all' } })
  const client = start(t, { telemetry: { level: 'error' } })
  await client.initialize()
  assert.deepEqual(
    [server, client.server].map((each) => each.telemetryStatus().host),
    ['all', 'error'],
  )
  await server.stop()
})

test('a server of another copy is rejected as such, by both copies', async (t) => {
  const other = otherCopy(t)
  const theirs = other.LanguageServer.start(options)
  const ours = start(t, options).server
  for (const [mine, server] of [
    [{ bridgeTelemetry, messageTransports }, theirs],
    [other, ours],
  ]) {
    assert.throws(() => mine.messageTransports(server), refused(version))
    assert.throws(() => mine.bridgeTelemetry(server, vscode, { sender }), refused(version))
  }
  // The copy that created the server still accepts it.
  other.messageTransports(theirs)
  other.bridgeTelemetry(theirs, vscode, { sender }).dispose()
  await theirs.stop()
})

test('the mark of a copy says its version and gives access to nothing', (t) => {
  const { server } = start(t)
  const mark = server[Symbol.for('candor.copy')]
  assert.deepEqual({ ...mark }, { version })
  assert.ok(Object.isFrozen(mark) && Object.getPrototypeOf(mark) === null)
})

test('what only looks like a server of another copy is refused, whatever its mark says', (t) => {
  const { server } = start(t)
  const COPY = Symbol.for('candor.copy')
  const fail = () => {
    throw new Error('nobody reads me')
  }
  const hostile = new Proxy({}, { get: fail, getOwnPropertyDescriptor: fail })
  const plain = { message: 'server must be a server returned by LanguageServer.start' }
  for (const impostor of [
    ...[undefined, null, 1, 'x', {}, [], () => {}, hostile, new Proxy(server, {}), Object.create(server)],
    ...[{ [COPY]: 1 }, { [COPY]: undefined }, { [COPY]: '1.2.3' }, Object.defineProperty({}, COPY, { get: fail })],
  ]) {
    for (const attempt of [() => messageTransports(impostor), () => bridgeTelemetry(impostor, vscode, { sender })]) {
      assert.throws(attempt, { code: 'INVALID_ARGUMENT', ...plain })
    }
  }
  for (const [mark, named] of [
    [{ version: '9.9.9-beta.1' }, 'another copy (9.9.9-beta.1) started it'],
    [{ version: 'secret\n' }, 'another copy of candor started it'],
    [{}, 'another copy of candor started it'],
  ]) {
    assert.throws(
      () => messageTransports({ [COPY]: mark }),
      ({ message }) => message.includes(named),
    )
  }
})
