// The commands that package an extension: `copy-binary` and `telemetry-json`.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { run } from '../support/child.mjs'
import { root, testingBinary } from '../support/client.mjs'
import { binary, PACKAGES } from '../support/stub/binaries.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { version } = require('../../package.json')
const ours = require('../../telemetry.json')
const { UNSUPPORTED } = require('../../js/cli/extension/unsupported-targets.js')

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** Creates a project in which this package is installed as published, with platform packages and their addons. */
function project(t, { binaries = {}, checksums, versions = {}, beside = true } = {}) {
  const folder = temporaryFolder(t)
  const installed = path.join(folder, beside ? '' : 'elsewhere', 'node_modules')
  for (const file of ['js', 'package.json', 'telemetry.json']) {
    cpSync(path.join(root, file), path.join(installed, 'candor', file), { recursive: true })
  }
  if (checksums)
    writeFileSync(path.join(installed, 'candor/js/internal/native/checksums.json'), JSON.stringify(checksums))
  for (const [target, bytes] of Object.entries(binaries)) {
    const name = PACKAGES[target]
    const here = path.join(folder, 'node_modules', name)
    const file = `candor.${name.replace('candor-', '')}.node`
    mkdirSync(here, { recursive: true })
    writeFileSync(
      path.join(here, 'package.json'),
      JSON.stringify({ name, version: versions[target] ?? version, main: file }),
    )
    writeFileSync(path.join(here, file), bytes)
  }
  const candor = (...args) =>
    run(process.execPath, [path.join(installed, 'candor/js/cli/main.js'), ...args], { cwd: folder })
  const copy = (target, out = 'dist', ...more) => candor('copy-binary', '--target', target, '--out', out, ...more)
  return { folder, candor, copy }
}

const published = (binaries) =>
  Object.fromEntries(
    Object.entries(binaries).map(([target, bytes]) => [PACKAGES[target].replace('candor-', ''), sha256(bytes)]),
  )

/** Asserts that a command failed with an error message that contains all `parts`. */
function assertFails({ code, stdout, stderr }, expected, ...parts) {
  assert.deepEqual([code, stdout], [expected, ''], stderr)
  assert.match(stderr, /^candor: .+\n(hint: .+\n)?$/)
  for (const part of parts) assert.ok(stderr.includes(part), stderr)
}

// --- copy-binary -----------------------------------------------------------------------------------------------------

test("every platform's binary is copied under one name, and the next takes its place", async (t) => {
  const binaries = Object.fromEntries(Object.keys(PACKAGES).map((target) => [target, binary(target)]))
  const { folder, copy } = project(t, { binaries, checksums: published(binaries) })
  for (const [target, bytes] of Object.entries(binaries)) {
    const { code, stdout, stderr } = await copy(target, 'dist/deep')
    assert.deepEqual([code, stderr], [0, ''])
    const file = path.join('dist', 'deep', 'candor.node')
    assert.equal(stdout, `${file}: candor ${version} for ${target} (sha256 ${sha256(bytes)})\n`)
    assert.deepEqual(readdirSync(path.join(folder, 'dist/deep')), ['candor.node'])
    assert.deepEqual(readFileSync(path.join(folder, file)), bytes)
  }
})

test('a package that is installed in the project is found, where this one is not beside it', async (t) => {
  const { copy } = project(t, { binaries: { 'darwin-arm64': binary('darwin-arm64') }, beside: false })
  assert.equal((await copy('darwin-arm64', 'dist', '--unchecked')).code, 0)
})

test('the copy of this platform can be loaded', async (t) => {
  const { platform, arch } = process
  const isMusl = platform === 'linux' && testingBinary.includes('musl')
  const target = `${isMusl ? 'alpine' : platform}-${arch}`
  const { folder, copy } = project(t, { binaries: { [target]: readFileSync(testingBinary) } })
  const { code, stdout } = await copy(target, 'dist', '--unchecked')
  assert.equal(code, 0)
  assert.match(stdout, /\(not verified: no published checksum\)/)
  assert.equal(typeof require(path.join(folder, 'dist/candor.node')).LanguageServerHandle, 'function')
})

