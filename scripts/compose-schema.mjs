// Generates Rust tables from the rules of the Compose Specification in `src/languages/compose/reference/schema.json`. With
// `--check`, reports whether the tables are out of date instead.

import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { fail, output, root } from './commands.mjs'

const folder = path.join(root, 'src/languages/compose/reference')
const schema = JSON.parse(readFileSync(path.join(folder, 'schema.json'), 'utf8'))

const KINDS = {
  null: 'NULL',
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  number: 'NUMBER',
  string: 'STRING',
  array: 'LIST',
  object: 'MAPPING',
}

/** The patterns of names of keys, and of values. */
const KEYS = {
  '^[a-zA-Z0-9._-]+$': 'Name',
  '^[a-z]+$': 'Lowercase',
  '^.+$': 'NotEmpty',
  '.+': 'NotEmpty',
}
const VALUES = {
  '[a-zA-Z0-9][a-zA-Z0-9_.-]+': 'ContainerName',
  '^all$': 'All',
  'always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+': 'PullPolicy',
}

const quoted = (text) => JSON.stringify(text)
const number = (value) => String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, '_')
const list = (texts) => `&[${(texts ?? []).map(quoted).join(', ')}]`
const definitionName = (reference) => reference.split('/').pop()
const constant = (name) => name.toUpperCase()

/** The name of a property's definition, or an expression for its own rules. */
function reference(rules) {
  if (rules === true) return '&Schema::ANY'
  const { description, default: _, examples, ...rest } = rules
  if (Object.keys(rest).length === 1 && rest.$ref) return `&${constant(definitionName(rest.$ref))}`
  return `&${expression(rest)}`
}

/** Fields of a struct that differ from its defaults. */
function fields(entries) {
  return entries.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value},`)
}

/** Calls `visit` for every key of every mapping that a part of the schema describes. */
function visitKeys(rules, definition, visit) {
  if (typeof rules !== 'object' || rules === null) return
  const { properties = {}, ...others } = rules
  for (const entry of Object.entries(properties)) {
    visit(entry, definition)
    visitKeys(entry[1], definition, visit)
  }
  for (const other of Object.values(others)) visitKeys(other, definition, visit)
}

/** The names of the constants for keys that several mappings have with the same rules, by their definitions in the schema. */
function sharedKeys() {
  const definitions = new Map()
  const countKey = (entry, definition) => {
    const key = JSON.stringify(entry)
    definitions.set(key, [...(definitions.get(key) ?? []), definition])
  }
  visitKeys({ ...schema, $defs: undefined }, 'file', countKey)
  for (const [name, rules] of Object.entries(schema.$defs)) visitKeys(rules, name, countKey)
  const shared = [...definitions].filter(([, places]) => places.length > 1)
  const names = shared.map(([key]) => JSON.parse(key)[0])
  return new Map(
    shared.map(([key, [place]], index) => {
      const isUnique = names.filter((name) => name === names[index]).length === 1
      return [key, constant(isUnique ? `${names[index]}_key` : `${place}_${names[index]}_key`)]
    }),
  )
}

const shared = sharedKeys()

/** A key of a mapping with its rules, or the constant for it. */
function property(entry) {
  return shared.get(JSON.stringify(entry)) ?? propertyExpression(entry)
}

function propertyExpression([name, rules]) {
  const { description = '', default: usual, examples } = rules === true ? {} : rules
  const own = fields([
    ['name', quoted(name)],
    ['documentation', quoted(description)],
    ['default', usual && `Some(${quoted(usual)})`],
    ['suggestions', examples && list(examples)],
    ['schema', reference(rules)],
  ])
  return `Property { ${own.join(' ')} ${own.length < 5 ? '..Property::PLAIN' : ''} }`
}

function known(table, pattern) {
  return table[pattern] ?? fail(`schema.json: the pattern ${pattern} has no name in scripts/compose-schema.mjs`)
}

/** The rules of a value as an expression of Rust. */
function expression(rules) {
  if (rules.$ref) {
    const { $ref, ...own } = rules
    return expression({ ...schema.$defs[definitionName($ref)], ...own })
  }
  const kinds = [rules.type ?? Object.keys(KINDS)].flat().map((kind) => `Kinds::${KINDS[kind]}`)
  const patterns = Object.entries(rules.patternProperties ?? {})
  const extensions = patterns.some(([pattern]) => pattern === '^x-')
  const others = patterns.filter(([pattern]) => pattern !== '^x-')
  const entry = others.map(([pattern, value]) => `(KeyPattern::${known(KEYS, pattern)}, ${reference(value)})`)[0]
  const properties = Object.entries(rules.properties ?? {}).map(property)
  const own = fields([
    ['kinds', rules.type && (kinds.length === 1 ? kinds[0] : `Kinds::of(&[${kinds.join(', ')}])`)],
    ['properties', properties.length > 0 ? `&[${properties.join(', ')}]` : undefined],
    ['entry', entry && `Some(${entry})`],
    ['allows_extensions', extensions || undefined],
    ['allows_other_keys', rules.additionalProperties],
    ['required', rules.required && list(rules.required)],
    ['items', rules.items && `Some(${reference(rules.items)})`],
    ['has_unique_items', rules.uniqueItems],
    ['values', rules.enum && list(rules.enum)],
    ['pattern', rules.pattern && `Some(ValuePattern::${known(VALUES, rules.pattern)})`],
    ['minimum', rules.minimum === undefined ? undefined : `Some(${number(rules.minimum)})`],
    ['maximum', rules.maximum === undefined ? undefined : `Some(${number(rules.maximum)})`],
  ])
  return `Schema { ${own.join(' ')} ..Schema::ANY }`
}

const { $defs, ...top } = schema
const definitions = Object.entries($defs)
  .map(([name, rules]) => `pub static ${constant(name)}: Schema = ${expression(rules)};`)
  .join('\n\n')
const constants = [...shared]
  .map(([key, name]) => `const ${name}: Property = ${propertyExpression(JSON.parse(key))};`)
  .join('\n\n')
const text = `//! The rules of the Compose Specification. Over 500 lines because they are generated from \`schema.json\`
//! by \`scripts/compose-schema.mjs\`.

use super::{KeyPattern, Kinds, Property, Schema, ValuePattern};

/// The rules of a file.
pub static FILE: Schema = ${expression(top)};

${definitions}

${constants}
`
const settings = ['--edition', '2024', '--config-path', path.join(root, 'rustfmt.toml'), '--emit', 'stdout']
const tables = output('rustfmt', settings, { input: text })
const file = path.join(folder, 'schema.rs')
if (!process.argv.includes('--check')) writeFileSync(file, tables)
else if (readFileSync(file, 'utf8') !== tables) fail(`${file} is out of date: npm run generate`)
