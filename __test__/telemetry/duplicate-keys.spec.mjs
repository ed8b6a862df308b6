// Duplicate keys: if a message can be read as containing several levels, the lowest applies.

import assert from 'node:assert/strict'
import test from 'node:test'

import { Client, start } from '../support/client.mjs'
import { answersConfiguration, change, clientLevel, LEVELS, readAll, takesEvents } from '../support/telemetry.mjs'

const lowest = (...levels) => LEVELS.find((level) => levels.includes(level))

/** All pairs of levels, and the ways to write both under the same key. */
const PAIRS = LEVELS.flatMap((first) => LEVELS.map((second) => [first, second]))
const twice = (first, second) => [
  `"telemetry":"${first}","telemetry":"${second}"`,
  `"telemetry":"${first}","tele\\u006detry":"${second}"`,
  `"\\u0074\\u0065lemetry":"${first}","x":{},"telemetry":"${second}"`,
]

/** Values without a level for one of two parents that have the same name. */
const nothing = ['{}', 'null', '{"other":1}', '[]']

async function statedBy(options, capabilities = {}) {
  const client = new Client({ telemetry: { level: 'all' } })
  const params = `"capabilities":${JSON.stringify(capabilities)},${options}`
  client.server.send(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{${params}}}`)
  client.notify('initialized', {})
  await client.server.idle()
  const level = clientLevel(client)
  await client.stop()
  return level
}

test('the lowest level of initialize counts, however often it is stated', async () => {
  for (const [first, second] of PAIRS) {
    for (const members of twice(first, second)) {
      assert.equal(await statedBy(`"initializationOptions":{${members}}`), lowest(first, second), members)
    }
    const parents = `"initializationOptions":{"telemetry":"${first}"},"initialization\\u004fptions":{"telemetry":"${second}"}`
    assert.equal(await statedBy(parents), lowest(first, second), parents)
  }
  for (const other of nothing) {
    for (const members of [
      `"initializationOptions":{"telemetry":"all"},"initializationOptions":${other}`,
      `"initializationOptions":${other},"initializationOptions":{"telemetry":"all"}`,
    ]) {
      assert.equal(await statedBy(members), 'off', members)
    }
  }
})

test('initialize whose parameters are repeated states the lowest of their levels', async () => {
  for (const [first, second] of PAIRS) {
    const client = new Client({ telemetry: { level: 'all' } })
    const params = (level) => `{"capabilities":{},"initializationOptions":{"telemetry":"${level}"}}`
    client.server.send(
      `{"jsonrpc":"2.0","id":1,"params":${params(first)},"method":"initialize","par\\u0061ms":${params(second)}}`,
    )
    await client.server.idle()
    assert.equal(clientLevel(client), lowest(first, second), `${first}, ${second}`)
    await client.stop()
  }
})

test('a version is negotiated only if every reading of initialize requests it', async () => {
  const level = async (experimental) => {
    const client = new Client()
    client.server.send(
      `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{"experimental":${experimental}}}}`,
    )
    await client.server.idle()
    const { level } = client.server.telemetryStatus()
    await client.stop()
    return level
  }
  assert.equal(await level('{"telemetryVersion":1}'), 'all')
  for (const experimental of [
    '{"telemetryVersion":2,"telemetryVersion":1}',
    '{"telemetryVersion":1,"telemetryVersion":null}',
    '{},"experimental":{"telemetryVersion":1}',
  ]) {
    assert.equal(await level(experimental), 'off', experimental)
  }
})

/** Sends a configuration change whose params are this text. */
async function push(client, params) {
  client.server.send(`{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":${params}}`)
  await client.server.idle()
}

