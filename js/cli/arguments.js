'use strict'

// Parses the command line into one invocation.

const { TARGETS } = require('../internal/native/targets.js')
const { COMMANDS, SHELLS } = require('./help.js')
const { UNSUPPORTED } = require('./extension/unsupported-targets.js')

/** Flags of `terraform-ls serve` that have no meaning here; each takes a value. */
const IGNORED_SERVE_FLAGS = [
  'log-file',
  'tf-exec',
  'tf-exec-timeout',
  'tf-log-file',
  'cpuprofile',
  'memprofile',
  'req-concurrency',
]
const SETTINGS_SECTION = '--settings-section'
/** Every spelling of the only address on which candor listens. */
const HOSTS = new Set(['', '127.0.0.1', '[127.0.0.1]'])
const LEVELS = new Set(['off', 'error', 'all'])
/** The id of a VS Code extension. */
const EXTENSION = /^[a-z\d][a-z\d-]*\.[a-z\d][\w-]*$/i

/**
 * @typedef {{ command: 'help', topic: string | null } | { command: 'version' }
 *   | { command: 'stdio', runTerraform: boolean, args: readonly string[], settingsSection: string | null }
 *   | { command: 'port', port: number, insecure: boolean, settingsSection: string | null }
 *   | { command: 'socket', address: string, settingsSection: string | null }
 *   | { command: 'preview', folder: string, level: 'off' | 'error' | 'all', json: boolean, all: boolean, events: string | null }
 *   | { command: 'fmt', paths: readonly string[], check: boolean, diff: boolean }
 *   | { command: 'copy-binary', target: string, out: string, unchecked: boolean }
 *   | { command: 'telemetry-json', merge: string | null, prefix: string | null, events: string | null }
 *   | CheckInvocation
 *   | { command: 'types', events: string }
 *   | { command: 'docs', events: string | null }
 *   | { command: 'init', directory: string }
 *   | { command: 'completions', shell: string }} Invocation
 */

/**
 * @typedef {object} CheckInvocation
 * @property {'check'} command
 * @property {readonly string[]} paths one of which may be `-`
 * @property {string} format
 * @property {boolean} fix
 * @property {number} maxWarnings Infinity if there is no limit
 * @property {ReadonlyMap<string, string>} rules severities, or `off`, by rule
 * @property {string | null} stdinFilename set if a path is `-`
 * @property {boolean} skipUnsupported whether files that cannot be checked, or are ignored, are skipped
 */

