// How the addon is found, and the errors of `start` if no usable addon exists: each gives the reason and a remedy.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { LanguageServer, testingBinary } from '../support/client.mjs'
import { installJavaScript } from '../support/installed.mjs'
import { binary as fakeBinary } from '../support/stub/binaries.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { version } = require('../../package.json')
const TARGET = path.basename(testingBinary).split('.').at(-2)
const PACKAGE = `candor-${TARGET}`
const COPY = 'npx candor copy-binary --target'
const HEAD = readFileSync(testingBinary).subarray(0, 64 * 1024)
const WHOLE = statSync(testingBinary).size
const onLinux = { skip: process.platform !== 'linux' && 'the binary is one for Linux' }

/** Asserts what all errors for an unusable `binary` have in common. */
function assertUnavailable(error) {
  assert.ok(error instanceof Error)
  const { code, target, package: wanted, cause, message } = error
  assert.deepEqual({ code, target, wanted }, { code: 'BINARY_UNAVAILABLE', target: TARGET, wanted: PACKAGE })
  assert.ok(cause instanceof Error, 'the cause is kept')
  assert.doesNotMatch(message, /install/, 'nothing that is installed would help')
  return true
}

/** Starts a server with a `binary` that must fail to load. Returns the error message. */
function messageFor(binary) {
  let message
  assert.throws(
    () => LanguageServer.start({ binary }),
    (error) => assertUnavailable(error) && Boolean((message = error.message)),
  )
  return message
}

/** Creates a modified copy of the native addon. */
function changed(t, change) {
  const file = path.join(temporaryFolder(t), 'changed.node')
  const bytes = readFileSync(testingBinary)
  change(bytes)
  writeFileSync(file, bytes)
  return file
}

/** Creates a file with only the headers of the addon, which is enough for code that reads nothing else. */
function headersOf(t, { length = WHOLE, change = () => {} } = {}) {
  const file = path.join(temporaryFolder(t), 'headers.node')
  const head = Buffer.from(HEAD)
  change(head)
  writeFileSync(file, head)
  truncateSync(file, length)
  return file
}

/** Replaces every occurrence of `found` with `text`, which must have the same length. */
function overwrite(bytes, found, text) {
  assert.equal(found.length, text.length)
  let places = 0
  for (let at = bytes.indexOf(found); at !== -1; at = bytes.indexOf(found, at + 1), places++)
    bytes.write(text, at, 'latin1')
  assert.ok(places > 0, `${found} stands in the binary`)
}

// --- A file specified by the host ------------------------------------------------------------------------------------

test('a `binary` is found by its absolute path and by one relative to the working directory', async () => {
  for (const binary of [testingBinary, path.relative(process.cwd(), testingBinary)]) {
    const server = LanguageServer.start({ binary })
    const answer = new Promise((resolve) => server.onMessage(resolve))
    server.send('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}')
    assert.equal(JSON.parse(await answer).id, 1)
    await server.stop()
  }
})

test('a `binary` that is no path is refused as an argument', () => {
  for (const binary of [1, {}, [testingBinary], new String(testingBinary), Symbol('x'), true, new URL('file:///x')]) {
    assert.throws(() => LanguageServer.start({ binary }), { code: 'INVALID_ARGUMENT', message: /^options\.binary\b/ })
  }
})

test('a `binary` that cannot be used is named, with the reason', (t) => {
  const here = temporaryFolder(t)
  const write = (name, text) => {
    writeFileSync(path.join(here, name), text)
    return path.join(here, name)
  }
  const missing = path.join(here, 'missing.node')
  for (const [binary, reason] of [
    [missing, `'${missing}' does not exist`],
    [path.join(testingBinary, 'inside.node'), 'does not exist'],
    [here, `'${here}' is a directory`],
    [path.parse(here).root, 'is a directory'],
    ['', 'is an empty path'],
    [`file://${testingBinary}`, 'is a URL'],
    [write('text.node', 'no library'), 'is not a native addon'],
    [write('empty.node', ''), 'is not a native addon'],
    [write('short.node', '\x7fE'), 'is not a native addon'],
    [write('windows.node', 'MZ no more than that'), 'is damaged: the file is truncated'],
    [`${testingBinary}\0`, 'null bytes'],
    [path.join(here, 'x'.repeat(100_000)), 'ENAMETOOLONG'],
  ]) {
    const message = messageFor(binary)
    assert.ok(message.includes(reason), `${message.slice(0, 300)}\n${reason}`)
  }
  const library = process.report.getReport().sharedObjects.find((file) => path.isAbsolute(file) && existsSync(file))
  for (const file of [require.resolve(`@unrs/resolver-binding-${TARGET}`), library]) {
    const copy = path.join(here, 'other.node')
    cpSync(file, copy, { dereference: true, force: true })
    assert.match(messageFor(copy), /other\.node' is a native addon, but not candor's|cannot load '.*other\.node'/)
  }
})

