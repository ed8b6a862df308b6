'use strict'
// The ports of Electron's main and utility processes, over those of Node.

const { EventEmitter } = require('node:events')
const { MessageChannel } = require('node:worker_threads')

class MessagePortMain extends EventEmitter {
  #port

  constructor(port) {
    super()
    this.#port = port
  }

  /** Nothing is delivered before this. */
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

  /** The port itself, for its new owner. */
  hand() {
    return this.#port
  }
}

/** `new MessageChannelMain()` */
function channel() {
  const { port1, port2 } = new MessageChannel()
  return { port1: new MessagePortMain(port1), port2: new MessagePortMain(port2) }
}

/** The arguments of `postMessage` between threads that hand over what Electron's would. */
function passed(data, ports) {
  const handed = ports.map((port) => port.hand())
  return [{ data, ports: handed }, handed]
}

/** What arrived of it, as Electron's event. */
function arrived({ data, ports }) {
  return { data, ports: ports.map((port) => new MessagePortMain(port)) }
}

module.exports = { channel, passed, arrived }
