// A session that receives malformed messages, and assertions about the error responses.

import assert from 'node:assert/strict'

import { startTesting } from './client.mjs'
import { URI } from './malformed-messages.mjs'
import { assertGoesOn, exchange } from './wire.mjs'

/** Shortens a text for the message of an assertion. */
export const brief = (text) => (text.length > 120 ? `${text.slice(0, 120)}… (${text.length})` : text)

/** Starts a client in a session with an open document. */
export async function session(t, options) {
  const client = startTesting(t, options)
  await client.initialize()
  client.open(URI, 'FROM scratch\n')
  return client
}

/** Asserts that the response to `text` is a single error with `code` and `id`, and that the session continues. */
export async function assertRefused(client, text, code, id = null) {
  const came = await exchange(client, text)
  assert.deepEqual(
    came.map((answer) => ({ id: answer.id, code: answer.error?.code })),
    [{ id, code }],
    brief(text),
  )
  assert.equal(typeof came[0].error.message, 'string')
  await assertGoesOn(client, brief(text))
}
