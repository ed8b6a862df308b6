// Neovim with the configuration in docs/editors.md: what the user sees, and which events the handler receives.

import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
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

/** Runs a session of Neovim with the configuration in a workspace, and returns what the session has written. */
async function edit(t, workspace, script) {
  const nvim = installNeovim()
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
  const session = path.join(root, '__test__/editors/neovim', script)
  const args = ['--clean', '--headless', '-n', '-u', at('init.lua'), '-S', session]
  const { code, stderr } = await run(nvim, args, { cwd: workspace, env })
  assert.equal(code, 0, stderr)
  const log = readFileSync(at('STATE/nvim/lsp.log'), 'utf8')
  assert.doesNotMatch(log, /ERROR|WARN/)
  return JSON.parse(readFileSync(env.RESULT, 'utf8'))
}

test('a user of Neovim edits and fixes files, opts in, and sees the events', async (t) => {
  const workspace = folder(t, FILES)
  const seen = await edit(t, workspace, 'session.lua')
  assert.equal(seen.root, workspace)
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

test('a user of Neovim completes, reads, renames across files and formats on save', async (t) => {
  const workspace = temporaryFolder(t)
  cpSync(path.join(root, 'examples/workspace'), workspace, { recursive: true })
  mkdirSync(path.join(workspace, '.git'))
  const { docker, compose, terraform } = await edit(t, workspace, 'features.lua')
  const saved = (name) => readFileSync(path.join(workspace, name), 'utf8')

  assert.match(docker.hover, /FROM base AS check/)
  assert.deepEqual(docker.completion.slice(0, 2), ['check', 'base'])
  assert.deepEqual(docker.outline, [
    'syntax',
    'ARG',
    'FROM node:${NODE_VERSION}-alpine AS base',
    'FROM base AS check',
    'FROM base AS runtime',
  ])
  assert.match(docker.renamed.Dockerfile, /AS service$/m)
  assert.match(saved('compose.yaml'), /target: service$/m)
  assert.match(saved('docker-bake.hcl'), /target += "service"$/m)
  assert.match(saved('Dockerfile'), /^RUN a \\\n\tb\n/m, 'indented by a tab, as Neovim is set')

  assert.match(compose.hover, /redis:7-alpine/)
  assert.deepEqual(compose.outline, ['web', 'cache'])

  assert.match(terraform.hover, /Days for which the logs/)
  assert.equal(terraform.completion[0], 'var.log_retention_days')
  assert.deepEqual(terraform.outline.slice(0, 2), ['locals', 'resource "random_pet" "queue"'])
  assert.match(saved('infrastructure/variables.tf'), /^variable "days" \{$/m)
  assert.match(saved('infrastructure/terraform.tfvars'), /^days += 7$/m)
  assert.match(saved('infrastructure/main.tf'), /= var\.days\n[^]*^locals \{\n  long = "x"\n  a    = "y"\n\}\n/m)
})