/** An invalid command line. The message names the wrong argument; the hint says what to write instead. */
class UsageError extends Error {
  /**
   * @param {string} message
   * @param {string} [hint]
   * @param {number} [exitCode]
   */
  constructor(message, hint = "see 'candor --help'", exitCode = 2) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/**
 * @param {readonly string[]} args without the name of the program
 * @returns {Invocation}
 * @throws {UsageError}
 */
function parseArguments(args) {
  const [first, ...rest] = args
  if (first === undefined) {
    throw new UsageError(
      'the command is missing',
      "run 'candor --stdio' to serve an editor, or 'candor preview .' to see the telemetry events",
    )
  }
  const flags = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  if (first === 'help') return { command: 'help', topic: isCommand(rest[0]) ? rest[0] : null }
  if (flags.includes('--help') || flags.includes('-h'))
    return { command: 'help', topic: isCommand(first) ? first : null }
  if (first === 'version' || first === '--version' || first === '-v') return { command: 'version' }
  if (first === 'preview') return parsePreview(rest)
  if (first === 'check') return parseCheck(rest)
  if (first === 'fmt') return parseFormat(rest)
  if (first === 'copy-binary') return parseCopyBinary(rest)
  if (first === 'telemetry-json') return parseTelemetryJson(rest)
  if (first === 'types') return { command: 'types', events: parseFile(rest, howToRun('types')) }
  if (first === 'docs') {
    return { command: 'docs', events: rest.length === 0 ? null : parseFile(rest, howToRun('docs')) }
  }
  if (first === 'init') return parseInit(rest)
  if (first === 'completions') return parseCompletions(rest)
  if (first === 'serve') return parseServe(rest)
  if (first === 'start') return parseStart(rest, "run 'candor start --stdio' to serve an editor over stdin and stdout")
  if (first.startsWith('-')) return parseStart(args)
  throw new UsageError(
    `unknown command '${first}'`,
    `use one of ${Object.keys(COMMANDS).join(', ')}; see 'candor --help'`,
  )
}

/**
 * @param {readonly string[]} args
 * @param {string} [hint]
 * @returns {Invocation}
 */
function parseStart(args, hint) {
  let insecure = false
  /** @type {string | null} */ let settingsSection = null
  /** @type {Map<string, { command: 'stdio', runTerraform: boolean, args: readonly string[] } | { command: 'port', port: number } | { command: 'socket', address: string }>} */
  const transports = new Map()
  const withValue = new Set(['--port', '--socket', '--address', '--clientProcessId', SETTINGS_SECTION])
  for (const { flag, value } of readFlags(args, withValue)) {
    if (flag === '--stdio') transports.set(flag, { command: 'stdio', runTerraform: false, args })
    else if (flag === '--port') transports.set(flag, { command: 'port', port: parsePort(flag, value) })
    else if (flag === '--address') transports.set(flag, { command: 'port', port: parseAddress(value) })
    else if (flag === '--socket') transports.set(flag, { command: 'socket', address: parseSocket(value) })
    else if (flag === SETTINGS_SECTION) settingsSection = parseSection(value)
    else if (flag === '--insecure') insecure = true
    else if (flag !== '--clientProcessId') throw unknown(flag, hint)
  }
  const [first, second] = transports.keys()
  if (first === undefined) throw new UsageError("'--stdio', '--socket PATH' or '--port N' is missing", hint)
  if (second !== undefined) throw new UsageError(`'${first}' and '${second}' cannot be used together`)
  const transport = /** @type {NonNullable<ReturnType<typeof transports.get>>} */ (transports.get(first))
  if (transport.command === 'port') return { ...transport, insecure, settingsSection }
  if (insecure) throw onlyForPorts(`'${first}'`)
  return { ...transport, settingsSection }
}

/** @param {string} value */
function parseSection(value) {
  if (/^[^\s.\p{Cc}]+(\.[^\s.\p{Cc}]+)*$/u.test(value)) return value
  throw new UsageError(
    `invalid value '${value}' for '${SETTINGS_SECTION}'`,
    "use the name of a section, such as 'candor'",
  )
}

/**
 * Like Go's flag package, which terraform-ls uses, it accepts one dash or two. For terraform-ls, port 0 means stdio.
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseServe(args) {
  let port = 0
  let insecure = false
  /** @type {string | null} */ let settingsSection = null
  const names = [...IGNORED_SERVE_FLAGS, 'port', 'clientProcessId', 'settings-section']
  const withValue = new Set(names.flatMap((name) => [`-${name}`, `--${name}`]))
  for (const { flag, value } of readFlags(args, withValue)) {
    if (flag === '-port' || flag === '--port') port = parsePort(flag, value)
    else if (flag === '-insecure' || flag === '--insecure') insecure = true
    else if (flag === '-settings-section' || flag === SETTINGS_SECTION) settingsSection = parseSection(value)
    else if (flag !== '--stdio' && !withValue.has(flag)) {
      throw unknown(flag, "'candor serve' accepts '-port=N', and ignores the other flags of 'terraform-ls serve'")
    }
  }
  if (port !== 0) return { command: 'port', port, insecure, settingsSection }
  if (insecure) throw onlyForPorts('stdio')
  return { command: 'stdio', runTerraform: true, args, settingsSection }
}

