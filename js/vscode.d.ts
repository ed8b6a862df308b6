import type {
  ConfigurationItem,
  DeclaredEvent,
  EventDeclarations,
  LanguageServer,
  RelayStatus,
  TelemetryEvent,
  TelemetryLevel,
  TelemetryReceiver,
  TelemetryStatus,
} from './index.js'

/**
 * Connects a server with VS Code's telemetry, in both directions, until the bridge is closed or the server stops. Call
 * it before the client starts. The server must have been started with `telemetry: { lsp: false }`, because its events
 * would arrive twice otherwise; if not, the call throws an error with `code: 'INVALID_ARGUMENT'`.
 *
 * **Consent.** The bridge states the host's level, and states it again whenever it changes. The level is what VS Code
 * allows (`all` if usage telemetry is on, `error` if only error telemetry is on, otherwise `off`), but never more than
 * what the extension's own setting (`options.setting`) allows. The user's value of the setting counts, or else its
 * default (`BridgeSettings` names one exception). Values of the workspace, its folders, a language, a remote machine
 * and a policy can only lower it, so no repository can opt in for its users. A setting that is neither declared nor
 * set, or is not a level, counts as `off`.
 *
 * **Configuration.** The bridge answers the server's requests from `vscode.workspace.getConfiguration`.
 *
 * **Events** go to `logUsage` or `logError` of a `TelemetryLogger` and nowhere else. The sender's `sendEventData`
 * receives `<publisher>.<extension>/<name>` and an object with exactly the keys and values of the event's `properties`.
 * VS Code's cleaning, which takes strings with slashes for paths, is bypassed in one case: for the names of methods and
 * functions in crash events, which are names of the protocol, of candor and of your own code.
 *
 * **Opt-outs.** If the sender has a method `purge`, it is called whenever any source lowers the level that applies,
 * before `setTelemetryLevel` returns and before anything else is delivered. With your own `logger`, use
 * `server.onLevelChange` instead.
 *
 * **Closing.** Call `close()` in the extension's `deactivate`. VS Code calls `deactivate` and disposes of
 * `context.subscriptions` in the same turn, without waiting, so neither the bridge nor anything that the sender or
 * logger needs belongs in `subscriptions`.
 *
 * What the logger or the sender throws goes to the server's `onError`.
 */
export function bridgeTelemetry(server: LanguageServer<any>, vscode: VsCode, options: BridgeOptions): TelemetryBridge

/** A bridge between a server and VS Code's telemetry. */
export interface TelemetryBridge extends Disposable {
  /**
   * Delivers every event caused by messages that reach the server before the end of this turn of the event loop, which
   * includes everything that a language client sent before. Then it flushes the sender, waits for it, and states `off`.
   * Events caused by later messages are not delivered. During this time, an opt-out takes effect at once, and an opt-in
   * has no effect. The bridge answers the server's configuration requests even afterwards.
   *
   * Never rejects. Resolves at once if the bridge was disposed of or the server is stopped. Every call returns the same
   * promise.
   */
  close(): Promise<void>
  /**
   * States `off` at once. Undelivered events are lost, and the sender's `purge` is called. Does nothing after
   * `close()`.
   */
  dispose(): void
  /** What has happened to the events for the receiver; null without a receiver. */
  status(): RelayStatus | null
}

/**
 * Converts the properties of an event for receivers that accept only flat values. A nested object becomes one property
 * for each of its members, such as `providerRequirements.registry.terraform.io/hashicorp/aws`. Booleans become the
 * strings `true` and `false`, numbers become measurements, and null values are omitted.
 */
export function flatten(event: TelemetryEvent | DeclaredEvent | { properties: object }): {
  properties: Record<string, string>
  measurements: Record<string, number>
}

/**
 * Asks once whether telemetry may be sent, and writes the answer into the user's setting: `all` or `off`. Does not ask a
 * user who has already chosen or has turned VS Code's own telemetry off. A user who closes the question has not agreed, and
 * is not asked again. Resolves with the answer; null if the question was not shown or not answered.
 */
