// The telemetry view in VS Code: it lists exactly what was sent, in every theme, and works with just the keyboard.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { LEVEL, MODIFIED, SESSION, VSCODE_LEVEL } from './names.mjs'

/** Themes, keyed by the CSS class that they give to a page. */
const THEMES = {
  'vscode-light': 'Default Light Modern',
  'vscode-dark': 'Default Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
}
const CALLBACK = 'candorExample.dockerLspServer.telemetry.callback'
const files = {
  Dockerfile: 'FROM alpine:3.20\nMAINTAINER alice\n',
  'infrastructure/main.tf': 'terraform {\n  required_version = "~> 1.5"\n}\n',
}

test('the page shows what would be sent before the choice, and then every event and every loss', async (t) => {
  const editor = await Editor.start(t, { files })
  const { window, events } = editor
  await editor.show('Dockerfile')
  await window.notification('Allow Candor').getByRole('button', { name: 'Show Me What Is Sent' }).click()
  const page = window.telemetry
  const text = (id) => page.locator(`#${id}`).innerText()
  await page.getByText('Nothing is sent.', { exact: true }).waitFor()
  await page.getByText('Nothing was sent, and nothing was lost.').waitFor()
  assert.equal(await text('decided'), 'Decided by the default, because no level has been chosen.')
  assert.equal(await page.locator('#choice input:checked').count(), 0)
  await window.screenshot('page-before-choice')

  // Returns the events that a level would send; the preview itself sends nothing.
  const preview = async (level) => {
    await page.locator(`#levels input[value=${level}]`).check()
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.locator('#results h3').waitFor()
    return page.locator('#results strong').allInnerTexts()
  }
  for (const level of ['off', 'error']) {
    assert.deepEqual(await preview(level), [])
    assert.match(await text('results'), /nothing would be sent/)
  }
  const would = await preview('all')
  const usage = 'server_user_action'
  assert.deepEqual([...would].sort(), ['initialize', 'moduleData', 'server_heartbeat', usage, usage])
  assert.ok(!(await text('results')).includes('alice'))
  await page.locator('#results').scrollIntoViewIfNeeded()
  await window.screenshot('page-preview')
  await events.expect()

  // Choose a level with just the keyboard.
  await page.locator('h1').click()
  await window.page.keyboard.press('Tab')
  assert.equal(await focused(page), 'off')
  await window.page.keyboard.press('ArrowDown')
  await window.level('error')
  await window.page.keyboard.press('ArrowDown')
  await window.level('all')
  await events.expect(...SESSION)
  await editor.edit('Dockerfile', 'FROM alpine:3.20\nMAINTAINER bob\n')
  await events.expect(MODIFIED)
  assert.equal(await text('meaning'), 'Crash reports and usage data are sent.')
  assert.equal(await text('decided'), 'Decided by your setting.')

  // The server refuses a command that none of its quick fixes issued, and the page shows the loss.
  const refusal = await editor.run(
    (id) => vscode.commands.executeCommand(id, 'server_user_action', { secret: 'x' }).then(String, String),
    CALLBACK,
  )
  assert.match(refusal, /no quick fix of this server issued them/)
  await page.getByText('1 lost: refused').waitFor()
  await page.getByText('3 sent, 0 waiting, 1 lost.').waitFor()
  const shown = await page.locator('#entries .sent').evaluateAll((entries) =>
    entries.map((entry) => ({
      name: entry.querySelector('strong').textContent,
      data: JSON.parse(entry.querySelector('pre').textContent),
    })),
  )
  assert.deepEqual(shown.reverse(), events.lines(), 'what is shown is what the sender got')

  await editor.run(() => vscode.commands.executeCommand('notifications.clearAll'))
  for (const [name, theme] of Object.entries(THEMES)) {
    await editor.set({ 'workbench.colorTheme': theme })
    await page.locator(`body.${name}`).waitFor()
    await page.locator('h1').scrollIntoViewIfNeeded()
    await window.screenshot(`page ${name}`)
    await page.locator('#entries li').last().scrollIntoViewIfNeeded()
    await window.screenshot(`page ${name} events`)
  }

  // The page names whoever lowered the level.
  await editor.set({ [VSCODE_LEVEL]: 'off' })
  await page.getByText('Nothing is sent.', { exact: true }).waitFor()
  assert.equal(await text('decided'), "Decided by VS Code's telemetry setting.")
  await editor.set({ [VSCODE_LEVEL]: 'all', [LEVEL]: 'off' })
  await page.getByText('Decided by your setting.').waitFor()
  assert.equal(await text('meaning'), 'Nothing is sent.')
})

test('everything on the page is reached by Tab, in the order in which it is read', async (t) => {
  const editor = await Editor.start(t, { files, settings: { [LEVEL]: 'all' }, env: { CANDOR_TELEMETRY: 'error' } })
  const { window } = editor
  await editor.show('Dockerfile')
  await window.level('error')
  assert.equal(await window.decidedBy(), 'the environment (DO_NOT_TRACK or CANDOR_TELEMETRY)')
  await editor.crash()
  await editor.events.expect('server_heartbeat panic')
  await window.command('Candor Example: Show Telemetry')
  const page = window.telemetry
  await page.getByText('1 sent, 0 waiting, 0 lost.').waitFor()
  await page.locator('h1').click()
  const order = []
  for (let at = 0; at < 4; at += 1) {
    await window.page.keyboard.press('Tab')
    order.push(await focused(page))
  }
  assert.deepEqual(order, ['all', 'settings', 'all', 'preview'])
  await window.screenshot('page-keyboard')
  await window.page.keyboard.press('Enter')
  await page.getByText("The environment allows 'error' at most.").waitFor()
  await window.screenshot('page-environment')

  // Find the setting where users look for it.
  await page.getByRole('button', { name: 'Open Settings' }).click()
  const setting = window.page.locator('.settings-editor .setting-item-contents').filter({ hasText: 'DO_NOT_TRACK' })
  await setting.waitFor()
  await window.screenshot('settings')
  await setting.locator('select').selectOption('off')
  await window.level('off')
  // VS Code removes a user setting whose value is the default.
  assert.equal(await window.decidedBy(), 'the default, because no level has been chosen')
})

/** Identifies the focused element: by the value of a choice, the ID of a button, or the tag name. */
function focused(page) {
  return page.locator('body').evaluate(({ ownerDocument }) => {
    const { value, id, tagName } = ownerDocument.activeElement
    return value || id || tagName
  })
}
