// The language server, its telemetry and its user interface. `vscode` is a parameter, so that tests can pass
// `fakeVscode` from `candor/testing`.

import { LanguageServer, type TelemetryReceiver } from 'candor'
import {
  bridgeTelemetry,
  consentPrompt,
  outputChannel,
  statusItem,
  telemetryView,
  type Disposable,
  type TelemetryBridge,
  type TelemetryView,
  type VsCode,
  type VsCodeInterface,
} from 'candor/vscode'

import events from '../candor.events.json'
import type { CandorEvents } from './candor-events'

export const NAME = '__TITLE__'
/** The extension's settings section. */
export const SECTION = '__SECTION__'
export const SETTING = `${SECTION}.telemetry`

type Memory = Parameters<typeof consentPrompt>[1]['memory']

export class Service {
  readonly server: LanguageServer<CandorEvents>
  /** Objects that VS Code may dispose of at any time. */
  readonly interface: Disposable[]
  readonly #vscode: VsCodeInterface
  readonly #bridge: TelemetryBridge
  readonly #view: TelemetryView

  constructor(vscode: VsCode & VsCodeInterface, options: { receiver: TelemetryReceiver; version: string }) {
    this.#vscode = vscode
    this.server = LanguageServer.start<CandorEvents>({
      commandPrefix: SECTION,
      product: { name: '__NAME__', version: options.version },
      // Events go only to the host, through the bridge, so that none arrives twice.
      telemetry: { lsp: false, section: SECTION, events },
      // Diagnostics show this name, and users can change rules and other settings while the server runs.
      settings: { diagnostics: { source: NAME } },
      settingsSection: SECTION,
    })
    this.#bridge = bridgeTelemetry(this.server, vscode, { receiver: options.receiver })
    this.#view = telemetryView(this.server, vscode, { name: NAME, id: SETTING, setting: SETTING })
    this.interface = [
      this.#view,
      statusItem(this.server, vscode, {
        name: NAME,
        id: SETTING,
        setting: SETTING,
        command: `${SECTION}.showTelemetry`,
      }),
      outputChannel(this.server, vscode, { name: `${NAME}: Telemetry` }),
    ]
  }

  /** Asks the user once whether telemetry may be sent. */
  askForConsent(memory: Memory) {
    return consentPrompt(this.#vscode, { name: NAME, setting: SETTING, memory, show: () => this.#view.show() })
  }

  showTelemetry(): void {
    this.server.record('commandUsed', { command: 'showTelemetry' })
    this.#view.show()
  }

  /** Delivers the events that the user agreed to, then stops. */
  close(): Promise<void> {
    return this.#bridge.close()
  }
}
