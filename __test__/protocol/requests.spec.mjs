// Which requests, notifications and commands the server answers, and how requests are cancelled.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { start, startTesting } from '../support/client.mjs'
import { ACTION, CALLBACK } from '../support/telemetry.mjs'
import { ask, assertGoesOn, exchange, message, refused } from '../support/wire.mjs'

const METHOD_NOT_FOUND = -32601
const INVALID_PARAMS = -32602
const CANCELLED = -32800

/** Requests of the protocol that this server does not support. */
const UNSUPPORTED = [
  'textDocument/willSaveWaitUntil',
  'textDocument/typeDefinition',
  'textDocument/implementation',
  'codeAction/resolve',
  'codeLens/resolve',
  'documentLink/resolve',
  'textDocument/documentColor',
  'textDocument/colorPresentation',
  'textDocument/prepareCallHierarchy',
  'callHierarchy/incomingCalls',
  'callHierarchy/outgoingCalls',
  'textDocument/prepareTypeHierarchy',
  'typeHierarchy/supertypes',
  'typeHierarchy/subtypes',
  'textDocument/inlineValue',
  'inlayHint/resolve',
  'textDocument/moniker',
  'workspace/diagnostic',
  'workspaceSymbol/resolve',
  'workspace/willCreateFiles',
  'workspace/willRenameFiles',
  'workspace/willDeleteFiles',
  'acme/unknown',
  '$/acme',
]

/** By the capability that advertises them, the requests that at least one language must support. */
const FEATURES = {
  completionProvider: ['textDocument/completion', 'completionItem/resolve'],
  inlineCompletionProvider: ['textDocument/inlineCompletion'],
  hoverProvider: ['textDocument/hover'],
  signatureHelpProvider: ['textDocument/signatureHelp'],
  declarationProvider: ['textDocument/declaration'],
  definitionProvider: ['textDocument/definition'],
  referencesProvider: ['textDocument/references'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  codeLensProvider: ['textDocument/codeLens'],
  documentLinkProvider: ['textDocument/documentLink'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting'],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  renameProvider: ['textDocument/rename', 'textDocument/prepareRename'],
  linkedEditingRangeProvider: ['textDocument/linkedEditingRange'],
  foldingRangeProvider: ['textDocument/foldingRange'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  semanticTokensProvider: [
    'textDocument/semanticTokens/full',
    'textDocument/semanticTokens/full/delta',
    'textDocument/semanticTokens/range',
  ],
  inlayHintProvider: ['textDocument/inlayHint'],
  workspaceSymbolProvider: ['workspace/symbol'],
}

test('unknown requests are refused, unknown notifications are ignored', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const method of ['acme/unknown', '', 'INITIALIZE', 'textDocument/didopen', 'textDocument/moniker']) {
    assert.equal(await refused(client, method, {}), METHOD_NOT_FOUND, method)
    assert.deepEqual(await exchange(client, message({ method, params: {} })), [], method)
  }
  for (const method of ['$/setTrace', '$/progress', '$/acme', '$/cancelRequest', 'window/workDoneProgress/cancel']) {
    for (const params of [{}, undefined, [], 7]) {
      assert.deepEqual(await exchange(client, message({ method, params })), [], method)
    }
  }
  await assertGoesOn(client)
})

test('a request for a method that the server lacks is refused for its method, whatever its parameters are', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const method of UNSUPPORTED) {
    for (const params of [undefined, null, {}, [], [1], 7, 'x', { textDocument: 1 }, { uri: [] }]) {
      assert.equal(await refused(client, method, params), METHOD_NOT_FOUND, `${method} ${JSON.stringify(params)}`)
    }
  }
  for (const method of ['textDocument/codeAction', 'textDocument/diagnostic', 'workspace/executeCommand']) {
    assert.equal(await refused(client, method, { textDocument: 1 }), INVALID_PARAMS, method)
  }
  await assertGoesOn(client)
})

test('a request is known exactly if its capability is advertised', async (t) => {
  const client = startTesting(t)
  const capabilities = {
    textDocument: { semanticTokens: { tokenTypes: ['keyword'], tokenModifiers: [] } },
    experimental: { showReferencesCommandId: 'show' },
  }
  const { capabilities: offered } = await client.initialize({ capabilities })
  for (const [provider, methods] of Object.entries(FEATURES)) {
    const expected = offered[provider] === undefined ? METHOD_NOT_FOUND : INVALID_PARAMS
    for (const method of methods) {
      assert.equal(await refused(client, method, { textDocument: 1 }), expected, method)
    }
  }
  const known = new Set([
    'positionEncoding',
    'textDocumentSync',
    'codeActionProvider',
    'executeCommandProvider',
    'experimental',
    'workspace',
  ])
  const others = Object.keys(offered).filter((name) => !known.has(name) && !(name in FEATURES))
  assert.deepEqual(others, [])
})

test('an unknown request that begins with $/ is refused, not left waiting', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  assert.equal(await refused(client, '$/acme', {}), METHOD_NOT_FOUND)
})

