// A real VS Code that runs the example extension or another one: code-server with a new profile, shown in a headless
// Chromium. Both are started and killed by process ID.

import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'

import { root } from '../../support/client.mjs'
import { repository } from '../../support/telemetry.mjs'
import { startCodeServer } from './code-server.mjs'
import { Events } from './events.mjs'
import { installEditor } from './install.mjs'
import { MARK, markedProcesses, until } from './processes.mjs'
import { Workbench } from './workbench.mjs'

const installed = installEditor()
const { chromium } = createRequire(import.meta.url)(installed.playwright)

const BROWSER = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const EXAMPLE = path.join(root, 'examples/vscode')
const REMOTE = 'https://github.com/acme/app.git'

export class Editor {
  #mark = randomUUID()
  #home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'candor-vscode-')))
  #options
  #server
  #browser
  #address
  #files = 0
  /** The sockets of extension hosts that have exited or are about to exit. */
  #left = new Set()

  /**
   * Starts VS Code with a workspace. When the test ends, stops it and checks that no process remains.
   * @param {import('node:test').TestContext} t
   * @param {object} [options]
   * @param {Record<string, string>} [options.files] the files in the workspace
   * @param {object} [options.settings] user settings, in addition to those that disable VS Code's own activity
   * @param {Record<string, string>} [options.env]
   * @param {boolean} [options.isTrusted]
   * @param {boolean} [options.isMultiRoot] open a workspace to which folders can be added, instead of a folder
   * @param {string[]} [options.extensions] the folders of extensions to use instead of the example
   */
  static async start(t, options = {}) {
    const editor = new Editor(options)
    t.after(async () => {
      await editor.window?.screenshot(`last ${t.name}`).catch(() => {})
      await editor.stop()
    })
    await editor.#startServer()
    await editor.open()
    return editor
  }

