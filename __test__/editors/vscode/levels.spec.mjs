// Raises and lowers the extension's setting and VS Code's own while events flow.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { CRASHED, LEVEL, MODE, MODES, MODIFIED, SESSION, VSCODE_LEVEL } from './names.mjs'
import { until } from './processes.mjs'

/** VS Code's values and the level that each allows. Extensions cannot tell `crash` from `off`. */
const ALLOWS = { all: 'all', error: 'error', crash: 'off', off: 'off' }
/** Steps up and down, reaching values from different predecessors. */
const VSCODE_STEPS = ['error', 'crash', 'all', 'off', 'error', 'all']
const OWN_STEPS = ['off', 'error', 'all', 'error', 'off', 'all']
const YOURS = 'your setting'
const VSCODES = "VS Code's telemetry setting"

for (const mode of MODES) {
  test(`each level admits only its events, whoever states it, while events flow (${mode})`, async (t) => {
    const editor = await Editor.start(t, { settings: { [LEVEL]: 'all', [MODE]: mode } })
    const { window, events } = editor
    await editor.modifyNew()
    await events.expect(...SESSION, MODIFIED)
    let hasSession = true

    for (const [setting, steps, levelOf, decider] of [
      [LEVEL, OWN_STEPS, (value) => value, YOURS],
      [VSCODE_LEVEL, VSCODE_STEPS, (value) => ALLOWS[value], VSCODES],
    ]) {
      for (const value of steps) {
        const level = levelOf(value)
        await editor.set({ [setting]: value })
        await window.level(level)
        // Nothing lowers `all`, so the user's setting decides.
        assert.equal(await window.decidedBy(), level === 'all' ? YOURS : decider, `at ${setting} ${value}`)
        if (level === 'off') hasSession = false
        const begins = level === 'all' && !hasSession
        if (begins) hasSession = true
        await editor.modifyNew()
        await editor.crash()
        const usage = level === 'all' ? [...(begins ? SESSION : []), MODIFIED] : []
        await events.expect(...usage, ...(level === 'off' ? [] : [CRASHED]))
      }
    }
    await window.screenshot(`status-${mode}`)

    await editor.run(flow, editor.workspace)
    // Files modified without consent are never reported, even while other events flow.
    for (const [setting, off] of [
      [LEVEL, 'off'],
      [VSCODE_LEVEL, 'crash'],
      [VSCODE_LEVEL, 'off'],
    ]) {
      const from = events.all().length
      await phase(editor, 'consented', 10)
      await editor.set({ [setting]: off })
      await window.level('off')
      await phase(editor, 'revoked', 10)
      await phase(editor, 'raising', 1)
      await editor.set({ [setting]: 'all' })
      await window.level('all')
      await phase(editor, 'again', 10)
      const modified = await phase(editor, null)

      const wanted = modified.again
      const came = (language) => events.all().slice(from).filter(of(language))
      await until(`${wanted} events`, () => came(LANGUAGES.again).length >= wanted)
      assert.equal(came(LANGUAGES.again).length, wanted, 'every modification under the new consent is told, once')
      assert.equal(came(LANGUAGES.revoked).length, 0, 'no modification without consent is told')
      const told = came(LANGUAGES.consented).length
      assert.ok(told > 0 && told <= modified.consented, `${told} of ${modified.consented}`)
      const sessions = (language) => came(language).map(({ properties }) => properties.server_session)
      assert.equal(new Set(sessions(LANGUAGES.again)).size, 1)
      const both = new Set([...sessions(LANGUAGES.consented), ...sessions(LANGUAGES.again)])
      assert.equal(both.size, 2, 'the new consent has an identity of its own')
    }
  })
}

/** The language of the files modified in each phase, which identifies the phase of an event. */
const LANGUAGES = {
  consented: 'dockerfile',
  revoked: 'dockercompose',
  raising: 'terraform-vars',
  again: 'dockerbake',
}

const of = (language) => (event) => event.properties.language_identifier === language

/**
 * Moves to the next phase after all work of the current one is done. Resolves when at least `least` files have been
 * modified in it, with the number of files modified in each phase.
 */
async function phase(editor, name, least = 0) {
  const counts = () => editor.run(() => globalThis.candorFlow.counts)
  await editor.run((name) => globalThis.candorFlow.go(name), name)
  return until(`${least} files were modified`, async () => {
    const found = await counts()
    return (name === null || found[name] >= least) && found
  })
}

/** Runs in the extension host: modifies one new file after another, in the language of the current phase. */
function flow(root) {
  const fs = require('node:fs')
  const path = require('node:path')
  const names = { consented: 'Dockerfile', revoked: 'compose.yaml', raising: 'a.tfvars', again: 'docker-bake.hcl' }
  let phase = null
  let files = 0
  let work = Promise.resolve()
  const modify = async (phase) => {
    const file = path.join(root, 'flow', String(++files), names[phase])
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, '')
    const document = await vscode.workspace.openTextDocument(file)
    const edit = new vscode.WorkspaceEdit()
    edit.insert(document.uri, new vscode.Position(0, 0), '\n')
    await vscode.workspace.applyEdit(edit)
    await document.save()
    flow.counts[phase] += 1
  }
  const turn = async () => {
    while (phase) await modify(phase)
  }
  const flow = (globalThis.candorFlow = {
    counts: null,
    async go(next) {
      const isIdle = phase === null
      // The file in progress still belongs to the previous phase.
      phase = null
      await work
      if (isIdle) flow.counts = { consented: 0, revoked: 0, raising: 0, again: 0 }
      phase = next
      work = turn()
    },
  })
}
