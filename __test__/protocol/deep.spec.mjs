// Deeply nested documents: no structure is built, walked or freed by recursion.

import assert from 'node:assert/strict'
import test from 'node:test'

import { inChild } from '../support/child.mjs'

const DEPTH = 100_000

/** For each language, beginnings of texts and the fragment that is repeated after them. */
const NESTED = {
  dockerfile: [
    ['FROM ', '${a:-'],
    ['', 'ONBUILD '],
    ['RUN ', '['],
    ['FROM a\nRUN ', '<<E'],
    ['FROM a\nCMD ', '{"a":'],
  ],
  dockercompose: [
    ['a: ', '['],
    ['a: ', '{a: '],
    ['', '- '],
    ['', '? '],
    ['a: &a [', '*a, '],
  ],
  dockerbake: [
    ['a = ', '['],
    ['a = ', '{a='],
    ['a = ', '('],
    ['a = ', '"${'],
    ['a = ', '-'],
    ['a = ', '!'],
    ['a = ', 'f('],
    ['', 'a {'],
    ['a = b', '[0]'],
    ['a = b', '.c'],
    ['a = b', '[*]'],
    ['a = 1', '+1'],
    ['a = ', 'a ? b : '],
    ['a = ', '[for a in '],
    ['a = "', '%{if a}'],
    ['a = <<E\n', '${<<E\n'],
  ],
  json: [
    ['', '['],
    ['', '{"a":'],
    ['{"target":', '{"a":'],
  ],
  terraform: [
    ['a = ', '['],
    ['', 'a {'],
    ['terraform {\nrequired_providers {\n', 'a = {'],
  ],
}

test('a document that nests a hundred thousand deep is checked like any other, in every language', async () => {
  const texts = Object.entries(NESTED).flatMap(([languageId, texts]) => texts.map((text) => [languageId, ...text]))
  const { printed, ...ended } = await inChild(
    async ({ LanguageServer, initialized, message, print, texts, depth }) => {
      const server = LanguageServer.start()
      const shown = new Set()
      const answered = new Set()
      server.onMessage((text) => {
        const { id, method, params } = JSON.parse(text)
        if (method === 'textDocument/publishDiagnostics') shown.add(params.uri)
        if (method === undefined) answered.add(id)
      })
      const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } }
      const initializationOptions = { compose: { validate: true } }
      const params = {
        processId: null,
        rootUri: null,
        capabilities: { textDocument: { codeAction } },
        initializationOptions,
      }
      server.send(message('initialize', params, 'initialize'))
      server.send(initialized)
      for (const [id, [languageId, start, nested]] of texts.entries()) {
        const uri = `file:///w/${id}/${languageId === 'json' ? 'docker-bake.json' : 'file'}`
        const text = start + nested.repeat(depth)
        server.send(message('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }))
        const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }
        const context = { diagnostics: [] }
        server.send(message('textDocument/codeAction', { textDocument: { uri }, range, context }, id))
        await server.idle()
        server.send(message('textDocument/didClose', { textDocument: { uri } }))
        print([shown.has(uri), answered.has(id)])
      }
      await server.stop()
    },
    { data: { texts, depth: DEPTH } },
  )
  assert.deepEqual(ended, { code: 0, signal: null, stderr: '' })
  assert.deepEqual(
    printed,
    texts.map(() => [true, true]),
  )
})
