import type { TelemetryStatus } from './internal/native/binding.js'
import type { TelemetryEvent } from './internal/events/events.js'
import type { DeclaredEvent, EventDeclarations, PropertiesOf, RecordedEvents } from './internal/events/declarations.js'

export type * from './internal/events/events.js'
export type * from './internal/events/declarations.js'
export type { TelemetryStatus }

/** How much telemetry may be collected: nothing, crashes, or everything. */
export type TelemetryLevel = 'off' | 'error' | 'all'

/** Whether an event reports a crash (sent at levels `error` and `all`) or usage (sent at level `all`). */
export function eventKind(event: TelemetryEvent | DeclaredEvent): 'usage' | 'error'

/**
 * Sends events somewhere, for a relay. The relay guarantees:
 *
 * - Events come in the order in which they were recorded, in batches. A batch is sent only after the previous one
 *   ended.
 * - A batch whose `send` fails is sent again, at growing intervals, until it succeeds or newer events need its place.
 *   An error with a number `retryAfter` (milliseconds) delays the next attempt; one with `isFinal: true` gives the
 *   batch up.
 * - When the level is lowered, the relay aborts the batch that is being sent if the level no longer allows all of it,
 *   and calls `purge`, before `setTelemetryLevel` returns and before anything else is delivered. Events that are still
 *   allowed are sent again and can arrive twice, with the same `sequence`.
 * - Lost events are counted; see `status()` of the relay.
 *
 * `testReceiver` in `candor/testing` checks that a receiver behaves as relays require.
 */
export interface TelemetryReceiver {
  /** Sends a batch. `signal` aborts when the level no longer allows the batch. */
  send(events: RelayedEvent[], signal: SendSignal): void | PromiseLike<void>
  /** Drops, before it returns, what the level no longer allows: usage events at `error`, everything at `off`. */
  purge(level: TelemetryLevel): void
  /** Resolves when every accepted event has been sent or given up. Nothing is sent afterwards. */
  close(): void | PromiseLike<void>
}

/** An `AbortSignal`, if the types of the runtime define it. */
export type SendSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : { readonly aborted: boolean }

/** An event, with what relays add to it. */
export interface RelayedEvent {
  event: TelemetryEvent | DeclaredEvent
  /** The start option `product`. */
  product?: { name: string; version: string }
  /**
   * The event's number within one telemetry session, from 1. Other sessions, also of the same process, use the same
   * numbers, so a repeated number means the same event only if both events name the same session.
   */
  sequence: number
  /** When the relay received the event, rounded down to the hour: `2026-11-29T15:00:00Z`. */
  hour: string
}

/** The counts of a relay's events. */
export interface RelayStatus {
  /** Held or being sent; after `close()`, kept in the receiver's spool for the next session. */
  waiting: number
  sent: number
  /** Lost because more than 10,000 were held, because of an opt-out, or because sending was given up. */
  lost: { capacity: number; revoked: number; failed: number }
}

export interface TelemetryRelay {
  /**
   * Sends every event caused by messages that reach the server before the end of this turn of the event loop, for at
   * most five seconds, and closes the receiver. Until then, an opt-out takes effect at once. Never rejects.
   */
  close(): Promise<void>
  /** Drops what is held at once. Does nothing after `close()`. */
  dispose(): void
  status(): RelayStatus
}

/**
 * Passes the events of a server to a receiver, as far as the level allows. The host must state the level itself. Uses
 * `onTelemetry`, and ends when the server stops, which drops what is held. In VS Code, use `bridgeTelemetry` with
 * `receiver`.
 */
export function relayTelemetry(server: LanguageServer<any>, receiver: TelemetryReceiver): TelemetryRelay

/** An item of a configuration request. */
export interface ConfigurationItem {
  scopeUri?: string
  section?: string
}

/**
 * Options of a server. A property that is missing, undefined or null uses its default. Only own properties count.
 */
