// How fast Terraform files are parsed in Rust, compared with a parser alone; how long it takes to find the modules in a
// large folder, compared with listing it, and whether that delays requests; and how long it takes from opening a module
// to the event about it.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { goldens } from '../support/goldens.mjs'
import { ECHO, paramsOf, startWithHooks } from './connections.mjs'
import { generated } from './documents.mjs'
import { inNewFolder, nextTurn, percentile } from './measure.mjs'

export const needs = ['testing', 'peer']

const ROUNDS = 30
const SEARCHES = 40
/**
 * The number of modules in the folder to search. Each has four files, and every third one a folder without modules. Builds
 * with test hooks search at most 2,048 folders.
 */
const MODULES = 1_300
const SMALL_MODULES = 300
/** The maximum number of lines of a small module; three of four public modules are small. */
const SMALL = 300
const LINES = 4_000
const OPENINGS = 60

/** @param {import('./build.mjs').Built} built */
export function measure(built) {
  const modules = realModules()
  return inNewFolder(async (folder) => [
    ...reading(built, modules, path.join(folder, 'real')),
    ...(await discovery(built, path.join(folder, 'many'))),
    ...(await opening(built, modules, path.join(folder, 'opened'))),
  ])
}

const ns = (number) => ({ number, unit: 'ns' })

function peer({ peer }, ...args) {
  return JSON.parse(execFileSync(peer, args, { encoding: 'utf8' }))
}

/** @typedef {Record<string, string>} Module the text of each file, by name */

function reading(built, modules, folder) {
  modules.forEach((module, at) => write(path.join(folder, String(at)), module))
  const { theirs, read, modules: made } = peer(built, 'terraform', folder, String(ROUNDS))
  const beside = { what: 'hcl-edit', amount: ns(theirs) }
  return [
    { goal: 15, what: 'real modules, read', value: ns(read), beside, limit: { of: 'ratio', atMost: 0.25 } },
    { goal: null, what: 'real modules, read and understood', value: ns(made), beside, limit: null },
  ]
}

async function discovery(built, folder) {
  for (let at = 0; at < MODULES; at++) {
    const module = path.join(folder, `team${at % 13}`, `service${at % 10}`, `module${at}`)
    write(module, { 'main.tf': '', 'outputs.tf': '', 'variables.tf': '', 'versions.tf': '' })
    if (at % 3 === 0) write(path.join(module, 'docs'), { 'README.md': '' })
  }
  const { modules, listing, search } = peer(built, 'discovery', folder, String(ROUNDS))
  if (modules !== MODULES) throw new Error(`${modules} of ${MODULES} modules were found`)
  const { answered, requests, floor } = await searches(built, folder)
  const bare = { what: 'bare listing', amount: ns(listing) }
  return [
    {
      goal: 16,
      what: '1,300 modules found, p50',
      value: ns(percentile(answered, 50)),
      beside: bare,
      limit: { of: 'ratio', atMost: 3 },
    },
    { goal: null, what: 'the same without the request', value: ns(search), beside: bare, limit: null },
    {
      goal: 17,
      what: 'a request during it, p99',
      value: ns(percentile(requests, 99)),
      beside: { what: 'without a search, p99', amount: ns(percentile(floor, 99)) },
      limit: { of: 'value', atMost: 5e6 },
    },
    {
      goal: null,
      what: 'a request during it, the longest',
      value: ns(Math.max(...requests)),
      beside: { what: 'without a search', amount: ns(Math.max(...floor)) },
      limit: null,
    },
  ]
}

