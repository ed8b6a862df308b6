// A local server to which receivers post events. It records what arrives, and fails on demand.

import http from 'node:http'
import { gunzipSync } from 'node:zlib'

export class EventServer {
  /** Events from requests that were answered with 200. */
  events = []
  /** Events from all requests, whatever the response. */
  arrived = []
  requests = 0
  /** The next responses, in order: a status, headers, a delay, or `hang` or `reset`. Further requests get 200. */
  answers = []
  #server = http.createServer((request, response) => this.#answer(request, response))
  #sockets = new Set()

  static async start(t) {
    const server = new this()
    await server.listen(0)
    t.after(() => server.close())
    return server
  }

  async listen(port) {
    this.#server = http.createServer((request, response) => this.#answer(request, response))
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    await new Promise((resolve, reject) => this.#server.listen(port, '127.0.0.1', resolve).on('error', reject))
    this.port = this.#server.address().port
    this.url = `http://127.0.0.1:${this.port}/events`
  }

  /** Stops the server at once and closes every connection. */
  async close() {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request, response) {
    this.requests += 1
    const { status = 200, headers = {}, delay = 0, hang = false, reset = false } = this.answers.shift() ?? {}
    const chunks = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return
    }
    const events = this.read(Buffer.concat(chunks), request.headers)
    this.arrived.push(...events)
    if (status === 200 && !hang && !reset) this.events.push(...events)
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (hang) return
    if (reset) return request.socket.destroy()
    response.writeHead(status, headers).end('ignored')
  }

  read(body) {
    return gunzipSync(body).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line)) // prettier-ignore
  }
}
