// The telemetry view: what it shows, what a user can do with it, and that it loads no external resources.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { LanguageServer } from '../support/client.mjs'
import { EventServer } from '../support/event-server.mjs'
import { compile } from '../support/stub/types.mjs'
import { temporaryFolder, withEnvironment } from '../support/telemetry.mjs'
import { until } from '../support/until.mjs'

const require = createRequire(import.meta.url)
const { bridgeTelemetry, statusItem, telemetryView } = require('../../js/vscode.js')
const { httpsReceiver } = require('../../js/https.js')
const { fakeVscode } = require('../../js/testing.js')

const SETTING = 'acme.telemetry'
const events = {
  clicked: {
    kind: 'usage',
    description: 'A <button> was clicked.',
    purpose: 'Shows what is "used".',
    owner: 'acme & co',
    expires: '2030-12-31',
    properties: { place: { type: 'word', words: ['menu'], description: 'Where.' } },
  },
  failed: { kind: 'error', description: 'It failed.', purpose: 'To mend it.', owner: 'acme', expires: 'never' },
}

/** The page as a user sees it: applies posted updates as the page's script does. */
class Page {
  #panel
  constructor(panel) {
    this.#panel = panel
    panel.receive({ type: 'ready' })
  }
  get html() {
    return this.#panel.webview.html
  }
  get #posted() {
    return this.#panel.posted
  }
  part(id) {
    return this.#posted.findLast(({ html }) => html?.[id] !== undefined)?.html[id]
  }
  text(id) {
    return plain(this.part(id) ?? '')
  }
  /** The entries, newest first. */
  get entries() {
    const first = this.#posted.findIndex(({ html }) => html?.entries !== undefined)
    const added = this.#posted.slice(first).filter(({ entry }) => entry !== undefined)
    return [...added.reverse().map(({ entry }) => entry), this.#posted[first].html.entries].map(plain).filter(Boolean)
  }
  get choice() {
    return this.#posted.findLast(({ choice }) => choice !== undefined)?.choice
  }
  send(type, level) {
    this.#panel.receive({ type, level })
  }
}

const plain = (html) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

class Sender {
  received = []
  sendEventData(name, data) {
    this.received.push({ name, data })
  }
  sendErrorData() {}
}

function open(t, { settings = {}, language, receiver, options } = {}) {
  const editor = fakeVscode({ settings, language })
  const server = LanguageServer.start({ telemetry: { lsp: false, section: 'acme', events } })
  server.onError(() => {})
  t.after(() => server.stop())
  const sender = new Sender()
  const bridge = bridgeTelemetry(server, editor.vscode, receiver ? { receiver } : { sender })
  t.after(() => bridge.dispose())
  const view = telemetryView(server, editor.vscode, {
    name: 'Acme',
    id: 'acme.telemetry',
    setting: SETTING,
    ...options,
  })
  t.after(() => view.dispose())
  view.show()
  const [panel] = editor.panels
  return { editor, server, sender, bridge, view, panel, page: new Page(panel) }
}

test('the view has the name of the extension, and shows the level and who decided it', (t) => {
  const { editor, page, panel } = open(t)
  assert.deepEqual([panel.title, panel.viewType], ['Acme: Telemetry', 'acme.telemetry'])
  assert.match(page.html, /<title>Acme: Telemetry<\/title>[^]*<h1>Acme: Telemetry<\/h1>/)
  assert.equal(page.text('meaning'), 'Nothing is sent.')
  assert.equal(page.text('decided'), 'Decided by the default, because no level has been chosen.')
  assert.equal(page.text('counts'), 'Nothing was sent, and nothing was lost.')
  assert.equal(page.choice, null)
  editor.setSetting(SETTING, 'all')
  assert.equal(page.text('meaning'), 'Crash reports and usage data are sent.')
  assert.equal(page.text('decided'), 'Decided by your setting.')
  assert.equal(page.choice, 'all')
  editor.setTelemetryLevel('error')
  assert.equal(page.text('decided'), "Decided by VS Code's telemetry setting.")
  assert.equal(page.text('sources'), "Your setting all VS Code's telemetry setting error Environment not set")
})

