// Language features over the protocol: results that depend on the client's capabilities, positions, other files, and
// documents that are edited during a request. The tests of the languages cover what each language returns.

import assert from 'node:assert/strict'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import { close, edited, folder, session } from '../support/documents.mjs'

const CONTENT_MODIFIED = -32801
const URI = 'file:///workspace/main.tf'
const UNFORMATTED = 'locals {\na = 1\n  bcd=2\n}\n\n\nvariable "x" {\ntype=string\n}\n'
const FORMATTED = 'locals {\n  a   = 1\n  bcd = 2\n}\n\n\nvariable "x" {\n  type = string\n}\n'
const options = { tabSize: 2, insertSpaces: true }
const literal = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } }

const open = async (t, text, capabilities = {}) => {
  const client = await session(t, { capabilities })
  client.open(URI, text, 'terraform')
  return client
}
const about = (params, uri = URI) => ({ textDocument: { uri }, ...params })
const format = (client, method = 'formatting', params = {}) =>
  client.request(`textDocument/${method}`, about({ options, ...params }))

// --- Formatting ----------------------------------------------------------------------------------------------------

test('a document is formatted, and a formatted one is left alone', async (t) => {
  const client = await open(t, UNFORMATTED)
  const { result } = await format(client)
  assert.equal(edited(UNFORMATTED, result), FORMATTED)
  client.change(URI, FORMATTED)
  assert.deepEqual((await format(client)).result, [])
})

test('a document that does not parse is left alone', async (t) => {
  const client = await open(t, 'locals {\na = \n')
  assert.deepEqual((await format(client)).result, [])
})

test('formatting a range makes the edits of the whole document that lie in its lines', async (t) => {
  const client = await open(t, UNFORMATTED)
  const all = (await format(client)).result
  const lines = UNFORMATTED.split('\n')
  for (let start = 0; start < lines.length; start += 1) {
    for (let end = start; end < lines.length; end += 1) {
      const range = { start: { line: start, character: 0 }, end: { line: end, character: lines[end].length } }
      const some = (await format(client, 'rangeFormatting', { range })).result
      // If a selection ends at the start of an empty last line, that line is not part of it.
      const last = lines[end].length === 0 && end > start ? end - 1 : end
      const within = all.filter(({ range: { start: a, end: b } }) => a.line >= start && b.line <= last)
      assert.deepEqual(some, within, `${start} to ${end}`)
    }
  }
})

test('a line break formats the line before it, and leaves the line of the cursor alone', async (t) => {
  const client = await open(t, UNFORMATTED)
  const position = { line: 2, character: 0 }
  const { result } = await format(client, 'onTypeFormatting', { position, ch: '\n' })
  assert.ok(result.length > 0)
  for (const { range } of result) assert.deepEqual([range.start.line, range.end.line], [1, 1])
  assert.deepEqual(
    (await format(client, 'onTypeFormatting', { position: { line: 0, character: 0 }, ch: '\n' })).result,
    null,
  )
})

test('a line break after the escape character of a Dockerfile indents the new line', async (t) => {
  const client = await session(t)
  const uri = 'file:///workspace/Dockerfile'
  const text = 'FROM scratch\nRUN a \\\n\n'
  client.open(uri, text, 'dockerfile')
  const params = about({ options, position: { line: 2, character: 0 }, ch: '\n' }, uri)
  const { result } = await client.request('textDocument/onTypeFormatting', params)
  assert.equal(edited(text, result), 'FROM scratch\nRUN a \\\n  \n')
})

