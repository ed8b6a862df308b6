// The options with which the two clients that this server must serve unmodified make their LanguageClient, and the ways
// in which they reach their servers.

import { once } from 'node:events'
import { createRequire } from 'node:module'
import net from 'node:net'

const require = createRequire(import.meta.url)
const { vscode } = require('../vscode-stub.cjs')
const { TransportKind } = require('vscode-languageclient/node')

/** A feature that only adds to what the client says at `initialize`, and runs something when that is answered. */
function feature(fillClientCapabilities, initialize = () => {}) {
  return { fillClientCapabilities, initialize, getState: () => ({ kind: 'static' }), clear() {} }
}

/** Docker DX, the extension of docker/vscode-extension. */
export const docker = {
  /** The setting, or `off` where VS Code's own telemetry is. */
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

  /** Looks whether somebody listens at `docker.lsp.debugServerPort`, hangs up, and connects again for the session. */
  async connectsTo(port) {
    const probe = net.connect({ port })
    await once(probe, 'connect')
    probe.destroy()
    return async () => streams(net.connect({ port }))
  },

  /** What is declared in place of every other experimental capability. */
  experimental: {
    dockerLanguageServerCapabilities: {
      clientInfoExtras: { client_name: 'vscode', client_session: vscode.env.sessionId },
      commands: ['dockerLspClient.bake.build'],
    },
  },

  register(client) {
    client.registerFeature(feature((capabilities) => (capabilities.experimental = docker.experimental)))
  },

  /** Tells of changed settings by their names, as on every change that VS Code reports. */
  tell(client, settings = ['docker.lsp.telemetry']) {
    return client.sendNotification('workspace/didChangeConfiguration', { settings })
  },
}

/** One socket as both ends of a connection. */
function streams(socket) {
  return { reader: socket, writer: socket }
}

/** HashiCorp Terraform, the extension of hashicorp/vscode-terraform. */
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

  /** The listener is set where the client sets it, and only if VS Code's telemetry is on by then. */
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
