// The example for Electron, packaged as documented, in a simulation of Electron that forbids external memory: with the
// server in the main process or in a utility process, installed as a package or bundled.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { run } from '../support/child.mjs'
import { root } from '../support/client.mjs'
import { BINARY, installJavaScript, installPlatform } from '../support/installed.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const EXAMPLE = path.join(root, 'examples/electron')
const IMITATION = path.join(root, '__test__/editors/electron')
const ways = { 'the main process': [], 'a utility process': ['--utility'] }

/** The tests compile a native module that patches Node-API in memory. */
const skip = process.platform !== 'linux' && 'the imitation of the refusal is for Linux'

/**
 * Packages the example like electron-builder: the archive contains everything, but files that match `asarUnpack` are
 * only listed in it and are stored next to it. Here the archive is a folder.
 */
function packageExample(t, { bundled = false, unpacked = true } = {}) {
  const resources = temporaryFolder(t)
  const archive = path.join(resources, 'app.asar')
  cpSync(EXAMPLE, archive, { recursive: true })
  const modules = path.join(archive, 'node_modules')
  installJavaScript(modules)
  const listed = bundled
    ? path.join(archive, 'candor.node')
    : path.join(installPlatform(modules), path.basename(BINARY))
  writeFileSync(listed, '')
  if (unpacked) {
    const file = path.join(resources, 'app.asar.unpacked', path.relative(archive, listed))
    mkdirSync(path.dirname(file), { recursive: true })
    symlinkSync(BINARY, file)
  }
  return path.join(archive, 'main.js')
}

/** Runs the example until it exits. */
async function runExample(t, main, args) {
  const refusal = path.join(temporaryFolder(t), 'refusal.node')
  execFileSync('cc', ['-shared', '-fPIC', '-o', refusal, path.join(IMITATION, 'refusal.c')])
  const session = path.join(IMITATION, 'session.cjs')
  return run(process.execPath, ['--require', session, main, ...args], { env: { REFUSAL: refusal } })
}

for (const [where, args] of Object.entries(ways)) {
  for (const bundled of [false, true]) {
    const how = bundled ? 'put beside the archive by a bundler' : 'unpacked from its package'
    test(`the example serves its page from ${where}, with the native addon ${how}`, { skip }, async (t) => {
      const { code, signal, stdout, stderr } = await runExample(t, packageExample(t, { bundled }), args)
      assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
      const printed = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))

      // External memory is refused from the start, and only the control attempted to use it.
      assert.deepEqual(printed[0], { before: 0, refused: 2222, count: 2 })
      assert.deepEqual(printed.at(-1), { count: 2 })

      const shown = printed.flatMap(({ problems }) => (problems ? [problems.map((line) => line.slice(0, 7))] : []))
      assert.deepEqual(shown, [['line 1:'], ['line 1:', 'line 2:'], []])
      const events = printed.filter(Array.isArray).flat()
      const told = events.map(({ name, properties }) => properties.action ?? properties.type ?? name)
      assert.deepEqual(told, ['initialize', 'initialized', 'fileModified'])
    })
  }

  test(`without unpacking, ${where} has no native addon to load`, { skip }, async (t) => {
    const { code, stderr } = await runExample(t, packageExample(t, { unpacked: false }), args)
    assert.equal(code, 1)
    assert.match(stderr, /BINARY_UNAVAILABLE/)
  })
}

test('the example unpacks every native addon', () => {
  const { build, main } = JSON.parse(readFileSync(path.join(EXAMPLE, 'package.json'), 'utf8'))
  assert.equal(main, 'main.js')
  assert.deepEqual([build.asar, build.asarUnpack], [true, ['**/*.node']])
})

test('the example contains the lines that the documentation quotes', () => {
  const guide = readFileSync(path.join(root, 'docs/editors.md'), 'utf8')
  const [, block] = /## Electron\n[^]*?```js\n([^]*?)```/.exec(guide)
  const connect = readFileSync(path.join(EXAMPLE, 'connect.js'), 'utf8')
  for (const line of block.trimEnd().split('\n')) assert.ok(connect.includes(line), line)
})
