// The published VS Code extensions with candor's command line, under the program names and on the ports that they use:
// with recorded messages, and with the language client that they are built on.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'

import { start as startServer } from '../support/client.mjs'
import { connect, editorOf, listen, MAIN, start } from '../support/program.mjs'
import { docker, terraform } from '../support/stub/clients.mjs'
import { recording, replay } from '../support/stub/recording.mjs'
import { Wire } from '../support/stub/wire.mjs'
import { names, temporaryFolder, uriOf } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { shown, user } = require('../support/vscode-stub.cjs')
const { LanguageClient } = require('vscode-languageclient/node')

/** On Windows, a script cannot be linked under another program's name. There the clients run Node directly. */
const NO_LINKS = process.platform === 'win32' && 'Windows starts no link to a script'
/** Milliseconds after which a client that still waits for its server fails the test. */
const TOO_LONG = 60_000
const DOCKERFILE = '# Base\nFROM scratch AS Base\n'
const MODULE = 'terraform {\n  required_version = ">= 1.5"\n}\n'

/** Links the command line under the name of another server. */
function named(t, name) {
  const link = path.join(temporaryFolder(t), name)
  symlinkSync(MAIN, link)
  return link
}

/** An environment with Node but without `terraform`, so that no report waits for it. */
function nodeAlone(t) {
  const PATH = temporaryFolder(t)
  if (!NO_LINKS) symlinkSync(process.execPath, path.join(PATH, 'node'))
  return { PATH }
}

/** Finds a port that was free a moment ago. Port 0 is no alternative: terraform-ls takes it to mean stdio. */
async function freePort() {
  const listener = net.createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address()
  listener.close()
  await once(listener, 'close')
  return port
}

// --- Recorded messages -----------------------------------------------------------------------------------------------

const STARTED = {
  docker: ['docker-language-server', ['start', '--stdio']],
  terraform: ['terraform-ls', ['serve']],
}

/** Starts a program under its name; `ended` resolves with its exit code and signal. */
async function byName(t, name) {
  const [program, args] = STARTED[name]
  const child = start(t, args, { command: [named(t, program)], env: nodeAlone(t) })
  return { editor: editorOf(child), ended: once(child, 'close') }
}

/** Neither client can send an authentication token. */
const INSECURE = ['--port', '0', '--insecure']

/** Connects to a server on a port. */
async function byPort(t, name) {
  const args = name === 'terraform' ? ['serve', `-port=${await freePort()}`, '--insecure'] : INSECURE
  const { editor } = await connect(t, (await listen(t, args, { env: nodeAlone(t) })).port)
  return { editor, ended: editor.ended.then(() => [0, null]) }
}

for (const [way, reach] of Object.entries({ 'under its own name': byName, 'at a port': byPort })) {
  const skip = reach === byName && NO_LINKS
  test(`recorded messages of Docker's extension get the expected responses ${way}`, { skip }, async (t) => {
    const { editor, ended } = await reach(t, 'docker')
    const heard = await replay(recording('docker', uriOf(temporaryFolder(t))), editor)
    assert.deepEqual(await ended, [0, null])
    assert.deepEqual(editor.unreadable, [])
    assertServesDocker(heard, editor.received)
  })

  test(`recorded messages of Terraform's extension get the expected responses ${way}`, { skip }, async (t) => {
    const { editor, ended } = await reach(t, 'terraform')
    await replay(recording('terraform', uriOf(temporaryFolder(t))), editor)
    assert.deepEqual(await ended, [0, null])
    assert.deepEqual(editor.unreadable, [])
    assertServesTerraform(editor.received)
  })
}

