// Malformed messages about the configuration: no change is lost, and an invalid response is ignored.

import assert from 'node:assert/strict'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import { written } from '../support/malformed-messages.mjs'
import { brief } from '../support/refusals.mjs'
import { assertGoesOn, exchange, message, nested } from '../support/wire.mjs'

const CONFIGURATION = 'workspace/didChangeConfiguration'

test('an unreadable response gets no response, and the request counts as unanswered', async (t) => {
  const broken = (id) => [
    `{"jsonrpc":"2.0","id":"${id}","result":${nested(200)}}`,
    `{"jsonrpc":"2.0","id":"${id}","id":"${id}","result":[{"telemetry":"all"}]}`,
    `{"jsonrpc":"2.0","id":"${id}","error":null}`,
    `{"jsonrpc":"2.0","id":["${id}"],"result":[{"telemetry":"all"}]}`,
    `{"jsonrpc":"2.0","id":1,"result":[{"telemetry":"all"}]}`,
  ]
  for (const index of broken().keys()) {
    const client = startTesting(t, { telemetry: { level: 'all' } })
    await client.initialize({ capabilities: { workspace: { configuration: true } } })
    const [{ id }] = client.received('workspace/configuration')
    const text = broken(id)[index]
    // If the server responded, the client could take that for the response to its own request with this id.
    assert.deepEqual(await exchange(client, text), [], brief(text))
    assert.deepEqual(client.server.readTelemetry(), [], brief(text))
    await assertGoesOn(client)
  }
})

/** Asserts that each text makes the server pull, and that reading returns nothing until the client responds. */
async function assertPulls(t, texts) {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  const capabilities = { workspace: { configuration: true } }
  await client.initialize({ capabilities, initializationOptions: { telemetry: 'all' } })
  for (const text of texts) {
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
    assert.ok(client.server.telemetryStatus().pending > 0)
    const pulls = (await exchange(client, text)).filter(({ method }) => method === 'workspace/configuration')
    assert.equal(pulls.length, 1, brief(text))
    assert.deepEqual(client.server.readTelemetry(), [], 'nothing is handed out while a pull is under way')
    await exchange(client, message({ id: pulls[0].id, result: [{ telemetry: 'all' }] }))
    assert.ok(client.server.readTelemetry().length > 0)
  }
}

const CHANGED = message({ method: CONFIGURATION, params: { settings: { docker: { lsp: { telemetry: 'off' } } } } })

test('a change of the configuration leads to a pull wherever its message breaks off', async (t) => {
  const known = CHANGED.indexOf(CONFIGURATION) + CONFIGURATION.length + 1
  await assertPulls(
    t,
    Array.from({ length: CHANGED.length - known }, (_, index) => CHANGED.slice(0, known + index)),
  )
})

test('a change of the configuration leads to a pull in every broken form', async (t) => {
  const settings = (value) => `{"jsonrpc":"2.0","method":"${CONFIGURATION}","params":{"settings":${value}}}`
  const forms = [
    ...['', '"params":null', '"params":7', '"params":[]', '"params":{}', '"params":{"settings":null}', '"params":true'],
    ...[
      '"params":{"settings":1},"params":{"settings":1}',
      `"method":"${CONFIGURATION}"`,
      '"jsonrpc":"1.0"',
      '"acme":1',
    ],
  ].map((wrong) => written(`"method":"${CONFIGURATION}"`, wrong))
  const values = ['7', '"x"', '1e400', '"\\ud800"', '[1e400]', '[[]]', 'tru', '"a\nb"', '"\0"', '{,}', "'x'"]
  const jsonrpc = ['null', '2', '"1.0"', '"2.0\\ud800"'].map((version) => CHANGED.replace('"2.0"', version))
  await assertPulls(t, [
    ...forms,
    ...[...values, nested(200), nested(200_000), '['.repeat(200_000)].map(settings),
    ...jsonrpc,
    ...[`\ufeff${CHANGED}`, `${CHANGED}}`, `${CHANGED}${CHANGED}`, CHANGED.replace('{"jsonrpc":"2.0",', '{')],
    ...[
      CHANGED.replaceAll('/', '\\/'),
      CHANGED.replace('didC', 'did\\u0043'),
      CHANGED.replace('method', '\\u006dethod'),
    ],
  ])
})

test('a change of the configuration leads to a pull where its message breaks before its method', async (t) => {
  const late = (value) => `{"jsonrpc":"2.0","params":{"settings":${value}},"method":"${CONFIGURATION}"}`
  await assertPulls(t, [nested(200), 'tru', '{,}', '"a\nb"', `["${'x'.repeat(9_000)}",]`].map(late))
})

test('a change of the configuration that has an id is refused with it, and leads to a pull', async (t) => {
  const requests = ['7', '"seven"', 'null', '1.5', '{}'].map((id) => CHANGED.replace('{', `{"id":${id},`))
  await assertPulls(t, requests)
})
