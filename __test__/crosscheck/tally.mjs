// Counts the results on which two readers agree, and collects the differences.

/** The maximum number of differences to print. */
const SHOWN = 20

export class Tally {
  #counts = new Map()
  #differences = []

  count(what, number = 1) {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + number)
  }

  /** @param {{ path: string }} file @param {string} reason groups similar differences @param {string} what */
  differ(file, reason, what) {
    this.#differences.push({ path: file.path, reason, what })
  }

  get isAgreement() {
    return this.#differences.length === 0
  }

  /** Returns the lines to print. */
  report() {
    const counts = [...this.#counts].map(([what, number]) => `  ${number.toLocaleString('en').padStart(9)} ${what}`)
    const reasons = new Map()
    for (const { reason } of this.#differences) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    const shown = this.#differences.slice(0, SHOWN)
    return [
      ...counts,
      `  ${String(this.#differences.length).padStart(9)} differences`,
      ...[...reasons].map(([reason, number]) => `  ${String(number).padStart(11)} ${reason}`),
      ...shown.map(({ path, reason, what }) => `    ${path}: ${reason}: ${what}`),
    ]
  }
}
