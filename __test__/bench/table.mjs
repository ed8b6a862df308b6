// Prints figures: what was measured, the lower bound or peer of the same run, the ratio, the goal and whether it is met.

/**
 * @typedef {object} Figure
 * @property {number | null} goal the number of the goal, or null if the figure is only informative
 * @property {string} what
 * @property {Amount} value
 * @property {{ what: string, amount: Amount } | null} beside the lower bound or peer
 * @property {Limit | null} limit
 * @property {string} [group] figures of a group are printed below its name, with their tails
 * @property {{ value: Amount, beside: Amount | null }} [tail] the 95th percentile
 */
/** @typedef {{ number: number, unit: Unit }} Amount */
/** @typedef {'ns' | 'per second' | 'bytes'} Unit */
/** @typedef {{ of: 'ratio' | 'value', atMost?: number, atLeast?: number, below?: number }} Limit */

/** @param {Figure} figure */
export function ratioOf({ value, beside }) {
  return beside ? value.number / beside.amount.number : null
}

/** @param {Figure} figure @returns {boolean | null} null if there is no goal */
export function isReached(figure) {
  const { limit } = figure
  if (!limit) return null
  const measured = limit.of === 'ratio' ? ratioOf(figure) : figure.value.number
  const { atMost = Infinity, atLeast = -Infinity, below = Infinity } = limit
  return measured <= atMost && measured >= atLeast && measured < below
}

/** Column widths that add up to 100 with the spaces between; negative widths align to the left. */
const COLUMNS = [2, -35, 9, -21, 9, 6, 8, -3]
const GROUP_COLUMNS = [2, -31, 9, 9, 9, 9, 8, 8, -3]

/**
 * @param {Figure[]} figures
 * @param {{ colours: boolean }} options
 */
export function table(figures, { colours }) {
  const paint = (code, text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text)
  const single = figures.filter(({ group }) => !group)
  const judged = single.filter(({ limit }) => limit).sort((one, other) => one.goal - other.goal)
  const others = single.filter(({ limit }) => !limit)
  const lines = []
  const heading = (columns, ...cells) => lines.push('', paint(1, row(columns, ['', ...cells])))
  const print = (columns, figure, cells) => {
    const reached = isReached(figure)
    const goal = reached === null ? [] : [goalText(figure), reached ? 'yes' : 'NO']
    const text = row(columns, [String(figure.goal ?? ''), ...cells, ...goal])
    lines.push(reached === null ? text : paint(reached ? 32 : 31, text))
  }
  if (judged.length > 0) {
    heading(COLUMNS, 'Goals', 'here', 'beside it', '', 'ratio', 'goal', 'met')
    for (const figure of judged) print(COLUMNS, figure, cellsOf(figure))
  }
  if (others.length > 0) {
    heading(COLUMNS, 'For information', 'here', 'beside it', '', 'ratio')
    for (const figure of others) print(COLUMNS, figure, cellsOf(figure))
  }
  for (const group of new Set(figures.flatMap(({ group }) => group ?? []))) {
    heading(GROUP_COLUMNS, group, 'p50', 'p95', 'its p50', 'its p95', 'ratio', 'goal', 'met')
    for (const figure of figures.filter((one) => one.group === group)) {
      print(GROUP_COLUMNS, figure, groupCellsOf(figure))
    }
  }
  lines.push(...summary(figures).map((text) => paint(1, text)))
  return lines.join('\n')
}

/**
 * Prints the groups as tables for docs/performance.md: one for each kind of document, with a column for each server.
 * @param {Figure[]} figures
 */
export function markdown(figures) {
  const documents = new Map()
  for (const { group, what, value, tail, beside } of figures) {
    if (!group || !tail) continue
    const [document] = group.split(', beside ')
    if (!documents.has(document)) documents.set(document, { servers: new Set(['candor']), rows: new Map() })
    const { servers, rows } = documents.get(document)
    if (!rows.has(what)) rows.set(what, new Map())
    const cell = (one, late) => `${amount(one)} (${amount(late)})`
    rows.get(what).set('candor', cell(value, tail.value))
    if (!beside) continue
    servers.add(beside.what)
    rows.get(what).set(beside.what, cell(beside.amount, tail.beside))
  }
  const lines = []
  for (const [document, { servers, rows }] of documents) {
    const names = [...servers]
    lines.push(`### ${document[0].toUpperCase()}${document.slice(1)}`, '')
    lines.push(`| | ${names.join(' | ')} |`, `| --- |${' ---: |'.repeat(names.length)}`)
    for (const [what, cells] of rows) {
      lines.push(
        `| ${[what, ...names.map((name) => cells.get(name) ?? '')].join(' | ')} |`.replace(/\|  (?=\|)/g, '| '),
      )
    }
    lines.push('')
  }
  return lines.join('\n')
}

/** Names the goals that are missed, and by which figures. @param {Figure[]} figures */
function summary(figures) {
  const judged = figures.filter(({ limit }) => limit)
  if (judged.length === 0) return []
  const missed = judged.filter((figure) => !isReached(figure))
  if (missed.length === 0) return ['', `  ${judged.length} figures with a goal, all goals met`]
  const goals = [...new Set(missed.map(({ goal }) => goal))].sort((one, other) => one - other)
  return [
    '',
    `  ${judged.length} figures with a goal, ${missed.length} missed (goals ${goals.join(', ')}):`,
    ...missed.map(({ goal, group, what }) => `    ${goal} ${group ? `${group}: ` : ''}${what}`),
  ]
}

/** @param {Figure} figure */
function cellsOf(figure) {
  const { what, value, beside } = figure
  const ratio = ratioOf(figure)
  return [
    what,
    amount(value),
    beside?.what ?? '',
    beside ? amount(beside.amount) : '',
    ratio === null ? '' : digits(ratio),
  ]
}

/** @param {Figure} figure */
function groupCellsOf(figure) {
  const { what, value, beside, tail } = figure
  const ratio = ratioOf(figure)
  const cells = [value, tail?.value, beside?.amount, tail?.beside].map((one) => (one ? amount(one) : ''))
  return [what, ...cells, ratio === null ? '' : digits(ratio)]
}

/** @param {Figure} figure */
function goalText({ limit, value }) {
  const { of, atMost, atLeast, below } = limit
  const [sign, bound] = atMost !== undefined ? ['≤', atMost] : below !== undefined ? ['<', below] : ['≥', atLeast]
  return `${sign} ${of === 'ratio' ? digits(bound) : amount({ number: bound, unit: value.unit })}`
}

function row(columns, cells) {
  const padded = cells.map((cell, at) => {
    const width = columns[at]
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
  })
  return padded.join(' ').trimEnd()
}

/** @param {Amount} amount */
function amount({ number, unit }) {
  if (unit === 'bytes') return `${digits(number / 1e6)} MB`
  if (unit === 'per second') return number >= 1e6 ? `${digits(number / 1e6)} M/s` : `${digits(number / 1e3)} k/s`
  const [divisor, name] = [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
    [1, 'ns'],
  ].find(([size]) => number >= size) ?? [1, 'ns']
  return `${digits(number / Number(divisor))} ${name}`
}

/** Formats a number with three significant digits and without an exponent. */
function digits(number) {
  if (number >= 100) return number.toFixed(0)
  return number >= 10 ? number.toFixed(1) : number.toFixed(2)
}
