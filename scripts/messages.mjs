// `npm run messages`: prints every string that people read, one a line, with its file and line: messages and titles of
// the Rust code, errors of JavaScript, log lines and texts of the command line. Whoever reads the list needs no context.
//   npm run messages -- src/languages/bake   prints those of one folder

import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { root } from './commands.mjs'

/** Where strings for people come from. */
const FOLDERS = ['src', 'js']
/** Generated tables, and types whose comments are documentation. */
const SKIPPED = [/\.d\.ts$/, /internal[/\\]catalogue\.js$/, /[/\\]tests?(\.rs|[/\\])/, /bridge[/\\]testing\.rs$/]

const RUST = {
  // Comments, character literals, raw strings and strings; a lifetime is no character literal.
  token: /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\(?:u\{[^}]*\}|.)|[^\\'\n])'|r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"/g,
  isString: (token) => /^r?#*"/.test(token),
  content: (token) =>
    token
      .replace(/^r?#*"|"#*$/g, '')
      .replace(/\\\n\s*/g, '')
      .replace(/\\(["\\])/g, '$1'),
}
const JAVASCRIPT = {
  token: /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`/g,
  isString: (token) => /^['"`]/.test(token),
  content: (token) => token.slice(1, -1).replace(/\\(['"`\\])/g, '$1'),
}

const wanted = process.argv.slice(2).map((folder) => path.normalize(folder))
for (const file of FOLDERS.flatMap(sourceFiles)) {
  if (wanted.length > 0 && !wanted.some((folder) => file.startsWith(folder))) continue
  const language = file.endsWith('.rs') ? RUST : JAVASCRIPT
  const text = withoutTests(readFileSync(path.join(root, file), 'utf8'))
  for (const { index, 0: token } of text.matchAll(language.token)) {
    if (!language.isString(token) || isForCompiler(text, index)) continue
    const content = language.content(token)
    if (!isProse(content)) continue
    const line = text.slice(0, index).split('\n').length
    console.log(`${file}:${line}: ${content.replaceAll('\n', '⏎').trim()}`)
  }
}

function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(rs|js)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !SKIPPED.some((pattern) => pattern.test(file)))
    .sort()
}

/** Rust's unit tests stand at the end of a file. */
function withoutTests(text) {
  const start = text.search(/^#\[cfg\(test\)\]\n(?:pub )?mod \w+ \{/m)
  return start === -1 ? text : text.slice(0, start)
}

/** Reasons of lint exceptions, types for the generator and messages of `expect`, which no user sees. */
function isForCompiler(text, index) {
  return /(?:reason = |ts_type = |ts_arg_type = |\.expect\(|cfg\(|feature = |derive\()$/.test(
    text.slice(Math.max(0, index - 20), index),
  )
}

/** Whether people read it: at least two words, and not a query of an object or a piece of code. */
function isProse(content) {
  return (
    /[A-Za-z]{2,}[^A-Za-z]*\s[^A-Za-z]*[a-z]{2,}/.test(content) && !/^\s*(?:function |use strict|SELECT )/.test(content)
  )
}
