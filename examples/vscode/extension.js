'use strict'
// The extension: starts and stops everything in the right order.

const { consentPrompt, outputChannel, statusItem, telemetryView } = require('candor/vscode')
const vscode = require('vscode')

const { registerCodeLensCommands } = require('./code-lenses.js')
const { Service } = require('./service.js')
const { NAME, SETTING } = require('./settings.js')

/** @type {Service | undefined} */
let service

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  service = new Service()
  const view = telemetryView(service, vscode, { name: NAME, id: 'candorExample.telemetry', setting: SETTING })
  const command = 'candorExample.showTelemetry'
  // Do not add the service to the subscriptions: VS Code disposes of those in the same turn in which it calls
  // `deactivate`, while the last events are still being delivered.
  context.subscriptions.push(
    view,
    statusItem(service, vscode, { name: NAME, id: 'candorExample.telemetry', setting: SETTING, command }),
    registerCodeLensCommands(),
    outputChannel(service, vscode, { name: `${NAME}: Telemetry` }),
    vscode.commands.registerCommand(command, () => view.show()),
    vscode.commands.registerCommand('candorExample.restartServer', () => service?.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('candorExample.server')) return
      service?.replace().catch((error) => vscode.window.showErrorMessage(String(error)))
    }),
  )
  await service.start()
  const { globalState: memory } = context
  // Not awaited, because the user may leave the question open indefinitely.
  void consentPrompt(vscode, { name: NAME, setting: SETTING, memory, show: () => view.show() })
}

/** Delivers the events that the user agreed to, then stops. */
async function deactivate() {
  await service?.close()
}

module.exports = { activate, deactivate }
