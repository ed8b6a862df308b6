// `candor preview`: the report about a folder or a file, as text and as JSON.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { root } from '../support/client.mjs'
import { editorOf, run, start, STDIO } from '../support/program.mjs'

const EXAMPLE = path.join(root, 'examples', 'workspace')
const MADE_ANEW = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/g

/** Creates a folder with `files`. */
function makeFolder(t, files) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-cli-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

test('the preview as JSON is one document with everything in it', async (t) => {
  const folder = makeFolder(t, {
    Dockerfile: 'FROM alpine AS a\nfrom a\nMAINTAINER someone\n',
    'Dockerfile.dockerignore': '*',
    'b/dev.Dockerfile': '\ufeffFROM alpine\n',
    'b/Containerfile': 'FROM alpine\n',
    'b/compose.override.yml': 'services: {}\n',
    'b/docker-compose.test.yaml': 'services: {}\n',
    'b/docker-bake.override.json': '{}',
    'b/other.yaml': 'a: 1\n',
    'c/main.tf': 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
    'c/a.auto.tfvars': 'a = 1\n',
    'c/x.tf.json': '{}',
    'c/x.tfvars.json': '{}',
    'latin1/Dockerfile': Buffer.from('FROM alpine\n# \xe9\n', 'latin1'),
    '.git/Dockerfile': 'FROM alpine\n',
    'node_modules/m/Dockerfile': 'FROM alpine\n',
    'c/.terraform/modules/m.tf': '',
    'target/Dockerfile': 'FROM alpine\n',
  })
  symlinkSync(folder, path.join(folder, 'b', 'loop'))
  symlinkSync('/nowhere/at/all', path.join(folder, 'b', 'Dockerfile'))
  symlinkSync(path.join(folder, 'Dockerfile'), path.join(folder, 'linked.dockerfile'))

  const { code, stdout, stderr } = await run(t, ['preview', '--json', folder])
  assert.deepEqual([code, stderr], [0, ''])
  const preview = JSON.parse(stdout)
  assert.deepEqual(Object.keys(preview).sort(), [
    'decidedBy',
    'diagnostics',
    'events',
    'files',
    'folder',
    'level',
    'modules',
    'unreadable',
  ])
  assert.deepEqual([preview.folder, preview.level, preview.decidedBy], [folder, 'all', 'host'])
  assert.deepEqual(
    preview.files.map(({ path, languageId }) => `${path} ${languageId}`),
    [
      'Dockerfile dockerfile',
      'b/Containerfile dockerfile',
      'b/compose.override.yml dockercompose',
      'b/dev.Dockerfile dockerfile',
      'b/docker-bake.override.json dockerbake',
      'b/docker-compose.test.yaml dockercompose',
      'c/a.auto.tfvars terraform-vars',
      'c/main.tf terraform',
      'c/x.tf.json terraform',
      'c/x.tfvars.json terraform-vars',
      'linked.dockerfile dockerfile',
    ],
  )
  assert.deepEqual(preview.unreadable, [
    { path: 'b/Dockerfile', reason: 'no such file or directory (ENOENT)' },
    { path: 'latin1/Dockerfile', reason: 'not UTF-8' },
  ])
  const names = preview.events.map(({ name }) => name)
  for (const name of ['initialize', 'server_heartbeat', 'server_user_action']) assert.ok(names.includes(name), name)
  for (const event of preview.events) assert.deepEqual([event.v, typeof event.properties], [1, 'object'])
  const heartbeat = preview.events.find(({ name }) => name === 'server_heartbeat')
  assert.equal(heartbeat.properties.lsp_client_info_name, 'candor preview')
  assert.ok(!stdout.slice(stdout.indexOf('"events"')).includes(path.basename(folder)), 'no path leaves')
})

test('a file that was modified is reported once, with its remote and name hashed', async (t) => {
  const folder = makeFolder(t, {
    Dockerfile: 'FROM alpine\n',
    'app/Dockerfile': 'FROM alpine\n',
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config':
      '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = https://git.example.com/secret/thing.git\n',
    '.git/objects/info/alternates': '',
    '.git/refs/heads/keep': '',
  })
  rmSync(path.join(folder, '.git/refs/heads/keep'))
  const { stdout } = await run(t, ['preview', '--json', folder])
  const modified = JSON.parse(stdout).events.filter(({ properties }) => properties.action === 'fileModified')
  assert.equal(modified.length, 2)
  for (const { properties } of modified)
    assert.match(`${properties.git_remote} ${properties.document}`, /^[0-9a-f]{64} [0-9a-f]{64}$/)
  assert.equal(new Set(modified.map(({ properties }) => properties.git_remote)).size, 1)
  assert.equal(new Set(modified.map(({ properties }) => properties.document)).size, 2)
  assert.ok(!stdout.slice(stdout.indexOf('"events"')).includes('secret'))
})

