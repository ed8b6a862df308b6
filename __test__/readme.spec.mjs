// The examples of the README are run as they are printed there.

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { run } from './child.mjs'
import { root } from './client.mjs'

const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code)

test('the first example prints the messages of the server and what would be sent, and ends', async (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(path.join(folder, 'node_modules'))
  symlinkSync(root, path.join(folder, 'node_modules/candor'), 'junction')
  writeFileSync(path.join(folder, 'example.js'), examples[0])
  const { code, stdout, stderr } = await run(process.execPath, ['example.js'], { cwd: folder })
  assert.equal(stderr, '')
  assert.equal(code, 0)
  assert.match(stdout, /server: \{"jsonrpc":"2\.0","id":1,"result":/)
  assert.match(stdout, /would be sent: \[/)
  assert.match(stdout, /name: 'server_heartbeat'/)
})

test('the first example has a dozen lines', () => {
  assert.equal(examples[0].trimEnd().split('\n').length, 12)
})

test('every file that the README names is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link)
  assert.ok(links.length > 2)
  for (const link of links) assert.ok(readFileSync(path.join(root, link), 'utf8').length > 0, link)
})
