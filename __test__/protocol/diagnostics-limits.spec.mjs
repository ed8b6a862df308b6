// Diagnostics at the end of a session, after a panic, and as the client's options restrict them.

import assert from 'node:assert/strict'
import test from 'node:test'

import {
  ask,
  asks,
  close,
  codes,
  MAINTAINER,
  PANICS,
  pushed,
  restart,
  session,
  shown,
  shows,
  STAGE_NAME,
  URI,
  WORKS,
} from '../support/documents.mjs'
import { assertGoesOn, warnings } from '../support/wire.mjs'

const reports = (client) => client.server.readTelemetry().filter(({ properties }) => properties.type === 'panic')

// --- Sessions --------------------------------------------------------------------------------------------------------------

test('a session that has ended sends nothing more, and the next one begins without documents', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.open(`${URI}.other`, MAINTAINER)
  await restart(client, { capabilities: shows })
  const before = client.messages.length
  close(client)
  client.change(`${URI}.other`, STAGE_NAME, 9)
  await client.server.idle()
  assert.deepEqual(pushed(client, URI), [])
  assert.equal(warnings(client.messages.slice(before)).length, 1, 'it is not open any more')
  client.open(URI, STAGE_NAME)
  assert.deepEqual(codes(await shown(client)), ['StageNameCasing'])
})

test('a session that ends without shutdown sends nothing more', async (t) => {
  const client = await session(t)
  client.open(URI, WORKS)
  client.notify('exit')
  await client.initialize({ capabilities: asks })
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
  client.open(URI, STAGE_NAME)
  assert.deepEqual(codes((await ask(client)).result.items), ['StageNameCasing'])
  assert.deepEqual(pushed(client), [])
})

test('a stopped server sends nothing more', async (t) => {
  const client = await session(t)
  client.open(URI, MAINTAINER)
  client.open(`${URI}.working`, WORKS)
  const before = client.messages.length
  await client.stop()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(client.messages.length, before)
})

// --- A language that panics --------------------------------------------------------------------------------------------------

for (const [method, capabilities, begin] of [
  ['textDocument/didOpen', shows, (client) => client.open(URI, PANICS)],
  ['textDocument/didChange', shows, (client) => (client.open(URI, MAINTAINER), client.change(URI, PANICS, 2))],
  ['textDocument/diagnostic', asks, (client) => (client.open(URI, PANICS), ask(client))],
]) {
  test(`a panic in a language after ${method} is reported, and costs that document its diagnostics alone`, async (t) => {
    const client = await session(t, { capabilities, options: { telemetry: { level: 'error' } } })
    client.open(`${URI}.other`, STAGE_NAME)
    const diagnosticsOf = async (uri) =>
      capabilities === asks ? (await ask(client, uri)).result.items : await shown(client, uri)
    const answer = await begin(client)
    await client.server.idle()
    if (capabilities === asks) assert.deepEqual(answer.result.items, [])
    const [{ properties }, ...others] = reports(client)
    assert.equal(properties.method, method)
    assert.match(properties.function, /^<?candor::server::/)
    assert.doesNotMatch(JSON.stringify(properties), /secret|alice|acme/)
    assert.deepEqual(others, [])
    if (capabilities === shows) assert.deepEqual(await shown(client), [])
    assert.deepEqual(codes(await diagnosticsOf(`${URI}.other`)), ['StageNameCasing'])
    client.change(URI, MAINTAINER, 3)
    assert.deepEqual(codes(await diagnosticsOf(URI)), ['MaintainerDeprecated'])
    await assertGoesOn(client)
  })
}

test('a panic in a language is not reported at level off', async (t) => {
  const client = await session(t, { options: { telemetry: { level: 'off' } } })
  client.open(URI, PANICS)
  assert.deepEqual(await shown(client), [])
  client.server.setTelemetryLevel('error')
  await client.server.idle()
  assert.deepEqual(client.server.readTelemetry(), [])
})

// --- Options -----------------------------------------------------------------------------------------------------------------

test('problems that another server reports, too, are omitted on request', async (t) => {
  const initializationOptions = { dockerfileExperimental: { removeOverlappingIssues: true } }
  const client = await session(t, { initializationOptions })
  client.open(URI, `${MAINTAINER}CMD echo hello\n`)
  assert.deepEqual(codes(await shown(client)), ['JSONArgsRecommended'])
  await restart(client, { capabilities: shows })
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'], 'the next session has options of its own')
})

for (const [composeSupport, count] of [
  [true, 1],
  [undefined, 1],
  ['no', 1],
  [false, 0],
]) {
  test(`a Compose file is analyzed ${count} times if composeSupport is ${composeSupport}`, async (t) => {
    const initializationOptions = { dockercomposeExperimental: { composeSupport } }
    const client = await session(t, { initializationOptions })
    const uri = 'file:///workspace/compose.yaml'
    client.open(uri, 'services: {}\n', 'dockercompose')
    await client.server.idle()
    assert.equal(pushed(client, uri).length, count)
  })
}

test('an option of another type is named to the user, and has its default', async (t) => {
  const initializationOptions = { compose: { validate: 'yes' }, dockerfileExperimental: 1 }
  const client = await session(t, { initializationOptions })
  const texts = client.received('window/showMessage').map(({ params }) => params.message)
  assert.equal(texts.length, 2)
  assert.ok(texts.some((text) => text.includes('`compose.validate`')))
  assert.ok(texts.some((text) => text.includes('`dockerfileExperimental`')))
  client.open(URI, MAINTAINER)
  assert.deepEqual(codes(await shown(client)), ['MaintainerDeprecated'])
})

test('valid options cause no message', async (t) => {
  const initializationOptions = { compose: { validate: true }, dockerfileExperimental: null }
  const client = await session(t, { initializationOptions })
  assert.deepEqual(client.received('window/showMessage'), [])
})
