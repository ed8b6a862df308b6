// What a user of Dockerfiles, Compose files and Bake files sees in VS Code, in the example workspace.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { exampleFiles, SETTINGS, User } from './features.mjs'

test('a user completes, reads, renames across files, formats and builds', async (t) => {
  const editor = await Editor.start(t, { files: exampleFiles(), settings: SETTINGS })
  const { window } = editor
  const user = new User(editor)
  await editor.show('Dockerfile')

  // Code lenses, which also show that the server runs.
  assert.deepEqual(await user.codeLenses('Dockerfile', 'Build base'), ['Build base', 'Build check', 'Build runtime'])
  await user.codeLenses('docker-bake.hcl', 'Print')

  // Completion lists, with documentation.
  const stages = await user.complete('Dockerfile', 'USER node\n|EXPOSE', 'COPY --from=', 'check')
  assert.deepEqual(stages.slice(0, 2), ['check', 'base'], 'the stage that is used already comes first')
  await window.screenshot('docker completion of stages')
  await user.restore('Dockerfile')
  const keys = await user.complete('compose.yaml', 'restart: unless-stopped\n|', '    healthc', 'healthcheck')
  assert.equal(keys[0], 'healthcheck')
  assert.match(await user.documentation('Documentation'), /check/)
  await window.screenshot('docker completion of keys')
  await user.restore('compose.yaml')
  await user.complete('docker-bake.hcl', 'target     = "|runtime', '', 'check')
  await window.screenshot('docker completion of stages in Bake')
  await user.restore('docker-bake.hcl')

  // Hovers.
  await user.hover('Dockerfile', 'HEALTH|CHECK --interval', 'Reference')
  await window.screenshot('docker hover of an instruction')
  await user.hover('Dockerfile', '--from=ch|eck', 'FROM base AS check')
  await window.screenshot('docker hover of a stage')
  await user.hover('compose.yaml', 'w|eb:', '127.0.0.1:8080:8080')
  await window.screenshot('docker hover of a service')
  await user.hover('docker-bake.hcl', 'target "we|b"', 'registry.example.com/greeter/web:dev')
  await window.screenshot('docker hover of a target')

  // A stage is renamed in the Dockerfile, the Compose file and the Bake file.
  await user.rename('Dockerfile', 'AS run|time', 'service')
  await user.onDisk({
    Dockerfile: 'FROM base AS service\n',
    'compose.yaml': 'target: service\n',
    'docker-bake.hcl': 'target     = "service"\n',
  })
  for (const name of ['Dockerfile', 'compose.yaml', 'docker-bake.hcl'])
    assert.doesNotMatch(fs.readFileSync(editor.file(name), 'utf8'), /\bruntime\b/, name)
  await user.rename('compose.yaml', 'target: ser|vice', 'runtime')
  await user.onDisk(
    Object.fromEntries(['Dockerfile', 'compose.yaml', 'docker-bake.hcl'].map((name) => [name, exampleFiles()[name]])),
  )

  // Outlines.
  assert.deepEqual(await user.outline('Dockerfile', 'HEALTHCHECK'), [
    'syntax: Property',
    'ARG: Function',
    'FROM node:${NODE_VERSION}-alpine AS base: Class',
    '  WORKDIR: Function',
    'FROM base AS check: Class',
    '  COPY: Function',
    '  RUN: Function',
    'FROM base AS runtime: Class',
    '  ENV: Function',
    '  COPY: Function',
    '  USER: Function',
    '  EXPOSE: Function',
    '  HEALTHCHECK: Function',
    '  CMD: Function',
  ])
  await window.screenshot('docker outline')
  const services = await user.outline('compose.yaml', 'cache')
  assert.deepEqual(
    services.filter((line) => !line.startsWith(' ')),
    ['web: Class', 'cache: Class'],
  )
  await window.screenshot('compose outline')

  // Format on save.
  const formatted = '    PORT=8080\nRUN a \\\n    b\n\nCOPY'
  await user.save('Dockerfile', 'PORT=8080\n|COPY', 'RUN a \\\nb\n\n\n', formatted)
  await user.restore('Dockerfile')
  const aligned = '  default     = "dev"\n  description = "x"\n'
  await user.save('docker-bake.hcl', 'default = "dev"|', '\n    description   =   "x"', aligned)
  await window.screenshot('docker formatted')
})
