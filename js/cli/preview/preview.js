'use strict'

// `candor preview`: shows the diagnostics of a folder and the exact telemetry that it would cause. It sends nothing.

const fs = require('node:fs')
const path = require('node:path')
const { LanguageServer } = require('../../index.js')
const { load } = require('../../internal/native/load.js')
const { version } = require('../../../package.json')
const { wantsColours, palette } = require('../terminal/colours.js')
const { readDeclarations } = require('../events/declarations.js')
const { reasonOf } = require('../failure.js')
const { findFiles, readFile, byPath } = require('../files/find-files.js')
const { splitMark } = require('../files/utf8.js')
const { PreviewClient } = require('./client.js')
const { writeReport } = require('./report.js')
const { startProgress } = require('../terminal/progress.js')

const CLIENT_NAME = 'candor preview'
/** The server's capacity for events, far more than one file can cause, and the number to read at once. */
const CAPACITY = 4096
const READ_BATCH = 256
/** The names of LSP's DiagnosticSeverity. As in editors, a diagnostic without a severity is an error. */
const SEVERITIES = ['error', 'error', 'warning', 'information', 'hint']

/** @typedef {import('../../index.js').TelemetryEvent | import('../../index.js').DeclaredEvent} AnyEvent */
/** @typedef {import('../files/find-files.js').SupportedFile} SupportedFile */
/** @typedef {import('../files/find-files.js').Unreadable} Unreadable */
/** @typedef {{ path: string, line: number, column: number, severity: string, code: string | number | null, message: string }} Diagnostic lines and columns start at 1; columns are UTF-16 code units */
/**
 * @typedef {object} Preview
 * @property {string} folder absolute
 * @property {import('../../index.js').TelemetryLevel} level that applies, considering every source
 * @property {import('../../index.js').TelemetryStatus['decidedBy']} decidedBy
 * @property {SupportedFile[]} files that were opened
 * @property {import('./client.js').Module[]} modules the Terraform modules in the folder
 * @property {Diagnostic[]} diagnostics
 * @property {AnyEvent[]} events in the order in which they would be sent
 * @property {Unreadable[]} unreadable files and folders
 * @property {[string, import('../../index.js').EventDeclaration][]} [declared] events of an extension, by name
 */

/**
 * @param {{ folder: string, level: import('../../index.js').TelemetryLevel, json: boolean, all: boolean, events: string | null }} invocation
 *   `folder` may also be a file
 * @returns {Promise<number>} the exit code
 */
async function preview({ folder, level, json, all, events }) {
  const { languageIdOfFile } = load(undefined)
  const declared = events === null ? undefined : await readDeclarations(events)
  let absolute = path.resolve(folder)
  let found
  try {
    if (fs.statSync(absolute).isFile()) {
      const languageId = languageIdOfFile(path.basename(absolute))
      if (languageId === null) throw new Error('not in a supported language')
      found = { files: [{ path: path.basename(absolute), languageId }], unreadable: [] }
      absolute = path.dirname(absolute)
    } else found = findFiles(absolute, languageIdOfFile)
  } catch (error) {
    console.error(`candor: cannot read '${folder}': ${reasonOf(error)}`)
    return 1
  }
  const progress = startProgress(found.files.length, process.stderr)
  const result = await examine(absolute, found, level, { progress, signal: undefined, binary: undefined })
  if (declared) result.declared = declared
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  } else {
    const colours = palette(wantsColours(process.stdout, process.env))
    process.stdout.write(writeReport(result, { requested: level, all, colours, environment: process.env }))
  }
  return 0
}

/**
 * @param {string} folder
 * @param {ReturnType<typeof findFiles>} found
 * @param {import('../../index.js').TelemetryLevel} level
 * @param {object} context
 * @param {{ show(done: number): void, erase(): void }} context.progress
 * @param {AbortSignal | undefined} context.signal
 * @param {string | undefined} context.binary path of the native addon
 * @returns {Promise<Preview>}
 */
async function examine(folder, found, level, { progress, signal, binary }) {
  const server = LanguageServer.start({
    binary,
    telemetry: { level, capacity: CAPACITY, lsp: false, clientNames: [CLIENT_NAME] },
  })
  const client = new PreviewClient(server, folder)
  /** @type {Preview} */
  const result = {
    folder,
    level,
    decidedBy: 'host',
    files: [],
    modules: [],
    diagnostics: [],
    events: [],
    unreadable: found.unreadable,
  }
  try {
    await client.initialize({ name: CLIENT_NAME, version })
    result.modules = await client.modules()
    // One file at a time: with several, the order of the events would differ between runs.
    for (const [index, file] of found.files.entries()) {
      signal?.throwIfAborted()
      progress.show(index)
      const text = read(folder, file, result)
      if (text === null) continue
      await client.open(file, text)
      await client.modify(file, text)
      await client.close(file)
      takeEvents(server, result.events)
    }
    // A folder without supported files still causes session events.
    await server.idle()
    takeEvents(server, result.events)
    const status = server.telemetryStatus()
    result.level = status.level
    result.decidedBy = status.decidedBy
    reportLosses(status.dropped, client.omittedDiagnostics())
    await client.shutdown()
  } finally {
    progress.erase()
    await server.stop()
  }
  result.diagnostics = client.diagnostics().map(plain).sort(byPlace)
  result.unreadable.sort(byPath)
  return result
}

/**
 * @param {string} folder
 * @param {SupportedFile} file
 * @param {Preview} result to which the file, or the reason why it is unreadable, is added
 * @returns {string | null}
 */
function read(folder, file, result) {
  try {
    // As in editors, the text does not contain the byte order mark.
    const { text } = splitMark(readFile(folder, file))
    result.files.push(file)
    return text
  } catch (error) {
    result.unreadable.push({ path: file.path, reason: reasonOf(error) })
    return null
  }
}

/**
 * @param {LanguageServer<any>} server
 * @param {AnyEvent[]} events
 */
function takeEvents(server, events) {
  for (let batch = server.readTelemetry(READ_BATCH); batch.length > 0; batch = server.readTelemetry(READ_BATCH)) {
    events.push(...batch)
  }
}

/**
 * @param {Record<string, number>} dropped events by reason
 * @param {number} diagnostics
 */
function reportLosses(dropped, diagnostics) {
  if (diagnostics > 0) {
    console.error(`candor: ${diagnostics} more ${diagnostics === 1 ? 'diagnostic is' : 'diagnostics are'} omitted`)
  }
  for (const [reason, count] of Object.entries(dropped)) {
    if (count === 0) continue
    const events = count === 1 ? '1 event was' : `${count} events were`
    console.error(`candor: ${events} lost (${reason}); the preview is incomplete`)
  }
}

/**
 * @param {ReturnType<PreviewClient['diagnostics']>[number]} published
 * @returns {Diagnostic}
 */
function plain({ path: file, diagnostic }) {
  const { line, character } = diagnostic.range.start
  const { severity = 1, code = null, message } = diagnostic
  return { path: file, line: line + 1, column: character + 1, severity: SEVERITIES[severity] ?? 'error', code, message }
}

/**
 * @param {Diagnostic} a
 * @param {Diagnostic} b
 */
function byPlace(a, b) {
  return byPath(a, b) || a.line - b.line || a.column - b.column
}

module.exports = { examine, preview }
