// A workspace that tries to opt its users in, trusted and untrusted.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { CRASHED, LEVEL, MODE, MODIFIED, SESSION, VSCODE_LEVEL } from './names.mjs'

const SETTINGS = { [LEVEL]: 'all', [MODE]: 'stdio', [VSCODE_LEVEL]: 'all', 'docker.lsp.telemetry': 'all' }
const files = { '.vscode/settings.json': JSON.stringify(SETTINGS), Dockerfile: 'FROM scratch\n' }
const DEFAULT = 'the default, because no level has been chosen'

for (const isTrusted of [true, false]) {
  test(`settings of a workspace that is ${isTrusted ? '' : 'not '}trusted raise no level`, async (t) => {
    const editor = await Editor.start(t, { files, isTrusted })
    const { window, events } = editor
    await editor.show('Dockerfile')
    assert.equal(await editor.run(() => vscode.workspace.isTrusted), isTrusted)
    await window.level('off')
    assert.equal(await window.decidedBy(), DEFAULT)
    await editor.modifyNew()
    await editor.crash()
    await events.expect()
    await window.screenshot(`hostile-${isTrusted ? 'trusted' : 'untrusted'}`)

    // The workspace settings do not raise the user's level or VS Code's own level either.
    for (const [settings, level, expected] of [
      [{ [LEVEL]: 'error' }, 'error', [CRASHED]],
      [{ [LEVEL]: 'all' }, 'all', [...SESSION, MODIFIED, CRASHED]],
      [{ [VSCODE_LEVEL]: 'error' }, 'error', [CRASHED]],
      [{ [VSCODE_LEVEL]: 'off' }, 'off', []],
      [{ [LEVEL]: undefined, [VSCODE_LEVEL]: 'all' }, 'off', []],
    ]) {
      await editor.set(settings)
      await window.level(level)
      // Nor do changes to them while the workspace is open.
      editor.write('.vscode/settings.json', JSON.stringify({ ...SETTINGS, 'editor.tabSize': expected.length + 1 }))
      await editor.hasSetting('editor.tabSize', expected.length + 1)
      await editor.modifyNew()
      await editor.crash()
      await events.expect(...expected)
    }
    assert.ok(!editor.processes().some(({ command }) => command.includes('js/stdio.js')), 'the user chose in process')
  })
}
