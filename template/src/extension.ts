// Starts and stops everything in the right order.

import { messageTransports } from 'candor/languageclient'
import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'

import { makeReceiver } from './receiver'
import { NAME, SECTION, Service } from './service'

const LANGUAGES = ['dockerfile', 'dockercompose', 'dockerbake', 'terraform', 'terraform-vars']

let service: Service | undefined
let client: LanguageClient | undefined

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { version } = context.extension.packageJSON
  const started = new Service(vscode, { receiver: makeReceiver(context.globalStorageUri.fsPath), version })
  service = started
  const documentSelector = LANGUAGES.map((language) => ({ scheme: 'file', language }))
  const running = new LanguageClient(SECTION, NAME, async () => messageTransports(started.server), { documentSelector })
  client = running
  context.subscriptions.push(
    ...started.interface,
    vscode.commands.registerCommand(`${SECTION}.showTelemetry`, () => started.showTelemetry()),
    vscode.commands.registerCommand(`${SECTION}.restartServer`, async () => {
      started.server.record('commandUsed', { command: 'restartServer' })
      await running.restart()
    }),
  )
  await running.start()
  // Not awaited, because the user may leave the question open indefinitely.
  void started.askForConsent(context.globalState)
}

/** Delivers the events that the user agreed to, then stops. */
export async function deactivate(): Promise<void> {
  await service?.close()
  await client?.stop()
  // Stop the server last; otherwise the client would treat its exit as a crash.
  await service?.server.stop()
}
