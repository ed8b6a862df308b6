// Modified shared prototypes: their properties are treated neither as options nor as messages, and break nothing. Each
// program must behave the same with clean and with polluted prototypes.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'

import { run, script } from '../support/child.mjs'
import { root } from '../support/client.mjs'

const POLLUTION = path.join(root, '__test__/support/fixtures/pollution.cjs')
const WAYS = [...readFileSync(POLLUTION, 'utf8').matchAll(/^ {2}(?:'([a-z ]+)'|(\w+))\(\) \{/gm)]
  .map(([, quoted, plain]) => quoted ?? plain)
  .filter((way) => way !== 'none')

/** Runs Node with prototypes that are polluted in one way. */
async function among(way, args, input) {
  const env = { CANDOR_TEST_POLLUTION: way, NO_COLOR: '1' }
  const { code, stdout, stderr } = await run(process.execPath, ['--require', POLLUTION, ...args], { env, input })
  // Messages that do not depend on each other may arrive in any order.
  const messages = masked(stdout).split(/Content-Length: \d+\r\n\r\n/)
  return { code, stdout: messages.sort().join('\n'), stderr: masked(stderr) }
}

/** Replaces values that differ between runs. */
function masked(text) {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\b[0-9a-f]{64}\b/g, '<hash>')
    .replace(/"id":"?[\w.-]*\d[\w.-]*"?/g, '"id":<id>')
}

/** Defines one test for each way of pollution, in which the program must behave the same as with clean prototypes. */
function testSame(what, args, { check, input, ways = WAYS }) {
  let clean
  for (const way of ways) {
    test(`${what} does the same among polluted prototypes: ${way}`, async () => {
      clean ??= await among('none', args, input)
      check(clean)
      assert.deepEqual(await among(way, args, input), clean)
    })
  }
}

const program = (work, data) => ['-e', script(work, data)]

// --- candor ----------------------------------------------------------------------------------------------------------

testSame(
  'a server',
  program(async ({ LanguageServer, eventKind, initialize, initialized, message, open, change }) => {
    void LanguageServer.start().stop()
    globalThis.polluteLate?.()
    // Array methods would read polluted elements.
    const say = (what, value) => process.stdout.write(`${what}: ${typeof value === 'string' ? value : write(value)}\n`)
    const write = (value) => {
      if (Array.isArray(value)) return `[${value.map(write).join()}]`
      if (typeof value !== 'object' || value === null) return String(value)
      return `{${Object.keys(value)
        .map((key) => `${key}:${write(value[key])}`)
        .join()}}`
    }
    const attempt = (what, work) => {
      try {
        say(what, work() ?? null)
      } catch (error) {
        const own = (key) => (Object.hasOwn(error, key) ? String(error[key]) : 'none')
        say(what, `${Object.getPrototypeOf(error).constructor.name} ${own('code')} ${own('message')}`)
      }
    }
    for (const options of [undefined, {}, { telemetry: {} }, { telemetry: { hashing: { key: undefined } } }, []]) {
      attempt('status', () => {
        const server = LanguageServer.start(options)
        const status = server.telemetryStatus()
        void server.stop()
        return status
      })
    }
    for (const options of [
      { telemetry: { clientNames: new Array(1) } },
      { telemetry: { knownProviders: [undefined] } },
      { telemetry: { unknown: 1 } },
      { unknown: 1 },
      { telemetry: { level: 'ALL' } },
      { binary: 1 },
    ]) {
      attempt('wrong option', () => LanguageServer.start(options) && 'taken')
    }

    const server = LanguageServer.start({})
    server.onMessage((text) => say('message', text))
    server.onError((error) => say('error', String(error)))
    for (const text of [initialize, initialized]) server.send(text)
    await server.idle()
    say('after initialize', server.telemetryStatus())
    for (const answer of [[{}], [], new Array(2), [null], {}, [{ telemetry: 'error' }], ['off'], [new Map()]]) {
      server.provideConfiguration(() => answer)
      await server.idle()
      say('answered', server.telemetryStatus())
    }
    server.provideConfiguration(() => {
      throw new Error('thrown')
    })
    await server.idle()
    server.provideConfiguration(null)
    server.send('{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{}}')
    server.send('{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration"}')
    server.send('{"jsonrpc":"2.0","id":1}')
    server.send('{"id":2,"method":"candor/modules"}')
    server.send('{}')
    server.send('[]')
    server.send(open('file:///work/Dockerfile', 'FROM scratch as x\n'))
    await server.idle()
    server.send(change('file:///work/Dockerfile', 'FROM scratch\n'))
    await server.idle()
    say('later', server.telemetryStatus())
    server.setTelemetryLevel('all')
    server.provideConfiguration(() => [{ telemetry: 'all' }])
    await server.idle()
    server.send(change('file:///work/Dockerfile', 'FROM scratch\n# a\n', 3))
    await server.idle()
    for (const { name, properties } of server.readTelemetry()) {
      say('event', `${name} ${Object.keys(properties)} ${eventKind({ name, properties })}`)
    }
    attempt('kind', () => eventKind({ name: 'server_heartbeat' }))
    attempt('kind', () => eventKind({}))
    attempt('limit', () => server.readTelemetry('x'))
    // The return values of listeners are ignored.
    server.onTelemetry(() => ({}))
    server.onMessage(() => ({}))
    server.send(message('shutdown', undefined, 3))
    await server.idle()
    await server.stop()
    attempt('stopped', () => server.telemetryStatus())
    await server.idle().catch((error) => say('idle', `${Object.hasOwn(error, 'code') && error.code}`))
  }),
  {
    check({ code, stdout, stderr }) {
      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, /status: \{level:off,environment:null,host:null,client:null,decidedBy:default/)
      assert.match(stdout, /event: server_user_action .* usage/)
    },
  },
)

