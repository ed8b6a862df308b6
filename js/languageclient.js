'use strict'
// The entry point `candor/languageclient`: a reader and a writer for vscode-jsonrpc, so that a language client runs the
// server in its own process. vscode-jsonrpc recognizes both by their shape, so it is not imported here.

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

/** An event that fires once. A listener that subscribes afterwards is called, too. */
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
    if (this.#over) Promise.resolve().then(() => this.#notify(call))
    const disposable = { dispose: () => void this.#listeners.delete(call) }
    disposables?.push(disposable)
    return disposable
  }

  fire() {
    this.#over = true
    for (const call of [...this.#listeners]) this.#notify(call)
  }

  dispose() {
    this.#listeners.clear()
  }

  /** @param {() => void} call */
  #notify(call) {
    if (!this.#listeners.delete(call)) return
    try {
      call()
    } catch (error) {
      // `onError` of the server is not used, because the server may be stopping in this call.
      warn(asError(error))
    }
  }
}

/** One pair of reader and writer, and its session. */
class Connection {
  #server
  #isListenedTo = false
  #isDetached = false
  /** Creates the error with which writes reject. @type {(() => Error) | null} */
  #createError = null
  /** Whether `initialize` was written without a later `exit`. */
  #sessionIsOpen = false
  /**
   * The id of a request whose response separates the messages of an earlier session from those of this one.
   * @type {string | null}
   */
  #boundary = null
  #readerClosed = new OneShotEvent()
  #writerClosed = new OneShotEvent()

  /** @param {LanguageServer} server */
  constructor(server) {
    // Messages of the server wait from now on until `listen` is called.
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
        this.#createError ??= connectionClosed
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
    // Errors of the callback go to the server's `onError`; later messages are still delivered.
    if (!this.#isDetached) this.#server.onMessage((text) => this.#receive(JSON.parse(text), callback))
    return { dispose: () => this.#detach() }
  }

  /**
   * @param {any} message
   * @param {(message: Message) => void} callback
   */
  #receive(message, callback) {
    if (this.#boundary === null) return callback(message)
    if (own(message, 'id') === this.#boundary) this.#boundary = null
  }

  /**
   * Sends before it returns, so that messages keep their order, and resolves before the server can have responded, because
   * vscode-jsonrpc 8.2.0 expects the response to a request only after that.
   * @param {any} message
   */
  async #write(message) {
    if (this.#createError) throw this.#createError()
    const [id, method] = [own(message, 'id'), own(message, 'method')]
    this.#server.send(JSON.stringify(message))
    if (method === 'initialize') this.#sessionIsOpen = true
    else if (method === 'exit' && id === undefined) this.#sessionIsOpen = false
  }

  /** Sends the missing `exit`, so that the next `initialize` is accepted. */
  #endSession() {
    if (!this.#sessionIsOpen) return
    this.#sessionIsOpen = false
    this.#server.send(EXIT)
  }

  /** Stops delivering. Further messages wait for the next connection, which discards those of this session. */
  #detach() {
    if (this.#isDetached) return
    this.#isDetached = true
    if (this.#isListenedTo) this.#server.onMessage(null)
  }

  /**
   * Closes the connection because the server has stopped or has a new connection.
   * @param {() => Error} createError
   */
  #close(createError) {
    this.#isDetached = true
    this.#sessionIsOpen = false
    this.#createError = createError
    this.#readerClosed.fire()
    this.#writerClosed.fire()
  }
}

/** An event that never fires: within one process, no transmission can fail. */
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
