'use strict'

// The least of an LSP client: sends requests and notifications to a server of this process, and refuses what is asked of it.

const { parseJson } = require('../internal/own.js')

/** JSON-RPC's "method not found". */
const METHOD_NOT_FOUND = -32601

class InProcessClient {
  #server
  #lastId = 0
  /** @type {Map<number, { resolve(result: any): void, reject(error: Error): void }>} */
  #answers = new Map()
  #notified

  /**
   * @param {import('../index.js').LanguageServer<any>} server
   * @param {(method: string, params: any) => void} notified called with each notification of the server
   */
  constructor(server, notified) {
    this.#server = server
    this.#notified = notified
    server.onMessage((message) => this.#receive(parseJson(message)))
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<any>} the result
   */
  request(method, params) {
    const id = ++this.#lastId
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }))
    this.#send({ id, method, params })
    return answer
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
      const answer = this.#answers.get(message.id)
      this.#answers.delete(message.id)
      if (message.error === undefined) answer?.resolve(message.result)
      else answer?.reject(new Error(`the language server refused a request: ${message.error.message}`))
    } else if (message.id === undefined) {
      this.#notified(message.method, message.params)
    } else {
      this.#send({ id: message.id, error: { code: METHOD_NOT_FOUND, message: `${message.method} is not supported` } })
    }
  }
}

module.exports = { InProcessClient }
