'use strict'
// Reports an error without any user data: its class, from a closed list, and the names of the functions on its stack that
// are in the extension's own code. Never its message.
//
// Any code can set a stack, and a function can have any name. So a name is reported only if a file of the extension
// contains it as an identifier, and so was published with the extension.

const fs = require('node:fs')
const path = require('node:path')
const { fileURLToPath } = require('node:url')

const { isObject } = require('./own.js')
const { readProperty } = require('./read-property.js')

/** The number of frames to read, and of classes in a prototype chain. */
const MAX_FRAMES = 32
const MAX_CLASSES = 16
/** The number of characters of a stack to read. */
const MAX_STACK_LENGTH = 64 * 1024
/** The largest source file to search for names, in bytes. */
const MAX_SOURCE_SIZE = 32 * 1024 * 1024
const MAX_SOURCES = 64
/** `at name (file:1:2)`, `at file:1:2`, and `name@file:1:2` of other engines. */
const FRAME = /^\s*at (?:(.+?) \()?(.+?):\d+:\d+\)?$/
const ALIAS = / \[as [^\]]*\]$/
const IDENTIFIERS = /[A-Za-z_$][\w$]*/g
/** What V8 puts before the name of a method of a plain object or a module. */
const RECEIVERS = new Set(['Object', 'Module', 'global', 'globalThis', 'process'])

/**
 * @typedef {object} ErrorReport
 * @property {string} className of the error, or of the closest listed class that it extends; `other` if it is not an
 *   error
 * @property {(string | null)[]} frames names of the extension's own functions, innermost first; null for other functions
 */

class ErrorReporter {
  #root
  /** Identifiers of source files, by their paths. @type {Map<string, ReadonlySet<string>>} */ #identifiers = new Map()

  /** @param {string | null} root folder that contains the extension's own code */
  constructor(root) {
    this.#root = root
  }

  /**
   * @param {unknown} error
   * @returns {ErrorReport}
   */
  report(error) {
    return { className: classOf(error), frames: this.#frames(stackOf(error)) }
  }

  /** @param {string} stack */
  #frames(stack) {
    const frames = []
    for (const line of stack.slice(0, MAX_STACK_LENGTH).split('\n')) {
      const frame = FRAME.exec(line)
      if (!frame) continue
      frames.push(this.#nameOf(frame[1], frame[2]))
      if (frames.length === MAX_FRAMES) break
    }
    return frames
  }

  /**
   * @param {string | undefined} called the name of the function on the stack, if it has one
   * @param {string} location
   */
  #nameOf(called, location) {
    const file = this.#ownFile(location)
    if (file === null) return null
    if (called === undefined) return '<anonymous>'
    const [, prefix, name] = /** @type {RegExpExecArray} */ (
      /^((?:new |async )?)([^]*)$/.exec(called.replace(ALIAS, ''))
    )
    const parts = name.split('.')
    if (parts.length > 1 && RECEIVERS.has(parts[0])) parts.shift()
    const identifiers = this.#identifiersIn(file)
    const isKnown = parts.every((part) => part === '<anonymous>' || identifiers.has(part.replace(/^#/, '')))
    const isAnonymous = parts.includes('<anonymous>')
    if (!isKnown) return null
    return isAnonymous ? '<anonymous>' : `${prefix}${parts.join('.')}`
  }

  /**
   * @param {string} location
   * @returns {string | null} the path, if the file belongs to the extension and not to a dependency; otherwise null
   */
  #ownFile(location) {
    if (this.#root === null) return null
    try {
      const file = location.startsWith('file:') ? fileURLToPath(location) : location
      if (!path.isAbsolute(file)) return null
      const relative = path.relative(this.#root, file)
      const isBelow = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
      return isBelow && !relative.split(path.sep).includes('node_modules') ? file : null
    } catch {
      return null
    }
  }

  /** @param {string} file */
  #identifiersIn(file) {
    const known = this.#identifiers.get(file)
    if (known) return known
    /** @type {ReadonlySet<string>} */ let identifiers = new Set()
    try {
      const { size } = fs.statSync(file)
      if (size <= MAX_SOURCE_SIZE) identifiers = new Set(fs.readFileSync(file, 'utf8').match(IDENTIFIERS))
    } catch {
      // If the file cannot be read, none of its functions are named.
    }
    if (this.#identifiers.size < MAX_SOURCES) this.#identifiers.set(file, identifiers)
    return identifiers
  }
}

/** @param {unknown} error @returns {string} its stack without the message, which could look like a stack */
function stackOf(error) {
  try {
    const stack = isObject(error) ? readProperty(error, 'stack')?.value : undefined
    if (typeof stack !== 'string') return ''
    const message = isObject(error) ? readProperty(error, 'message')?.value : undefined
    const end = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1
    return end === -1 ? stack : stack.slice(end + message.length)
  } catch {
    return ''
  }
}

/** Classes of errors. The native addon has the list of those that events may contain. */
const CLASSES = new Set([
  'AbortError',
  'AggregateError',
  'AssertionError',
  'CancellationError',
  'Error',
  'EvalError',
  'FileSystemError',
  'RangeError',
  'ReferenceError',
  'ResponseError',
  'SyntaxError',
  'SystemError',
  'TimeoutError',
  'TypeError',
  'URIError',
])

/** @param {unknown} error @returns {string} */
function classOf(error) {
  try {
    if (!isObject(error)) return 'other'
    let prototype = Object.getPrototypeOf(error)
    for (let depth = 0; prototype !== null && depth < MAX_CLASSES; depth++) {
      const constructor = Reflect.getOwnPropertyDescriptor(prototype, 'constructor')?.value
      const name = typeof constructor === 'function' ? Reflect.getOwnPropertyDescriptor(constructor, 'name')?.value : ''
      if (CLASSES.has(name)) return name
      prototype = Object.getPrototypeOf(prototype)
    }
  } catch {
    // A proxy that throws is not a known error.
  }
  return 'other'
}

/**
 * @param {string | undefined} file in which `LanguageServer.start` was called
 * @returns {string | null} the folder of its package, or else the folder of the file
 */
function extensionRoot(file) {
  if (file === undefined) return null
  let folder = path.dirname(file)
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at
    if (path.dirname(at) === at) return folder
  }
}

/**
 * @param {(...args: any[]) => unknown} callee whose caller to find
 * @returns {string | undefined} the file of the caller
 */
function callerOf(callee) {
  const { stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = 1
    /** @type {{ stack?: string }} */ const holder = {}
    Error.captureStackTrace?.(holder, callee)
    const location = FRAME.exec(holder.stack?.split('\n').at(-1) ?? '')?.[2]
    if (location === undefined) return undefined
    const file = location.startsWith('file:') ? fileURLToPath(location) : location
    return path.isAbsolute(file) ? file : undefined
  } catch {
    return undefined
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

module.exports = { ErrorReporter, callerOf, extensionRoot }
