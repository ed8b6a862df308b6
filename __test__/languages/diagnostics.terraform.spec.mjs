// Diagnostics and quick fixes for Terraform files, including those in other files of the same module.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'

import {
  ask,
  asks,
  close,
  codes,
  diskChanged,
  edited,
  folder,
  pushed,
  session,
  shown,
  shows,
  takesActions,
  WHOLE_DOCUMENT,
} from '../support/documents.mjs'
import { actions as withAction } from '../support/telemetry.mjs'

const URI = 'file:///workspace/main.tf'
const LANGUAGE = 'terraform'
const VERSION = 'terraform {\n  required_version = "=>1.5"\n}\n'
const REQUIRED = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n'
const DUPLICATE = 'DuplicateRequiredProviders'

const capabilities = { textDocument: { ...shows.textDocument, ...takesActions.textDocument } }

/** Requests the quick fixes for a document. */
async function fixes(client, uri = URI) {
  const params = { textDocument: { uri }, range: WHOLE_DOCUMENT, context: { diagnostics: [] } }
  return (await client.request('textDocument/codeAction', params)).result
}

test('a Terraform file gets its diagnostics under the name of Terraform', async (t) => {
  const client = await session(t)
  client.open(URI, VERSION, LANGUAGE)
  const [{ message, codeDescription, ...diagnostic }, ...others] = await shown(client, URI)
  assert.deepEqual(diagnostic, {
    range: { start: { line: 1, character: 22 }, end: { line: 1, character: 27 } },
    severity: 1,
    code: 'InvalidVersionConstraint',
    source: 'Terraform',
  })
  assert.match(message, />=1\.5/)
  assert.match(codeDescription.href, /^https:\/\/developer\.hashicorp\.com\/terraform\//)
  assert.deepEqual(others, [])
  client.change(URI, VERSION.replace('=>', '>='))
  assert.deepEqual(await shown(client, URI), [])
})

for (const [name, language, text, range] of [
  ['main.tf', 'terraform', 'locals {\n  a = \n}\n', [1, 6, 1, 6]],
  ['main.tf', 'plaintext', 'locals {\n  a = *\n}\n', [1, 6, 1, 7]],
  ['x.auto.tfvars', 'terraform-vars', 'a = [1 2]\n', [0, 7, 0, 8]],
  ['x.tfvars', 'hcl', 'a {\n', [0, 2, 0, 3]],
  ['main.tf.json', 'json', '{"a": 1,}\n', [0, 7, 0, 8]],
  ['x.tfvars.json', 'terraform-vars', '{"a": }\n', [0, 6, 0, 7]],
  ['untitled', 'terraform', 'locals {\n  /* \u{1f600} */ a = “b”\n}\n', [1, 15, 1, 16]],
]) {
  test(`a mistake in ${name} (${language}) has one place`, async (t) => {
    const client = await session(t)
    const uri = `file:///workspace/${name}`
    client.open(uri, text, language)
    const found = await shown(client, uri)
    assert.deepEqual(
      found.map(({ range: { start, end } }) => [start.line, start.character, end.line, end.character]),
      [range],
    )
    assert.deepEqual(codes(found), [undefined])
  })
}

test('a client can pull diagnostics of a Terraform file', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(URI, VERSION, LANGUAGE)
  const { items, resultId } = (await ask(client, URI)).result
  assert.deepEqual(codes(items), ['InvalidVersionConstraint'])
  assert.equal((await ask(client, URI, resultId)).result.kind, 'unchanged')
  assert.deepEqual(pushed(client), [])
})

// --- Modules ----------------------------------------------------------------------------------------------------------------

