// Large Terraform projects: keystrokes in a directory with many files and in a long file, the indexing of a monorepo
// compared with reading its files, and the schemas of a provider as large as AWS.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { startWithHooks } from './connections.mjs'
import { CAPABILITIES } from './language-client.mjs'
import { alternate, inNewFolder, median, nextTurn, percentile } from './measure.mjs'

export const needs = ['plain', 'testing', 'peer']

const FILES = 1_000
const LINES = 4_000
const MODULES = 2_000
const TYPES = 1_500
const ATTRIBUTES = 40
const KEYSTROKES = 200
const ROUNDS = 10
const PROCESSES = 5
/** The time in milliseconds after which the server no longer lists a folder again that has not changed. */
const SETTLED = 2_500

const monorepo = fileURLToPath(new URL('one-monorepo.cjs', import.meta.url))

/** @param {import('./build.mjs').Built} built */
export function measure(built) {
  return inNewFolder(async (folder) => [
    ...(await directory(built, path.join(folder, 'directory'))),
    ...(await longFile(built, path.join(folder, 'long'))),
    ...(await modules(built, path.join(folder, 'monorepo'))),
    ...schemas(built, folder),
  ])
}

const ns = (number) => ({ number, unit: 'ns' })
const bytes = (number) => ({ number, unit: 'bytes' })
const atMost = (limit) => ({ of: 'value', atMost: limit })

async function directory(built, folder) {
  for (let at = 0; at < FILES; at++) write(folder, `part${at}.tf`, part(at))
  const client = await open(built, folder, 'part500.tf', part(500))
  const checked = await keystrokes(client, () => client.diagnostics())
  const completed = await keystrokes(client, async () => {
    const diagnostics = client.diagnostics()
    await client.ask('completion', { position: client.cursor })
    await diagnostics
  })
  await sleep(SETTLED)
  const settled = await keystrokes(client, () => client.diagnostics())
  await client.stop()
  return [
    {
      goal: 20,
      what: 'keystroke among 1,000 files, p50',
      value: ns(percentile(checked, 50)),
      beside: null,
      limit: atMost(5e6),
    },
    {
      goal: null,
      what: 'the same, p99',
      value: ns(percentile(checked, 99)),
      beside: null,
      limit: null,
    },
    {
      goal: null,
      what: 'the same with completion, p50',
      value: ns(percentile(completed, 50)),
      beside: null,
      limit: null,
    },
    {
      goal: null,
      what: 'the same, files written long ago, p50',
      value: ns(percentile(settled, 50)),
      beside: null,
      limit: null,
    },
  ]
}

async function longFile(built, folder) {
  let text = ''
  for (let at = 0; text.split('\n').length < LINES; at++) text += `${part(at)}\n`
  write(folder, 'main.tf', text)
  const client = await open(built, folder, 'main.tf', text)
  const whole = { start: { line: 0, character: 0 }, end: { line: LINES, character: 0 } }
  const questions = {
    completion: { position: client.cursor },
    hover: { position: client.cursor },
    definition: { position: client.cursor },
    references: { position: client.cursor, context: { includeDeclaration: true } },
    documentHighlight: { position: client.cursor },
    documentSymbol: {},
    foldingRange: {},
    'semanticTokens/full/delta': { previousResultId: '' },
    inlayHint: { range: whole },
    documentLink: {},
    codeAction: { range: whole, context: { diagnostics: [] } },
  }
  const each = await keystrokes(client, async () => {
    const diagnostics = client.diagnostics()
    await Promise.all(Object.entries(questions).map(([method, params]) => client.ask(method, params)))
    await diagnostics
  })
  const figures = [
    {
      goal: 21,
      what: 'keystroke in 4,000 lines, all answers',
      value: ns(percentile(each, 50)),
      beside: null,
      limit: atMost(2e6),
    },
  ]
  for (const [method, params] of [['diagnostics', null], ...Object.entries(questions)]) {
    const alone = await keystrokes(client, () => (params ? client.ask(method, params) : client.diagnostics()))
    const what = `keystroke in 4,000 lines, ${method}`
    figures.push({ goal: null, what, value: ns(percentile(alone, 50)), beside: null, limit: null })
  }
  await client.stop()
  return figures
}