/** Returns the nanoseconds of every search, of requests during the searches, and of as many requests without one. */
async function searches(built, folder) {
  const client = await connect(built, folder)
  const [answered, requests, floor] = [[], [], []]
  const ask = async (into) => {
    const started = performance.now()
    await client.request(ECHO, paramsOf(200))
    into.push((performance.now() - started) * 1e6)
  }
  for (let round = 0; round <= SEARCHES; round++) {
    let isOver = false
    const started = performance.now()
    const search = client.request('candor/modules').then(({ modules }) => {
      isOver = true
      if (modules.length !== MODULES) throw new Error('modules are missing')
      // The first search is a warm-up.
      if (round > 0) answered.push((performance.now() - started) * 1e6)
    })
    while (!isOver) await ask(requests)
    await search
  }
  while (floor.length < requests.length) await ask(floor)
  await client.stop()
  return { answered, requests, floor }
}

async function opening(built, modules, folder) {
  const lines = (module) => Object.values(module).join('').split('\n').length
  const small = modules.filter((module) => lines(module) <= SMALL).slice(0, SMALL_MODULES)
  const times = await openings(built, folder, small)
  const large = await openings(
    built,
    folder,
    Array.from({ length: OPENINGS }, () => ({ 'main.tf': generated('terraform', LINES).text })),
  )
  const figure = (goal, what, { opened, requests }, limit) => ({
    goal,
    what,
    value: ns(percentile(opened, 50)),
    beside: { what: 'a request, p50', amount: ns(percentile(requests, 50)) },
    limit: { of: 'value', atMost: limit },
  })
  return [
    figure(18, 'didOpen to moduleData, small, p50', times, 1e6),
    figure(19, 'didOpen to moduleData, 4,000 lines', large, 5e6),
  ]
}

/** Returns the nanoseconds from opening each module to the event about it, and of a request after each. */
async function openings(built, folder, modules) {
  rmSync(folder, { recursive: true, force: true })
  modules.forEach((module, at) => write(path.join(folder, String(at)), module))
  const client = await connect(built, folder)
  const [opened, requests] = [[], []]
  for (const [at, module] of modules.entries()) {
    const [name, text] = Object.entries(module)[0]
    const uri = pathToFileURL(path.join(folder, String(at), name)).href
    const reported = client.nextModule()
    const started = performance.now()
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'terraform', version: 1, text } })
    await reported
    opened.push((performance.now() - started) * 1e6)
    const asked = performance.now()
    await client.request(ECHO, paramsOf(200))
    requests.push((performance.now() - asked) * 1e6)
    await nextTurn()
  }
  await client.stop()
  return { opened: opened.slice(10), requests: requests.slice(10) }
}

/** Starts a client in this process whose host's level is `all`. */
async function connect(built, folder) {
  const { server } = startWithHooks(built, { level: 'all' })
  const answers = new Map()
  let lastId = 0
  let hear = () => {}
  server.onMessage((text) => {
    const { id, result } = JSON.parse(text)
    answers.get(id)?.(result)
    answers.delete(id)
  })
  server.onTelemetry((events) => events.forEach((event) => event.name === 'moduleData' && hear(event)))
  const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  const client = {
    request: (method, params) =>
      new Promise((resolve) => {
        answers.set(++lastId, resolve)
        send({ id: lastId, method, params })
      }),
    notify: (method, params) => send({ method, params }),
    nextModule: () => new Promise((resolve) => (hear = resolve)),
    stop: () => server.stop(),
  }
  await client.request('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} })
  client.notify('initialized', {})
  await server.idle()
  return client
}

/**
 * Returns public modules with requirements if they are available, otherwise generated ones.
 * @returns {Module[]}
 */
function realModules() {
  const file = path.join(goldens, 'terraform/modules.jsonl')
  if (!existsSync(file))
    return Array.from({ length: SMALL_MODULES }, () => ({ 'main.tf': generated('terraform', 120).text }))
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const recorded = lines.map((line) => JSON.parse(line))
  const real = recorded.filter(({ source, event }) => source !== 'generated' && event?.providerRequirements)
  return real
    .map(({ files }) => Object.fromEntries(Object.entries(files).filter(([name]) => /\.tf$/.test(name))))
    .filter((module) => Object.keys(module).length > 0)
}

function write(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
}