test('an addon that differs from the published one is rejected, and the existing file is kept', async (t) => {
  const whole = binary('linux-x64')
  const changed = Buffer.from(whole).fill('x', 400, 401)
  for (const bytes of [changed, whole.subarray(0, 500)]) {
    const { folder, copy } = project(t, {
      binaries: { 'linux-x64': bytes },
      checksums: published({ 'linux-x64': whole }),
    })
    mkdirSync(path.join(folder, 'dist'))
    writeFileSync(path.join(folder, 'dist/candor.node'), 'before')
    const wanted = `is not ${sha256(whole)}`
    for (const more of [[], ['--unchecked']]) {
      const refused = await copy('linux-x64', 'dist', ...more)
      assertFails(refused, 1, 'checksum mismatch: the sha256 of', wanted, 'candor-linux-x64-gnu')
    }
    assert.deepEqual(readdirSync(path.join(folder, 'dist')), ['candor.node'])
    assert.equal(readFileSync(path.join(folder, 'dist/candor.node'), 'utf8'), 'before')
  }
})

test('a binary without a published checksum is copied only with --unchecked', async (t) => {
  const bytes = binary('linux-x64')
  // A checkout has no checksums; those of a release may be incomplete or malformed.
  for (const checksums of [undefined, {}, [], null, 'text', published({ 'linux-arm64': binary('linux-arm64') })]) {
    const { folder, copy } = project(t, { binaries: { 'linux-x64': bytes } })
    const file = path.join(folder, 'node_modules/candor/js/internal/native/checksums.json')
    if (checksums !== undefined) writeFileSync(file, JSON.stringify(checksums))
    assertFails(await copy('linux-x64'), 1, 'there is no published checksum', '--unchecked')
    assert.ok(!existsSync(path.join(folder, 'dist')))
    assert.equal((await copy('linux-x64', 'dist', '--unchecked')).code, 0)
    assert.deepEqual(readFileSync(path.join(folder, 'dist/candor.node')), bytes)
  }
})

test('damaged checksums and manifests are named, and nothing is copied', async (t) => {
  const files = {
    'node_modules/candor/js/internal/native/checksums.json': 'checksums.json',
    'node_modules/candor-linux-x64-gnu/package.json': 'candor-linux-x64-gnu',
  }
  for (const [damaged, part] of Object.entries(files)) {
    const { folder, copy } = project(t, { binaries: { 'linux-x64': binary('linux-x64') } })
    writeFileSync(path.join(folder, damaged), '{')
    assertFails(await copy('linux-x64', 'dist', '--unchecked'), 1, part)
    assert.ok(!existsSync(path.join(folder, 'dist')))
  }
})

test('a binary that is no regular file is refused', { skip: process.platform === 'win32' }, async (t) => {
  const { folder, copy } = project(t, { binaries: { 'linux-x64': binary('linux-x64') } })
  const file = path.join(folder, 'node_modules/candor-linux-x64-gnu/candor.linux-x64-gnu.node')
  rmSync(file)
  execFileSync('mkfifo', [file])
  assertFails(await copy('linux-x64', 'dist', '--unchecked'), 1, 'a named pipe, not a regular file')
  rmSync(file)
  symlinkSync('/dev/zero', file)
  assertFails(await copy('linux-x64', 'dist', '--unchecked'), 1, 'a device, not a regular file')
})

test('a binary for another platform, or none at all, is refused', async (t) => {
  const targets = Object.keys(PACKAGES)
  const cases = targets.map((target, at) => ({ target, other: targets[(at + 1) % targets.length] }))
  const refused = cases.map(async ({ target, other }) => {
    const { folder, copy } = project(t, { binaries: { [target]: binary(other) } })
    const names = [other, target].map((name) => PACKAGES[name].replace('candor-', ''))
    assertFails(await copy(target), 1, `is built for ${names[0]}, not for ${names[1]}`)
    assert.ok(!existsSync(path.join(folder, 'dist')))
  })
  await Promise.all(refused)
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.alloc(1000),
    Buffer.from('\x7fELF'),
    Buffer.from(`MZ${'\xff'.repeat(98)}`, 'latin1'),
  ]) {
    const { copy } = project(t, { binaries: { 'linux-x64': bytes } })
    assertFails(await copy('linux-x64'), 1, 'is not a native addon')
  }
})

test('a package that is missing or has another version is named, with the command that installs it', async (t) => {
  const missing = project(t)
  const refused = Object.entries(PACKAGES).map(async ([target, name]) => {
    const install = `npm install --no-save --force ${name}@${version}`
    assertFails(await missing.copy(target), 1, `${name} is not installed`, install)
  })
  await Promise.all(refused)
  const old = project(t, { binaries: { 'linux-x64': binary('linux-x64') }, versions: { 'linux-x64': '0.0.1' } })
  assertFails(await old.copy('linux-x64'), 1, 'has version 0.0.1', `candor-linux-x64-gnu@${version}`)
})

