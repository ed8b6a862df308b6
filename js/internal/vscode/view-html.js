'use strict'
// The HTML of the telemetry view. Every inserted string is escaped.

const { filled } = require('./texts.js')

/** @typedef {import('../../vscode.js').InterfaceTexts} Texts */
/** @typedef {import('../../index.js').TelemetryLevel} Level */
/** @typedef {{ name: string, kinds: readonly string[], description: string, purpose: string, owner: string, expires: string }} Described */

const LEVELS = /** @type {const} */ (['off', 'error', 'all'])
/** The number of events to show for each folder of a preview. */
const MAX_SHOWN = 200

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** @param {unknown} value */
function escaped(value) {
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character])
}

/**
 * @param {object} page
 * @param {string} page.title
 * @param {string} page.language
 * @param {string} page.nonce
 * @param {string} page.style
 * @param {string} page.script
 * @param {boolean} page.hasChoice whether the level can be chosen on the page
 * @param {string} page.catalogue
 * @param {Texts} words
 */
function pageHtml({ title, language, nonce, style, script, hasChoice, catalogue }, words) {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`
  const choice = hasChoice ? `<fieldset id="choice"><legend>${escaped(words.choice)}</legend>${radios('choice', words)}</fieldset>` : '' // prettier-ignore
  const settings = hasChoice ? `<p><button id="settings" class="link">${escaped(words.openSettings)}</button></p>` : ''
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <style nonce="${nonce}">${style}</style>
</head>
<body>
  <main>
    <h1>${escaped(title)}</h1>
    <p id="meaning" class="meaning" role="status"></p>
    <p id="decided"></p>
    ${choice}
    <p id="lowest">${escaped(words.sources)}</p>
    <table aria-labelledby="lowest">
      <thead><tr><th scope="col">${escaped(words.source)}</th><th scope="col">${escaped(words.level)}</th></tr></thead>
      <tbody id="sources"></tbody>
    </table>
    ${settings}
    ${section('sent', words.sentHeading, words.sentText, '<p id="counts" role="status"></p><ol id="entries" class="entries"></ol>')}
    ${section(
      'would',
      words.previewHeading,
      words.previewText,
      `<fieldset id="levels"><legend>${escaped(words.level)}</legend>${radios('level', words, 'all')}</fieldset>
      <p><button id="preview">${escaped(words.preview)}</button></p>
      <p id="summary" role="status"></p>
      <div id="results"></div>`,
    )}
    ${section('can', words.catalogueHeading, words.catalogueText, `<div id="catalogue">${catalogue}</div>`)}
  </main>
  <script nonce="${nonce}">${script}</script>
</body>
</html>`
}

/** @param {string} id @param {string} heading @param {string} text @param {string} content */
function section(id, heading, text, content) {
  return `<section aria-labelledby="${id}-heading"><h2 id="${id}-heading">${escaped(heading)}</h2>
    <p>${escaped(text)}</p>${content}</section>`
}

/** @param {string} name @param {Texts} words @param {Level} [checked] */
function radios(name, words, checked) {
  const labels = { off: words.choiceOff, error: words.choiceError, all: words.choiceAll }
  return LEVELS.map((level) => {
    const mark = level === checked ? ' checked' : ''
    return `<label><input type="radio" name="${name}" value="${level}"${mark}> ${escaped(labels[level])} <code>${level}</code></label>`
  }).join('')
}

/** @param {readonly (readonly [string, string | null])[]} sources @param {Texts} words */
function sourcesHtml(sources, words) {
  return sources
    .map(
      ([source, level]) => `<tr><th scope="row">${escaped(source)}</th><td>${escaped(level ?? words.notSet)}</td></tr>`,
    )
    .join('')
}

/**
 * @param {readonly Described[]} events
 * @param {string} caption
 * @param {Texts} words
 */
function catalogueHtml(events, caption, words) {
  if (events.length === 0) return ''
  const headers = [words.event, words.sentAt, words.reports, words.purpose, words.owner, words.expires]
  const rows = events.map(({ name, kinds, description, purpose, owner, expires }) => {
    const levels = kinds.includes('error') ? 'error, all' : 'all'
    const cells = [levels, description, purpose, owner, expires === 'never' ? words.never : expires]
    return `<tr><th scope="row"><code>${escaped(name)}</code></th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>` // prettier-ignore
  })
  return `<table><caption>${escaped(caption)}</caption>
    <thead><tr>${headers.map((header) => `<th scope="col">${escaped(header)}</th>`).join('')}</tr></thead>
    <tbody>${rows.join('')}</tbody></table>`
}

/**
 * @param {import('./journal.js').Entry} entry
 * @param {string} language
 * @param {Texts} words
 */
function entryHtml(entry, language, words) {
  const time = new Date(entry.at).toLocaleTimeString(language)
  if (entry.kind === 'sent') return itemHtml('sent', time, entry.name, `<pre>${json(entry.properties)}</pre>`)
  const { reason, count } = entry
  const why = { capacity: words.lostCapacity, revoked: words.lostRevoked, refused: words.lostRefused, failed: words.lostFailed }[reason] // prettier-ignore
  return itemHtml('lost', time, filled(words.lostEvents, { count, reason }), `<p>${escaped(why ?? '')}</p>`)
}

/**
 * @param {string} kind
 * @param {string} time
 * @param {string} name
 * @param {string} body of HTML
 */
function itemHtml(kind, time, name, body) {
  const head = `<strong>${escaped(name)}</strong><span class="time">${escaped(time)}</span>`
  return `<li class="${kind}"><div class="head">${head}</div>${body}</li>`
}

/**
 * @param {{ name: string, preview: import('../../cli/preview/preview.js').Preview }[]} folders
 * @param {Level} level that was requested
 * @param {Texts} words
 */
function previewHtml(folders, level, words) {
  return folders.map(({ name, preview }) => folderHtml(name, preview, level, words)).join('')
}

/**
 * @param {string} name
 * @param {import('../../cli/preview/preview.js').Preview} preview
 * @param {Level} requested
 * @param {Texts} words
 */
function folderHtml(name, { events, files, level }, requested, words) {
  const values = { files: files.length, level, count: events.length }
  const sentences = [filled(events.length === 0 ? words.previewNothing : words.previewEvents, values)]
  if (level === 'error') sentences.push(words.previewCrash)
  if (level !== requested) sentences.push(filled(words.previewLowered, { level }))
  if (events.length > 0) sentences.push(words.examples)
  const items = events.slice(0, MAX_SHOWN).map((event) => itemHtml('would', '', event.name, `<pre>${json(event.properties)}</pre>`)) // prettier-ignore
  const more = events.length - items.length
  const rest = more > 0 ? `<p>${escaped(filled(words.more, { count: more }))}</p>` : ''
  return `<h3>${escaped(name)}</h3><p>${escaped(sentences.join(' '))}</p><ol class="entries">${items.join('')}</ol>${rest}`
}

/** @param {unknown} value */
function json(value) {
  return escaped(JSON.stringify(value, null, 2))
}

module.exports = { LEVELS, catalogueHtml, entryHtml, escaped, pageHtml, previewHtml, sourcesHtml }