test('a `binary` that is a script is never executed', (t) => {
  const here = temporaryFolder(t)
  const script = "process.exit(99); throw new Error('executed')"
  for (const name of ['script.js', 'script.cjs', 'script.mjs', 'script.json', 'script', 'script.node', '\x7fELF.js']) {
    writeFileSync(path.join(here, name), script)
    assert.match(messageFor(path.join(here, name)), /is not a native addon/)
  }
  // Node decides by the name of the link's target, and would execute this one as JavaScript.
  cpSync(testingBinary, path.join(here, 'real.js'), { dereference: true })
  symlinkSync('real.js', path.join(here, 'link.node'))
  assert.match(messageFor(path.join(here, 'link.node')), /is not a native addon/)
})

test('a `binary` that is a named pipe is refused, and nobody waits for it', onLinux, (t) => {
  const file = path.join(temporaryFolder(t), 'pipe.node')
  execFileSync('mkfifo', [file])
  assert.match(messageFor(file), /is not a native addon/)
})

test('a `binary` for another platform is named with the platform that it is for', (t) => {
  const others = ['win32-x64', 'win32-arm64', 'linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']
  for (const other of others.filter((name) => name !== `${process.platform}-${process.arch}`)) {
    const file = path.join(temporaryFolder(t), 'other.node')
    writeFileSync(file, fakeBinary(other))
    const message = messageFor(file)
    assert.ok(
      message.includes(`'${file}' is for ${other}, but this process runs on ${process.platform}-${process.arch}`),
      message,
    )
    assert.ok(message.includes(`${COPY} ${process.platform}-${process.arch}`), message)
  }
})

test('a `binary` for another processor is named, however rare that is', onLinux, (t) => {
  for (const [machine, name] of [
    [40, 'arm'],
    [3, 'ia32'],
    [243, 'riscv64'],
    [21, 'ppc64'],
    [999, 'another processor'],
  ]) {
    const file = headersOf(t, { change: (head) => head.writeUInt16LE(machine, 18) })
    assert.ok(messageFor(file).includes(`is for linux-${name},`))
  }
})

test('a `binary` that was cut off is truncated, wherever its end is', onLinux, (t) => {
  for (const length of [4, 20, 63, 64, 100, 1000, 100_000, Math.floor(WHOLE / 2), WHOLE - 1]) {
    const file = headersOf(t, { length })
    assert.ok(messageFor(file).includes(`'${file}' is damaged: the file is truncated`), `${length} bytes`)
  }
})

test("the system's error for a `binary` is passed on", onLinux, (t) => {
  const file = changed(t, (bytes) => overwrite(bytes, 'napi_register_module_v1', 'napi_register_module_v0'))
  assert.match(messageFor(file), /cannot load '.*changed\.node' \(.+\)/)
})

test('a glibc that is too old is named with the one that is required', onLinux, (t) => {
  const required = /GLIBC_(2\.\d\d)\0/.exec(readFileSync(testingBinary, 'latin1'))[1]
  const file = changed(t, (bytes) => overwrite(bytes, `GLIBC_${required}\0`, 'GLIBC_2.99\0'))
  const found = process.report.getReport().header.glibcVersionRuntime
  const message = messageFor(file)
  assert.ok(message.includes(`'${file}' requires glibc 2.99, and this system has ${found};`), message)
  assert.match(message, /; run on a system with glibc 2\.99 or newer$/)
})

test(
  'an addon for the other C library is reported as such',
  { skip: !TARGET.endsWith('-gnu') && onLinux.skip },
  (t) => {
    // Like an addon built for musl, it needs a library that does not exist under this name.
    const file = changed(t, (bytes) => overwrite(bytes, 'libc.so.6\0', 'libc.so.9\0'))
    const message = messageFor(file)
    assert.ok(message.includes(`'${file}' is built for musl, but this process runs on glibc;`), message)
  },
)

