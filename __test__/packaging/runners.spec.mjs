// The addon under test runners: AVA and Jest run small projects and exit by themselves.

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { run } from '../support/child.mjs'
import { root } from '../support/client.mjs'
import { installCandor } from '../support/installed.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const FIXTURES = path.join(root, '__test__/support/fixtures')
const AVA = path.join(path.dirname(require.resolve('ava')), 'cli.mjs')
const JEST = require.resolve('jest/bin/jest')

/** Runs Jest on the project in this repository. */
function jest(t, ...args) {
  return jestIn(t, path.join(FIXTURES, 'jest'), ...args)
}

/** Runs Jest in a folder. Its cache is deleted when the test ends. */
async function jestIn(t, cwd, ...args) {
  const cache = mkdtempSync(path.join(os.tmpdir(), 'candor-jest-'))
  t.after(() => rmSync(cache, { recursive: true, force: true }))
  const ran = await run(process.execPath, [JEST, '--json', '--cacheDirectory', cache, ...args], { cwd })
  const complaints = ran.stderr.match(/.*(open handle|did not exit|force exited|worker process has failed).*/gi)
  const results = JSON.parse(ran.stdout)
  const failed = results.testResults.flatMap(({ assertionResults, message }) => [
    ...assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName),
    message,
  ])
  return { ...ran, complaints, results, failed: failed.filter(Boolean) }
}

function assertPassed({ code, signal, complaints, results, failed }, files) {
  assert.deepEqual({ code, signal, failed, complaints }, { code: 0, signal: null, failed: [], complaints: null })
  assert.deepEqual(results.openHandles, [])
  assert.equal(results.numPassedTestSuites, files)
  assert.equal(results.numPassedTests, results.numTotalTests)
}

test('jest finds no open handles and ends by itself', async (t) => {
  assertPassed(await jest(t, '--detectOpenHandles', 'server', 'environment', 'parallel'), 4)
})

test("Jest's fake timers of every kind do not affect a server", async (t) => {
  const ran = await jest(t, '--detectOpenHandles', 'timers')
  assertPassed(ran, 1)
  assert.equal(ran.results.numPassedTests, 6)
})

test('jest runs servers in parallel workers', async (t) => {
  assertPassed(await jest(t, '-w', '2'), 5)
})

for (const [where, args] of [
  ['worker', ['--worker-threads']],
  ['process', ['--no-worker-threads']],
]) {
  test(`ava runs servers in a ${where} for each file and ends by itself`, async () => {
    const options = { cwd: path.join(FIXTURES, 'ava'), env: { EXPECTED: where } }
    const { code, signal, stdout, stderr } = await run(process.execPath, [AVA, '--tap', ...args], options)
    assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' }, stdout)
    assert.doesNotMatch(stdout, /^not ok|failed to exit|timed out/im)
    assert.match(stdout, /^# pass 8$/m)
    assert.match(stdout, /^# fail 0$/m)
  })
}

// --- The examples, installed as users install them -------------------------------------------------------------------

/** Installs an example in its own folder, with this package and the other named packages. */
function installed(t, name, ...others) {
  const folder = temporaryFolder(t)
  cpSync(path.join(root, 'examples', name), folder, { recursive: true })
  installCandor(path.join(folder, 'node_modules'))
  for (const other of others) {
    symlinkSync(path.join(root, 'node_modules', other), path.join(folder, 'node_modules', other), 'junction')
  }
  return folder
}

test('the example for jest passes in parallel workers, with fake timers', async (t) => {
  const ran = await jestIn(t, installed(t, 'jest'))
  assertPassed(ran, 2)
  assert.equal(ran.results.numPassedTests, 7)
})

test('the example for jest leaves no handle open', async (t) => {
  assertPassed(await jestIn(t, installed(t, 'jest'), '--detectOpenHandles'), 2)
})

test('the example for ava passes in worker threads, with fake timers', async (t) => {
  const cwd = installed(t, 'ava', 'ava')
  // Node 20 warns that its fake timers are experimental.
  const options = { cwd, env: { NODE_NO_WARNINGS: '1' } }
  const { code, signal, stdout, stderr } = await run(process.execPath, [AVA, '--tap'], options)
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' }, stdout)
  assert.match(stdout, /^# pass 7$/m)
  assert.match(stdout, /^# fail 0$/m)
})
