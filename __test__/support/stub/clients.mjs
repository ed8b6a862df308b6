// The client options of the two extensions that this server must support without changes to them, and the ways in which
// they connect to their servers.

import { once } from 'node:events'
import { createRequire } from 'node:module'
import net from 'node:net'

const require = createRequire(import.meta.url)
const { vscode } = require('../vscode-stub.cjs')
const { TransportKind } = require('vscode-languageclient/node')

/** A feature that adds capabilities to `initialize`, and runs a function after the response. */
function feature(fillClientCapabilities, initialize = () => {}) {
  return { fillClientCapabilities, initialize, getState: () => ({ kind: 'static' }), clear() {} }
}

/** Docker DX, the extension from docker/vscode-extension. */
export const docker = {
  /** Returns the setting, or `off` if VS Code's own telemetry is off. */
  level: () =>
    vscode.env.isTelemetryEnabled ? vscode.workspace.getConfiguration('docker.lsp').get('telemetry', 'all') : 'off',

  clientOptions: {
    documentSelector: ['dockerfile', 'dockerbake', 'dockercompose'].map((language) => ({ language, scheme: 'file' })),
    initializationOptions: () => ({
      dockercomposeExperimental: { composeSupport: true },
      dockerfileExperimental: { removeOverlappingIssues: true },
      telemetry: docker.level(),
    }),
    middleware: {
      workspace: {
        async configuration(params, token, next) {
          const values = await next(params, token)
          for (const value of values) value.telemetry = docker.level()
          return values
        },
      },
    },
  },

  /** Starts the program in its own folder. */
  starts: (command) => ({ command, transport: TransportKind.stdio, args: ['start'] }),

  /** Checks whether `docker.lsp.debugServerPort` accepts connections, then connects again for the session. */
  async connectsTo(port) {
    const probe = net.connect({ port })
    await once(probe, 'connect')
    probe.destroy()
    return async () => streams(net.connect({ port }))
  },

  /** Replaces all other experimental capabilities. */
  experimental: {
    dockerLanguageServerCapabilities: {
      clientInfoExtras: { client_name: 'vscode', client_session: vscode.env.sessionId },
      commands: ['dockerLspClient.bake.build'],
    },
  },

  register(client) {
    client.registerFeature(feature((capabilities) => (capabilities.experimental = docker.experimental)))
  },

  /** Reports changed settings by name, as the extension does on every change that VS Code reports. */
  tell(client, settings = ['docker.lsp.telemetry']) {
    return client.sendNotification('workspace/didChangeConfiguration', { settings })
  },
}

/** Uses one socket for both directions of a connection. */
function streams(socket) {
  return { reader: socket, writer: socket }
}

/** HashiCorp Terraform, the extension from hashicorp/vscode-terraform. */
export const terraform = {
  clientOptions: {
    documentSelector: ['terraform', 'terraform-vars'].map((language) => ({ language, scheme: 'file' })),
    initializationOptions: { validation: { enableEnhancedValidation: true }, terraform: { timeout: '30s' } },
  },

  /** Starts `terraform.languageServer.path` with `terraform.languageServer.args`. */
  starts(command, args = ['serve']) {
    const executable = { command, args, options: {} }
    return { run: executable, debug: executable }
  },

  /** Connects to `terraform.languageServer.tcp.port`. */
  connectsTo: (port) => async () => streams(new net.Socket().connect({ port, host: 'localhost' })),

  experimental: {
    telemetryVersion: 1,
    showReferencesCommandId: 'client.showReferences',
    refreshModuleProvidersCommandId: 'client.refreshModuleProviders',
    refreshModuleCallsCommandId: 'client.refreshModuleCalls',
  },

  /** Sets the listener when the extension does, and only if VS Code's telemetry is on at that time. */
  register(client, listener) {
    const fill = (capabilities) => {
      capabilities.experimental = { ...capabilities.experimental, ...terraform.experimental }
    }
    const listen = () => {
      if (vscode.env.isTelemetryEnabled) client.onTelemetry(listener)
    }
    client.registerFeature(feature(fill, listen))
  },
}