test('the lowest level of a change counts, also between two spellings and two parents', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  for (const [first, second] of PAIRS) {
    const settings = [
      ...twice(first, second).map((members) => `{"docker":{"lsp":{${members}}}}`),
      `{"docker.lsp.telemetry":"${first}","docker.lsp.telemetry":"${second}"}`,
      `{"docker.lsp.telemetry":"${first}","docker":{"lsp":{"telemetry":"${second}"}}}`,
      `{"docker.lsp":{"telemetry":"${first}"},"docker":{"lsp.telemetry":"${second}"}}`,
      `{"docker":{"lsp":{"telemetry":"${first}"}},"docker":{"lsp":{"telemetry":"${second}"}}}`,
      `{"docker":{"lsp":{"telemetry":"${first}"},"lsp":{"telemetry":"${second}"}}}`,
      `{"docker":{"lsp":{"telemetry":"${first}"},"l\\u0073p":{"telemetry":"${second}"}}}`,
    ]
    const all = [
      ...settings.map((text) => `{"settings":${text}}`),
      `{"settings":{"docker.lsp.telemetry":"${first}"},"settings":{"docker.lsp.telemetry":"${second}"}}`,
      `{"settings":{"docker.lsp.telemetry":"${first}"}},"params":{"settings":{"docker.lsp.telemetry":"${second}"}}`,
    ]
    for (const params of all) {
      await push(client, '{"settings":{"docker.lsp.telemetry":"error"}}')
      await push(client, params)
      assert.equal(clientLevel(client), lowest(first, second), params)
    }
  }
  assert.equal(client.events.length, 0)
})

test('a change that could also be read to hold no level states off', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const all = '{"telemetry":"all"}'
  for (const other of nothing) {
    for (const params of [
      `{"settings":{"docker":{"lsp":${all},"lsp":${other}}}}`,
      `{"settings":{"docker":{"lsp":${other},"lsp":${all}}}}`,
      `{"settings":{"docker":{"lsp":${all}},"docker":${other}}}`,
      `{"settings":{"docker.lsp":${all}},"settings":{"docker":${other}}}`,
      `{"settings":{"docker.lsp":${all}}},"params":{"settings":{"docker":${other}}}`,
    ]) {
      await push(client, `{"settings":{"docker.lsp":${all}}}`)
      assert.equal(clientLevel(client), 'all')
      await push(client, params)
      assert.equal(clientLevel(client), 'off', params)
    }
  }
})

/** Answers a pull with a response whose members after the ID are this text; returns the resulting client level. */
async function stated(client, members) {
  const [request] = await change(client, { settings: null })
  client.server.send(`{"jsonrpc":"2.0","id":"${request.id}",${members}}`)
  await client.server.idle()
  return clientLevel(client)
}

test('the lowest level of an answer counts', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: answersConfiguration, initializationOptions: { telemetry: 'all' } })
  for (const [first, second] of PAIRS) {
    const answers = [
      ...twice(first, second).map((members) => `"result":[{${members}}]`),
      `"result":[{"telemetry":"${first}"}],"result":[{"telemetry":"${second}"}]`,
      `"result":["${first}"],"r\\u0065sult":[{"telemetry":"${second}"}]`,
    ]
    for (const members of answers) assert.equal(await stated(client, members), lowest(first, second), members)
  }
  for (const other of ['null', '[]', '[{}]', '{}']) {
    for (const members of [`"result":["all"],"result":${other}`, `"result":${other},"result":["all"]`]) {
      await stated(client, '"result":["all"]')
      assert.equal(await stated(client, members), 'off', members)
    }
  }
})

test('a message with a repeated method can withdraw consent under either name', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ capabilities: takesEvents, initializationOptions: { telemetry: 'all' } })
  const settings = '{"settings":{"docker.lsp.telemetry":"off"}}'
  for (const methods of [
    '"method":"workspace/didChangeConfiguration","method":"$/x"',
    '"method":"$/x","method":"workspace/didChangeConfiguration"',
    '"method":"workspace/didCh\\u0061ngeConfiguration","method":"$/x"',
  ]) {
    await push(client, '{"settings":{"docker.lsp.telemetry":"all"}}')
    assert.equal(clientLevel(client), 'all')
    client.server.send(`{"jsonrpc":"2.0",${methods},"params":${settings}}`)
    await client.server.idle()
    assert.equal(clientLevel(client), 'off', methods)
  }
  assert.equal(readAll(client).length > 0, true)
})

test('a change of the configuration in a batch, which is no message, states off where nobody can be asked', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  const params = '{"settings":{"docker.lsp.telemetry":"all"}}'
  for (const method of ['workspace/didChangeConfiguration', 'workspace/didCh\\u0061ngeConfiguration']) {
    await push(client, params)
    assert.equal(clientLevel(client), 'all')
    client.server.send(`[{"jsonrpc":"2.0","method":"${method}","params":${params}}]`)
    await client.server.idle()
    assert.equal(clientLevel(client), 'off', method)
  }
})