test('targets of vsce without a native addon are reported as not supported, and other values as invalid', async (t) => {
  const { candor, copy } = project(t)
  assert.deepEqual(Object.keys(UNSUPPORTED), ['linux-armhf', 'web'])
  for (const target of ['linux-armhf', 'web']) assertFails(await copy(target), 1, `'${target}' is not supported`)
  for (const target of ['linux', 'linux-x64-gnu', 'universal', 'constructor']) {
    assertFails(await copy(target), 2, `invalid value '${target}' for '--target'`, Object.keys(PACKAGES).join(', '))
  }
  for (const [args, part] of [
    [[], "'--target' is missing"],
    [['--target', 'linux-x64'], "'--out' is missing"],
    [['--target'], "'--target' needs a value"],
    [['--target', 'linux-x64', '--out', 'x', 'y'], "'y'"],
  ]) {
    assertFails(await candor('copy-binary', ...args), 2, part)
  }
})

test('a folder that cannot be written is named', async (t) => {
  const { folder, copy } = project(t, { binaries: { 'linux-x64': binary('linux-x64') } })
  writeFileSync(path.join(folder, 'dist'), 'a file')
  const places = ['dist', path.join('dist', 'deep')]
  // Node's own recursive mkdir never returns for these paths.
  if (process.platform === 'linux') places.push('/proc/candor', '/proc/candor/deep')
  for (const out of places) {
    assertFails(await copy('linux-x64', out, '--unchecked'), 1, `cannot write '${path.join(out, 'candor.node')}'`)
  }
})

test('an existing file with the name of the copy is replaced, never written to', async (t) => {
  const bytes = binary('linux-x64')
  const { folder, copy } = project(t, { binaries: { 'linux-x64': bytes } })
  mkdirSync(path.join(folder, 'dist'))
  writeFileSync(path.join(folder, 'other'), 'before')
  linkSync(path.join(folder, 'other'), path.join(folder, 'dist/candor.node'))
  assert.equal((await copy('linux-x64', 'dist', '--unchecked')).code, 0)
  assert.equal(readFileSync(path.join(folder, 'other'), 'utf8'), 'before')
  assert.deepEqual(readFileSync(path.join(folder, 'dist/candor.node')), bytes)
})

// --- The checksums of a release --------------------------------------------------------------------------------------

test('a release records the checksums of all binaries, and none of them may be missing or wrong', async (t) => {
  const folder = temporaryFolder(t)
  for (const file of ['js', 'scripts', 'package.json']) {
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true })
  }
  const platforms = Object.entries(PACKAGES).map(([target, name]) => ({ target, name, platform: name.slice(7) }))
  for (const { target, platform } of platforms) {
    mkdirSync(path.join(folder, 'npm', platform), { recursive: true })
    writeFileSync(path.join(folder, 'npm', platform, `candor.${platform}.node`), binary(target))
  }
  const checksums = () => run(process.execPath, [path.join(folder, 'scripts/checksums.mjs')], { cwd: folder })
  const written = path.join(folder, 'js/internal/native/checksums.json')
  rmSync(written, { force: true })

  assert.match((await checksums()).stderr, /package\.json does not install candor-win32-x64-msvc/)
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  manifest.optionalDependencies = Object.fromEntries(platforms.map(({ name }) => [name, version]))
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  assert.deepEqual(await checksums(), { code: 0, signal: null, stdout: '', stderr: '' })
  const expected = Object.fromEntries(platforms.map(({ target, platform }) => [platform, sha256(binary(target))]))
  assert.deepEqual(JSON.parse(readFileSync(written, 'utf8')), expected)

  const pack = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder })
  assert.ok(JSON.parse(pack.stdout)[0].files.some((file) => file.path === 'js/internal/native/checksums.json'))
  const last = path.join(folder, 'npm/darwin-arm64/candor.darwin-arm64.node')
  writeFileSync(last, binary('darwin-x64'))
  assert.match((await checksums()).stderr, /is for darwin-x64/)
  rmSync(last)
  assert.match((await checksums()).stderr, /there is no .*candor\.darwin-arm64\.node/)
})

// --- telemetry-json --------------------------------------------------------------------------------------------------

test('alone, it is the description of this package', async (t) => {
  const { code, stdout, stderr } = await project(t).candor('telemetry-json')
  assert.deepEqual([code, stderr], [0, ''])
  assert.deepEqual(JSON.parse(stdout), ours)
})

const OWN = {
  events: {
    'acme.app/opened': {
      kind: { classification: 'SystemMetaData', purpose: 'FeatureInsight', comment: 'What it is.' },
    },
    closed: {},
    server_heartbeat: { type: ours.events.server_heartbeat.type },
  },
  commonProperties: { session: { classification: 'SystemMetaData', purpose: 'FeatureInsight', comment: 'Which.' } },
}

