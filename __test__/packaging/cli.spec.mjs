// The command line from outside: it is started as editors and people start it, and heard on its streams.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import framing from '../../js/cli/framing.js'
import { root } from '../support/client.mjs'
import { connect, editorOf, listen, MAIN, run, start, STDIO } from '../support/program.mjs'

const { frame } = framing
const EXAMPLE = path.join(root, 'examples', 'workspace')
const VERSION = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version
const METHOD_NOT_FOUND = -32601
const INSECURE = ['--port', '0', '--insecure']
const MADE_ANEW = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/g

/** A folder with what the walk has to tell apart. */
function makeFolder(t, files) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-cli-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

test('help and version are answered on stdout', async (t) => {
  for (const args of [['--help'], ['-h'], ['help'], ['help', 'nothing']]) {
    const { code, stdout, stderr } = await run(t, args)
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^ {2}preview +show the diagnostics/m)
  }
  for (const args of [
    ['preview', '--help'],
    ['preview', '.', '-h'],
    ['help', 'preview'],
  ]) {
    const { code, stdout, stderr } = await run(t, args)
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^candor preview: show/)
    assert.match(stdout, /--level LEVEL/)
  }
  assert.deepEqual(await run(t, ['--version']), { code: 0, stdout: `candor ${VERSION}\n`, stderr: '' })
})

test('wrong use ends with 2, names the wrong argument and gives a hint', async (t) => {
  const cases = [
    [[], 'no command'],
    [['--studio'], "'--studio'"],
    [['prevew', '.'], "'prevew'"],
    [['start'], "'--stdio'"],
    [['start', '--stdio', 'x'], "'x'"],
    [['start', '--address', '0.0.0.0:1'], "'--address'"],
    [['start', '--address=example.com:1'], "'--address'"],
    [['--port'], "'--port' needs a value"],
    [['--port', '65536'], "'65536'"],
    [['--port=http'], "'http'"],
    [['--stdio', '--port', '0'], 'cannot be used together'],
    [['serve', '-verbose'], "'-verbose'"],
    [['serve', '-port=x'], "'x'"],
    [['preview'], 'PATH is missing'],
    [['preview', 'a', 'b'], "'b'"],
    [['preview', '--level', 'some', '.'], "'some'"],
    [['preview', '--level'], "'--level' needs a value"],
    [['preview', '--yaml', '.'], "'--yaml'"],
    [['preview', '--', '--a', '--b'], "'--b'"],
  ]
  const results = await Promise.all(cases.map(([args]) => run(t, args)))
  for (const [index, { code, stdout, stderr }] of results.entries()) {
    const [args, part] = cases[index]
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.ok(stderr.includes(part), `${args.join(' ')}: ${stderr}`)
    assert.match(stderr, /^candor: .+\nhint: .+\n$/)
  }
})

const IPC = ['pipe', 'pipe', 'pipe', 'ipc']
const stdioStarts = [
  ['candor --stdio', MAIN, ['--stdio']],
  ['candor start --stdio', MAIN, ['start', '--stdio']],
  ['candor serve', MAIN, ['serve']],
  ["candor serve with terraform-ls's flags", MAIN, ['serve', '-port=0', '-log-file', 'x', '--tf-exec=terraform']],
  ['the module candor/stdio', STDIO, ['--stdio', `--clientProcessId=${process.pid}`]],
  ['the module candor/stdio, forked,', STDIO, ['--stdio', `--clientProcessId=${process.pid}`], IPC],
]
for (const [name, program, args, stdio] of stdioStarts) {
  test(`${name} serves a session over stdin and stdout and ends with 0`, async (t) => {
    const child = start(t, args, { program, stdio })
    const editor = editorOf(child)
    const { capabilities } = await editor.initialize({ processId: process.pid })
    assert.equal(typeof capabilities, 'object')
    assert.equal((await editor.request('no/such')).error.code, METHOD_NOT_FOUND)
    assert.equal((await editor.request('shutdown')).result, null)
    editor.notify('exit')
    assert.deepEqual(await once(child, 'close'), [0, null])
    assert.deepEqual(editor.unreadable, [])
  })
}

