// Prints figures: what was measured, the lower bound or peer of the same run, the ratio, the goal and whether it is met.

/**
 * @typedef {object} Figure
 * @property {number | null} goal the number of the goal, or null if the figure is only informative
 * @property {string} what
 * @property {Amount} value
 * @property {{ what: string, amount: Amount } | null} beside the lower bound or peer
 * @property {Limit | null} limit
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

/**
 * @param {Figure[]} figures
 * @param {{ colours: boolean }} options
 */
export function table(figures, { colours }) {
  const paint = (code, text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text)
  const judged = figures.filter(({ limit }) => limit).sort((one, other) => one.goal - other.goal)
  const others = figures.filter(({ limit }) => !limit)
  const lines = []
  const heading = (title, ...more) =>
    lines.push('', paint(1, row(['', title, 'here', 'beside it', '', 'ratio', ...more])))
  if (judged.length > 0) {
    heading('Goals', 'goal', 'met')
    for (const figure of judged) {
      const reached = isReached(figure)
      const cells = [String(figure.goal), ...cellsOf(figure), goalText(figure), reached ? 'yes' : 'NO']
      lines.push(paint(reached ? 32 : 31, row(cells)))
    }
  }
  if (others.length > 0) {
    heading('For information', '', '')
    for (const figure of others) lines.push(row(['', ...cellsOf(figure), '', '']))
  }
  if (judged.length > 0) {
    const missed = judged.filter((figure) => !isReached(figure)).map(({ goal }) => goal)
    const sum = missed.length === 0 ? 'all goals met' : `missed: ${[...new Set(missed)].join(', ')}`
    lines.push('', paint(1, `  ${judged.length} figures with a goal, ${sum}`))
  }
  return lines.join('\n')
}

/** @param {Figure} figure */
function cellsOf(figure) {
  const { what, value, beside } = figure
  const ratio = ratioOf(figure)
  return [what, amount(value), beside?.what ?? '', beside ? amount(beside.amount) : '', ratio ? digits(ratio) : '']
}

/** @param {Figure} figure */
function goalText({ limit, value }) {
  const { of, atMost, atLeast, below } = limit
  const [sign, bound] = atMost !== undefined ? ['≤', atMost] : below !== undefined ? ['<', below] : ['≥', atLeast]
  return `${sign} ${of === 'ratio' ? digits(bound) : amount({ number: bound, unit: value.unit })}`
}

function row(cells) {
  const padded = cells.map((cell, at) => {
    const width = COLUMNS[at]
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
