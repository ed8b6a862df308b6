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
 * Reads the ignore file of a folder and, if the folder is below `top`, those of all folders up to `top`.
 * @param {string} folder absolute
 * @param {string} top absolute
 * @returns {(file: string) => boolean} whether one of them ignores a path; paths are relative to the folder, with `/`
 */
function readIgnoreFiles(folder, top) {
  const parts = isWithin(folder, top) ? path.relative(top, folder).split(path.sep).filter(Boolean) : []
  const files = [...parts, ''].map((_, index) => {
    const steps = parts.slice(parts.length - index)
    const ignores = readIgnoreFile(path.join(folder, ...steps.map(() => '..')))
    return (/** @type {string} */ file) => ignores([...steps, file].join('/'))
  })
  return (file) => files.some((ignores) => ignores(file))
}

/**
 * @param {string} folder
 * @returns {(file: string) => boolean} whether a path is ignored; paths are relative to the folder, with `/`
 */
function readIgnoreFile(folder) {
  let text
  try {
    text = readRegularFile(fs.realpathSync(path.join(folder, NAME)), MAX_SIZE).toString('utf8')
  } catch {
    return () => false
  }
  const rules = text.split(/\r?\n/).map(parseRule).filter((rule) => rule !== null) // prettier-ignore
  return (file) => {
    const parts = file.split('/')
    // As in Git, a file in an ignored folder cannot be included again.
    for (let count = 1; count <= parts.length; count++) {
      if (isIgnored(rules, parts.slice(0, count).join('/'), count < parts.length)) return true
    }
    return false
  }
}

/** @param {readonly Rule[]} rules @param {string} at @param {boolean} isFolder */
function isIgnored(rules, at, isFolder) {
  const last = rules.filter(({ pattern, needsFolder }) => (isFolder || !needsFolder) && pattern.test(at)).at(-1)
  return last !== undefined && !last.isNegated
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

module.exports = { readIgnoreFile, readIgnoreFiles }
