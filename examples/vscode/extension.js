'use strict'
// An extension that runs candor: starts and stops everything, in the right order.

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
/** What events pass through on their way out. @type {vscode.Disposable | undefined} */
let outlet

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const journal = new Journal()
  // The properties that VS Code adds would identify the machine and the session.
  const options = { ignoreBuiltInCommonProperties: true, ignoreUnhandledErrors: true }
  const logger = vscode.env.createTelemetryLogger(new Sender(journal), options)
  // Not in the subscriptions: VS Code disposes of those in the same turn in which it calls `deactivate`, while the last
  // events are still being delivered.
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
  // Not awaited, because the question may stay open for as long as the user likes.
  void askOnce(context.globalState, consent, () => page.show())
}

/** Delivers what the user agreed to, and then nothing more. */
async function deactivate() {
  try {
    await service?.stop()
  } finally {
    outlet?.dispose()
  }
}

module.exports = { activate, deactivate }
