// Neovim with the configuration in docs/editors.md: what the user sees, and which events the handler receives.

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { run } from '../../support/child.mjs'
import { root } from '../../support/client.mjs'
import { MAIN } from '../../support/program.mjs'
import { names, temporaryFolder } from '../../support/telemetry.mjs'
import { installNeovim } from './install.mjs'

const FILES = {
  Dockerfile: 'FROM scratch\nMAINTAINER alice\n',
  'main.tf': 'terraform {\n  required_version = ">= 1.5"\n}\n',
  'compose.yaml': 'services: [\n',
  'docker-bake.hcl': 'target "a" {\n',
  // Marks the root.
  '.git/HEAD': 'ref: refs/heads/main\n',
}

/** The Lua code blocks in docs/editors.md: the configuration, and how to opt in later. */
const [configuration, optIn] = [
  ...readFileSync(path.join(root, 'docs/editors.md'), 'utf8').matchAll(/```lua\n([^]*?)```/g),
].map(([, code]) => code)

/** Writes files to a new folder and returns its path. */
function folder(t, files) {
  const made = temporaryFolder(t)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true })
    writeFileSync(path.join(made, name), text)
  }
  return made
}

test('the configuration in docs/editors.md has about twenty lines', () => {
  assert.ok(configuration.trimEnd().split('\n').length <= 20)
})

test('a user of Neovim edits and fixes files, opts in, and sees the events', async (t) => {
  const nvim = installNeovim()
  const workspace = folder(t, FILES)
  const home = folder(t, { 'init.lua': configuration, 'opt-in.lua': optIn })
  symlinkSync(MAIN, path.join(home, 'candor'))
  const at = (name) => path.join(home, name)
  const env = {
    PATH: `${home}${path.delimiter}${process.env.PATH}`,
    HOME: home,
    OPT_IN: at('opt-in.lua'),
    RESULT: at('result.json'),
    ...Object.fromEntries(['CONFIG', 'DATA', 'STATE', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, at(kind)])),
  }
  const session = path.join(root, '__test__/editors/neovim/session.lua')
  const args = ['--clean', '--headless', '-n', '-u', at('init.lua'), '-S', session]
  const { code, stderr } = await run(nvim, args, { cwd: workspace, env })
  assert.equal(code, 0, stderr)

  const seen = JSON.parse(readFileSync(env.RESULT, 'utf8'))
  assert.equal(seen.root, workspace)
  const log = readFileSync(at('STATE/nvim/lsp.log'), 'utf8')
  assert.doesNotMatch(log, /ERROR|WARN/)
  assert.deepEqual(seen.diagnostics, [
    ['MaintainerDeprecated'],
    ['StageNameCasing', 'MaintainerDeprecated'],
    ['MaintainerDeprecated'],
    [],
    'compose.yaml',
    'docker-bake.hcl',
  ])
  assert.deepEqual(seen.fixed, ['FROM scratch AS base', 'MAINTAINER alice'])
  const converted = 'LABEL org.opencontainers.image.authors="alice"'
  assert.deepEqual(seen.converted, ['FROM scratch AS base', converted])
  assert.equal(readFileSync(path.join(workspace, 'Dockerfile'), 'utf8'), `FROM scratch AS base\n${converted}\n`)

  assert.equal(seen.events_before, 0)
  assert.deepEqual(names(seen.events), [
    'initialize',
    'server_heartbeat initialized',
    'server_user_action fileModified',
    'server_user_action commandExecuted',
    'moduleData',
  ])
  const { properties } = seen.events.at(-1)
  assert.equal(properties.tfRequirements, '>= 1.5')
  for (const { v } of seen.events) assert.equal(v, 1)
})