test('events of the extension are added, and may repeat what is said here', async (t) => {
  const { folder, candor } = project(t)
  writeFileSync(path.join(folder, 'own.json'), JSON.stringify(OWN))
  const { code, stdout, stderr } = await candor('telemetry-json', '--merge', 'own.json')
  assert.deepEqual([code, stderr], [0, ''])
  assert.deepEqual(JSON.parse(stdout), {
    commonProperties: OWN.commonProperties,
    events: { ...ours.events, 'acme.app/opened': OWN.events['acme.app/opened'], closed: {} },
  })
})

test("with a prefix, every event has the name that VS Code's loggers give it", async (t) => {
  const { folder, candor } = project(t)
  writeFileSync(path.join(folder, 'own.json'), JSON.stringify(OWN))
  const { code, stdout } = await candor('telemetry-json', '--prefix', 'acme.app', '--merge=own.json')
  assert.equal(code, 0)
  const names = Object.keys(JSON.parse(stdout).events)
  const expected = [...Object.keys(ours.events), 'opened', 'closed'].map((name) => `acme.app/${name}`)
  assert.deepEqual(names.sort(), expected.sort())
})

test('a conflict with this package is named, and nothing is written', async (t) => {
  const { folder, candor } = project(t)
  const [property] = Object.keys(ours.events.initialize)
  for (const [own, args, part] of [
    [
      { events: { initialize: { [property]: { comment: 'Other.' } } } },
      [],
      `events → initialize → ${property} → comment`,
    ],
    [{ events: { 'a.b/initialize': { [property]: 1 } } }, ['--prefix', 'a.b'], `a.b/initialize → ${property}`],
    [{ events: [] }, [], 'events'],
    [{ commonProperties: null }, ['--prefix', 'a.b'], 'commonProperties'],
    [[], [], 'does not contain an object'],
    ['text', ['--prefix', 'a.b'], 'does not contain an object'],
  ]) {
    writeFileSync(path.join(folder, 'own.json'), JSON.stringify(own))
    assertFails(await candor('telemetry-json', '--merge', 'own.json', ...args), 1, "'own.json'", part)
  }
})

test('a file that cannot be read, and a name that is no extension, are refused', async (t) => {
  const { folder, candor } = project(t)
  writeFileSync(path.join(folder, 'own.json'), '{')
  assertFails(await candor('telemetry-json', '--merge', 'own.json'), 1, "'own.json' is not JSON")
  assertFails(await candor('telemetry-json', '--merge', 'none.json'), 1, "cannot read 'none.json'")
  for (const prefix of ['acme', 'acme.app/', '.app', 'acme.', 'a.b.c', 'acme app.x']) {
    assertFails(await candor('telemetry-json', '--prefix', prefix), 2, `invalid value '${prefix}' for '--prefix'`)
  }
  assertFails(await candor('telemetry-json', 'own.json'), 2, "'own.json'")
})

test('a file that describes no telemetry, such as a package.json, is refused', async (t) => {
  const { folder, candor } = project(t)
  const refuses = async (name, content, ...parts) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content))
    for (const more of [[], ['--prefix', 'acme.app']]) {
      assertFails(await candor('telemetry-json', '--merge', name, ...more), 1, `'${name}'`, ...parts)
    }
  }
  await refuses('package.json', { name: 'acme', scripts: {} }, 'is a package manifest', 'commonProperties')
  await refuses('package.json', OWN, 'is a package manifest')
  await refuses('own.json', { name: 'acme', version: '1.0.0', contributes: {} }, "unknown key 'name'")
  await refuses('own.json', { ...OWN, Events: {} }, "unknown key 'Events'")
  await refuses('own.json', { ...OWN, 'a\x1b[2J': {} }, "unknown key 'a\\u001b[2J'")
  await refuses('own.json', JSON.parse('{ "__proto__": {} }'), "unknown key '__proto__'")
  await refuses('own.json', { events: { opened: 1 } }, "'events → opened' must be an object")
  await refuses('own.json', { events: 'all' }, "'events' must be an object")
})

test('a description without an end, or nested without one, is refused', async (t) => {
  const { folder, candor } = project(t)
  writeFileSync(path.join(folder, 'deep.json'), `{"events":{"a":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}}`)
  assertFails(await candor('telemetry-json', '--merge', 'deep.json'), 1, "'deep.json' is nested too deeply")
  if (process.platform === 'win32') return
  assertFails(await candor('telemetry-json', '--merge', '/dev/zero'), 1, 'larger than 16 MiB')
})
