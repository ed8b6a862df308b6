// Counts verdicts by request, and groups differences by reason.

const VERDICTS = ['agree', 'nothing', 'more', 'ours', 'theirs', 'differ']
const TITLES = ['agree', 'both nothing', 'ours has more', 'only ours', 'only theirs', 'differ']

/** The number of examples that are printed for each group. */
const EXAMPLES = 3

export class Counts {
  #requests = new Map()
  #groups = new Map()

  /** @param {(difference: object) => string | undefined} reasonOf explains a difference, if it is known */
  constructor(reasonOf) {
    this.reasonOf = reasonOf
  }

  add(request, { verdict, place, number = 1, ...rest }) {
    const counts = this.#requests.get(request) ?? Object.fromEntries(VERDICTS.map((name) => [name, 0]))
    this.#requests.set(request, counts)
    counts[verdict] += number
    if (verdict === 'agree' || verdict === 'nothing') return
    const reason = this.reasonOf({ request, verdict, place, ...rest })
    // We may answer more; what is missing or different has to be explained.
    const needsReason = verdict === 'theirs' || verdict === 'differ'
    if (!reason && !needsReason) return
    const name = reason ?? nameOf(request, place, rest)
    const key = `${request}\n${verdict}\n${name}`
    const group = this.#groups.get(key) ?? {
      request,
      verdict,
      name,
      isKnown: reason !== undefined,
      number: 0,
      examples: [],
    }
    this.#groups.set(key, group)
    group.number += number
    if (group.examples.length < EXAMPLES && !reason) group.examples.push(example(rest))
  }

  get hasUnknown() {
    return [...this.#groups.values()].some(({ isKnown }) => !isKnown)
  }

  report() {
    const row = (name, cells) => `  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(15)).join('')}`
    const rows = [...this.#requests].map(([request, counts]) =>
      row(
        request,
        VERDICTS.map((verdict) => counts[verdict].toLocaleString('en')),
      ),
    )
    const groups = [...this.#groups.values()].sort((one, other) => other.number - one.number)
    const known = groups.filter(({ isKnown }) => isKnown)
    const unknown = groups.filter(({ isKnown }) => !isKnown)
    return [
      row('', TITLES),
      ...rows,
      '  Differences with a reason:',
      ...known.map(line),
      `  Differences without a reason: ${unknown.length === 0 ? 'none' : ''}`,
      ...unknown.flatMap((group) => [line(group), ...group.examples.map((one) => `              ${one}`)]),
    ]
  }
}

/** A name for differences that look alike. */
function nameOf(request, place, { ours, theirs }) {
  const where = place ? `${place.keyword || 'no instruction'}, ${place.what}` : 'documents'
  if (request === 'semanticTokens') return `${theirs?.[0] ?? 'no type'} is ${ours?.[0] ?? 'none'} in ${where}`
  return where
}

const title = (verdict) => TITLES[VERDICTS.indexOf(verdict)]

const line = ({ request, verdict, name, number }) =>
  `  ${number.toLocaleString('en').padStart(10)}  ${request}, ${title(verdict)}: ${name}`

function example({ file, position, text, ours, theirs }) {
  if (ours?.[0]?.includes('\n') || theirs?.[0]?.includes('\n')) return `${file.path} ${firstDifference(ours, theirs)}`
  const where = position ? `${file.path}:${position.line + 1}:${position.character + 1}` : file.path
  const only = (one, other) => one?.filter((word) => !other?.includes(word)) ?? null
  const shown = (words) => JSON.stringify(words)?.slice(0, 160)
  return `${where} ${text ? JSON.stringify(text.slice(0, 80)) : ''} theirs ${shown(only(theirs, ours))}, ours ${shown(only(ours, theirs))}`
}

/** The first lines that differ in two texts. */
function firstDifference(ours, theirs) {
  if (!ours || !theirs) return ''
  const [mine, other] = [ours[0].split('\n'), theirs[0].split('\n')]
  const index = mine.findIndex((line, index) => line !== other[index])
  return `line ${index + 1}: theirs ${JSON.stringify(other[index])}, ours ${JSON.stringify(mine[index])}`
}
