// Diagnostics that the client requests: their form, and when a request is cancelled or answered as unchanged.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  ask,
  asks,
  CLEAN,
  close,
  codes,
  folder,
  MAINTAINER,
  pushed,
  restart,
  session,
  shows,
  STAGE_NAME,
  URI,
  WORKS,
} from '../support/documents.mjs'
import { startHooked } from '../support/telemetry.mjs'

const RULE = 'https://docs.docker.com/go/dockerfile/rule'
const SERVER_CANCELLED = -32802
const REQUEST_CANCELLED = -32800
const IGNORED = 'FROM scratch\nCOPY secret.txt /\n'

test('a client that pulls diagnostics is pushed none', async (t) => {
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

test('a report is full, and unchanged for a client that already has it', async (t) => {
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

test('the same problems at other positions are not an unchanged report', async (t) => {
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
  // The edit ends the check of the first text. The check of the second text is still running.
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

test('a request about a document that is closed in the meantime returns no problem', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, WORKS)
  const asked = ask(client)
  close(client)
  assert.deepEqual((await asked).result.items, [])
})

test('a response that is no longer needed is cancelled, and the next one arrives', async (t) => {
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

test('a client that pulls diagnostics gets links and tags as it declares them', async (t) => {
  const capabilities = { textDocument: { ...shows.textDocument, ...asks.textDocument } }
  const client = await session(t, { capabilities })
  client.open(URI, MAINTAINER)
  const [{ tags, codeDescription }] = (await ask(client)).result.items
  assert.deepEqual(
    { tags, codeDescription },
    { tags: [2], codeDescription: { href: `${RULE}/maintainer-deprecated/` } },
  )
})
