'use strict'
// Keeps the events that a receiver could not send yet in a folder, so that they survive the process. Each process writes
// a file of its own, and takes over only files that belong to no running process.

const { createHash, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const { isObject, own, parseJson } = require('../own.js')

const VERSION = 1
/** `ID.jsonl` belongs to no process; `ID.PID.START.HOST.jsonl` belongs to a process. */
const NAME = /^[\da-f-]{36}(?:\.(\d{1,10})\.(\d{1,10})\.([\da-f]{8}))?\.jsonl$/
/** When this process started, in seconds: in a container, the next process may have the same id. */
const START = Math.round(Date.now() / 1000 - process.uptime())
/** Seconds by which two threads of a process may differ in `START`. */
const TOLERANCE = 5
/** A hash of the host name, so that the name itself is not written. Read on demand: some runtimes do not allow it. */
const hostHash = () => createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8)
/** Milliseconds after which a file of another machine, whose processes are not visible here, belongs to no process. */
const MAX_AGE = 7 * 24 * 60 * 60_000
/** The largest valid file, whatever the settings of the process that wrote it. */
const MAX_BYTES = 64 * 2 ** 20
/** The number of files of a folder to read. */
const MAX_FILES = 1_000
const HEADER_BYTES = 256

/** @typedef {import('./receiver-queue.js').Held} Held */

class Spool {
  #folder
  #maxBytes
  #id = randomUUID()
  #owner = `${process.pid}.${START}.${hostHash()}`
  #hasFile = false

  /** @param {{ folder: string, maxBytes: number }} settings */
  constructor({ folder, maxBytes }) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  /**
   * Takes the events of every file that belongs to no running process, and removes the files.
   * @returns {{ events: Held[], damaged: number }} `damaged` is the number of events that were lost in damaged files, at least one per file
   */
  takeOver() {
    /** @type {{ events: Held[], damaged: number }} */
    const taken = { events: [], damaged: 0 }
    for (const { name } of this.#leftFiles()) {
      const claimed = this.#pathOf(`${randomUUID()}.${this.#owner}.jsonl`)
      // If two processes do this at the same time, one of them succeeds.
      if (!succeeds(() => fs.renameSync(this.#pathOf(name), claimed))) continue
      const { events, damaged } = this.#read(claimed)
      taken.events.push(...events)
      taken.damaged += damaged
      remove(claimed)
    }
    return taken
  }

  /**
   * Writes as many of the newest events as fit. They replace the events that were written before.
   * @param {readonly Held[]} events the oldest first
   * @returns {number} how many were written
   */
  save(events) {
    let room = this.#maxBytes - this.#othersBytes() - HEADER_BYTES
    /** @type {string[]} */ const lines = []
    for (let index = events.length - 1; index >= 0; index -= 1) {
      const line = `${JSON.stringify(events[index])}\n`
      room -= Buffer.byteLength(line)
      if (room < 0) break
      lines.push(line)
    }
    if (lines.length === 0) {
      this.#removeOwn()
      return 0
    }
    const body = lines.reverse().join('')
    const header = { version: VERSION, events: lines.length, sha256: digest(body) }
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const temporary = `${this.#ownPath}.tmp`
    // Fails if something else is there, such as a link to another file.
    remove(temporary)
    fs.writeFileSync(temporary, `${JSON.stringify(header)}\n${body}`, { mode: 0o600, flag: 'wx' })
    fs.renameSync(temporary, this.#ownPath)
    this.#hasFile = true
    return lines.length
  }

  /** Removes every event that this process has kept, or that belongs to no running process. */
  clear() {
    this.#removeOwn()
    for (const { name } of this.#leftFiles()) remove(this.#pathOf(name))
  }

  /** Leaves the saved events to the next process. */
  release() {
    if (!this.#hasFile) return
    this.#hasFile = false
    fs.renameSync(this.#ownPath, this.#pathOf(`${this.#id}.jsonl`))
  }

  /** Removes the file of this process. */
  #removeOwn() {
    if (this.#hasFile) remove(this.#ownPath)
    this.#hasFile = false
  }

  /** @param {string} file */
  #read(file) {
    let count = 1
    try {
      // A link could lead to any other file.
      const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0))
      let text
      try {
        const { size } = fs.fstatSync(descriptor)
        if (size > MAX_BYTES) return { events: [], damaged: count }
        text = fs.readFileSync(descriptor, 'utf8')
      } finally {
        fs.closeSync(descriptor)
      }
      const end = text.indexOf('\n')
      const { version, events: expected, sha256 } = parseJson(text.slice(0, end))
      if (Number.isInteger(expected) && expected > 0 && expected <= MAX_BYTES) count = expected
      const body = text.slice(end + 1)
      const events = body.split('\n').slice(0, -1).map((line) => JSON.parse(line)) // prettier-ignore
      const isComplete = version === VERSION && sha256 === digest(body) && events.length === expected
      if (isComplete && events.every(isHeld)) return { events, damaged: 0 }
    } catch {
      // `save` did not write this file.
    }
    return { events: [], damaged: count }
  }

  /** Files that belong to no running process. */
  #leftFiles() {
    return this.#files().filter(({ name, modified }) => isLeft(name, modified))
  }

  /** Bytes of the files that are not this process's own. */
  #othersBytes() {
    const own = path.basename(this.#ownPath)
    return this.#files().reduce((sum, { name, size }) => (name === own ? sum : sum + size), 0)
  }

  #files() {
    /** @type {string[]} */ let names = []
    succeeds(() => (names = fs.readdirSync(this.#folder)))
    /** @type {{ name: string, size: number, modified: number }[]} */ const files = []
    for (const name of names.filter((name) => NAME.test(name)).slice(0, MAX_FILES)) {
      // Another process may have claimed the file in the meantime.
      succeeds(() => {
        const stats = fs.lstatSync(this.#pathOf(name))
        const { size, mtimeMs } = stats
        // Opening a pipe would block forever.
        if (stats.isFile() || stats.isSymbolicLink()) files.push({ name, size, modified: mtimeMs })
      })
    }
    return files.sort((a, b) => a.modified - b.modified)
  }

  get #ownPath() {
    return this.#pathOf(`${this.#id}.${this.#owner}.jsonl`)
  }

  /** @param {string} name */
  #pathOf(name) {
    return path.join(this.#folder, name)
  }
}

/**
 * @param {string} name
 * @param {number} modified
 */
function isLeft(name, modified) {
  const [, pid, start, host] = NAME.exec(name) ?? []
  if (pid === undefined) return true
  if (host !== hostHash()) return Date.now() - modified > MAX_AGE
  if (Number(pid) === process.pid) return Math.abs(Number(start) - START) > TOLERANCE
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: the process runs, and belongs to another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}

/** @param {unknown} value */
function isHeld(value) {
  const [kind, relayed] = [own(value, 'kind'), own(value, 'relayed')]
  const event = own(relayed, 'event')
  const texts = [own(event, 'name'), own(relayed, 'hour')]
  return (
    (kind === 'usage' || kind === 'error') &&
    own(event, 'v') === 1 &&
    isObject(own(event, 'properties')) &&
    texts.every((text) => typeof text === 'string') &&
    Number.isInteger(own(relayed, 'sequence'))
  )
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}

/** @param {string} file @throws if the file exists and cannot be removed */
function remove(file) {
  fs.rmSync(file, { force: true })
}

/**
 * @param {() => void} action
 * @returns {boolean} whether it succeeded
 */
function succeeds(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}

module.exports = { Spool }
