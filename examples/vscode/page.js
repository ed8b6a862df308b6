'use strict'
// The page of the command "Show Telemetry": tells the webview what to show, and acts on what is chosen there.

const vscode = require('vscode')

const { LEVELS, SETTING } = require('./consent.js')
const { html } = require('./page_html.js')
const { preview } = require('./preview.js')
const { LOSSES, MEANINGS, decider } = require('./words.js')

/** The language server does not announce losses, so it is polled while the page is visible. */
const LOOK = 500

class TelemetryPage {
  #folder
  #service
  #consent
  #journal
  /** @type {vscode.WebviewPanel | null} */ #panel = null
  /** Stops the running preview. */
  #preview = new AbortController()

  /**
   * @param {vscode.Uri} extension
   * @param {import('./service.js').Service} service
   * @param {import('./consent.js').Consent} consent
   * @param {import('./journal.js').Journal} journal
   */
  constructor(extension, service, consent, journal) {
    this.#folder = vscode.Uri.joinPath(extension, 'page')
    this.#service = service
    this.#consent = consent
    this.#journal = journal
  }

  show() {
    if (this.#panel) this.#panel.reveal()
    else this.#open()
  }

  dispose() {
    this.#panel?.dispose()
  }

  #open() {
    const panel = vscode.window.createWebviewPanel('candorExample.telemetry', 'Telemetry', vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [this.#folder],
    })
    this.#panel = panel
    const look = setInterval(() => {
      if (panel.visible) this.#service.noteLosses()
    }, LOOK)
    const subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message) => this.#take(message)),
      this.#service.onDidChange(() => this.#postState()),
      this.#journal.onDidAdd((entry) => {
        this.#post({ type: 'entry', entry: shown(entry) })
        this.#postState()
      }),
    )
    panel.onDidDispose(() => {
      clearInterval(look)
      subscriptions.dispose()
      this.#preview.abort()
      this.#panel = null
    })
    panel.webview.html = html(panel.webview, this.#folder)
  }

  /** @param {{ type: string, level?: any }} message */
  async #take({ type, level }) {
    if (type === 'ready') {
      this.#service.noteLosses()
      this.#post({ type: 'entries', entries: this.#journal.entries.map(shown) })
      this.#postState()
    } else if (type === 'choose' && LEVELS.includes(level)) await this.#consent.choose(level)
    else if (type === 'preview' && LEVELS.includes(level)) await this.#runPreview(level)
    else if (type === 'settings') await vscode.commands.executeCommand('workbench.action.openSettings', SETTING)
  }

  #postState() {
    const { status } = this.#service
    const { choice, allowed } = this.#consent
    const level = status?.level ?? 'off'
    const meaning = status ? MEANINGS[level] : 'The language server is not running, and nothing is sent.'
    this.#post({
      type: 'state',
      level,
      meaning,
      decidedBy: status && decider(status, this.#consent),
      sources: { environment: status?.environment ?? null, allowed, choice },
      sent: this.#journal.sent,
      lost: this.#journal.lost,
    })
  }

  /** @param {import('./consent.js').Level} level */
  async #runPreview(level) {
    this.#preview.abort()
    const { signal } = (this.#preview = new AbortController())
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file')
    try {
      const previews = await Promise.all(folders.map(({ uri }) => preview(uri.fsPath, level, signal)))
      const results = previews.map(({ events, files, level: inForce }, index) => ({
        folder: folders[index].name,
        files: files.length,
        level: inForce,
        events: events.map(({ name, properties }) => ({ name, json: text(properties) })),
      }))
      if (!signal.aborted) this.#post({ type: 'preview', level, results })
    } catch (error) {
      if (!signal.aborted) this.#post({ type: 'preview', level, error: String(error) })
    }
  }

  /** @param {object} message */
  #post(message) {
    void this.#panel?.webview.postMessage(message)
  }
}

/** @param {import('./journal.js').Entry} entry */
function shown(entry) {
  const time = new Date(entry.at).toLocaleTimeString()
  if (entry.kind === 'sent') return { kind: 'sent', time, name: entry.name, json: text(entry.data) }
  const { reason, count } = entry
  return { kind: 'lost', time, name: `${count} lost: ${reason}`, json: LOSSES[reason] ?? 'for a reason not known here' }
}

/** @param {unknown} value */
function text(value) {
  return JSON.stringify(value, null, 2)
}

module.exports = { TelemetryPage }
