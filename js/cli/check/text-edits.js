'use strict'

// Applies edits of LSP to a text.

/** @typedef {{ line: number, character: number }} Position */
/** @typedef {{ range: { start: Position, end: Position }, newText: string }} TextEdit */

/**
 * Applies groups of edits, each as a whole. A group that touches one before it is left for the next round.
 * @param {string} text
 * @param {readonly (readonly TextEdit[])[]} groups
 */
function applyEdits(text, groups) {
  const starts = lineStarts(text)
  const offset = (/** @type {Position} */ { line, character }) => {
    const start = starts[line] ?? text.length
    return Math.min(start + character, starts[line + 1] ?? text.length)
  }
  /** @type {{ start: number, end: number, newText: string }[]} */ const taken = []
  for (const group of groups) {
    const edits = group.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    const isFree = edits.every((edit) => taken.every((other) => edit.end < other.start || other.end < edit.start))
    if (isFree) taken.push(...edits)
  }
  taken.sort((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let at = 0
  for (const { start, end, newText } of taken) {
    result += text.slice(at, start) + newText
    at = Math.max(at, end)
  }
  return result + text.slice(at)
}

/** @param {string} text @returns {number[]} where each line begins; lines end as in LSP */
function lineStarts(text) {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)]
}

module.exports = { applyEdits }
