// Every request that an editor sends, on a document of 600 lines, on real documents and on one of 4,000 lines: candor in
// this process compared with other servers over stdio. All servers get the same requests in turns.

import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { LANGUAGES, generated, realDocuments, writeDocument } from './documents.mjs'
import { inProcess } from './language-client.mjs'
import { inNewFolder, percentile } from './measure.mjs'

export const needs = ['plain']

const LINES = 600
const LONG = 4_000
const DOCUMENTS = 20
/** The number of positions in the generated document and in each real one. */
const POSITIONS = 40
const POSITIONS_IN_REAL = 4
const ROUNDS = 5
const CHANGES = 30
/** Milliseconds after which a request is not repeated, so that a slow server does not block the benchmark. */
const BUDGET = 3_000

/** Nanoseconds. */
const MS = 1e6

/** A peer that takes this long is to be beaten tenfold. */
const SLOW = 2 * MS

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {(capabilities: any) => unknown} isSupported
 * @property {string} method
 * @property {(at: { position: Position, lines: string[] }) => object} params
 * @property {boolean} [once] whether it concerns the whole document
 * @property {boolean} [instant] whether it is to take at most a millisecond
 */
/** @typedef {{ line: number, character: number }} Position */

/** @type {Kind[]} */
export const KINDS = [
  at('completion', 'completion', 'completionProvider', { instant: true }),
  at('hover', 'hover', 'hoverProvider', { instant: true }),
  at('definition', 'definition', 'definitionProvider', { instant: true }),
  at('references', 'references', 'referencesProvider', {
    instant: true,
    params: ({ position }) => ({ position, context: { includeDeclaration: true } }),
  }),
  at('highlight', 'documentHighlight', 'documentHighlightProvider', { instant: true }),
  at('rename', 'rename', 'renameProvider', { params: ({ position }) => ({ position, newName: 'renamed' }) }),
  at('signature help', 'signatureHelp', 'signatureHelpProvider'),
  at('selection range', 'selectionRange', 'selectionRangeProvider', {
    params: ({ position }) => ({ positions: [position] }),
  }),
  at('code actions', 'codeAction', 'codeActionProvider', {
    params: ({ position: { line }, lines }) => ({
      range: { start: { line, character: 0 }, end: { line, character: lines[line].length } },
      context: { diagnostics: [] },
    }),
  }),
  whole('symbols', 'documentSymbol', 'documentSymbolProvider', { instant: true }),
  whole('folding', 'foldingRange', 'foldingRangeProvider'),
  whole('semantic tokens', 'semanticTokens/full', 'semanticTokensProvider'),
  whole('links', 'documentLink', 'documentLinkProvider'),
  whole('formatting', 'formatting', 'documentFormattingProvider', {
    params: () => ({ options: { tabSize: 2, insertSpaces: true } }),
  }),
]

function at(name, method, capability, rest = {}) {
  const isSupported = (capabilities) => capabilities[capability]
  return { name, method: `textDocument/${method}`, isSupported, params: ({ position }) => ({ position }), ...rest }
}

function whole(name, method, capability, rest = {}) {
  return at(name, method, capability, { params: () => ({}), once: true, ...rest })
}

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const figures = []
  await inNewFolder(async (folder) => {
    for (const language of Object.keys(LANGUAGES)) {
      figures.push(...(await measureLanguage(built, path.join(folder, language), language)))
    }
  })
  return figures
}

async function measureLanguage(built, folder, language) {
  const ours = inProcess(built.installed)
  const peers = built.peers.found.filter(({ languages }) => languages.includes(language))
  const all = [ours, ...peers.map(({ server }) => server)]
  mkdirSync(folder, { recursive: true })
  const { text, edited } = generated(language, LINES)
  const short = writeDocument(path.join(folder, 'short'), language, text)
  const real = realDocuments(built.root, path.join(folder, 'real'), language, DOCUMENTS)

  const on600 = await requests(all, path.join(folder, 'short'), [short], POSITIONS)
  const changed = await changes(all, path.join(folder, 'short'), language, short, edited)
  const onReal = await requests(all, path.join(folder, 'real'), real, POSITIONS_IN_REAL)
  const long = await longDocument(ours, path.join(folder, 'long'), language)

  const names = peers.map(({ short }) => short)
  return [
    ...rows(`${language}, ${LINES} lines`, names, [...on600, ...changed], true),
    ...rows(`${language}, ${real.length} real documents`, names, onReal, false),
    ...rows(`${language}, ${LONG} lines`, [], long, false),
  ]
}

