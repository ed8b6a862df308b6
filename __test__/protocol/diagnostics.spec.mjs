// Diagnostics between the languages and the client: pushed or asked for, in which form, of which text, and when again.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import test from 'node:test'

import {
  ask,
  asks,
  CLEAN,
  close,
  codes,
  diskChanged,
  folder,
  MAINTAINER,
  PANICS,
  pushed,
  restart,
  session,
  SHELL_FORM,
  shown,
  shows,
  STAGE_NAME,
  UNKNOWN,
  URI,
  WORKS,
} from '../support/documents.mjs'
import { startHooked } from '../support/telemetry.mjs'
import { assertGoesOn, warnings } from '../support/wire.mjs'

const RULE = 'https://docs.docker.com/go/dockerfile/rule'
const SERVER_CANCELLED = -32802
const REQUEST_CANCELLED = -32800
const IGNORED = 'FROM scratch\nCOPY secret.txt /\n'

const reports = (client) => client.server.readTelemetry().filter(({ properties }) => properties.type === 'panic')

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

test('a document without diagnostics is closed without a word', async (t) => {
  const client = await session(t)
  client.open(URI, CLEAN)
  await client.server.idle()
  close(client)
  await client.server.idle()
  assert.deepEqual(pushed(client), [{ uri: URI, version: 1, diagnostics: [] }])
})

test('a document of another language gets no word, and loses what it had under ours', async (t) => {
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
  test(`diagnostics of ${uri} are told under that name`, async (t) => {
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

// --- The newest text counts ----------------------------------------------------------------------------------------------

test('in a burst of edits versions only rise, and the last one has the last word', async (t) => {
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

test('what is found in a text that has been edited meanwhile is dropped', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.change(URI, STAGE_NAME, 2)
  await client.server.idle()
  assert.deepEqual(
    pushed(client).map(({ version, diagnostics }) => [version, codes(diagnostics)]),
    [[2, ['StageNameCasing']]],
  )
})

test('what is found in a text that has been closed meanwhile is dropped', async (t) => {
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
  // Only an answer that is owed keeps the process alive, and idle would wait for that work too.
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

// --- Asked for -----------------------------------------------------------------------------------------------------------

test('a client that asks is pushed nothing', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, MAINTAINER)
  client.change(URI, STAGE_NAME)
  close(client)
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
})

for (const [capabilities, expected] of [
  [asks, { interFileDependencies: true, workspaceDiagnostics: false }],
  [shows, undefined],
  [{ textDocument: { diagnostic: null } }, undefined],
]) {
  test(`a client with ${JSON.stringify(capabilities)} is offered ${JSON.stringify(expected)}`, async (t) => {
    const client = await session(t)
    const { capabilities: offered } = await restart(client, { capabilities })
    assert.deepEqual(offered.diagnosticProvider, expected)
  })
}

test('an answer is full, and unchanged for who has it already', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, MAINTAINER)
  const { result: full } = await ask(client)
  assert.equal(full.kind, 'full')
  assert.deepEqual(codes(full.items), ['MaintainerDeprecated'])
  assert.equal(typeof full.resultId, 'string')
  const { result: unchanged } = await ask(client, URI, full.resultId)
  assert.deepEqual(unchanged, { kind: 'unchanged', resultId: full.resultId })
  client.change(URI, STAGE_NAME)
  const { result: changed } = await ask(client, URI, full.resultId)
  assert.deepEqual([changed.kind, codes(changed.items)], ['full', ['StageNameCasing']])
  assert.notEqual(changed.resultId, full.resultId)
  client.change(URI, MAINTAINER, 3)
  assert.equal((await ask(client, URI, changed.resultId)).result.kind, 'full')
})

test('the same problems in other places are no unchanged answer', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, MAINTAINER)
  const { result } = await ask(client)
  client.change(URI, `\n${MAINTAINER}`)
  const { result: moved } = await ask(client, URI, result.resultId)
  assert.equal(moved.kind, 'full')
  assert.equal(moved.items[0].range.start.line, 2)
})

test('a request about a text that is edited meanwhile is cancelled at once, to be sent again', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, WORKS)
  const outdated = [ask(client), ask(client)]
  client.change(URI, `${WORKS}# Still working.\n`)
  // The check of the first text ends with the edit, the check of the second does not.
  for (const answer of outdated) {
    const { code, data } = (await answer).error
    assert.deepEqual({ code, data }, { code: SERVER_CANCELLED, data: { retriggerRequest: true } })
  }
  const again = ask(client)
  client.change(URI, STAGE_NAME, 3)
  assert.equal((await again).error.code, SERVER_CANCELLED)
  assert.deepEqual(codes((await ask(client)).result.items), ['StageNameCasing'])
})