test('a `binary` of another version is refused with both versions', (t) => {
  const other = version.replace(/^\d/, (major) => String((Number(major) + 5) % 10))
  const states = (found) => {
    const file = changed(t, (bytes) => overwrite(bytes, version, found))
    const message = messageFor(file)
    assert.ok(message.includes(`'${file}' has version ${found}, but candor has version ${version}`), message)
    assert.ok(message.includes(COPY))
  }
  states(other)
  states(version.replace(/\d$/, '9'))
})

test('a `binary` that does not state its version is refused', onLinux, (t) => {
  const file = changed(t, (bytes) => overwrite(bytes, '\0version\0', '\0noisrev\0'))
  assert.match(messageFor(file), / does not state its version, so it is older than candor /)
})

// --- The package of the platform -------------------------------------------------------------------------------------

/** Installs candor. `packages` maps platforms to functions that create the addon of the platform's package. */
function installed(t, packages = {}, versions = {}) {
  const modules = path.join(temporaryFolder(t), 'node_modules')
  installJavaScript(modules)
  for (const [target, put] of Object.entries(packages)) {
    const folder = path.join(modules, `candor-${target}`)
    const main = `candor.${target}.node`
    const manifest = { name: `candor-${target}`, version: versions[target] ?? version, main }
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
    put(path.join(folder, main))
  }
  return path.join(modules, 'candor/js/index.js')
}

const working = (file) => symlinkSync(testingBinary, file)
const useless = (file) => writeFileSync(file, 'no library')

/**
 * Imports candor and starts a server in a child process, in which `prepare` changes what Node reports about itself.
 * Returns the error, or undefined if the server starts.
 */
async function startError(module, { prepare = () => {}, data = {}, ...options } = {}) {
  const { code, stderr, printed } = await inChild(
    async (means) => {
      const { module, prepare, print } = means
      const util = require('node:util')
      ;(0, eval)(`(${prepare})`)(means)
      const names = [require(module), await import(module)].map(({ LanguageServer, eventKind }) => [
        typeof LanguageServer.start,
        eventKind({ name: 'initialize' }),
      ])
      const errors = [undefined, {}, { binary: undefined }, { binary: null }].map((options) => {
        try {
          void require(module).LanguageServer.start(options).stop()
          return 'started'
        } catch (error) {
          const { code, target, package: wanted, message, cause } = error
          const whole = { code, target, message, isError: error instanceof Error, isCaused: cause instanceof Error }
          return { ...whole, ...('package' in error && { package: wanted }), text: util.inspect(error, { depth: 5 }) }
        }
      })
      print({ names, errors })
    },
    { data: { ...data, module, prepare: String(prepare) }, ...options },
  )
  assert.deepEqual([code, stderr], [0, ''])
  const [{ names, errors }] = printed
  assert.deepEqual(names, Array(2).fill(['function', 'usage']), 'importing is fine')
  const [first, ...others] = errors
  for (const other of others) assert.equal(other.message, first.message, 'it fails the same way every time')
  if (first === 'started') return undefined
  assert.deepEqual([first.code, first.isError, first.isCaused], ['BINARY_UNAVAILABLE', true, true])
  return first
}

test('the package of the platform is used', async (t) => {
  assert.equal(await startError(installed(t, { [TARGET]: working })), undefined)
})

test('a package that is not installed is named with how to install it', async (t) => {
  const error = await startError(installed(t))
  assert.deepEqual([error.target, error.package], [TARGET, PACKAGE])
  const expected = `the package ${PACKAGE} is not installed; install it: npm install ${PACKAGE}@${version} (`
  assert.ok(error.message.includes(expected), error.message)
})

test('a package of another version is refused before its file is loaded', async (t) => {
  for (const found of ['0.0.9', '0.0.10-beta.1', '99.0.0']) {
    const error = await startError(installed(t, { [TARGET]: working }, { [TARGET]: found }))
    const expected = `the package ${PACKAGE} has version ${found}, but candor has version ${version}; install`
    assert.ok(error.message.includes(expected), error.message)
    assert.ok(error.message.includes(`npm install ${PACKAGE}@${version}`), error.message)
    assert.equal(error.package, PACKAGE)
  }
})

