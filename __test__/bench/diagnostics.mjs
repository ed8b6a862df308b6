// How long the user waits for diagnostics of a Dockerfile of 600 lines, after an edit and after opening it, compared with
// dockerfile-language-server-nodejs as a child process over stdio. Both communicate through vscode-jsonrpc.

import { LANGUAGES, generated, writeDocument } from './documents.mjs'
import { inProcess } from './language-client.mjs'
import { alternate, inNewFolder, median } from './measure.mjs'

export const needs = ['plain']

const EDITS = 60
const WARM_UP = 10
const STARTS = 11
const LINES = 600

const { right: RIGHT, wrong: WRONG } = LANGUAGES.dockerfile

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const peer = built.peers.found.find(({ short }) => short === 'dockerfile-ls')
  if (!peer) throw new Error('dockerfile-language-server-nodejs is not installed; run npm install')
  return inNewFolder((folder) => compare([inProcess(built.installed), peer.server], folder))
}

async function compare(servers, folder) {
  const { text, edited } = generated('dockerfile', LINES)
  const document = writeDocument(folder, 'dockerfile', text)
  const results = servers.map((server) => ({ server, edits: [], opened: [], started: [] }))
  await alternate(
    STARTS,
    results.map(({ server, opened, started }) => async (round) => {
      const before = performance.now()
      const client = await server.connect(folder)
      const open = performance.now()
      await client.openAndCheck(document)
      const now = performance.now()
      // The first start of each server reads its files from the disk.
      if (round > 0) {
        opened.push((now - open) * 1e6)
        started.push((now - before) * 1e6)
      }
      await client.close()
    }),
  )
  const running = []
  for (const { server, edits } of results) {
    const client = await server.connect(folder)
    await client.openAndCheck(document)
    running.push({ client, edits, version: 1 })
  }
  await alternate(
    WARM_UP + EDITS,
    running.map((one) => async (round) => {
      const [from, to] = round % 2 === 0 ? [RIGHT, WRONG] : [WRONG, RIGHT]
      const isWrong = (diagnostics) => diagnostics.some(({ range }) => range.start.line === edited)
      const published = one.client.diagnostics(document.uri, (list) => isWrong(list) === (to === WRONG))
      const started = performance.now()
      one.client.replaceLine(document.uri, ++one.version, edited, from, to)
      await published
      if (round >= WARM_UP) one.edits.push((performance.now() - started) * 1e6)
    }),
  )
  for (const { client } of running) await client.close()

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
