'use strict'

// A minimal LSP client of a server in this process. It rejects every request of the server.

const { parseJson } = require('../internal/own.js')

/** JSON-RPC's "method not found". */
const METHOD_NOT_FOUND = -32601

class InProcessClient {
  #server
  #lastId = 0
  /** @type {Map<number, { resolve(result: any): void, reject(error: Error): void }>} */
  #pending = new Map()
  #onNotification

  /**
   * @param {import('../index.js').LanguageServer<any>} server
   * @param {(method: string, params: any) => void} onNotification is called with each notification of the server
   */
  constructor(server, onNotification) {
    this.#server = server
    this.#onNotification = onNotification
    server.onMessage((message) => this.#receive(parseJson(message)))
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<any>} the result
   */
  request(method, params) {
    const id = ++this.#lastId
    const response = new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }))
    this.#send({ id, method, params })
    return response
  }

  /**
   * @param {string} method
   * @param {object} [params]
   */
  notify(method, params) {
    this.#send({ method, params })
  }

  async shutdown() {
    await this.request('shutdown')
    this.notify('exit')
  }

  /** @param {object} message */
  #send(message) {
    this.#server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  }

  /** @param {any} message */
  #receive(message) {
    if (message.method === undefined) {
      const request = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error === undefined) request?.resolve(message.result)
      else request?.reject(new Error(`the language server refused a request: ${message.error.message}`))
    } else if (message.id === undefined) {
      this.#onNotification(message.method, message.params)
    } else {
      this.#send({ id: message.id, error: { code: METHOD_NOT_FOUND, message: `${message.method} is not supported` } })
    }
  }
}

module.exports = { InProcessClient }
