// Listens in on a pair of reader and writer: remembers every message in both directions, and hands out the next one
// that somebody waits for.

export class Wire {
  /** What the client wrote, and what it was handed. */
  sent = []
  received = []
  #waiting = []
  #unanswered = new Set()

  /** Puts this wire between the client and its transports; a restarted client goes through the same wire. */
  tap({ reader, writer }) {
    const listen = reader.listen.bind(reader)
    const write = writer.write.bind(writer)
    reader.listen = (callback) =>
      listen((message) => {
        if (message.method !== undefined && message.id !== undefined) this.#unanswered.add(message.id)
        this.#note('received', message)
        callback(message)
      })
    writer.write = (message) => {
      const written = write(message)
      if (message.method === undefined) this.#unanswered.delete(message.id)
      this.#note('sent', message)
      return written
    }
    return { reader, writer }
  }

  #note(direction, message) {
    // What is really on the wire: values without a prototype, or that are undefined, are not.
    this[direction].push(JSON.parse(JSON.stringify(message)))
    this.#waiting = this.#waiting.filter((wait) => !wait.wanted(direction, message) || wait.resolve(message))
  }

  #next(wanted) {
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }))
  }

  /** Resolves with the next message of that method, those that passed already not counted. */
  nextSent(method) {
    return this.#next((direction, message) => direction === 'sent' && message.method === method)
  }

  nextReceived(method) {
    return this.#next((direction, message) => direction === 'received' && message.method === method)
  }

  /** Resolves when the server has handled what the client wrote, and whatever it asked the client for. */
  async settled(server) {
    for (let before = -1; before !== this.sent.length;) {
      before = this.sent.length
      await server.idle()
      while (this.#unanswered.size > 0) await this.#next((direction) => direction === 'sent')
    }
  }

  sentOf(method) {
    return this.sent.filter((message) => message.method === method)
  }

  receivedOf(method) {
    return this.received.filter((message) => message.method === method)
  }
}