export interface ServerOptions {
  telemetry?: {
    /** The host's level. Default: none, so that only the client can turn telemetry on. */
    level?: TelemetryLevel | null
    /**
     * What a client that negotiates version 1 of the format receives if neither the host nor the client states a level:
     * what terraform-ls documents (`version`), or nothing (`explicit`). Default: `version`.
     */
    negotiation?: 'version' | 'explicit'
    /**
     * The key for hashing Git remotes and paths. `session`: random for each session. `{ key }`: your own, of at least
     * 32 bytes, which makes the hashes pseudonyms. `plain`: no key, so that a dictionary can reverse the hashes.
     * Default: `session`.
     */
    hashing?: 'session' | 'plain' | { key: string }
    /** The configuration section that contains the level under the key `telemetry`. Default: `docker.lsp`. */
    section?: string
    /** How many events are kept for the host before the oldest is dropped; 0 keeps none. Default: 1024. */
    capacity?: number
    /** Whether `telemetry/event` may be sent to the client. Default: true. */
    lsp?: boolean
    /** Milliseconds after which an unanswered configuration request counts as `off`. Default: 10000. */
    pullTimeout?: number
    /**
     * What a `moduleData` event contains: everything that a module requires (`full`), or only one provider with its
     * major version or only the module's settings, without ids (`coarse`). Default: `full`.
     */
    detail?: 'full' | 'coarse'
    /** Further client names to report in clear text. A name of more than 126 bytes as JSON is reported as `other`. */
    clientNames?: string[]
    /** Further providers (`namespace/type`) to report in clear text; at most 129 characters each. */
    knownProviders?: string[]
    /**
     * The extension's own events, which `record` records: an object, or a JSON file that was read with `require`. A
     * declaration that is not valid throws, and names the place. Default: none.
     */
    events?: object
    /**
     * Whether `record` throws if the declaration does not admit an event, at every level, instead of refusing and
     * counting it. For tests. Default: false.
     */
    strict?: boolean
  }
  /** Prefix for every command that the server registers, because command ids are global in VS Code. Default: none. */
  commandPrefix?: string
  /** Whether the server may run `terraform version`. Default: false. */
  runTerraform?: boolean
  terraform?: {
    /**
     * Absolute path of the program that `runTerraform` and `schemas` run, named `terraform` or `tofu`. The client's
     * `terraform.path` is ignored in process. Default: the first `terraform` in `PATH`.
     */
    path?: string
    /**
     * Absolute paths of files with the output of `terraform providers schema -json`, for completion, hover and
     * diagnostics of resources, data sources and providers. A `.terraform.lock.hcl` next to such a file states the
     * versions that it describes; modules that use another version get no diagnostics from it. Default: none.
     */
    schemaFiles?: string[]
    /**
     * Where schemas of providers come from. With `program`, and only if `trusted` is true, candor also runs `terraform
     * providers schema -json` in the directory of a module that is opened, once for each content of its lock file. That
     * executes the providers that are installed in that directory. Default: `files`.
     */
    schemas?: 'files' | 'program'
    /**
     * Whether the user trusts the open folders, as `vscode.workspace.isTrusted` states it: their content decides which
     * providers are executed. Default: false.
     */
    trusted?: boolean
  }
  /**
   * The extension's own name and version, which relays add to every event: letters, digits, `.`, `_` and `-`, and a
   * version such as `1.4.0` or `1.4.0-beta.2`. Default: none.
   */
  product?: { name: string; version: string }
  /**
   * Settings that apply where neither the client's `initializationOptions` nor the editor's configuration states others.
   * An invalid value throws; a rule that this version does not have is ignored, and named in the log. Default: none.
   */
  settings?: Settings
  /**
   * The configuration section that contains settings, such as `acme` for `acme.rules`. The server requests it after
   * `initialized` and after every change: from the provider of `provideConfiguration`, or else from a client that
   * declares `workspace.configuration`. Default: none, so that nothing is requested.
   */
  settingsSection?: string
  /** What the extension knows and candor does not, because candor has no network. */
  providers?: {
    /**
     * The tags of an image, such as `node` or `ghcr.io/owner/app`, the most useful first. Completion calls it while the
     * user writes a tag, and waits at most a second; tags that arrive later are in the next list. They are kept for ten
     * minutes. An error goes to `onError`, and the image is requested again for the next completion.
     */
    imageTags?(image: string): readonly string[] | PromiseLike<readonly string[]>
    /**
     * The addresses of Terraform modules that match what the user has typed as the `source` of a module, such as
     * `terraform-aws-modules/vpc/aws` for `vpc`, the most useful first. Addresses have the form
     * `[HOST/]NAMESPACE/NAME/SYSTEM`; others are ignored. Completion calls it for every prefix that is typed, and waits at
     * most a second, as for `imageTags`.
     */
    registryModules?(query: string): readonly string[] | PromiseLike<readonly string[]>
  }
  /** Path of the native addon, for bundles. Default: `candor.node` next to the bundle, else the installed package. */
  binary?: string
}

