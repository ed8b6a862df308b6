'use strict'

// `candor check`: reports the problems of files and folders, as an editor does, for CI.

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const { version } = require('../../../package.json')
const { LanguageServer } = require('../../index.js')
const { load } = require('../../internal/native/load.js')
const { own } = require('../../internal/own.js')
const { cannotRead, writeProblems } = require('./report.js')
const { Failure, attempt, reasonOf } = require('../failure.js')
const { byPath, findFiles, readFile } = require('../files/find-files.js')
const { isWithin } = require('../files/is-within.js')
const { readIgnoreFiles } = require('./ignore-file.js')
const { InProcessClient } = require('../in-process-client.js')
const { startProgress } = require('../terminal/progress.js')
const { readAtMost } = require('../files/regular-file.js')
const { decodeUtf8, splitMark } = require('../files/utf8.js')
const { applyEdits } = require('./text-edits.js')

const MAX_STDIN = 64 * 1024 * 1024
/** How often the fixes of one file are applied: a fix can make another one possible. */
const MAX_FIX_ROUNDS = 10
/** The names of LSP's DiagnosticSeverity. As in editors, a diagnostic without a severity is an error. */
const SEVERITIES = ['error', 'error', 'warning', 'information', 'hint']
/** LSP's MessageType.Warning. */
const MESSAGE_WARNING = 2
const EXIT = Object.freeze({ clean: 0, problems: 1, notChecked: 2 })

/**
 * A problem. Lines and columns start at 1; columns are counted in UTF-16 code units.
 * @typedef {object} Problem
 * @property {string} path as on the command line, or below a folder that is named there
 * @property {number} line
 * @property {number} column
 * @property {number} endLine
 * @property {number} endColumn
 * @property {string} severity
 * @property {string | number | null} code
 * @property {string | null} url of the rule's description
 * @property {string} message
 */
/** @typedef {{ shown: string, folder: string, path: string, languageId: string }} Target a file to check, with the path to print */
/** @typedef {import('../arguments.js').CheckInvocation} CheckInvocation */

/**
 * @param {CheckInvocation} invocation
 * @returns {Promise<number>} the exit code
 */
async function check(invocation) {
  const { paths, fix, format, maxWarnings, skipUnsupported, stdinFilename } = invocation
  const { languageIdOfFile } = load(undefined)
  /** @type {{ path: string, reason: string }[]} */ const unreadable = []
  const found = paths.flatMap((given) => {
    if (given === '-') return []
    const { targets, unreadable: failed } = targetsIn(given, languageIdOfFile, skipUnsupported)
    unreadable.push(...failed)
    return targets
  })
  // A file that several paths lead to is checked once.
  const seen = new Set()
  const targets = found.filter((target) => !seen.has(fileOf(target)) && seen.add(fileOf(target)))
  const readsStdin = paths.includes('-')
  const named = stdinFilename === null ? null : targetOf(stdinFilename, languageIdOfFile, skipUnsupported)
  const session = await Session.open(rootsOf(named === null ? targets : [...targets, named]), invocation.rules)
  const progress = startProgress(targets.length, process.stderr)
  /** @type {Problem[]} */ const problems = []
  let files = 0
  let fixed = 0
  /** @type {string | Buffer} */ let fixedStdin = ''
  /**
   * @param {Target} target
   * @param {() => string} read
   * @param {(text: string) => void} write is called with the text if fixes changed it
   */
  const checkTarget = async (target, read, write) => {
    try {
      // As in editors, the text does not contain the byte order mark.
      const { mark, text: before } = splitMark(read())
      const { text, found } = await session.check(target, before, fix)
      if (text !== before) {
        write(mark + text)
        fixed += 1
      }
      problems.push(...found)
      files += 1
    } catch (error) {
      unreadable.push({ path: target.shown, reason: reasonOf(error) })
    }
  }
  try {
    for (const [index, target] of targets.entries()) {
      progress.show(index)
      await checkTarget(
        target,
        () => readFile(target.folder, target),
        (text) => fs.writeFileSync(fileOf(target), text),
      )
    }
    if (named !== null) {
      const read = () => (fixedStdin = decodeUtf8(readAtMost(0, MAX_STDIN)))
      await checkTarget(named, read, (text) => (fixedStdin = text))
    } else if (readsStdin && fix) {
      // A skipped file stays as it is.
      fixedStdin = attempt('read stdin', () => readAtMost(0, MAX_STDIN), EXIT.notChecked)
    }
  } finally {
    progress.erase()
    await session.close()
  }
  problems.sort(byPlace)
  const report = writeProblems({ problems, files, fixed, unreadable }, format)
  if (readsStdin && fix) {
    // The fixed text goes to stdout, so the report goes to stderr.
    process.stdout.write(fixedStdin)
    process.stderr.write(report)
  } else process.stdout.write(report)
  for (const each of unreadable) console.error(`candor: ${cannotRead(each)}`)
  for (const warning of session.warnings) console.error(warning)
  const warnings = problems.filter(({ severity }) => severity === 'warning').length
  const isOverLimit = warnings > maxWarnings
  if (isOverLimit)
    console.error(`candor: too many warnings: found ${warnings}, and --max-warnings allows ${maxWarnings}`)
  if (unreadable.length > 0) return EXIT.notChecked
  return isOverLimit || problems.some(({ severity }) => severity === 'error') ? EXIT.problems : EXIT.clean
}