test('a second required_providers block is reported if the first is in another file of the folder', async (t) => {
  const { uri } = folder(t, { 'a.tf': `\n${REQUIRED}`, 'z.tf': REQUIRED })
  const client = await session(t)
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  const [{ message, range }, ...others] = await shown(client, uri('main.tf'))
  assert.match(message, /in `a\.tf` on line 3$/)
  assert.deepEqual(range, { start: { line: 1, character: 2 }, end: { line: 1, character: 20 } })
  assert.deepEqual(others, [])
  client.open(uri('a.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(await shown(client, uri('a.tf')), [])
})

test('a duplicate goes and comes with edits of the other file, open or not', async (t) => {
  const { uri } = folder(t, { 'a.tf': REQUIRED })
  const client = await session(t)
  const told = async () => codes(await shown(client, uri('main.tf')))
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(await told(), [DUPLICATE])
  client.open(uri('a.tf'), REQUIRED, LANGUAGE)
  client.change(uri('a.tf'), '# nothing\n')
  assert.deepEqual(await told(), [])
  client.change(uri('a.tf'), REQUIRED, 3)
  assert.deepEqual(await told(), [DUPLICATE])
  client.change(uri('a.tf'), '', 4)
  assert.deepEqual(await told(), [])
  close(client, uri('a.tf'))
  assert.deepEqual(await told(), [DUPLICATE], 'the file on the disk counts again')
})

test('a duplicate goes and comes with files on the disk', async (t) => {
  const { uri, path, write } = folder(t)
  const client = await session(t)
  const told = async () => codes(await shown(client, uri('main.tf')))
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(await told(), [])
  write('a.tf', REQUIRED)
  diskChanged(client, uri('a.tf'))
  assert.deepEqual(await told(), [DUPLICATE])
  write('a.tf', '')
  diskChanged(client, uri('a.tf'))
  assert.deepEqual(await told(), [])
  write('a.tf', REQUIRED)
  diskChanged(client, uri('a.tf'))
  assert.deepEqual(await told(), [DUPLICATE])
  fs.rmSync(path('a.tf'))
  diskChanged(client, uri('a.tf'))
  assert.deepEqual(await told(), [])
})

test('an open file that is not on the disk yet belongs to the module', async (t) => {
  const { uri } = folder(t)
  const client = await session(t)
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(await shown(client, uri('main.tf')), [])
  client.open(uri('a.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(codes(await shown(client, uri('main.tf'))), [DUPLICATE])
  close(client, uri('a.tf'))
  assert.deepEqual(await shown(client, uri('main.tf')), [])
})

test('a client that pulls diagnostics gets a refresh when the other file changes', async (t) => {
  const { uri } = folder(t, { 'a.tf': REQUIRED })
  const client = await session(t, { capabilities: asks })
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  assert.deepEqual(codes((await ask(client, uri('main.tf'))).result.items), [DUPLICATE])
  client.open(uri('a.tf'), '', LANGUAGE)
  await client.server.idle()
  assert.equal(client.received('workspace/diagnostic/refresh').length, 1)
  assert.deepEqual((await ask(client, uri('main.tf'))).result.items, [])
})

test('files of other folders cause no new checks', async (t) => {
  const { uri } = folder(t, { 'a.tf': REQUIRED })
  const client = await session(t)
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  await client.server.idle()
  const { length } = pushed(client, uri('main.tf'))
  diskChanged(client, uri('below/z.tf'), uri('below/a.tf'))
  client.open(uri('below/z.tf'), REQUIRED, LANGUAGE)
  await client.server.idle()
  assert.equal(pushed(client, uri('main.tf')).length, length)
})

test('files that override others are no duplicates', async (t) => {
  const { uri } = folder(t, { 'a_override.tf': REQUIRED, 'main.tf': REQUIRED })
  const client = await session(t)
  for (const name of ['main.tf', 'override.tf', 'x_override.tf']) {
    client.open(uri(name), REQUIRED, LANGUAGE)
    assert.deepEqual(await shown(client, uri(name)), [], name)
  }
})

// --- Quick fixes ------------------------------------------------------------------------------------------------------------

test('a quick fix for Terraform corrects the text, and its use is one event with its rule', async (t) => {
  const client = await session(t, { capabilities, options: { telemetry: { level: 'all' } } })
  client.open(URI, VERSION, LANGUAGE)
  const [{ title, edit, command, diagnostics }, ...others] = await fixes(client)
  assert.deepEqual(others, [])
  assert.match(title, />=1\.5/)
  assert.equal(diagnostics[0].source, 'Terraform')
  client.change(URI, edited(VERSION, edit.changes[URI]))
  assert.deepEqual(await shown(client, URI), [])
  await client.request('workspace/executeCommand', { command: command.command, arguments: command.arguments })
  await client.server.idle()
  const [{ properties }] = withAction(client.server.readTelemetry(), 'commandExecuted')
  assert.equal(properties.diagnostic, 'InvalidVersionConstraint')
  assert.equal(client.server.telemetryStatus().dropped.refused, 0)
})

test('the use of a quick fix for a syntax error is reported without a rule', async (t) => {
  const client = await session(t, { capabilities, options: { telemetry: { level: 'all' } } })
  client.open(URI, "a = 'x'\n", LANGUAGE)
  const [{ edit, command }] = await fixes(client)
  assert.equal(edited("a = 'x'\n", edit.changes[URI]), 'a = "x"\n')
  await client.request('workspace/executeCommand', { command: command.command, arguments: command.arguments })
  await client.server.idle()
  const [{ properties }] = withAction(client.server.readTelemetry(), 'commandExecuted')
  assert.equal(properties.diagnostic, null)
})

test('a block that another file has too can be removed', async (t) => {
  const { uri } = folder(t, { 'a.tf': REQUIRED })
  const client = await session(t, { capabilities })
  client.open(uri('main.tf'), REQUIRED, LANGUAGE)
  const [{ edit, diagnostics }] = await fixes(client, uri('main.tf'))
  assert.deepEqual(codes(diagnostics), [DUPLICATE])
  assert.equal(edited(REQUIRED, edit.changes[uri('main.tf')]), 'terraform {\n}\n')
})
