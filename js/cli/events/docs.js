'use strict'

// `candor docs`: describes the events of candor and those that an extension declares, for the extension's TELEMETRY.md.

const fs = require('node:fs')
const path = require('node:path')

const { formOf, propertiesOf, readDeclarations } = require('./declarations.js')

/** The description of candor's own events, which is part of this package. */
const OURS = path.join(__dirname, '../../../TELEMETRY.md')

/** @param {{ events: string | null }} invocation */
async function writeDocs({ events: file }) {
  const ours = fs.readFileSync(OURS, 'utf8')
  const declared = file === null ? [] : await readDeclarations(file)
  process.stdout.write([ours.trimEnd(), ...declared.map(section), ''].join('\n'))
}

/** @param {[string, import('../../index.js').EventDeclaration]} declared */
function section([name, event]) {
  const level = event.kind === 'error' ? 'levels `error` and `all`' : 'level `all`'
  const lines = ['', `## \`${name}\``, '', `${sentence(event.description)} Sent at ${level}.`, '']
  lines.push(`Purpose: ${sentence(event.purpose)} Owner: ${cell(event.owner)}. End date: ${event.expires}.`, '')
  const properties = propertiesOf(event)
  if (properties.length === 0) return [...lines, 'It has no properties.'].join('\n')
  lines.push('| property | type | contents |', '| --- | --- | --- |')
  for (const [key, property] of properties) {
    const isMissing = property.optional === true || property.type === 'remote' || property.type === 'path'
    const optional = isMissing ? ' May be missing.' : ''
    lines.push(`| \`${key}\` | \`${cell(formOf(property))}\` | ${sentence(property.description)}${optional} |`)
  }
  return lines.join('\n')
}

/** @param {string} text */
function sentence(text) {
  const line = cell(text)
  return /[.!?]$/.test(line) ? line : `${line}.`
}

/** @param {string} text for a table cell */
function cell(text) {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()
}

module.exports = { writeDocs }
