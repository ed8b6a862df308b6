// The code under test: a function that returns the problems in a text, for example for a build script.

import { LanguageServer } from 'candor'

/**
 * @param {string} text
 * @param {string} [languageId]
 * @param {import('candor').TelemetryLevel | null} [level]
 */
export async function check(text, languageId = 'dockerfile', level = null) {
  const server = LanguageServer.start({ telemetry: { level } })
  const problems = []
  server.onMessage((message) => {
    const { method, params } = JSON.parse(message)
    if (method === 'textDocument/publishDiagnostics') problems.push(...params.diagnostics)
  })
  const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  send({ method: 'initialized', params: {} })
  const textDocument = { uri: 'file:///checked', languageId, version: 1, text }
  send({ method: 'textDocument/didOpen', params: { textDocument } })
  await server.idle()
  const events = server.readTelemetry()
  await server.stop()
  return { problems, events }
}