/**
 * Sends requests of every kind about documents to every server.
 * @returns {Promise<Result[]>}
 */
async function requests(servers, folder, documents, positions) {
  const clients = await connectAll(servers, folder)
  for (const client of clients) for (const document of documents) client?.open(document)
  const results = []
  for (const kind of KINDS) {
    const samples = documents.flatMap(({ uri, text }) => {
      const lines = text.split('\n')
      const some = kind.once ? [{ line: 0, character: 0 }] : wordsOf(lines, positions)
      return some.map((position) => ({ textDocument: { uri }, ...kind.params({ position, lines }) }))
    })
    const times = clients.map((client) => (client && kind.isSupported(client.capabilities) ? [] : null))
    const answered = clients.map(() => false)
    const started = performance.now()
    // The first round is a warm-up, in which servers also read what they need.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, params] of samples.entries()) {
        // Each server is the first one as often as the others.
        for (const offset of clients.keys()) {
          const place = (index + offset) % clients.length
          if (times[place] === null) continue
          const { time, hasContent } = await ask(clients[place], kind.method, params)
          answered[place] ||= hasContent
          if (round > 0) times[place].push(time)
        }
      }
      if (round > 0 && performance.now() - started > BUDGET) break
    }
    // A peer that never finds anything is not compared: it does not do the work.
    const done = times.map((list, place) => (place === 0 || answered[place] ? list : null))
    results.push({ name: kind.name, instant: kind.instant === true, times: done })
  }
  await closeAll(clients)
  return results
}

/** Sends a request. An error is a response as well. */
async function ask(client, method, params) {
  const started = performance.now()
  const result = await client.request(method, params).catch((error) => {
    if (typeof error.code !== 'number') throw error
    return null
  })
  const time = (performance.now() - started) * MS
  const list = result?.items ?? result?.data ?? result?.signatures ?? result
  // No edits mean that the document is formatted.
  const hasContent = list !== null && (list.length !== 0 || method === 'textDocument/formatting')
  return { time, hasContent }
}

/**
 * Returns positions inside words, evenly spread over a document. Names of images are left out, because some servers look
 * them up in the network.
 */
function wordsOf(lines, count) {
  const all = lines.flatMap((text, line) =>
    /^\s*(FROM|"?image"?:)\b/i.test(text) || /^\s*(#|$)/.test(text)
      ? []
      : [...text.matchAll(/[\w-]{2,}/g)].map(({ index }) => ({ line, character: index + 1 })),
  )
  const step = Math.max(1, all.length / count)
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)])
}

/** Measures changes: until the diagnostics of a change are published, and until the response to a completion after one. */
async function changes(servers, folder, language, document, edited) {
  const { right, wrong, typed } = LANGUAGES[language]
  const clients = await connectAll(servers, folder)
  const diagnostics = clients.map(() => [])
  const completions = clients.map((client) => (client?.capabilities.completionProvider ? [] : null))
  for (const [place, client] of clients.entries()) {
    if (!client) continue
    client.open(document)
    let version = 1
    const replace = (from, to) => client.replaceLine(document.uri, ++version, edited, from, to)
    try {
      for (let at = 0; at < CHANGES; at++) {
        for (const [from, to] of [
          [right, wrong],
          [wrong, right],
        ]) {
          const isWrong = (list) => list.some(({ severity }) => severity === 1)
          const published = client.diagnostics(document.uri, (list) => isWrong(list) === (to === wrong))
          const started = performance.now()
          replace(from, to)
          await published
          if (at > 2) diagnostics[place].push((performance.now() - started) * MS)
        }
      }
    } catch {
      // This server publishes no such diagnostics: docker-language-server has none without buildx.
      diagnostics[place] = null
      if (version % 2 === 0) replace(wrong, right)
    }
    let hasItems = false
    for (let at = 0; completions[place] && at < CHANGES; at++) {
      const started = performance.now()
      replace(right, typed)
      const params = { textDocument: { uri: document.uri }, position: { line: edited, character: typed.length } }
      const { hasContent } = await ask(client, 'textDocument/completion', params)
      if (at > 2) completions[place].push((performance.now() - started) * MS)
      hasItems ||= hasContent
      replace(typed, right)
      // Lets the server finish what follows from the change back.
      await ask(client, 'textDocument/hover', params)
    }
    if (!hasItems && place > 0) completions[place] = null
  }
  await closeAll(clients)
  return [
    { name: 'change, completion', instant: false, times: completions },
    { name: 'change, diagnostics', instant: false, times: diagnostics },
  ]
}

