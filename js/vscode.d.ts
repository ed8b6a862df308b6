import type { ConfigurationItem, LanguageServer, TelemetryEvent } from './index.js'

/**
 * Connects a server with VS Code's telemetry, in both directions, until it is disposed of or the server stops. Call it
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
 * What the logger or the sender throws goes to the server's `onError`. `dispose()` states `off` first; the server
 * stays at it until the host states another level.
 */
export function bridgeTelemetry(server: LanguageServer, vscode: VsCode, options: BridgeOptions): Disposable

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
   * Gets the events from a logger that is made for it, which adds nothing to them and takes no errors of others. It is
   * disposed of with the bridge.
   */
  sender: TelemetrySender
  logger?: undefined
}

export interface BridgeToLogger {
  /** The extension's own logger; it stays when the bridge is disposed of. */
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

/** A `TelemetrySender` of VS Code. */
export interface TelemetrySender {
  sendEventData(eventName: string, data?: Record<string, any>): void
  sendErrorData(error: Error, data?: Record<string, any>): void
  flush?(): void | PromiseLike<void>
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
