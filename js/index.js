'use strict'
// The entry point `candor`: the server, with its listeners, promises and timers. Importing it never throws; the native
// addon is loaded when a server starts.
//
// Native code never calls a listener. It wakes JavaScript, which pulls one message at a time, so that the gate checks each
// event in the call that returns it.

// Imported when this file is loaded, because fake timers replace the global functions.
const { clearInterval, setImmediate, setInterval } = require('node:timers')

const { ErrorReporter, callerOf, extensionRoot } = require('./internal/error-report.js')
const {
  asError,
  isInvalidArgument,
  rethrowInRealm,
  invalidArgument,
  guardGetter,
  serverStopped,
  warn,
} = require('./internal/errors.js')
const { COPY, THIS_COPY, hostLevel, register, relaysOf, notifyStopped } = require('./internal/server-registry.js')
const { readAnswer } = require('./internal/configuration-answer.js')
const { readSettings } = require('./internal/settings-answer.js')
const { declareKinds, eventKind } = require('./internal/events/event-kind.js')
const { readEnvironment } = require('./internal/environment.js')
const { load } = require('./internal/native/load.js')
const { own } = require('./internal/own.js')
const { onProcessExit } = require('./internal/process-end.js')
const { readHostProviders, readWords } = require('./internal/host-providers.js')
const { settle } = require('./internal/settle.js')

// The budget for deliveries in one turn of the event loop, so that a flood of messages does not block other work. A message
// costs 1, plus 1 for every 4,096 characters; a batch of events costs half of the budget.
const MESSAGES_PER_TURN = 256
const CHARACTERS_SHIFT = 12
const BATCH_COST = MESSAGES_PER_TURN / 2
const MAX_BATCH_EVENTS = 1024

/** The number of consecutive failed deliveries after which the server waits for the next wake-up. */
const MAX_FAILURES = 3

/** The largest number that the native addon accepts. */
const MAX_U32 = 2 ** 32 - 1
const MAX_TIMER_MS = 2 ** 31 - 1
const CONSTRUCTING = Symbol('constructing')

/** @typedef {import('./index.js').ConfigurationItem} ConfigurationItem */
/** @typedef {import('./index.js').TelemetryEvent} TelemetryEvent */
/** @typedef {import('./index.js').TelemetryLevel} TelemetryLevel */
/** @typedef {import('./index.js').TelemetryStatus} TelemetryStatus */

class LanguageServer {
  /** @type {import('./internal/native/binding.js').LanguageServerHandle} */ #handle
  /** @type {NodeJS.Timeout} */ #keepAlive
  #keepsAlive = false
  /** The rest of the budget of this turn. */
  #budget = MESSAGES_PER_TURN
  /** @type {NodeJS.Immediate | null} */ #nextTurn = null
  #more = false
  /** The number of consecutive failed deliveries. */
  #failures = 0
  /** @type {Promise<void> | null} */ #stopped = null
  /** @type {((message: string) => void) | null} */ #messageListener = null
  /** @type {((events: TelemetryEvent[]) => void) | null} */ #telemetryListener = null
  /** @type {((status: TelemetryStatus) => void) | null} */ #levelListener = null
  /** @type {((error: Error) => void) | null} */ #errorListener = null
  /** @type {((items: ConfigurationItem[]) => unknown) | null} */ #provider = null
  #hostProviders
  /** @type {Map<number, { resolve: () => void, reject: (error: Error) => void }>} */ #waits = new Map()
  /** Unregisters the cleanup at the exit of the process. @type {() => void} */ #removeExitHandler
  /** The level of the last notification, whether or not there was a listener. */
  #announcedLevel
  /**
   * Pending notifications of the latest change of the level. This is a set because adding to an array can call a setter on
   * a modified prototype.
   * @type {Set<() => void>}
   */
  #notices = new Set()

  /** Created for the first error that is recorded. @type {ErrorReporter | null} */
  #errorReporter = null
  /** The file in which the server was started. */
  #startedIn

