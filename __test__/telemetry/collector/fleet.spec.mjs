// docs/fleet.md: its Collector configuration, its extension code, and its query over a simulated fleet.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { LanguageServer, root } from '../../support/client.mjs'
import { Collector, skip, validate } from './collector.mjs'
import { requireInstalled } from './install.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../../js/index.js')

const guide = readFileSync(path.join(root, 'docs/fleet.md'), 'utf8')
const blocks = (language) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text)
const [CONFIG, FILES] = blocks('yaml')
const [VIEW, QUERY] = blocks('sql')
const LEAST = 20

const base = { description: 'It was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const place = { type: 'word', words: ['menu', 'palette'], description: 'Where.' }
const server_session = { type: 'session', description: 'The session.' }
const events = {
  clicked: { ...base, kind: 'usage', properties: { place, server_session } },
  failed: { ...base, kind: 'error', properties: { server_session } },
}

/** Returns the guide's function `receiver` with another URL. */
function receiverOfGuide(url) {
  const [code] = blocks('js')
  const load = (name) => (name === 'candor/opentelemetry' ? require('../../../js/opentelemetry.js') : require(name))
  const make = new Function('require', `${code.replace(/https:[^']*/, url)}\nreturn receiver`)
  return make(load)({ name: 'acme', version: '1.4.0' })
}

async function database() {
  const { DuckDBInstance } = requireInstalled('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  return {
    run: (sql) => connection.run(sql),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
  }
}

test('the Collector accepts the configuration, and refuses one with a mistake', { skip }, (t) => {
  assert.equal(validate(t, CONFIG), '')
  assert.equal(validate(t, `${CONFIG}\n`.replace('[logs/usage]', '[logs/nowhere]')).includes('logs/nowhere'), true)
  assert.match(FILES, /logs\/usage: \{ exporters: \[file\/usage\] \}/)
})

test('usage and errors are stored apart, without what nobody needs', { skip }, async (t) => {
  const collector = await Collector.start(t, CONFIG)
  const server = LanguageServer.start({
    telemetry: { level: 'all', events },
    product: { name: 'acme', version: '1.4.0' },
  })
  t.after(() => server.stop())
  const relay = relayTelemetry(server, receiverOfGuide(collector.url))
  for (const word of ['menu', 'palette', 'menu']) server.record('clicked', { place: word })
  server.record('failed')
  await relay.close()
  const usage = await collector.expect(3, 'usage')
  const [failed] = await collector.expect(1, 'errors')
  assert.deepEqual(
    usage.map(({ eventName, attributes }) => [eventName, attributes.place]),
    [
      ['clicked', 'menu'],
      ['clicked', 'palette'],
      ['clicked', 'menu'],
    ],
  )
  assert.equal(failed.eventName, 'failed')
  for (const { resource, body, traceId } of [...usage, failed]) {
    assert.deepEqual(resource, { 'service.name': 'acme', 'service.version': '1.4.0' })
    assert.deepEqual([body, traceId], [{}, undefined])
  }

  const { run, rows } = await database()
  await run(VIEW.replace('usage.jsonl', collector.file('usage')))
  const seen = await rows(`SELECT event, value, count(*)::INT AS times, count(DISTINCT unit)::INT AS units
    FROM observations WHERE key = 'place' GROUP BY ALL ORDER BY value`)
  assert.deepEqual(seen, [
    { event: 'clicked', value: 'menu', times: 2, units: 1 },
    { event: 'clicked', value: 'palette', times: 1, units: 1 },
  ])
})

test('what others send with a resource or a text is stored without it', { skip }, async (t) => {
  const collector = await Collector.start(t, CONFIG)
  const attribute = ([key, stringValue]) => ({ key, value: { stringValue } })
  const attributes = Object.entries({ 'host.name': 'canary', 'service.name': 'acme' }).map(attribute)
  const logRecord = { severityNumber: 9, eventName: 'clicked', body: { stringValue: 'canary' }, traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174' } // prettier-ignore
  const body = {
    resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [logRecord] }] }],
  }
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(collector.url, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.equal(status, 200)
  const [record] = await collector.expect(1, 'usage')
  const { resource, body: text, traceId, spanId, ...others } = record
  assert.deepEqual(resource, { 'service.name': 'acme' })
  assert.deepEqual([text, traceId, spanId], [{ stringValue: '' }, undefined, undefined])
  assert.doesNotMatch(JSON.stringify(others), /canary/)
})

test('the query publishes no value that fewer than 20 of a million installations send', async () => {
  const { run, rows } = await database()
  await run(FLEET)
  const truth = await rows(
    'SELECT value, count(DISTINCT installation)::INT AS installations, count(DISTINCT unit)::INT AS sessions FROM observations GROUP BY ALL',
  )
  const installations = Object.fromEntries(truth.map((row) => [row.value, row.installations]))
  assert.equal((await rows('SELECT count(DISTINCT installation)::INT AS count FROM observations'))[0].count, 1_000_000)

  const published = (await rows(QUERY)).map(({ value }) => value)
  const rare = published.filter((value) => installations[value] < LEAST)
  assert.deepEqual(rare, [])
  // Every value that is common enough is published.
  const common = truth.filter(({ installations }) => installations >= 10_000).map(({ value }) => value)
  assert.ok(common.length > 3)
  for (const value of [...common, '20 in an hour']) assert.ok(published.includes(value), value)
  for (const value of ['19 in an hour', 'one alone', '5 that restart']) assert.ok(!published.includes(value), value)

  // Counting sessions over the whole week would publish a value that only five installations send.
  const restarting = truth.find(({ value }) => value === '5 that restart')
  assert.ok(restarting.installations === 5 && restarting.sessions > 10 * LEAST)
})

/**
 * A week of a million installations with one to three sessions each. Most values follow a realistic frequency
 * distribution; a few are rare, in each of the ways that the query must detect.
 */
const FLEET = `
CREATE TABLE observations AS
WITH sessions AS (
  SELECT i AS installation, hash(i, s) AS random FROM range(1000000) t(i), range(3) u(s) WHERE s <= hash(i) % 3
)
SELECT 'clicked' AS event, installation, (random % 168)::VARCHAR AS hour, random::VARCHAR AS unit, 'place' AS key,
  'word ' || floor(log2(1 + (random // 168) % 100000))::INT AS value
FROM sessions
UNION ALL SELECT 'clicked', i, '7', 'a' || i, 'place', '20 in an hour' FROM range(20) t(i)
UNION ALL SELECT 'clicked', i, '7', 'b' || i, 'place', '19 in an hour' FROM range(19) t(i)
UNION ALL SELECT 'clicked', 4, s::VARCHAR, 'c' || s, 'place', 'one alone' FROM range(168) t(s)
UNION ALL SELECT 'clicked', i, s::VARCHAR, 'd' || i || '-' || s, 'place', '5 that restart' FROM range(5) t(i), range(50) u(s)
`