test('a package whose file is missing, truncated or for another platform is refused with the reason', async (t) => {
  const other = process.arch === 'x64' ? 'arm64' : 'x64'
  for (const [put, reason] of [
    [() => {}, 'does not exist'],
    [useless, 'is not a native addon'],
    [(file) => mkdirSync(file), 'is a directory'],
    [(file) => writeFileSync(file, HEAD.subarray(0, 1000)), 'is damaged: the file is truncated'],
    [(file) => writeFileSync(file, fakeBinary(`linux-${other}`)), `is for linux-${other}`],
  ]) {
    const error = await startError(installed(t, { [TARGET]: put }))
    assert.ok(error.message.includes(`${PACKAGE}/candor.${TARGET}.node' ${reason}`), error.message)
    assert.ok(error.message.includes(`npm install ${PACKAGE}@${version}`), error.message)
  }
})

test('no environment variable names another file', async (t) => {
  const script = path.join(temporaryFolder(t), 'script.js')
  writeFileSync(script, "console.log('executed')")
  const env = { NAPI_RS_NATIVE_LIBRARY_PATH: script, NAPI_RS_FORCE_WASI: '1', NAPI_RS_ENFORCE_VERSION_CHECK: '1' }
  assert.equal(await startError(installed(t, { [TARGET]: working }), { env }), undefined)
  const error = await startError(installed(t), { env })
  assert.doesNotMatch(error.text, /script\.js|wasm/)
})

// --- Platforms -------------------------------------------------------------------------------------------------------

/** Changes the platform that the process reports. */
const pretend = ({ platform, arch }) => {
  Object.defineProperty(process, 'platform', { value: platform })
  Object.defineProperty(process, 'arch', { value: arch })
}

for (const [platform, arch, target] of [
  ['linux', 'arm', 'linux-arm-gnu'],
  ['linux', 'ia32', 'linux-ia32-gnu'],
  ['linux', 'riscv64', 'linux-riscv64-gnu'],
  ['sunos', 'x64', 'sunos-x64'],
  ['freebsd', 'x64', 'freebsd-x64'],
  ['android', 'arm64', 'android-arm64'],
  ['win32', 'ia32', 'win32-ia32-msvc'],
  ['', '', '-'],
]) {
  test(`on ${platform} ${arch}, for which there is no package, none is named and none is loaded`, async (t) => {
    // Anyone could publish a package with this name.
    const module = installed(t, { [target]: working })
    const error = await startError(module, { prepare: pretend, data: { platform, arch } })
    assert.equal(error.target, target)
    assert.ok(!('package' in error))
    assert.ok(
      error.message.includes(`there is no native addon for ${platform}-${arch}; candor runs on Linux`),
      error.message,
    )
    assert.doesNotMatch(error.message, /candor-|install/)
  })
}

for (const [platform, arch, target] of [
  ['linux', 'arm64', 'linux-arm64-gnu'],
  ['darwin', 'x64', 'darwin-x64'],
  ['darwin', 'arm64', 'darwin-arm64'],
  ['win32', 'x64', 'win32-x64-msvc'],
  ['win32', 'arm64', 'win32-arm64-msvc'],
]) {
  test(`on ${platform} ${arch} the package candor-${target} is missing`, async (t) => {
    const error = await startError(installed(t), { prepare: pretend, data: { platform, arch } })
    assert.deepEqual([error.target, error.package], [target, `candor-${target}`])
    assert.ok(error.message.includes(`the package candor-${target} is not installed`), error.message)
  })
}

/** Creates an ELF executable whose interpreter is `loader`, or that has none. */
function executable(t, loader) {
  const file = path.join(temporaryFolder(t), 'executable')
  const bytes = Buffer.alloc(512)
  bytes.write('\x7fELF\x02\x01\x01', 'latin1')
  bytes.writeBigUInt64LE(64n, 32)
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt32LE(loader ? 3 : 1, 64)
  bytes.writeBigUInt64LE(256n, 72)
  bytes.writeBigUInt64LE(BigInt(loader.length), 96)
  bytes.write(loader, 256)
  writeFileSync(file, bytes)
  return file
}

/** Makes the process appear to run `executable`, with `header` as the header of its report. */
const runAs = ({ executable, header }) => {
  const fs = require('node:fs')
  const { openSync } = fs
  const isOwn = (file) => file === '/proc/self/exe' || file === process.execPath
  fs.openSync = (file, ...rest) => openSync(isOwn(file) ? executable : file, ...rest)
  process.report.getReport = () => {
    if (process.report.excludeNetwork !== true) throw new Error('the report looks up names of hosts')
    return { header }
  }
}
const arch = process.arch