test('a client without snippets gets no placeholders of instructions', async (t) => {
  const uri = 'file:///workspace/Dockerfile'
  const texts = async (snippetSupport) => {
    const client = await session(t, {
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport } } } },
    })
    client.open(uri, 'FROM scratch\nCOP', 'dockerfile')
    const { result } = await client.request(
      'textDocument/completion',
      about({ position: { line: 1, character: 3 } }, uri),
    )
    return (result.items ?? result)
      .filter(({ label }) => label.startsWith('COPY'))
      .map(({ textEdit }) => textEdit.newText)
  }
  assert.deepEqual(await texts(false), ['COPY ', 'COPY [ "", "" ]'])
  assert.deepEqual(await texts(true), [
    'COPY ${1:source} ${2:destination}',
    'COPY [ "${1:source}", "${2:destination}" ]',
  ])
})

test('a client of terraform-ls formats by a code action when it names its kind', async (t) => {
  const client = await open(t, UNFORMATTED, { textDocument: { codeAction: literal } })
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
  const actions = async (only) =>
    (await client.request('textDocument/codeAction', about({ range, context: { diagnostics: [], only } }))).result
  for (const only of [['source.formatAll.terraform'], ['source.formatAll'], ['source']]) {
    const [{ edit, kind }] = (await actions(only)).filter(({ kind }) => kind !== 'source.fixAll')
    assert.equal(kind, 'source.formatAll.terraform')
    assert.equal(edited(UNFORMATTED, edit.changes[URI]), FORMATTED)
  }
  for (const only of [undefined, [''], ['quickfix'], ['source.organizeImports']]) {
    assert.ok(
      (await actions(only)).every(({ kind }) => kind === 'quickfix'),
      JSON.stringify(only),
    )
  }
})

// --- Fix all -------------------------------------------------------------------------------------------------------

test('source.fixAll makes every preferred fix at once', async (t) => {
  const client = await session(t, { capabilities: { textDocument: { codeAction: literal } } })
  const uri = 'file:///workspace/Dockerfile'
  const text = 'FROM scratch AS Base\nMAINTAINER alice\nFROM Base as other\n'
  client.open(uri, text)
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
  const context = { diagnostics: [], only: ['source.fixAll'] }
  const { result } = await client.request('textDocument/codeAction', about({ range, context }, uri))
  assert.deepEqual(
    result.map(({ kind }) => kind),
    ['source.fixAll'],
  )
  const fixed = edited(text, result[0].edit.changes[uri])
  assert.match(fixed, /AS base\n/)
  assert.match(fixed, /LABEL/)
  assert.match(fixed, /AS other/)
  client.change(uri, fixed)
  assert.deepEqual((await client.request('textDocument/codeAction', about({ range, context }, uri))).result, [])
})

// --- Documents -----------------------------------------------------------------------------------------------------

test('a document that is not open, of no language, or closed has no answer', async (t) => {
  const client = await session(t)
  assert.equal((await format(client)).result, null)
  client.open('file:///w/notes.txt', 'a = 1', 'plaintext')
  assert.equal(
    (await client.request('textDocument/formatting', about({ options }, 'file:///w/notes.txt'))).result,
    null,
  )
  client.open(URI, UNFORMATTED, 'terraform')
  close(client, URI)
  assert.equal((await format(client)).result, null)
})

test('a document that is edited while a request about it runs has no answer for the old text', async (t) => {
  const client = await session(t)
  const text = '# candor-testing: work until edited\nlocals {\na=1\n}\n'
  client.open(URI, text, 'terraform')
  const answer = format(client)
  client.change(URI, UNFORMATTED)
  assert.equal((await answer).error.code, CONTENT_MODIFIED)
  assert.equal(edited(UNFORMATTED, (await format(client)).result), FORMATTED)
})

test('no feature records anything', async (t) => {
  const client = await session(t, { options: { telemetry: { level: 'all' } } })
  client.open(URI, UNFORMATTED, 'terraform')
  await client.server.idle()
  const before = client.server.readTelemetry().length
  await format(client)
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [], `${before} events came before`)
})

