'use strict'
// The ports of Electron's main and utility processes, based on Node's.

const { EventEmitter } = require('node:events')
const { MessageChannel } = require('node:worker_threads')

class MessagePortMain extends EventEmitter {
  #port

  constructor(port) {
    super()
    this.#port = port
  }

  /** Starts the delivery of messages. */
  start() {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }))
    this.#port.on('close', () => this.emit('close'))
  }

  postMessage(message) {
    if (typeof message !== 'string') throw new TypeError('the example says that only strings pass')
    this.#port.postMessage(message)
  }

  close() {
    this.#port.close()
  }

  /** Returns the underlying port, to transfer it to its new owner. */
  hand() {
    return this.#port
  }
}

/** Replaces the constructor `MessageChannelMain`. */
function channel() {
  const { port1, port2 } = new MessageChannel()
  return { port1: new MessagePortMain(port1), port2: new MessagePortMain(port2) }
}

/** Converts the arguments of Electron's `postMessage` to those of a worker's. */
function passed(data, ports) {
  const handed = ports.map((port) => port.hand())
  return [{ data, ports: handed }, handed]
}

/** Converts a received message to Electron's event. */
function arrived({ data, ports }) {
  return { data, ports: ports.map((port) => new MessagePortMain(port)) }
}

module.exports = { channel, passed, arrived }
