// Compares two answers to the same request. Both become a list of strings that says what a user gets, or null if that
// is nothing.

/**
 * @typedef {'agree' | 'nothing' | 'more' | 'ours' | 'theirs' | 'differ'} Verdict
 * `nothing`: both have none. `more`: everything that they answer is in our answer. `ours`, `theirs`: only one answers.
 */

/** What is compared once in each document, and with which parameters. */
export const DOCUMENT_REQUESTS = {
  dockerfile: ['documentSymbol', 'foldingRange', 'documentLink', 'formatting', 'semanticTokens/full'],
  compose: ['documentLink', 'codeLens', 'formatting'],
}

/** What is compared at each position. */
export const POSITION_REQUESTS = {
  dockerfile: [
    ...['completion', 'hover', 'definition', 'references', 'documentHighlight', 'prepareRename', 'signatureHelp'],
  ],
  compose: ['completion', 'hover'],
}

export const NEW_NAME = 'renamed'

export function parametersOf(request, position) {
  if (request === 'formatting') return { options: { tabSize: 2, insertSpaces: true } }
  if (request === 'rename') return { position, newName: NEW_NAME }
  if (request === 'references') return { position, context: { includeDeclaration: true } }
  return position ? { position } : {}
}

/**
 * @returns {{ verdict: Verdict, ours: string[] | null, theirs: string[] | null }}
 */
export function compare(request, answers, text) {
  const convert = CONVERSIONS[request]
  const [ours, theirs] = [convert(answers.ours, text, answers), convert(answers.theirs, text, answers)].map(asList)
  return { verdict: verdictOf(ours, theirs), ours, theirs }
}

/**
 * Compares the items of two answers about a document: those that begin at the same place, one by one.
 * @returns {{ verdict: Verdict, position: object, ours: string[] | null, theirs: string[] | null }[]}
 */
export function compareItems(request, answers) {
  const [mine, other] = [answers.ours, answers.theirs].map((answer) => byPlace(CONVERSIONS[request](answer) ?? []))
  return [...new Set([...mine.keys(), ...other.keys()])].map((place) => {
    const [ours, theirs] = [mine, other].map((items) => asList(items.get(place)))
    const [line, character = '0'] = place.split(':')
    const position = { line: Number(line), character: Number(character) }
    return { verdict: verdictOf(ours, theirs), position, ours, theirs }
  })
}

/** Groups items by the position with which they begin. */
function byPlace(items) {
  const places = new Map()
  for (const item of items) {
    const [place] = /^\d+(:\d+)?/.exec(item)
    places.set(place, [...(places.get(place) ?? []), item])
  }
  return places
}

const asList = (words) => (words && words.length > 0 ? [...new Set(words)].sort() : null)

function verdictOf(ours, theirs) {
  if (!ours && !theirs) return 'nothing'
  if (!theirs) return 'ours'
  if (!ours) return 'theirs'
  if (ours.join('\n') === theirs.join('\n')) return 'agree'
  const known = new Set(ours)
  return theirs.every((word) => known.has(word)) ? 'more' : 'differ'
}

const at = ({ line, character }) => `${line}:${character}`
const place = ({ start, end }) => `${at(start)}-${at(end)}`
const listed = (answer) => (Array.isArray(answer) ? answer : answer ? [answer] : [])

