// A session that receives malformed messages, and how the server refuses them.

import assert from 'node:assert/strict'

import { startTesting } from './client.mjs'
import { URI } from './malformed-messages.mjs'
import { assertGoesOn, exchange } from './wire.mjs'

/** A text, shortened for the message of an assertion. */
export const brief = (text) => (text.length > 120 ? `${text.slice(0, 120)}… (${text.length})` : text)

/** A client in a session with an open document. */
export async function session(t, options) {
  const client = startTesting(t, options)
  await client.initialize()
  client.open(URI, 'FROM scratch\n')
  return client
}

/** Fails unless `text` is answered with one error of `code` to `id`, and the session goes on. */
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