/**
 * @param {string} given path of a file or folder
 * @param {import('../files/find-files.js').LanguageOf} languageOf
 * @param {boolean} skipUnsupported whether a file is skipped if it is ignored, or not in a supported language
 * @returns {{ targets: Target[], unreadable: { path: string, reason: string }[] }}
 */
function targetsIn(given, languageOf, skipUnsupported) {
  const absolute = path.resolve(given)
  const isFolder = attempt(`read '${given}'`, () => fs.statSync(absolute).isDirectory(), EXIT.notChecked)
  if (!isFolder) {
    const target = targetOf(given, languageOf, skipUnsupported)
    return { targets: target === null ? [] : [target], unreadable: [] }
  }
  const show = (/** @type {string} */ file) => path.join(given, file).split(path.sep).join('/')
  const ignores = readIgnoreFiles(absolute, process.cwd())
  const { files, unreadable } = attempt(`read '${given}'`, () => findFiles(absolute, languageOf), EXIT.notChecked)
  return {
    targets: files
      .filter((file) => !ignores(file.path))
      .map((file) => ({ shown: show(file.path), folder: absolute, ...file })),
    unreadable: unreadable.map(({ path, reason }) => ({ path: show(path), reason })),
  }
}

/**
 * @param {string} given path of a file, or the file name of stdin
 * @param {import('../files/find-files.js').LanguageOf} languageOf
 * @param {boolean} skipUnsupported
 * @returns {Target | null} null if the file is skipped
 */
function targetOf(given, languageOf, skipUnsupported) {
  const absolute = path.resolve(given)
  const [folder, name] = [path.dirname(absolute), path.basename(absolute)]
  const languageId = languageOf(name)
  if (skipUnsupported && (languageId === null || readIgnoreFiles(folder, process.cwd())(name))) return null
  if (languageId === null) throw new Failure(`'${given}' is not in a supported language`, undefined, EXIT.notChecked)
  return { shown: given, folder, path: name, languageId }
}

/** @param {Target} target */
function fileOf({ folder, path: file }) {
  return path.join(folder, file)
}

/**
 * The folders that the server may read, without those inside another one, because the server resolves each of them for
 * every file.
 * @param {readonly Target[]} targets
 * @returns {string[]} the current directory is the first
 */
function rootsOf(targets) {
  const first = process.cwd()
  const folders = [...new Set([first, ...targets.map(({ folder }) => folder)])].map(locate)
  // The server does not read a home directory entirely.
  const home = locate(os.homedir()).real
  const outer = new Map(folders.filter(({ real }) => !isWithin(home, real)).map(({ named, real }) => [named, real]))
  const isInOther = (/** @type {typeof folders[number]} */ { named, real }) => {
    for (let at = named; at !== path.dirname(at);) {
      at = path.dirname(at)
      const there = outer.get(at)
      // A link may lead elsewhere.
      if (there !== undefined && path.join(there, path.relative(at, named)) === real) return true
    }
    return false
  }
  return folders.filter((folder) => folder.named === first || !isInOther(folder)).map(({ named }) => named)
}

