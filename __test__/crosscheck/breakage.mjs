// Breaks texts the way people and editors do. The same seed always breaks a text in the same way.

/** Tokens that start or end words, lines and blocks. */
const MARKS = ['{', '}', '[', ']', '(', ')', '"', '\n', '=', ',', '${', '%{', '.', '#', '/*', '*', '<<E\n', '\\']

/** Lines that are invalid where a body expects an attribute or a block. */
const LINES = [
  '}',
  '{',
  '"quoted" = 1',
  '1 = 2',
  '*',
  'word',
  'two words',
  'a.b = 1',
  'broken =',
  'broken = 1 2',
  'broken = [1, *]',
  'broken = "text',
  'broken = <<END',
  'header "label"',
  'header {',
  'header { a = 1, b = 2 }',
  'header { a = 1',
  'header { nested {} }',
  'header "${x}" {',
  'broken = f(1, 2',
  'broken = { a = 1',
  'broken = "${',
  'broken = a ? b',
  'provider = a.b.',
  '/*',
  '\u{feff}',
]

/** @type {((text: string, pick: (below: number) => number) => string)[]} */
const WAYS = [
  // Truncate the file.
  (text, pick) => text.slice(0, pick(text.length)),
  (text, pick) => text.slice(pick(text.length)),
  // Remove or duplicate a token.
  ...[/[{}]/g, /[{}]/g, /"/g, /[[\]()]/g, /\n/g, /=/g, /,/g, /[$%]\{/g].flatMap((mark) => [
    (text, pick) => change(text, mark, pick, () => ''),
    (text, pick) => change(text, mark, pick, (found) => found + found),
  ]),
  // Leave a heredoc unterminated.
  (text, pick) => change(text, /^\s*[A-Z]+$/gm, pick, () => ''),
  // Insert something that does not belong there.
  (text, pick) => insert(text, pick(text.length + 1), MARKS[pick(MARKS.length)]),
  (text, pick) => change(text, /\n/g, pick, () => `\n${LINES[pick(LINES.length)]}\n`),
  (text, pick) => change(text, /\b\w+\b/g, pick, (word) => `${word}${MARKS[pick(MARKS.length)]}`),
  // Delete, duplicate, quote or unquote lines and words.
  (text, pick) => change(text, /^.*\n/gm, pick, () => ''),
  (text, pick) => change(text, /^.*\n/gm, pick, (line) => line + line),
  (text, pick) => change(text, /\b\w+\b/g, pick, (word) => `"${word}"`),
  (text, pick) => change(text, /"\w+"/g, pick, (word) => word.slice(1, -1)),
]

/** Breaks a text in one to three ways. */
export function broken(text, seed) {
  const pick = random(seed)
  let result = text
  for (let times = [1, 1, 2, 3][pick(4)]; times > 0; times--) result = WAYS[pick(WAYS.length)](result, pick)
  return result
}

/** Replaces a random match of a pattern, if there is one. */
function change(text, pattern, pick, replacement) {
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return text
  const { index, 0: found } = places[pick(places.length)]
  return text.slice(0, index) + replacement(found) + text.slice(index + found.length)
}

const insert = (text, at, what) => text.slice(0, at) + what + text.slice(at)

/** A seeded pseudo-random number generator with the constants of Knuth's MMIX. */
function random(seed) {
  let state = BigInt(seed)
  const next = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
    return Number(state >> 40n)
  }
  next()
  return (below) => (below === 0 ? 0 : next() % below)
}