/** Returns the nanoseconds from each edit until `answered` resolves. */
async function keystrokes(client, answered) {
  const times = []
  for (let at = 0; at < KEYSTROKES; at++) {
    await client.idle()
    await nextTurn()
    const started = performance.now()
    client.type()
    await answered()
    // The first keystrokes are a warm-up.
    if (at >= KEYSTROKES / 10) times.push((performance.now() - started) * 1e6)
  }
  return times
}

async function modules(built, folder) {
  for (let at = 0; at < MODULES; at++) {
    const module = path.join(folder, `team${at % 20}`, `module${at}`)
    write(module, 'main.tf', `${part(at, true)}\n${part(at + MODULES, true)}${calls(at)}`)
    write(module, 'variables.tf', variables(at))
    write(module, 'outputs.tf', 'output "id" {\n  value = local.name\n}\n')
    write(module, 'versions.tf', versions(at))
  }
  const run = (...args) => JSON.parse(execFileSync(process.execPath, [monorepo, ...args], { encoding: 'utf8' }))
  const [indexed, unindexed] = [[], []]
  await alternate(PROCESSES, [
    () => indexed.push(run(built.installed, folder, 'index')),
    () => unindexed.push(run(built.installed, folder, 'open')),
  ])
  const { read } = JSON.parse(execFileSync(built.peer, ['reading', folder, String(ROUNDS)], { encoding: 'utf8' }))
  // At least one reference from each caller of the first module.
  if (indexed.some(({ found }) => found < MODULES / 50)) throw new Error('calls of the first module are missing')
  const memory = median(indexed.map(({ memory }) => memory)) - median(unindexed.map(({ memory }) => memory))
  return [
    {
      goal: 22,
      what: '2,000 modules indexed',
      value: ns(median(indexed.map(({ time }) => time))),
      beside: { what: 'bare read of them', amount: ns(read) },
      limit: { of: 'ratio', atMost: 3 },
    },
    { goal: 23, what: 'memory for each module', value: bytes(memory / MODULES), beside: null, limit: atMost(30e3) },
  ]
}

function schemas(built, folder) {
  const file = path.join(folder, 'schemas.json')
  writeFileSync(file, providerSchemas())
  const measured = JSON.parse(execFileSync(built.peer, ['schemas', file, String(ROUNDS)], { encoding: 'utf8' }))
  return [
    {
      goal: 24,
      what: `schemas of ${TYPES} types loaded`,
      value: ns(measured.load),
      beside: { what: 'bare read of the JSON', amount: ns(measured.read) },
      limit: atMost(400e6),
    },
    {
      goal: 25,
      what: 'memory for them',
      value: bytes(measured.held),
      beside: { what: 'the file', amount: bytes(measured.file) },
      limit: atMost(15e6),
    },
  ]
}

/** Starts a client in this process with an open document. */
async function open(built, folder, name, text) {
  const { server } = startWithHooks(built)
  const uri = pathToFileURL(path.join(folder, name)).href
  const textDocument = { uri }
  const answers = new Map()
  let [lastId, version, published, lastTokens] = [0, 1, () => {}, '']
  const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  const request = (method, params) =>
    new Promise((resolve) => {
      answers.set(++lastId, resolve)
      send({ id: lastId, method, params })
    })
  server.onMessage((message) => {
    const { id, method, params, result } = JSON.parse(message)
    if (method === 'textDocument/publishDiagnostics' && params.version === version) published()
    if (method !== undefined) return
    answers.get(id)?.(result)
    answers.delete(id)
  })
  const client = {
    /** The position of a reference. */
    cursor: { line: 10, character: 26 },
    diagnostics: () => new Promise((resolve) => (published = resolve)),
    async ask(method, params) {
      // Editors request what changed since their last tokens.
      const previous = 'previousResultId' in params && { previousResultId: lastTokens }
      const answer = await request(`textDocument/${method}`, { textDocument, ...params, ...previous })
      if (previous) lastTokens = answer.resultId
      return answer
    },
    /** Inserts a letter into a string. */
    type() {
      const at = { line: 11, character: 22 }
      const change = { range: { start: at, end: at }, text: 'x' }
      send({
        method: 'textDocument/didChange',
        params: { textDocument: { uri, version: ++version }, contentChanges: [change] },
      })
    },
    idle: () => server.idle(),
    stop: () => server.stop(),
  }
  const workspace = { didChangeWatchedFiles: { dynamicRegistration: true } }
  const capabilities = { ...CAPABILITIES, workspace }
  await request('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities })
  send({ method: 'initialized', params: {} })
  const checked = client.diagnostics()
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'terraform', version, text } } })
  await checked
  return client
}