export function consentPrompt(
  vscode: VsCodeInterface,
  options: {
    /** Name of the extension, as users know it. */
    name: string
    /** Full name of the setting, with the values `off`, `error` and `all`. */
    setting: string
    /** Remembers that the question was asked: `context.globalState`. */
    memory: { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> }
    /** Shows what is sent. Without it the question offers no such button. */
    show?: () => void
    texts?: Partial<InterfaceTexts>
  },
): Promise<'all' | 'off' | 'show' | null>

/** Creates a status bar item that shows the telemetry level that applies, and what it means. */
export function statusItem(
  source: LanguageServer<any> | TelemetrySource,
  vscode: VsCodeInterface,
  options: {
    /** Name of the extension, as users know it. */
    name: string
    /** Id of the item, such as `acme.telemetry`. */
    id: string
    /** Command to run when it is clicked. */
    command?: string
    /** Full name of the extension's setting. With it, the item also says who decided the level. */
    setting?: string
    texts?: Partial<InterfaceTexts>
  },
): Disposable

/** Creates an output channel with a line for every change of the telemetry level: who decided, what each source states, and lost events. */
export function outputChannel(
  source: LanguageServer<any> | TelemetrySource,
  vscode: VsCodeInterface,
  options: { name: string },
): Disposable

/**
 * Creates a page that shows which telemetry level applies and who decided it, lets the user choose a level, lists every event that was
 * sent or lost since the view was created, previews what would be sent for the workspace, and lists all events that can
 * be sent: your own and candor's. It follows the theme, and loads nothing from elsewhere.
 *
 * Create it when the extension is activated, and call `show` in a command.
 */
export function telemetryView(
  source: LanguageServer<any> | TelemetrySource,
  vscode: VsCodeInterface,
  options: {
    /** Name of the extension, as users know it. It is part of the title. */
    name: string
    /** Type of the webview panel, such as `acme.telemetry`. */
    id: string
    /** Full name of the extension's setting. With it, the user can choose the level on the page. */
    setting?: string
    /** Your own events. Default: those with which the server was started. */
    events?: EventDeclarations
    texts?: Partial<InterfaceTexts>
  },
): TelemetryView

export interface TelemetryView extends Disposable {
  /** Opens the page, or brings it to the front. */
  show(): void
}

/**
 * Describes a server that does not run in this process, or that the extension replaces now and then.
 */
export interface TelemetrySource {
  /** The status that applies; null while no server runs. */
  telemetryStatus(): TelemetryStatus | null
  /** Calls the listener whenever the status may have changed. */
  onDidChangeTelemetry(listener: () => void): Disposable
  /** Calls the listener with each event that was sent, as it was sent. */
  onDidSend?(listener: (event: { name: string; properties: object }) => void): Disposable
  /** What `status()` of the relay or bridge returns, if there is one. */
  relayStatus?(): RelayStatus | null
  /** What VS Code itself allows. Default: what `env.isTelemetryEnabled` says. */
  allowedByVsCode?(): TelemetryLevel | null
  /** Your own events. */
  readonly events?: EventDeclarations | undefined
  /** The path of the native addon, if you pass it to `start`. */
  readonly binary?: string | undefined
}

