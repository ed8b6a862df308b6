// The shortened symbol table of a released addon: crash reports still name the functions of this library.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { shortName, shortenSymbols } from '../../scripts/symbols.mjs'
import { inChild } from '../support/child.mjs'
import { testingBinary } from '../support/client.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

test('names lose their hashes and type arguments, and destructors are left out', () => {
  const table = [
    ['_ZN6candor6server5start17h0123456789abcdefE', '_ZN6candor6server5startE'],
    ['_ZN4core6option15Option$LT$T$GT$10ok_or_else17h0123456789abcdefE', '_ZN4core6option6Option10ok_or_elseE'],
    [
      '_ZN51_$LT$candor..A$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE',
      '_ZN51_$LT$candor..A$u20$as$u20$core..ops..drop..Drop$GT$4dropE',
    ],
    ['_ZN4core3ptr30drop_in_place$LT$candor..A$GT$17h0123456789abcdefE', null],
    ['_RNvMNtCsgEmfK2I1SDS_4core3stre10trim_start', '_RNvMNtCsgEmfK2I1SDS_4core3stre10trim_start'],
    ['compile_regex', null],
  ]
  for (const [name, expected] of table) assert.equal(shortName(name), expected, name)
})

test('a file of another format stays as it is', () => {
  const file = Buffer.from('MZ and more than that')
  assert.equal(shortenSymbols(file), file)
})

test('a crash of an addon with a shortened table is reported with its functions', async (t) => {
  if (process.platform !== 'linux') return t.skip('only addons for Linux are shortened')
  const whole = readFileSync(testingBinary)
  const shortened = shortenSymbols(whole)
  const shortenedBinary = path.join(temporaryFolder(t), 'candor.node')
  writeFileSync(shortenedBinary, shortened, { mode: 0o755 })
  assert.ok(shortened.length < whole.length / 2)
  const { code, stderr, printed } = await inChild(
    async ({ LanguageServer, shortenedBinary, initialize, initialized, message, print }) => {
      const server = LanguageServer.start({ binary: shortenedBinary, telemetry: { level: 'all' } })
      for (const one of [initialize, initialized, message('candor/testing/panic', undefined, 2)]) server.send(one)
      await server.idle()
      const crash = server.readTelemetry().find(({ properties }) => properties.type === 'panic')
      print([crash?.properties.function, crash?.properties.stack_trace])
      await server.stop()
    },
    { data: { shortenedBinary } },
  )
  assert.deepEqual([code, stderr], [0, ''])
  const [called, trace] = printed[0]
  assert.match(called, /^<?candor::server::/)
  assert.match(trace, /^tokio::/m)
})
