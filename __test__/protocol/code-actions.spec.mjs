// Quick fixes: where they are offered, the edit in the form that the client supports, and the event when one is used.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  ask,
  asks,
  CLEAN,
  close,
  codes,
  edited,
  folder,
  MAINTAINER,
  PANICS,
  pushed,
  restart,
  session,
  shown,
  shows,
  STAGE_NAME,
  takesActions,
  URI,
  WHOLE_DOCUMENT,
  WORKS,
} from '../support/documents.mjs'
import { actions as withAction, CALLBACK } from '../support/telemetry.mjs'
import { assertGoesOn } from '../support/wire.mjs'

const [INTERNAL_ERROR, INVALID_PARAMS, CONTENT_MODIFIED] = [-32603, -32602, -32801]

const capabilities = { textDocument: { ...shows.textDocument, ...takesActions.textDocument } }
const withChanges = { ...capabilities, workspace: { workspaceEdit: { documentChanges: true } } }

/** Opens a session of a client that supports code actions. */
const open = (t, params) => session(t, { capabilities, ...params })

/** Requests the code actions of a range. */
function request(client, { uri = URI, range = WHOLE_DOCUMENT, context = {} } = {}) {
  return client.request('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...context },
  })
}

const actions = async (client, params) => (await request(client, params)).result
const quickFixes = (client, params) => actions(client, { ...params, context: { only: ['quickfix'] } })

/** Returns the action whose edit fixes MAINTAINER. */
function labelFix(all) {
  const fix = all.find(({ edit }) => JSON.stringify(edit).includes('LABEL'))
  assert.ok(fix, JSON.stringify(all))
  return fix
}

for (const [title, textDocument, expected] of [
  [
    'takes code actions',
    takesActions.textDocument,
    {
      codeActionKinds: [
        ...['quickfix', 'source.fixAll', 'refactor.extract', 'refactor.inline', 'refactor.rewrite'],
        'source.formatAll.terraform',
      ],
    },
  ],
  ['takes commands only', { codeAction: {} }, undefined],
  ['says nothing', undefined, undefined],
]) {
  test(`a client that ${title} is offered ${JSON.stringify(expected)}`, async (t) => {
    const client = await session(t)
    const { capabilities: offered } = await restart(client, { capabilities: { textDocument } })
    assert.deepEqual(offered.codeActionProvider, expected)
    client.open(URI, MAINTAINER)
    assert.equal((await actions(client)).length > 0, expected !== undefined)
  })
}

test('a quick fix contains what it resolves, what it edits, and how its use is reported', async (t) => {
  const client = await open(t)
  client.open(URI, MAINTAINER)
  const diagnostics = await shown(client)
  const { title, edit, ...action } = labelFix(await actions(client))
  assert.ok(title.length > 0)
  assert.deepEqual(action, {
    kind: 'quickfix',
    diagnostics,
    isPreferred: true,
    command: {
      title,
      command: CALLBACK,
      arguments: [
        'server_user_action',
        {
          action: 'commandExecuted',
          action_id: 'server.textDocument.codeAction.diagnostics',
          diagnostic: 'MaintainerDeprecated',
        },
      ],
    },
  })
  assert.deepEqual(Object.keys(edit), ['changes'])
  assert.deepEqual(Object.keys(edit.changes), [URI])
  assert.equal(edited(MAINTAINER, edit.changes[URI]), 'FROM scratch\nLABEL org.opencontainers.image.authors="alice"\n')
})

test('a client that takes versions with edits is given the version that the edit is for', async (t) => {
  const client = await open(t, { capabilities: withChanges })
  client.open(URI, CLEAN)
  client.change(URI, MAINTAINER, 7)
  const { edit } = labelFix(await actions(client))
  assert.deepEqual(Object.keys(edit), ['documentChanges'])
  const [{ textDocument, edits }, ...others] = edit.documentChanges
  assert.deepEqual(textDocument, { uri: URI, version: 7 })
  assert.match(edited(MAINTAINER, edits), /^LABEL org\.opencontainers\.image\.authors="alice"$/m)
  assert.deepEqual(others, [])
})

for (const [rule, text] of [
  ['MaintainerDeprecated', MAINTAINER],
  ['StageNameCasing', STAGE_NAME],
]) {
  test(`every quick fix for ${rule} resolves it`, async (t) => {
    const client = await open(t)
    client.open(URI, text)
    const all = await quickFixes(client)
    assert.ok(all.length > 0)
    let version = 1
    for (const { title, diagnostics, edit } of all) {
      assert.deepEqual(codes(diagnostics), [rule], title)
      client.change(URI, edited(text, edit.changes[URI]), (version += 1))
      assert.ok(!codes(await shown(client)).includes(rule), title)
    }
  })
}