// --- candor/languageclient -------------------------------------------------------------------------------------------

const say = String((what, value) => process.stdout.write(`${what}: ${JSON.stringify(value)}\n`))

testSame(
  'a connection of a language client',
  program(
    async ({ LanguageServer, entry, say: source, initialize, initialized }) => {
      const say = (0, eval)(source)
      const { messageTransports } = require(require('node:path').join(entry, '../languageclient.js'))
      void LanguageServer.start().stop()
      globalThis.polluteLate?.()
      const server = LanguageServer.start({})
      for (let session = 1; session <= 2; session++) {
        const { reader, writer } = messageTransports(server)
        reader.onClose(() => say('closed', session))
        const disposable = reader.listen((message) => say('message', message))
        try {
          reader.listen(() => {})
        } catch (error) {
          say('listen', [error.message, Object.hasOwn(error, 'code') && error.code])
        }
        // The next connection ends a session that is still open.
        for (const text of [initialize, initialized]) await writer.write(JSON.parse(text))
        await server.idle()
        say('level', server.telemetryStatus().level)
        if (session === 2) disposable.dispose()
      }
      const { writer } = messageTransports(server)
      await server.stop()
      await writer.write({ jsonrpc: '2.0', method: 'x' }).catch((error) => say('write', error.message))
      try {
        messageTransports({})
      } catch (error) {
        say('impostor', [error.message, Object.hasOwn(error, 'code') && error.code])
      }
    },
    { say },
  ),
  {
    check({ code, stdout, stderr }) {
      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, /closed: 1\n/)
      assert.match(stdout, /impostor: .*INVALID_ARGUMENT/)
    },
  },
)

// --- candor/vscode ---------------------------------------------------------------------------------------------------

testSame(
  'a bridge to VS Code',
  program(
    async ({ LanguageServer, entry, say: source, initialize, initialized, open, change }) => {
      const say = (0, eval)(source)
      const { bridgeTelemetry, flatten } = require(require('node:path').join(entry, '../vscode.js'))
      void LanguageServer.start().stop()
      globalThis.polluteLate?.()
      const disposable = () => ({ dispose() {} })
      let inspected = {}
      const vscode = {
        env: { isTelemetryEnabled: true, createTelemetryLogger: () => logger },
        workspace: {
          workspaceFolders: undefined,
          getConfiguration: (section, scope) => ({
            get: (name) => void say('get', [section ?? null, scope ?? null, name]),
            inspect: () => inspected,
          }),
          onDidChangeConfiguration: disposable,
        },
      }
      const logger = {
        isUsageEnabled: true,
        isErrorsEnabled: true,
        logUsage: (name, properties) => say('usage', [name, Object.keys(properties)]),
        logError: (name) => say('error', name),
        onDidChangeEnableStates: disposable,
        dispose() {},
      }
      for (const [what, values, options] of [
        ['nothing is set', undefined, { logger }],
        ['nothing is known', {}, { logger }],
        ['all is chosen', { globalValue: 'all' }, { logger }],
        ['a workspace lowers', { globalValue: 'all', workspaceValue: 'error' }, { sender: {} }],
        ['there is a default', { defaultValue: 'all' }, { logger, setting: 'acme.telemetry' }],
      ]) {
        inspected = values
        const server = LanguageServer.start({ telemetry: { lsp: false } })
        const bridge = bridgeTelemetry(server, vscode, options)
        for (const text of [initialize, initialized]) server.send(text)
        server.provideConfiguration(() => [{ telemetry: 'all' }])
        server.send(open('file:///work/Dockerfile'))
        server.send(change('file:///work/Dockerfile', 'FROM scratch\n# a\n'))
        await server.idle()
        const { level, host } = server.telemetryStatus()
        say(what, [level, host])
        bridge.dispose()
        await server.stop()
      }
      for (const [options, given] of [
        [{ telemetry: { lsp: false } }, {}],
        [{ telemetry: { lsp: false } }, undefined],
        [{ telemetry: { lsp: false } }, { logger, unknown: 1 }],
        [{}, { logger }],
      ]) {
        const server = LanguageServer.start(options)
        try {
          bridgeTelemetry(server, vscode, given)
          say('bridged', given)
        } catch (error) {
          say('wrong use', [error.message, Object.hasOwn(error, 'code') && error.code])
        }
        await server.stop()
      }
      say('flat', flatten({ properties: { a: 1, b: 'x', c: { d: true, e: null } } }))
    },
    { say },
  ),
  {
    check({ code, stdout, stderr }) {
      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, /nothing is set: \["off","off"\]\n/)
      assert.match(stdout, /all is chosen: \["all","all"\]\n/)
      assert.match(stdout, /usage: \["server_user_action"/)
    },
  },
)

