'use strict'
// The language server in the extension host: candor's bridge states the level and hands events to the logger.

const vscode = require('vscode')
const { LanguageServer } = require('candor')
const { messageTransports } = require('candor/languageclient')
const { bridgeTelemetry } = require('candor/vscode')
const { LanguageClient } = require('vscode-languageclient/node')

const { clientOptions } = require('./client.js')
const { SECTION } = require('./consent.js')

class InProcess {
  #server
  #bridge
  #client

  /**
   * @param {vscode.TelemetryLogger} logger
   * @param {() => void} levelChanged
   */
  constructor(logger, levelChanged) {
    this.#server = LanguageServer.start({
      // Ids of commands are global in VS Code.
      commandPrefix: SECTION,
      // Events go to the host alone, so that they pass the bridge and nothing arrives twice.
      telemetry: { section: SECTION, lsp: false },
      runTerraform: vscode.workspace.getConfiguration().get('candorExample.runTerraform') === true,
    })
    this.#server.onLevelChange(levelChanged)
    // Before the client starts: nothing happens at a level that nobody stated.
    this.#bridge = bridgeTelemetry(this.#server, vscode, { logger })
    const transports = async () => messageTransports(this.#server)
    this.#client = new LanguageClient(SECTION, 'Candor Example', transports, clientOptions())
  }

  async start() {
    await this.#client.start()
    await this.#server.idle()
  }

  async restart() {
    // A session that ends while it is asked for the level has none, and what waits for the answer would be lost.
    await this.#server.idle()
    await this.#client.restart()
    await this.#server.idle()
  }

  drain() {
    return this.#bridge.close()
  }

  async stop() {
    await this.#client.dispose()
    await this.#server.stop()
  }

  status() {
    return this.#server.telemetryStatus()
  }
}

module.exports = { InProcess }
