'use strict'
// The language server in the extension host: candor's bridge sets the telemetry level and passes events to the logger.

const vscode = require('vscode')
const { LanguageServer } = require('candor')
const { messageTransports } = require('candor/languageclient')
const { bridgeTelemetry } = require('candor/vscode')
const { LanguageClient } = require('vscode-languageclient/node')

const { clientOptions } = require('./client.js')
const { CodeLensCommands } = require('./code-lenses.js')
const { NAME, SECTION } = require('./settings.js')

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
      // Command ids are global in VS Code.
      commandPrefix: SECTION,
      // Events go only to the host, through the bridge, so that none arrives twice.
      telemetry: { section: SECTION, lsp: false },
      // Users can change rules and other settings of the server while it runs.
      settingsSection: SECTION,
      runTerraform: vscode.workspace.getConfiguration().get('candorExample.runTerraform') === true,
    })
    this.#server.onLevelChange(levelChanged)
    // Create the bridge before the client starts, so that the level is set before anything happens.
    this.#bridge = bridgeTelemetry(this.#server, vscode, { logger })
    const transports = async () => messageTransports(this.#server)
    this.#client = new LanguageClient(SECTION, NAME, transports, clientOptions())
    this.#client.registerFeature(new CodeLensCommands())
  }

  async start() {
    await this.#client.start()
    await this.#server.idle()
  }

  async restart() {
    // If a session ends while it waits for the level, the events that depend on the answer are lost.
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
