// Breaks texts as people and editors do, the same texts in the same way for the same seed.

/** What the end of a word, a line or a block is made of. */
const MARKS = ['{', '}', '[', ']', '(', ')', '"', '\n', '=', ',', '${', '%{', '.', '#', '/*', '*', '<<E\n', '\\']

/** Lines that are wrong where a body expects an item. */
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
  // The file ends too early.
  (text, pick) => text.slice(0, pick(text.length)),
  (text, pick) => text.slice(pick(text.length)),
  // Something that belongs there is missing, or is there twice.
  ...[/[{}]/g, /[{}]/g, /"/g, /[[\]()]/g, /\n/g, /=/g, /,/g, /[$%]\{/g].flatMap((mark) => [
    (text, pick) => change(text, mark, pick, () => ''),
    (text, pick) => change(text, mark, pick, (found) => found + found),
  ]),
  // A heredoc does not end.
  (text, pick) => change(text, /^\s*[A-Z]+$/gm, pick, () => ''),
  // Something is there that does not belong there.
  (text, pick) => insert(text, pick(text.length + 1), MARKS[pick(MARKS.length)]),
  (text, pick) => change(text, /\n/g, pick, () => `\n${LINES[pick(LINES.length)]}\n`),
  (text, pick) => change(text, /\b\w+\b/g, pick, (word) => `${word}${MARKS[pick(MARKS.length)]}`),
  // Lines and words in the wrong place.
  (text, pick) => change(text, /^.*\n/gm, pick, () => ''),
  (text, pick) => change(text, /^.*\n/gm, pick, (line) => line + line),
  (text, pick) => change(text, /\b\w+\b/g, pick, (word) => `"${word}"`),
  (text, pick) => change(text, /"\w+"/g, pick, (word) => word.slice(1, -1)),
]

/** A text broken in one to three ways. */
export function broken(text, seed) {
  const pick = random(seed)
  let result = text
  for (let times = [1, 1, 2, 3][pick(4)]; times > 0; times--) result = WAYS[pick(WAYS.length)](result, pick)
  return result
}

/** Changes one of the places that a pattern finds, if there is one. */
function change(text, pattern, pick, replacement) {
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return text
  const { index, 0: found } = places[pick(places.length)]
  return text.slice(0, index) + replacement(found) + text.slice(index + found.length)
}

const insert = (text, at, what) => text.slice(0, at) + what + text.slice(at)

/** Numbers below a limit that only look like chance: the generator of Knuth's MMIX. */
function random(seed) {
  let state = BigInt(seed)
  const next = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
    return Number(state >> 40n)
  }
  next()
  return (below) => (below === 0 ? 0 : next() % below)
}
