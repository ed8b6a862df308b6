import type { LanguageServer } from './index.js'

/**
 * A reader and a writer for vscode-jsonrpc, so that
 * `new LanguageClient(id, name, async () => messageTransports(server), clientOptions)` runs `server` in this process.
 *
 * A server has one connection. A second call, which a client makes when it restarts, closes the first pair: its
 * `onClose` fires, and its writer rejects with `code: 'CONNECTION_CLOSED'`. If the session of the first pair was not
 * ended by `exit`, it is ended now, and nothing that the server said in it reaches the new pair. `server.stop()` closes
 * the pair too; then writes reject with `code: 'SERVER_STOPPED'`.
 *
 * The server's `onMessage` belongs to the pair. Messages that come before `listen` are kept for it.
 */
export function messageTransports(server: LanguageServer<any>): MessageTransports

// The types below are those of vscode-jsonrpc 8 to 10, without asking anybody to install it.

/** What `LanguageClient` of vscode-languageclient takes. */
export interface MessageTransports {
  reader: MessageReader
  writer: MessageWriter
}

/** A `MessageReader` of vscode-jsonrpc. */
export interface MessageReader {
  /** Never fires: inside of one process nothing goes wrong on the way. */
  readonly onError: Event<Error>
  /** Fires when the server is stopped, and when another pair takes this one's place. */
  readonly onClose: Event<void>
  /** Never fires: messages come whole. */
  readonly onPartialMessage: Event<PartialMessageInfo>
  /** Hands over every message, in order. What `callback` throws goes to the server's `onError`. Once only. */
  listen(callback: (message: Message) => void): Disposable
  /** Stops handing over messages, and forgets who listens to events. The session goes on. */
  dispose(): void
}

/** A `MessageWriter` of vscode-jsonrpc. */
export interface MessageWriter {
  /** Never fires: a message that cannot be written rejects its own `write`. */
  readonly onError: Event<[Error, Message | undefined, number | undefined]>
  /** Fires when the server is stopped, and when another pair takes this one's place. */
  readonly onClose: Event<void>
  /** The message is with the server when this returns. */
  write(message: Message): Promise<void>
  /** Ends the session, if `exit` has not; later writes reject. */
  end(): void
  /** Forgets who listens to events. The session goes on. */
  dispose(): void
}

/** A message of JSON-RPC. */
export interface Message {
  jsonrpc: string
}

export interface Disposable {
  dispose(): void
}

export interface Event<T> {
  (listener: (event: T) => any, thisArg?: any, disposables?: Disposable[]): Disposable
}

export interface PartialMessageInfo {
  readonly messageToken: number
  readonly waitingTime: number
}
