'use strict'
// What `require('candor/languageclient')` gives: a reader and a writer for vscode-jsonrpc, so that a language client
// runs the server in its own process. Both are told by their shape there, so nothing of it is needed here.

const { asError, invalidArgument, serverStopped, warn } = require('./internal/errors.js')
const { internalsOf, onStopped } = require('./internal/server-registry.js')
const { own, withProperties } = require('./internal/own.js')

/** @typedef {{ dispose(): void }} Disposable */
/** @typedef {{ jsonrpc: string }} Message */
/** @typedef {import('./index.js').LanguageServer<any>} LanguageServer */

const EXIT = JSON.stringify({ jsonrpc: '2.0', method: 'exit' })

/** The newest connection of each server. @type {WeakMap<LanguageServer, Connection>} */
const newest = new WeakMap()
let boundaries = 0

/** The event of an end. It happens once, and whoever subscribes behind it hears of it all the same. */
class OneShotEvent {
  #over = false
  /** @type {Set<() => void>} */ #listeners = new Set()

  /**
   * @param {() => unknown} listener
   * @param {unknown} [thisArgument]
   * @param {Disposable[]} [disposables]
   */
  event = (listener, thisArgument, disposables) => {
    const call = () => listener.call(thisArgument)
    this.#listeners.add(call)
    if (this.#over) Promise.resolve().then(() => this.#tell(call))
    const disposable = { dispose: () => void this.#listeners.delete(call) }
    disposables?.push(disposable)
    return disposable
  }

  fire() {
    this.#over = true
    for (const call of [...this.#listeners]) this.#tell(call)
  }

  dispose() {
    this.#listeners.clear()
  }

  /** @param {() => void} call */
  #tell(call) {
    if (!this.#listeners.delete(call)) return
    try {
      call()
    } catch (error) {
      // The server, which reports what its own listeners throw, may be stopping in this very call.
      warn(asError(error))
    }
  }
}

/** One pair of reader and writer, and the session that goes through it. */
class Connection {
  #server
  #isListenedTo = false
  #isDetached = false
  /** Makes the error of a write that cannot be. @type {(() => Error) | null} */
  #refusal = null
  /** Whether `initialize` was written and no `exit` behind it. */
  #sessionIsOpen = false
  /**
   * Identifier of a request that is answered behind everything that is of an earlier session, and before everything
   * that is of this one.
   * @type {string | null}
   */
  #boundary = null
  #readerClosed = new OneShotEvent()
  #writerClosed = new OneShotEvent()

  /** @param {LanguageServer} server */
  constructor(server) {
    // Whatever the server says from here on waits for `listen`.
    server.onMessage(null)
    this.#server = server
    const earlier = newest.get(server)
    newest.set(server, this)
    if (!earlier) {
      onStopped(server, () => /** @type {Connection} */ (newest.get(server)).#close(serverStopped))
      return
    }
    earlier.#endSession()
    this.#boundary = `candor.boundary.${++boundaries}`
    server.send(JSON.stringify({ jsonrpc: '2.0', id: this.#boundary, method: 'candor/boundary' }))
    earlier.#close(connectionClosed)
  }

  get reader() {
    return {
      onError: never,
      onClose: this.#readerClosed.event,
      onPartialMessage: never,
      listen: (/** @type {(message: Message) => void} */ callback) => this.#listen(callback),
      dispose: () => {
        this.#readerClosed.dispose()
        this.#detach()
      },
    }
  }

  get writer() {
    return {
      onError: never,
      onClose: this.#writerClosed.event,
      write: (/** @type {Message} */ message) => this.#write(message),
      end: () => {
        this.#endSession()
        this.#refusal ??= connectionClosed
      },
      dispose: () => this.#writerClosed.dispose(),
    }
  }

  /** @param {(message: Message) => void} callback */
  #listen(callback) {
    if (typeof callback !== 'function') throw invalidArgument('callback', 'a function')
    if (this.#isListenedTo) {
      throw withProperties(new Error('a reader can have only one listener'), { code: 'ALREADY_LISTENING' })
    }
    this.#isListenedTo = true
    // What the callback throws goes to the server's `onError`; the messages behind it are delivered all the same.
    if (!this.#isDetached) this.#server.onMessage((text) => this.#take(JSON.parse(text), callback))
    return { dispose: () => this.#detach() }
  }

  /**
   * @param {any} message
   * @param {(message: Message) => void} callback
   */
  #take(message, callback) {
    if (this.#boundary === null) return callback(message)
    if (own(message, 'id') === this.#boundary) this.#boundary = null
  }

  /**
   * Sends before it returns, so that messages keep their order, and resolves before the server can have answered:
   * vscode-jsonrpc 8.2.0 expects the answer to a request only from then on.
   * @param {any} message
   */
  async #write(message) {
    if (this.#refusal) throw this.#refusal()
    const [id, method] = [own(message, 'id'), own(message, 'method')]
    this.#server.send(JSON.stringify(message))
    if (method === 'initialize') this.#sessionIsOpen = true
    else if (method === 'exit' && id === undefined) this.#sessionIsOpen = false
  }

  /** Does what the client owed, so that the next `initialize` is accepted. */
  #endSession() {
    if (!this.#sessionIsOpen) return
    this.#sessionIsOpen = false
    this.#server.send(EXIT)
  }

  /** Stops delivering. What comes now waits for the next connection, which knows that it is not its own. */
  #detach() {
    if (this.#isDetached) return
    this.#isDetached = true
    if (this.#isListenedTo) this.#server.onMessage(null)
  }

  /**
   * The server has stopped, or listens to another connection now.
   * @param {() => Error} refusal
   */
  #close(refusal) {
    this.#isDetached = true
    this.#sessionIsOpen = false
    this.#refusal = refusal
    this.#readerClosed.fire()
    this.#writerClosed.fire()
  }
}

/** An event that never happens: inside of one process nothing goes wrong on the way. */
function never(
  /** @type {(event: any) => unknown} */ _listener,
  /** @type {unknown} */ _thisArgument,
  /** @type {Disposable[] | undefined} */ disposables,
) {
  const disposable = { dispose() {} }
  disposables?.push(disposable)
  return disposable
}

function connectionClosed() {
  return withProperties(new Error('the connection to the server has been closed'), { code: 'CONNECTION_CLOSED' })
}

/** @param {LanguageServer} server */
function messageTransports(server) {
  internalsOf(server)
  const { reader, writer } = new Connection(server)
  return { reader, writer }
}

module.exports = { messageTransports }