test('the preview shows the diagnostics of the unmodified files, sorted by position', async (t) => {
  const folder = makeFolder(t, {
    '.dockerignore': 'secret.txt\n',
    Dockerfile: 'FROM scratch\nCOPY secret.txt /\n',
    'app/Dockerfile': 'FROM scratch AS Base\nMAINTAINER alice\n',
    'compose.yaml': 'services: {}\n',
    'docker-bake.hcl': '',
  })
  const [json, readable] = await Promise.all([run(t, ['preview', '--json', folder]), run(t, ['preview', folder])])
  const { diagnostics } = JSON.parse(json.stdout)
  assert.deepEqual(
    diagnostics.map(({ message, ...place }) => place),
    [
      { path: 'Dockerfile', line: 2, column: 6, severity: 'warning', code: 'CopyIgnoredFile' },
      { path: 'app/Dockerfile', line: 1, column: 17, severity: 'warning', code: 'StageNameCasing' },
      { path: 'app/Dockerfile', line: 2, column: 1, severity: 'warning', code: 'MaintainerDeprecated' },
    ],
  )
  assert.match(readable.stdout, /^3 diagnostics$/m)
  for (const { path, line, column, severity, code, message } of diagnostics) {
    assert.ok(readable.stdout.includes(`\n  ${path}:${line}:${column} ${severity} ${code} ${message}\n`), code)
  }
})

test('the preview shows the events of Terraform modules, and runs no program', async (t) => {
  const folder = makeFolder(t, {
    'main.tf': 'terraform {\n  required_version = ">= 1.5"\n}\nmodule "a" {\n  source = "./a"\n}\n',
    'a/main.tf': 'provider "aws" {\n  version = "5.0.0"\n}\n',
    'a/.terraform.lock.hcl': 'provider "git.example/acme/thing" {\n  version = "1.0.0"\n}\n',
    'b/other.tf': 'locals {}\n',
  })
  const { stdout } = await run(t, ['preview', '--json', folder])
  assert.deepEqual(JSON.parse(stdout).modules, [
    { path: '.', files: 1, isInitialized: false },
    { path: 'a', files: 1, isInitialized: true },
    { path: 'b', files: 1, isInitialized: false },
  ])
  const modules = JSON.parse(stdout).events.filter(({ name }) => name === 'moduleData')
  const contents = modules.map(({ properties: { moduleId: _, ...content } }) => content)
  const providerRequirements = { 'registry.terraform.io/-/aws': '5.0.0' }
  const { installedProviders, ...opened } = contents[0]
  assert.deepEqual(opened, { providerRequirements })
  assert.match(JSON.stringify(installedProviders), /^\{"unlisted\/[0-9a-f-]{36}":""\}$/)
  assert.deepEqual(contents.slice(1), [{ tfRequirements: '>= 1.5' }])
  const readable = await run(t, ['preview', folder])
  assert.match(
    readable.stdout,
    /^3 Terraform modules\n {2}\. {2}1 file\n {2}a {2}1 file, initialized\n {2}b {2}1 file\n$/m,
  )
  assert.match(readable.stdout, /^2 × moduleData usage: a Terraform module was opened/m)
})

test('the readable preview shows exactly the events of the JSON and states that nothing was sent', async (t) => {
  const [json, readable] = await Promise.all([
    run(t, ['preview', '--json', EXAMPLE]),
    run(t, ['preview', '--all', EXAMPLE]),
  ])
  assert.deepEqual([readable.code, readable.stderr], [0, ''])
  const blocks = readable.stdout.match(/^\{\n[^]*?^\}$/gm).map((block) => JSON.parse(block))
  const normalise = (events) => JSON.parse(JSON.stringify(events).replace(MADE_ANEW, 'new'))
  const { events } = JSON.parse(json.stdout)
  assert.ok(events.length > 5)
  assert.deepEqual(normalise(blocks), normalise(events))
  assert.equal(readable.stdout.match(/^\d+\/\d+ \w+ usage: /gm).length, events.length)
  assert.match(readable.stdout, /^example values, different in every session: .*server_session/m)
  assert.match(readable.stdout, /^At level 'all'.*\n.*nothing was sent\.$/m)
  assert.ok(!readable.stdout.includes('\x1b'))
})

