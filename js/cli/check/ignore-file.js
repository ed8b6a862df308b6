'use strict'

// Reads `.candorignore` files, which have the syntax of `.gitignore`.

const fs = require('node:fs')
const path = require('node:path')

const { isWithin } = require('../files/is-within.js')
const { readRegularFile } = require('../files/regular-file.js')

const NAME = '.candorignore'
const MAX_SIZE = 1024 * 1024
const SPECIAL = /[\\^$.|+()[\]{}]/g

/** @typedef {{ pattern: RegExp, isNegated: boolean, needsFolder: boolean }} Rule */

/**
 * Reads the ignore files of a folder, of its subfolders and, if the folder is below `top`, those of all folders up to `top`.
 * As in Git, those of deeper folders take precedence.
 * @param {string} folder absolute
 * @param {string} top absolute
 * @returns {(file: string) => boolean} whether a path is ignored; paths are relative to the folder, with `/`
 */
function readIgnoreFiles(folder, top) {
  const above = isWithin(folder, top) ? path.relative(top, folder).split(path.sep).filter(Boolean) : []
  const outermost = path.join(folder, ...above.map(() => '..'))
  /** @type {Map<string, Rule[]>} */
  const known = new Map()
  const rulesIn = (/** @type {string} */ at) => {
    const rules = known.get(at) ?? readRules(path.join(outermost, at))
    known.set(at, rules)
    return rules
  }
  return (file) => {
    const parts = [...above, ...file.split('/')]
    // A file in an ignored folder cannot be included again.
    return parts.some((_, index) => isIgnored(parts.slice(0, index + 1), index + 1 < parts.length, rulesIn))
  }
}

/**
 * @param {string} folder
 * @returns {Rule[]} the rules of its ignore file
 */
function readRules(folder) {
  try {
    const text = readRegularFile(fs.realpathSync(path.join(folder, NAME)), MAX_SIZE).toString('utf8')
    return text.split(/\r?\n/).map(parseRule).filter((rule) => rule !== null) // prettier-ignore
  } catch {
    return []
  }
}

/**
 * Whether the last rule of the deepest folder that has one for a path ignores it.
 * @param {readonly string[]} parts of the path
 * @param {boolean} isFolder
 * @param {(folder: string) => Rule[]} rulesIn
 */
function isIgnored(parts, isFolder, rulesIn) {
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const rest = parts.slice(depth).join('/')
    const applies = (/** @type {Rule} */ rule) => (isFolder || !rule.needsFolder) && rule.pattern.test(rest)
    const last = rulesIn(parts.slice(0, depth).join('/')).filter(applies).at(-1)
    if (last) return !last.isNegated
  }
  return false
}

/** @param {string} line @returns {Rule | null} */
function parseRule(line) {
  let text = line.replace(/(?<!\\)\s+$/, '')
  if (text === '' || text.startsWith('#')) return null
  const isNegated = text.startsWith('!')
  if (isNegated) text = text.slice(1)
  text = text.replace(/^\\(?=[#!])/, '')
  const needsFolder = text.endsWith('/')
  if (needsFolder) text = text.slice(0, -1)
  // A slash at the beginning or in the middle anchors the pattern to the folder of the ignore file.
  const isAnchored = text.includes('/')
  const body = toRegExp(text.replace(/^\//, ''))
  return { pattern: new RegExp(`^${isAnchored ? '' : '(?:[^]*/)?'}${body}$`), isNegated, needsFolder }
}

/** @param {string} glob */
function toRegExp(glob) {
  return glob.replace(/\*\*\/|\/\*\*$|\*+|\?|\[[^\]/]+\]|\\.|[^]/g, (token) => {
    if (token === '**/') return '(?:[^]*/)?'
    if (token === '/**') return '/[^]*'
    if (token.startsWith('*')) return '[^/]*'
    if (token === '?') return '[^/]'
    if (token.length > 2 && token.startsWith('[')) {
      return `[${token.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`
    }
    const literal = token.length === 2 && token.startsWith('\\') ? token[1] : token
    return literal.replace(SPECIAL, '\\$&')
  })
}

module.exports = { readIgnoreFiles }
