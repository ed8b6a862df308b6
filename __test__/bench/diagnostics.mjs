// How long the user waits for diagnostics of a Dockerfile of 600 lines, after an edit and after opening it, compared with
// dockerfile-language-server-nodejs as a child process over stdio. Both communicate through vscode-jsonrpc.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'

import { loadServer } from './connections.mjs'
import { alternate, median } from './measure.mjs'

const require = createRequire(import.meta.url)
const rpc = require('vscode-jsonrpc/node')

const EDITS = 60
const WARM_UP = 10
const STARTS = 11

/** Milliseconds after which the benchmark stops waiting for diagnostics. */
const LATEST = 20_000

const LINES = 600
const URI = 'file:///bench/Dockerfile'

/** The line to edit, and its new contents: an unknown instruction and a known one. */
const EDITED = 300
const WRONG = 'RUM npm test'
const RIGHT = 'RUN npm test'

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const servers = [() => inProcess(built), child]
  const results = servers.map((start) => ({ start, edits: [], opened: [], started: [] }))
  await alternate(
    STARTS,
    results.map(({ start, opened, started }) => async (round) => {
      const before = performance.now()
      const server = await start()
      const open = performance.now()
      await openDocument(server)
      const now = performance.now()
      // The first start of each server reads its files from the disk.
      if (round > 0) {
        opened.push((now - open) * 1e6)
        started.push((now - before) * 1e6)
      }
      await server.close()
    }),
  )
  const running = []
  for (const { start, edits } of results) {
    const server = await start()
    await openDocument(server)
    running.push({ server, edits, version: 1 })
  }
  await alternate(
    WARM_UP + EDITS,
    running.map((one) => async (round) => {
      const time = await edit(one.server, ++one.version, round % 2 === 0 ? WRONG : RIGHT)
      if (round >= WARM_UP) one.edits.push(time * 1e6)
    }),
  )
  for (const { server } of running) await server.close()

  const [ours, theirs] = results
  const figure = (what, key, rest) => ({
    what,
    value: { number: median(ours[key]), unit: 'ns' },
    beside: { what: 'Node server, child', amount: { number: median(theirs[key]), unit: 'ns' } },
    ...rest,
  })
  return [
    figure('from edit to diagnostics, p50', 'edits', { goal: 10, limit: { of: 'ratio', atMost: 0.1 } }),
    figure('from didOpen to first diagnostics', 'opened', { goal: 11, limit: { of: 'ratio', atMost: 0.05 } }),
    figure('from start to first diagnostics', 'started', { goal: null, limit: null }),
  ]
}

/**
 * @typedef {object} Server
 * @property {any} connection
 * @property {() => Promise<unknown>} close
 */

/**
 * In this process, as vscode-languageclient uses it.
 * @param {import('./build.mjs').Built} built
 * @returns {Promise<Server>}
 */
function inProcess(built) {
  const { messageTransports } = require(path.join(built.root, 'js/languageclient.js'))
  const server = loadServer(built).start({ binary: built.testing })
  const { reader, writer } = messageTransports(server)
  return initialized(rpc.createMessageConnection(reader, writer), () => server.stop())
}

/** @returns {Promise<Server>} */
function child() {
  const program = require.resolve('dockerfile-language-server-nodejs/bin/docker-langserver')
  const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const reader = new rpc.StreamMessageReader(server.stdout)
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(server.stdin))
  return initialized(connection, async () => {
    const exit = once(server, 'exit')
    server.kill()
    await exit
  })
}

/** @returns {Promise<Server>} */
async function initialized(connection, stop) {
  connection.listen()
  const capabilities = { textDocument: { publishDiagnostics: {} } }
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities })
  await connection.sendNotification('initialized', {})
  return {
    connection,
    async close() {
      connection.dispose()
      await stop()
    },
  }
}

async function openDocument({ connection }) {
  const published = nextDiagnostics(connection, () => true)
  const textDocument = { uri: URI, languageId: 'dockerfile', version: 1, text: dockerfile() }
  await connection.sendNotification('textDocument/didOpen', { textDocument })
  await published
}

/** Returns the milliseconds from an edit to its diagnostics, which show whether the line is wrong. */
async function edit({ connection }, version, line) {
  const published = nextDiagnostics(connection, (diagnostics) => isWrong(diagnostics) === (line === WRONG))
  const range = { start: { line: EDITED, character: 0 }, end: { line: EDITED, character: RIGHT.length } }
  const started = performance.now()
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version },
    contentChanges: [{ range, text: line }],
  })
  await published
  return performance.now() - started
}

function isWrong(diagnostics) {
  return diagnostics.some(({ range }) => range.start.line === EDITED)
}

/** Resolves with the next expected diagnostics. Rejects after a time limit, so that no server blocks the benchmark. */
function nextDiagnostics(connection, isExpected) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a server published no such diagnostics')), LATEST)
    const listening = connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      if (uri !== URI || !isExpected(diagnostics)) return
      listening.dispose()
      clearTimeout(late)
      resolve(diagnostics)
    })
  })
}

/** Returns a Dockerfile with stages as a careful author writes them, and a few problems. */
function dockerfile() {
  const lines = ['# syntax=docker/dockerfile:1', 'ARG VERSION=3.20']
  for (let stage = 0; lines.length < LINES; stage++) {
    lines.push(
      '',
      `# stage${stage} builds one part`,
      `FROM ${stage === 0 ? 'alpine:$VERSION' : `stage${stage - 1}`} AS stage${stage}`,
      `ENV PART=${stage} HOME=/home/part${stage}`,
      'WORKDIR /src',
      `COPY --chown=1000:1000 package${stage}.json ./`,
      'RUN --mount=type=cache,target=/root/.npm \\',
      '    npm ci && \\',
      `    npm run build -- --part=$PART`,
      'LABEL org.opencontainers.image.title="part $PART"',
      'RUN npm run lint',
      `EXPOSE ${3000 + stage}/tcp`,
      stage % 10 === 0 ? 'MAINTAINER Grace Hopper' : 'USER node',
      stage % 15 === 0 ? 'CMD npm start' : 'CMD ["npm", "start"]',
    )
  }
  lines.length = LINES
  lines[EDITED] = RIGHT
  return `${lines.join('\n')}\n`
}
