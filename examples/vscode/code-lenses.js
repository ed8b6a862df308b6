'use strict'
// The commands that the server's code lenses run. The server shows a lens only to a client that lists its command.

const vscode = require('vscode')

const SHOW_REFERENCES = 'candorExample.showReferences'
const BUILD_STAGE = 'dockerLspClient.dockerfile.build'
const BUILD_TARGET = 'dockerLspClient.bake.build'
const SHOW_LOGS = 'dockerLspClient.compose.logs'

/** Lists the commands when the client is initialized. */
class CodeLensCommands {
  /** @param {import('vscode-languageclient').ClientCapabilities} capabilities */
  fillClientCapabilities(capabilities) {
    capabilities.experimental = {
      ...capabilities.experimental,
      showReferencesCommandId: SHOW_REFERENCES,
      dockerLanguageServerCapabilities: { commands: [BUILD_STAGE, BUILD_TARGET, SHOW_LOGS] },
    }
  }

  initialize() {}

  clear() {}

  /** @returns {import('vscode-languageclient').FeatureState} */
  getState() {
    return { kind: 'static' }
  }
}

/** Registers the commands. @returns {vscode.Disposable} */
function registerCodeLensCommands() {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_REFERENCES, showReferences),
    vscode.commands.registerCommand(BUILD_STAGE, ({ dockerfile, target, cwd }) => {
      const stage = target ? ['--target', target] : []
      return docker(['build', '--file', vscode.Uri.parse(dockerfile).fsPath, ...stage, '.'], cwd)
    }),
    vscode.commands.registerCommand(BUILD_TARGET, ({ call, target, cwd }) => {
      return docker(['buildx', 'bake', ...(call === 'print' ? ['--print'] : ['--call', call]), target], cwd)
    }),
    vscode.commands.registerCommand(SHOW_LOGS, ({ compose, services, cwd }) => {
      return docker(['compose', '--file', vscode.Uri.parse(compose).fsPath, 'logs', '--follow', ...services], cwd)
    }),
  )
}

/**
 * Shows the references that the lens counts: all except the declaration, which is at the lens.
 * @param {{ line: number, character: number }} at
 */
async function showReferences({ line, character }) {
  const document = vscode.window.activeTextEditor?.document
  if (!document) return
  const position = new vscode.Position(line, character)
  /** @type {vscode.Location[]} */
  const found = await vscode.commands.executeCommand('vscode.executeReferenceProvider', document.uri, position)
  const references = found.filter(({ uri, range }) => {
    return uri.toString() !== document.uri.toString() || !range.contains(position)
  })
  await vscode.commands.executeCommand('editor.action.showReferences', document.uri, position, references)
}

/**
 * Runs docker in a terminal.
 * @param {string[]} args @param {string} cwd
 */
async function docker(args, cwd) {
  const execution = new vscode.ShellExecution('docker', args, { cwd })
  const task = new vscode.Task({ type: 'shell' }, vscode.TaskScope.Workspace, 'docker', 'Candor Example', execution)
  await vscode.tasks.executeTask(task)
}

module.exports = { CodeLensCommands, registerCodeLensCommands }