test('workspace symbols are those of open documents and of the files in the folders', async (t) => {
  const { uri } = folder(t, { 'a.tf': 'variable "on_disk" {}\n', Dockerfile: 'FROM scratch AS disk_stage\n' })
  const client = await session(t, { workspaceFolders: [{ uri: uri(''), name: 'w' }] })
  client.open(uri('a.tf'), 'variable "in_editor" {}\n', 'terraform')
  const { result, error } = await client.request('workspace/symbol', { query: '' })
  if (error?.code === -32601) return t.skip('no language has symbols yet')
  const names = result.map(({ name }) => name)
  assert.ok(
    names.every((name) => !name.includes('on_disk')),
    'the editor counts',
  )
})

test('workspace symbols are declarations with names, not instructions or attributes', async (t) => {
  const files = {
    Dockerfile: 'ARG VERSION=3 OTHER\nFROM alpine:$VERSION AS build\nARG inner\nRUN true\nFROM build\nCOPY . .\n',
    'compose.yaml': 'services:\n  web:\n    image: nginx\nvolumes:\n  data: {}\n',
    'docker-bake.hcl': 'tag = "a"\nvariable "V" { default = tag }\ntarget "app" { args = { V = V } }\n',
    'main.tf': 'locals {\n  port = { a = 1 }\n}\nresource "x_y" "z" {\n  name = local.port.a\n  lifecycle {}\n}\n',
    'other.tf.json':
      '{"resource":{"x_y":[{"j":{"name":"a"}}]},"variable":{"v":{"type":"string"}},"locals":{"l":{"m":1}}}',
    'terraform.tfvars': 'v = ["a"]\n',
  }
  const { uri } = folder(t, files)
  const client = await session(t, { workspaceFolders: [{ uri: uri(''), name: 'w' }] })
  const names = async () => {
    const { result } = await client.request('workspace/symbol', { query: '' })
    return result.map(({ name, location }) => `${location.uri.split('/').at(-1)}: ${name}`).sort()
  }
  const expected = [
    'Dockerfile: OTHER',
    'Dockerfile: VERSION',
    'Dockerfile: build',
    'compose.yaml: data',
    'compose.yaml: web',
    'docker-bake.hcl: V',
    'docker-bake.hcl: app',
    'docker-bake.hcl: tag',
    'main.tf: locals',
    'main.tf: port',
    'main.tf: resource "x_y" "z"',
    'other.tf.json: l',
    'other.tf.json: locals',
    'other.tf.json: resource "x_y" "j"',
    'other.tf.json: variable "v"',
    'terraform.tfvars: v',
  ]
  assert.deepEqual(await names(), expected)
  client.open(uri('Dockerfile'), files.Dockerfile, 'dockerfile')
  assert.deepEqual(await names(), expected)
})

// --- Features that depend on a Terraform client ----------------------------------------------------------------------

const RESOURCE = 'resource "x_y" "old" {}\n\noutput "id" {\n  value = x_y.old.id\n}\n'

test('renaming a resource offers a moved block to a client that can ask its user', async (t) => {
  const dir = folder(t, { 'main.tf': RESOURCE })
  const rename = async (workspaceEdit) => {
    const capabilities = { workspace: { workspaceEdit } }
    const client = await session(t, { capabilities, workspaceFolders: [{ name: 'a', uri: dir.uri('') }] })
    client.open(dir.uri('main.tf'), RESOURCE, 'terraform')
    const position = { line: 0, character: 17 }
    return (await client.request('textDocument/rename', about({ position, newName: 'new' }, dir.uri('main.tf')))).result
  }
  const asked = await rename({ documentChanges: true, changeAnnotationSupport: {} })
  const [id] = Object.keys(asked.changeAnnotations)
  assert.deepEqual(asked.changeAnnotations[id], {
    label: 'Record that `x_y.old` moved to `x_y.new`',
    needsConfirmation: true,
  })
  const edits = asked.documentChanges.flatMap(({ edits }) => edits)
  assert.deepEqual(
    edits.filter(({ annotationId }) => annotationId).map(({ annotationId, newText }) => [annotationId, newText]),
    [[id, '\nmoved {\n  from = x_y.old\n  to   = x_y.new\n}\n']],
  )
  assert.equal(edits.filter(({ annotationId }) => !annotationId).length, 2)
  const others = await rename({ documentChanges: true })
  assert.equal(others.changeAnnotations, undefined)
  assert.equal(others.documentChanges.flatMap(({ edits }) => edits).length, 2)
})

