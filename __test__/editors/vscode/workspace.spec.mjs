// What happens around the files that a user edits: other folders, settings, renamed files and another branch. Answers
// follow without a restart.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { exampleFiles, SETTINGS, User } from './features.mjs'
import { until } from './processes.mjs'

const MAINTAINER = 'FROM scratch\nMAINTAINER alice\n'

test('answers follow settings, folders, renamed files, branches and texts that are not saved', async (t) => {
  const files = { ...exampleFiles(), 'old/Dockerfile': MAINTAINER }
  const editor = await Editor.start(t, { files, settings: SETTINGS, isMultiRoot: true })
  const user = new User(editor)
  await editor.show('old/Dockerfile')
  await editor.problems('old/Dockerfile', 'MaintainerDeprecated')

  // A rule is turned off and on while the file is open.
  await editor.set({ 'candorExample.rules': { MaintainerDeprecated: 'off' } })
  await editor.problems('old/Dockerfile')
  await editor.set({ 'candorExample.rules': undefined })
  await editor.problems('old/Dockerfile', 'MaintainerDeprecated')

  // A folder is added, and its names are found.
  const added = path.join(editor.workspace, '../added')
  fs.mkdirSync(added)
  fs.writeFileSync(path.join(added, 'Dockerfile'), 'FROM scratch AS beacon\n')
  const beacons = () =>
    editor.run(async () => {
      const found = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'beacon')
      return found.length
    })
  assert.equal(await beacons(), 0)
  await editor.run((folder) => {
    return vscode.workspace.updateWorkspaceFolders(1, 0, { uri: vscode.Uri.file(folder) })
  }, added)
  await until('the folder is searched', async () => (await beacons()) === 1)

  // A file is renamed: its problems go with it.
  await editor.run(
    (from, to) => {
      const edit = new vscode.WorkspaceEdit()
      edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to))
      return vscode.workspace.applyEdit(edit)
    },
    editor.file('old/Dockerfile'),
    editor.file('old/api.Dockerfile'),
  )
  await editor.problems('old/api.Dockerfile', 'MaintainerDeprecated')
  await editor.problems('old/Dockerfile')

  // Another branch: a file that no editor has open no longer declares a variable.
  const git = (...args) => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
    execFileSync('git', ['-C', editor.workspace, ...identity, ...args], { stdio: 'pipe' })
  }
  git('add', '.')
  git('commit', '--quiet', '--message', 'one')
  git('branch', 'first')
  const variables = fs.readFileSync(editor.file('infrastructure/variables.tf'), 'utf8')
  editor.write('infrastructure/variables.tf', variables.replace('"log_retention_days"', '"days"'))
  git('commit', '--quiet', '--all', '--message', 'two')
  git('checkout', '--quiet', 'first')
  await editor.show('infrastructure/main.tf')
  await user.codeLenses('infrastructure/main.tf', '2 references')
  await editor.problems('infrastructure/main.tf')
  git('checkout', '--quiet', '-')
  await editor.problems('infrastructure/main.tf', 'UndeclaredReference')
  git('checkout', '--quiet', 'first')
  await editor.problems('infrastructure/main.tf')

  // Unsaved text counts, and after it is reverted, the text on the disk counts again.
  await user.at('infrastructure/variables.tf', '"log_retention|_days"')
  await editor.window.page.keyboard.type('x')
  await editor.problems('infrastructure/main.tf', 'UndeclaredReference')
  await user.command('workbench.action.files.revert')
  await editor.problems('infrastructure/main.tf')
})
