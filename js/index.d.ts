import type { TelemetryStatus } from './internal/native/binding.js'
import type { TelemetryEvent } from './internal/events.js'
import type { DeclaredEvent, EventDeclarations, PropertiesOf, RecordedEvents } from './internal/declarations.js'

export type * from './internal/events.js'
export type * from './internal/declarations.js'
export type { TelemetryStatus }

/** How much telemetry may be collected: nothing, crashes, or everything. */
export type TelemetryLevel = 'off' | 'error' | 'all'

/** Whether an event reports a crash (sent at levels `error` and `all`) or usage (sent at level `all`). */
export function eventKind(event: TelemetryEvent | DeclaredEvent): 'usage' | 'error'

/** What a configuration request asks for. */
export interface ConfigurationItem {
  scopeUri?: string
  section?: string
}

/**
 * How a server starts. Every member that is left out, undefined or null has the default that it names. Only own
 * properties count.
 */
export interface ServerOptions {
  telemetry?: {
    /** What the host states about telemetry. Default: nothing, so that only the client can open it. */
    level?: TelemetryLevel | null
    /**
     * Whether a client that negotiates version 1 of the format, and nobody who says a word, gets what terraform-ls's
     * document describes (`version`), or nothing (`explicit`). Default: `version`.
     */
    negotiation?: 'version' | 'explicit'
    /**
     * Key of the hashes of Git remotes and paths: random for each session (`session`), the publisher's own, at least
     * 32 bytes and a pseudonym to whoever has it, or none (`plain`), reversible with a dictionary. Default: `session`.
     */
    hashing?: 'session' | 'plain' | { key: string }
    /** Configuration section whose `telemetry` key holds the level. Default: `docker.lsp`. */
    section?: string
    /** Events kept for the host before the oldest is dropped; 0 keeps none. Default: 1024. */
    capacity?: number
    /** Whether `telemetry/event` may be sent to the client. Default: true. */
    lsp?: boolean
    /** Milliseconds until an unanswered configuration request states `off`. Default: 10000. */
    pullTimeout?: number
    /**
     * What one `moduleData` says: all that a module requires (`full`), or, without ids, one provider with its major
     * version, and the settings of the module (`coarse`). Default: `full`.
     */
    detail?: 'full' | 'coarse'
    /** Names of clients to report in clear, beyond those known. Longer than 126 bytes as JSON, one counts as `other`. */
    clientNames?: string[]
    /** Addresses of providers (`namespace/type`) to report in clear, beyond those known; at most 129 characters each. */
    knownProviders?: string[]
    /**
     * The extension's own events, which `record` records: an object, or a JSON file that was read with `require`. A
     * declaration that is not valid throws, and names the place. Default: none.
     */
    events?: object
    /**
     * Whether `record` throws for what the declaration does not admit, at every level, instead of refusing and counting
     * it. For tests. Default: false.
     */
    strict?: boolean
  }
  /** Put before every command that the server registers: VS Code's command ids are global. Default: none. */
  commandPrefix?: string
  /** Whether `terraform version` may be run to learn the version. Default: false. */
  runTerraform?: boolean
  terraform?: {
    /**
     * Absolute path of the program that `runTerraform` runs, named `terraform` or `tofu`. The client's `terraform.path`
     * does not count in process. Default: the first `terraform` in `PATH`.
     */
    path?: string
  }
  /** Path of the native part, for bundlers. */
  binary?: string
}

/** What a client may put into `initializationOptions`. What terraform-ls knows beyond it is understood and reported as given. */
export interface InitializationOptions {
  dockerfile?: {
    /** Whether the checks of a Dockerfile end at its first error, as BuildKit does. Default: false. */
    stopAtFirstError?: boolean
  }
  dockerfileExperimental?: {
    /** Leaves out what another Dockerfile server in the same editor says too. Default: false. */
    removeOverlappingIssues?: boolean
  }
  dockercomposeExperimental?: {
    /** Whether Compose files are looked at. Default: true. */
    composeSupport?: boolean
  }
  compose?: {
    /** Whether Compose files are held against the schema of the Compose Specification. Default: false. */
    validate?: boolean
  }
  indexing?: {
    /**
     * Names of directories in which no module is looked for, beside `.git`, `.idea`, `.terragrunt-cache`, `.vscode` and
     * `terraform.tfstate.d`. Default: none.
     */
    ignoreDirectoryNames?: string[]
    /** Absolute paths of such directories. Default: none. */
    ignorePaths?: string[]
  }
  terraform?: {
    /**
     * Absolute path of the program that is asked for its version, named `terraform` or `tofu`. Counts only over stdio of
     * `candor serve`; in process the start option `terraform.path` names it. Default: the first in `PATH`.
     */
    path?: string
    /** How long it may take, as a duration of Go: '90s', '1m30s'. Default: '30s'. */
    timeout?: string
  }
  /** What the client states about telemetry. Default: nothing. */
  telemetry?: TelemetryLevel
  /** The text that `candor --port N` printed at its start, without which it serves nobody. Means nothing elsewhere. */
  token?: string
}

