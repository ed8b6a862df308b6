// The telemetry interface in VS Code: the consent question, the status bar item and the output channel.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { start } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { consentPrompt, outputChannel, statusItem } = require('../../js/vscode.js')
const { fakeVscode } = require('../../js/testing.js')
const SETTING = 'acme.telemetry'

/** A stub of the VS Code interface, and the user's actions in it. */
function editor({ language = 'en', isTelemetryEnabled = true, answer, values = {} } = {}) {
  const seen = { questions: [], items: [], channels: [], values }
  return {
    seen,
    env: { language, isTelemetryEnabled },
    workspace: {
      getConfiguration: () => ({
        inspect: (name) => ({ globalValue: values[name] }),
        update: async (name, value, target) => {
          assert.equal(target, 1)
          values[name] = value
        },
      }),
    },
    window: {
      showInformationMessage: async (...words) => {
        seen.questions.push(words)
        return answer
      },
      createStatusBarItem: (id) => {
        const item = { id, show: () => (item.isShown = true), dispose: () => (item.isDisposed = true) }
        seen.items.push(item)
        return item
      },
      createOutputChannel: (name, options) => {
        const channel = { name, options, lines: [], info: (line) => channel.lines.push(line), dispose: () => (channel.isDisposed = true) } // prettier-ignore
        seen.channels.push(channel)
        return channel
      },
    },
  }
}

function memory() {
  const values = new Map()
  return { get: (key) => values.get(key), update: async (key, value) => void values.set(key, value) }
}

const ask = (vscode, more) => consentPrompt(vscode, { name: 'Acme', setting: SETTING, memory: memory(), ...more })

test('the answer to the question becomes the setting of the user', async () => {
  for (const [answer, result, value] of [
    ['Yes', 'all', 'all'],
    ['No', 'off', 'off'],
    [undefined, null, undefined],
  ]) {
    const vscode = editor({ answer })
    assert.equal(await ask(vscode), result)
    assert.equal(vscode.seen.values[SETTING], value)
    assert.deepEqual(vscode.seen.questions[0].slice(1), ['Yes', 'No'])
    assert.match(vscode.seen.questions[0][0], /^Allow Acme to send /)
  }
})

test('a user who wants to see what is sent has not agreed yet', async () => {
  const vscode = editor({ answer: 'Show Me What Is Sent' })
  let isShown = false
  assert.equal(await ask(vscode, { show: () => (isShown = true) }), 'show')
  assert.deepEqual([isShown, vscode.seen.values[SETTING]], [true, undefined])
})

test('the question is shown once, and not to users who have already chosen', async () => {
  const remembered = memory()
  const vscode = editor()
  await ask(vscode, { memory: remembered })
  assert.equal(await ask(vscode, { memory: remembered }), null)
  assert.equal(vscode.seen.questions.length, 1)
  for (const given of [
    { values: { [SETTING]: 'off' } },
    { values: { [SETTING]: 'all' } },
    { isTelemetryEnabled: false },
  ]) {
    const other = editor(given)
    assert.equal(await ask(other), null)
    assert.deepEqual(other.seen.questions, [])
  }
})

test('a user who allows only crash reports in VS Code is asked', async () => {
  const editor = fakeVscode({ telemetryLevel: 'error', settings: { 'telemetry.telemetryLevel': 'error' } })
  editor.answerNext('Yes')
  assert.equal(await ask(editor.vscode), 'all')
})

test('a setting of the remote machine is not what the user chose', async (t) => {
  const { server } = start(t, { telemetry: { level: 'off' } })
  const vscode = editor()
  const inspected = { globalValue: 'all', globalRemoteValue: 'all' }
  vscode.workspace.getConfiguration = () => ({ inspect: () => inspected })
  vscode.workspace.onDidChangeConfiguration = () => ({ dispose() {} })
  const tooltip = () => {
    const item = statusItem(server, vscode, { name: 'Acme', id: 'acme.telemetry', setting: SETTING })
    t.after(() => item.dispose())
    return vscode.seen.items.at(-1).tooltip
  }
  assert.equal(tooltip(), 'Acme: Nothing is sent. Decided by the default, because no level has been chosen.')
  inspected.globalLocalValue = 'off'
  assert.equal(tooltip(), 'Acme: Nothing is sent. Decided by your setting.')
})