test('the preview begins with a summary and groups events of one kind', async (t) => {
  const files = Array.from({ length: 30 }, (_, number) => [
    `d${number}/Dockerfile`,
    'FROM scratch as x\nMAINTAINER y\n',
  ])
  const folder = makeFolder(t, Object.fromEntries(files))
  const { stdout } = await run(t, ['preview', folder])
  const lines = stdout.split('\n')
  assert.match(lines[5], /^At level 'all', with each file modified once, 32 telemetry events would be sent\.$/)
  assert.match(lines[6], /^30 files in supported languages, 60 diagnostics\. This was a preview: nothing was sent\.$/)
  assert.match(stdout, /^30 × server_user_action fileModified usage: /m)
  assert.equal(stdout.match(/"action": "fileModified"/g).length, 1)
  assert.match(stdout, /^ {2}and 10 more; --all shows them$/m)
  assert.ok(lines.length < 200, `${lines.length} lines`)
})

test('a single file is previewed, and a lack of findings is reported', async (t) => {
  const folder = makeFolder(t, { Dockerfile: 'FROM scratch\n', 'other.dockerfile': 'FROM scratch\n' })
  const { code, stdout } = await run(t, ['preview', path.join(folder, 'Dockerfile')])
  assert.equal(code, 0)
  assert.match(stdout, /^1 file in supported languages, 0 diagnostics\./m)
  assert.match(stdout, /^0 diagnostics$/m)
})

test('the events that an extension declares are shown beside ours', async (t) => {
  const description = { description: 'A button was clicked.', purpose: 'x', owner: 'x', expires: 'never' }
  const properties = { place: { type: 'word', words: ['menu'], description: 'x' } }
  const folder = makeFolder(t, {
    Dockerfile: 'FROM scratch\n',
    'events.json': JSON.stringify({ clicked: { ...description, kind: 'usage', properties } }),
  })
  const events = path.join(folder, 'events.json')
  const { stdout } = await run(t, ['preview', '--events', events, folder])
  assert.match(stdout, /^ {2}clicked usage: A button was clicked\.\n {4}place: 'menu'$/m)
  const json = await run(t, ['preview', '--json', '--events', events, folder])
  assert.equal(JSON.parse(json.stdout).declared[0][0], 'clicked')
})

test('the example workspace has a file of every language and no error', async (t) => {
  const { files, diagnostics, unreadable } = JSON.parse((await run(t, ['preview', '--json', EXAMPLE])).stdout)
  assert.deepEqual([...new Set(files.map(({ languageId }) => languageId))].sort(), [
    'dockerbake',
    'dockercompose',
    'dockerfile',
    'terraform',
    'terraform-vars',
  ])
  assert.deepEqual(unreadable, [])
  assert.deepEqual(diagnostics, [])
})

test('the requested level decides what is shown', async (t) => {
  const [off, error] = await Promise.all(
    ['off', 'error'].map((level) => run(t, ['preview', '--level', level, '--json', EXAMPLE])),
  )
  for (const [level, { stdout }] of Object.entries({ off, error })) {
    const preview = JSON.parse(stdout)
    assert.deepEqual([preview.level, preview.decidedBy, preview.events], [level, 'host', []])
    assert.ok(preview.files.length > 0)
  }
  assert.match((await run(t, ['preview', '--level=off', EXAMPLE])).stdout, /nothing would be sent/)
})

test('an environment that forbids telemetry is shown as the reason why nothing would be sent', async (t) => {
  const off = await run(t, ['preview', EXAMPLE], { env: { DO_NOT_TRACK: '1' } })
  assert.equal(off.code, 0)
  assert.match(off.stdout, /The environment \(DO_NOT_TRACK=1\) allows at most 'off'; --level is 'all'\./)
  assert.match(off.stdout, /nothing would leave this machine/)
  assert.match(off.stdout, /^At level 'off', with each file modified once, nothing would be sent\.$/m)
  const error = await run(t, ['preview', EXAMPLE], { env: { CANDOR_TELEMETRY: 'error' } })
  assert.match(error.stdout, /The environment \(CANDOR_TELEMETRY=error\) allows at most 'error'/)
  const { level, decidedBy, events } = JSON.parse(
    (await run(t, ['preview', '--json', EXAMPLE], { env: { DO_NOT_TRACK: '1' } })).stdout,
  )
  assert.deepEqual([level, decidedBy, events], ['off', 'environment', []])
  const all = await run(t, ['preview', EXAMPLE], { env: { CANDOR_TELEMETRY: 'all' } })
  assert.ok(!all.stdout.includes('allows'))
})

