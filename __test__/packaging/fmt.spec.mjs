// `candor fmt`: what it writes and prints, and its exit codes.

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { run } from '../support/program.mjs'

const UNFORMATTED = 'a   = 1\nlonger= "${b}"\n'
const FORMATTED = 'a      = 1\nlonger = b\n'
const BROKEN = 'a = \n'

function makeFolder(t, files) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-fmt-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return { folder, read: (name) => readFileSync(path.join(folder, name), 'utf8') }
}

test('the Terraform files of a folder and its subfolders are formatted, and no others', async (t) => {
  const formatted = ['a.auto.tfvars', 'a.tf', 'a.tftest.hcl', 'b.tofu', 'sub/a.tfmock.hcl', 'sub/deep/a.tf']
  const left = ['.hidden.tf', '.terraform/modules/m/main.tf', 'a.hcl', 'a.tf.json', 'a.txt']
  const { folder, read } = makeFolder(t, Object.fromEntries([...formatted, ...left].map((name) => [name, UNFORMATTED])))
  const { code, stdout, stderr } = await run(t, ['fmt', folder])
  assert.deepEqual([code, stderr], [0, ''])
  const names = stdout
    .trim()
    .split('\n')
    .map((name) => path.relative(folder, name).split(path.sep).join('/'))
  assert.deepEqual(names.sort(), formatted)
  for (const name of formatted) assert.equal(read(name), FORMATTED, name)
  for (const name of left) assert.equal(read(name), UNFORMATTED, name)
  assert.deepEqual(await run(t, ['fmt', folder]), { code: 0, stdout: '', stderr: '' })
})

test('--check writes nothing and ends with 3 if a file would change', async (t) => {
  const { folder, read } = makeFolder(t, { 'a.tf': UNFORMATTED, 'b.tf': FORMATTED })
  const file = path.join(folder, 'a.tf')
  assert.deepEqual(await run(t, ['fmt', '--check', folder]), { code: 3, stdout: `${file}\n`, stderr: '' })
  assert.equal(read('a.tf'), UNFORMATTED)
  assert.equal((await run(t, ['fmt', '--check', path.join(folder, 'b.tf')])).code, 0)
})

test('--diff shows what changes', async (t) => {
  const rest = Array.from({ length: 8 }, (_, index) => `# line ${index}\n`).join('')
  const { folder, read } = makeFolder(t, { 'a.tf': `${rest}a=1\n${rest}b=2` })
  const { code, stdout } = await run(t, ['fmt', '--check', '--diff', folder])
  const file = path.join(folder, 'a.tf')
  assert.equal(code, 3)
  assert.equal(
    stdout,
    `${file}\n--- old/${file}\n+++ new/${file}\n` +
      '@@ -6,7 +6,7 @@\n # line 5\n # line 6\n # line 7\n-a=1\n+a = 1\n # line 0\n # line 1\n # line 2\n' +
      '@@ -15,4 +15,4 @@\n # line 5\n # line 6\n # line 7\n' +
      '-b=2\n\\ No newline at end of file\n+b = 2\n\\ No newline at end of file\n',
  )
  await run(t, ['fmt', '--diff', folder])
  assert.equal(read('a.tf'), `${rest}a = 1\n${rest}b = 2`)
})

test('a file that does not parse is left alone, ends the run with 2, and does not keep others from being formatted', async (t) => {
  const { folder, read } = makeFolder(t, { 'a.tf': BROKEN, 'b.tf': UNFORMATTED, 'c.tf': Buffer.from([0x61, 0xff]) })
  const { code, stderr } = await run(t, ['fmt', folder, path.join(folder, 'missing.tf')])
  assert.equal(code, 2)
  assert.match(stderr, /a\.tf': 1:5: expected a value\n.*c\.tf': not UTF-8\n.*missing\.tf': no such file or directory/s)
  assert.equal(read('a.tf'), BROKEN)
  assert.equal(read('b.tf'), FORMATTED)
})

test('a file that is not for terraform fmt is refused, whatever its content, and the others are formatted', async (t) => {
  const refused = ['note.txt', 'z.hcl', 'docker-bake.hcl', 'Dockerfile', 'y.tf.json', 'tf', 'a.tf.bak', '.terraform.lock.hcl'] // prettier-ignore
  const accepted = ['a.tf', 'b.tfvars', 'c.tftest.hcl', 'd.tfmock.hcl', 'e.tofu', 'f.tofutest.hcl', '.g.tf']
  const { folder, read } = makeFolder(
    t,
    Object.fromEntries([...refused, ...accepted].map((name) => [name, UNFORMATTED])),
  )
  for (const name of refused) {
    for (const flags of [[], ['--check'], ['--diff']]) {
      const { code, stdout, stderr } = await run(t, ['fmt', ...flags, name], { cwd: folder })
      assert.deepEqual([code, stdout], [2, ''], name)
      assert.equal(
        stderr,
        `candor: cannot format '${name}': fmt formats only .tf, .tfvars, .tftest.hcl, .tfmock.hcl, .tofu and .tofutest.hcl files\n`,
      )
    }
  }
  assert.equal((await run(t, ['fmt', ...refused, ...accepted], { cwd: folder })).code, 2)
  for (const name of refused) assert.equal(read(name), UNFORMATTED, name)
  for (const name of accepted) assert.equal(read(name), FORMATTED, name)
})

test('- formats stdin to stdout', async (t) => {
  const stdin = (text, args = []) => run(t, ['fmt', ...args, '-'], { input: text })
  assert.deepEqual(await stdin(UNFORMATTED), { code: 0, stdout: FORMATTED, stderr: '' })
  assert.deepEqual(await stdin(UNFORMATTED, ['--check']), { code: 3, stdout: '', stderr: '' })
  assert.deepEqual(await stdin(FORMATTED, ['--check']), { code: 0, stdout: '', stderr: '' })
  const broken = await stdin(BROKEN)
  assert.deepEqual([broken.code, broken.stdout], [2, ''])
})

test('line ends and permissions stay', { skip: process.platform === 'win32' }, async (t) => {
  const { folder, read } = makeFolder(t, { 'a.tf': 'a   = 1\r\n' })
  chmodSync(path.join(folder, 'a.tf'), 0o640)
  await run(t, ['fmt', folder])
  assert.equal(read('a.tf'), 'a = 1\r\n')
  assert.equal(statSync(path.join(folder, 'a.tf')).mode & 0o777, 0o640)
})

test('wrong usage exits with 1', async (t) => {
  for (const args of [[], ['--write', '.'], ['-', 'a.tf']]) {
    const { code, stdout, stderr } = await run(t, ['fmt', ...args])
    assert.deepEqual([code, stdout], [1, ''], args.join(' '))
    assert.match(stderr, /^candor: .+\nhint: .+\n$/)
  }
})
