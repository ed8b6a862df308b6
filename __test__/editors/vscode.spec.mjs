// The bridge between a server and VS Code's telemetry: which consent applies, and what remains after the bridge is
// disposed of. VS Code is a stub whose loggers filter, sanitize and extend events like the real ones.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import {
  bridgeable,
  bridged,
  bridgeTelemetry,
  counts,
  INITIALIZE,
  Sender,
  SETTING,
  telemetry,
  user,
  vscode,
} from '../support/stub/bridge.mjs'
import { compile } from '../support/stub/types.mjs'
import { modify } from '../support/telemetry.mjs'

// --- Consent ---------------------------------------------------------------------------------------------------------

test('the level is what VS Code allows, and follows it down and up', (t) => {
  const { host } = bridged(t)
  assert.equal(host(), 'all')
  for (const [level, expected] of [
    ['error', 'error'],
    ['off', 'off'],
    ['error', 'error'],
    ['all', 'all'],
    ['crash', 'off'],
  ]) {
    telemetry.level = level
    assert.equal(host(), expected, level)
  }
})

test('the level is stated before the bridge exists, whatever the host stated before', (t) => {
  telemetry.level = 'error'
  const { host } = bridged(t, { options: { telemetry: { level: 'all' } } })
  assert.equal(host(), 'error')
})

test("the extension's own setting is followed down and up, and never raises what VS Code allows", (t) => {
  const { host } = bridged(t)
  for (const level of ['error', 'off', 'all']) {
    user.set({ [SETTING]: level })
    assert.equal(host(), level)
  }
  telemetry.level = 'error'
  assert.equal(host(), 'error')
  user.set({ [SETTING]: 'off' })
  user.set({ [SETTING]: 'all' })
  assert.equal(host(), 'error')
})

for (const [what, settings, expected] of [
  ['nobody said anything', {}, 'off'],
  ['only a default of whoever declared it says something', { default: 'all' }, 'off'],
  ['the user raises the default', { default: 'off', user: 'all' }, 'all'],
  ['the user lowers the default', { default: 'all', user: 'off' }, 'off'],
  ['a workspace raises the default', { default: 'off', workspace: 'all' }, 'off'],
  ['a workspace raises the user', { user: 'error', workspace: 'all' }, 'error'],
  ['a workspace lowers the user', { user: 'all', workspace: 'error' }, 'error'],
  ['only others speak', { workspace: 'all', folder: 'all', remote: 'all' }, 'off'],
  ['a folder raises the user', { user: 'off', folder: 'all' }, 'off'],
  ['a folder lowers the user', { user: 'all', folder: 'off' }, 'off'],
  ['a language raises the user', { user: 'error', userLanguage: 'all' }, 'error'],
  ['a language lowers the user', { user: 'all', userLanguage: 'error' }, 'error'],
  ["a workspace's language raises", { user: 'error', workspaceLanguage: 'all', folderLanguage: 'all' }, 'error'],
  ["a workspace's language lowers", { user: 'all', workspaceLanguage: 'off' }, 'off'],
  ['a remote machine raises the user', { user: 'error', remote: 'all' }, 'error'],
  ['a remote machine raises the default', { default: 'off', remote: 'all' }, 'off'],
  ['a remote machine lowers the user', { user: 'all', remote: 'off' }, 'off'],
  ['a policy raises the user', { user: 'error', policy: 'all' }, 'error'],
  ['a policy lowers the user', { user: 'all', policy: 'off' }, 'off'],
  ['the user says something else', { default: 'all', user: 'yes' }, 'off'],
  ['the user says something of another type', { default: 'all', user: true }, 'off'],
  ['the user says null', { default: 'all', user: null }, 'off'],
  ['a workspace says something else', { user: 'all', workspace: 'none' }, 'off'],
]) {
  test(`if ${what}, the setting allows ${expected}`, (t) => {
    const places = Object.entries(settings).map(([place, value]) => [place, { [SETTING]: value }])
    const { host } = bridged(t, { settings: Object.fromEntries(places) })
    assert.equal(host(), expected)
  })
}

