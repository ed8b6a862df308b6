'use strict'
// VS Code's telemetry API: the level that the user chose, and loggers between an extension and its sender. They drop
// events that the level does not permit, redact what looks like personal data, and add properties of the editor.

const EXTENSION = 'acme.example'
const COMMON = {
  'common.extname': EXTENSION,
  'common.vscodemachineid': 'machine',
  'common.devDeviceId': 'device',
  'common.vscodesessionid': 'session',
}

class TelemetryTrustedValue {
  isTrustedTelemetryValue = true
  constructor(value) {
    this.value = value
  }
}

class Telemetry {
  #level = 'all'
  #loggers = new Set()
  #EventEmitter
  #changed
  /** The arguments with which each logger was created. */
  made = []

  constructor(EventEmitter, changed) {
    this.#EventEmitter = EventEmitter
    this.#changed = changed
  }

  get level() {
    return this.#level
  }

  /** As in VS Code, loggers see every change first; other listeners see only changes of `isTelemetryEnabled`. */
  set level(level) {
    const wasEnabled = this.isEnabled
    this.#level = level
    for (const logger of this.#loggers) logger.changed()
    if (wasEnabled !== this.isEnabled) this.#changed.fire(this.isEnabled)
  }

  get isEnabled() {
    return this.#level === 'all'
  }

  get count() {
    return this.#loggers.size
  }

  createTelemetryLogger(sender, options = {}) {
    if (typeof sender?.sendEventData !== 'function') throw new TypeError('TelemetrySender argument is invalid')
    this.made.push({ sender, options })
    const emitter = new this.#EventEmitter()
    const state = { receiver: sender }
    const common = { ...options.additionalCommonProperties, ...(options.ignoreBuiltInCommonProperties ? {} : COMMON) }
    const log = (name, data = {}) => {
      const cleaned = clean(data)
      const mixed = data.properties
        ? { ...cleaned, properties: { ...cleaned.properties, ...common } }
        : { ...cleaned, ...common }
      state.receiver?.sendEventData(`${EXTENSION}/${name}`, mixed)
    }
    const telemetry = this
    const logger = Object.freeze({
      get isUsageEnabled() {
        return telemetry.level === 'all'
      },
      get isErrorsEnabled() {
        return telemetry.level === 'all' || telemetry.level === 'error'
      },
      onDidChangeEnableStates: emitter.event,
      logUsage: (name, data) => void (logger.isUsageEnabled && log(name, data)),
      logError: (name, data) => void (logger.isErrorsEnabled && log(name, data)),
      dispose: () => {
        this.#loggers.delete(kept)
        const { receiver } = state
        state.receiver = undefined
        receiver?.flush?.()
      },
    })
    const kept = { changed: () => emitter.fire(logger) }
    this.#loggers.add(kept)
    return logger
  }
}

/** Redacts every string that looks like a path, a secret or an address. Keys, numbers and booleans stay. */
function clean(value) {
  if (value instanceof TelemetryTrustedValue) return value.value
  if (typeof value === 'string') {
    if (/(key|token|sig|secret|password|passwd|pwd)[^a-z0-9]/i.test(value)) return '<REDACTED: Generic Secret>'
    if (/\w@[\w.-]+\.[a-z]{2}/i.test(value)) return '<REDACTED: Email>'
    return value.replaceAll(/[\w.@/\\-]*[\w.@-][/\\][\w.@/\\-]*/g, '<REDACTED: user-file-path>')
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]))
}

module.exports = { Telemetry, TelemetryTrustedValue }