  /** @param {symbol} key @param {unknown} options @param {string} [startedIn] */
  constructor(key, options, startedIn) {
    if (key !== CONSTRUCTING) throw new TypeError('call LanguageServer.start(options) instead of the constructor')
    const binary = guardGetter('options', () => own(options, 'binary') ?? undefined)
    if (binary !== undefined && typeof binary !== 'string') throw invalidArgument('options.binary', 'a string')
    const { LanguageServerHandle } = load(binary)
    const environment = readEnvironment()
    const wake = () => this.#wake()
    const given = telemetryOf(options)
    this.#hostProviders = readHostProviders(options)
    this.#handle = guardGetter('options', () => LanguageServerHandle.start(options, environment, wake))
    this.#removeExitHandler = onProcessExit(() => this.#handle.endPrograms())
    // A timer that never fires. It keeps the process alive while responses are pending.
    this.#keepAlive = setInterval(() => {}, MAX_TIMER_MS).unref()
    this.#announcedLevel = this.#handle.telemetryStatus().level
    this.#startedIn = startedIn
    declareKinds(this.#handle.declaredEvents())
    register(this, {
      ...given,
      binary,
      report: (thrown) => this.#report(thrown),
      seal: (isSealed) => rethrowInRealm(() => this.#handle.sealTelemetry(isSealed)),
      announce: () => this.#announceLevelChanges(),
      sequences: () => JSON.parse(rethrowInRealm(() => this.#handle.sequencesOfTaken())),
      product: () => rethrowInRealm(() => this.#handle.product()),
      settingsChanged: () => rethrowInRealm(() => this.#handle.settingsChanged()),
    })
  }

  get [COPY]() {
    return THIS_COPY
  }

  /** @param {unknown} [options] */
  static start(options) {
    return new LanguageServer(CONSTRUCTING, options, callerOf(LanguageServer.start))
  }

  /** @param {string} message */
  send(message) {
    if (rethrowInRealm(() => this.#handle.send(message))) this.#ref()
  }

  /** @param {((message: string) => void) | null} listener */
  onMessage(listener) {
    this.#messageListener = this.#function(listener, 'listener')
    this.#schedule()
  }

  /** @param {TelemetryLevel | null} level */
  setTelemetryLevel(level) {
    try {
      rethrowInRealm(() => this.#handle.setTelemetryLevel(level))
    } finally {
      // An invalid level counts as `off` before it throws.
      this.#announceLevelChanges()
    }
  }

  /** @param {string} name @param {unknown} [properties] */
  record(name, properties) {
    try {
      guardGetter('properties', () => this.#handle.recordEvent(name, properties))
    } catch (error) {
      // Without `strict`, invalid arguments are ignored; only errors of getters reach this point.
      if (this.#stopped || this.#handle.isStrict() || !isInvalidArgument(error)) throw error
    }
  }

  /** @param {unknown} error */
  recordError(error) {
    const begun = rethrowInRealm(() => this.#handle.beginErrorReport())
    if (begun === null) return
    this.#errorReporter ??= new ErrorReporter(extensionRoot(this.#startedIn))
    const { className, frames } = this.#errorReporter.report(error)
    // Reading the error may have stopped the server.
    if (!this.#stopped) rethrowInRealm(() => this.#handle.recordError(className, frames, begun))
  }

  telemetryStatus() {
    return rethrowInRealm(() => this.#handle.telemetryStatus())
  }

  /** @param {number} [limit] */
  readTelemetry(limit) {
    if (this.#stopped) throw serverStopped()
    if (limit !== undefined && !isCount(limit)) throw invalidArgument('limit', `an integer from 0 to ${MAX_U32}`)
    // Announced once: if the level is lowered while events are taken, they are still returned, and the change is announced
    // afterwards.
    this.#announceLevelChanges()
    if (this.#telemetryListener) limit = 0
    /** @type {TelemetryEvent[]} */ let taken = []
    for (let rest = limit; ; rest = limit === undefined ? limit : limit - taken.length) {
      const events = rethrowInRealm(() => this.#handle.takeTelemetry(rest))
      if (events === null) return taken
      taken = taken.concat(JSON.parse(events))
    }
  }

  /** @param {((events: TelemetryEvent[]) => void) | null} listener */
  onTelemetry(listener) {
    this.#telemetryListener = this.#function(listener, 'listener')
    this.#schedule()
  }

  /** @param {((items: ConfigurationItem[]) => unknown) | null} provider */
  provideConfiguration(provider) {
    this.#provider = this.#function(provider, 'provider')
    rethrowInRealm(() => this.#handle.provideConfiguration(provider !== null))
  }

  configurationChanged() {
    rethrowInRealm(() => this.#handle.configurationChanged())
  }

  /** @param {((status: TelemetryStatus) => void) | null} listener */
  onLevelChange(listener) {
    this.#levelListener = this.#function(listener, 'listener')
  }

  /** @param {((error: Error) => void) | null} listener */
  onError(listener) {
    this.#errorListener = this.#function(listener, 'listener')
  }

  /** @returns {Promise<void>} */
  async idle() {
    const wait = rethrowInRealm(() => this.#handle.beginWait())
    this.#ref()
    return new Promise((resolve, reject) => this.#waits.set(wait, { resolve, reject }))
  }

  /** @returns {Promise<void>} */
  stop() {
    if (this.#stopped) return this.#stopped
    this.#messageListener = this.#telemetryListener = this.#errorListener = this.#provider = null
    this.#levelListener = this.#hostProviders.imageTags = this.#hostProviders.registryModules = null
    this.#notices.clear()
    this.#handle.stop()
    this.#removeExitHandler()
    for (const { reject } of this.#waits.values()) reject(serverStopped())
    this.#waits.clear()
    clearInterval(this.#keepAlive)
    // The wake-up function is released in the next turn of the event loop, and its handle is closed in the turn after that.
    this.#stopped = new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    notifyStopped(this)
    return this.#stopped
  }

  /**
   * @template T
   * @param {T} value
   * @param {string} field
   */
  #function(value, field) {
    if (this.#stopped) throw serverStopped()
    if (value !== null && typeof value !== 'function') throw invalidArgument(field, 'a function or null')
    return value
  }

  /** Called by the native addon when there is something to deliver, possibly a thousand times in one turn. */
  #wake() {
    if (this.#stopped) return
    this.#guard(() => {
      this.#handle.acknowledgeWake()
      if (this.#budget > 0) this.#deliver()
      else this.#more = true
    })
  }

  /**
   * Runs a delivery. Node calls it, so no other code can catch its errors, such as a lack of memory. They are reported, and
   * the rest is delivered in the next turn, unless that fails repeatedly.
   * @param {() => void} work
   */
  #guard(work) {
    try {
      work()
      this.#failures = 0
    } catch (error) {
      this.#report(error)
      this.#failures += 1
      if (this.#failures <= MAX_FAILURES && !this.#stopped) this.#schedule()
    }
  }

  /** Delivers in the next turn. */
  #schedule() {
    this.#more = true
    this.#awaitTurn()
  }

  #awaitTurn() {
    this.#nextTurn ??= setImmediate(() => {
      this.#nextTurn = null
      this.#budget = MESSAGES_PER_TURN
      if (!this.#more) return
      this.#guard(() => {
        // If acknowledging the wake-up has failed, there will be no other one.
        if (this.#failures > 0) this.#handle.acknowledgeWake()
        this.#deliver()
      })
    })
  }

  /** Delivers as much as the budget of this turn allows. Listeners may call any method, even `stop`, so each step checks. */
  #deliver() {
    if (this.#stopped) return
    this.#announceLevelChanges()
    for (let request; !this.#stopped && (request = this.#handle.takeConfigurationRequest()) !== null;)
      this.#ask(request, readAnswer, (id, answer) => this.#handle.answerConfiguration(id, answer ?? 'failed'))
    this.#askHost('imageTags')
    this.#askHost('registryModules')
    for (let request; !this.#stopped && (request = this.#handle.takeSettingsRequest()) !== null;)
      this.#ask(request, readSettings, (id, answer) => this.#handle.answerSettings(id, answer))
    if (this.#stopped) return
    this.#more = false
    if (this.#telemetryListener) this.#deliverTelemetry(this.#telemetryListener)
    while (this.#messageListener) {
      if (this.#budget <= 0) {
        this.#more = true
        break
      }
      const message = this.#handle.takeMessage()
      if (message === null) break
      this.#budget -= 1 + (message.length >>> CHARACTERS_SHIFT)
      this.#call(this.#messageListener, message)
    }
    if (this.#stopped) return
    this.#finishWaits()
    if (!this.#more) this.#unref()
    this.#awaitTurn()
  }

  /**
   * Announces every pending change of the level; until then, the native addon returns no message, event or finished wait.
   * A listener may change the level again, which calls this method recursively. The pending notifications are then called
   * first, so that all listeners see the changes in order.
   */
  #announceLevelChanges() {
    while (!this.#stopped) {
      for (const notify of this.#notices) {
        this.#notices.delete(notify)
        notify()
      }
      if (this.#stopped) return
      const status = this.#handle.takeLevelChange()
      if (status === null) return
      this.#noteLevelChange(status)
    }
  }

  /** @param {TelemetryStatus} status */
  #noteLevelChange(status) {
    const relays = relaysOf(this)
    for (const relay of relays) {
      this.#notices.add(() => {
        if (relays.has(relay)) this.#call(relay, hostLevel(status))
      })
    }
    // If only the level for events to the host has changed, the level that applies is the same.
    if (status.level === this.#announcedLevel) return
    this.#announcedLevel = status.level
    this.#notices.add(() => {
      if (this.#levelListener) this.#call(this.#levelListener, status)
    })
  }

  /** @param {(events: TelemetryEvent[]) => void} listener */
  #deliverTelemetry(listener) {
    const fits = this.#budget >= BATCH_COST
    const events = fits ? this.#handle.takeTelemetry(MAX_BATCH_EVENTS) : null
    // After one batch there may be another.
    this.#more = !fits || events !== null
    if (events === null) return
    this.#budget -= BATCH_COST
    this.#call(listener, JSON.parse(events))
  }

  /**
   * @template Answer
   * @param {{ id: number, items: string }} request
   * @param {(ask: () => unknown) => Promise<Answer>} read
   * @param {(id: number, answer: Answer | null) => void} pass
   */
  #ask({ id, items }, read, pass) {
    const provider = this.#provider
    if (provider)
      this.#passOn(
        read(() => provider(JSON.parse(items))),
        (answer) => pass(id, answer),
      )
  }

  /** Passes all queries for a provider on to it. @param {'imageTags' | 'registryModules'} name */
  #askHost(name) {
    const provider = this.#hostProviders[name]
    if (!provider) return
    for (let query; !this.#stopped && (query = this.#handle.takeHostQuery(name)) !== null;) {
      const asked = query
      this.#passOn(
        readWords(name, () => provider(asked)),
        (words) => this.#handle.answerHostQuery(name, asked, words),
      )
    }
  }

  /**
   * Passes on the answer of a provider; null if it fails, which is reported.
   * @template Answer
   * @param {Promise<Answer>} answer
   * @param {(answer: Answer | null) => void} pass
   */
  #passOn(answer, pass) {
    const passUnlessStopped = (/** @type {Answer | null} */ value) => {
      if (!this.#stopped) pass(value)
    }
    answer.then(passUnlessStopped, (error) => {
      this.#report(error)
      passUnlessStopped(null)
    })
  }

  #finishWaits() {
    if (this.#waits.size === 0) return
    const finished = this.#handle.takeFinished(this.#messageListener !== null, this.#telemetryListener !== null)
    if (finished === null) return
    for (const wait of JSON.parse(finished)) {
      this.#waits.get(wait)?.resolve()
      this.#waits.delete(wait)
    }
  }

  /**
   * Calls a listener and reports its errors, including rejections.
   * @template T
   * @param {(argument: T) => unknown} listener
   * @param {T} argument
   */
  #call(listener, argument) {
    try {
      const result = listener(argument)
      if (result !== undefined) settle(result).catch((error) => this.#report(error))
    } catch (error) {
      this.#report(error)
    }
  }

  /** @param {unknown} thrown */
  #report(thrown) {
    const error = asError(thrown)
    const listener = this.#errorListener
    if (!listener) {
      if (!this.#stopped) warn(error)
      return
    }
    // If the error listener itself throws, the error becomes a warning of the process.
    const notify = async () => void (await settle(listener(error)))
    notify().catch((second) => warn(asError(second)))
  }

  #ref() {
    if (this.#keepsAlive) return
    this.#keepsAlive = true
    this.#keepAlive.ref()
  }

  #unref() {
    if (!this.#keepsAlive || this.#waits.size > 0 || this.#handle.hasPendingResponses(this.#messageListener !== null))
      return
    this.#keepsAlive = false
    this.#keepAlive.unref()
  }
}

/**
 * The options that `candor/vscode` needs. If they cannot be read, the native addon throws an error that names the option.
 * @param {unknown} options
 */
function telemetryOf(options) {
  try {
    const telemetry = own(options, 'telemetry')
    return {
      lsp: own(telemetry, 'lsp'),
      section: own(telemetry, 'section'),
      events: own(telemetry, 'events'),
      settingsSection: own(options, 'settingsSection'),
    }
  } catch {
    return { lsp: undefined, section: undefined, events: undefined, settingsSection: undefined }
  }
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isInteger(value) && /** @type {number} */ (value) >= 0 && /** @type {number} */ (value) <= MAX_U32
}

/**
 * Loaded on demand, because hosts without receivers do not need it, and servers start faster.
 * @type {typeof import('./internal/receivers/relay-telemetry.js').relayTelemetry}
 */
function relayTelemetry(server, receiver) {
  return require('./internal/receivers/relay-telemetry.js').relayTelemetry(server, receiver)
}

module.exports = { LanguageServer, eventKind, relayTelemetry }
