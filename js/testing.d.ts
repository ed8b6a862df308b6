import type { RelayedEvent, TelemetryLevel, TelemetryReceiver } from './index.js'
import type { VsCode, VsCodeInterface } from './vscode.js'

/**
 * Checks that a receiver behaves as relays require: it sends in order, drops a batch whose signal aborts, drops what
 * `purge` forbids, and sends nothing after it is closed. Rejects with an error that says what is wrong.
 *
 * `makeReceiver` returns a new receiver for each check. `arrived` returns the events that have arrived at its other end
 * since its receiver was created, in order.
 */
export function testReceiver(options: {
  makeReceiver(): TelemetryReceiver | PromiseLike<TelemetryReceiver>
  arrived(): readonly RelayedEvent[] | PromiseLike<readonly RelayedEvent[]>
}): Promise<void>

/** A fake VS Code for tests: its module, and the actions of a user. */
export function fakeVscode(options?: {
  /** Id of the extension, with which its loggers prefix the names of events. Default: `acme.example`. */
  extension?: string
  /** Language of the interface. Default: `en`. */
  language?: string
  /** What VS Code's own telemetry setting allows. Default: `all`. */
  telemetryLevel?: TelemetryLevel
  /** Settings of the user, by full name. */
  settings?: Record<string, unknown>
}): FakeVscode

export interface FakeVscode {
  /** The fake module `vscode`. */
  readonly vscode: VsCode & VsCodeInterface & Record<string, any>
  /** Messages that were shown, with their buttons. */
  readonly messages: readonly { message: string; choices: string[] }[]
  readonly statusItems: readonly any[]
  /** Output channels, with the lines that were written. */
  readonly channels: readonly { name: string; lines: string[]; isDisposed: boolean }[]
  /** Webview panels: what the extension posted to the page, and `receive`, which posts to the extension. */
  readonly panels: readonly {
    readonly viewType: string
    readonly title: string
    readonly webview: { html: string }
    readonly posted: readonly any[]
    readonly isDisposed: boolean
    visible: boolean
    receive(message: unknown): void
    dispose(): void
  }[]
  /** Commands that were executed. */
  readonly commands: readonly { command: string; args: unknown[] }[]
  /** Changes a setting, as a user would; undefined removes it. */
  setSetting(name: string, value: unknown, place?: 'defaultValue' | 'globalValue' | 'workspaceValue'): void
  /** Returns the effective value of a setting. */
  setting(name: string): unknown
  /** Changes what VS Code's own telemetry setting allows. */
  setTelemetryLevel(level: TelemetryLevel): void
  /** Sets the button that is clicked in the next message; undefined closes the message. */
  answerNext(answer: string | undefined): void
  /** Calls `deactivate` and disposes of the subscriptions in the same turn, without waiting, as VS Code does. */
  deactivate(
    extension: { deactivate?: () => unknown },
    context: { subscriptions: { dispose(): unknown }[] },
  ): Promise<void>
}