test('a choice on the page becomes the setting of the user, and anything else changes nothing', async (t) => {
  const { editor, page } = open(t)
  page.send('choose', 'error')
  assert.equal(editor.setting(SETTING), 'error')
  for (const level of ['ALL', '', null, { toString: () => 'all' }, 'all; off']) page.send('choose', level)
  page.send('preview', 'x')
  page.send('x', 'all')
  page.send()
  assert.equal(editor.setting(SETTING), 'error')
  page.send('settings')
  assert.deepEqual(editor.commands, [{ command: 'workbench.action.openSettings', args: [SETTING] }])
})

test('events that were sent or lost since the view was created are listed unchanged, the newest first', async (t) => {
  const { server, sender, page } = open(t, { settings: { [SETTING]: 'all' } })
  server.record('clicked', { place: 'menu' })
  await server.idle()
  server.record('failed')
  await server.idle()
  server.record('clicked', { place: 'elsewhere' })
  await server.idle()
  page.send('ready')
  assert.equal(page.text('counts'), '2 sent, 0 waiting, 1 lost.')
  assert.match(page.entries[0], /^1 lost: refused .* They are not in the list/)
  const shown = page.part('entries').match(/<li class="sent">.*?<\/li>/gs).map(plain).reverse() // prettier-ignore
  for (const [index, { name, data }] of sender.received.entries()) {
    assert.ok(shown[index].startsWith(`${name} `), shown[index])
    assert.deepEqual(JSON.parse(/\{.*\}/.exec(shown[index])[0]), data)
  }
})

test('with a receiver, an event is sent when it has arrived, and waits until then', async (t) => {
  const other = await EventServer.start(t)
  other.answers = [{ status: 503, headers: { 'retry-after': '3600' } }]
  const { server, page, bridge } = open(t, {
    settings: { [SETTING]: 'all' },
    receiver: httpsReceiver({ url: other.url }),
  })
  server.record('failed')
  await server.idle()
  await until(() => other.requests === 1)
  page.send('ready')
  assert.equal(page.text('counts'), '0 sent, 1 waiting, 0 lost.')
  await bridge.close()
  page.send('ready')
  assert.equal(page.text('counts'), '1 sent, 0 waiting, 0 lost.')
  assert.match(page.text('entries'), /^failed /)
})

test("the extension's events are listed next to candor's, with HTML escaped", (t) => {
  const { page } = open(t)
  const catalogue = page.html.slice(page.html.indexOf('id="catalogue"'))
  const [own, ours] = catalogue.match(/<table>.*?<\/table>/gs)
  assert.match(
    plain(own),
    /^Events of Acme Event Sent at level .* clicked all A <button> was clicked. \(place\) Shows what is "used". acme & co 2030-12-31 failed error, all/,
  )
  assert.match(plain(ours), /^Events of the language server .* initialize all .* server_heartbeat error, all/)
  assert.ok(!catalogue.includes('<button>'))
})

test('HTML in a name is escaped', (t) => {
  const { page } = open(t, { options: { name: '<img src=x onerror=alert(1)>', texts: { choice: '<b>' } } })
  assert.ok(!page.html.includes('<img') && !page.html.includes('<b>'))
})

test('the page loads nothing from elsewhere, and runs only its own script', (t) => {
  const [first, second] = [open(t).page.html, open(t).page.html]
  const policy = (html) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1]
  const nonce = (html) => /script-src 'nonce-([\da-f-]{36})'/.exec(policy(html))[1]
  assert.equal(
    policy(first),
    `default-src 'none'; style-src 'nonce-${nonce(first)}'; script-src 'nonce-${nonce(first)}'`,
  )
  assert.notEqual(nonce(first), nonce(second))
  for (const tag of first.match(/<(script|style)[^>]*>/g)) assert.ok(tag.includes(`nonce="${nonce(first)}"`), tag)
  assert.doesNotMatch(first, /https?:|\bsrc=|\bhref=|\bon\w+="|style="/)
})

