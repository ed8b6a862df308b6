'use strict'

// Finds the files of a folder that the language server supports, by their names; it reads no file's content.

const fs = require('node:fs')
const path = require('node:path')

/**
 * The first that matches counts. `Dockerfile.dockerignore` is BuildKit's ignore file for one Dockerfile; other endings
 * are those of texts that describe or make one.
 * @type {readonly (readonly [languageId: string, name: RegExp])[]}
 */
const LANGUAGES = [
  [
    'dockerfile',
    /^(?!.*\.(?:dockerignore|md|erb|j2|jinja2?|template|tmpl|tpl)$)(?:(?:Docker|Container)file(?:\..+)?|.+\.[Dd]ockerfile)$/,
  ],
  ['dockercompose', /^(?:compose(?:\..+)?|docker-compose.*)\.ya?ml$/],
  ['dockerbake', /^docker-bake(?:\.override)?\.(?:hcl|json)$/],
  ['terraform-vars', /\.tfvars(?:\.json)?$/],
  ['terraform', /\.tf(?:\.json)?$/],
]
/** Folders that hold what tools put there: downloads, builds and Git's own data. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.terraform', 'target'])

/** @typedef {{ path: string, languageId: string }} SupportedFile `path` is relative to the folder, with `/` */
/** @typedef {{ path: string, reason: string }} Unreadable */

/**
 * Walks a folder without following links to folders; the order is the same on every machine.
 * @param {string} folder
 * @returns {{ files: SupportedFile[], unreadable: Unreadable[] }}
 * @throws the file system's error when the folder itself cannot be read
 */
function findFiles(folder) {
  /** @type {SupportedFile[]} */
  const files = []
  /** @type {Unreadable[]} */
  const unreadable = []
  /** @type {{ relative: string, entries: fs.Dirent[] }[]} */
  const open = [{ relative: '', entries: fs.readdirSync(folder, { withFileTypes: true }) }]
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    for (const entry of directory.entries) {
      const relative = directory.relative === '' ? entry.name : `${directory.relative}/${entry.name}`
      try {
        if (entry.isDirectory()) {
          if (SKIPPED_FOLDERS.has(entry.name)) continue
          open.push({ relative, entries: fs.readdirSync(path.join(folder, relative), { withFileTypes: true }) })
        } else {
          const languageId = languageOf(entry.name)
          if (languageId !== null && isFile(entry, path.join(folder, relative)))
            files.push({ path: relative, languageId })
        }
      } catch (error) {
        unreadable.push({ path: relative, reason: reasonOf(error) })
      }
    }
  }
  return { files: files.sort(byPath), unreadable }
}

/**
 * @param {string} name of a file, without its folder
 * @returns {string | null} the language id of LSP
 */
function languageOf(name) {
  return LANGUAGES.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/**
 * Links to files count; pipes and devices do not, as reading them may never end.
 * @param {fs.Dirent} entry
 * @param {string} location
 */
function isFile(entry, location) {
  return entry.isSymbolicLink() ? fs.statSync(location).isFile() : entry.isFile()
}

/**
 * @param {unknown} error of the file system
 * @returns {string} without the path, which stands beside it
 */
function reasonOf(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
  const words = /^\w+: ([^,]+)/.exec(message)?.[1] ?? message
  return code === undefined ? words : `${words} (${code})`
}

/**
 * @param {{ path: string }} a
 * @param {{ path: string }} b
 */
function byPath(a, b) {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}

module.exports = { findFiles, languageOf, reasonOf, byPath }
