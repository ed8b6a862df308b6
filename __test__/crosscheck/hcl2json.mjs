// Compares unmodified files with `@cdktf/hcl2json`, which is Terraform's own HCL parser with JSON output: every block,
// argument and literal value. For broken files, it only reports that they are invalid.

import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { npm } from '../../scripts/commands.mjs'

const PACKAGE = '@cdktf/hcl2json'
const VERSION = '0.21.0'

export const title = `${PACKAGE} ${VERSION}`

/** hcl2json supports only the native syntax. */
export const takes = ({ name }) => !name.endsWith('.json')

/** @param {string} folder where the oracle is kept between runs */
export async function prepare(folder) {
  const place = path.join(folder, `hcl2json-${VERSION}`)
  if (!existsSync(path.join(place, 'node_modules', PACKAGE))) {
    mkdirSync(place, { recursive: true })
    npm(
      'install',
      '--prefix',
      place,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${PACKAGE}@${VERSION}`,
    )
  }
  const { parse } = createRequire(path.join(place, 'index.js'))(PACKAGE)
  const read = ({ name, text }) =>
    parse(name, text).then(
      (json) => ({ json }),
      (error) => ({ refused: error.message }),
    )
  return async (files) => {
    const all = []
    for (const file of files) all.push(await read(file))
    return all
  }
}

/**
 * @param {{ isClean: boolean, body: object[] }} ours
 * @param {import('./tally.mjs').Tally} tally
 */
export function compare(file, ours, theirs, tally) {
  tally.count('files')
  const isInvalid = theirs.refused?.startsWith('parse config') ?? false
  if (isInvalid !== !ours.isClean) {
    return tally.differ(file, 'validity', isInvalid ? theirs.refused : 'has problems for us alone')
  }
  if (isInvalid) return tally.count('found wrong by both')
  // JSON cannot represent some valid files, for example blocks of the same name with and without labels.
  if (theirs.refused) return tally.count('correct, but without a form in JSON')
  count(ours.body, tally)
  const difference = firstDifference(theirs.json, bodyAsJson(ours.body), '')
  if (difference) tally.differ(file, 'content', difference)
  else tally.count('equal')
}

function count(body, tally) {
  for (const item of body) {
    tally.count(item.labels ? 'blocks' : 'arguments')
    if (item.labels) count(item.body, tally)
  }
}

/** Equals any text: hcl2json reformats templates that contain directives or conditionals. */
const ANY_TEXT = Symbol('any text')

function bodyAsJson(items) {
  const result = Object.create(null)
  for (const { name, labels, body } of items.filter(({ labels }) => labels)) {
    let inner = result
    const keys = [name, ...labels]
    for (const key of keys.slice(0, -1)) inner = inner[key] ??= Object.create(null)
    ;(inner[keys.at(-1)] ??= []).push(bodyAsJson(body))
  }
  for (const { name, value } of items.filter(({ labels }) => !labels)) result[name] = valueAsJson(value)
  return result
}

function valueAsJson(value) {
  if ('literal' in value) return value.literal
  if ('number' in value) return Number(value.number)
  if ('text' in value) return escaped(value.text)
  if ('tuple' in value) return value.tuple.map(valueAsJson)
  if ('object' in value) {
    const result = Object.create(null)
    for (const [key, each] of value.object) result[keyAsText(key)] = valueAsJson(each)
    return result
  }
  if ('negation' in value && 'number' in value.negation) return -Number(value.negation.number)
  if ('not' in value && 'literal' in value.not) return !value.not.literal
  if ('parts' in value) {
    const [first, ...more] = value.parts
    const isWrapped = more.length === 0 && 'interpolation' in first && value.opening.startsWith('"')
    return isWrapped ? valueAsJson(first.interpolation) : templateAsJson(value)
  }
  return `\${${value.source}}`
}

function templateAsJson({ parts, opening }) {
  if (parts.some(({ directive }) => directive)) return ANY_TEXT
  const inner = parts.map((part) => ('raw' in part ? part : asText(part.interpolation)))
  if (inner.includes(ANY_TEXT)) return ANY_TEXT
  const written = inner.map((part) => (typeof part === 'string' ? HOLE : part.raw)).join('')
  const filling = inner.filter((part) => typeof part === 'string').values()
  let text = opening.startsWith('"') ? unescaped(written) : written
  if (opening === '<<-') text = unindented(text)
  return escaped(text).replaceAll(HOLE, () => filling.next().value)
}

/** A placeholder for an interpolation while the text around it is processed. */
const HOLE = '\u{f8ff}'

/** Removes the indentation that all non-blank lines have in common. */
function unindented(text) {
  const indentations = [...text.matchAll(/^([ \t]*)[^\s]/gm)].map(([, blanks]) => blanks.length)
  const least = Math.min(...indentations)
  return text.replace(/^[ \t]*(?=[^\s])/gm, (blanks) => blanks.slice(least))
}

/** Returns an object key as text: a reference is the key as written. */
function keyAsText(key) {
  return key.source && !key.source.includes('(') ? key.source : asText(key)
}

/** Returns the text that a value contributes to a template. */
function asText(value) {
  if (value.isConditional) return ANY_TEXT
  const json = valueAsJson(value)
  if (typeof json === 'string' || json === ANY_TEXT) return json
  return 'source' in value ? `\${${value.source}}` : String(json)
}

const ESCAPES = { n: '\n', r: '\r', t: '\t' }

const unescaped = (raw) =>
  raw
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g, (_, four, eight, one) =>
      one === undefined ? String.fromCodePoint(parseInt(four ?? eight, 16)) : (ESCAPES[one] ?? one),
    )
    .replace(/([$%])\1\{/g, '$1{')

/** Escapes template sequences, because hcl2json's strings are templates too. */
const escaped = (text) => text.replace(/([$%])\{/g, '$1$1{')

/** Describes the first difference between two values. */
function firstDifference(theirs, ours, place) {
  if (ours === ANY_TEXT && typeof theirs === 'string') return undefined
  if (theirs === null || ours === null || typeof theirs !== 'object' || typeof ours !== 'object') {
    return theirs === ours ? undefined : `${place}: theirs ${show(theirs)}, ours ${show(ours)}`
  }
  if (Array.isArray(theirs) !== Array.isArray(ours)) return `${place}: theirs ${show(theirs)}, ours ${show(ours)}`
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const inner = `${place}/${key}`
    if (!Object.hasOwn(theirs, key)) return `${inner}: ours alone`
    if (!Object.hasOwn(ours, key)) return `${inner}: theirs alone`
    const difference = firstDifference(theirs[key], ours[key], inner)
    if (difference) return difference
  }
}

const show = (value) => JSON.stringify(value)?.slice(0, 300)