test('colours follow FORCE_COLOR and NO_COLOR and change nothing else', async (t) => {
  const variants = [
    {},
    { FORCE_COLOR: '1' },
    { FORCE_COLOR: '1', NO_COLOR: '1' },
    { FORCE_COLOR: '0' },
    { NO_COLOR: '1' },
  ]
  const outputs = await Promise.all(variants.map((env) => run(t, ['preview', EXAMPLE], { env })))
  const coloured = outputs.map(({ stdout }) => stdout.includes('\x1b['))
  assert.deepEqual(coloured, [false, true, true, false, false])
  const bare = outputs.map(({ stdout }) => stdout.replace(/\x1b\[\d+m/g, '').replace(MADE_ANEW, 'new'))
  assert.deepEqual(new Set(bare).size, 1)
})

test('what cannot be read, or is in no supported language, ends with 1', async (t) => {
  const folder = makeFolder(t, { 'notes.txt': 'x' })
  for (const name of [path.join(folder, 'missing'), path.join(folder, 'notes.txt')]) {
    const { code, stdout, stderr } = await run(t, ['preview', name])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^candor: cannot read '.+': .+\n$/)
  }
})

test(
  'a folder inside that cannot be read is reported and the rest goes on',
  { skip: process.getuid?.() === 0 && 'root may read every folder' },
  async (t) => {
    const folder = makeFolder(t, { Dockerfile: 'FROM alpine\n', 'closed/Dockerfile': 'FROM alpine\n' })
    chmodSync(path.join(folder, 'closed'), 0)
    const { code, stdout } = await run(t, ['preview', '--json', folder])
    chmodSync(path.join(folder, 'closed'), 0o700)
    assert.equal(code, 0)
    const { files, unreadable } = JSON.parse(stdout)
    assert.deepEqual([files.length, unreadable.map((entry) => entry.path)], [1, ['closed']])
  },
)

test('a folder without supported files, with a space and a dash in its name, is previewed', async (t) => {
  const folder = makeFolder(t, { '-a b/readme.txt': 'x' })
  const child = start(t, ['preview', '--json', '--', path.join(folder, '-a b')])
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  const [code] = await once(child, 'close')
  assert.equal(code, 0)
  const { files, events } = JSON.parse(stdout)
  assert.deepEqual(files, [])
  assert.deepEqual(events.map(({ name }) => name).sort(), ['initialize', 'server_heartbeat'])
})

test('a closed pipe ends the preview without a stack trace', async (t) => {
  for (const args of [['preview', EXAMPLE], ['preview', '--json', EXAMPLE], ['--help']]) {
    const child = start(t, args)
    child.stdout.destroy()
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const [code] = await once(child, 'exit')
    assert.deepEqual([code, stderr], [0, ''])
  }
})

test('control characters in a name cannot reach the terminal', { skip: process.platform === 'win32' }, async (t) => {
  const folder = makeFolder(t, { 'a\x1b[2J.dockerfile': 'FROM alpine\nMAINTAINER x\n' })
  const { stdout } = await run(t, ['preview', folder])
  assert.ok(!stdout.includes('\x1b') && stdout.includes('a\\u001b[2J.dockerfile'))
})

test('a folder of many files is previewed completely and no event is lost', async (t) => {
  const folder = makeFolder(
    t,
    Object.fromEntries(Array.from({ length: 230 }, (_, number) => [`d${number}/Dockerfile`, 'FROM alpine\n'])),
  )
  const { code, stdout, stderr } = await run(t, ['preview', '--json', folder])
  assert.deepEqual([code, stderr], [0, ''])
  const { files, events } = JSON.parse(stdout)
  assert.equal(files.length, 230)
  assert.equal(events.filter(({ properties }) => properties.action === 'fileModified').length, 230)
})

test('the module can be named by its address', async (t) => {
  // Some hosts load modules by URL. Loading the module must be enough to start the server.
  const child = start(t, ['-e', `import ${JSON.stringify(pathToFileURL(STDIO).href)}`], {
    program: '--input-type=module',
  })
  const editor = editorOf(child)
  await editor.initialize()
  child.stdin.end()
  assert.deepEqual(await once(child, 'close'), [1, null])
})
