// Runs programs to their end, to see how a process with a server in it ends and what it says until then.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

import { root, testingBinary } from './client.mjs'

const ENTRY = path.join(root, 'js/index.js')
/** Milliseconds after which a program that should have ended is stopped, so that its test fails. */
const TOO_LONG = 300_000

/**
 * Runs `program` to its end, with `input` on its stdin; what it prints is the result. Variables of the machine that change how things behave are
 * not handed on.
 */
export async function run(program, args, { cwd = root, env = {}, input } = {}) {
  const { DO_NOT_TRACK, CANDOR_TELEMETRY, NODE_OPTIONS, NODE_TEST_CONTEXT, CI, ...inherited } = process.env
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
 * Runs `work` in a process of its own. It is handed the public module, what `data` says, and small means of its own;
 * it sees nothing of the file in which it stands. Each `print` is one line of `printed`.
 */
export async function inChild(work, { node = [], env, data = {} } = {}) {
  const { code, signal, stdout, stderr } = await run(process.execPath, [...node, '-e', script(work, data)], { env })
  const printed = stdout.split('\n').filter(Boolean).map(JSON.parse)
  return { code, signal, stderr, printed }
}

/** The text of a program that runs `work`, as {@link inChild} and workers do. */
export function script(work, data = {}) {
  const means = { ...data, entry: ENTRY, testingBinary }
  return `(${work})({ ...require(${JSON.stringify(ENTRY)}), ...${JSON.stringify(means)}, ...(${standing})() })`
}

/** What a program of {@link inChild} has at hand. */
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