test('a default counts where the extension has named the setting, or the section that holds it', (t) => {
  const own = bridged(t, { setting: 'acme.share', settings: { default: { 'acme.share': 'error' } } })
  assert.equal(own.host(), 'error')
  const options = { telemetry: { section: 'acme.lsp' } }
  const section = bridged(t, { options, settings: { default: { 'acme.lsp.telemetry': 'all' } } })
  assert.equal(section.host(), 'all')
})

test('every folder that is open can lower the level, as long as it is open', (t) => {
  const { host } = bridged(t)
  const [first, second] = ['file:///first', 'file:///second']
  user.openFolders(first, second)
  assert.equal(host(), 'all')
  user.set({ [SETTING]: 'off' }, second)
  assert.equal(host(), 'off')
  user.openFolders(first)
  assert.equal(host(), 'all')
})

test('the setting may have another name, and the section may too', (t) => {
  const own = bridged(t, { setting: 'acme.share', settings: { user: { 'acme.share': 'error', [SETTING]: 'all' } } })
  assert.equal(own.host(), 'error')
  const options = { telemetry: { section: 'acme.lsp' } }
  const section = bridged(t, { options, settings: { user: { 'acme.lsp.telemetry': 'all', [SETTING]: 'off' } } })
  assert.equal(section.host(), 'all')
})

test('unreadable settings allow nothing, and their error is reported', async (t) => {
  const { errors, host } = bridged(t)
  const { getConfiguration } = vscode.workspace
  t.after(() => (vscode.workspace.getConfiguration = getConfiguration))
  vscode.workspace.getConfiguration = () => {
    throw new Error('no configuration')
  }
  telemetry.level = 'error'
  assert.equal(host(), 'off')
  vscode.workspace.getConfiguration = getConfiguration
  telemetry.level = 'all'
  assert.equal(host(), 'all')
  // VS Code notifies the loggers first, then all other listeners.
  assert.deepEqual([...new Set(errors.map(({ message }) => message))], ['no configuration'])
})

test('a logger with an outdated state is compared with the state that VS Code reports to all extensions', (t) => {
  const logger = {
    ...{ isUsageEnabled: true, isErrorsEnabled: true, onDidChangeEnableStates: () => ({ dispose() {} }) },
    ...{ logUsage() {}, logError() {}, dispose() {} },
  }
  const { host } = bridged(t, { logger })
  assert.equal(host(), 'all')
  telemetry.level = 'off'
  assert.equal(host(), 'error')
  telemetry.level = 'all'
  assert.equal(host(), 'all')
})

// --- Configuration ---------------------------------------------------------------------------------------------------

test("the server's requests are answered from VS Code's configuration, and none goes to the client", async (t) => {
  const { client, server } = bridged(t)
  await client.initialize(INITIALIZE)
  const status = () => {
    const { level, host, client: stated } = server.telemetryStatus()
    return { level, host, stated }
  }
  assert.deepEqual(status(), { level: 'all', host: 'all', stated: 'all' })
  user.set({ [SETTING]: 'error' })
  await server.idle()
  assert.deepEqual(status(), { level: 'error', host: 'error', stated: 'error' })
  user.set({ [SETTING]: 'all' })
  await server.idle()
  assert.deepEqual(status(), { level: 'all', host: 'all', stated: 'all' })
  assert.deepEqual(client.received('workspace/configuration'), [])
})

test('a section without a level leaves the decision to the setting', async (t) => {
  const settings = { user: { 'acme.share': 'all', 'docker.lsp.experimental': true } }
  const { client, server } = bridged(t, { setting: 'acme.share', settings })
  await client.initialize(INITIALIZE)
  const { level, client: stated } = server.telemetryStatus()
  assert.deepEqual({ level, stated }, { level: 'all', stated: null })
})

