'use strict'
// Connects a message port with a language server. Only strings pass, so nothing depends on what Electron does with
// memory of native code.

const { existsSync } = require('node:fs')
const path = require('node:path')
const { LanguageServer } = require('candor')

/** Where a bundler puts the native part. Without one it is found by its package's name. */
const BUNDLED = path.join(__dirname, 'candor.node').replace('app.asar', 'app.asar.unpacked')

/**
 * Serves the client at the other end, until that is gone or `end` is called.
 * @param {import('electron').MessagePortMain} port
 */
function connect(port) {
  const server = LanguageServer.start(existsSync(BUNDLED) ? { binary: BUNDLED } : {})
  server.onMessage((message) => port.postMessage(message))
  server.onTelemetry((events) => console.log(JSON.stringify(events)))
  // A page that sends something else must not end this process.
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
