// The addon in the tests of its hosts: ava and jest run over small projects, and end by themselves.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { run } from './child.mjs'
import { root } from './client.mjs'

const require = createRequire(import.meta.url)
const FIXTURES = path.join(root, '__test__/fixtures')
const AVA = path.join(path.dirname(require.resolve('ava')), 'cli.mjs')
const JEST = require.resolve('jest/bin/jest')

/** Runs jest; its cache goes with the test. */
async function jest(t, ...args) {
  const cache = mkdtempSync(path.join(os.tmpdir(), 'candor-jest-'))
  t.after(() => rmSync(cache, { recursive: true, force: true }))
  const cwd = path.join(FIXTURES, 'jest')
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

test('jest with fake timers of every kind stops nothing of a server', async (t) => {
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