/** @param {string} transport */
function onlyForPorts(transport) {
  return new UsageError(
    `'--insecure' does not apply to ${transport}`,
    "use '--insecure' only with a port: it lets clients connect without a token",
  )
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parsePreview(args) {
  const hint = howToRun('preview')
  let json = false
  let all = false
  let events = null
  let level = 'all'
  const end = args.indexOf('--')
  const folders = end === -1 ? [] : args.slice(end + 1)
  const withValue = new Set(['--level', '--events'])
  for (const { flag, value } of readFlags(end === -1 ? args : args.slice(0, end), withValue, hint)) {
    if (flag === '--json') json = true
    else if (flag === '--all') all = true
    else if (flag === '--events') events = value
    else if (flag === '--level') {
      if (!LEVELS.has(value))
        throw new UsageError(`invalid value '${value}' for '--level'`, "use 'off', 'error' or 'all'")
      level = value
    } else if (flag.startsWith('-')) throw unknown(flag, hint)
    else folders.push(flag)
  }
  if (folders.length === 0) throw new UsageError('PATH is missing', hint)
  if (folders.length > 1) throw new UsageError(`unexpected argument '${folders[1]}'; preview takes only one PATH`, hint)
  return {
    command: 'preview',
    folder: folders[0],
    level: /** @type {'off' | 'error' | 'all'} */ (level),
    json,
    all,
    events,
  }
}

/**
 * The exit codes are those of `terraform fmt`: 2 for files that cannot be parsed, and 1 for wrong usage.
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseFormat(args) {
  const hint = howToRun('fmt')
  const invocation = { check: false, diff: false }
  const end = args.indexOf('--')
  const paths = end === -1 ? [] : args.slice(end + 1)
  for (const argument of end === -1 ? args : args.slice(0, end)) {
    if (argument === '--check' || argument === '-check') invocation.check = true
    else if (argument === '--diff' || argument === '-diff') invocation.diff = true
    else if (argument.startsWith('-') && argument !== '-')
      throw new UsageError(`unknown argument '${argument}'`, hint, 1)
    else paths.push(argument)
  }
  if (paths.length === 0) throw new UsageError('PATH is missing', hint, 1)
  if (paths.includes('-') && paths.length > 1) throw new UsageError("'-' cannot be combined with other paths", hint, 1)
  return { command: 'fmt', paths, ...invocation }
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseCheck(args) {
  const hint = howToRun('check')
  const [format, maxWarnings, rules] = ['--format', '--max-warnings', '--rules']
  /** @type {CheckInvocation} */
  const invocation = {
    command: 'check',
    paths: [],
    format: 'pretty',
    fix: false,
    maxWarnings: Infinity,
    rules: new Map(),
    stdinFilename: null,
    skipUnsupported: false,
  }
  const end = args.indexOf('--')
  const paths = end === -1 ? [] : args.slice(end + 1)
  const withValue = new Set([format, maxWarnings, rules, '--stdin-filename'])
  for (const { flag, value } of readFlags(end === -1 ? args : args.slice(0, end), withValue, hint)) {
    if (flag === format) invocation.format = parseFormatName(value)
    else if (flag === maxWarnings) invocation.maxWarnings = parseCount(flag, value)
    else if (flag === rules) invocation.rules = new Map([...invocation.rules, ...parseRules(value)])
    else if (flag === '--stdin-filename') invocation.stdinFilename = value
    else if (flag === '--fix') invocation.fix = true
    else if (flag === '--skip-unsupported') invocation.skipUnsupported = true
    else if (flag.startsWith('-') && flag !== '-') throw unknown(flag, hint)
    else paths.push(flag)
  }
  if (paths.length === 0) throw new UsageError('PATH is missing', hint)
  const readsStdin = paths.includes('-')
  if (readsStdin && invocation.stdinFilename === null) {
    throw new UsageError(
      "'-' requires '--stdin-filename NAME'",
      "add a file name for the text on stdin, such as '--stdin-filename Dockerfile'",
    )
  }
  if (!readsStdin && invocation.stdinFilename !== null) {
    throw new UsageError("'--stdin-filename' requires '-' as a path", "add '-' to check stdin")
  }
  return { ...invocation, paths }
}

/** @param {string} value */
function parseFormatName(value) {
  const formats = /** @type {readonly string[]} */ (COMMANDS.check.values?.['--format'])
  if (formats.includes(value)) return value
  throw new UsageError(`invalid value '${value}' for '--format'`, `use one of ${formats.join(', ')}`)
}

/** @param {string} flag @param {string} value */
function parseCount(flag, value) {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new UsageError(`invalid value '${value}' for '${flag}'`, 'use an integer of at least 0')
}

