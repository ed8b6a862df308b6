// What a server costs: the time from its start to the first diagnostics, its memory, its size on the disk, and the memory
// of an open document of a megabyte. candor in a Node process that is its host, and as a program; other servers beside it.

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { sizeOfAddon } from './build.mjs'
import { LANGUAGES, generated, writeDocument } from './documents.mjs'
import { overStdio } from './language-client.mjs'
import { alternate, inNewFolder, median } from './measure.mjs'
import { sizeOfFolder } from './peers.mjs'
import { privateBytes } from './private-bytes.cjs'

export const needs = ['plain']

const LINES = 600
const STARTS = 9
const MEGABYTE = 1 << 20

const hostProgram = fileURLToPath(new URL('one-document.cjs', import.meta.url))
const bareProgram = fileURLToPath(new URL('one-server.cjs', import.meta.url))

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const figures = []
  await inNewFolder(async (folder) => {
    for (const language of Object.keys(LANGUAGES)) {
      figures.push(...(await costs(built, path.join(folder, language), language)))
      figures.push(largeDocument(built, path.join(folder, language, 'large'), language))
    }
  })
  return [...figures, ...sizes(built)]
}

const ns = (times) => ({ number: median(times), unit: 'ns' })
const bytes = (number) => ({ number, unit: 'bytes' })

/** Measures the start and the memory of every server for a language. */
async function costs(built, folder, language) {
  mkdirSync(folder, { recursive: true })
  const { text, edited } = generated(language, LINES)
  // With an error, because some servers publish nothing for a document without one.
  const lines = text.split('\n')
  lines[edited] = LANGUAGES[language].wrong
  const document = writeDocument(folder, language, lines.join('\n'))
  const peers = built.peers.found.filter(({ languages }) => languages.includes(language))

  const bare = []
  const host = { times: [], memory: [] }
  const children = [
    { name: 'candor --stdio', server: commandLine(built), times: [], memory: [] },
    ...peers.map(({ short, server }) => ({ name: short, server, times: [], memory: [] })),
  ]
  await alternate(STARTS, [
    () => bare.push(Number(execFileSync(process.execPath, [bareProgram, '', 'memory'], { encoding: 'utf8' }))),
    (round) => {
      const { first, memory } = inHost(built, document, 'requests')
      if (round === 0) return
      host.times.push(first)
      host.memory.push(memory)
    },
    ...children.map((child) => async (round) => {
      const measured = await asChild(child.server, folder, document)
      if (round === 0 || measured === null) return
      child.times.push(measured.first)
      child.memory.push(measured.memory)
    }),
  ])

  const growth = median(host.memory) - median(bare)
  const all = children.filter(({ times }) => times.length > 0)
  return all.flatMap(({ name, times, memory }) => [
    {
      goal: null,
      what: `${language}, start to diagnostics`,
      value: ns(host.times),
      beside: { what: name, amount: ns(times) },
      limit: null,
    },
    {
      goal: name === 'terraform-ls' ? 31 : null,
      what: `${language}, growth of the host`,
      value: bytes(growth),
      beside: { what: name, amount: bytes(median(memory)) },
      limit: name === 'terraform-ls' ? { of: 'ratio', below: 1 / 3 } : null,
    },
  ])
}

function commandLine({ installed }) {
  return overStdio('candor', process.execPath, [path.join(installed, 'js/cli/main.js'), '--stdio'])
}

/** Runs a process that hosts a server. */
function inHost({ installed }, { uri, languageId }, what) {
  const args = ['--expose-gc', hostProgram, installed, fileURLToPath(uri), languageId, what]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Starts a server as a child process. Returns null if it publishes no diagnostics. */
async function asChild(server, folder, document) {
  const started = performance.now()
  const client = await server.connect(folder)
  try {
    await client.openAndCheck(document)
    const first = (performance.now() - started) * 1e6
    const textDocument = { uri: document.uri }
    const position = { line: 10, character: 4 }
    for (const [method, params] of [
      ['documentSymbol', {}],
      ['hover', { position }],
      ['completion', { position }],
    ]) {
      await client.request(`textDocument/${method}`, { textDocument, ...params }).catch(() => {})
    }
    return { first, memory: privateBytes(client.pid) }
  } catch {
    return null
  } finally {
    await client.close()
  }
}

/** The memory that an open document of a megabyte takes, compared with its size. */
function largeDocument(built, folder, language) {
  let length = 20_000
  let { text } = generated(language, length)
  while (text.length < MEGABYTE) ({ text } = generated(language, (length *= 1.3)))
  const small = writeDocument(path.join(folder, 'small'), language, generated(language, 60).text)
  const large = writeDocument(path.join(folder, 'large'), language, text)
  const memory = (document) => median(Array.from({ length: 3 }, () => inHost(built, document, 'open').memory))
  return {
    goal: 30,
    what: `${language}, 1 MB open`,
    value: bytes(memory(large) - memory(small)),
    beside: { what: 'the text', amount: bytes(Buffer.byteLength(text)) },
    limit: { of: 'ratio', atMost: 12 },
  }
}

/** The sizes of candor and of other servers, as they are installed. */
function sizes({ installed, peers }) {
  const size = sizeOfAddon(installed) + sizeOfFolder(installed)
  return peers.found.map((peer) => ({
    goal: null,
    what: 'size, installed',
    value: bytes(size),
    beside: { what: peer.short, amount: bytes(peer.size) },
    limit: null,
  }))
}
