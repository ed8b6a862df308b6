// `candor preview` with files that cannot be read: it prints one line for each and continues.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { testingNative } from '../support/client.mjs'
import { MAIN, run } from '../support/program.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'
import { workspace } from '../support/terraform.mjs'

const require = createRequire(import.meta.url)
const { findFiles, MAX_FILE_SIZE, readFile } = require('../../js/cli/files/find-files.js')
const { PreviewClient } = require('../../js/cli/preview/client.js')
const { readRegularFile } = require('../../js/cli/files/regular-file.js')

const { languageIdOfFile } = testingNative
const ENTRY = require.resolve('../../js/index.js')
const MIB = 1024 * 1024
const POSIX = { skip: process.platform === 'win32' && 'Windows has no such files' }

/** Creates a sparse Dockerfile of the given size. */
function sparse(file, size) {
  writeFileSync(file, 'FROM alpine\n')
  truncateSync(file, size)
}

/** Returns a command that runs the command line and records its peak memory in bytes. */
function measured(t) {
  const folder = temporaryFolder(t)
  const [script, result] = [path.join(folder, 'measure.cjs'), path.join(folder, 'memory')]
  const note = `require('fs').writeFileSync(${JSON.stringify(result)}, String(process.resourceUsage().maxRSS * 1024))`
  writeFileSync(script, `process.on('exit', () => ${note})`)
  return { command: [process.execPath, '--require', script, MAIN], memory: () => Number(readFileSync(result, 'utf8')) }
}

test('files that cannot be read, or are too large, cost one line each', POSIX, async (t) => {
  const outside = temporaryFolder(t)
  writeFileSync(path.join(outside, 'Dockerfile'), 'FROM secret\n')
  const folder = workspace(t, {
    Dockerfile: 'FROM alpine\nMAINTAINER x\n',
    'latin1.Dockerfile': Buffer.from('FROM alpine # \xe9\n', 'latin1'),
    'a/main.tf': '',
  })
  const place = (name) => path.join(folder.root, name)
  sparse(place('huge.Dockerfile'), 400 * MIB)
  sparse(place('large.dockerfile'), MAX_FILE_SIZE + 1)
  execFileSync('mkfifo', [place('pipe.Dockerfile')])
  const listener = net.createServer().listen(place('compose.yaml'))
  await once(listener, 'listening')
  t.after(() => listener.close())
  for (const [name, target] of [
    ['device.Dockerfile', '/dev/zero'],
    ['out.Dockerfile', path.join(outside, 'Dockerfile')],
    ['up.Dockerfile', path.join('..', path.basename(outside), 'Dockerfile')],
    ['out-folder.Dockerfile', outside],
    ['in-folder.Dockerfile', 'a'],
    ['to-pipe.Dockerfile', 'pipe.Dockerfile'],
    ['gone.Dockerfile', 'nothing'],
    ['loop.Dockerfile', 'loop.Dockerfile'],
    ['in.Dockerfile', 'Dockerfile'],
    ['out', outside],
  ]) {
    symlinkSync(target, place(name))
  }
  mkdirSync(place('folder.Dockerfile'))

  const { command, memory } = measured(t)
  const json = await run(t, ['preview', '--json', folder.root], { command })
  assert.deepEqual([json.code, json.stderr], [0, ''])
  const { files, unreadable, diagnostics } = JSON.parse(json.stdout)
  assert.deepEqual(
    files.map((file) => file.path),
    ['Dockerfile', 'a/main.tf', 'in.Dockerfile'],
  )
  assert.deepEqual(
    unreadable.map((entry) => `${entry.path}: ${entry.reason}`),
    [
      'compose.yaml: a socket, not a regular file',
      'device.Dockerfile: a link to a file outside the folder',
      'gone.Dockerfile: no such file or directory (ENOENT)',
      'huge.Dockerfile: larger than 4 MiB',
      'in-folder.Dockerfile: a folder, not a regular file',
      'large.dockerfile: larger than 4 MiB',
      'latin1.Dockerfile: not UTF-8',
      'loop.Dockerfile: too many symbolic links encountered (ELOOP)',
      'out-folder.Dockerfile: a link to a file outside the folder',
      'out.Dockerfile: a link to a file outside the folder',
      'pipe.Dockerfile: a named pipe, not a regular file',
      'to-pipe.Dockerfile: a named pipe, not a regular file',
      'up.Dockerfile: a link to a file outside the folder',
    ],
  )
  assert.ok(diagnostics.some(({ code }) => code === 'MaintainerDeprecated'))
  assert.ok(!json.stdout.includes('secret'))
  assert.ok(memory() < 300 * MIB, `${memory() / MIB} MiB`)

  const readable = await run(t, ['preview', folder.root])
  assert.deepEqual([readable.code, readable.stderr], [0, ''])
  const lines = readable.stdout.split('\n').filter((line) => line.includes('not read'))
  assert.equal(lines.length, unreadable.length)
})