test("every recorded level of Docker's extension applies, and the last one is off", async (t) => {
  const client = startServer(t)
  const levels = []
  const editor = inProcess(client)
  const heard = await replay(recording('docker', uriOf(temporaryFolder(t))), editor, async ({ answers }) => {
    if (answers !== 'workspace/configuration') return
    await client.server.idle()
    levels.push(client.server.telemetryStatus().level)
  })
  assert.deepEqual(levels, ['all', 'error', 'error', 'off'])
  assert.deepEqual(client.server.readTelemetry(), [])
  assertServesDocker(heard, client.messages)
})

/** The client stated `all` at first and then `error`. An answer without a level keeps `error`. */
const LAST_ANSWERS = [
  [[{ telemetry: 'all' }], 'all'],
  [['all'], 'all'],
  [[{ telemetry: 'error', debugServerPort: null }], 'error'],
  [[{ telemetry: 'off' }], 'off'],
  [[{ telemetry: 'Off' }], 'off'],
  [[{ telemetry: null }], 'off'],
  [[{ experimental: { vulnerabilityScanning: true } }], 'error'],
  [[{}], 'error'],
  [[null], 'error'],
  [[], 'error'],
  [null, 'error'],
]

test("every possible last answer of Docker's extension gives a known level, never a higher one", async (t) => {
  const refusal = { code: -32603, message: "Cannot set properties of null (setting 'telemetry')" }
  const cases = [...LAST_ANSWERS.map(([result, level]) => [{ result }, level]), [{ error: refusal }, 'off']]
  for (const [answer, level] of cases) {
    const client = startServer(t)
    const steps = recording('docker', uriOf(temporaryFolder(t)))
    const last = steps.findLastIndex(({ answers }) => answers === 'workspace/configuration')
    const { answers } = steps[last]
    await replay([...steps.slice(0, last), { answers, ...answer }], inProcess(client))
    await client.server.idle()
    assert.equal(client.server.telemetryStatus().level, level, JSON.stringify(answer))
  }
})

/** Replays a recording against a server in this process. */
function inProcess(client) {
  return {
    send: (message) => client.send(message),
    async message(matches) {
      await client.server.idle()
      return client.messages.find(matches) ?? assert.fail('what the client waited for never came')
    },
  }
}

/** Checks that the user sees no message and no request fails. */
function assertQuiet(received) {
  const isLoud = ({ method, error }) => error || method === 'window/showMessage' || method === 'window/logMessage'
  assert.deepEqual(received.filter(isLoud), [])
}

function assertServesDocker(heard, received) {
  assertQuiet(received)
  const answer = (id) => heard.find((message) => message.method === undefined && message.id === id)
  const { capabilities } = answer(0).result
  assert.deepEqual(capabilities.executeCommandProvider.commands, ['dockerLspServer.telemetry.callback'])
  assert.deepEqual(
    answer(3).result.items.map(({ code }) => code),
    ['StageNameCasing'],
  )
  const [fix] = answer(5).result
  assert.equal(fix.command.command, 'dockerLspServer.telemetry.callback')
  assert.ok(fix.edit)
  assert.equal(answer(6).result, null)
  assert.equal(answer(7).result, null)
  // The client does not support events, so it must not receive any.
  assert.deepEqual(
    received.filter(({ method }) => method === 'telemetry/event'),
    [],
  )
}

function assertServesTerraform(received) {
  assertQuiet(received)
  const events = received.filter(({ method }) => method === 'telemetry/event').map(({ params }) => params)
  assert.deepEqual(names(events), ['initialize', 'moduleData', 'moduleData'])
  const [, { properties }, later] = events
  assert.equal(properties.tfRequirements, '>= 1.5')
  assert.deepEqual(properties.providerRequirements, { 'registry.terraform.io/hashicorp/aws': '~> 5.0' })
  assert.equal(later.properties.cloud, true)
}

// --- The underlying language client ----------------------------------------------------------------------------------

