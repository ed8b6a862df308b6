// Helpers for tests of single messages: raw texts and the resulting messages.

import assert from 'node:assert/strict'

import './environment.mjs'

/** Returns the JSON of a message. */
export const message = (members) => JSON.stringify({ jsonrpc: '2.0', ...members })

/** Returns a notification that replaces the text of a document. */
export const didChange = (uri, text, version = 2) =>
  message({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [{ text }] } })

/** Returns JSON with brackets nested to `depth`. */
export const nested = (depth, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)

/** Whether a message contains diagnostics, which only tests of diagnostics look at. */
export const isDiagnostics = ({ method }) => method === 'textDocument/publishDiagnostics'

/**
 * Sends raw texts. Resolves with every message of the server, except diagnostics, once the server is idle. A missing response
 * shows as a missing message, not as a test that hangs.
 */
export async function exchange(client, ...texts) {
  const before = client.messages.length
  for (const text of texts) client.server.send(text)
  await client.server.idle()
  return client.messages.slice(before).filter((came) => !isDiagnostics(came))
}

/** Sends one request and returns its response. Fails unless the response is the only message. */
export async function ask(client, method, params, id = 'ask') {
  const came = await exchange(client, message({ id, method, params }))
  assert.equal(came.length, 1, `one answer to ${method}, not ${JSON.stringify(came)}`)
  assert.equal(came[0].method, undefined)
  assert.deepEqual(came[0].id, id)
  return came[0]
}

/** Like `ask`, but returns the code of the error response. */
export async function refused(client, method, params, id) {
  return (await ask(client, method, params, id)).error?.code
}

/** Asserts that the session continues, by sending a request. */
export async function assertGoesOn(client, why = 'the session goes on') {
  const params = { still: 'here' }
  const came = await exchange(client, message({ id: 'goes on', method: 'candor/testing/echo', params }))
  assert.deepEqual(came, [{ jsonrpc: '2.0', result: params, id: 'goes on' }], why)
}

/** Returns the warnings in the client's log. */
export function warnings(messages) {
  return messages.filter(({ method, params }) => method === 'window/logMessage' && params.type === 2)
}