/** The severity of a rule, or `off` if it is not reported. */
export type RuleSetting = 'off' | 'hint' | 'information' | 'warning' | 'error'

/**
 * Settings for the start options, for `initializationOptions` and for the section that `settingsSection` names. Null
 * means that a setting is not set.
 */
export interface Settings {
  /** Severities of rules by their codes, such as `{ UndefinedVar: 'off' }`. Default: each rule's own. */
  rules?: Record<string, RuleSetting | null> | null
  diagnostics?: {
    /** The name that diagnostics show as their source. Default: `docker-language-server` or `Terraform`. */
    source?: string | null
  } | null
  compose?: {
    /** Whether Compose files are validated against the Compose Specification. Default: true. */
    validate?: boolean | null
  } | null
  dockercomposeExperimental?: {
    /** Whether Compose files are supported. Default: true. */
    composeSupport?: boolean | null
  } | null
  dockerfile?: {
    /** Whether the checks of a Dockerfile end at its first error, as BuildKit does. Default: false. */
    stopAtFirstError?: boolean | null
  } | null
  dockerfileExperimental?: {
    /** Omits problems that dockerfile-language-server, in the same editor, reports too. Default: false. */
    removeOverlappingIssues?: boolean | null
  } | null
  formatting?: {
    /** Columns of one indentation in Dockerfiles and Compose files, 1 to 16. Default: what the client requests. */
    tabSize?: number | null
    /** Whether Dockerfiles are indented with spaces instead of tabs. Default: what the client requests. */
    insertSpaces?: boolean | null
  } | null
}

/**
 * What a client may send as `initializationOptions`. The other options of terraform-ls are accepted, and telemetry
 * reports that they were given.
 */
export interface InitializationOptions extends Settings {
  indexing?: {
    /**
     * Names of directories that are not searched for modules, in addition to `.git`, `.idea`, `.terragrunt-cache`,
     * `.vscode` and `terraform.tfstate.d`. Default: none.
     */
    ignoreDirectoryNames?: string[]
    /** Absolute paths of directories that are not searched for modules. Default: none. */
    ignorePaths?: string[]
  }
  terraform?: {
    /**
     * Absolute path of the program that `terraform version` runs, named `terraform` or `tofu`. It has an effect only
     * with `candor serve` over stdio; in process, use the start option `terraform.path`. Default: the first `terraform`
     * in `PATH`.
     */
    path?: string
    /** How long the program may run, as a Go duration: '90s', '1m30s'. Default: '30s'. */
    timeout?: string
  }
  /** The client's level. Default: none. */
  telemetry?: TelemetryLevel
  /** The token that `candor --port N` printed at its start and requires. It has no effect elsewhere. */
  token?: string
}

/** The result of the request `candor/modules`: the Terraform modules in the open folders, sorted by path. */
export interface ModulesResult {
  modules: {
    /** URI of the directory. */
    uri: string
    /** How many files the module consists of. */
    files: number
    /** Whether the directory contains what Terraform installed, or its record of the installed versions. */
    isInitialized: boolean
  }[]
  /** Whether the search stopped at one of its limits: 262,144 directories or 65,536 modules. */
  isIncomplete: boolean
}

/**
 * A language server in this process.
 *
 * Invalid arguments throw an error with `code: 'INVALID_ARGUMENT'`. After `stop()`, every method except `stop()` throws
 * an error with `code: 'SERVER_STOPPED'`. `idle()` rejects instead of throwing.
 */
export class LanguageServer<Events extends RecordedEvents = {}> {
  private constructor()

