// The options with which the two clients that this server must serve unmodified make their LanguageClient.

import { createRequire } from 'node:module'

const { vscode } = createRequire(import.meta.url)('../vscode-stub.cjs')

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

/** HashiCorp Terraform, the extension of hashicorp/vscode-terraform. */
export const terraform = {
  clientOptions: {
    documentSelector: ['terraform', 'terraform-vars'].map((language) => ({ language, scheme: 'file' })),
    initializationOptions: { validation: { enableEnhancedValidation: true }, terraform: { timeout: '30s' } },
  },

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