/** Runs a session of a client with `options` until `work` is done; returns its output channel. */
async function session(extension, serverOptions, work) {
  const wire = new Wire()
  class Tapped extends LanguageClient {
    async createMessageTransports(encoding) {
      return wire.tap(await super.createMessageTransports(encoding))
    }
  }
  const output = outputChannel()
  const client = new Tapped('acme', 'Acme', serverOptions, { ...extension.clientOptions, outputChannel: output })
  await work(client, wire)
  await client.stop()
  user.reset()
  assert.deepEqual(shown, [])
  return output
}

/** An output channel; `line` resolves when the text matches a pattern. */
function outputChannel() {
  let text = ''
  let look = () => {}
  const append = (more) => {
    text += more
    look()
  }
  return {
    name: 'Acme',
    append,
    appendLine: (line) => append(`${line}\n`),
    show() {},
    dispose() {},
    line: (pattern) =>
      new Promise((resolve) => {
        look = () => pattern.test(text) && resolve(text)
        look()
      }),
  }
}

async function editDockerfile(client, wire) {
  docker.register(client)
  user.set({ 'docker.lsp.telemetry': 'all' })
  const asked = wire.nextReceived('workspace/configuration')
  await client.start()
  const document = user.open('file:///workspace/Dockerfile', 'dockerfile', DOCKERFILE)
  assert.deepEqual((await asked).params, { items: [{ section: 'docker.lsp' }] })
  const textDocument = { uri: document.uri.toString() }
  const { items } = await client.sendRequest('textDocument/diagnostic', { textDocument })
  assert.deepEqual(
    items.map(({ code }) => code),
    ['StageNameCasing'],
  )
  const again = wire.nextReceived('workspace/configuration')
  await docker.tell(client)
  assert.deepEqual((await again).params, { items: [{ section: 'docker.lsp' }] })
  assert.deepEqual(wire.receivedOf('telemetry/event'), [])
}

function openModule(t) {
  const folder = temporaryFolder(t)
  writeFileSync(path.join(folder, 'main.tf'), MODULE)
  return async (client) => {
    const events = []
    let reported
    const complete = new Promise((resolve) => (reported = resolve))
    terraform.register(client, (event) => events.push(event) === 2 && reported())
    await client.start()
    user.open(uriOf(folder, 'main.tf'), 'terraform', MODULE)
    await complete
    assert.deepEqual(names(events), ['initialize', 'moduleData'])
    assert.equal(events[1].properties.tfRequirements, '>= 1.5')
  }
}

const EXITED = /Server process exited with code (\d+)/

test("Docker's client starts and ends the program in its folder", { skip: NO_LINKS, timeout: TOO_LONG }, async (t) => {
  const program = named(t, 'docker-language-server-linux-amd64')
  const output = await session(docker, docker.starts(program), editDockerfile)
  assert.equal(EXITED.exec(await output.line(EXITED))[1], '0')
})

test(
  "Terraform's client starts and ends the program of its setting",
  { skip: NO_LINKS, timeout: TOO_LONG },
  async (t) => {
    const output = await session(terraform, terraform.starts(named(t, 'terraform-ls')), openModule(t))
    assert.equal(EXITED.exec(await output.line(EXITED))[1], '0')
  },
)

test(
  "Terraform's client starts Node with the command line as its first argument, as on Windows",
  { timeout: TOO_LONG },
  async (t) => {
    const output = await session(terraform, terraform.starts(process.execPath, [MAIN, 'serve']), openModule(t))
    assert.equal(EXITED.exec(await output.line(EXITED))[1], '0')
  },
)

test(
  'the clients connect to one port, and a probe or a disconnect does not disturb them',
  { timeout: TOO_LONG },
  async (t) => {
    const { child, port } = await listen(t, ['serve', `-port=${await freePort()}`, '--insecure'])
    let problems = ''
    child.stderr.on('data', (text) => (problems += text))
    await session(docker, await docker.connectsTo(port), editDockerfile)
    await session(terraform, terraform.connectsTo(port), openModule(t))
    assert.deepEqual([child.exitCode, problems], [null, ''])
  },
)
