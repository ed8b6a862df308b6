'use strict'

// `candor init`: creates a VS Code extension that embeds candor, from the template in this package.

const fs = require('node:fs')
const path = require('node:path')

const { version } = require('../../../package.json')
const { Failure, attempt, reasonOf } = require('../failure.js')
const { printable } = require('../terminal/printable.js')

const TEMPLATE = path.join(__dirname, '../../../template')
/** Files that the directory may contain already. */
const HARMLESS = new Set(['.git', 'LICENSE', 'LICENSE.md', 'LICENSE.txt'])

/** @param {{ directory: string }} invocation */
function init({ directory }) {
  const folder = path.resolve(directory)
  checkIsEmpty(folder, directory)
  const names = namesFor(path.basename(folder))
  for (const file of filesOf(TEMPLATE)) {
    // npm omits or interprets some files whose names begin with a dot, so the template has an underscore instead.
    const target = path.join(folder, ...file.split('/').map((part) => part.replace(/^_/, '.')))
    write(target, fill(fs.readFileSync(path.join(TEMPLATE, file), 'utf8'), names))
  }
  const enter = folder === process.cwd() ? [] : [`  cd ${quoted(printable(directory))}`]
  const lines = [
    `Created the extension ${names.NAME}.`,
    '',
    ...enter,
    '  npm install',
    '  npm test',
    '  npm run package',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** @param {string} argument @returns {string} as one argument of a shell */
function quoted(argument) {
  // A path that begins with a dash would be an option of `cd`.
  const safe = argument.startsWith('-') ? `./${argument}` : argument
  if (process.platform === 'win32') return /^[\w.:\\/-]+$/.test(safe) ? safe : `"${safe}"`
  return /^[\w.,:@%+/-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`
}

/** @param {string} folder @param {string} directory as on the command line */
function checkIsEmpty(folder, directory) {
  let names
  try {
    names = fs.readdirSync(folder)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return
    throw new Failure(`cannot read '${printable(directory)}': ${reasonOf(error)}`)
  }
  const other = names.find((name) => !HARMLESS.has(name))
  if (other === undefined) return
  throw new Failure(
    `'${printable(directory)}' is not empty: it contains '${printable(other)}'`,
    'name a new directory: candor init DIRECTORY',
  )
}

/**
 * @param {string} base name of the folder
 * @returns {Record<string, string>} the values of the placeholders
 */
function namesFor(base) {
  const words = base.toLowerCase().match(/[a-z\d]+/g) ?? ['my', 'extension']
  const capital = (/** @type {string} */ word) => `${word[0].toUpperCase()}${word.slice(1)}`
  const [first, ...others] = words
  const section = [first, ...others.map(capital)].join('')
  return {
    NAME: words.join('-'),
    TITLE: words.map(capital).join(' '),
    // A prefix of settings and commands.
    SECTION: /^\d/.test(section) ? `extension${capital(section)}` : section,
    VERSION: version,
  }
}

/** @param {string} text @param {Record<string, string>} names */
function fill(text, names) {
  return text.replace(/__([A-Z]+)__/g, (all, name) => (Object.hasOwn(names, name) ? names[name] : all))
}

/** @param {string} folder @returns {string[]} paths below the folder, with `/` */
function filesOf(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name]
    return filesOf(path.join(folder, entry.name)).map((file) => `${entry.name}/${file}`)
  })
}

/** @param {string} file @param {string} text */
function write(file, text) {
  attempt(`write '${printable(file)}'`, () => {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    // Fails if another process has created the file in the meantime.
    fs.writeFileSync(file, text, { flag: 'wx' })
  })
}

module.exports = { init }