test('exit without shutdown ends with 1', async (t) => {
  const child = start(t, ['--stdio'])
  const editor = editorOf(child)
  await editor.initialize()
  editor.notify('exit')
  assert.deepEqual(await once(child, 'close'), [1, null])
})

test('exit ends the process even when its streams stay open and before any initialize', async (t) => {
  const child = start(t, ['--stdio'])
  editorOf(child).notify('exit')
  assert.deepEqual(await once(child, 'close'), [1, null])
})

test('the end of stdin ends the process, after what was asked is answered', async (t) => {
  for (const [shutdown, expected] of [
    [false, 1],
    [true, 0],
  ]) {
    const child = start(t, ['--stdio'])
    const editor = editorOf(child)
    const answers = [editor.request('initialize', { processId: null, rootUri: null, capabilities: {} })]
    if (shutdown) answers.push(editor.request('shutdown'))
    child.stdin.end()
    const [code] = await once(child, 'close')
    assert.equal(code, expected)
    assert.equal(typeof (await answers[0]).result.capabilities, 'object')
    await Promise.all(answers)
  }
})

test('shutdown and exit in one write are both heard and the answer still arrives', async (t) => {
  const child = start(t, ['--stdio'])
  const editor = editorOf(child)
  await editor.initialize()
  child.stdin.write(
    frame('{"jsonrpc":"2.0","id":"last","method":"shutdown"}') + frame('{"jsonrpc":"2.0","method":"exit"}'),
  )
  assert.deepEqual(await once(child, 'close'), [0, null])
  assert.ok(editor.received.some(({ id, result }) => id === 'last' && result === null))
})

test('a server whose client process is gone ends by itself', async (t) => {
  const client = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  t.after(() => client.kill('SIGKILL'))
  const byInitialize = start(t, ['--stdio'])
  const byArgument = start(t, ['--stdio', `--clientProcessId=${client.pid}`], { program: STDIO })
  await Promise.all([
    editorOf(byInitialize).initialize({ processId: client.pid }),
    editorOf(byArgument).initialize({ processId: client.pid }),
  ])
  const ends = Promise.all([once(byInitialize, 'close'), once(byArgument, 'close')])
  client.kill('SIGKILL')
  assert.deepEqual(await ends, [
    [1, null],
    [1, null],
  ])
})

test('a broken header is said on stderr and costs no later message', async (t) => {
  const child = start(t, ['--stdio'])
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  const editor = editorOf(child)
  child.stdin.write('Debugger attached.\nContent-Length: many\r\n\r\n{"jsonrpc":"2.0","method":"lost"}')
  await editor.initialize()
  child.stdin.write(`X-Nothing: 1\r\n\r\n{}${frame('no JSON')}`)
  const refusal = await editor.message(({ error }) => error !== undefined)
  assert.deepEqual([refusal.id, refusal.error.code], [null, -32700])
  assert.equal((await editor.request('shutdown')).result, null)
  editor.notify('exit')
  assert.deepEqual(await once(child, 'close'), [0, null])
  const lines = stderr.trimEnd().split('\n')
  assert.equal(lines.length, 2, stderr)
  for (const line of lines) assert.match(line, /^candor: (header|Content-Length) .*; skipping to the next header$/)
})

test('an editor that stops reading ends the server without a stack trace', async (t) => {
  const child = start(t, ['--stdio'])
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  const editor = editorOf(child)
  await editor.initialize()
  child.stdout.destroy()
  for (let id = 0; id < 100; id += 1)
    child.stdin.write(frame(JSON.stringify({ jsonrpc: '2.0', id, method: 'no/such' })))
  const [code] = await once(child, 'exit')
  assert.ok(code === 0 || code === 1)
  assert.equal(stderr, '')
})