for (const [only, offered] of [
  [undefined, true],
  [['quickfix'], true],
  [[''], true],
  [['refactor', 'quickfix'], true],
  [[], false],
  [['refactor'], false],
  [['source.fixAll'], false],
  [['quickfix.other'], false],
  [['quick'], false],
]) {
  test(`quick fixes are ${offered ? '' : 'not '}offered to a client that requests ${JSON.stringify(only)}`, async (t) => {
    const client = await open(t)
    client.open(URI, MAINTAINER)
    const kinds = (await actions(client, { context: { only } })).map(({ kind }) => kind)
    assert.equal(kinds.includes('quickfix'), offered)
  })
}

test('quick fixes are offered where the problem is, and nowhere else', async (t) => {
  const client = await open(t)
  client.open(URI, `${MAINTAINER}RUN true\n`)
  const at = (line, character = 0) => ({ start: { line, character }, end: { line, character } })
  assert.ok((await quickFixes(client, { range: at(1, 3) })).length > 0)
  assert.ok((await quickFixes(client, { range: { start: at(2).end, end: at(0).start } })).length > 0, 'backwards')
  assert.deepEqual(await quickFixes(client, { range: at(2, 3) }), [])
  assert.deepEqual(await quickFixes(client, { range: at(0, 3) }), [])
})

test('a document that is not open, of another language, or in order has no quick fixes', async (t) => {
  const client = await open(t)
  client.open('file:///workspace/notes.md', MAINTAINER, 'markdown')
  client.open(`${URI}.clean`, CLEAN)
  for (const uri of [URI, 'file:///workspace/notes.md', `${URI}.clean`, 'untitled:x']) {
    assert.deepEqual(await quickFixes(client, { uri }), [], uri)
  }
})

test('quick fixes are offered to a client that asks for diagnostics too', async (t) => {
  const textDocument = { ...asks.textDocument, ...takesActions.textDocument }
  const client = await open(t, { capabilities: { textDocument } })
  client.open('untitled:Untitled-1', MAINTAINER)
  const { items } = (await ask(client, 'untitled:Untitled-1')).result
  assert.deepEqual(labelFix(await actions(client, { uri: 'untitled:Untitled-1' })).diagnostics, items)
  assert.deepEqual(pushed(client), [])
})

test('a fix that depends on other files sees them', async (t) => {
  const { uri } = folder(t, { '.dockerignore': 'secret.txt\n' })
  const client = await open(t)
  client.open(uri('Dockerfile'), 'FROM scratch\nCOPY secret.txt /\n')
  const all = await actions(client, { uri: uri('Dockerfile') })
  assert.deepEqual([...new Set(all.flatMap(({ diagnostics }) => codes(diagnostics)))], ['CopyIgnoredFile'])
})

test('quick fixes for a document that is changed or closed in the meantime are not returned', async (t) => {
  const client = await open(t)
  client.open(URI, WORKS)
  const changed = request(client)
  client.change(URI, MAINTAINER, 2)
  assert.equal((await changed).error.code, CONTENT_MODIFIED)
  labelFix(await actions(client))
  client.change(URI, WORKS, 3)
  const closed = request(client)
  close(client)
  assert.equal((await closed).error.code, CONTENT_MODIFIED)
})

test('a request without its parameters is refused', async (t) => {
  const client = await open(t)
  const { error } = await client.request('textDocument/codeAction', { textDocument: { uri: URI } })
  assert.equal(error.code, INVALID_PARAMS)
  await assertGoesOn(client)
})

test('a panic in a language causes an internal error response, and is reported', async (t) => {
  const textDocument = { ...asks.textDocument, ...takesActions.textDocument }
  const client = await open(t, { capabilities: { textDocument }, options: { telemetry: { level: 'error' } } })
  client.open(URI, PANICS)
  const { error } = await request(client)
  assert.deepEqual(error, { code: INTERNAL_ERROR, message: 'internal error' })
  await client.server.idle()
  const [{ properties }, ...others] = client.server.readTelemetry()
  assert.deepEqual([properties.type, properties.method], ['panic', 'textDocument/codeAction'])
  assert.doesNotMatch(JSON.stringify(properties), /secret|alice|acme/)
  assert.deepEqual(others, [])
  client.change(URI, MAINTAINER, 2)
  labelFix(await actions(client))
})

