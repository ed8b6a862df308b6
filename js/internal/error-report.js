'use strict'
// Makes a report of an error that holds nothing of the user's: the class of the error from the classes of JavaScript,
// and the names of those functions on its stack that are written in the code of the extension itself. Never its message.
//
// A stack is a string that anybody can have written, and a function can be named after anything. So a name counts only
// where a file of the extension contains it as an identifier: then it was published with the extension.

const fs = require('node:fs')
const path = require('node:path')
const { fileURLToPath } = require('node:url')

const { isObject } = require('./own.js')
const { readProperty } = require('./read-property.js')

/** Frames that are read, and classes in a chain of prototypes. */
const MAX_FRAMES = 32
const MAX_CLASSES = 16
/** Characters of a stack that are read. */
const MAX_STACK_LENGTH = 64 * 1024
/** Bytes of a source file that are searched for names. */
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
 * @property {string} className of the error, or of the closest class of JavaScript that it extends; `other` for what is
 *   no error
 * @property {(string | null)[]} frames names of the extension's own functions, null for others, the innermost first
 */

class ErrorReporter {
  #root
  /** Identifiers of source files, by their paths. @type {Map<string, ReadonlySet<string>>} */ #identifiers = new Map()

  /** @param {string | null} root folder of the extension, below which its own code lies */
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
   * @param {string | undefined} called the function as the stack names it; missing for one without a name
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
    const written = this.#identifiersIn(file)
    const isWritten = parts.every((part) => part === '<anonymous>' || written.has(part.replace(/^#/, '')))
    const isAnonymous = parts.includes('<anonymous>')
    if (!isWritten) return null
    return isAnonymous ? '<anonymous>' : `${prefix}${parts.join('.')}`
  }

  /**
   * @param {string} location
   * @returns {string | null} the path of a file of the extension; null for those of its dependencies and of others
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
      // A file that cannot be read shows no name, so that none of its functions is named.
    }
    if (this.#identifiers.size < MAX_SOURCES) this.#identifiers.set(file, identifiers)
    return identifiers
  }
}

/** @param {unknown} error @returns {string} its stack without the message, which may look like one */
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

/** Classes of errors, of which the closest one counts. It is the native part that knows which of them are listed. */
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
    // A proxy that throws is no error that anybody knows.
  }
  return 'other'
}

/**
 * @param {string | undefined} file in which `LanguageServer.start` was called
 * @returns {string | null} the folder of its package, or its own where it has none
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
 * @param {(...args: any[]) => unknown} above function whose caller is looked for
 * @returns {string | undefined} the file of the caller
 */
function callerOf(above) {
  const { stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = 1
    /** @type {{ stack?: string }} */ const holder = {}
    Error.captureStackTrace?.(holder, above)
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
