// `npm run messages`: prints every user-facing string on a line, with its file and line number: messages and titles in Rust,
// errors in JavaScript, log lines and texts of the command line. The list can be reviewed without other context.
//   npm run messages -- src/languages/bake   prints those of one folder

import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import ts from 'typescript'

import { root } from './commands.mjs'

/** The folders with user-facing strings. */
const FOLDERS = ['src', 'js']
/** Generated tables, type declarations, and tests with their hooks. */
const SKIPPED = [/\.d\.ts$/, /internal[/\\]events[/\\]catalogue\.js$/, /[/\\]tests?(\.rs|[/\\])/, /[/\\]testing\.rs$/]

/** Comments, character literals, raw strings and strings. A lifetime is not a character literal. */
const RUST_TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\(?:u\{[^}]*\}|.)|[^\\'\n])'|r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"/g

const wanted = process.argv.slice(2).map((folder) => path.normalize(folder))
for (const file of FOLDERS.flatMap(sourceFiles)) {
  if (wanted.length > 0 && !wanted.some((folder) => file.startsWith(folder))) continue
  const text = readFileSync(path.join(root, file), 'utf8')
  for (const { index, content } of file.endsWith('.rs') ? rustStrings(withoutTests(text)) : javaScriptStrings(text)) {
    if (!isProse(content)) continue
    const line = text.slice(0, index).split('\n').length
    console.log(`${file}:${line}: ${content.replaceAll('\n', '⏎').trim()}`)
  }
}

/** The strings of a Rust file, except for those that only the compiler reads, and the examples of rules. */
function* rustStrings(text) {
  for (const { index, 0: token } of text.matchAll(RUST_TOKEN)) {
    if (!/^r?#*"/.test(token) || isForCompiler(text, index) || isExample(text, index)) continue
    const unquoted = token.replace(/^r?#*"|"#*$/g, '')
    yield { index, content: unquoted.replace(/\\\n\s*/g, '').replace(/\\(["\\])/g, '$1') }
  }
}

/** The strings and templates of a JavaScript file. A template is printed with its placeholders. */
function javaScriptStrings(text) {
  const found = []
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const content = node
        .getText()
        .slice(1, -1)
        .replace(/\\(['"`\\])/g, '$1')
      found.push({ index: node.getStart(), content })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('file.js', text, ts.ScriptTarget.Latest, true))
  return found
}

function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(rs|js)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !SKIPPED.some((pattern) => pattern.test(file)))
    .sort()
}

/** Rust's unit tests are at the end of a file. */
function withoutTests(text) {
  const start = text.search(/^#\[cfg\(test\)\]\n(?:pub )?mod \w+ \{/m)
  return start === -1 ? text : text.slice(0, start)
}

/** Reasons of lint exceptions, types for the generator, and messages of `expect`. */
function isForCompiler(text, index) {
  return /(?:reason = |ts_type = |ts_arg_type = |\.expect\(|cfg\(|feature = |derive\()$/.test(
    text.slice(Math.max(0, index - 20), index),
  )
}

/** Examples of Dockerfiles and other documents in the documentation of a rule. */
function isExample(text, index) {
  return /(?:incorrect|correct|example): $/.test(text.slice(Math.max(0, index - 12), index))
}

/** Whether a string is prose: it has at least two words, one of them with three letters, and is not code. */
function isProse(content) {
  const prose = content.replace(/`[^`]*`|\$?\{[^{}]*\}/g, '``')
  return (
    /\S\s+\S/.test(prose) &&
    /(?<![\w/.-])[A-Za-z]{3,}(?![\w/])/.test(prose) &&
    !/^\s*(?:function |use strict)/.test(content)
  )
}