test('another provider can answer instead, and is asked again when the section changes', async (t) => {
  const asked = []
  const answer = { telemetry: 'error' }
  const configuration = (items) => {
    asked.push(items)
    return items.map(() => ({ ...answer }))
  }
  const { client, server } = bridged(t, { configuration })
  await client.initialize(INITIALIZE)
  assert.deepEqual(asked, [[{ section: 'docker.lsp' }]])
  assert.equal(server.telemetryStatus().level, 'error')
  answer.telemetry = 'all'
  user.set({ 'docker.other': 1, 'acme.share': 1 })
  await server.idle()
  assert.equal(asked.length, 1)
  user.set({ 'docker.lsp.experimental': true })
  await server.idle()
  assert.equal(asked.length, 2)
  assert.equal(server.telemetryStatus().level, 'all')
})

test('a failing provider counts as off, and is reported', async (t) => {
  for (const configuration of [() => assert.fail('thrown'), () => Promise.reject(new Error('thrown'))]) {
    const { client, errors, server } = bridged(t, { configuration })
    await client.initialize(INITIALIZE)
    assert.deepEqual([server.telemetryStatus().level, errors.map(({ message }) => message)], ['off', ['thrown']])
  }
})

// --- Disposal --------------------------------------------------------------------------------------------------------

test('`dispose` states off first, and leaves nothing behind', async (t) => {
  const before = counts()
  const { bridge, client, host, sender, server } = bridged(t)
  await client.initialize(INITIALIZE)
  const { length } = sender.received
  const calls = []
  for (const name of ['setTelemetryLevel', 'onTelemetry', 'provideConfiguration']) {
    const method = server[name]
    server[name] = (value) => {
      calls.push([name, value])
      return method.call(server, value)
    }
  }
  const { flush } = sender
  sender.flush = () => {
    calls.push(['flush'])
    flush.call(sender)
  }
  bridge.dispose()
  bridge.dispose()
  assert.deepEqual(calls, [
    ['setTelemetryLevel', 'off'],
    ['onTelemetry', null],
    ['provideConfiguration', null],
    ['flush'],
  ])
  assert.deepEqual(counts(), before)
  telemetry.level = 'error'
  user.set({ [SETTING]: 'error' })
  modify(client, 'file:///w/Dockerfile')
  // Without the bridge, the server asks the client again.
  for (const request of client.received('workspace/configuration')) client.answer(request, [{ telemetry: 'all' }])
  await server.idle()
  assert.equal(host(), 'off')
  assert.equal(sender.received.length, length)
})

test('the bridge ends when its server stops', async (t) => {
  const before = counts()
  const { bridge, errors, sender, server } = bridged(t)
  await server.stop()
  assert.deepEqual(counts(), before)
  assert.equal(sender.flushed, 1)
  telemetry.level = 'off'
  user.set({ [SETTING]: 'off' })
  bridge.dispose()
  assert.deepEqual(errors, [])
})

test('a logger that throws when it is disposed of causes a warning, and everything else ends', async (t) => {
  const before = counts()
  const { bridge, sender } = bridged(t)
  sender.flush = () => {
    throw new Error('no flush')
  }
  const warned = once(process, 'warning')
  bridge.dispose()
  assert.equal((await warned)[0].message, 'no flush')
  assert.deepEqual(counts(), before)
})

test('after one bridge there can be another', async (t) => {
  const { bridge, client, server } = bridged(t)
  bridge.dispose()
  const sender = new Sender()
  bridgeTelemetry(server, vscode, { sender })
  await client.initialize(INITIALIZE)
  assert.deepEqual(sender.names, ['acme.example/initialize', 'acme.example/server_heartbeat'])
})

// --- Misuse ----------------------------------------------------------------------------------------------------------

test('a server whose events could arrive twice is refused, and nothing is changed', (t) => {
  for (const telemetry of [undefined, {}, { lsp: true }, { lsp: undefined }]) {
    const { server } = startTesting(t, { telemetry })
    const before = counts()
    const refused = { code: 'INVALID_ARGUMENT', message: /^server must be started with `telemetry: \{ lsp: false \}`/ }
    assert.throws(() => bridgeTelemetry(server, vscode, { sender: new Sender() }), refused)
    assert.deepEqual([counts(), server.telemetryStatus().host], [before, null])
  }
})

