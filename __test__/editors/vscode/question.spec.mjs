// The consent question, and the effect of each answer.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { LEVEL, MODIFIED, SESSION, VSCODE_LEVEL } from './names.mjs'
import { until } from './processes.mjs'

const QUESTION = 'Allow Candor Example to send'
const files = { Dockerfile: 'FROM scratch\n' }

test('a user who answers yes has agreed to all, and is not asked again', async (t) => {
  const editor = await Editor.start(t, { files })
  const { events } = editor
  await editor.show('Dockerfile')
  await editor.window.notification(QUESTION).waitFor()
  await editor.window.level('off')
  await editor.modifyNew()
  await events.expect()
  await editor.window.screenshot('question')

  await editor.window.notification(QUESTION).getByRole('button', { name: 'Yes' }).click()
  await editor.window.level('all')
  await events.expect(...SESSION)
  await editor.modifyNew()
  await events.expect(MODIFIED)

  await editor.reload()
  await editor.show('Dockerfile')
  await editor.window.level('all')
  await events.expect(...SESSION)
  assert.equal(await editor.window.notification(QUESTION).count(), 0)
  await editor.set({ [LEVEL]: undefined })
  await editor.window.level('off')
  await editor.modifyNew()
  await events.expect()
})

test('a user who closes the question has not agreed, and is not asked again', async (t) => {
  const editor = await Editor.start(t, { files })
  await editor.show('Dockerfile')
  const question = editor.window.notification(QUESTION)
  await question.waitFor()
  await question.hover()
  await question.locator('.codicon-notifications-clear').click()
  await question.waitFor({ state: 'detached' })
  await editor.reload()
  await editor.show('Dockerfile')
  await editor.window.level('off')
  assert.equal(await editor.window.notification(QUESTION).count(), 0)
  assert.equal(await editor.window.decidedBy(), 'the default, because no level has been chosen')
  await editor.modifyNew()
  await editor.events.expect()
})

test('a user who answers no has chosen off; one who has turned telemetry off in VS Code is not asked', async (t) => {
  const editor = await Editor.start(t, { files, settings: { [VSCODE_LEVEL]: 'off' } })
  await editor.show('Dockerfile')
  await editor.window.level('off')
  await editor.modifyNew()
  assert.equal(await editor.window.notification(QUESTION).count(), 0)
  await editor.set({ [VSCODE_LEVEL]: 'error' })
  await editor.reload()
  await editor.show('Dockerfile')
  await editor.window.notification(QUESTION).getByRole('button', { name: 'No', exact: true }).click()
  await until('the user has decided', async () => (await editor.window.decidedBy()) === 'your setting')
  await editor.modifyNew()
  await editor.events.expect()
})