const CONVERSIONS = {
  completion: (answer) => listed(answer?.items ?? answer).map(({ label }) => nameOf(label)),
  hover: hoverWords,
  definition: (answer) => listed(answer).map(({ range, targetSelectionRange }) => place(targetSelectionRange ?? range)),
  references: (answer) => listed(answer).map(({ range }) => place(range)),
  documentHighlight: (answer) =>
    listed(answer).map(({ range, kind }) => `${place(range)} ${kind === 3 ? 'write' : 'read'}`),
  prepareRename: (answer) => (answer ? [place(answer.range ?? answer)] : null),
  rename: (answer) => editsOf(answer).map(({ range, newText }) => `${place(range)} ${newText}`),
  signatureHelp: (answer) => {
    if (!answer || answer.signatures.length === 0) return null
    const { parameters = [], activeParameter } = answer.signatures[answer.activeSignature ?? 0]
    const active = answer.activeParameter ?? activeParameter ?? parameters.length
    return [active < parameters.length ? `parameter ${active}` : 'no parameter']
  },
  documentSymbol: (answer) => symbolNames(answer),
  foldingRange: (answer) =>
    listed(answer).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === 'comment' ? ' comment' : ''}`,
    ),
  documentLink: (answer) => listed(answer).map(({ range, target }) => `${place(range)} ${target}`),
  codeLens: (answer) => listed(answer).map(({ range }) => `${range.start.line} lens`),
  formatting: (answer, text) => {
    if (!answer || answer.length === 0) return null
    const after = applied(text, answer)
    // Which spaces are removed at the ends of lines is a matter of taste.
    return after === text ? null : [withoutTrailingSpaces(after)]
  },
}

/** The first word of a label: `ADD` of `ADD source ... dest`, `A` of `${A}`. */
function nameOf(label) {
  const name = label.replace(/^\$?\{(.*)\}$/, '$1').replace(/^\$/, '')
  return name.split(/[ =(:]/)[0].toLowerCase()
}

/** That there is a hover; of a variable, its value as well. */
function hoverWords(answer, _, { ours, theirs }) {
  if (!answer) return null
  const value = typeof theirs?.contents === 'string' ? theirs.contents : undefined
  if (value === undefined || value === '') return ['hover']
  const isKnown = answer === theirs || JSON.stringify(ours.contents).includes(JSON.stringify(value).slice(1, -1))
  return isKnown ? ['hover', `value ${value}`] : ['hover', 'another value']
}

function editsOf(answer) {
  if (!answer) return []
  if (answer.documentChanges) return answer.documentChanges.flatMap(({ edits = [] }) => edits)
  return Object.values(answer.changes ?? {}).flat()
}

function symbolNames(symbols) {
  return listed(symbols).flatMap(({ name, range, location, children }) => {
    const { line } = (range ?? location.range).start
    return [`${line} ${name.split(' ')[0].toUpperCase()}`, ...symbolNames(children)]
  })
}

function applied(text, edits) {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length)
  const offset = ({ line, character }) => Math.min((starts[line] ?? text.length) + character, text.length)
  const changes = edits.map(({ range, newText }) => [offset(range.start), offset(range.end), newText])
  changes.sort(([one], [other]) => one - other)
  let [result, end] = ['', 0]
  for (const [from, to, newText] of changes) {
    result += text.slice(end, from) + newText
    end = to
  }
  return result + text.slice(end)
}

const withoutTrailingSpaces = (text) => text.replace(/[ \t]+$/gm, '').trimEnd()

/**
 * The types of two lists of semantic tokens, for each run of characters with the same pair of types.
 * @returns {{ line: number, character: number, length: number, ours: string | null, theirs: string | null }[]}
 */
export function tokenRuns(text, ours, theirs) {
  const [mine, other] = [ours, theirs].map(typesOfCharacters)
  const runs = []
  for (const [line, words] of text.split(/\r\n|\r|\n/).entries()) {
    for (let character = 0; character < words.length; character++) {
      if (/\s/.test(words[character])) continue
      const pair = [mine.get(`${line}:${character}`) ?? null, other.get(`${line}:${character}`) ?? null]
      const last = runs.at(-1)
      const isSame = last?.line === line && last.ours === pair[0] && last.theirs === pair[1]
      if (isSame && last.character + last.length === character) last.length++
      else runs.push({ line, character, length: 1, ours: pair[0], theirs: pair[1] })
    }
  }
  return runs
}

function typesOfCharacters({ data, legend }) {
  const types = new Map()
  let [line, character] = [0, 0]
  for (let index = 0; index < data.length; index += 5) {
    if (data[index] > 0) character = 0
    line += data[index]
    character += data[index + 1]
    const type = legend.tokenTypes[data[index + 3]]
    for (let column = character; column < character + data[index + 2]; column++) types.set(`${line}:${column}`, type)
  }
  return types
}
