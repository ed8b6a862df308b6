// Windows, servers, browsers and extension hosts that end: exactly the events that the user agreed to arrive, and no
// process remains, which is checked whenever an editor stops.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { LEVEL, MODE, MODES, MODIFIED, SESSION } from './names.mjs'
import { until } from './processes.mjs'

const files = { Dockerfile: 'FROM scratch\n' }

/** Ways to end a session, and to start the next one if that does not happen automatically. */
const ENDS = {
  'Restart Server': async ({ window }) => window.command('Candor Example: Restart Server'),
  // Reloads right after a modification, which is still reported if the user consented.
  reload: async (editor) => {
    await editor.leaveHost(() => editor.run(modifyAndReload, editor.file('Dockerfile')))
    await editor.window.ready()
    return [MODIFIED]
  },
  'closed window': async (editor) => {
    await editor.leaveHost(() => editor.closeWindow())
    await editor.open()
  },
  'killed browser': async (editor) => {
    await editor.leaveHost(() => editor.killBrowser())
    await editor.open()
  },
  'killed extension host': async (editor) => {
    const pid = await editor.hostProcess()
    await editor.leaveHost(() => process.kill(pid, 'SIGKILL'))
    // VS Code starts a new extension host automatically.
    await editor.host()
  },
}

for (const mode of MODES) {
  test(`every end of a session respects consent (${mode})`, async (t) => {
    const editor = await Editor.start(t, { files, settings: { [LEVEL]: 'all', [MODE]: mode } })
    const { events } = editor
    const servers = () => editor.processes().filter(({ command }) => command.includes('js/stdio.js')).length
    await editor.show('Dockerfile')
    const sessions = new Set()
    const session = async (before = []) => {
      const { properties } = (await events.expect(...before, ...SESSION)).at(-1)
      assert.ok(!sessions.has(properties.server_session), 'a session has an identity of its own')
      sessions.add(properties.server_session)
    }
    await session()
    for (const [name, end] of Object.entries(ENDS)) {
      t.diagnostic(name)
      await editor.modifyNew()
      await events.expect(MODIFIED)
      const due = await end(editor)
      await editor.show('Dockerfile')
      await editor.window.level('all')
      await session(due)
      assert.equal(servers(), mode === 'stdio' ? 1 : 0)
    }
    // Without consent, there are no events.
    await editor.set({ [LEVEL]: 'off' })
    for (const [name, end] of Object.entries(ENDS)) {
      t.diagnostic(`${name}, off`)
      await editor.modifyNew()
      await end(editor)
      await editor.show('Dockerfile')
      await editor.window.level('off')
      await editor.modifyNew()
      await events.expect()
      assert.equal(servers(), mode === 'stdio' ? 1 : 0)
    }
    // The server moves when the setting changes, and continues to report what the level allows.
    await editor.set({ [LEVEL]: 'all' })
    await session()
    const other = MODES.find((one) => one !== mode)
    await editor.set({ [MODE]: other })
    await session()
    await until('the server moved', () => servers() === (other === 'stdio' ? 1 : 0))
    await editor.modifyNew()
    await events.expect(MODIFIED)
  })
}

/** Runs in the extension host, and ends it. */
async function modifyAndReload(file) {
  const document = await vscode.workspace.openTextDocument(file)
  const edit = new vscode.WorkspaceEdit()
  edit.insert(document.uri, new vscode.Position(0, 0), '# text\n')
  await vscode.workspace.applyEdit(edit)
  await document.save()
  void vscode.commands.executeCommand('workbench.action.reloadWindow')
}
