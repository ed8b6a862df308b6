'use strict'
// The status bar item: the level, and who decided it.

const vscode = require('vscode')

const { MEANINGS, decider } = require('./words.js')

const ICONS = { off: 'circle-slash', error: 'bug', all: 'broadcast' }

class StatusItem {
  #item
  #subscriptions
  #service
  #consent

  /**
   * @param {import('./service.js').Service} service
   * @param {import('./consent.js').Consent} consent
   */
  constructor(service, consent) {
    this.#service = service
    this.#consent = consent
    this.#item = vscode.window.createStatusBarItem('candorExample.telemetry', vscode.StatusBarAlignment.Right, 0)
    this.#item.name = 'Candor Example: Telemetry'
    this.#item.command = 'candorExample.showTelemetry'
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      service.onDidChange(() => this.#update()),
    )
    this.#update()
    this.#item.show()
  }

  dispose() {
    this.#subscriptions.dispose()
  }

  #update() {
    const { status } = this.#service
    const meaning = status
      ? `${MEANINGS[status.level]} Decided by ${decider(status, this.#consent)}.`
      : 'The language server is not running, and nothing is sent.'
    const level = status?.level ?? 'not running'
    this.#item.text = `$(${ICONS[status?.level ?? 'off']}) Telemetry: ${level}`
    this.#item.tooltip = meaning
    this.#item.accessibilityInformation = { label: `Telemetry: ${level}. ${meaning}` }
  }
}

module.exports = { StatusItem }