  constructor({ files = {}, settings = {}, env = {}, isTrusted = true, isMultiRoot = false, extensions = [EXAMPLE] }) {
    this.#options = { settings, env, isTrusted, isMultiRoot, extensions }
    this.workspace = repository(path.join(this.#home, 'workspace'), { origin: REMOTE })
    for (const [name, text] of Object.entries(files)) this.write(name, text)
    /** The events that the example's sender received. */
    this.events = new Events(path.join(this.#home, 'events'))
    fs.mkdirSync(path.join(this.#home, 'drivers'))
  }

  /** Returns the path of a file in the workspace. */
  file(name) {
    return path.join(this.workspace, name)
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(this.file(name)), { recursive: true })
    fs.writeFileSync(this.file(name), text)
  }

  async #startServer() {
    const { server, address } = await startCodeServer({
      home: this.#home,
      workspace: this.workspace,
      settings: this.#options.settings,
      isTrusted: this.#options.isTrusted,
      extensions: this.#options.extensions,
      env: {
        [MARK]: this.#mark,
        CANDOR_DRIVER: path.join(this.#home, 'drivers'),
        CANDOR_EXAMPLE_EVENTS: this.events.file,
        ...this.#options.env,
      },
    })
    this.#server = server
    this.#address = address
  }

  /** Opens a window in a new browser. */
  async open() {
    const env = { ...process.env, [MARK]: this.#mark }
    this.#browser = await chromium.launchServer({ executablePath: installed.chromium, args: BROWSER, env })
    const client = await chromium.connect(this.#browser.wsEndpoint())
    const page = await client.newPage({ viewport: { width: 1280, height: 900 } })
    this.window = new Workbench(page)
    await page.goto(`${this.#address}?${new URLSearchParams(this.#opened())}`)
    await this.window.ready()
    await this.host()
  }

  /** The parameters of the address, which name the folder or workspace to open. */
  #opened() {
    if (!this.#options.isMultiRoot) return { folder: this.workspace }
    const file = path.join(this.#home, 'test.code-workspace')
    fs.writeFileSync(file, JSON.stringify({ folders: [{ path: this.workspace }] }))
    return { workspace: file }
  }

  /** Waits for an extension host that has not been left, and returns its socket. */
  host() {
    const folder = path.join(this.#home, 'drivers')
    const isNew = (name) => name.endsWith('.sock') && !this.#left.has(name)
    return until('an extension host runs', () => fs.readdirSync(folder).find(isNew), 60_000)
  }

  /** Returns the process ID of the extension host. */
  async hostProcess() {
    return Number.parseInt(await this.host())
  }

  /** Performs an action that ends the extension host, and waits until its process has exited. */
  async leaveHost(action) {
    const host = await this.host()
    await action()
    this.#left.add(host)
    const pid = Number.parseInt(host)
    await until(`extension host ${pid} is gone`, () => this.processes().every((process) => process.pid !== pid))
  }

  /**
   * Runs a function in the extension host, with `vscode` and `require` in scope. It cannot use variables of the test.
   */
  async run(action, ...args) {
    const socketPath = path.join(this.#home, 'drivers', await this.host())
    const answer = await new Promise((resolve, reject) => {
      const request = http.request({ socketPath, method: 'POST' }, (response) => {
        json(response).then(resolve, reject)
      })
      request.on('error', reject)
      request.end(JSON.stringify({ source: action.toString(), args }))
    })
    if (answer.error) throw new Error(`in the extension host: ${answer.error}`)
    return answer.result
  }

  /** Opens a file in the window. */
  show(name) {
    return this.run(async (file) => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false })
    }, this.file(name))
  }

  /** Replaces the text of a file as if the user typed it, and saves the file. */
  edit(name, text) {
    return this.run(
      async (file, text) => {
        const document = await vscode.workspace.openTextDocument(file)
        const edit = new vscode.WorkspaceEdit()
        const all = new vscode.Range(0, 0, document.lineCount, 0)
        edit.replace(document.uri, all, text)
        await vscode.workspace.applyEdit(edit)
        await document.save()
      },
      this.file(name),
      text,
    )
  }

  /** Makes a request crash in the server: the test hooks panic on this text. Resolves when the server has responded. */
  async crash() {
    this.write('crash.Dockerfile', '# candor-testing: panic\nFROM scratch\n')
    await this.run(async (file) => {
      const { uri } = await vscode.workspace.openTextDocument(file)
      const start = new vscode.Range(0, 0, 0, 0)
      await vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, start)
    }, this.file('crash.Dockerfile'))
  }

  /** Modifies a new file, which causes one event at level `all`; resolves when the server has processed the change. */
  async modifyNew() {
    const name = `${++this.#files}.Dockerfile`
    this.write(name, 'FROM scratch\nMAINTAINER alice\n')
    await this.show(name)
    // A change before the client has opened the file is part of the text that the server gets then, and no change to it.
    await this.problems(name, 'MaintainerDeprecated')
    await this.edit(name, 'FROM scratch\n')
    await this.problems(name)
  }

  /** Waits until a file has exactly the problems with these codes. */
  problems(name, ...codes) {
    const wanted = JSON.stringify(codes)
    return until(`${name} has ${wanted}`, async () => {
      const found = await this.run((file) => {
        const codeOf = ({ code }) => code?.value ?? code
        return vscode.languages.getDiagnostics(vscode.Uri.file(file)).map(codeOf)
      }, this.file(name))
      return JSON.stringify(found) === wanted
    })
  }

  /** Changes user settings by their full names; undefined removes a setting. */
  set(settings) {
    return this.run(async (entries) => {
      for (const [name, value] of entries) {
        await vscode.workspace.getConfiguration().update(name, value ?? undefined, vscode.ConfigurationTarget.Global)
      }
    }, Object.entries(settings))
  }

  /** Waits until a setting has a value in the extension host. */
  hasSetting(name, value) {
    const wanted = JSON.stringify(value)
    return until(`${name} is ${wanted}`, async () => {
      return JSON.stringify(await this.run((name) => vscode.workspace.getConfiguration().get(name), name)) === wanted
    })
  }

  /** Reloads the window, with a new extension host. Open documents may be closed afterwards. */
  async reload() {
    await this.leaveHost(() => this.window.page.reload())
    await this.window.ready()
    await this.host()
  }

  /** Returns every running process of this editor. */
  processes() {
    return markedProcesses(this.#mark)
  }

  async closeWindow() {
    await this.#browser.close()
  }

  async killBrowser() {
    const { pid } = this.#browser.process()
    process.kill(pid, 'SIGKILL')
    await until('the browser is gone', () => this.processes().every((process) => process.pid !== pid))
  }

  /** Ends everything; throws if a process remains. */
  async stop() {
    await this.#browser?.close()
    if (this.#server && this.#server.exitCode === null) this.#server.kill('SIGTERM')
    try {
      await until('no process is left', () => this.processes().length === 0, 20_000)
    } catch {
      const left = this.processes()
      for (const { pid } of left) process.kill(pid, 'SIGKILL')
      throw new Error(`processes were left behind:\n${left.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`)
    } finally {
      fs.rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}
