// The events that the example's sender received, compared step by step with the user's consent.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'

import { names } from '../../support/telemetry.mjs'
import { until } from './processes.mjs'

const { events: described } = createRequire(import.meta.url)('../../../examples/vscode/telemetry.json')
/** VS Code prefixes the name of every event with the extension's ID. */
const PREFIX = 'candor.candor-example/'

export class Events {
  #expected = 0

  /** @param {string} file the file that the sender writes to */
  constructor(file) {
    this.file = file
  }

  /** Returns everything that the sender has received so far. */
  lines() {
    if (!fs.existsSync(this.file)) return []
    const lines = fs.readFileSync(this.file, 'utf8').split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line))
  }

  /** Returns every event so far, without VS Code's prefix, and checks it against the example's `telemetry.json`. */
  all() {
    return this.lines().map(({ name, data }) => {
      for (const property of Object.keys(data)) assert.ok(described[name]?.[property], `${name} ${property}`)
      assert.ok(name.startsWith(PREFIX), `the event has the extension's name: ${name}`)
      return { name: name.slice(PREFIX.length), properties: data }
    })
  }

  /**
   * Waits for exactly these events, in this order, after those expected before. Surplus events fail this call or the
   * next one.
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
