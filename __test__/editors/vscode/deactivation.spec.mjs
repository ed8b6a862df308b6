// Deactivates the extension while Terraform still runs: VS Code disposes of the subscriptions in the same turn, and the
// report that the user agreed to still arrives.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { temporaryFolder } from '../../support/telemetry.mjs'
import { Editor } from './editor.mjs'
import { LEVEL, SESSION } from './names.mjs'
import { until } from './processes.mjs'

const MODULE = 'infrastructure/main.tf'
const files = { Dockerfile: 'FROM scratch\n', [MODULE]: 'terraform {\n  required_version = "~> 1.5"\n}\n' }

/** Creates a Terraform that reports when it starts, and answers some time after a file appears. */
function slowTerraform(t, gate) {
  const folder = temporaryFolder(t)
  const started = path.join(folder, 'started')
  const answer = `{"terraform_version": "1.5.7", "platform": "linux_amd64", "provider_selections": {}}`
  const lines = ['#!/bin/sh', `: > '${started}'`, `until [ -e '${gate}' ]; do sleep 0.1; done`, 'sleep 0.5']
  fs.mkdirSync(path.join(folder, 'bin'))
  const program = path.join(folder, 'bin/terraform')
  fs.writeFileSync(program, `${lines.join('\n')}\necho '${answer}'\n`, { mode: 0o755 })
  return { bin: path.dirname(program), isRunning: () => fs.existsSync(started) }
}

for (const consent of ['all', 'off']) {
  const what = consent === 'all' ? 'arrives' : 'does not arrive where consent ended before'
  test(`a report that waits for Terraform when the window is closed ${what}`, async (t) => {
    const gate = path.join(temporaryFolder(t), 'deactivated')
    const terraform = slowTerraform(t, gate)
    const editor = await Editor.start(t, {
      files,
      settings: { [LEVEL]: 'all', 'candorExample.runTerraform': true },
      // VSCODE_CLI makes VS Code use PATH as it is, instead of asking a login shell.
      env: { VSCODE_CLI: '1', PATH: `${terraform.bin}:${process.env.PATH}`, CANDOR_DRIVER_DEACTIVATED: gate },
    })
    const { events, window } = editor
    await editor.show('Dockerfile')
    await window.level('all')
    await events.expect(...SESSION)
    await editor.show(MODULE)
    await until('Terraform runs', terraform.isRunning)
    await editor.set({ [LEVEL]: consent })
    await window.level(consent)
    await window.screenshot(`deactivation-${consent}`)
    await editor.leaveHost(() => window.page.goto('about:blank'))
    assert.ok(fs.existsSync(gate), 'the extensions were deactivated')
    const reports = events.all().filter(({ name }) => name === 'moduleData')
    const versions = reports.map(({ properties }) => properties.tfVersion).filter((version) => version !== undefined)
    assert.deepEqual(versions, consent === 'all' ? ['1.5.7'] : [])
  })
}
