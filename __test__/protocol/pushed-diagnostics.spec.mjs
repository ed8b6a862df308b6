// Diagnostics that the server pushes: their form, for which version of a document, and when.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  CLEAN,
  close,
  codes,
  folder,
  MAINTAINER,
  pushed,
  session,
  SHELL_FORM,
  shown,
  STAGE_NAME,
  UNKNOWN,
  URI,
  WORKS,
} from '../support/documents.mjs'

const RULE = 'https://docs.docker.com/go/dockerfile/rule'
const IGNORED = 'FROM scratch\nCOPY secret.txt /\n'

// --- Pushed --------------------------------------------------------------------------------------------------------------

test('a document that is opened gets its diagnostics in the form of docker-language-server', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER)
  const [{ message, ...diagnostic }, ...others] = await shown(client)
  assert.deepEqual(diagnostic, {
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } },
    severity: 2,
    code: 'MaintainerDeprecated',
    codeDescription: { href: `${RULE}/maintainer-deprecated/` },
    source: 'docker-language-server',
    tags: [2],
  })
  assert.ok(message.length > 0)
  assert.deepEqual(others, [])
  assert.deepEqual(codes((client.open(`${URI}.a`, STAGE_NAME), await shown(client, `${URI}.a`))), ['StageNameCasing'])
  assert.deepEqual(codes((client.open(`${URI}.b`, SHELL_FORM), await shown(client, `${URI}.b`))), [
    'JSONArgsRecommended',
  ])
})

test('an error has no code, nothing that belongs to one, and no tags', async (t) => {
  const client = await session(t)
  client.open(URI, UNKNOWN)
  const [{ message, ...diagnostic }] = await shown(client)
  assert.match(message, /NOPE/i)
  const { severity, source } = diagnostic
  assert.deepEqual({ severity, source }, { severity: 1, source: 'docker-language-server' })
  assert.deepEqual(Object.keys(diagnostic).sort(), ['range', 'severity', 'source'])
  assert.equal(diagnostic.range.start.line, 1)
})

test('columns are those of UTF-16', async (t) => {
  const client = await session(t)
  client.open(URI, 'FROM scratch\nLABEL a="\u{1f600}é" b=$c\n')
  const [{ range }] = await shown(client)
  const before = 'LABEL a="\u{1f600}é" b='.length
  assert.deepEqual(range, { start: { line: 1, character: before }, end: { line: 1, character: before + 2 } })
})

test('many diagnostics are each in their place, a thousand of a rule at most', async (t) => {
  const client = await session(t)
  client.open(URI, `FROM scratch\n${'LABEL a=\u{1f600}$b\n'.repeat(5_000)}`)
  const diagnostics = (await shown(client)).filter(({ code }) => code === 'UndefinedVar')
  assert.equal(diagnostics.length, 1_000)
  for (const [index, { range }] of diagnostics.entries()) {
    assert.deepEqual(range, { start: { line: index + 1, character: 10 }, end: { line: index + 1, character: 12 } })
  }
})

for (const [title, publishDiagnostics, members] of [
  ['nothing', undefined, []],
  ['an empty capability', {}, []],
  ['versions', { versionSupport: true }, ['version']],
  ['no versions', { versionSupport: false }, []],
  ['pages of rules', { codeDescriptionSupport: true }, ['codeDescription']],
  ['tags', { tagSupport: { valueSet: [1, 2] } }, ['tags']],
  ['another tag', { tagSupport: { valueSet: [1] } }, []],
  ['tags of another shape', { tagSupport: true }, []],
  ['values of other types', { versionSupport: 1, codeDescriptionSupport: 'yes', tagSupport: { valueSet: 2 } }, []],
]) {
  test(`a client that declares ${title} is sent ${members.length > 0 ? members : 'no more than that'}`, async (t) => {
    const client = await session(t, { capabilities: { textDocument: { publishDiagnostics } } })
    client.open(URI, MAINTAINER)
    await client.server.idle()
    const [{ diagnostics, ...params }] = pushed(client)
    const optional = Object.keys({ ...params, ...diagnostics[0] }).filter((name) =>
      ['version', 'codeDescription', 'tags'].includes(name),
    )
    assert.deepEqual(optional, members)
    assert.equal(diagnostics[0].code, 'MaintainerDeprecated')
  })
}

test('every change brings the diagnostics of the new text and its version', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER)
  await client.server.idle()
  client.change(URI, STAGE_NAME, 2)
  await client.server.idle()
  client.change(URI, [{ range: { start: { line: 0, character: 16 }, end: { line: 0, character: 17 } }, text: 'b' }], 3)
  await client.server.idle()
  client.change(URI, [], 4)
  await client.server.idle()
  assert.deepEqual(
    pushed(client, URI).map(({ version, diagnostics }) => [version, codes(diagnostics)]),
    [
      [1, ['MaintainerDeprecated']],
      [2, ['StageNameCasing']],
      [3, []],
      [4, []],
    ],
  )
})

test('a document that is closed loses its diagnostics, once', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER)
  await client.server.idle()
  close(client)
  close(client)
  await client.server.idle()
  assert.deepEqual(pushed(client).slice(1), [{ uri: URI, diagnostics: [] }])
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'])
})