/** The answer to the request `candor/modules`: the Terraform modules in the open folders, in the order of their paths. */
export interface ModulesResult {
  modules: {
    /** URI of the directory. */
    uri: string
    /** How many files make the module. */
    files: number
    /** Whether Terraform has put there what it installed, or noted which versions. */
    isInitialized: boolean
  }[]
  /** Whether the folders hold more than a search goes through: 262,144 directories or 65,536 modules. */
  isIncomplete: boolean
}

/**
 * A language server in this process.
 *
 * Wrong arguments throw an error with `code: 'INVALID_ARGUMENT'`, every method after `stop()` one with
 * `code: 'SERVER_STOPPED'`; those that return a promise reject.
 */
export class LanguageServer<Events extends RecordedEvents = {}> {
  private constructor()

  /**
   * Starts a server. Throws a {@link BinaryUnavailableError} where no native binary of this version can be loaded, and a
   * {@link RuntimeUnavailableError} where the system provides no thread for the server.
   */
  static start<const Declarations extends EventDeclarations>(
    options: ServerOptions & { telemetry: { events: Declarations } },
  ): LanguageServer<PropertiesOf<Declarations>>
  static start<Events extends RecordedEvents = {}>(options?: ServerOptions): LanguageServer<Events>

  /** Takes one JSON-RPC message from the client. Never blocks. Bad content gets an error response. */
  send(message: string): void

  /** Hands every message of the server to `listener`, in order, also those sent before it was set. */
  onMessage(listener: ((message: string) => void) | null): void

  /** States the host's level; null withdraws it. In force when the call returns. */
  setTelemetryLevel(level: TelemetryLevel | null): void

  /**
   * Records an event of the declaration that `telemetry.events` gave. What the declaration does not admit is refused and
   * counted in `dropped.refused`; under `strict` it throws. Costs next to nothing while the level admits nothing.
   */
  record<Name extends keyof Events & string>(
    name: Name,
    ...properties: {} extends Events[Name] ? [properties?: Events[Name]] : [properties: Events[Name]]
  ): void

  /**
   * Records an `extension_error` event: the class of the error, from a closed list, and the names of the functions on
   * its stack that are written in the extension's own files; others are `foreign`. Never the message. The extension's
   * files are those below the `package.json` that is closest to the file that called `start`, without `node_modules`.
   */
  recordError(error: unknown): void

  /** Says what the level is, what each source states, and who decided. */
  telemetryStatus(): TelemetryStatus

  /** Takes up to `limit` events (default: all), oldest first. Empty while `onTelemetry` has a listener. */
  readTelemetry(limit?: number): (TelemetryEvent | DeclaredEvent<Events>)[]

  /** Hands events to `listener` in batches as they come. Replaces reading; null goes back to reading. */
  onTelemetry(listener: ((events: (TelemetryEvent | DeclaredEvent<Events>)[]) => void) | null): void

  /**
   * Answers the server's configuration requests here instead of over LSP; null goes back to LSP. The provider must
   * not wait for `idle()`, which waits for it. Promises in the array and under the key `telemetry` are awaited; getters,
   * instances of classes, proxies and maps are read. What throws or rejects states `off`, as does whatever is no level.
   */
  provideConfiguration(provider: ((items: ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>) | null): void

  /** Tells the server that the configuration changed, as `workspace/didChangeConfiguration` would. */
  configurationChanged(): void

  /**
   * Calls `listener` once for every change of the level in force, whichever source caused it: before
   * `setTelemetryLevel` returns, or, for a change by a message, before any further message, event or `idle()`. By then
   * the change is in force. One listener; null removes it.
   */
  onLevelChange(listener: ((status: TelemetryStatus) => void) | null): void

  /** Called with errors thrown by listeners, providers and deliveries. Default: `process.emitWarning`. */
  onError(listener: ((error: Error) => void) | null): void

  /** Resolves when every message taken before the call, and all that follows from it, has been handled and delivered. */
  idle(): Promise<void>

  /** Ends the server and releases everything it holds. From the call on no listener is called. */
  stop(): Promise<void>
}

/**
 * Thrown by `LanguageServer.start` where no native binary of this version can be loaded. The message says why, and what
 * to do.
 */
export interface BinaryUnavailableError extends Error {
  code: 'BINARY_UNAVAILABLE'
  /** The platform, such as `linux-x64-gnu`. */
  target: string
  /** The package that holds the native binary for it; missing on platforms that candor is not built for. */
  package?: string
  cause: unknown
}

/** Thrown by `LanguageServer.start` where the system provides no thread for a server. The next call tries again. */
export interface RuntimeUnavailableError extends Error {
  code: 'RUNTIME_UNAVAILABLE'
  cause: Error
}
