import type { LanguageServer } from './index.js'

/**
 * Returns a reader and a writer for vscode-jsonrpc. `new LanguageClient(id, name, async () =>
 * messageTransports(server), clientOptions)` connects a client to `server` in this process.
 *
 * A server has one connection. A second call, which a client makes when it restarts, closes the first pair: its
 * `onClose` fires, and its writer rejects with `code: 'CONNECTION_CLOSED'`. If the session of the first pair was not
 * ended by `exit`, it ends now, and no message of that session reaches the new pair. `server.stop()` closes the pair
 * too; then writes reject with `code: 'SERVER_STOPPED'`.
 *
 * The pair uses the server's `onMessage`, so do not set another listener. Messages that arrive before `listen` are
 * kept.
 */
export function messageTransports(server: LanguageServer<any>): MessageTransports

// The types below are those of vscode-jsonrpc 8 to 10, so that it need not be installed.

/** The transports that `LanguageClient` of vscode-languageclient accepts. */
export interface MessageTransports {
  reader: MessageReader
  writer: MessageWriter
}

/** A `MessageReader` of vscode-jsonrpc. */
export interface MessageReader {
  /** Never fires, because nothing can fail on the way within one process. */
  readonly onError: Event<Error>
  /** Fires when the server is stopped, and when another pair replaces this one. */
  readonly onClose: Event<void>
  /** Never fires, because messages are always complete. */
  readonly onPartialMessage: Event<PartialMessageInfo>
  /**
   * Calls `callback` with every message, in order. What it throws goes to the server's `onError`. A second call throws
   * an error with `code: 'ALREADY_LISTENING'`.
   */
  listen(callback: (message: Message) => void): Disposable
  /** Stops calling the callback, and removes the listeners of the events. The session goes on. */
  dispose(): void
}

/** A `MessageWriter` of vscode-jsonrpc. */
export interface MessageWriter {
  /** Never fires, because `write` rejects if a message cannot be written. */
  readonly onError: Event<[Error, Message | undefined, number | undefined]>
  /** Fires when the server is stopped, and when another pair replaces this one. */
  readonly onClose: Event<void>
  /** Sends a message. The server has it when this call returns. */
  write(message: Message): Promise<void>
  /** Ends the session, unless `exit` has ended it. Later writes reject. */
  end(): void
  /** Removes the listeners of the events. The session goes on. */
  dispose(): void
}

/** A JSON-RPC message. */
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