test('the page can be read by a screen reader', (t) => {
  const { html } = open(t, { language: 'de-AT' }).page
  assert.match(html, /<html lang="de">/)
  assert.equal(html.match(/<main>/g).length, 1)
  assert.equal(html.match(/<h1>/g).length, 1)
  for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) assert.ok(html.includes(`id="${id}"`), id)
  assert.equal(html.match(/<section /g).length, html.match(/<h2 /g).length)
  for (const fieldset of html.match(/<fieldset.*?<\/fieldset>/gs)) assert.match(fieldset, /<legend>[^<]+<\/legend>/)
  for (const table of html.match(/<table.*?<\/table>/gs)) {
    assert.match(table, /<th scope="col">/)
    assert.ok(table.includes('<caption>') || table.includes('aria-labelledby'))
  }
  assert.match(html, /role="status"/)
  assert.match(html, /:focus-visible/)
  assert.match(html, /prefers-reduced-motion: reduce/)
  assert.match(html, /forced-colors: active/)
  // The page uses only the theme's colors.
  assert.doesNotMatch(/<style[^>]*>(.*?)<\/style>/s.exec(html)[1], /#[\da-f]{3,8}\b|rgb|hsl/i)
})

test('the page uses the language of VS Code, or the texts of the extension', (t) => {
  for (const [language, heading] of [
    ['de', 'Was gesendet würde'],
    ['fr-CA', 'Ce qui serait envoyé'],
    ['xx', 'What Would Be Sent'],
  ]) {
    // prettier-ignore
    const { page } = open(t, { language })
    assert.ok(page.html.includes(`>${heading}<`), language)
  }
  const { page } = open(t, { language: 'xx', options: { texts: { previewHeading: 'Forecast' } } })
  assert.ok(page.html.includes('>Forecast<'))
})

test('every language has every text, with the same names in braces', () => {
  const folder = new URL('../../js/internal/vscode/l10n/', import.meta.url)
  const read = (name) => JSON.parse(fs.readFileSync(new URL(name, folder)))
  const english = read('en.json')
  const names = (text) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
  for (const file of fs.readdirSync(folder)) {
    const texts = read(file)
    assert.deepEqual(Object.keys(texts), Object.keys(english), file)
    for (const [key, text] of Object.entries(texts))
      assert.deepEqual(names(text), names(english[key]), `${file} ${key}`)
  }
})

test('the preview shows what each level would send for the workspace, and sends nothing', async (t) => {
  const { editor, sender, page } = open(t, { settings: { [SETTING]: 'all' } })
  page.send('preview', 'all')
  assert.equal(page.text('summary'), 'No folder is open.')
  const folder = temporaryFolder(t)
  fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM alpine\nMAINTAINER zqalice\n')
  editor.vscode.workspace.workspaceFolders = [
    { name: 'app', uri: { scheme: 'file', fsPath: folder } },
    { name: 'remote', uri: { scheme: 'vscode-vfs', fsPath: '/x' } },
  ]
  page.send('preview', 'all')
  assert.equal(page.text('summary'), 'Reading the workspace…')
  await until(() => page.text('summary') === '')
  assert.match(page.text('results'), /^app Files read: 1\. At level 'all', 3 events would be sent, and no others\. Hashes .* server_user_action/) // prettier-ignore
  assert.doesNotMatch(page.text('results'), /zqalice/)
  page.send('preview', 'error')
  await until(() => page.text('results').includes("'error'"))
  assert.match(page.text('results'), /nothing would be sent\. A crash of the language server would be reported\.$/)
  await withEnvironment({ CANDOR_TELEMETRY: 'error' }, async () => {
    page.send('preview', 'all')
    await until(() => page.text('results').includes('at most'))
    assert.match(page.text('results'), /The environment allows 'error' at most\./)
  })
  assert.deepEqual(sender.received, [])
  fs.rmSync(folder, { recursive: true })
  page.send('preview', 'all')
  await until(() => page.text('summary').startsWith('The preview failed: '))
})