// --- Telemetry ---------------------------------------------------------------------------------------------------------------

/** Executes the command of a quick fix, as a client does after it has applied the edit. */
async function execute(client, { command: { command, arguments: given } }) {
  const { result } = await client.request('workspace/executeCommand', { command, arguments: given })
  assert.equal(result, null)
  await client.server.idle()
  return withAction(client.server.readTelemetry(), 'commandExecuted').map(({ properties }) => properties)
}

for (const commandPrefix of [undefined, 'acme']) {
  test(`the use of a quick fix is one event with its rule, with the prefix ${commandPrefix}`, async (t) => {
    const options = { telemetry: { level: 'all' }, commandPrefix }
    const client = await open(t, { options })
    client.open(URI, MAINTAINER)
    const fix = labelFix(await actions(client))
    assert.equal(fix.command.command, commandPrefix ? `${commandPrefix}.${CALLBACK}` : CALLBACK)
    const [{ action_id, diagnostic }, ...others] = await execute(client, fix)
    assert.deepEqual(
      { action_id, diagnostic },
      { action_id: 'server.textDocument.codeAction.diagnostics', diagnostic: 'MaintainerDeprecated' },
    )
    assert.deepEqual(others, [])
  })
}

for (const level of ['off', 'error']) {
  test(`the use of a quick fix makes no event at level ${level}, and the command is there all the same`, async (t) => {
    const client = await open(t, { options: { telemetry: { level } } })
    client.open(URI, MAINTAINER)
    const fix = labelFix(await actions(client))
    assert.deepEqual(await execute(client, fix), [])
    client.server.setTelemetryLevel('all')
    assert.equal((await execute(client, fix)).length, 1)
  })
}

test('every quick fix that is offered may report its use', async (t) => {
  const client = await open(t, { options: { telemetry: { level: 'all' } } })
  client.open(URI, 'FROM scratch AS Base\nMAINTAINER alice\nCMD echo hello\n')
  const all = await actions(client)
  assert.ok(all.length >= 3)
  for (const fix of all) {
    const [{ diagnostic }] = await execute(client, fix)
    assert.equal(diagnostic, fix.diagnostics[0].code)
  }
  assert.equal(client.server.telemetryStatus().dropped.refused, 0)
})

// If the columns of every fix were counted from the start of the line, this would take minutes.
test('the quick fixes of one line of 750 KB are answered, a thousand of a rule at most', async (t) => {
  const client = await open(t)
  const target = '"dockerfile": "x", "dockerfile-inline": "y"'
  const targets = Array.from({ length: 12_000 }, (_, number) => `"target-${number}": {${target}}`)
  const uri = 'file:///workspace/docker-bake.json'
  const text = `{"target": {${targets.join(', ')}}}`
  client.open(uri, text, 'dockerbake')
  const all = await actions(client, { uri })
  assert.equal(all.length, 1_000)
  const [{ newText, range }] = Object.values(all.at(-1).edit.changes)[0]
  assert.equal(newText, '')
  assert.equal(text.slice(range.start.character, range.end.character), '"dockerfile": "x", ')
})

test('blocks move to new files only for a client that can create files', async (t) => {
  const { uri } = folder(t)
  const main = 'variable "a" {}\n\nresource "x_y" "b" {\n  c = var.a\n}\n'
  const moves = async (resourceOperations) => {
    const workspace = { workspaceEdit: { documentChanges: true, resourceOperations } }
    const client = await open(t, {
      capabilities: { ...capabilities, workspace },
      workspaceFolders: [{ uri: uri('').replace(/\/$/, ''), name: 'w' }],
    })
    client.open(uri('main.tf'), main, 'terraform')
    const start = { line: 0, character: 2 }
    const all = await actions(client, { uri: uri('main.tf'), range: { start, end: start } })
    return all.find(({ title }) => title === 'Move all variables to `variables.tf`')
  }
  const { edit } = await moves(['create'])
  const [deletion, create, insertion] = edit.documentChanges
  assert.equal(deletion.textDocument.uri, uri('main.tf'))
  assert.deepEqual(create, { kind: 'create', uri: uri('variables.tf') })
  assert.equal(insertion.textDocument.uri, uri('variables.tf'))
  assert.equal(insertion.edits[0].newText, 'variable "a" {}\n')
  assert.equal(await moves(['rename']), undefined)
})
