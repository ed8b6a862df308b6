'use strict'
// Connects a message port to a language server. Only strings cross the port, so Electron's restrictions on native
// memory do not apply.

const { existsSync } = require('node:fs')
const path = require('node:path')
const { LanguageServer } = require('candor')

/** The path of the native addon next to a bundle. Without a bundler, candor finds its package. */
const BUNDLED = path.join(__dirname, 'candor.node').replace('app.asar', 'app.asar.unpacked')

/**
 * Serves the client at the other end of the port until the client disconnects or `end` is called.
 * @param {import('electron').MessagePortMain} port
 */
function connect(port) {
  const server = LanguageServer.start(existsSync(BUNDLED) ? { binary: BUNDLED } : {})
  server.onMessage((message) => port.postMessage(message))
  server.onTelemetry((events) => console.log(JSON.stringify(events)))
  // A page that sends anything else must not crash this process.
  port.on('message', ({ data }) => typeof data === 'string' && server.send(data))
  port.on('close', () => server.stop())
  port.start()
  return {
    /** @param {boolean} allowed */
    allowTelemetry: (allowed) => server.setTelemetryLevel(allowed ? 'all' : 'off'),
    end() {
      port.close()
      return server.stop()
    },
  }
}

module.exports = { connect }