test('closing a document without diagnostics publishes nothing', async (t) => {
  const client = await session(t)
  client.open(URI, CLEAN)
  await client.server.idle()
  close(client)
  await client.server.idle()
  assert.deepEqual(pushed(client), [{ uri: URI, version: 1, diagnostics: [] }])
})

test('a document of another language gets no diagnostics, and loses earlier ones', async (t) => {
  const client = await session(t)
  const other = 'file:///workspace/notes.md'
  client.open(other, MAINTAINER, 'markdown')
  client.open(`${other}.txt`, MAINTAINER, 'plaintext')
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
  client.open(other, MAINTAINER, 'dockerfile')
  assert.deepEqual(codes(await shown(client, other)), ['MaintainerDeprecated'])
  client.open(other, MAINTAINER, 'markdown')
  assert.deepEqual(await shown(client, other), [])
  client.change(other, STAGE_NAME, 2)
  await client.server.idle()
  assert.equal(pushed(client, other).length, 2)
})

test('a document is known by its name where the client has no name for its language', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER, 'plaintext')
  client.open('untitled:Dockerfile', MAINTAINER, '')
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'])
  assert.deepEqual(codes(await shown(client, 'untitled:Dockerfile')), ['MaintainerDeprecated'])
})

for (const uri of [
  'untitled:Untitled-1',
  'untitled:/workspace/Dockerfile',
  'vscode-vfs://github/acme/app/Dockerfile',
  'file:///c%3A/Users/Alice/app/Dockerfile',
  'file:///C:/app/Dockerfile',
  'file://server/share/Dockerfile',
  'file:///work%20space/%C3%BCber/Dockerfile',
  'file:///',
  'git:/workspace/Dockerfile?%7B%22ref%22%3A%22~%22%7D',
]) {
  test(`diagnostics of ${uri} are published under that name`, async (t) => {
    const client = await session(t)
    client.open(uri, `${MAINTAINER}COPY secret.txt /\n`)
    assert.deepEqual(codes(await shown(client, uri)), ['MaintainerDeprecated'])
    close(client, uri)
    assert.deepEqual(await shown(client, uri), [])
  })
}

test('a document that is saved is checked again', async (t) => {
  const { uri, write } = folder(t, { '.dockerignore': 'secret.txt\n' })
  const client = await session(t)
  client.open(uri('Dockerfile'), IGNORED)
  assert.deepEqual(codes(await shown(client, uri('Dockerfile'))), ['CopyIgnoredFile'])
  write('.dockerignore', 'other.txt\n')
  client.notify('textDocument/didSave', { textDocument: { uri: uri('Dockerfile') } })
  assert.deepEqual(await shown(client, uri('Dockerfile')), [])
})

// --- Only the latest text counts -------------------------------------------------------------------------------------

test('in a burst of edits, versions only rise, and the last one is published last', async (t) => {
  const client = await session(t)
  client.open(URI, CLEAN)
  for (let version = 2; version <= 1_000; version += 1) {
    client.change(URI, version % 2 === 0 ? MAINTAINER : STAGE_NAME, version)
  }
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'])
  const versions = pushed(client).map(({ version }) => version)
  assert.equal(versions.at(-1), 1_000)
  for (const [index, version] of versions.slice(1).entries()) assert.ok(version > versions[index], versions.join())
})

test('diagnostics of a document that has been edited in the meantime are dropped', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.change(URI, STAGE_NAME, 2)
  await client.server.idle()
  assert.deepEqual(
    pushed(client).map(({ version, diagnostics }) => [version, codes(diagnostics)]),
    [[2, ['StageNameCasing']]],
  )
})

test('diagnostics of a document that has been closed in the meantime are dropped', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  close(client)
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
  client.open(URI, WORKS)
  close(client)
  client.open(URI, STAGE_NAME)
  assert.deepEqual(codes(await shown(client)), ['StageNameCasing'])
  assert.equal(pushed(client).length, 1)
})

test('work on one document holds up neither the messages nor another document', async (t) => {
  const client = await session(t)
  // Only a pending response keeps the process alive, and `idle()` would also wait for the work on the document.
  client.request('candor/testing/never')
  client.open(URI, WORKS)
  const other = client.next('textDocument/publishDiagnostics')
  client.open(`${URI}.other`, STAGE_NAME)
  assert.equal((await other).params.uri, `${URI}.other`)
  assert.equal((await client.request('candor/testing/echo', { x: 1 })).result.x, 1)
  assert.deepEqual(pushed(client, URI), [])
  close(client)
})

test('idle waits for what follows from the messages before it', async (t) => {
  const client = await session(t)
  for (let number = 0; number < 50; number += 1) {
    client.open(`${URI}.${number}`, MAINTAINER)
    await client.server.idle()
    assert.equal(pushed(client, `${URI}.${number}`).length, 1)
  }
})

test('a thousand edits of a text of a megabyte leave nothing behind', async (t) => {
  const client = await session(t)
  client.open(URI, `FROM scratch\n${'RUN true && true\n'.repeat(60_000)}`)
  await client.server.idle()
  const before = process.memoryUsage.rss()
  const insert = { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: '# x\n' }
  for (let version = 2; version <= 1_001; version += 1) client.change(URI, [insert], version)
  await client.server.idle()
  const versions = pushed(client).map(({ version }) => version)
  assert.equal(versions.at(-1), 1_001)
  const grown = process.memoryUsage.rss() - before
  assert.ok(grown < 200 << 20, `${grown >> 20} MiB more`)
})
