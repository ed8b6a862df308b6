// Helpers for tests of diagnostics and quick fixes: clients that support pushed or pulled diagnostics, and the results.

import fs from 'node:fs'
import path from 'node:path'

import { startTesting } from './client.mjs'
import { temporaryFolder, uriOf } from './telemetry.mjs'
import { message } from './wire.mjs'

export const URI = 'file:///workspace/Dockerfile'

/** A document without problems, and one with a problem of each tested rule. */
export const CLEAN = 'FROM scratch\n'
export const MAINTAINER = 'FROM scratch\nMAINTAINER alice\n'
export const STAGE_NAME = 'FROM scratch AS Base\n'
export const SHELL_FORM = 'FROM alpine\nCMD echo hello\n'
export const UNKNOWN = 'FROM scratch\nNOPE x\n'

/** A range that contains every test document. */
export const WHOLE_DOCUMENT = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }

/** Documents that make a server with test hooks panic, or keep it working until they are edited or closed. */
export const PANICS = '# candor-testing: panic\nFROM scratch\n'
export const WORKS = '# candor-testing: work until edited\nFROM scratch\nMAINTAINER alice\n'

/** Capabilities of clients: one that supports everything in pushed diagnostics, and one that pulls. */
export const shows = {
  textDocument: {
    publishDiagnostics: { versionSupport: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
  },
}
export const asks = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }
export const takesActions = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
}

/** Starts a client in a session. */
export async function session(t, { capabilities = shows, options, ...params } = {}) {
  const client = startTesting(t, options)
  await client.initialize({ capabilities, ...params })
  return client
}

/** Returns the diagnostics that were pushed so far, for one document or for all. */
export function pushed(client, uri) {
  const all = client.received('textDocument/publishDiagnostics').map(({ params }) => params)
  return uri === undefined ? all : all.filter((one) => one.uri === uri)
}

/** Waits until the server is idle. Resolves with the diagnostics of a document, undefined if none were published. */
export async function shown(client, uri = URI) {
  await client.server.idle()
  return pushed(client, uri).at(-1)?.diagnostics
}

export const codes = (diagnostics) => diagnostics?.map(({ code }) => code)

/** Pulls a document's diagnostics. */
export function ask(client, uri = URI, previousResultId) {
  return client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId })
}

/** Notifies the server that files changed on the disk. */
export function diskChanged(client, ...uris) {
  client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) })
}

export function close(client, uri = URI) {
  client.notify('textDocument/didClose', { textDocument: { uri } })
}

/** Creates a folder with files. Returns functions that convert names to URIs and paths. */
export function folder(t, files = {}) {
  const root = temporaryFolder(t)
  const write = (name, text) => fs.writeFileSync(path.join(root, name), text)
  for (const [name, text] of Object.entries(files)) write(name, text)
  return { write, uri: (name) => uriOf(root, name), path: (name) => path.join(root, name) }
}

/** Ends the session and starts another. */
export async function restart(client, params) {
  await client.request('shutdown')
  client.server.send(message({ method: 'exit' }))
  return client.initialize(params)
}

/** Applies LSP edits to a text whose lines end in LF. */
export function edited(text, edits) {
  const offset = ({ line, character }) =>
    text.split('\n', line).reduce((sum, one) => sum + one.length + 1, 0) + character
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (all, { range, newText }) => all.slice(0, offset(range.start)) + newText + all.slice(offset(range.end)),
      text,
    )
}
