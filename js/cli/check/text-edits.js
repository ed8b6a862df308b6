'use strict'

// Applies LSP text edits.

/** @typedef {{ line: number, character: number }} Position */
/** @typedef {{ range: { start: Position, end: Position }, newText: string }} TextEdit */

/**
 * Applies each group of edits completely or not at all. A group that touches an earlier one is skipped.
 * @param {string} text
 * @param {readonly (readonly TextEdit[])[]} groups
 */
function applyEdits(text, groups) {
  const starts = lineStarts(text)
  const offset = (/** @type {Position} */ { line, character }) => {
    const start = starts[line] ?? text.length
    return Math.min(start + character, starts[line + 1] ?? text.length)
  }
  /** @type {{ start: number, end: number, newText: string }[]} */ const accepted = []
  for (const group of groups) {
    const edits = group.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    const isFree = edits.every((edit) => accepted.every((other) => edit.end < other.start || other.end < edit.start))
    if (isFree) accepted.push(...edits)
  }
  accepted.sort((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let at = 0
  for (const { start, end, newText } of accepted) {
    result += text.slice(at, start) + newText
    at = Math.max(at, end)
  }
  return result + text.slice(at)
}

/** @param {string} text @returns {number[]} the offset of each line; lines end as in LSP */
function lineStarts(text) {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)]
}

module.exports = { applyEdits }
