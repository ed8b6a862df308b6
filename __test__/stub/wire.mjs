// Listens in on a pair of reader and writer: remembers every message in both directions, and hands out the next one
// that somebody waits for.

export class Wire {
  /** What the client wrote, and what it was handed. */
  sent = []
  received = []
  #waiting = []

  /** Puts this wire between the client and its transports; a restarted client goes through the same wire. */
  tap({ reader, writer }) {
    const { listen } = reader
    const { write } = writer
    reader.listen = (callback) =>
      listen((message) => {
        this.#note(this.received, message)
        callback(message)
      })
    writer.write = (message) => {
      const written = write(message)
      this.#note(this.sent, message)
      return written
    }
    return { reader, writer }
  }

  #note(list, message) {
    list.push(message)
    this.#waiting = this.#waiting.filter((wait) => wait.list !== list || !wait.wanted(message) || wait.resolve(message))
  }

  /** Resolves with the next message that fits, those that passed already not counted. */
  #next(list, wanted) {
    return new Promise((resolve) => this.#waiting.push({ list, wanted, resolve }))
  }

  nextSent(method) {
    return this.#next(this.sent, (message) => message.method === method)
  }

  nextReceived(method) {
    return this.#next(this.received, (message) => message.method === method)
  }

  /** Resolves with the client's answer to the next request of the server for `method`. */
  async nextAnswer(method) {
    const { id } = await this.nextReceived(method)
    return this.#next(this.sent, (message) => message.method === undefined && message.id === id)
  }

  sentTo(method) {
    return this.sent.filter((message) => message.method === method)
  }
}
