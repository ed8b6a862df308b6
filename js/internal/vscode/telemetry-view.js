'use strict'
// The telemetry view: a page that shows which level applies and why, which events were sent or lost, which would be sent
// for the workspace, and which can be sent at all.

const { randomUUID } = require('node:crypto')
// Imported when this file is loaded, because fake timers replace the global functions.
const { clearInterval, setInterval } = require('node:timers')

const { invalidArgument } = require('../errors.js')
const { readOptions } = require('../options.js')
const { onSettingChange } = require('./interface.js')
const { Journal, MAX_ENTRIES } = require('./journal.js')
const { allowedBy, chosenIn, deciderOf, readSource, readText } = require('./source.js')
const { filled, languageOf, textsFor } = require('./texts.js')
const { LEVELS, catalogueHtml, entryHtml, escaped, pageHtml, previewHtml, sourcesHtml } = require('./view-html.js')
const { SCRIPT, STYLE } = require('./view-page.js')

/** Losses and waiting events are not announced, so they are polled while the page is visible. */
const INTERVAL = 500
/** `ConfigurationTarget.Global` and `ViewColumn.Active` of VS Code. */
const GLOBAL = 1
const ACTIVE = -1

/** @typedef {import('../../index.js').TelemetryLevel} Level */
/** @typedef {import('../../vscode.js').TelemetrySource} TelemetrySource */

class TelemetryView {
  #source
  #vscode
  #options
  #words
  #language
  #journal
  /** The page while it is open. @type {any} */ #panel = null
  /** Stops the running preview. */
  #preview = new AbortController()
  /** @type {{ dispose(): void }[]} */ #subscriptions

