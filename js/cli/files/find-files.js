'use strict'

// Finds and reads the files of a folder that the language server supports.

const fs = require('node:fs')
const path = require('node:path')

const { reasonOf } = require('../failure.js')
const { isWithin } = require('./is-within.js')
const { readRegularFile } = require('./regular-file.js')
const { decodeUtf8 } = require('./utf8.js')

/** Folders with generated or downloaded files, and Git's own data. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.terraform', 'target'])

/** The largest file, in bytes; generated Terraform files can have a few MiB. */
const MAX_FILE_SIZE = 4 * 1024 * 1024
/** Files and unreadable folders after which the search ends. */
const MAX_FOUND = 10_000
/** Directory entries after which the search ends. */
const MAX_ENTRIES = 1_000_000
/** Directory entries after which a search yields to the event loop. */
const PAUSE = 500

/** @typedef {(name: string) => string | null} LanguageOf maps the name of a file to the language id of LSP */
/** @typedef {{ path: string, languageId: string }} SupportedFile `path` is relative to the folder, with `/` */
/** @typedef {{ path: string, reason: string }} Unreadable */

/**
 * Searches a folder without following links to folders. The order is the same on every machine. `readFile` checks the type
 * of each file and whether it can be read.
 * @param {string} folder
 * @param {LanguageOf} languageOf the native addon's table of file names
 * @param {{ found: number, entries: number }} [limits]
 * @returns {{ files: SupportedFile[], unreadable: Unreadable[] }}
 * @throws the file system's error if the folder itself cannot be read
 */
function findFiles(folder, languageOf, limits) {
  const walk = walkFolder(folder, languageOf, limits)
  let step = walk.next()
  while (!step.done) step = walk.next()
  return step.value
}

/**
 * Like `findFiles`, but yields to the event loop from time to time.
 * @param {string} folder
 * @param {LanguageOf} languageOf
 * @param {AbortSignal} signal
 * @returns {Promise<{ files: SupportedFile[], unreadable: Unreadable[] }>}
 */
async function findFilesSlowly(folder, languageOf, signal) {
  const walk = walkFolder(folder, languageOf)
  let step = walk.next()
  for (let seen = 1; !step.done; seen += 1) {
    if (seen % PAUSE === 0) await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    step = walk.next()
  }
  return step.value
}

/**
 * @param {string} folder
 * @param {LanguageOf} languageOf
 * @param {{ found: number, entries: number }} [limits]
 * @returns {Generator<void, { files: SupportedFile[], unreadable: Unreadable[] }>}
 */
function* walkFolder(folder, languageOf, limits = { found: MAX_FOUND, entries: MAX_ENTRIES }) {
  /** @type {SupportedFile[]} */
  const files = []
  /** @type {Unreadable[]} */
  const unreadable = []
  const folders = ['']
  let seen = 0
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    try {
      for (const entry of entriesOf(path.join(folder, at))) {
        yield
        const relative = at === '' ? entry.name : `${at}/${entry.name}`
        seen += 1
        if (seen > limits.entries || files.length + unreadable.length >= limits.found) {
          unreadable.push({ path: '.', reason: 'too many files; skipped the rest of the folder' })
          return { files: files.sort(byPath), unreadable }
        }
        const languageId = languageOf(entry.name)
        if (entry.isDirectory()) {
          if (!SKIPPED_FOLDERS.has(entry.name)) folders.push(relative)
        } else if (languageId !== null) files.push({ path: relative, languageId })
      }
    } catch (error) {
      if (at === '') throw error
      unreadable.push({ path: at, reason: reasonOf(error) })
    }
  }
  return { files: files.sort(byPath), unreadable }
}

/**
 * Reads a folder entry by entry, because its entries may not fit into memory.
 * @param {string} folder
 */
function* entriesOf(folder) {
  const directory = fs.opendirSync(folder)
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) yield entry
  } finally {
    directory.closeSync()
  }
}

/**
 * Reads a file if it is still a regular file in the folder. Links are followed if they stay inside the folder.
 * @param {string} folder
 * @param {SupportedFile} file
 * @returns {string} with its byte order mark, if it has one
 * @throws {Error} whose `reasonOf` is the reason to print
 */
function readFile(folder, file) {
  const location = fs.realpathSync(path.join(folder, file.path))
  if (!isWithin(location, fs.realpathSync(folder))) throw new Error('a link to a file outside the folder')
  return decodeUtf8(readRegularFile(location, MAX_FILE_SIZE))
}

/**
 * @param {{ path: string }} a
 * @param {{ path: string }} b
 */
function byPath(a, b) {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}

module.exports = { MAX_FILE_SIZE, byPath, findFiles, findFilesSlowly, readFile }