  /**
   * Starts a server. Throws a {@link BinaryUnavailableError} if the native addon cannot be loaded, and a
   * {@link RuntimeUnavailableError} if the system cannot provide a thread for the server.
   */
  static start<const Declarations extends EventDeclarations>(
    options: ServerOptions & { telemetry: { events: Declarations } },
  ): LanguageServer<PropertiesOf<Declarations>>
  static start<Events extends RecordedEvents = {}>(options?: ServerOptions): LanguageServer<Events>

  /** Sends one JSON-RPC message of the client to the server. Never blocks. Invalid content gets an error response. */
  send(message: string): void

  /**
   * Calls `listener` with every message of the server, in order, including those sent before it was set. Messages wait
   * while there is no listener. There is only one listener; null removes it.
   */
  onMessage(listener: ((message: string) => void) | null): void

  /** States the host's level; null withdraws it. The level applies when the call returns. */
  setTelemetryLevel(level: TelemetryLevel | null): void

  /**
   * Records an event that `telemetry.events` declares. An event that the declaration does not allow is refused and
   * counted in `dropped.refused`; with `strict: true`, it throws. Costs almost nothing while the level allows nothing.
   */
  record<Name extends keyof Events & string>(
    name: Name,
    ...properties: {} extends Events[Name] ? [properties?: Events[Name]] : [properties: Events[Name]]
  ): void

  /**
   * Records an `extension_error` event: the class of the error, from a closed list, and the names of the functions on
   * its stack that are in the extension's own files; others are `foreign`. It never contains the message. The
   * extension's files are those below the closest `package.json` above the file that called `start`, without
   * `node_modules`.
   */
  recordError(error: unknown): void

  /** Returns the level that applies, what each source states, and who decided. */
  telemetryStatus(): TelemetryStatus

  /**
   * Removes and returns up to `limit` events (default: all), oldest first. Empty while `onTelemetry` has a listener.
   */
  readTelemetry(limit?: number): (TelemetryEvent | DeclaredEvent<Events>)[]

  /** Calls `listener` with batches of events as they come, instead of `readTelemetry`; null goes back to reading. */
  onTelemetry(listener: ((events: (TelemetryEvent | DeclaredEvent<Events>)[]) => void) | null): void

  /**
   * Answers the server's configuration requests in process instead of over LSP; null goes back to LSP. With
   * `settingsSection`, the section of settings is requested in a call of its own. During a
   * session, the server asks again at once. The provider must not wait for `idle()`, which waits for the provider.
   * Promises in the array and under the key `telemetry` are awaited; getters, class instances, proxies and maps are
   * read. An answer that throws, rejects or is not a level counts as `off`.
   */
  provideConfiguration(provider: ((items: ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>) | null): void

  /** Tells the server that the configuration changed, as `workspace/didChangeConfiguration` would. */
  configurationChanged(): void

  /**
   * Calls `listener` once for every change of the level that applies, whichever source caused it: before
   * `setTelemetryLevel` returns or, if a message caused it, before any further message or event is delivered and before
   * `idle()` resolves. The change already applies by then. There is only one listener; null removes it.
   */
  onLevelChange(listener: ((status: TelemetryStatus) => void) | null): void

  /** Calls `listener` with errors thrown by listeners, providers and deliveries. Default: `process.emitWarning`. */
  onError(listener: ((error: Error) => void) | null): void

  /**
   * Resolves when every message sent before the call has been handled, and everything that it caused has been
   * delivered.
   */
  idle(): Promise<void>

  /** Stops the server and releases everything it holds. No listener is called any more. May be called again. */
  stop(): Promise<void>
}

/** Thrown by `LanguageServer.start` if the native addon cannot be loaded. The message says why, and what to do. */
export interface BinaryUnavailableError extends Error {
  code: 'BINARY_UNAVAILABLE'
  /** The platform, such as `linux-x64-gnu`. */
  target: string
  /** The package with the native addon for this platform; missing if candor is not built for the platform. */
  package?: string
  cause: unknown
}

/** Thrown by `LanguageServer.start` if the system cannot provide a thread for the server. The next call tries again. */
export interface RuntimeUnavailableError extends Error {
  code: 'RUNTIME_UNAVAILABLE'
  cause: Error
}
