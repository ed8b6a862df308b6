// The command line: its help, its errors, and the servers that it starts on stdio and on ports.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import framing from '../../js/cli/server/framing/framing.js'
import { root } from '../support/client.mjs'
import { connect, editorOf, listen, MAIN, run, start, STDIO } from '../support/program.mjs'

const { frame } = framing
const VERSION = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version
const METHOD_NOT_FOUND = -32601
const INITIALIZE =
  '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
const INSECURE = ['--port', '0', '--insecure']

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

test('wrong usage exits with 2, names the wrong argument and gives a hint', async (t) => {
  const cases = [
    [[], 'the command is missing'],
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
    [['--stdio', '--settings-section', 'a b'], "'a b'"],
    [['--stdio', '--settings-section', 'a..b'], "'a..b'"],
    [['--stdio', '--settings-section'], "'--settings-section' needs a value"],
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

const requestsSettings = async (editor, token) => {
  const capabilities = { workspace: { configuration: true } }
  await editor.initialize({ capabilities, initializationOptions: { telemetry: 'off', token } })
  const request = await editor.message(({ method }) => method === 'workspace/configuration')
  assert.deepEqual(request.params, { items: [{ section: 'acme.docker' }] })
}

test('the settings section of the command line is requested from the editor', async (t) => {
  for (const [program, args] of [
    [MAIN, ['--stdio', '--settings-section', 'acme.docker']],
    [MAIN, ['start', '--settings-section=acme.docker', '--stdio']],
    [MAIN, ['serve', '-settings-section=acme.docker']],
    [STDIO, ['--settings-section=acme.docker']],
    [STDIO, ['--stdio', '--settings-section', 'acme.docker', `--clientProcessId=${process.pid}`]],
  ]) {
    await requestsSettings(editorOf(start(t, args, { program })))
  }
  const { port, token } = await listen(t, ['--port', '0', '--settings-section', 'acme.docker'])
  await requestsSettings((await connect(t, port)).editor, token)
})

test('candor/stdio names arguments that it ignores, and serves nevertheless', async (t) => {
  for (const [args, ignored] of [
    [['--stdio', `--clientProcessId=${process.pid}`, '--settings-section=acme'], []],
    [['--clientProcessId', `${process.pid}`], []],
    [['--settings-sektion=acme', '--stdio'], ["the unknown argument '--settings-sektion=acme'"]],
    [
      ['--pipe=a\u001bb', 'acme'],
      ["the unknown argument '--pipe=a\\u001bb'", "the unknown argument 'acme'"],
    ],
    [['--settings-section', '--stdio'], ["the argument '--settings-section': it needs a value"]],
    [['--settings-section='], ["the argument '--settings-section': it needs a value"]],
  ]) {
    const { code, stderr } = await run(t, args, { program: STDIO, input: frame(INITIALIZE) })
    const lines = stderr.split('\n').filter((line) => line.startsWith('candor: ignored'))
    assert.equal(lines.length, ignored.length, stderr)
    for (const [at, text] of ignored.entries()) assert.ok(lines[at].startsWith(`candor: ignored ${text}`), lines[at])
    assert.equal(code, 1)
  }
})

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

test('the end of stdin ends the process after pending requests are answered', async (t) => {
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

test('a server whose stdin ends before any message reports what it expected', async (t) => {
  for (const args of [['--stdio'], ['serve'], ['serve', '-port=0'], ['serve', '--port', '0']]) {
    for (const input of ['', frame('{"jsonrpc":"2.0","method":"initialized","params":{}}')]) {
      const { code, stdout, stderr } = await run(t, args, { input })
      assert.deepEqual([code, stdout], [1, ''], args.join(' '))
      assert.match(stderr, /^candor: stdin ended before a client sent 'initialize'; .*'--port N'.*\n$/)
    }
  }
})

test('shutdown and exit in one write are both handled, and the response arrives', async (t) => {
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

test('a broken header is reported on stderr and loses no later message', async (t) => {
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
  for (const line of lines)
    assert.match(line, /^candor: (unterminated|invalid|missing|Content-Length) .*; skipping to the next header$/)
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

test('an editor that reads late gets every response in order', async (t) => {
  const child = start(t, ['--stdio'])
  const padding = 'x'.repeat(2000)
  const count = 5000
  child.stdin.write(
    frame('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"processId":null,"capabilities":{}}}'),
  )
  for (let id = 0; id < count; id += 1) {
    child.stdin.write(frame(JSON.stringify({ jsonrpc: '2.0', id: `${id} ${padding}`, method: 'no/such' })))
  }
  // Ten megabytes of responses exceed any pipe buffer: the server must stop reading until the client reads them.
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
  // A shared server would reject the second request.
  await Promise.all([one.editor.initialize(), two.editor.initialize()])

  // `exit` makes the server close the connection; the other connection just breaks. Neither affects the remaining ones.
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
