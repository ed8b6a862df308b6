// Starts the command line as editors do, and acts as the editor.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'

import framing from '../../js/cli/server/framing/framing.js'
import { root } from './client.mjs'

const { MessageReader, frame } = framing

export const MAIN = path.join(root, 'js/cli/main.js')
export const STDIO = path.join(root, 'js/stdio.js')
/** Milliseconds after which a program that should have ended is killed, so that its test fails. */
const TOO_LONG = 60_000

/** The environment for programs under test, without variables of this machine that change their behaviour. */
function cleanEnvironment(env = {}) {
  const { DO_NOT_TRACK, CANDOR_TELEMETRY, CANDOR_LOG, NO_COLOR, FORCE_COLOR, NODE_OPTIONS, ...inherited } = process.env
  return { ...inherited, ...env }
}

/** Starts one of our programs, by default with the Node that runs the tests. */
export function start(
  t,
  args,
  { program = MAIN, command = [process.execPath, program], env, cwd, stdio = 'pipe' } = {},
) {
  const [file, ...first] = command
  const child = spawn(file, [...first, ...args], { env: cleanEnvironment(env), cwd, stdio, timeout: TOO_LONG })
  child.stdin?.on('error', () => {})
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** Runs one of our programs to completion, with `input` on its stdin. */
export async function run(t, args, { input = '', ...options } = {}) {
  const child = start(t, args, options)
  child.stdin.end(input)
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text))
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/** An editor that communicates over a pair of streams. */
export class Editor {
  #waiting = []
  #closed = false
  received = []
  #id = 0

  constructor(readable, writable) {
    this.writable = writable
    this.unreadable = []
    const reader = new MessageReader(
      (message) => this.#take(JSON.parse(message)),
      (problem) => this.unreadable.push(problem),
    )
    readable.on('data', (chunk) => reader.push(chunk))
    this.ended = once(readable, 'close').then(() => {
      this.#closed = true
      for (const { reject } of this.#waiting) reject(new Error('the server ended before it answered'))
    })
  }

  #take(message) {
    this.received.push(message)
    this.#waiting = this.#waiting.filter(({ matches, resolve }) => !(matches(message) && (resolve(message), true)))
  }

  /** Resolves with the first message that matches, including messages that have already arrived. */
  message(matches) {
    const found = this.received.find(matches)
    if (found) return Promise.resolve(found)
    if (this.#closed) return Promise.reject(new Error('the server had ended before it was asked'))
    return new Promise((resolve, reject) => this.#waiting.push({ matches, resolve, reject }))
  }

  send(message) {
    this.writable.write(frame(JSON.stringify({ jsonrpc: '2.0', ...message })))
  }

  notify(method, params) {
    this.send({ method, params })
  }

  request(method, params) {
    const id = ++this.#id
    this.send({ id, method, params })
    return this.message((message) => message.id === id && message.method === undefined)
  }

  async initialize(params = {}) {
    const answer = await this.request('initialize', { processId: null, rootUri: null, capabilities: {}, ...params })
    this.notify('initialized', {})
    return answer.result
  }
}

export function editorOf(child) {
  return new Editor(child.stdout, child.stdin)
}

/** Starts the command line on a free port and waits until it prints its address and the token for clients. */
export async function listen(t, args = ['--port', '0'], options) {
  const child = start(t, args, options)
  child.stdout.on('data', (chunk) => child.emit('error', new Error(`stdout is not for this: ${chunk}`)))
  const heard = { stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (text) => (heard.stderr += text))
  const isComplete = () => heard.stderr.split('\n').length > 2
  while (!isComplete()) await once(child.stderr, 'data')
  const [, port, access] = /^listening on 127\.0\.0\.1:(\d+)\n(.+)\n$/.exec(heard.stderr)
  return { child, port: Number(port), access, token: /^token: (.+)$/.exec(access)?.[1], heard }
}

export async function connect(t, port) {
  return connectTo(t, { host: '127.0.0.1', port })
}

/** Connects to a port, or to the path of a socket. */
export async function connectTo(t, address) {
  const socket = net.connect(address)
  t.after(() => socket.destroy())
  await once(socket, 'connect')
  return { socket, editor: new Editor(socket, socket) }
}
