// Taps a reader and a writer: records every message in both directions, and resolves promises for awaited messages.

export class Wire {
  /** Messages that the client wrote, and messages that it received. */
  sent = []
  received = []
  #waiting = []
  #unanswered = new Set()

  /** Inserts this wire between the client and its transports. A restarted client uses the same wire. */
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
    // As on a real wire, without undefined values and prototypes.
    this[direction].push(JSON.parse(JSON.stringify(message)))
    this.#waiting = this.#waiting.filter((wait) => !wait.wanted(direction, message) || wait.resolve(message))
  }

  #next(wanted) {
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }))
  }

  /** Resolves with the next message of `method`. Earlier messages do not count. */
  nextSent(method) {
    return this.#next((direction, message) => direction === 'sent' && message.method === method)
  }

  nextReceived(method) {
    return this.#next((direction, message) => direction === 'received' && message.method === method)
  }

  /** Resolves when the server has handled all messages of the client, and the client has answered all requests. */
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
