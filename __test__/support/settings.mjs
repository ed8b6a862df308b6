// A session whose settings a test controls, and what shows which of them apply.

import { start } from './client.mjs'

export const SECTION = 'acme.docker'
/** The capabilities of a client that answers requests for its configuration. */
export const ANSWERS = { workspace: { configuration: true } }
export const DOCKERFILE = 'file:///w/Dockerfile'
/** A Dockerfile with one diagnostic, `FromAsCasing`. */
export const WARNING = 'FROM scratch as build\nCOPY . /\n'

/** Opens a client that specifies its level at once, so that its only configuration request is the one for settings. */
export async function open(
  t,
  { options, initializationOptions, capabilities = ANSWERS, client: Kind, ...params } = {},
) {
  const given = { settingsSection: SECTION, ...options }
  const client = Kind ? new Kind(given) : start(t, given)
  if (Kind) t.after(() => client.stop())
  await client.initialize({
    capabilities,
    initializationOptions: { telemetry: 'off', ...initializationOptions },
    ...params,
  })
  return client
}

export const requests = (client) => client.received('workspace/configuration')
export const logged = (client) => client.received('window/logMessage').map(({ params }) => params.message)

export async function answer(client, section, request = requests(client).at(-1)) {
  client.answer(request, [section])
  await client.server.idle()
}

/** Returns the last diagnostics that were published for a document. */
export function published(client, uri = DOCKERFILE) {
  return client.received('textDocument/publishDiagnostics').findLast(({ params }) => params.uri === uri)?.params
    .diagnostics
}

/** Notifies the server that the settings changed. Resolves with the request that follows. */
export async function changed(client, settings = null) {
  const before = requests(client).length
  client.notify('workspace/didChangeConfiguration', { settings })
  await client.server.idle()
  const since = requests(client).slice(before)
  return since.find(({ params }) => params.items[0].section === SECTION)
}