test('files are open one at a time, so that their texts do not pile up', async (t) => {
  const { root } = workspace(t, { 'a/Dockerfile': '', 'b/Dockerfile': '', 'c/main.tf': '', 'd/main.tf': '' })
  const script = path.join(temporaryFolder(t), 'count.cjs')
  const count = (entry) => {
    const { LanguageServer } = require(entry)
    const { send } = LanguageServer.prototype
    const open = new Set()
    LanguageServer.prototype.send = function (message) {
      const { method, params } = JSON.parse(message)
      if (method === 'textDocument/didOpen') open.add(params.textDocument.uri)
      if (method === 'textDocument/didClose') open.delete(params.textDocument.uri)
      if (method.startsWith('textDocument/')) console.error(open.size)
      return send.call(this, message)
    }
  }
  writeFileSync(script, `(${count})(${JSON.stringify(ENTRY)})`)
  const { code, stderr } = await run(t, ['preview', root], { command: [process.execPath, '--require', script, MAIN] })
  assert.equal(code, 0)
  // Each document is opened, changed and closed before the next one is opened.
  assert.equal(stderr, '1\n1\n0\n'.repeat(4))
})

test(
  'a file and a folder without permission cost one line each',
  { skip: process.getuid?.() === 0 && 'root may read everything' },
  async (t) => {
    const folder = workspace(t, { Dockerfile: 'FROM alpine\n', 'a.Dockerfile': '', 'b/Dockerfile': '' })
    chmodSync(path.join(folder.root, 'a.Dockerfile'), 0)
    chmodSync(path.join(folder.root, 'b'), 0)
    const { code, stdout } = await run(t, ['preview', '--json', folder.root])
    chmodSync(path.join(folder.root, 'b'), 0o700)
    assert.equal(code, 0)
    assert.deepEqual(
      JSON.parse(stdout).unreadable,
      ['a.Dockerfile', 'b'].map((name) => ({ path: name, reason: 'permission denied (EACCES)' })),
    )
  },
)

test('a file that changed since the search is read as it is now, or not at all', POSIX, (t) => {
  const outside = temporaryFolder(t)
  writeFileSync(path.join(outside, 'Dockerfile'), 'FROM secret\n')
  for (const [change, message] of [
    [(file) => rmSync(file), /^ENOENT/],
    [(file, folder) => rmSync(folder, { recursive: true }), /^ENOENT/],
    [(file) => sparse(file, 400 * MIB), /^larger than 4 MiB$/],
    [(file) => (rmSync(file), mkdirSync(file)), /^a folder, not a regular file$/],
    [(file) => (rmSync(file), execFileSync('mkfifo', [file])), /^a named pipe, not a regular file$/],
    [(file) => (rmSync(file), symlinkSync('/dev/zero', file)), /^a link to a file outside the folder$/],
    [
      (file, folder) => (renameSync(folder, `${folder}.old`), symlinkSync(outside, folder)),
      /^a link to a file outside/,
    ],
  ]) {
    const { root } = workspace(t, { 'a/Dockerfile': 'FROM alpine\n' })
    const { files } = findFiles(root, languageIdOfFile)
    change(path.join(root, 'a/Dockerfile'), path.join(root, 'a'))
    assert.throws(() => readFile(root, files[0]), { message })
  }
})

