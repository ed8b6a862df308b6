// Puts canary words into everything that an extension can pass: properties, names, errors, stacks and declaration
// rules. None of them may reach a receiver in any session. CANDOR_SESSIONS sets the number of sessions.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

import { found } from '../support/canaries.mjs'
import { LanguageServer } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const { relayTelemetry } = require('../../js/index.js')

const SESSIONS = Number(process.env.CANDOR_SESSIONS ?? 100)
// Split in two, because names that occur in the extension's own files are allowed in error events.
const CANARY = ['zqcan', 'ary'].join('')

const base = { description: 'What happened.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const property = (type, more) => ({ type, description: 'What it says.', optional: true, ...more })
const PROPERTIES = {
  place: property('word', { words: ['menu', 'palette'] }),
  isFirst: property('boolean'),
  files: property('count', { bounds: [1, 10, 100] }),
  took: property('duration', { bounds: [100, 1_000] }),
  release: property('version'),
  repository: property('remote'),
  document: property('path'),
  session: { type: 'session', description: 'The session.' },
}
const events = {
  clicked: { ...base, kind: 'usage', properties: PROPERTIES },
  failed: { ...base, kind: 'error', properties: PROPERTIES },
}

/** Valid values for each property, so that an event is sent even when another property is invalid. */
const VALID = {
  place: ['menu', 'palette'],
  isFirst: [true, false],
  files: [0, 5, 1e9],
  took: [0, 99.5, 1e12],
  release: ['1.2.3', 'v2.0.0-beta.1'],
}

/** A seeded pseudo-random number generator, so that every run of a session is the same. */
function random(seed) {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return state % below
  }
}

/** Returns a canary in one of the forms in which it could leak. */
function canary(pick) {
  const forms = [
    CANARY,
    CANARY.toUpperCase(),
    `menu ${CANARY}`,
    `menu\0${CANARY}`,
    `1.2.3-${CANARY}`,
    `1.2.3+${CANARY}`,
    `/home/${CANARY}/x`,
    `C:\\Users\\${CANARY}\\x`,
    `https://${CANARY}:${CANARY}@example.com/${CANARY}`,
    `git@${CANARY}.example.com:${CANARY}/x.git`,
    `${CANARY}@example.com`,
    `${CANARY}\n${CANARY}`,
    `{"${CANARY}":1}`,
    Buffer.from(CANARY).toString('base64'),
    Buffer.from(CANARY).toString('hex'),
  ]
  return forms[pick(forms.length)]
}

/** Returns a JavaScript value of any kind that contains a canary. */
function value(pick) {
  const word = canary(pick)
  const makers = [
    () => word,
    () => [word],
    () => ({ [word]: word }),
    () => ({ path: word, remote: word }),
    () => ({ toString: () => word, valueOf: () => word, toJSON: () => word }),
    () => new String(word),
    () => new URL(`https://example.com/${encodeURIComponent(word)}`),
    () => new Map([[word, word]]),
    () => new Error(word),
    () => Object.assign(() => word, { [CANARY]: word }),
    () => Symbol(word),
    () => new Proxy({}, { get: () => word, ownKeys: () => [word] }),
    () => Buffer.from(word),
    () => Promise.resolve(word),
  ]
  return makers[pick(makers.length)]()
}

function error(pick) {
  const word = canary(pick)
  const name = word.replace(/\W/g, '_')
  const withStack = (stack) => Object.assign(new Error(word), { stack })
  const thrown = (call) => {
    try {
      return call()
    } catch (error) {
      return error
    }
  }
  const makers = [
    () => new Error(word),
    () => new TypeError(word, { cause: new Error(word) }),
    () => new AggregateError([new Error(word)], word),
    () => Object.assign(new RangeError(word), { name: word, code: word, path: word, [CANARY]: word }),
    () =>
      new (class extends Error {
        static name = name
      })(word),
    () => thrown({ [name]() { throw new Error(word) } }[name]), // prettier-ignore
    () => thrown(() => JSON.parse(word)),
    () => thrown(() => require(`./${CANARY}`)),
    () => withStack(`${word}: ${word}\n    at ${word} (${import.meta.filename}:1:1)\n    at new ${name} (${word}:1:1)`),
    () => withStack(`Error\n    at Object.${name} [as ${name}] (file:///${word}.js:1:1)\n    at async ${word}`),
    () => withStack(value(pick)),
    () => value(pick),
    () => ({ name: word, message: word, stack: word }),
  ]
  return makers[pick(makers.length)]()
}

/** Returns a mix of valid properties, properties that contain a canary, and undeclared properties. */
function properties(pick) {
  const result = {}
  for (const name of Object.keys(PROPERTIES)) {
    const choice = pick(4)
    if (choice === 0) result[name] = value(pick)
    else if (choice === 1 && VALID[name]) result[name] = VALID[name][pick(VALID[name].length)]
  }
  if (pick(5) === 0) result[canary(pick)] = value(pick)
  // Hashed properties may contain anything.
  if (pick(2) === 0) result.repository = `https://${CANARY}:${CANARY}@github.com/${CANARY}/app-${pick(1_000)}.git`
  if (pick(2) === 0) result.document = { path: `src/${CANARY}/${pick(1_000)}.ts`, remote: `git@github.com:${CANARY}/x` }
  return result
}

/** Calls a function that may reject its arguments. */
function attempt(call) {
  try {
    call()
  } catch (error) {
    assert.equal(error.code, 'INVALID_ARGUMENT', error.stack)
  }
}

async function session(number) {
  const pick = random(number + 1)
  const hashing = ['session', 'plain', { key: `${CANARY}-key-of-the-publisher-0123456789` }][pick(3)]
  const strict = pick(4) === 0
  const server = LanguageServer.start({ telemetry: { level: pick(3) ? 'all' : 'error', hashing, strict, events } })
  server.onError(() => {})
  const received = []
  const relay = relayTelemetry(server, { send: (batch) => void received.push(...batch), purge() {}, close: async () => {} }) // prettier-ignore
  const send = (message) => server.send(JSON.stringify({ jsonrpc: '2.0', ...message }))
  const clientInfo = { name: canary(pick), version: canary(pick) }
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: `file:///${CANARY}`, clientInfo, capabilities: {}, initializationOptions: { [CANARY]: CANARY } } }) // prettier-ignore
  send({ method: 'initialized', params: {} })
  for (let call = 0; call < 6; call++) {
    attempt(() => server.record(['clicked', 'failed'][pick(2)], properties(pick)))
    attempt(() => server.record(canary(pick), properties(pick)))
    attempt(() => server.recordError(error(pick)))
  }
  // Records one valid event, so that there is something to check.
  server.record('failed', { place: 'menu', document: `${CANARY}/${number}.ts` })
  await server.idle()
  await relay.close()
  await server.stop()
  return received
}

test('no canary word leaves, whatever an extension passes', async (t) => {
  let count = 0
  for (let number = 0; number < SESSIONS; number++) {
    const received = await session(number)
    count += received.length
    assert.ok(
      received.some(({ event }) => event.name === 'extension_error'),
      `session ${number}`,
    )
    assert.ok(
      received.some(({ event }) => event.name === 'failed'),
      `session ${number}`,
    )
    const text = JSON.stringify(received)
    assert.deepEqual(found(received, [CANARY, '/home', 'Users']), [], `session ${number}: ${text}`)
  }
  t.diagnostic(`${SESSIONS} sessions, ${count} events`)
})