test('invalid arguments are named', (t) => {
  const { server } = bridgeable(t)
  const before = counts()
  const sender = new Sender()
  const refused = (field, ...args) =>
    assert.throws(() => bridgeTelemetry(...args), {
      code: 'INVALID_ARGUMENT',
      message: new RegExp(`^${field} must be `),
    })
  for (const wrong of [undefined, null, {}, 'server']) refused('server', wrong, vscode, { sender })
  for (const wrong of [undefined, null, {}, { env: vscode.env }]) refused('vscode', server, wrong, { sender })
  for (const wrong of [undefined, null, {}, { sender, logger: {} }]) refused('options', server, vscode, wrong)
  for (const setting of ['', 1, {}]) refused('options.setting', server, vscode, { sender, setting })
  for (const configuration of [{}, 'x']) refused('options.configuration', server, vscode, { sender, configuration })
  refused('options.seting', server, vscode, { sender, seting: 'acme.telemetry' })
  refused('options.sender', server, vscode, { sender: () => {} })
  for (const logger of [1, {}, { logUsage() {}, logError() {} }]) {
    refused('options.logger', server, vscode, { logger })
  }
  const stub = { env: { createTelemetryLogger: () => ({}) }, workspace: vscode.workspace }
  refused('the result of vscode.env.createTelemetryLogger', server, stub, { sender })
  assert.throws(() => bridgeTelemetry(server, vscode, { sender: {} }), TypeError)
  assert.deepEqual(counts(), before)
  bridgeTelemetry(server, vscode, { sender })
  refused('server', server, vscode, { sender })
})

test('a stopped server has no bridge', async (t) => {
  const { server } = bridgeable(t)
  const before = counts()
  await server.stop()
  assert.throws(() => bridgeTelemetry(server, vscode, { sender: new Sender() }), { code: 'SERVER_STOPPED' })
  assert.deepEqual(counts(), before)
})

// --- Types -----------------------------------------------------------------------------------------------------------

test("the types fit VS Code's own", () => {
  const { problems } = compile(
    `import { LanguageServer } from 'candor'
    import { bridgeTelemetry, flatten, type BridgeOptions, type TelemetryBridge, type TelemetrySender } from 'candor/vscode'
    import * as vscode from 'vscode'
    const sender: vscode.TelemetrySender = {
      sendEventData: (name, data) => void flatten({ properties: data ?? {} }).properties[name],
      sendErrorData: (error) => void error.stack,
    }
    const server = LanguageServer.start({ telemetry: { lsp: false } })
    const context: Pick<vscode.ExtensionContext, 'subscriptions'> = { subscriptions: [] }
    const options: BridgeOptions = { sender, setting: 'acme.telemetry', configuration: (items) => items.map(() => null) }
    context.subscriptions.push(bridgeTelemetry(server, vscode, options))
    bridgeTelemetry(server, vscode, { logger: vscode.env.createTelemetryLogger(sender) })
    const batching: TelemetrySender = { ...sender, flush: async () => {}, purge: (level) => void (level === 'off') }
    const bridge: TelemetryBridge = bridgeTelemetry(server, vscode, { sender: batching })
    export const deactivate = (): Promise<void> => bridge.close()
    // @ts-expect-error
    bridgeTelemetry(server, vscode, { sender: { ...sender, purge: (level: number) => void level } })
    // @ts-expect-error
    bridgeTelemetry(server, {}, { sender })
    // @ts-expect-error
    bridgeTelemetry(server, vscode)
    const { properties, measurements } = flatten(server.readTelemetry()[0]!)
    const flat: [string, number] = [properties['a']!, measurements['b']!]
    void flat`,
    { types: ['vscode'] },
  )
  assert.deepEqual(problems, [])
})
