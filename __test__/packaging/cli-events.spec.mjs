// The commands for events that an extension declares, and shell completions.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { run } from '../support/program.mjs'
import { compile } from '../support/stub/types.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const DECLARATION = {
  $schema: './candor.events.schema.json',
  'editor.clicked': {
    kind: 'usage',
    description: 'A button was clicked',
    purpose: 'Shows which buttons are used.',
    owner: 'acme',
    expires: '2099-12-31',
    properties: {
      place: { type: 'word', words: ['menu', 'palette'], description: 'Where | it is.' },
      files: { type: 'count', bounds: [1, 10], description: 'How many files were open.', optional: true },
      session: { type: 'session', description: 'The session.' },
    },
  },
  importFailed: {
    kind: 'error',
    description: 'An import failed.',
    purpose: 'Faults.',
    owner: 'acme',
    expires: 'never',
  },
}

function declared(t, declaration = DECLARATION) {
  const file = path.join(temporaryFolder(t), 'candor.events.json')
  writeFileSync(file, typeof declaration === 'string' ? declaration : JSON.stringify(declaration))
  return file
}

test('types of a declaration compile, and admit what it admits', async (t) => {
  const { code, stdout, stderr } = await run(t, ['types', declared(t)])
  assert.deepEqual([code, stderr], [0, ''])
  const use = (call) =>
    compile(`${stdout}
    import { LanguageServer } from 'candor'
    const server = LanguageServer.start<CandorEvents>({ telemetry: { events: {} as object } })
    ${call}
  `).problems.length
  assert.equal(use("server.record('editor.clicked', { place: 'menu', files: 1 }); server.record('importFailed')"), 0)
  assert.equal(use("server.record('editor.clicked', { place: 'toolbar' })"), 1)
  assert.equal(use("server.record('importFailed', { place: 'menu' })"), 1)
})

test('the documentation shows the events of the extension behind ours', async (t) => {
  const { code, stdout } = await run(t, ['docs', declared(t)])
  assert.equal(code, 0)
  assert.match(stdout, /^## `initialize`$/m)
  assert.match(stdout, /^## `editor\.clicked`\n\nA button was clicked\. Sent at level `all`\.$/m)
  assert.match(stdout, /Purpose: Shows which buttons are used\. Owner: acme\. End date: 2099-12-31\./)
  assert.match(
    stdout,
    /^\| `files` \| `'0' \\\| '1-9' \\\| '10\+'` \| How many files were open\. May be missing\. \|$/m,
  )
  assert.match(stdout, /^\| `place` .* Where \\\| it is\. \|$/m)
  assert.match((await run(t, ['docs'])).stdout, /^## `initialize`$/m)
})

test('the telemetry.json of the extension holds its events beside ours', async (t) => {
  const { code, stdout } = await run(t, ['telemetry-json', '--events', declared(t), '--prefix', 'acme.app'])
  assert.equal(code, 0)
  const { events } = JSON.parse(stdout)
  assert.ok(events['acme.app/initialize'])
  assert.deepEqual(events['acme.app/editor.clicked'].place, {
    classification: 'SystemMetaData',
    purpose: 'FeatureInsight',
    comment: 'Where | it is.',
  })
  assert.equal(events['acme.app/editor.clicked'].expiration, '2099-12-31')
  assert.equal(events['acme.app/importFailed'].owner, 'acme')
})

test('a declaration that is not valid is refused with its place', async (t) => {
  const bad = { clicked: { ...DECLARATION.importFailed, kind: 'other' } }
  for (const command of ['types', 'docs']) {
    const { code, stdout, stderr } = await run(t, [command, declared(t, bad)])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /is not valid: clicked\.kind must be 'usage' or 'error'/)
  }
  assert.match((await run(t, ['types', declared(t, '{')])).stderr, /is not JSON/)
  assert.match((await run(t, ['types', '/nowhere/x.json'])).stderr, /cannot read '\/nowhere\/x\.json'/)
  assert.equal((await run(t, ['types'])).code, 2)
  assert.equal((await run(t, ['types', 'a', 'b'])).code, 2)
})

test('completions know every command, and are valid where their shell is installed', async (t) => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await run(t, ['completions', shell])
    assert.equal(code, 0)
    for (const command of ['check', 'preview', 'fmt', 'types', 'docs', 'telemetry-json'])
      assert.ok(stdout.includes(command))
    const file = path.join(temporaryFolder(t), 'completions')
    writeFileSync(file, stdout)
    try {
      execFileSync(shell, ['-n', file])
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
      t.diagnostic(`${shell} is not installed`)
    }
  }
  assert.equal((await run(t, ['completions'])).code, 2)
  assert.equal((await run(t, ['completions', 'tcsh'])).code, 2)
})

test('bash completes commands, flags and values', async (t) => {
  const { stdout } = await run(t, ['completions', 'bash'])
  const complete = (words) => {
    const script = `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
      _candor; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n')
  }
  assert.deepEqual(complete(['candor', 'prev']), ['preview'])
  assert.deepEqual(complete(['candor', 'preview', '--le']), ['--level'])
  assert.deepEqual(complete(['candor', 'preview', '--level', 'a']), ['all'])
  assert.deepEqual(complete(['candor', 'completions', 'z']), ['zsh'])
})
