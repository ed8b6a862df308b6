// How long it takes to report the repository of a modified file, compared with starting git to find it.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { startWithHooks } from './connections.mjs'
import { inNewFolder, median, timed, timedSync } from './measure.mjs'

export const needs = ['testing', 'peer']

const FILES = 600
const FILES_FOR_EACH_GIT = 10
const DEPTH = 'services/web/docker'
const ROUNDS_IN_RUST = 100

/** @param {import('./build.mjs').Built} built */
export function measure(built) {
  return inNewFolder(async (repository) => {
    const git = (...args) => execFileSync('git', args, { cwd: repository, stdio: 'pipe' })
    git('init', '--quiet')
    git('remote', 'add', 'origin', 'git@example.com:acme/shop.git')
    mkdirSync(path.join(repository, DEPTH), { recursive: true })
    const files = Array.from({ length: FILES }, (_, at) => path.join(repository, DEPTH, `${at}.Dockerfile`))
    for (const file of files) writeFileSync(file, 'FROM scratch\n')

    const { reported, started } = await throughTheServer(built, files, repository)
    const [inRust, startedFromRust] = execFileSync(built.peer, ['origin', files[0], String(ROUNDS_IN_RUST)])
      .toString()
      .split('\n')
      .map((microseconds) => Number(microseconds) * 1e3)
    const ns = (number) => ({ number, unit: 'ns' })
    return [
      {
        goal: 9,
        what: 'from didChange to fileModified',
        value: ns(median(reported)),
        beside: { what: 'starting git from Node', amount: ns(median(started)) },
        limit: { of: 'ratio', atMost: 0.2 },
      },
      {
        goal: 9,
        what: 'origin of a file, in Rust alone',
        value: ns(inRust),
        beside: { what: 'starting git from Rust', amount: ns(startedFromRust) },
        limit: { of: 'ratio', atMost: 0.2 },
      },
    ]
  })
}

async function throughTheServer(built, files, repository) {
  const { server } = startWithHooks(built, { level: 'all', capacity: FILES + 2 })
  const notify = (method, params) => server.send(JSON.stringify({ jsonrpc: '2.0', method, params }))
  const params = { processId: null, rootUri: null, capabilities: {} }
  server.onMessage(() => {})
  server.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }))
  notify('initialized', {})
  const uris = files.map((file) => pathToFileURL(file).href)
  for (const uri of uris) {
    notify('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text: '' } })
  }
  let arrived = (events) => void events
  server.onTelemetry((events) => arrived(events))
  await server.idle()

  const report = (uri) =>
    timed(async () => {
      const event = new Promise((resolve) => (arrived = ([event]) => resolve(event)))
      notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: '\n' }] })
      const { properties } = await event
      if (properties.action !== 'fileModified' || !properties.git_remote)
        throw new Error('the repository was not found')
    })
  const ask = () =>
    timedSync(() => execFileSync('git', ['config', '--get', 'remote.origin.url'], { cwd: repository, stdio: 'pipe' }))
  const reported = []
  const started = []
  for (const [at, uri] of uris.entries()) {
    reported.push((await report(uri)) * 1e6)
    if (at % FILES_FOR_EACH_GIT === 0) started.push(ask() * 1e6)
  }
  await server.stop()
  return { reported, started }
}
