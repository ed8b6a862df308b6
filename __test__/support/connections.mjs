// Connections to a server on a port or a socket, and the messages that tests write to them.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'

import framing from '../../js/cli/server/framing/framing.js'
import { start } from './program.mjs'
import { temporaryFolder } from './telemetry.mjs'

/** The parameters of `initialize`. */
export const INITIALIZE = { processId: null, rootUri: null, capabilities: {} }

/** Returns the JSON of a request. */
export const request = (id, method, params) => JSON.stringify({ jsonrpc: '2.0', id, method, params })

/** Returns the JSON of a first message with a token. */
export const initialize = (token, id = 1) =>
  request(id, 'initialize', { ...INITIALIZE, initializationOptions: { token } })

/** Writes to a connection and reads until it closes. Resolves with the messages that arrived. */
export async function exchange(t, address, ...chunks) {
  const socket = net.connect(typeof address === 'number' ? { host: '127.0.0.1', port: address } : address)
  t.after(() => socket.destroy())
  let text = ''
  socket.setEncoding('utf8').on('data', (more) => (text += more))
  // If the server closes the connection, the socket may emit ECONNRESET.
  socket.on('error', () => {})
  for (const chunk of chunks) socket.write(chunk)
  await new Promise((resolve) => socket.once('close', resolve))
  return { text, messages: messagesOf(text) }
}

function messagesOf(text) {
  const messages = []
  const reader = new framing.MessageReader(
    (message) => messages.push(JSON.parse(message)),
    (problem) => assert.fail(problem),
  )
  reader.push(Buffer.from(text))
  reader.end()
  return messages
}

/** Starts a server on a socket in a temporary folder. */
export async function listenOnSocket(t, address = path.join(temporaryFolder(t), 'socket'), options) {
  const child = start(t, ['--socket', address], options)
  const heard = { stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (text) => (heard.stderr += text))
  while (!heard.stderr.includes('\n')) await once(child.stderr, 'data')
  assert.equal(heard.stderr, `listening on ${address}\n`)
  return { child, address, heard }
}