/** Measures what is to be fast even in a very long document, with and without a change before each request. */
async function longDocument(server, folder, language) {
  const { right } = LANGUAGES[language]
  const { text, edited } = generated(language, LONG)
  const document = writeDocument(folder, language, text)
  const client = await server.connect(folder)
  await client.openAndCheck(document)
  const kinds = KINDS.filter(({ name }) => ['formatting', 'semantic tokens', 'folding'].includes(name))
  const results = []
  let [line, version] = [right, 1]
  for (const { name, method, params } of kinds) {
    const [alone, changed] = [[], []]
    const textDocument = { uri: document.uri }
    const request = () =>
      ask(client, method, { textDocument, ...params({ position: { line: 0, character: 0 }, lines: [] }) })
    for (let at = 0; at < CHANGES; at++) {
      const typed = `${right}${line === right ? ' ' : ''}`
      const checked = client.diagnostics(document.uri)
      const started = performance.now()
      client.replaceLine(document.uri, ++version, edited, line, typed)
      line = typed
      await request()
      changed.push((performance.now() - started) * MS)
      await checked
      alone.push((await request()).time)
    }
    results.push({ name, instant: false, limit: 5 * MS, times: [alone] })
    results.push({ name: `change, ${name}`, instant: false, times: [changed] })
  }
  await client.close()
  return results
}

/** Starts all servers. One that does not start is left out. */
async function connectAll(servers, folder) {
  const clients = []
  for (const server of servers) {
    clients.push(await server.connect(folder).catch((error) => void console.error(`${server.name}: ${error.message}`)))
  }
  return clients
}

async function closeAll(clients) {
  for (const client of clients) await client?.close()
}

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {boolean} instant
 * @property {(number[] | null)[]} times of each server, candor first, in nanoseconds
 * @property {number} [limit]
 */

/**
 * Makes figures of results: candor alone with the goals for it, then candor compared with each peer.
 * @param {string} group @param {string[]} peers @param {Result[]} results @param {boolean} isJudged
 */
function rows(group, peers, results, isJudged) {
  const ours = results.filter(({ times }) => times[0]?.length)
  return [
    ...ours.flatMap((result) => alone(group, result, isJudged)),
    ...peers.flatMap((peer, index) =>
      ours.flatMap(({ name, times }) => compared(group, peer, name, times[0], times[index + 1])),
    ),
  ]
}

function amountAt(times, share) {
  return { number: percentile(times, share), unit: 'ns' }
}

/** candor alone. */
function alone(group, { name, instant, limit, times: [times] }, isJudged) {
  const isInstant = isJudged && instant
  const most = (number) => ({ of: 'value', atMost: number })
  const [goal, bound] = limit ? [29, most(limit)] : isInstant ? [26, most(MS)] : [null, null]
  const tail = { value: amountAt(times, 95), beside: null }
  const figure = { group, what: name, value: amountAt(times, 50), beside: null, tail, goal, limit: bound }
  if (!isInstant) return [figure]
  const slowest = { group, what: `${name}, p99`, value: amountAt(times, 99), beside: null }
  return [figure, { ...slowest, goal: 27, limit: most(5 * MS) }]
}

/** candor beside a peer, which may not have the feature. */
function compared(group, peer, what, ours, theirs) {
  if (!theirs?.length) return []
  const beside = { what: peer, amount: amountAt(theirs, 50) }
  const tail = { value: amountAt(ours, 95), beside: amountAt(theirs, 95) }
  const limit = { of: 'ratio', atMost: beside.amount.number >= SLOW ? 0.1 : 1 }
  return [{ group: `${group}, beside ${peer}`, what, value: amountAt(ours, 50), beside, tail, goal: 28, limit }]
}