test('a running request is cancelled once, and later cancellations change nothing', async (t) => {
  const client = startTesting(t)
  await client.initialize({ capabilities: { workspace: { configuration: true } } })
  const [pull] = client.received('workspace/configuration')
  for (const id of [1000, -5, 'seven']) {
    const cancel = message({ method: '$/cancelRequest', params: { id } })
    const came = await exchange(client, message({ id, method: 'candor/testing/never' }), cancel, cancel)
    assert.deepEqual(came.length, 1)
    assert.deepEqual({ id: came[0].id, code: came[0].error.code }, { id, code: CANCELLED })
    assert.deepEqual(await exchange(client, cancel, message({ id, result: null })), [])
  }
  // When the client cancels the id of the server's own request, that request is unaffected.
  const late = message({ id: pull.id, result: [{ telemetry: 'error' }] })
  const came = await exchange(client, message({ method: '$/cancelRequest', params: { id: pull.id } }), late, late)
  assert.deepEqual(came, [])
  assert.equal(client.server.telemetryStatus().client, 'error')
  await assertGoesOn(client)
})

test('an answer is due wherever the id of its request stands, and a process does not end before it', async () => {
  const last = await inChild(async ({ LanguageServer, testingBinary, initialize, message, print }) => {
    const server = LanguageServer.start({ binary: testingBinary })
    server.onMessage((text) => print(JSON.parse(text).id))
    server.send(initialize)
    await server.idle()
    const { id, ...rest } = JSON.parse(message('candor/testing/echo', 'x'.repeat(1_000_000), 'behind'))
    server.send(JSON.stringify({ ...rest, id }))
  })
  assert.deepEqual(last, { code: 0, signal: null, stderr: '', printed: ['initialize', 'behind'] })
})

test('a request that is not running any more, or never was, cannot be cancelled', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const cancel = message({ method: '$/cancelRequest', params: { id: 1000 } })
  const echo = message({ id: 1000, method: 'candor/testing/echo', params: [1] })
  assert.deepEqual(await exchange(client, cancel, echo, cancel), [{ jsonrpc: '2.0', result: [1], id: 1000 }])
})

test('the command with the exact arguments of a quick fix returns null and causes one event', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ clientInfo: { name: 'Visual Studio Code', version: '1.95.3' } })
  client.server.readTelemetry()
  for (const diagnostic of ['JSONArgsRecommended', null]) {
    const params = { command: CALLBACK, arguments: ['server_user_action', { ...ACTION, diagnostic }] }
    assert.equal((await ask(client, 'workspace/executeCommand', params)).result, null)
    const [{ v, name, properties }, ...others] = client.server.readTelemetry()
    assert.deepEqual({ v, name, others }, { v: 1, name: 'server_user_action', others: [] })
    const { server_session, server_version, ...own } = properties
    assert.deepEqual(own, {
      ...ACTION,
      diagnostic,
      lsp_client_info_name: 'Visual Studio Code',
      lsp_client_info_version: '1.95',
    })
  }
  assert.equal(client.server.telemetryStatus().dropped.refused, 0)
})

for (const level of ['off', 'error']) {
  test(`the command returns null at level ${level}, too, and causes no event`, async (t) => {
    const client = start(t, { telemetry: { level } })
    await client.initialize()
    const params = { command: CALLBACK, arguments: ['server_user_action', ACTION] }
    assert.equal((await ask(client, 'workspace/executeCommand', params)).result, null)
    assert.deepEqual(client.server.readTelemetry(), [])
  })
}

test('the command with any other arguments is refused and counted', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.server.readTelemetry()
  const wrong = [
    [],
    ['server_user_action'],
    [ACTION],
    ['server_user_action', ACTION, null],
    ['server_user_action', null],
    ['server_user_action', [ACTION]],
    ['server_heartbeat', ACTION],
    ['server_heartbeat', { type: 'panic', method: 'secret' }],
    ['SERVER_USER_ACTION', ACTION],
    [null, ACTION],
    ['server_user_action', { ...ACTION, action: 'fileModified' }],
    ['server_user_action', { ...ACTION, action_id: '/home/alice' }],
    ['server_user_action', { ...ACTION, diagnostic: '/home/alice' }],
    ['server_user_action', { ...ACTION, diagnostic: ['JSONArgsRecommended'] }],
    ['server_user_action', { ...ACTION, acme: 1 }],
    ['server_user_action', { action: ACTION.action, action_id: ACTION.action_id }],
  ]
  for (const [index, given] of wrong.entries()) {
    const params = { command: CALLBACK, arguments: given }
    assert.equal(await refused(client, 'workspace/executeCommand', params), INVALID_PARAMS, JSON.stringify(given))
    assert.equal(client.server.telemetryStatus().dropped.refused, index + 1)
  }
  assert.deepEqual(client.server.readTelemetry(), [])
})

test('an unknown command is refused', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.server.readTelemetry()
  for (const command of ['', 'acme.command', `${CALLBACK}2`, CALLBACK.toUpperCase()]) {
    const params = { command, arguments: ['server_user_action', ACTION] }
    assert.equal(await refused(client, 'workspace/executeCommand', params), INVALID_PARAMS, command)
  }
  assert.deepEqual(client.server.readTelemetry(), [])
})