/** The texts of the interface. They exist in English, German and French; for other languages, pass your own. */
export interface InterfaceTexts {
  /** The question; `{name}` stands for the extension's name. */
  question: string
  yes: string
  no: string
  show: string
  /** The status bar item, and what each level means. */
  telemetry: string
  notRunning: string
  off: string
  error: string
  all: string
  stopped: string
  /** Who decided the level; `{who}` stands for one of the texts below. */
  decidedBy: string
  byEnvironment: string
  byDefault: string
  byVsCode: string
  bySetting: string
  /** The telemetry view. `{sent}`, `{waiting}`, `{lost}`, `{count}`, `{reason}`, `{files}`, `{level}`, `{error}` and `{name}` stand for values. */
  choice: string
  choiceOff: string
  choiceError: string
  choiceAll: string
  sources: string
  source: string
  level: string
  yourSetting: string
  vsCodeSetting: string
  environment: string
  notSet: string
  openSettings: string
  sentHeading: string
  sentText: string
  counts: string
  noCounts: string
  lostEvents: string
  lostCapacity: string
  lostRevoked: string
  lostRefused: string
  lostFailed: string
  previewHeading: string
  previewText: string
  preview: string
  previewRunning: string
  previewFailed: string
  noFolder: string
  previewNothing: string
  previewEvents: string
  previewCrash: string
  previewLowered: string
  examples: string
  more: string
  catalogueHeading: string
  catalogueText: string
  event: string
  sentAt: string
  reports: string
  purpose: string
  owner: string
  expires: string
  never: string
  ofServer: string
  ofExtension: string
}

/** The parts of the module `vscode` that the interface needs. */
export interface VsCodeInterface {
  readonly env: { readonly isTelemetryEnabled?: boolean; readonly language?: string }
  readonly window: any
  readonly workspace: {
    readonly workspaceFolders?: readonly { readonly name: string; readonly uri: any }[] | undefined
    readonly onDidChangeConfiguration: Event<{ affectsConfiguration(section: string): boolean }>
    getConfiguration(section?: string, scope?: any): any
  }
  /** Needed by the view, to open the settings. */
  readonly commands?: any
}

/** Where the events go, and whose setting counts. */
export type BridgeOptions = BridgeSettings & (BridgeToSender | BridgeToReceiver | BridgeToLogger)

export interface BridgeSettings {
  /**
   * Full name of the extension's own setting, with the values `off`, `error` and `all`. Default: `telemetry` in the
   * section that the server was started with. If the server was started without a section, the setting is
   * `docker.lsp.telemetry`, and its default does not count, because the setting may belong to another extension.
   */
  setting?: string
  /** Answers the server's configuration requests in place of VS Code's configuration. */
  configuration?: (items: ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>
}

export interface BridgeToSender {
  /**
   * Receives the events. The bridge creates a logger for it, which adds nothing to the events and does not collect
   * unhandled errors. When the bridge is closed or disposed of, or the server stops, the logger is disposed of and the
   * sender flushed.
   */
  sender: TelemetrySender
  receiver?: undefined
  logger?: undefined
}

export interface BridgeToReceiver {
  /**
   * Receives the events that VS Code's logger allows, as they were recorded, with the guarantees of a relay. When the
   * bridge is closed, what is held is sent for at most five seconds. When the bridge is disposed of or the server
   * stops, it is dropped.
   */
  receiver: TelemetryReceiver
  sender?: undefined
  logger?: undefined
}

export interface BridgeToLogger {
  /**
   * The extension's own logger. The bridge does not dispose of it. Do not dispose of it before `close()` has resolved,
   * because a disposed logger drops events.
   */
  logger: TelemetryLogger
  sender?: undefined
  receiver?: undefined
}

// The types below are the parts of VS Code's types that are needed, so that they need not be installed.

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

/** The values of a setting, by the place where they are set. */
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

/** A `TelemetrySender` of VS Code, with an optional `purge` for senders that hold events before they send them. */
export interface TelemetrySender {
  sendEventData(eventName: string, data?: Record<string, any>): void
  sendErrorData(error: Error, data?: Record<string, any>): void
  /**
   * Sends what is held. Called once, at the end. `close()` waits for the promise; when the bridge is disposed of or the
   * server stops, nothing waits. After that, no opt-out reaches the sender, so it must drop what it could not send.
   */
  flush?(): void | PromiseLike<void>
  /**
   * Drops, before it returns, what the level no longer allows: usage events at `error`, everything at `off`. Called
   * when the level is lowered, except by `close()` and `server.stop()`, which are not opt-outs.
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