test('a folder may be named by a link, and a neighbour with a longer name is outside', POSIX, (t) => {
  const parent = temporaryFolder(t)
  mkdirSync(path.join(parent, 'a'))
  mkdirSync(path.join(parent, 'ab'))
  for (const name of ['a/Dockerfile', 'ab/Dockerfile', 'a/..Dockerfile'])
    writeFileSync(path.join(parent, name), 'FROM a\n')
  symlinkSync('a', path.join(parent, 'link'))
  symlinkSync('../ab/Dockerfile', path.join(parent, 'a', 'b.Dockerfile'))
  const folder = path.join(parent, 'link')
  const read = (name) => readFile(folder, { path: name, languageId: 'dockerfile' })
  assert.equal(read('Dockerfile'), 'FROM a\n')
  assert.equal(read('..Dockerfile'), 'FROM a\n')
  assert.throws(() => read('b.Dockerfile'), { message: 'a link to a file outside the folder' })
})

test(
  'no more is read of a file than its limit, whatever size it claims',
  { skip: process.platform !== 'linux' },
  () => {
    // Files in /proc have contents although their size is 0.
    assert.throws(() => readRegularFile('/proc/self/status', 100), { message: /^larger than / })
    assert.ok(readRegularFile('/proc/self/status', MIB).length > 100)
  },
)

test('files are found by the names that the server knows', (t) => {
  const ids = {
    containerfile: 'dockerfile',
    'docker-bake.json': 'dockerbake',
    dockerfile: 'dockerfile',
    'dockerfile.dev': 'dockerfile',
    'main.tf.json': 'terraform',
    'docker-compose.test.yaml': 'dockercompose',
    'prod.tfvars': 'terraform-vars',
  }
  const others = ['Dockerfile.dockerignore', 'notes.txt', 'values.yaml']
  const { root } = workspace(t, Object.fromEntries([...Object.keys(ids), ...others].map((name) => [name, ''])))
  const { files } = findFiles(root, languageIdOfFile)
  assert.deepEqual(Object.fromEntries(files.map(({ path, languageId }) => [path, languageId])), ids)
})

test('the search ends at its limits, and reports that in one line', (t) => {
  const names = Array.from({ length: 20 }, (_, number) => `${number}/Dockerfile`)
  const { root } = workspace(t, Object.fromEntries(names.map((name) => [name, ''])))
  for (const limits of [
    { found: 5, entries: 1000 },
    { found: 1000, entries: 25 },
  ]) {
    const { files, unreadable } = findFiles(root, languageIdOfFile, limits)
    assert.equal(files.length, 5)
    assert.deepEqual(unreadable, [{ path: '.', reason: 'too many files; skipped the rest of the folder' }])
  }
  assert.equal(findFiles(root, languageIdOfFile, { found: 20, entries: 40 }).files.length, 20)
})

test('diagnostics beyond the limit are counted and not kept', (t) => {
  const folder = temporaryFolder(t)
  let publish
  const client = new PreviewClient({ onMessage: (listener) => (publish = listener) }, folder)
  const send = (name, count) => {
    const uri = pathToFileURL(path.join(folder, name)).href
    const diagnostics = Array.from({ length: count }, (_, number) => ({ message: String(number) }))
    publish(JSON.stringify({ method: 'textDocument/publishDiagnostics', params: { uri, diagnostics } }))
  }
  send('a', 15_000)
  send('a', 10_000)
  send('b', 9000)
  assert.deepEqual([client.diagnostics().length, client.omittedDiagnostics()], [19_000, 0])
  send('c', 3000)
  assert.deepEqual([client.diagnostics().length, client.omittedDiagnostics()], [20_000, 2000])
  send('a', 0)
  send('c', 3000)
  assert.deepEqual([client.diagnostics().length, client.omittedDiagnostics()], [12_000, 0])
})