test('an editor that reads late gets every answer in order', async (t) => {
  const child = start(t, ['--stdio'])
  const padding = 'x'.repeat(2000)
  const count = 5000
  child.stdin.write(
    frame('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"processId":null,"capabilities":{}}}'),
  )
  for (let id = 0; id < count; id += 1) {
    child.stdin.write(frame(JSON.stringify({ jsonrpc: '2.0', id: `${id} ${padding}`, method: 'no/such' })))
  }
  // Ten megabytes of answers fit into no pipe: the server has to stop reading until they are taken.
  await once(child.stdout, 'readable')
  assert.ok(child.stdin.writableNeedDrain)
  const editor = editorOf(child)
  await editor.message(({ id }) => id === `${count - 1} ${padding}`)
  const ids = editor.received.map(({ id }) => id).filter((id) => typeof id === 'string')
  assert.deepEqual(
    ids.map((id) => Number(id.split(' ')[0])),
    Array.from({ length: count }, (_, id) => id),
  )
})

test('every connection to a port has a server of its own', async (t) => {
  const { child, port } = await listen(t, INSECURE)
  const [one, two] = await Promise.all([connect(t, port), connect(t, port)])
  // A server that both shared would refuse the second of these.
  await Promise.all([one.editor.initialize(), two.editor.initialize()])

  // A session that exits closes its connection, one whose connection breaks is only gone; neither touches the others.
  assert.equal((await one.editor.request('shutdown')).result, null)
  one.editor.notify('exit')
  await one.editor.ended
  const three = await connect(t, port)
  await three.editor.initialize()
  three.socket.resetAndDestroy()
  await three.editor.ended
  assert.equal((await two.editor.request('no/such')).error.code, METHOD_NOT_FOUND)
  assert.deepEqual(
    two.editor.received.map(({ id }) => id),
    [1, 2],
  )
  assert.equal(child.exitCode, null)
})

test('a connection that was half closed still gets its answers and is then closed', async (t) => {
  const { port } = await listen(t, INSECURE)
  const { socket, editor } = await connect(t, port)
  const answer = editor.request('initialize', { processId: null, capabilities: {} })
  socket.end()
  assert.equal(typeof (await answer).result.capabilities, 'object')
  await editor.ended
})

test('a port of serve is the port of terraform-ls and a port in use ends with 1', async (t) => {
  const { port } = await listen(t)
  const { code, stderr } = await run(t, ['serve', `-port=${port}`])
  assert.equal(code, 1)
  assert.match(stderr, /^candor: .*EADDRINUSE.*\n$/)
})

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

test('the preview shows what is wrong in the files as they are, in the order of the places', async (t) => {
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

test('the preview shows what is told of Terraform modules, and runs no program', async (t) => {
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

test('the readable preview shows exactly the events of the JSON and says that nothing was sent', async (t) => {
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

test('the preview begins with its conclusion and groups events of one kind', async (t) => {
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

test('one file is previewed alone, and no findings are said to be none', async (t) => {
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

test('the level that was asked for decides what is shown', async (t) => {
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
  assert.match(off.stdout, /The environment \(DO_NOT_TRACK=1\) allows 'off' at most; 'all' was asked for\./)
  assert.match(off.stdout, /nothing would leave this machine/)
  assert.match(off.stdout, /^At level 'off', with each file modified once, nothing would be sent\.$/m)
  const error = await run(t, ['preview', EXAMPLE], { env: { CANDOR_TELEMETRY: 'error' } })
  assert.match(error.stdout, /The environment \(CANDOR_TELEMETRY=error\) allows 'error' at most/)
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

test('a folder without supported files, with a blank and a dash in its name, is previewed', async (t) => {
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

test('a reader that is gone ends the preview without a stack trace', async (t) => {
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

test('a folder of many files is previewed whole and no event is lost', async (t) => {
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
  // Some hosts start modules by URL: loading it is all that serving needs.
  const child = start(t, ['-e', `import ${JSON.stringify(pathToFileURL(STDIO).href)}`], {
    program: '--input-type=module',
  })
  const editor = editorOf(child)
  await editor.initialize()
  child.stdin.end()
  assert.deepEqual(await once(child, 'close'), [1, null])
})