/** @param {string} folder @returns {{ named: string, real: string }} its absolute path, and the same without links */
function locate(folder) {
  const named = path.resolve(folder)
  try {
    return { named, real: fs.realpathSync(named) }
  } catch {
    return { named, real: named }
  }
}

/** A server and its client, which opens one file at a time. */
class Session {
  #server
  #client
  /** @type {any[]} */ #published = []
  #uri = ''
  /** The server's warnings about values that it ignores. @type {string[]} */ warnings = []

  /** @param {LanguageServer<any>} server */
  constructor(server) {
    this.#server = server
    this.#client = new InProcessClient(server, (method, params) => {
      if (method === 'textDocument/publishDiagnostics' && params.uri === this.#uri) this.#published = params.diagnostics
      else if (method === 'window/logMessage' && params.type === MESSAGE_WARNING) this.warnings.push(params.message)
    })
  }

  /** @param {string[]} roots @param {ReadonlyMap<string, string>} rules severities, or `off`, by rule */
  static async open(roots, rules) {
    const telemetry = /** @type {const} */ ({ level: 'off', capacity: 0, lsp: false })
    const settings = /** @type {import('../../index.js').Settings} */ ({ rules: Object.fromEntries(rules) })
    const session = new Session(LanguageServer.start({ telemetry, settings }))
    const folders = roots.map((root) => ({ uri: pathToFileURL(root).href, name: path.basename(root) }))
    await session.#client.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'candor check', version },
      rootUri: folders[0].uri,
      workspaceFolders: folders,
      capabilities: {
        workspace: { workspaceFolders: true },
        textDocument: {
          publishDiagnostics: { codeDescriptionSupport: true },
          codeAction: {
            isPreferredSupport: true,
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
          },
        },
      },
    })
    session.#client.notify('initialized', {})
    return session
  }

  /**
   * @param {Target} target
   * @param {string} text
   * @param {boolean} fix
   * @returns {Promise<{ text: string, found: Problem[] }>} the fixed text, and the remaining problems
   */
  async check(target, text, fix) {
    this.#uri = pathToFileURL(fileOf(target)).href
    this.#published = []
    const { languageId } = target
    this.#client.notify('textDocument/didOpen', { textDocument: { uri: this.#uri, languageId, version: 1, text } })
    await this.#server.idle()
    for (let round = 2; fix && round <= MAX_FIX_ROUNDS; round++) {
      const next = applyEdits(text, await this.#preferredEdits())
      if (next === text) break
      text = next
      const textDocument = { uri: this.#uri, version: round }
      this.#client.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] })
      await this.#server.idle()
    }
    const found = this.#published.map((diagnostic) => problemOf(target.shown, diagnostic))
    const uri = this.#uri
    this.#uri = ''
    this.#client.notify('textDocument/didClose', { textDocument: { uri } })
    return { text, found }
  }

  /** The edits of the preferred fix of each diagnostic, if they change only this file. @returns {Promise<any[][]>} */
  async #preferredEdits() {
    const edits = []
    for (const diagnostic of this.#published) {
      const actions = await this.#client.request('textDocument/codeAction', {
        textDocument: { uri: this.#uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic], only: ['quickfix'] },
      })
      const preferred = (actions ?? []).find((/** @type {any} */ action) => own(action, 'isPreferred') === true)
      const changes = Object.entries(preferred?.edit?.changes ?? {})
      // A fix that also changes other files needs a review by the user.
      if (changes.length === 1 && changes[0][0] === this.#uri) edits.push(/** @type {any[]} */ (changes[0][1]))
    }
    return edits
  }

  async close() {
    await this.#client.shutdown()
    await this.#server.stop()
  }
}

/** @param {string} file @param {any} diagnostic @returns {Problem} */
function problemOf(file, { range: { start, end }, severity = 1, code = null, codeDescription, message }) {
  return {
    path: file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    severity: SEVERITIES[severity] ?? 'error',
    code,
    url: codeDescription?.href ?? null,
    message,
  }
}

/** @param {Problem} a @param {Problem} b */
function byPlace(a, b) {
  return byPath(a, b) || a.line - b.line || a.column - b.column
}

module.exports = { check }