test('a request is cancelled, to be sent again, when a file changes on which the document depends', async (t) => {
  const { uri } = folder(t, { '.dockerignore': 'other.txt\n' })
  const client = await session(t, { capabilities: asks })
  const [document, ignore] = [uri('Dockerfile'), uri('.dockerignore')]
  client.open(document, IGNORED)
  assert.deepEqual((await ask(client, document)).result.items, [])
  client.change(document, `${IGNORED}${WORKS}`)
  const outdated = ask(client, document)
  client.open(ignore, 'secret.txt\n', 'ignore')
  assert.deepEqual((await outdated).error.data, { retriggerRequest: true })
  const again = ask(client, document)
  client.change(document, IGNORED, 3)
  assert.deepEqual((await again).error.data, { retriggerRequest: true })
  assert.deepEqual(codes((await ask(client, document)).result.items), ['CopyIgnoredFile'])
})

test('saving a document cancels no request for its diagnostics', async (t) => {
  const client = startHooked(t)
  await client.initialize({ capabilities: asks })
  const uri = 'file:///workspace/candor-testing-hang/Dockerfile'
  client.hooks.hang(true)
  client.open(uri, STAGE_NAME)
  const asked = ask(client, uri)
  client.notify('textDocument/didSave', { textDocument: { uri } })
  await client.until(() => client.hooks.hanging() === 1)
  client.hooks.hang(false)
  assert.deepEqual(codes((await asked).result.items), ['StageNameCasing'])
})

test('of many requests for one text the newest wait, and the others are cancelled for good', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, WORKS)
  const asked = Array.from({ length: 1_000 }, () => ask(client))
  for (const answer of asked.slice(0, -16)) {
    const { code, data } = (await answer).error
    assert.deepEqual({ code, data }, { code: SERVER_CANCELLED, data: { retriggerRequest: false } })
  }
  client.change(URI, CLEAN)
  for (const answer of asked.slice(-16)) assert.deepEqual((await answer).error.data, { retriggerRequest: true })
})

test('who asks about a text that is closed meanwhile is told of no problem', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, WORKS)
  const asked = ask(client)
  close(client)
  assert.deepEqual((await asked).result.items, [])
})

test('an answer that is not wanted any more is cancelled, and the next one comes', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, WORKS)
  const asked = client.request('textDocument/diagnostic', { textDocument: { uri: URI } }, 'unwanted')
  client.notify('$/cancelRequest', { id: 'unwanted' })
  assert.equal((await asked).error.code, REQUEST_CANCELLED)
  client.change(URI, STAGE_NAME)
  assert.deepEqual(codes((await ask(client)).result.items), ['StageNameCasing'])
})

test('a thousand requests between a thousand edits are all answered: cancelled, or for their text or a newer one', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, CLEAN)
  const asked = []
  for (let version = 2; version <= 1_001; version += 1) {
    client.change(URI, `FROM scratch AS ${'B'.repeat(version)}\n`, version)
    asked.push(ask(client))
  }
  for (const [index, answer] of asked.entries()) {
    const { result, error } = await answer
    if (error) {
      assert.deepEqual([error.code, error.data], [SERVER_CANCELLED, { retriggerRequest: true }])
      assert.ok(index < 999, 'no edit follows the last request')
      continue
    }
    const [{ code, range }] = result.items
    assert.equal(code, 'StageNameCasing')
    assert.ok(range.end.character >= 'FROM scratch AS '.length + index + 2)
  }
})

test('a document that is not open, or of another language, has no problems', async (t) => {
  const client = await session(t, { capabilities: asks })
  assert.deepEqual((await ask(client, 'file:///workspace/closed/Dockerfile')).result.items, [])
  client.open('file:///workspace/notes.md', MAINTAINER, 'markdown')
  assert.deepEqual((await ask(client, 'file:///workspace/notes.md')).result.items, [])
  assert.deepEqual((await ask(client, 'untitled:Untitled-1')).result.items, [])
})

test('a client that asks is told pages and tags as it declares them', async (t) => {
  const capabilities = { textDocument: { ...shows.textDocument, ...asks.textDocument } }
  const client = await session(t, { capabilities })
  client.open(URI, MAINTAINER)
  const [{ tags, codeDescription }] = (await ask(client)).result.items
  assert.deepEqual(
    { tags, codeDescription },
    { tags: [2], codeDescription: { href: `${RULE}/maintainer-deprecated/` } },
  )
})

// --- Files on which diagnostics depend -------------------------------------------------------------------------------------

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

