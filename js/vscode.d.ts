import type { ConfigurationItem, LanguageServer, TelemetryEvent, TelemetryLevel } from './index.js'

/**
 * Connects a server with VS Code's telemetry, in both directions, until it is closed or the server stops. Call it
 * before the client starts. The server must have been started with `telemetry: { lsp: false }`, as its events would
 * arrive twice; anything else is refused with `code: 'INVALID_ARGUMENT'`.
 *
 * **Consent.** It states the host's level, and states it anew whenever something changes: what VS Code allows (usage:
 * `all`, errors only: `error`, else `off`), and never more than the extension's own setting (`options.setting`) allows.
 * Of that the user's value counts, or the default where there is none and the setting was named; values of the workspace, of its folders, of a
 * language, of a remote machine and of a policy can only lower it, so that no repository can opt its reader in. A
 * setting that nobody has declared or set, or that is not understood, counts as `off`.
 *
 * **Configuration.** The server's requests are answered from `vscode.workspace.getConfiguration`.
 *
 * **Events** go to `logUsage` or `logError` of a `TelemetryLogger` and nowhere else. `sendEventData` of the sender gets
 * `<publisher>.<extension>/<name>` and an object with exactly the keys and values of the event's `properties`. VS
 * Code's cleaning, which takes texts with slashes for paths, is passed by in one case: the names of methods and
 * functions in reports of crashes, which come from closed lists.
 *
 * **Opt-outs** reach the sender: where it has a method `purge`, that is called whenever the level in force is lowered,
 * whoever lowers it, before `setTelemetryLevel` returns or anything else is delivered. A sender behind a logger of the
 * extension's own is not called: its author uses `server.onLevelChange`.
 *
 * **Its end** is `close()` in the extension's `deactivate`. VS Code disposes of `context.subscriptions` in the same turn
 * in which it calls `deactivate`, without waiting, so neither the bridge nor anything that the sender or logger needs
 * belongs there.
 *
 * What the logger or the sender throws goes to the server's `onError`.
 */
export function bridgeTelemetry(server: LanguageServer<any>, vscode: VsCode, options: BridgeOptions): TelemetryBridge

/** A bridge between a server and VS Code's telemetry. */
export interface TelemetryBridge extends Disposable {
  /**
   * Delivers every event that follows from what the server takes until the end of this turn of the event loop, which
   * includes all that a language client sent before; then flushes the sender, waits for it, and states `off`. Until then
   * consent can still be taken back, at once, and is not given anew. Events that follow from later messages are not
   * delivered. The server's configuration requests are still answered afterwards.
   *
   * Never rejects. Resolves at once where the bridge was disposed of or the server was stopped, and when the server is
   * stopped meanwhile. Every call returns the same promise.
   */
  close(): Promise<void>
  /**
   * States `off` at once: what was not delivered yet is lost, and what the sender holds is purged. Does nothing once
   * `close()` was called.
   */
  dispose(): void
}

/**
 * The properties of an event for receivers that take flat values, such as `TelemetryReporter`. Objects become one
 * property for each of their members, `providerRequirements.registry.terraform.io/hashicorp/aws`; truth values become
 * `true` and `false`, numbers measurements, and what is null is left out.
 */
export function flatten(event: TelemetryEvent | { properties: object }): {
  properties: Record<string, string>
  measurements: Record<string, number>
}

/** Where the events go, and whose setting counts. */
export type BridgeOptions = BridgeSettings & (BridgeToSender | BridgeToLogger)

export interface BridgeSettings {
  /**
   * Full name of the extension's own setting, with the values `off`, `error` and `all`. Default: `telemetry` in the
   * section that the server was started with. Where that was not named either it is `docker.lsp.telemetry`, which may
   * be another extension's: its default does not count then.
   */
  setting?: string
  /** Answers the server's configuration requests in place of VS Code's configuration. */
  configuration?: (items: ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>
}

export interface BridgeToSender {
  /**
   * Gets the events from a logger that is made for it, which adds nothing to them and takes no errors of others. The
   * logger is disposed of, and the sender flushed, when the bridge is closed or disposed of or the server stops.
   */
  sender: TelemetrySender
  logger?: undefined
}

export interface BridgeToLogger {
  /**
   * The extension's own logger. It stays when the bridge ends, and must not be disposed of before `close()` has
   * resolved: a logger that is disposed of drops events.
   */
  logger: TelemetryLogger
  sender?: undefined
}

// The types below are those parts of VS Code's that are needed, without asking anybody to install them.

/** The module `vscode`. */
export interface VsCode {
  readonly env: {
    readonly isTelemetryEnabled?: boolean
    readonly onDidChangeTelemetryEnabled?: Event<boolean>
    createTelemetryLogger(sender: TelemetrySender, options?: TelemetryLoggerOptions): TelemetryLogger
  }
  readonly workspace: {
    readonly workspaceFolders?: readonly { readonly uri: any }[] | undefined
    readonly onDidChangeConfiguration: Event<{ affectsConfiguration(section: string): boolean }>
    readonly onDidChangeWorkspaceFolders?: Event<any>
    getConfiguration(section?: string, scope?: any): Configuration
  }
  readonly TelemetryTrustedValue?: new (value: any) => { readonly value: any }
  readonly Uri?: { parse(value: string): any }
}

/** A `WorkspaceConfiguration` of VS Code. */
export interface Configuration {
  get(name: string): unknown
  inspect(name: string): Inspected | undefined
}

/** The values of a setting by where they were given. */
export interface Inspected {
  readonly [place: string]: any
}

/** A `TelemetryLogger` of VS Code. */
export interface TelemetryLogger {
  readonly onDidChangeEnableStates: Event<any>
  readonly isUsageEnabled: boolean
  readonly isErrorsEnabled: boolean
  logUsage(eventName: string, data?: Record<string, any>): void
  logError(eventName: string, data?: Record<string, any>): void
  dispose(): void
}

/** A `TelemetrySender` of VS Code, which may also be one that holds events before it sends them. */
export interface TelemetrySender {
  sendEventData(eventName: string, data?: Record<string, any>): void
  sendErrorData(error: Error, data?: Record<string, any>): void
  /**
   * Sends what is held. Called once, at the end: `close()` waits for the promise; where the bridge is disposed of or
   * the server stops, nothing does. Afterwards no opt-out reaches the sender any more, so what it could not send by then
   * is to be dropped.
   */
  flush?(): void | PromiseLike<void>
  /**
   * Drops, before it returns, whatever the level no longer admits: usage at `error`, everything at `off`. Called when
   * the level is lowered, but not by `close()` and `server.stop()`, which take no consent back.
   */
  purge?(level: TelemetryLevel): void
}

/** The `TelemetryLoggerOptions` of VS Code. */
export interface TelemetryLoggerOptions {
  readonly ignoreBuiltInCommonProperties?: boolean
  readonly ignoreUnhandledErrors?: boolean
  readonly additionalCommonProperties?: Record<string, any>
}

export interface Disposable {
  dispose(): void
}

export interface Event<T> {
  (listener: (event: T) => any, thisArg?: any, disposables?: any[]): Disposable
}
