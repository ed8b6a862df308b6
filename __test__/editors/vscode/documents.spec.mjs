// What a user sees in Dockerfiles and Terraform modules, and which events result.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { FIXED, LEVEL, MODE, MODES, MODIFIED, SESSION } from './names.mjs'

const MODULE = 'infrastructure/main.tf'
const files = {
  Dockerfile: 'FROM alpine:3.20\nMAINTAINER alice\n',
  [MODULE]: 'terraform {\n  required_version = "~> 1.5"\n}\n',
}

for (const mode of MODES) {
  test(`a diagnostic, its quick fix and a module cause exactly their own events (${mode})`, async (t) => {
    const editor = await Editor.start(t, { files, settings: { [LEVEL]: 'all', [MODE]: mode } })
    const { window, events } = editor

    await editor.show('Dockerfile')
    await window.level('all')
    await events.expect(...SESSION)
    await window.squiggle('warning').waitFor()
    await window.lens('Build').waitFor()
    await window.screenshot(`squiggle-${mode}`)

    await window.moveTo('MAINTAINER')
    await window.openQuickFixes('label')
    await window.screenshot(`quick-fix-${mode}`)
    await window.applyQuickFix('label')
    await window.squiggle('warning').waitFor({ state: 'detached' })
    const [modified, fixed] = await events.expect(MODIFIED, FIXED)
    assert.equal(modified.properties.language_identifier, 'dockerfile')
    assert.match(modified.properties.git_remote, /^[0-9a-f]{64}$/)
    assert.equal(fixed.properties.diagnostic, 'MaintainerDeprecated')
    const text = await editor.run(() => vscode.window.activeTextEditor.document.getText())
    assert.match(text, /^FROM alpine:3\.20\nLABEL .*alice/)

    await editor.show(MODULE)
    const [opened] = await events.expect('moduleData')
    assert.equal(opened.properties.tfRequirements, '~> 1.5')
    await window.moveTo('required_version')
    await editor.edit(MODULE, 'terraform {\n  required_version = "~> 1.6"\n}\n')
    const [changed, edited] = await events.expect('moduleData', MODIFIED)
    assert.equal(changed.properties.tfRequirements, '~> 1.6')
    assert.equal(changed.properties.moduleId, opened.properties.moduleId)
    assert.equal(edited.properties.language_identifier, 'terraform')
    assert.equal(edited.properties.git_remote, modified.properties.git_remote)

    // Neither an equivalent text nor a second change of a file sends another event.
    await editor.edit(MODULE, 'terraform {\n\n  required_version = "~> 1.6"\n}\n')
    await editor.edit('Dockerfile', 'FROM alpine:3.20\nMAINTAINER bob\n')
    await editor.problems('Dockerfile', 'MaintainerDeprecated')
    await events.expect()

    const written = fs.readFileSync(events.file, 'utf8')
    for (const secret of ['acme', 'alice', 'bob', 'infrastructure', editor.workspace]) {
      assert.ok(!written.includes(secret), `${secret} left: ${written}`)
    }
  })
}