test('a client that asks is told to ask again when the answer would be another, and only then', async (t) => {
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

test('a client that cannot be told to ask again is not', async (t) => {
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

test('what is no regular file of a sane size is not read, and nobody waits for it', async (t) => {
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

// --- Sessions --------------------------------------------------------------------------------------------------------------

test('a session that ends says nothing more, and the next one begins without documents', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.open(`${URI}.other`, MAINTAINER)
  await restart(client, { capabilities: shows })
  const before = client.messages.length
  close(client)
  client.change(`${URI}.other`, STAGE_NAME, 9)
  await client.server.idle()
  assert.deepEqual(pushed(client, URI), [])
  assert.equal(warnings(client.messages.slice(before)).length, 1, 'it is not open any more')
  client.open(URI, STAGE_NAME)
  assert.deepEqual(codes(await shown(client)), ['StageNameCasing'])
})

test('a session that ends without shutdown says nothing more', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.notify('exit')
  await client.initialize({ capabilities: asks })
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
  client.open(URI, STAGE_NAME)
  assert.deepEqual(codes((await ask(client)).result.items), ['StageNameCasing'])
  assert.deepEqual(pushed(client), [])
})

test('a server that is stopped says nothing more', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER)
  client.open(`${URI}.working`, WORKS)
  const before = client.messages.length
  await client.stop()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(client.messages.length, before)
})

// --- A language that panics --------------------------------------------------------------------------------------------------

for (const [method, capabilities, begin] of [
  ['textDocument/didOpen', shows, (client) => client.open(URI, PANICS)],
  ['textDocument/didChange', shows, (client) => (client.open(URI, MAINTAINER), client.change(URI, PANICS, 2))],
  ['textDocument/diagnostic', asks, (client) => (client.open(URI, PANICS), ask(client))],
]) {
  test(`a panic in a language after ${method} is reported, and costs that document its diagnostics alone`, async (t) => {
    const client = await session(t, { capabilities, options: { telemetry: { level: 'error' } } })
    client.open(`${URI}.other`, STAGE_NAME)
    const diagnosticsOf = async (uri) =>
      capabilities === asks ? (await ask(client, uri)).result.items : await shown(client, uri)
    const answer = await begin(client)
    await client.server.idle()
    if (capabilities === asks) assert.deepEqual(answer.result.items, [])
    const [{ properties }, ...others] = reports(client)
    assert.equal(properties.method, method)
    assert.match(properties.function, /^<?candor::server::/)
    assert.doesNotMatch(JSON.stringify(properties), /secret|alice|acme/)
    assert.deepEqual(others, [])
    if (capabilities === shows) assert.deepEqual(await shown(client), [])
    assert.deepEqual(codes(await diagnosticsOf(`${URI}.other`)), ['StageNameCasing'])
    client.change(URI, MAINTAINER, 3)
    assert.deepEqual(codes(await diagnosticsOf(URI)), ['MaintainerDeprecated'])
    await assertGoesOn(client)
  })
}

test('a panic in a language is reported to nobody at level off', async (t) => {
  const client = await session(t, { options: { telemetry: { level: 'off' } } })
  client.open(URI, PANICS)
  assert.deepEqual(await shown(client), [])
  client.server.setTelemetryLevel('error')
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
})

// --- Options -----------------------------------------------------------------------------------------------------------------

test('what another server says too is left out where the client asks for it', async (t) => {
  const initializationOptions = { dockerfileExperimental: { removeOverlappingIssues: true } }
  const client = await session(t, { initializationOptions })
  client.open(URI, `${MAINTAINER}CMD echo hello\n`)
  assert.deepEqual(codes(await shown(client)), ['JSONArgsRecommended'])
  await restart(client, { capabilities: shows })
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'], 'the next session has options of its own')
})

for (const [composeSupport, count] of [
  [true, 1],
  [undefined, 1],
  ['no', 1],
  [false, 0],
]) {
  test(`a Compose file is looked at ${count} times where composeSupport is ${composeSupport}`, async (t) => {
    const initializationOptions = { dockercomposeExperimental: { composeSupport } }
    const client = await session(t, { initializationOptions })
    const uri = 'file:///workspace/compose.yaml'
    client.open(uri, 'services: {}\n', 'dockercompose')
    await client.server.idle()
    assert.equal(pushed(client, uri).length, count)
  })
}

test('an option of another type is named to the user, and has its default', async (t) => {
  const initializationOptions = { compose: { validate: 'yes' }, dockerfileExperimental: 1 }
  const client = await session(t, { initializationOptions })
  const texts = client.received('window/showMessage').map(({ params }) => params.message)
  assert.equal(texts.length, 2)
  assert.ok(texts.some((text) => text.includes('`compose.validate`')))
  assert.ok(texts.some((text) => text.includes('`dockerfileExperimental`')))
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'])
})

test('options that are understood are passed without a word', async (t) => {
  const initializationOptions = { compose: { validate: true }, dockerfileExperimental: null }
  const client = await session(t, { initializationOptions })
  assert.deepEqual(client.received('window/showMessage'), [])
})