// --- The command line ------------------------------------------------------------------------------------------------

const CLI = path.join(root, 'js/cli/main.js')
/** Only candor runs in this process, so pollution that requires other code in the process is left out. */
const ways = WAYS.filter((way) => way !== 'methods' && way !== 'elements and descriptors')
const request = (id, method, params) => JSON.stringify({ jsonrpc: '2.0', id, method, params })
const framed = (...messages) =>
  messages.map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`).join('')
const SESSION = framed(
  request(1, 'initialize', { capabilities: {}, processId: null, rootUri: null }),
  request(undefined, 'initialized', {}),
  request(2, 'textDocument/hover', {}),
  request(3, 'shutdown'),
  request(undefined, 'exit'),
)
const succeeds = ({ code, stderr }) => assert.deepEqual([code, stderr], [0, ''])

for (const args of [['--stdio'], ['serve'], ['start', '--stdio']]) {
  testSame(`candor ${args.join(' ')}`, [CLI, ...args], { input: SESSION, ways, check: succeeds })
}
testSame('candor/stdio', [path.join(root, 'js/stdio.js'), '--stdio'], { input: SESSION, ways, check: succeeds })
for (const args of [['--help'], ['--version'], ['telemetry-json'], ['telemetry-json', '--prefix', 'acme.app']]) {
  testSame(`candor ${args.join(' ')}`, [CLI, ...args], { ways, check: succeeds })
}
for (const args of [
  [],
  ['preview'],
  ['--port'],
  ['--stdio', '--unknown'],
  ['copy-binary', '--out', 'x'],
  ['unknown'],
]) {
  testSame(`wrong use of candor, '${args.join(' ')}',`, [CLI, ...args], {
    ways,
    check: ({ code, stderr }) => assert.deepEqual([code, stderr.split(':')[0]], [2, 'candor']),
  })
}
const unchecked = ['copy-binary', '--target', `${process.platform}-${process.arch}`, '--out', 'nowhere']
testSame(`candor ${unchecked.slice(0, 3).join(' ')}, without a checksum,`, [CLI, ...unchecked], {
  ways,
  check: ({ code, stderr }) => assert.ok(code === 1 && stderr.includes('no published checksum'), stderr),
})

for (const way of ways) {
  test(`candor --port wants a token among polluted prototypes: ${way}`, async (t) => {
    const env = { ...process.env, CANDOR_TEST_POLLUTION: way }
    const server = spawn(process.execPath, ['--require', POLLUTION, CLI, '--port', '0'], { env })
    t.after(() => server.kill())
    let printed = ''
    for await (const text of server.stderr.setEncoding('utf8')) {
      printed += text
      if (printed.split('\n').length > 2) break
    }
    const [, port] = /^listening on 127\.0\.0\.1:(\d+)\ntoken: [\w-]{20,}\n/.exec(printed) ?? assert.fail(printed)
    const socket = connect(Number(port), '127.0.0.1')
    socket.end(framed(request(1, 'initialize', { capabilities: {}, processId: null, rootUri: null })))
    let received = ''
    for await (const text of socket.setEncoding('utf8')) received += text
    assert.match(received, /"id":1,"error":\{.*the token is missing/)
  })
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-prototypes-'))
after(() => rmSync(folder, { recursive: true }))
writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch as x\n')
writeFileSync(path.join(folder, 'main.tf'), 'terraform {\n')
for (const options of [[], ['--json'], ['--level', 'error']]) {
  testSame(`candor preview ${options.join(' ')}`, [CLI, 'preview', ...options, folder], { ways, check: succeeds })
}
