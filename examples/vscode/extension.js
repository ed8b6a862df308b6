'use strict'
// An extension that runs candor: what it starts, in which order, and what ends it.

const vscode = require('vscode')

const { askOnce } = require('./question.js')
const { Consent } = require('./consent.js')
const { Journal } = require('./journal.js')
const { Sender } = require('./sender.js')
const { Service } = require('./service.js')
const { StatusItem } = require('./status.js')
const { TelemetryPage } = require('./page.js')

/** @type {Service | undefined} */
let service
/** What events pass on their way out. @type {vscode.Disposable | undefined} */
let outlet

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const journal = new Journal()
  // The properties that VS Code adds by itself name the machine and the session. Nothing but the events is wanted.
  const options = { ignoreBuiltInCommonProperties: true, ignoreUnhandledErrors: true }
  const logger = vscode.env.createTelemetryLogger(new Sender(journal), options)
  // Not in the subscriptions: VS Code disposes of those in the turn in which it calls `deactivate`, while what the user
  // agreed to is still being delivered.
  outlet = vscode.Disposable.from(logger, journal)
  const consent = new Consent(logger)
  service = new Service(consent, logger, journal)
  const page = new TelemetryPage(context.extensionUri, service, consent, journal)
  context.subscriptions.push(
    page,
    new StatusItem(service, consent),
    vscode.commands.registerCommand('candorExample.showTelemetry', () => page.show()),
    vscode.commands.registerCommand('candorExample.restartServer', () => service?.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('candorExample.server')) return
      service?.replace().catch((error) => vscode.window.showErrorMessage(String(error)))
    }),
  )
  await service.start()
  // Not awaited: the question may stay open for as long as the user likes.
  void askOnce(context.globalState, consent, () => page.show())
}

/** What the user agreed to is still delivered; then nothing is. */
async function deactivate() {
  try {
    await service?.stop()
  } finally {
    outlet?.dispose()
  }
}

module.exports = { activate, deactivate }