test("a client of HashiCorp gets the token types and modifiers that it lists, and the protocol's for the rest", async (t) => {
  const client = startTesting(t)
  const { capabilities } = await client.initialize({
    capabilities: {
      textDocument: {
        semanticTokens: {
          requests: { full: true },
          tokenTypes: ['comment', 'variable', 'hcl-blockType', 'hcl-blockLabel', 'hcl-attrName', 'hcl-number'],
          tokenModifiers: ['terraform-output', 'terraform-name'],
          formats: ['relative'],
        },
      },
    },
  })
  client.open(URI, 'output "id" {\n  value = 1 # one\n}\n', 'terraform')
  const { tokenTypes, tokenModifiers } = capabilities.semanticTokensProvider.legend
  const { data } = (await client.request('textDocument/semanticTokens/full', about({}))).result
  const tokens = []
  for (let at = 0; at < data.length; at += 5) {
    const modifiers = tokenModifiers.filter((_, bit) => data[at + 4] & (1 << bit))
    tokens.push([tokenTypes[data[at + 3]], ...modifiers.sort()].join(' '))
  }
  assert.deepEqual(tokens, [
    'hcl-blockType terraform-output',
    'hcl-blockLabel terraform-name terraform-output',
    'hcl-attrName terraform-output',
    'hcl-number',
    'comment',
  ])
})

test('references are counted above a declaration for a client that names its command', async (t) => {
  const text = 'variable "a" {}\n\noutput "b" {\n  value = [var.a, var.a]\n}\n'
  const lenses = async (experimental) => {
    const client = startTesting(t)
    const { capabilities } = await client.initialize({ capabilities: { textDocument: { codeLens: {} }, experimental } })
    if (!capabilities.codeLensProvider) return undefined
    client.open(URI, text, 'terraform')
    return (await client.request('textDocument/codeLens', about({}))).result
  }
  const [lens] = await lenses({ showReferencesCommandId: 'client.showReferences' })
  assert.equal(lens.command.command, 'client.showReferences')
  assert.equal(lens.command.title, '2 references')
  assert.equal(lens.range.start.line, 0)
  assert.equal(await lenses({}), undefined)
})

test('services have lenses for a client that lists their commands', async (t) => {
  const uri = 'file:///work/app/compose.yaml'
  const lenses = async (...commands) => {
    const client = startTesting(t)
    const experimental = { dockerLanguageServerCapabilities: { commands } }
    const { capabilities } = await client.initialize({ capabilities: { textDocument: { codeLens: {} }, experimental } })
    if (!capabilities.codeLensProvider) return undefined
    client.open(uri, 'services:\n  web:\n    image: nginx\n', 'dockercompose')
    const { result } = await client.request('textDocument/codeLens', { textDocument: { uri } })
    return result?.map(({ command }) => command)
  }
  assert.deepEqual(await lenses('dockerLspClient.compose.logs'), [
    {
      title: 'Show All Logs',
      command: 'dockerLspClient.compose.logs',
      arguments: [{ compose: uri, services: [], cwd: '/work/app' }],
    },
    {
      title: 'Show Logs',
      command: 'dockerLspClient.compose.logs',
      arguments: [{ compose: uri, services: ['web'], cwd: '/work/app' }],
    },
  ])
  const started = await lenses('vscode-containers.compose.up', 'vscode-containers.compose.up.subset')
  assert.deepEqual(
    started.map(({ title }) => title),
    ['Run All Services', 'Run Service'],
  )
})
