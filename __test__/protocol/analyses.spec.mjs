// The analysis of a document: created once for each version, and again when a dependency changes.

import assert from 'node:assert/strict'
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
  session,
  takesActions,
  URI,
  WHOLE_DOCUMENT,
} from '../support/documents.mjs'

const capabilities = { ...asks, textDocument: { ...asks.textDocument, ...takesActions.textDocument } }
const watching = {
  ...capabilities,
  workspace: { ...asks.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
}
const BAKE = 'target "a" {\n  dockerfile = "Dockerfile"\n  target = "build"\n}\n'

const parses = async (client) => (await client.request('candor/testing/parses')).result
const actions = (client, uri = URI) =>
  client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: WHOLE_DOCUMENT,
    context: { diagnostics: [] },
  })

test('a document is parsed once for its diagnostics and its code actions', async (t) => {
  const client = await session(t, { capabilities })
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes((await ask(client)).result.items), ['MaintainerDeprecated'])
  for (let times = 0; times < 3; times += 1) {
    assert.ok((await actions(client)).result.length > 0)
    await ask(client)
  }
  assert.equal(await parses(client), 1)
})

test('requests that come at once share one analysis', async (t) => {
  const client = await session(t, { capabilities })
  client.open(URI, MAINTAINER)
  await Promise.all([ask(client), actions(client), actions(client), actions(client)])
  assert.equal(await parses(client), 1)
})

test('an edit parses the edited document again, and no other', async (t) => {
  const client = await session(t, { capabilities })
  const other = `${URI}.other`
  client.open(URI, MAINTAINER)
  client.open(other, MAINTAINER)
  await Promise.all([ask(client), ask(client, other)])
  client.change(URI, `${MAINTAINER}CMD echo hello\n`)
  assert.equal((await ask(client)).result.items.length, 2)
  await ask(client, other)
  assert.equal(await parses(client), 3)
})

test('a document that is closed and opened again is parsed again', async (t) => {
  const client = await session(t, { capabilities })
  client.open(URI, MAINTAINER)
  await ask(client)
  close(client)
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes((await ask(client)).result.items), ['MaintainerDeprecated'])
  assert.equal(await parses(client), 2)
})

test('an edit of a document on which another one depends renews both', async (t) => {
  const { uri } = folder(t)
  const client = await session(t, { capabilities })
  client.open(uri('Dockerfile'), 'FROM scratch AS build\n')
  client.open(uri('docker-bake.hcl'), BAKE, 'dockerbake')
  const found = async () => (await ask(client, uri('docker-bake.hcl'))).result.items.length
  assert.equal(await found(), 0)
  client.change(uri('Dockerfile'), 'FROM scratch AS other\n')
  assert.equal(await found(), 1)
  assert.equal(await found(), 1)
  assert.equal(await parses(client), 2)
})

for (const [title, params, tells] of [
  ['that reports changes of files', watching, true],
  ['that does not', capabilities, false],
]) {
  test(`a file that changes on the disk renews what depends on it, for a client ${title}`, async (t) => {
    const { uri, path, write } = folder(t, { Dockerfile: 'FROM scratch AS build\n', 'other.txt': '' })
    const workspaceFolders = [{ uri: uri(''), name: 'w' }]
    const client = await session(t, { capabilities: params, workspaceFolders })
    client.open(uri('docker-bake.hcl'), BAKE, 'dockerbake')
    const found = async () => (await ask(client, uri('docker-bake.hcl'))).result.items.length
    assert.equal(await found(), 0)
    assert.equal(await found(), 0)
    assert.equal(await parses(client), 1)
    write('Dockerfile', 'FROM scratch AS other\n')
    if (tells) diskChanged(client, uri('Dockerfile'))
    assert.equal(await found(), 1)
    fs.rmSync(path('Dockerfile'))
    if (tells) diskChanged(client, uri('Dockerfile'))
    assert.equal(await found(), 0)
    write('Dockerfile', 'FROM scratch AS third\n')
    if (tells) diskChanged(client, uri('Dockerfile'))
    assert.equal(await found(), 1)
  })
}

test('a change of a file on which nothing depends renews nothing', async (t) => {
  const { uri } = folder(t, { Dockerfile: 'FROM scratch AS build\n', 'other.Dockerfile': 'FROM scratch\n' })
  const client = await session(t, { capabilities: watching, workspaceFolders: [{ uri: uri(''), name: 'w' }] })
  client.open(uri('docker-bake.hcl'), BAKE, 'dockerbake')
  await ask(client, uri('docker-bake.hcl'))
  diskChanged(client, uri('other.Dockerfile'))
  await ask(client, uri('docker-bake.hcl'))
  assert.equal(await parses(client), 1)
})