  /**
   * @param {TelemetrySource} source
   * @param {any} vscode
   * @param {{ name: string, id: string, setting?: string, events?: any, texts?: any }} options
   */
  constructor(source, vscode, options) {
    this.#source = source
    this.#vscode = vscode
    this.#options = options
    this.#words = textsFor(vscode.env.language, options.texts)
    this.#language = languageOf(vscode.env.language)
    this.#journal = new Journal((entry) => {
      if (!this.#panel) return
      this.#post({ entry: entryHtml(entry, this.#language, this.#words), most: MAX_ENTRIES })
      this.#postState()
    })
    const update = () => this.#update()
    this.#subscriptions = [
      source.onDidChangeTelemetry(update),
      onSettingChange(vscode, options.setting, update),
      ...(source.onDidSend ? [source.onDidSend((event) => this.#journal.addSent(event))] : []),
    ]
  }

  show() {
    if (this.#panel) this.#panel.reveal()
    else this.#open()
  }

  dispose() {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose()
    this.#panel?.dispose()
  }

  #open() {
    const { id, name, setting } = this.#options
    const title = `${name}: ${this.#words.telemetry}`
    const settings = { enableScripts: true, enableFindWidget: true, localResourceRoots: [] }
    const panel = this.#vscode.window.createWebviewPanel(id, title, ACTIVE, settings)
    this.#panel = panel
    const timer = setInterval(() => panel.visible && this.#update(), INTERVAL)
    timer.unref()
    const listening = panel.webview.onDidReceiveMessage((/** @type {unknown} */ message) => this.#receive(message))
    panel.onDidDispose(() => {
      clearInterval(timer)
      listening.dispose()
      this.#preview.abort()
      this.#panel = null
    })
    const page = {
      title,
      language: this.#language,
      nonce: randomUUID(),
      style: STYLE,
      script: SCRIPT,
      hasChoice: setting !== undefined,
      catalogue: this.#catalogue(),
    }
    panel.webview.html = pageHtml(page, this.#words)
  }

  /** @param {any} message from the page */
  async #receive(message) {
    const { type, level } = message ?? {}
    const { setting } = this.#options
    const isLevel = LEVELS.includes(level)
    if (type === 'ready') {
      const entries = this.#journal.entries.map((entry) => entryHtml(entry, this.#language, this.#words))
      this.#post({ html: { entries: entries.reverse().join('') } })
      this.#update()
    } else if (type === 'preview' && isLevel) await this.#runPreview(level)
    else if (setting === undefined) return
    else if (type === 'choose' && isLevel)
      await this.#vscode.workspace.getConfiguration().update(setting, level, GLOBAL)
    else if (type === 'settings') await this.#vscode.commands.executeCommand('workbench.action.openSettings', setting)
  }

  /** Records new losses, and shows the state. */
  #update() {
    const dropped = this.#source.telemetryStatus()?.dropped ?? {}
    const lost = this.#source.relayStatus?.()?.lost ?? {}
    this.#journal.noteLosses({ server: dropped, relay: { ...lost } })
    this.#postState()
  }

  #postState() {
    if (!this.#panel) return
    const { setting } = this.#options
    const [words, status] = [this.#words, this.#source.telemetryStatus()]
    const who = deciderOf(this.#source, this.#vscode, setting, words)
    const choice = setting === undefined ? null : chosenIn(this.#vscode, setting)
    /** @type {[string, string | null][]} */
    const sources = [
      ...(setting === undefined ? [] : [/** @type {[string, string | null]} */ ([words.yourSetting, choice])]),
      [words.vsCodeSetting, allowedBy(this.#source, this.#vscode)],
      [words.environment, status?.environment ?? null],
    ]
    this.#post({
      level: status?.level ?? 'off',
      choice,
      html: {
        meaning: escaped(status ? words[status.level] : words.stopped),
        decided: who === '' ? '' : escaped(filled(words.decidedBy, { who })),
        sources: sourcesHtml(sources, words),
        counts: escaped(this.#counts(status?.pending ?? 0)),
      },
    })
  }

  /** @param {number} pending events that wait in the server */
  #counts(pending) {
    const { sent, lost } = this.#journal
    const waiting = pending + (this.#source.relayStatus?.()?.waiting ?? 0)
    if (sent + waiting + lost === 0) return this.#words.noCounts
    return filled(this.#words.counts, { sent, waiting, lost })
  }

  /** The events of the extension and those of candor, in one table each. */
  #catalogue() {
    const declared = Object.entries(this.#options.events ?? this.#source.events ?? {})
    const own = declared
      .filter(([name]) => name !== '$schema')
      .map(([name, { kind, ...event }]) => ({ name, kinds: [kind], ...event, description: described(event) }))
    const { name } = this.#options
    const tables = [
      catalogueHtml(own, filled(this.#words.ofExtension, { name }), this.#words),
      catalogueHtml(ours(), this.#words.ofServer, this.#words),
    ]
    return tables.join('')
  }

  /** @param {Level} level */
  async #runPreview(level) {
    this.#preview.abort()
    const { signal } = (this.#preview = new AbortController())
    const words = this.#words
    const show = (/** @type {string} */ summary, results = '') => {
      if (!signal.aborted) this.#post({ html: { summary: escaped(summary), results } })
    }
    show(words.previewRunning)
    try {
      const folders = (this.#vscode.workspace.workspaceFolders ?? []).filter(
        (/** @type {any} */ { uri }) => uri.scheme === 'file',
      )
      if (folders.length === 0) return show(words.noFolder)
      const previews = []
      for (const { name, uri } of folders) previews.push({ name, preview: await this.#examine(uri.fsPath, level, signal) }) // prettier-ignore
      show('', previewHtml(previews, level, words))
    } catch (error) {
      show(filled(words.previewFailed, { error: error instanceof Error ? error.message : String(error) }))
    }
  }

  /** @param {string} folder @param {Level} level @param {AbortSignal} signal */
  async #examine(folder, level, signal) {
    // Loaded on demand, because few users open a preview.
    const { findFilesSlowly } = require('../../cli/files/find-files.js')
    const { examine } = require('../../cli/preview/preview.js')
    const { load } = require('../native/load.js')
    const { binary } = this.#source
    const found = await findFilesSlowly(folder, load(binary).languageIdOfFile, signal)
    const progress = { show() {}, erase() {} }
    return examine(folder, found, level, { progress, signal, binary })
  }

  /** @param {object} message */
  #post(message) {
    void this.#panel?.webview.postMessage(message)
  }
}

/** @param {{ description: string, properties?: object }} event */
function described({ description, properties = {} }) {
  const names = Object.keys(properties)
  return names.length === 0 ? description : `${description} (${names.join(', ')})`
}

/** The events of candor itself. */
function ours() {
  const { events } = require('../../../telemetry.json')
  const { kinds } = require('../events/catalogue.js')
  return Object.entries(events).map(([name, { comment, owner, expiration, ...properties }]) => ({
    name,
    kinds: kinds.filter((event) => event.name === name).map(({ kind }) => kind),
    description: Object.keys(properties).join(', '),
    purpose: comment,
    owner,
    expires: expiration,
  }))
}

/**
 * @param {any} given a server or a `TelemetrySource`
 * @param {any} vscode
 * @param {any} options
 */
function telemetryView(given, vscode, options) {
  const source = readSource(given)
  const { name, id, setting, events, texts } = readOptions(options, ['name', 'id', 'setting', 'events', 'texts'])
  if (setting !== undefined) readText(setting, 'options.setting')
  if (events !== undefined && typeof events !== 'object') {
    throw invalidArgument('options.events', 'declarations of events')
  }
  const read = { name: readText(name, 'options.name'), id: readText(id, 'options.id'), setting, events, texts }
  const view = new TelemetryView(source, vscode, read)
  return { show: () => view.show(), dispose: () => view.dispose() }
}

module.exports = { telemetryView }