test('a page that is closed stops its preview, and opens again with what was sent meanwhile', async (t) => {
  const { editor, server, view, panel } = open(t, { settings: { [SETTING]: 'all' } })
  view.show()
  assert.equal(editor.panels.length, 1)
  panel.dispose()
  server.record('failed')
  await server.idle()
  const { length } = panel.posted
  view.show()
  const page = new Page(editor.panels[1])
  assert.match(page.text('entries'), /failed/)
  assert.equal(panel.posted.length, length)
  await server.stop()
  assert.equal(page.text('meaning'), 'The language server is not running, and nothing is sent.')
  view.dispose()
  assert.equal(editor.panels[1].isDisposed, true)
})

test('a `TelemetrySource` can replace a server', (t) => {
  const editor = fakeVscode({ settings: { [SETTING]: 'all' } })
  let listener
  let send
  let status = null
  const source = {
    telemetryStatus: () => status,
    onDidChangeTelemetry: (given) => ((listener = given), { dispose() {} }),
    onDidSend: (given) => ((send = given), { dispose() {} }),
    allowedByVsCode: () => 'error',
    events,
  }
  const view = telemetryView(source, editor.vscode, { name: 'Acme', id: 'acme.telemetry', setting: SETTING })
  t.after(() => view.dispose())
  view.show()
  const page = new Page(editor.panels[0])
  assert.equal(page.text('meaning'), 'The language server is not running, and nothing is sent.')
  status = {
    level: 'error',
    decidedBy: 'client',
    environment: null,
    host: null,
    client: 'error',
    pending: 0,
    dropped: { revoked: 2 },
  }
  listener()
  assert.equal(page.text('decided'), "Decided by VS Code's telemetry setting.")
  send({ name: 'failed', properties: {} })
  assert.equal(page.text('counts'), '1 sent, 0 waiting, 2 lost.')
  statusItem(source, editor.vscode, { name: 'Acme', id: 'x', setting: SETTING })
  assert.match(editor.statusItems[0].accessibilityInformation.label, /Decided by VS Code's telemetry setting\.$/)
})

test('invalid options are rejected by name', (t) => {
  const { server, editor } = open(t)
  const make = (options) => () => telemetryView(server, editor.vscode, options)
  assert.throws(make({ id: 'x' }), /options\.name must be/)
  assert.throws(make({ name: 'x' }), /options\.id must be/)
  assert.throws(make({ name: 'x', id: 'x', setting: '' }), /options\.setting must be/)
  assert.throws(make({ name: 'x', id: 'x', events: 5 }), /options\.events must be/)
  assert.throws(make({ name: 'x', id: 'x', journal: 5 }), /options\.journal must be omitted/)
  assert.throws(() => telemetryView({}, editor.vscode, { name: 'x', id: 'x' }), { code: 'INVALID_ARGUMENT' })
})

test("the types fit VS Code's own", () => {
  const { problems } = compile(
    `import { LanguageServer } from 'candor'
    import { consentPrompt, outputChannel, statusItem, telemetryView, type TelemetrySource, type TelemetryView } from 'candor/vscode'
    import * as vscode from 'vscode'
    export async function activate(context: vscode.ExtensionContext) {
      const server = LanguageServer.start({ telemetry: { lsp: false } })
      const name = 'Acme'
      const setting = 'acme.telemetry'
      const view: TelemetryView = telemetryView(server, vscode, { name, id: 'acme.telemetry', setting, texts: { yes: 'Sure' } })
      context.subscriptions.push(view, outputChannel(server, vscode, { name }), statusItem(server, vscode, { name, id: 'acme.telemetry', setting }))
      await consentPrompt(vscode, { name, setting, memory: context.globalState, show: () => view.show() })
      const changed = new vscode.EventEmitter<void>()
      const source: TelemetrySource = { telemetryStatus: () => null, onDidChangeTelemetry: changed.event }
      context.subscriptions.push(telemetryView(source, vscode, { name, id: 'x' }))
      // @ts-expect-error
      telemetryView(server, vscode, { name })
    }`,
    { types: ['vscode'] },
  )
  assert.deepEqual(problems, [])
})
