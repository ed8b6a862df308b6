// What the example's sender got, compared step by step with what was consented.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'

import { names } from '../../support/telemetry.mjs'
import { until } from './processes.mjs'

const { events: described } = createRequire(import.meta.url)('../../../examples/vscode/telemetry.json')
/** VS Code puts the extension's id before the name of every event. */
const PREFIX = 'candor.candor-example/'

export class Events {
  #expected = 0

  /** @param {string} file in which the sender writes */
  constructor(file) {
    this.file = file
  }

  /** Everything so far, as the sender got it. */
  lines() {
    if (!fs.existsSync(this.file)) return []
    const lines = fs.readFileSync(this.file, 'utf8').split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line))
  }

  /** Every event so far, as the server made it; each is one that the example's own `telemetry.json` describes. */
  all() {
    return this.lines().map(({ name, data }) => {
      for (const property of Object.keys(data)) assert.ok(described[name]?.[property], `${name} ${property}`)
      assert.ok(name.startsWith(PREFIX), `the event has the extension's name: ${name}`)
      return { name: name.slice(PREFIX.length), properties: data }
    })
  }

  /**
   * Waits for the events that follow those expected before: these, in this order, and no others. Events that come too
   * many are seen here or by the next that is expected.
   */
  async expect(...expected) {
    const from = this.#expected
    this.#expected += expected.length
    await until(`events ${expected.join(', ')}`, () => this.all().length >= this.#expected).catch(() => {})
    const came = this.all().slice(from)
    assert.deepEqual(names(came), expected)
    return came
  }
}