test('on musl the package for musl is used, although the other one is installed too', onLinux, async (t) => {
  const data = { executable: executable(t, `/lib/ld-musl-${arch}.so.1`), header: {} }
  const module = installed(t, { [`linux-${arch}-gnu`]: useless, [`linux-${arch}-musl`]: working })
  assert.equal(await startError(module, { prepare: runAs, data }), undefined)
  const error = await startError(installed(t, { [`linux-${arch}-gnu`]: working }), { prepare: runAs, data })
  assert.deepEqual([error.target, error.package], [`linux-${arch}-musl`, `candor-linux-${arch}-musl`])
  assert.ok(error.message.includes(`the package candor-linux-${arch}-musl is not installed`), error.message)
})

test('on glibc the package for glibc is used, although the other one is installed too', onLinux, async (t) => {
  const data = { executable: executable(t, '/lib64/ld-linux-x86-64.so.2'), header: { glibcVersionRuntime: '2.36' } }
  const module = installed(t, { [`linux-${arch}-gnu`]: working, [`linux-${arch}-musl`]: useless })
  assert.equal(await startError(module, { prepare: runAs, data }), undefined)
})

test('where the executable names no loader, the report of the process decides', onLinux, async (t) => {
  const data = { executable: executable(t, ''), header: {} }
  assert.equal(await startError(installed(t, { [`linux-${arch}-musl`]: working }), { prepare: runAs, data }), undefined)
})

test('no report is created if the network cannot be excluded from it', onLinux, async (t) => {
  const prepare = () => {
    const report = { getReport: () => process.exit(98) }
    Object.defineProperty(process, 'report', { value: report })
  }
  assert.equal((await startError(installed(t), { prepare })).target, TARGET)
})

test('the setting of the report is put back', onLinux, async (t) => {
  const prepare = () => {
    process.on('exit', () => process.report.excludeNetwork && console.error('it still excludes the network'))
  }
  await startError(installed(t), { prepare })
})

// --- Permissions -----------------------------------------------------------------------------------------------------

test('a process that may not load addons says which flag allows it', async (t) => {
  const flags = process.allowedNodeEnvironmentFlags
  const permission = flags.has('--permission') ? '--permission' : '--experimental-permission'
  for (const node of [['--no-addons'], [permission, '--allow-fs-read=*', '--no-warnings']]) {
    const error = await startError(installed(t, { [TARGET]: working }), { node })
    assert.match(error.message, /this process is not allowed to load native addons; start Node\.js with --allow-addons/)
    assert.doesNotMatch(error.message, /install/)
  }
})

/** Simulates a runtime that denies everything for which it has no permission, as Deno does. */
const refuse = ({ isDeno }) => {
  class NotCapable extends Error {
    name = 'NotCapable'
  }
  const refused = (name) => () => {
    throw new NotCapable(`Requires access to "${name}"`)
  }
  const fs = require('node:fs')
  for (const name of ['openSync', 'statSync', 'existsSync']) fs[name] = refused(name)
  for (const name of ['cpus', 'hostname', 'networkInterfaces', 'release']) require('node:os')[name] = refused(name)
  process.report.getReport = refused('report')
  process.dlopen = refused('dlopen')
  Object.defineProperty(process, 'execPath', { get: refused('execPath') })
  const state = 'prompt'
  if (isDeno) globalThis.Deno = { permissions: { querySync: () => ({ state }) } }
}

test('a runtime without permissions gets the same error', async (t) => {
  // Modules that are loaded later could no longer be read.
  const prepare = `(means) => { require(means.module); (${refuse})(means) }`
  const module = installed(t, { [TARGET]: working })
  const error = await startError(module, { prepare, data: { isDeno: true } })
  assert.match(
    error.message,
    /Deno has no permission to load native code; run Deno with --allow-ffi and --allow-read, or with -A/,
  )
  assert.doesNotMatch(error.message, /install/)
  assert.match((await startError(module, { prepare, data: { isDeno: false } })).message, /Requires access to/)
})

test('a deleted working directory does not affect absolute paths', onLinux, async (t) => {
  const prepare = () => {
    const gone = require('node:fs').mkdtempSync(`${require('node:os').tmpdir()}/candor-gone-`)
    process.chdir(gone)
    require('node:fs').rmdirSync(gone)
  }
  assert.equal(await startError(installed(t, { [TARGET]: working }), { prepare }), undefined)
})
