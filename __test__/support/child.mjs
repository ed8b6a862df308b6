// Runs programs to completion, to check how a process with a server ends and what it prints.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

import { root, testingBinary } from './client.mjs'

const ENTRY = path.join(root, 'js/index.js')
/** Milliseconds after which a program that should have ended is killed, so that its test fails. */
const TOO_LONG = 300_000

/**
 * Runs `program` to completion, with `input` on its stdin. Returns its exit code, signal and output. Environment
 * variables of this machine that change the behaviour of programs are removed.
 */
export async function run(program, args, { cwd = root, env = {}, input } = {}) {
  const { DO_NOT_TRACK, CANDOR_TELEMETRY, CANDOR_LOG, NODE_OPTIONS, NODE_TEST_CONTEXT, CI, ...inherited } = process.env
  const child = spawn(program, args, {
    cwd,
    env: { ...inherited, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: TOO_LONG,
    killSignal: 'SIGKILL',
  })
  child.stdin?.end(input)
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text))
  const [code, signal] = await once(child, 'close')
  return { code, signal, ...output }
}

/**
 * Runs `work` in a child process. It receives the public module, the members of `data`, and a few helpers; it cannot
 * access the scope in which it is defined. Each call of `print` adds one element to `printed`.
 */
export async function inChild(work, { node = [], env, data = {} } = {}) {
  const { code, signal, stdout, stderr } = await run(process.execPath, [...node, '-e', script(work, data)], { env })
  const printed = stdout.split('\n').filter(Boolean).map(JSON.parse)
  return { code, signal, stderr, printed }
}

/** Returns the source of a program that runs `work`, for {@link inChild} and for workers. */
export function script(work, data = {}) {
  const means = { ...data, entry: ENTRY, testingBinary }
  return `(${work})({ ...require(${JSON.stringify(ENTRY)}), ...${JSON.stringify(means)}, ...(${standing})() })`
}

/** The helpers for programs of {@link inChild}. */
function standing() {
  const message = (method, params, id) => JSON.stringify({ jsonrpc: '2.0', id, method, params })
  const document = (uri, text) => ({ textDocument: { uri, languageId: 'dockerfile', version: 1, text } })
  return {
    message,
    print: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
    initialize: message('initialize', { capabilities: {}, processId: null, rootUri: null }, 'initialize'),
    initialized: message('initialized', {}),
    open: (uri, text = 'FROM scratch\n') => message('textDocument/didOpen', document(uri, text)),
    change: (uri, text, version = 2) =>
      message('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }),
  }
}