test('texts that are not an object are refused, and `null` means none', async (t) => {
  const { server } = start(t, { telemetry: { level: 'off' } })
  const options = { name: 'Acme', id: 'acme.telemetry' }
  const isRefusal = { code: 'INVALID_ARGUMENT', message: 'options.texts must be an object' }
  assert.throws(() => statusItem(server, editor(), { ...options, texts: 'Yes' }), isRefusal)
  await assert.rejects(ask(editor(), { texts: 'Yes' }), isRefusal)
  assert.doesNotThrow(() => statusItem(server, editor(), { ...options, texts: null }).dispose())
})

test('the status bar item shows who decided, if it knows the setting', async (t) => {
  const { server } = start(t, { telemetry: { level: 'off' } })
  const editor = fakeVscode()
  const item = statusItem(server, editor.vscode, { name: 'Acme', id: 'acme.telemetry', setting: SETTING })
  const [shown] = editor.statusItems
  assert.equal(shown.tooltip, 'Acme: Nothing is sent. Decided by the default, because no level has been chosen.')
  editor.setSetting(SETTING, 'off')
  assert.equal(shown.tooltip, 'Acme: Nothing is sent. Decided by your setting.')
  item.dispose()
  editor.setSetting(SETTING, 'all')
  assert.equal(shown.tooltip, 'Acme: Nothing is sent. Decided by your setting.')
})

test('the interface uses the language of VS Code, or the texts of the extension', async () => {
  const german = editor({ language: 'de', answer: 'Ja' })
  assert.equal(await ask(german), 'all')
  const french = editor({ language: 'fr-CA', answer: 'Non' })
  assert.equal(await ask(french), 'off')
  const other = editor({ language: 'xx', answer: 'Sure' })
  assert.equal(await ask(other, { texts: { yes: 'Sure' } }), 'all')
})

test('the status bar item follows the level until the server stops', async (t) => {
  const { server } = start(t, { telemetry: { level: 'off' } })
  const vscode = editor()
  const item = statusItem(server, vscode, { name: 'Acme', id: 'acme.telemetry', command: 'acme.show' })
  const [shown] = vscode.seen.items
  assert.deepEqual([shown.id, shown.name, shown.command, shown.isShown], ['acme.telemetry', 'Acme: Telemetry', 'acme.show', true]) // prettier-ignore
  for (const level of ['all', 'error', 'off']) {
    server.setTelemetryLevel(level)
    assert.match(shown.text, new RegExp(`Telemetry: ${level}$`))
    assert.match(shown.accessibilityInformation.label, /^Acme, Telemetry: /)
  }
  assert.equal(shown.tooltip, 'Acme: Nothing is sent.')
  await server.stop()
  assert.match(shown.text, /not running$/)
  item.dispose()
  assert.equal(shown.isDisposed, true)
})

test('the output channel logs who decided the level, at every change', async (t) => {
  const { server } = start(t, { telemetry: { level: 'off' } })
  const vscode = editor()
  const channel = outputChannel(server, vscode, { name: 'Acme Telemetry' })
  const [made] = vscode.seen.channels
  server.setTelemetryLevel('all')
  assert.match(made.lines[0], /^telemetry level off, decided by host/)
  assert.match(
    made.lines[1],
    /^telemetry level all, decided by host \(environment: not set, host: all, client: not set\)/,
  )
  channel.dispose()
  server.setTelemetryLevel('off')
  assert.equal(made.lines.length, 2)
  assert.equal(made.isDisposed, true)
})

test('invalid options are rejected by name', async (t) => {
  const { server } = start(t)
  const vscode = editor()
  await assert.rejects(ask(vscode, { memory: {} }), /options\.memory must be a Memento/)
  await assert.rejects(ask(vscode, { setting: '' }), /options\.setting/)
  await assert.rejects(ask(vscode, { colour: 1 }), /options\.colour must be omitted/)
  assert.throws(() => statusItem(server, vscode, { name: 'Acme' }), /options\.id/)
  assert.throws(() => statusItem({}, vscode, { name: 'Acme', id: 'x' }), { code: 'INVALID_ARGUMENT' })
  assert.throws(() => outputChannel(server, vscode, {}), /options\.name/)
})