/** @param {string} value @returns {Map<string, string>} */
function parseRules(value) {
  const entries = value.split(',').map((entry) => {
    const [, rule, severity] = /^\s*([A-Za-z][\w-]*)\s*=\s*(off|hint|information|warning|error)\s*$/.exec(entry) ?? []
    if (rule === undefined) {
      const hint = "write RULE=SEVERITY with off, hint, information, warning or error, such as 'UndefinedVar=off'"
      throw new UsageError(`invalid value '${value}' for '--rules'`, hint)
    }
    return /** @type {[string, string]} */ ([rule, severity])
  })
  return new Map(entries)
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseCopyBinary(args) {
  const hint = howToRun('copy-binary')
  let target = ''
  let unchecked = false
  let out = ''
  for (const { flag, value } of readFlags(args, new Set(['--target', '-t', '--out', '-o']))) {
    if (flag === '--target' || flag === '-t') target = value
    else if (flag === '--out' || flag === '-o') out = value
    else if (flag === '--unchecked') unchecked = true
    else throw unknown(flag, hint)
  }
  if (target === '') throw new UsageError("'--target' is missing", hint)
  if (!Object.hasOwn({ ...TARGETS, ...UNSUPPORTED }, target)) {
    throw new UsageError(`invalid value '${target}' for '--target'`, `use one of ${Object.keys(TARGETS).join(', ')}`)
  }
  if (out === '') throw new UsageError("'--out' is missing", hint)
  return { command: 'copy-binary', target, out, unchecked }
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseTelemetryJson(args) {
  const hint = howToRun('telemetry-json')
  let merge = null
  let events = null
  let prefix = null
  for (const { flag, value } of readFlags(args, new Set(['--events', '--merge', '--prefix']))) {
    if (flag === '--merge') merge = value
    else if (flag === '--events') events = value
    else if (flag !== '--prefix') throw unknown(flag, hint)
    else if (EXTENSION.test(value)) prefix = value
    else throw new UsageError(`invalid value '${value}' for '--prefix'`, 'use the id of the extension: publisher.name')
  }
  return { command: 'telemetry-json', merge, prefix, events }
}

/**
 * @param {readonly string[]} args
 * @param {string} hint
 */
function parseFile(args, hint) {
  const [file, second] = args.filter((arg, at) => arg !== '--' || args.indexOf('--') !== at)
  if (file === undefined) throw new UsageError('FILE is missing', hint)
  if (file.startsWith('-') && args[0] !== '--') throw unknown(file, hint)
  if (second !== undefined) throw new UsageError(`unexpected argument '${second}'`, hint)
  return file
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseInit(args) {
  const hint = howToRun('init')
  const [directory = '.', second] = args.filter((arg, at) => arg !== '--' || args.indexOf('--') !== at)
  if (directory.startsWith('-') && args[0] !== '--') throw unknown(directory, hint)
  if (second !== undefined) throw new UsageError(`unexpected argument '${second}': only one DIRECTORY is allowed`, hint)
  return { command: 'init', directory }
}

/**
 * @param {readonly string[]} args
 * @returns {Invocation}
 */
function parseCompletions(args) {
  const hint = howToRun('completions')
  const [shell, second] = args
  if (shell === undefined) throw new UsageError('the shell is missing', hint)
  if (!SHELLS.includes(shell)) throw new UsageError(`unknown shell '${shell}'`, hint)
  if (second !== undefined) throw new UsageError(`unexpected argument '${second}'`, hint)
  return { command: 'completions', shell }
}

/** @param {string | undefined} name */
function isCommand(name) {
  return name !== undefined && Object.hasOwn(COMMANDS, name)
}

/**
 * Splits `--flag=value` and `--flag value` for the flags that take a value. Every other argument is yielded unchanged.
 * @param {readonly string[]} args
 * @param {ReadonlySet<string>} withValue
 * @param {string} [hint]
 */
function* readFlags(args, withValue, hint) {
  for (let at = 0; at < args.length; at += 1) {
    const [, flag, assigned] = /^(-[^=]*)=([^]*)$/.exec(args[at]) ?? [null, args[at], undefined]
    if (!withValue.has(flag)) {
      yield { flag: args[at], value: '' }
      continue
    }
    if (assigned === undefined) at += 1
    const value = assigned ?? args[at]
    if (value === undefined || value === '') throw new UsageError(`'${flag}' needs a value`, hint)
    yield { flag, value }
  }
}

/**
 * @param {string} flag
 * @param {string} value
 */
function parsePort(flag, value) {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN
  if (port <= 65535) return port
  throw new UsageError(`invalid value '${value}' for '${flag}'`, 'use a number from 0 to 65535')
}

/**
 * Reads `[HOST]:PORT` as Go does.
 * @param {string} value
 * @returns {number} the port
 */
function parseAddress(value) {
  const colon = value.lastIndexOf(':')
  const [host, port] = colon === -1 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1)]
  if (HOSTS.has(host) && colon !== -1) return parsePort('--address', port)
  throw new UsageError(
    `invalid value '${value}' for '--address'`,
    "candor listens on this machine only: use ':N' or '127.0.0.1:N'",
  )
}

/**
 * vscode-languageclient uses a flag of the same name for a port to which the server connects.
 * @param {string} value
 */
function parseSocket(value) {
  if (!/^\d+$/.test(value)) return value
  throw new UsageError(
    `invalid value '${value}' for '--socket'`,
    `use a path such as './${value}', or '--port ${value}' for a port`,
  )
}

/**
 * @param {string} command
 * @returns {string} a hint
 */
function howToRun(command) {
  return `run '${COMMANDS[command].usage}'; see 'candor ${command} --help'`
}

/**
 * @param {string} flag
 * @param {string} [hint]
 */
function unknown(flag, hint) {
  return new UsageError(`unknown argument '${flag}'`, hint)
}

module.exports = { parseArguments, UsageError }
