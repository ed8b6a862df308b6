// The server's system calls: whole sessions in a workspace full of URLs and programs make no connection, write nothing,
// and run only the permitted program.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

import { editorOf, MAIN, start } from '../support/program.mjs'
import {
  between,
  directories,
  readTrace,
  runsOf,
  trace,
  traced,
  tracing,
  violations,
} from '../support/system-calls.mjs'
import { names, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { fakeTerraform } from '../support/terraform.mjs'
import { DOCUMENTS, fill } from '../support/urls.mjs'

const options = traced()
const SESSION = fileURLToPath(new URL('../support/traced.mjs', import.meta.url))
const VERSION = `echo '{"terraform_version":"1.11.4"}'`

/** The only directory that the server may create, and must remove: Terraform's private, empty working directory. */
const DIRECTORY = new RegExp(`"${os.tmpdir()}/candor-[^/"]+"`)

/** Environment variables that would redirect Terraform or Git. */
const MISLEADING = {
  TF_CLI_ARGS: '-chdir=/',
  TF_LOG: 'trace',
  TF_LOG_PATH: '/tmp/candor-written',
  TF_PLUGIN_CACHE_DIR: '/tmp',
  CHECKPOINT_DISABLE: '',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  GIT_DIR: '/tmp',
  GIT_TRACE: '/tmp/candor-written',
}

const NODE = { env: { ...process.env, ...MISLEADING, UV_USE_IO_URING: '0' } }

/** Creates a folder full of URLs, and a permitted program. */
function prepare(t) {
  const folder = temporaryFolder(t)
  fill(folder)
  return { folder, program: fakeTerraform(t, VERSION).program }
}

test('a session in process connects to nothing, writes nothing and runs the permitted program alone', options, (t) => {
  const { folder, program } = prepare(t)
  const { output, calls } = trace(t, [process.execPath, SESSION, JSON.stringify({ folder, program })], NODE)
  const session = between(calls)
  assert.deepEqual(violations(session, { program, directory: DIRECTORY }), [])
  const runs = runsOf(session, program)
  assert.equal(runs.length, 2, 'once for each module that was opened')
  for (const { args } of runs) {
    const environment = JSON.parse(args.replace(/^.*?\], (\[.*\])[^\]]*$/, '$1'))
    assert.ok(environment.includes('CHECKPOINT_DISABLE=1'))
    assert.deepEqual(
      environment.filter((variable) => /^(TF_(?!CLI_CONFIG_FILE)|GIT_|HTTPS?_PROXY)/.test(variable)),
      [],
    )
  }
  const { made, removed } = directories(session)
  assert.equal(made.length, 2)
  assert.deepEqual(made.sort(), removed.sort(), 'what was made is removed')
  // Check that the session did enough to trigger all of that.
  const { events, methods, modules } = JSON.parse(output)
  const kinds = new Set(names(events))
  for (const kind of ['initialize', 'moduleData', 'server_user_action fileModified']) assert.ok(kinds.has(kind), kind)
  assert.ok(events.some(({ properties }) => properties.tfVersion === '1.11.4'))
  assert.ok(events.some(({ properties }) => properties.git_remote))
  assert.ok(methods.includes('textDocument/publishDiagnostics'))
  assert.ok(modules >= 2)
})

for (const [title, words, runs] of [
  ['as a child, where Terraform may not be run, runs nothing', ['--stdio'], 0],
  ["as Terraform's server over stdio runs the client's program alone", ['serve', '--stdio'], 2],
]) {
  test(`a session ${title}, connects to nothing and writes nothing but its answers`, options, async (t) => {
    const { folder, program } = prepare(t)
    const file = path.join(temporaryFolder(t), 'trace')
    const child = start(t, words, { command: tracing(file, [process.execPath, MAIN]), env: NODE.env })
    const editor = editorOf(child)
    const initializationOptions = { telemetry: 'all', terraform: { path: program } }
    const capabilities = { experimental: { telemetryVersion: 1 } }
    await editor.initialize({ rootUri: uriOf(folder), initializationOptions, capabilities })
    for (const [name, [languageId, text]] of Object.entries(DOCUMENTS)) {
      const uri = uriOf(folder, name)
      editor.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
      const contentChanges = [{ text: `${text}\n` }]
      editor.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges })
      await editor.request('textDocument/diagnostic', { textDocument: { uri } })
    }
    const reports =
      runs > 0 ? [{ backend: 'http', tfVersion: '1.11.4' }, { tfVersion: '1.11.4' }] : [{ backend: 'http' }]
    for (const { backend, tfVersion } of reports) {
      await editor.message(({ method, params }) => {
        const { name, properties } = method === 'telemetry/event' ? params : {}
        return name === 'moduleData' && properties.backend === backend && properties.tfVersion === tfVersion
      })
    }
    await editor.request('shutdown')
    editor.notify('exit')
    await editor.ended
    const [, ...calls] = readTrace(file)
    assert.deepEqual(
      violations(calls, { program: runs > 0 ? program : undefined, output: [1], directory: DIRECTORY }),
      [],
    )
    assert.equal(runsOf(calls, program).length, runs)
    const { made, removed } = directories(calls)
    assert.deepEqual(made.sort(), removed.sort())
  })
}

test('a preview of a folder connects to nothing, writes nothing and runs nothing', options, (t) => {
  const { folder } = prepare(t)
  const { output, calls } = trace(t, [process.execPath, MAIN, 'preview', folder], NODE)
  const [, ...own] = calls
  assert.deepEqual(violations(own, { output: [1] }), [])
  assert.match(output, /nothing was sent/)
})

test('a connection, a write and a program are seen where there are any', options, (t) => {
  const folder = temporaryFolder(t)
  const program = path.join(folder, 'program')
  fs.writeFileSync(program, '#!/bin/sh\necho x > "$1"\n', { mode: 0o755 })
  const source = (work) => `
    const { MARKS } = await import(${JSON.stringify(new URL('../support/system-calls.mjs', import.meta.url).href)})
    const [fs, net, { execFileSync }] = await Promise.all(['fs', 'net', 'child_process'].map((name) => import(name)))
    fs.existsSync(MARKS.begin); ${work}; fs.existsSync(MARKS.end)`
  const seen = (work, rules) => {
    const code = source(work)
    const { calls } = trace(t, [process.execPath, '--input-type=module', '-e', code], NODE)
    return violations(between(calls), rules).map((call) => call.split('(')[0])
  }
  const file = JSON.stringify(path.join(folder, 'file'))
  const run = `execFileSync(${JSON.stringify(program)}, [${file}], { stdio: 'ignore' })`
  assert.deepEqual(seen(''), [])
  assert.ok(seen('await new Promise((done) => net.connect(9, "127.0.0.1").on("error", done))').includes('connect'))
  assert.deepEqual(seen(`fs.writeFileSync(${file}, "x")`), ['openat', 'write'])
  assert.deepEqual(seen(`fs.mkdirSync(${file} + "s"); fs.rmdirSync(${file} + "s")`), ['mkdir', 'rmdir'])
  assert.deepEqual(seen('fs.writeSync(1, "x")'), ['write'])
  assert.ok(seen(run).includes('execve'))
  const ofProgram = seen(run, { program })
  assert.ok(
    !ofProgram.includes('execve') && !ofProgram.includes('openat'),
    'what the permitted program does is its own',
  )
})