/** Returns a part of a module, which refers to other parts unless it is alone. */
function part(at, isAlone = false) {
  return `variable "size_${at}" {
  type    = string
  default = "small"
}

locals {
  name_${at} = "name-\${var.size_${at}}"
}

resource "aws_instance" "server_${at}" {
  ami           = local.name_${at}
  instance_type = "t3.${at}"
  user_data     = var.size_${isAlone ? at : (at + 1) % 100}

  tags = {
    Name  = "server ${at}"
    Owner = local.name_${isAlone ? at : (at + 7) % 100}
  }
}

output "id_${at}" {
  description = "The server ${at}"
  value       = aws_instance.server_${at}.id
}
`
}

function variables(at) {
  return `variable "region" {
  description = "Where the module ${at} runs"
  type        = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  name = "\${var.region}-\${length(var.tags)}"
}
`
}

function versions(at) {
  return `terraform {
  required_version = ">= 1.${at % 10}"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.${at % 60}"
    }
  }
}
`
}

/** Returns a call of one of the first 50 modules. The first module calls none. */
function calls(at) {
  if (at === 0) return ''
  const called = at % 50 === at ? 0 : at % 50
  return `
module "base" {
  source = "../../team${called % 20}/module${called}"
  region = var.region
}
`
}

/** Generates schemas in the format of `terraform providers schema -json`. */
function providerSchemas() {
  const types = [
    'string',
    'string',
    'string',
    'bool',
    'number',
    ['list', 'string'],
    ['map', 'string'],
    ['set', 'string'],
  ]
  const words = ['instance', 'cluster', 'policy', 'route', 'bucket', 'role', 'queue', 'table', 'key', 'zone']
  const attribute = (type, at) => ({
    type: types[(type + at) % types.length],
    ...(at % 4 === 0 && {
      description: `The ${words[at % 10]} of ${words[type % 10]} ${type}, which has ${at} parts.`,
    }),
    description_kind: at % 4 === 0 ? 'markdown' : 'plain',
    ...(at % 10 === 0 ? { required: true } : { optional: true }),
    ...(at % 3 === 0 && { computed: true }),
  })
  const attributes = (type, from, to) => {
    const all = {}
    for (let at = from; at < to; at++) all[`${words[at % 10]}_${words[(type + at) % 10]}_${at}`] = attribute(type, at)
    return all
  }
  const block = (type) => ({
    version: 1,
    block: {
      attributes: attributes(type, 0, ATTRIBUTES / 2),
      block_types: {
        settings: { nesting_mode: 'list', max_items: 1, block: { attributes: attributes(type, 0, ATTRIBUTES / 4) } },
        rule: { nesting_mode: 'set', block: { attributes: attributes(type, ATTRIBUTES / 4, ATTRIBUTES / 2) } },
      },
      description_kind: 'plain',
    },
  })
  const all = (prefix, count) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}_${words[at % 10]}_${at}`, block(at)]))
  const resources = Math.round(TYPES * 0.7)
  return JSON.stringify({
    format_version: '1.0',
    provider_schemas: {
      'registry.terraform.io/hashicorp/aws': {
        provider: block(0),
        resource_schemas: all('aws', resources),
        data_source_schemas: all('aws', TYPES - resources),
      },
    },
  })
}

function write(folder, name, text) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), text)
}
