// The level by the extension's setting and by VS Code's own, up and down, and while events flow.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { CRASHED, LEVEL, MODE, MODES, MODIFIED, SESSION, VSCODE_LEVEL } from './names.mjs'

/** VS Code's values, and what each allows: only two of the four are told to extensions as more than nothing. */
const ALLOWS = { all: 'all', error: 'error', crash: 'off', off: 'off' }
/** Every step from one value of VS Code's to another, up and down. */
const VSCODE_STEPS = ['error', 'crash', 'off', 'error', 'off', 'crash', 'error', 'all', 'off', 'all', 'crash', 'all']
const OWN_STEPS = ['off', 'error', 'all', 'error', 'off', 'all']
const YOURS = 'your setting'
const VSCODES = "VS Code's telemetry setting"

for (const mode of MODES) {
  const start = (t, settings) => Editor.start(t, { settings: { [LEVEL]: 'all', [MODE]: mode, ...settings } })

  test(`each level lets through what it admits, whoever states it (${mode})`, async (t) => {
    const editor = await start(t)
    const { window, events } = editor
    await editor.modifyNew()
    await events.expect(...SESSION, MODIFIED)
    const told = { hasIdentity: true, hasSession: true }

    for (const [setting, steps, levelOf, decider] of [
      [LEVEL, OWN_STEPS, (value) => value, YOURS],
      [VSCODE_LEVEL, VSCODE_STEPS, (value) => ALLOWS[value], VSCODES],
    ]) {
      for (const value of steps) {
        const level = levelOf(value)
        await editor.set({ [setting]: value })
        await window.level(level)
        // Nothing lowers `all`, so then it is the user who decided.
        assert.equal(await window.decidedBy(), level === 'all' ? YOURS : decider, `at ${setting} ${value}`)
        if (level === 'off') told.hasSession = false
        const begins = level === 'all' && !told.hasSession
        if (begins) told.hasSession = true
        await editor.modifyNew()
        await editor.crash()
        const usage = level === 'all' ? [...(begins ? SESSION : []), MODIFIED] : []
        await events.expect(...usage, ...(level === 'off' ? [] : [CRASHED]))
      }
    }
    await window.screenshot(`status-${mode}`)
  })

  test(`consent that ends and begins while events flow holds at once (${mode})`, async (t) => {
    const editor = await start(t)
    const { window, events } = editor
    // What is modified under consent, without it, and under the next one is told by its language.
    const phases = { consented: 'Dockerfile', revoked: 'tfvars', again: 'tf' }
    for (const extension of Object.values(phases)) {
      for (let at = 0; at < 30; at += 1) editor.write(`${extension}/${at}.${extension}`, '# text\n')
    }
    await editor.modifyNew()
    await events.expect(...SESSION, MODIFIED)
    const [{ properties: before }] = events.all().slice(1)
    for (const [setting, off] of [
      [LEVEL, 'off'],
      [VSCODE_LEVEL, 'crash'],
    ]) {
      const from = events.all().length
      await editor.run(flow, editor.workspace, phases, setting, off)
    }
    void from, before, window
  })
}
