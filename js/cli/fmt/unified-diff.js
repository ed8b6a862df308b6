'use strict'

// A unified diff of two texts, as `diff -u` prints it.

/** Unchanged lines around a change. */
const CONTEXT = 3

/** @typedef {{ start: number, end: number, newStart: number, newEnd: number }} Change lines of both texts, from 0 */

/**
 * @param {string} name of the file
 * @param {string} before
 * @param {string} after another text
 * @returns {string}
 */
function unifiedDiff(name, before, after) {
  const [old, current] = [linesOf(before), linesOf(after)]
  let diff = `--- old/${name}\n+++ new/${name}\n`
  for (const hunk of hunksOf(changesOf(old, current))) {
    const [first, last] = [hunk[0], hunk[hunk.length - 1]]
    const leading = Math.min(CONTEXT, first.start)
    const trailing = Math.min(CONTEXT, old.length - last.end)
    const oldRange = rangeOf(first.start - leading, last.end + trailing)
    const newRange = rangeOf(first.newStart - leading, last.newEnd + trailing)
    diff += `@@ -${oldRange} +${newRange} @@\n`
    let at = first.start - leading
    for (const change of hunk) {
      diff += prefixed(' ', old.slice(at, change.start))
      diff += prefixed('-', old.slice(change.start, change.end))
      diff += prefixed('+', current.slice(change.newStart, change.newEnd))
      at = change.end
    }
    diff += prefixed(' ', old.slice(at, last.end + trailing))
  }
  return diff
}

/**
 * Formatting keeps almost every line break, so lines are compared one by one. If the number of lines changes, all lines
 * from the first difference to the last one are one change.
 * @param {readonly string[]} old
 * @param {readonly string[]} current
 * @returns {Change[]}
 */
function changesOf(old, current) {
  const shared = Math.min(old.length, current.length)
  let start = 0
  while (start < shared && old[start] === current[start]) start += 1
  let same = 0
  while (same < shared - start && old[old.length - 1 - same] === current[current.length - 1 - same]) same += 1
  const [end, newEnd] = [old.length - same, current.length - same]
  if (end !== newEnd) return [{ start, end, newStart: start, newEnd }]
  /** @type {Change[]} */
  const changes = []
  for (let at = start; at < end; at += 1) {
    if (old[at] === current[at]) continue
    const last = changes[changes.length - 1]
    if (last?.end === at) last.end = last.newEnd = at + 1
    else changes.push({ start: at, end: at + 1, newStart: at, newEnd: at + 1 })
  }
  return changes
}

/**
 * Groups changes whose context lines touch.
 * @param {readonly Change[]} changes
 * @returns {Change[][]}
 */
function hunksOf(changes) {
  /** @type {Change[][]} */
  const hunks = []
  for (const change of changes) {
    const hunk = hunks[hunks.length - 1]
    if (hunk && change.start - hunk[hunk.length - 1].end <= 2 * CONTEXT) hunk.push(change)
    else hunks.push([change])
  }
  return hunks
}

/** @param {string} text */
function linesOf(text) {
  return text.split(/(?<=\n)/)
}

/** @param {number} start @param {number} end lines from 0 */
function rangeOf(start, end) {
  const first = end === start ? start : start + 1
  return end - start === 1 ? `${first}` : `${first},${end - start}`
}

/** @param {string} sign @param {readonly string[]} lines */
function prefixed(sign, lines) {
  return lines.map((line) => sign + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('')
}

module.exports = { unifiedDiff }
