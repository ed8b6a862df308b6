// Diagnostics that depend on other files: when a document is checked again, and which files are read.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import test from 'node:test'

import {
  ask,
  asks,
  close,
  codes,
  diskChanged,
  folder,
  MAINTAINER,
  pushed,
  session,
  shown,
} from '../support/documents.mjs'
import { assertGoesOn } from '../support/wire.mjs'

const IGNORED = 'FROM scratch\nCOPY secret.txt /\n'

test('a file on the disk that changes, comes or goes has those documents checked again that depend on it', async (t) => {
  const { uri, write, path } = folder(t)
  const client = await session(t)
  const document = uri('Dockerfile')
  client.open(document, IGNORED)
  client.open(uri('other.dockerfile'), MAINTAINER)
  assert.deepEqual(await shown(client, document), [])
  write('.dockerignore', 'secret.txt\n')
  diskChanged(client, uri('.dockerignore'))
  assert.deepEqual(codes(await shown(client, document)), ['CopyIgnoredFile'])
  write('.dockerignore', 'other.txt\n')
  diskChanged(client, uri('.dockerignore'))
  assert.deepEqual(await shown(client, document), [])
  write('.dockerignore', 'secret.txt\n')
  diskChanged(client, uri('unrelated.dockerignore'), uri('.dockerignore'), 'untitled:x')
  assert.deepEqual(codes(await shown(client, document)), ['CopyIgnoredFile'])
  fs.rmSync(path('.dockerignore'))
  diskChanged(client, uri('.'))
  assert.deepEqual(await shown(client, document), [], 'the folder itself was named')
  assert.equal(pushed(client, uri('other.dockerfile')).length, 1)
})

test('a file that is open counts as it is in the editor, until it is closed', async (t) => {
  const { uri, write } = folder(t, { '.dockerignore': 'other.txt\n' })
  const client = await session(t)
  const [document, ignore] = [uri('Dockerfile'), uri('.dockerignore')]
  client.open(document, IGNORED)
  assert.deepEqual(await shown(client, document), [])
  client.open(ignore, 'secret.txt\n', 'ignore')
  assert.deepEqual(codes(await shown(client, document)), ['CopyIgnoredFile'], 'opened')
  client.change(ignore, 'nothing.txt\n')
  assert.deepEqual(await shown(client, document), [], 'changed')
  const count = pushed(client).length
  write('.dockerignore', 'secret.txt\n')
  diskChanged(client, ignore)
  await client.server.idle()
  assert.equal(pushed(client).length, count, 'what is on the disk is hidden')
  close(client, ignore)
  assert.deepEqual(codes(await shown(client, document)), ['CopyIgnoredFile'], 'closed')
})

test('a client that pulls diagnostics gets a refresh when the result would differ, and only then', async (t) => {
  const { uri, write } = folder(t, { '.dockerignore': 'other.txt\n' })
  const client = await session(t, { capabilities: asks })
  const [document, ignore] = [uri('Dockerfile'), uri('.dockerignore')]
  client.open(document, IGNORED)
  const { result } = await ask(client, document)
  assert.deepEqual(result.items, [])
  const refreshes = async () => {
    await client.server.idle()
    return client.received('workspace/diagnostic/refresh').length
  }
  write('.dockerignore', 'more.txt\n')
  diskChanged(client, ignore)
  assert.equal(await refreshes(), 0)
  write('.dockerignore', 'secret.txt\n')
  diskChanged(client, ignore)
  assert.equal(await refreshes(), 1)
  const [request] = client.received('workspace/diagnostic/refresh')
  assert.equal('params' in request, false)
  client.answer(request, null)
  const { result: again } = await ask(client, document, result.resultId)
  assert.deepEqual(codes(again.items), ['CopyIgnoredFile'])
  client.open(ignore, 'other.txt\n', 'ignore')
  assert.equal(await refreshes(), 2)
  await assertGoesOn(client)
})

test('a client without refresh support gets no refresh', async (t) => {
  const { uri, write } = folder(t)
  const client = await session(t, { capabilities: { textDocument: asks.textDocument } })
  client.open(uri('Dockerfile'), IGNORED)
  assert.deepEqual((await ask(client, uri('Dockerfile'))).result.items, [])
  write('.dockerignore', 'secret.txt\n')
  diskChanged(client, uri('.dockerignore'))
  await client.server.idle()
  assert.deepEqual(client.received('workspace/diagnostic/refresh'), [])
  assert.deepEqual(codes((await ask(client, uri('Dockerfile'))).result.items), ['CopyIgnoredFile'])
})

test('only regular files of a reasonable size are read, and nothing waits for others', async (t) => {
  const { uri, write, path } = folder(t)
  const client = await session(t)
  const check = async () => {
    client.open(uri('Dockerfile'), IGNORED)
    return shown(client, uri('Dockerfile'))
  }
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [path('.dockerignore')])
    assert.deepEqual(await check(), [], 'a pipe')
    fs.rmSync(path('.dockerignore'))
    fs.symlinkSync('/dev/zero', path('.dockerignore'))
    assert.deepEqual(await check(), [], 'a device')
    fs.rmSync(path('.dockerignore'))
  }
  fs.mkdirSync(path('.dockerignore'))
  assert.deepEqual(await check(), [], 'a folder')
  fs.rmdirSync(path('.dockerignore'))
  write('.dockerignore', `secret.txt\n${'#\n'.repeat(4 << 20)}`)
  assert.deepEqual(await check(), [], 'too large')
  write('.dockerignore', Buffer.from([0xff, 0x0a, ...Buffer.from('secret.txt\n')]))
  assert.deepEqual(codes(await check()), ['CopyIgnoredFile'], 'no UTF-8')
  write('.dockerignore', '\ufeffsecret.txt\n')
  assert.deepEqual(codes(await check()), ['CopyIgnoredFile'], 'with a byte order mark')
})

for (const [title, didChangeWatchedFiles, count] of [
  ['that can be asked to watch files', { dynamicRegistration: true }, 1],
  ['that cannot', { dynamicRegistration: false }, 0],
  ['that says nothing', undefined, 0],
]) {
  test(`a client ${title} is asked so ${count} times`, async (t) => {
    const client = await session(t, { capabilities: { workspace: { didChangeWatchedFiles } } })
    const requests = client.received('client/registerCapability')
    assert.equal(requests.length, count)
    for (const { params } of requests) {
      const [{ method, registerOptions }] = params.registrations
      assert.equal(method, 'workspace/didChangeWatchedFiles')
      const patterns = registerOptions.watchers.map(({ globPattern }) => globPattern)
      for (const name of ['.dockerignore', 'Dockerfile', 'Containerfile', 'docker-bake', 'compose']) {
        assert.ok(
          patterns.some((pattern) => pattern.startsWith('**/') && pattern.includes(name)),
          name,
        )
      }
    }
  })
}
