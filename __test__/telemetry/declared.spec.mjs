// The extension's own events: values that a declaration allows are sent in the declared form, everything else is
// refused, and all consent rules apply.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { Client, LanguageServer, eventKind, start, testingBinary } from '../support/client.mjs'
import { compile } from '../support/stub/types.mjs'
import { LEVELS, takesEvents, withEnvironment } from '../support/telemetry.mjs'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const base = { description: 'A button was clicked.', purpose: 'Shows what is used.', owner: 'acme', expires: 'never' }
const property = (type, more) => ({ type, description: 'What it says.', ...more })
const events = {
  $schema: './node_modules/candor/candor.events.schema.json',
  buttonClicked: {
    ...base,
    kind: 'usage',
    properties: {
      place: property('word', { words: ['palette', 'menu'] }),
      isFirst: property('boolean', { optional: true }),
      files: property('count', { bounds: [1, 2, 10], optional: true }),
      took: property('duration', { bounds: [100, 1000], optional: true }),
      release: property('version', { optional: true }),
      repository: property('remote', { optional: true }),
      document: property('path', { optional: true }),
      session: property('session'),
    },
  },
  importFailed: { ...base, kind: 'error' },
}

/** Starts a server that stops when the test ends. */
function serve(t, telemetry) {
  const server = LanguageServer.start({ telemetry: { level: 'all', hashing: 'plain', events, ...telemetry } })
  t.after(() => server.stop())
  return server
}

/** Waits until the server is idle, and returns the declared events. */
async function readOwn(server) {
  await server.idle()
  return server.readTelemetry().filter(({ name }) => Object.hasOwn(events, name))
}

const sha = (text) => createHash('sha256').update(text).digest('hex')

test('an event leaves with a value of the declared kind for each property', async (t) => {
  const server = serve(t)
  server.record('buttonClicked', {
    place: 'menu',
    isFirst: true,
    files: 9,
    took: 99.9,
    release: 'v1.4.0-beta.2',
    repository: 'git@github.com:acme/app.git',
    document: { path: 'src\\main.ts', remote: 'https://alice:secret@github.com/acme/app' },
  })
  server.record('importFailed')
  const [clicked, failed] = await readOwn(server)
  const { session, ...properties } = clicked.properties
  assert.match(session, UUID)
  assert.deepEqual(properties, {
    place: 'menu',
    isFirst: true,
    files: '2-9',
    took: '0-99ms',
    release: '1.4.0-beta2',
    repository: sha('git_remote:github.com/acme/app'),
    document: sha('document:github.com/acme/app:src/main.ts'),
  })
  assert.deepEqual(failed, { v: 1, name: 'importFailed', properties: {} })
  assert.deepEqual([clicked, failed].map(eventKind), ['usage', 'error'])
})

test('each level admits the kinds that it admits of our own events', async (t) => {
  for (const [level, expected] of [
    ['off', []],
    ['error', ['importFailed']],
    ['all', ['buttonClicked', 'importFailed']],
  ]) {
    const server = serve(t, { level })
    server.record('buttonClicked', { place: 'menu' })
    server.record('importFailed', {})
    assert.deepEqual(
      (await readOwn(server)).map(({ name }) => name),
      expected,
      level,
    )
    assert.deepEqual(server.telemetryStatus().dropped, { capacity: 0, revoked: 0, refused: 0 }, level)
  }
})

test('a client that takes events gets them too, in the order in which they were recorded', async (t) => {
  const client = start(t, { telemetry: { level: 'all', events } })
  await client.initialize({ capabilities: takesEvents })
  for (const place of ['menu', 'palette', 'menu']) client.server.record('buttonClicked', { place })
  await client.server.idle()
  const places = client.events.filter(({ name }) => name === 'buttonClicked').map(({ properties }) => properties.place)
  assert.deepEqual(places, ['menu', 'palette', 'menu'])
})

test('a declaration that is not valid is refused with the place of the fault', () => {
  const own = (change) => ({ clicked: { ...base, kind: 'usage', ...change } })
  const place = (declaration) => own({ properties: { place: declaration } })
  const cases = [
    [5, /^options\.telemetry\.events must be an object$/],
    [[], /^options\.telemetry\.events must be/],
    [{ clicked: 5 }, /^options\.telemetry\.events\.clicked must be an object$/],
    [{ clicked: null }, /^options\.telemetry\.events\.clicked must be an object$/],
    [{ '/home/alice': {} }, /must be given a name of at most 64 letters/],
    [{ initialize: { ...base, kind: 'usage' } }, /^options\.telemetry\.events\.initialize must be renamed/],
    [{ extension_error: { ...base, kind: 'error' } }, /^options\.telemetry\.events\.extension_error must be renamed/],
    [own({ kind: 'Usage' }), /^options\.telemetry\.events\.clicked\.kind must be 'usage' or 'error'$/],
    [own({ kind: undefined }), /events\.clicked\.kind must be/],
    [own({ owner: ' ' }), /events\.clicked\.owner must be a non-empty string$/],
    [own({ purpose: undefined }), /events\.clicked\.purpose must be/],
    [own({ description: 1 }), /events\.clicked\.description must be/],
    [own({ expires: '2027-02-29' }), /events\.clicked\.expires must be a date such as/],
    [own({ expires: undefined }), /events\.clicked\.expires must be/],
    [own({ colour: 1 }), /events\.clicked\.colour must be omitted/],
    [own({ properties: [] }), /events\.clicked\.properties must be an object$/],
    [place('menu'), /events\.clicked\.properties\.place must be an object$/],
    [place(property('string')), /properties\.place\.type must be 'word', 'boolean'/],
    [place(property('word')), /properties\.place\.words must be an array/],
    [place(property('word', { words: [] })), /properties\.place\.words must be/],
    [place(property('word', { words: ['a', 'a'] })), /properties\.place\.words must be/],
    [place(property('word', { words: ['a/b'] })), /properties\.place\.words must be/],
    [place(property('word', { words: [1] })), /properties\.place\.words must be/],
    [place(property('word', { words: ['a'], bounds: [1] })), /properties\.place\.bounds must be omitted/],
    [place(property('count')), /properties\.place\.bounds must be/],
    [place(property('count', { bounds: [0] })), /properties\.place\.bounds must be/],
    [place(property('count', { bounds: [2, 1] })), /properties\.place\.bounds must be/],
    [place(property('count', { bounds: [1.5] })), /properties\.place\.bounds must be/],
    [place({ type: 'boolean' }), /properties\.place\.description must be/],
    [place(property('boolean', { optional: 'yes' })), /properties\.place\.optional must be a boolean$/],
  ]
  for (const [declaration, message] of cases) {
    assert.throws(
      () => LanguageServer.start({ telemetry: { events: declaration } }),
      (error) => error instanceof TypeError && error.code === 'INVALID_ARGUMENT' && message.test(error.message),
      JSON.stringify(declaration),
    )
  }
})

test('a declaration whose largest event would not fit is refused, and the largest that fits is sent', async (t) => {
  const long = property('word', { words: ['x'.repeat(64)] })
  const wide = (count, declaration) => {
    const properties = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`p${at}`.padEnd(62, 'p'), declaration]),
    )
    return { wide: { ...base, kind: 'usage', properties } }
  }
  assert.throws(
    () => LanguageServer.start({ telemetry: { events: wide(32, long) } }),
    /properties must be at most 32 properties/,
  )
  const server = serve(t, { events: wide(29, long) })
  server.record(
    'wide',
    Object.fromEntries(Object.keys(wide(29, long).wide.properties).map((key) => [key, 'x'.repeat(64)])),
  )
  await server.idle()
  const [event] = server.readTelemetry()
  const size = JSON.stringify(event).length
  assert.ok(size > 3800 && size <= 4096, `${size} bytes`)
})

const REFUSED = [
  ['unknown', undefined, /^name must be the name of a declared event$/],
  ['constructor', {}, /^name must be/],
  ['__proto__', {}, /^name must be/],
  [5, {}, /^name must be/],
  ['buttonClicked', undefined, /^properties\.place must be one of the declared words: 'palette', 'menu'$/],
  ['buttonClicked', 'menu', /^properties must be an object$/],
  ['buttonClicked', ['menu'], /^properties must be an object$/],
  ['buttonClicked', { place: 'canary' }, /^properties\.place must be/],
  ['buttonClicked', { place: 'Menu' }, /^properties\.place must be/],
  ['buttonClicked', { place: { toString: () => 'menu' } }, /^properties\.place must be/],
  ['buttonClicked', { place: 'menu', colour: 'canary' }, /^properties\.colour must be omitted: it is not declared$/],
  ['buttonClicked', { place: 'menu', 'canary with spaces': 1 }, /^properties must be omitted/],
  ['buttonClicked', { place: 'menu', files: -1 }, /^properties\.files must be an integer of at least 0$/],
  ['buttonClicked', { place: 'menu', files: 1.5 }, /^properties\.files must be/],
  ['buttonClicked', { place: 'menu', files: NaN }, /^properties\.files must be/],
  ['buttonClicked', { place: 'menu', files: Infinity }, /^properties\.files must be/],
  ['buttonClicked', { place: 'menu', files: 1n }, /^properties\.files must be/],
  ['buttonClicked', { place: 'menu', files: '1' }, /^properties\.files must be/],
  ['buttonClicked', { place: 'menu', took: Infinity }, /^properties\.took must be/],
  ['buttonClicked', { place: 'menu', isFirst: 'true' }, /^properties\.isFirst must be a boolean$/],
  ['buttonClicked', { place: 'menu', release: 'canary' }, /^properties\.release must be a version/],
  ['buttonClicked', { place: 'menu', release: '1.2.3-canary' }, /^properties\.release must be/],
  ['buttonClicked', { place: 'menu', document: '/home/alice/a' }, /^properties\.document must be a relative path/],
  ['buttonClicked', { place: 'menu', document: 'C:\\alice\\a' }, /^properties\.document must be/],
  ['buttonClicked', { place: 'menu', document: '../alice' }, /^properties\.document must be/],
  ['buttonClicked', { place: 'menu', document: { path: 'a', owner: 'canary' } }, /^properties\.document must be/],
  ['buttonClicked', { place: 'menu', session: 'canary' }, /^properties\.session must be omitted/],
  [
    'buttonClicked',
    {
      place: 'menu',
      get files() {
        throw new Error('canary')
      },
    },
    /^properties must be a value that can be read/,
  ],
]

test('what the declaration does not admit is refused and counted', async (t) => {
  const server = serve(t)
  for (const [name, properties] of REFUSED) server.record(name, properties)
  assert.deepEqual(await readOwn(server), [])
  assert.equal(server.telemetryStatus().dropped.refused, REFUSED.length)
})

test('under strict, what the declaration does not admit throws at every level and never repeats the value', async (t) => {
  for (const level of LEVELS) {
    const server = serve(t, { level, strict: true })
    for (const [name, properties, message] of REFUSED) {
      assert.throws(
        () => server.record(name, properties),
        (error) => error.code === 'INVALID_ARGUMENT' && message.test(error.message) && !/canary/.test(error.message),
        `${level} ${String(name)} ${message}`,
      )
    }
    server.record('buttonClicked', { place: 'menu' })
    assert.equal((await readOwn(server)).length, level === 'all' ? 1 : 0)
  }
})

test('while nothing is admitted, the properties are not even read', async (t) => {
  const server = serve(t, { level: 'off' })
  let reads = 0
  const properties = new Proxy({}, { ownKeys: () => ((reads += 1), []), get: () => (reads += 1) })
  server.record('buttonClicked', properties)
  server.record('unknown', properties)
  assert.equal(reads, 0)
  assert.equal(server.telemetryStatus().dropped.refused, 0)
})

test('properties of Object.prototype do not count', async (t) => {
  const server = serve(t)
  Object.defineProperty(Object.prototype, 'place', { value: 'menu', configurable: true, enumerable: true })
  try {
    server.record('buttonClicked', {})
  } finally {
    delete Object.prototype.place
  }
  assert.deepEqual(await readOwn(server), [])
})

test('an event that was recorded while the level was off, or before it was off, never leaves', async (t) => {
  const server = serve(t, { level: 'off' })
  server.record('buttonClicked', { place: 'menu' })
  server.setTelemetryLevel('all')
  assert.deepEqual(await readOwn(server), [])
  server.record('buttonClicked', { place: 'menu' })
  server.setTelemetryLevel('off')
  server.setTelemetryLevel('all')
  assert.deepEqual(await readOwn(server), [])
  assert.equal(server.telemetryStatus().dropped.revoked > 0, true)
  const properties = {
    get place() {
      server.setTelemetryLevel('off')
      server.setTelemetryLevel('all')
      return 'menu'
    },
  }
  server.record('buttonClicked', properties)
  await server.idle()
  server.record('importFailed')
  assert.deepEqual(
    (await readOwn(server)).map(({ name }) => name),
    ['importFailed'],
  )
})

test('an event after a message in which the client states off never leaves', async (t) => {
  for (let round = 0; round < 50; round++) {
    const client = new Client({ telemetry: { level: 'all', events } })
    t.after(() => client.stop())
    const params = { capabilities: {}, processId: null, rootUri: null, initializationOptions: { telemetry: 'off' } }
    client.send({ id: 1, method: 'initialize', params })
    client.server.record('buttonClicked', { place: 'menu' })
    const early = client.server.readTelemetry()
    await client.server.idle()
    assert.deepEqual([...early, ...client.server.readTelemetry()], [])
  }
})

test('the environment forbids declared events, too', async (t) => {
  await withEnvironment({ DO_NOT_TRACK: '1' }, async () => {
    const server = serve(t)
    server.record('buttonClicked', { place: 'menu' })
    assert.deepEqual(await readOwn(server), [])
  })
})

test('an event past its end date is not sent', async (t) => {
  const server = serve(t, { events: { old: { ...base, kind: 'usage', expires: '2020-01-31' } } })
  server.record('old')
  await server.idle()
  assert.deepEqual(server.readTelemetry(), [])
})

test('an opt-out while ten thousand wait lets none out, however often it is tried', async (t) => {
  for (let round = 0; round < 20; round++) {
    const server = LanguageServer.start({ telemetry: { level: 'all', capacity: 20_000, events } })
    t.after(() => server.stop())
    for (let index = 0; index < 10_000; index++) server.record('buttonClicked', { place: 'menu', files: index })
    // Some events are queued, others are still being delivered.
    if (round % 2 === 1) await server.idle()
    let isOff = false
    let late = 0
    const listener = () => (late += Number(isOff))
    if (round % 4 > 1) server.onTelemetry(listener)
    server.setTelemetryLevel('off')
    isOff = true
    assert.equal(server.telemetryStatus().pending, 0)
    server.setTelemetryLevel('all')
    await server.idle()
    if (round % 4 <= 1) assert.deepEqual(server.readTelemetry(), [])
    assert.equal(late, 0)
    assert.equal(server.telemetryStatus().dropped.revoked, 10_000)
  }
})

test('the queue holds as many as its capacity says and counts those that it loses', async (t) => {
  const server = serve(t, { capacity: 100 })
  for (let index = 0; index < 250; index++) server.record('importFailed')
  assert.equal((await readOwn(server)).length, 100)
  assert.equal(server.telemetryStatus().dropped.capacity, 150)
})

test('no string that is neither declared nor made by an anonymiser reaches a reader, whatever is recorded', async (t) => {
  // A seeded generator, so that every run records the same events.
  let seed = 7
  const random = (limit) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % limit
  }
  const CANARY = 'canary'
  const odd = [
    CANARY, `${CANARY}/x`, `1.2.3-${CANARY}`, `https://${CANARY}.example/${CANARY}`, `${CANARY}@host:${CANARY}`, `../${CANARY}`,
    { path: CANARY, remote: `https://${CANARY}.example/a` }, { [CANARY]: CANARY }, [CANARY], new Error(CANARY), Symbol(CANARY),
    () => CANARY, new Map([[CANARY, CANARY]]), new (class extends String {})(CANARY), 7, -7, NaN, true, null, undefined,
    'menu', 'palette', 12n, new Date(0), Buffer.from(CANARY),
  ] // prettier-ignore
  const keys = [
    'place',
    'isFirst',
    'files',
    'took',
    'release',
    'repository',
    'document',
    'session',
    CANARY,
    '__proto__',
  ]
  const server = serve(t, { hashing: 'session', capacity: 50_000 })
  for (let index = 0; index < 10_000; index++) {
    const properties = { place: ['menu', 'palette', odd[random(odd.length)]][random(3)] }
    for (let count = random(3); count > 0; count--) properties[keys[random(keys.length)]] = odd[random(odd.length)]
    server.record(random(20) === 0 ? CANARY : 'buttonClicked', properties)
  }
  const read = await readOwn(server)
  assert.ok(read.length > 500, `${read.length} events are admitted`)
  const made = { files: /^(0|1|2-9|10\+)$/, took: /^(0-99ms|100-999ms|1000ms\+)$/, release: /^\d+\.\d+\.\d+$/ }
  const hash = /^[\da-f]{64}$/
  const forms = {
    place: /^(menu|palette)$/,
    isFirst: /^true$/,
    repository: hash,
    document: hash,
    session: UUID,
    ...made,
  }
  for (const { name, v, properties, ...rest } of read) {
    assert.deepEqual([name, v, rest], ['buttonClicked', 1, {}])
    for (const [key, value] of Object.entries(properties)) assert.match(String(value), forms[key])
  }
})

test('a stopped server throws that it is stopped', async () => {
  const server = LanguageServer.start({ telemetry: { events } })
  await server.stop()
  for (const call of [() => server.record('importFailed'), () => server.recordError(new Error('x'))]) {
    assert.throws(call, { code: 'SERVER_STOPPED' })
  }
})

test('a clock that passes the end date while an event waits keeps it in', async (t) => {
  const server = LanguageServer.start({ binary: testingBinary, telemetry: { level: 'all', events } })
  t.after(() => server.stop())
  server.record('importFailed')
  assert.equal((await readOwn(server)).length, 1)
})

test('the types know the names, the properties and their values', () => {
  const head = `
    import { LanguageServer, type EventDeclarations } from 'candor'
    const base = { description: 'a', purpose: 'b', owner: 'c', expires: 'never' } as const
    const server = LanguageServer.start({ telemetry: { events: {
      clicked: { ...base, kind: 'usage', properties: {
        place: { type: 'word', words: ['menu', 'palette'], description: 'd' },
        files: { type: 'count', bounds: [1], description: 'd', optional: true },
        id: { type: 'session', description: 'd' },
      } },
      failed: { ...base, kind: 'error' },
    } } })
  `
  const good = compile(`${head}
    server.record('clicked', { place: 'menu' })
    server.record('clicked', { place: 'palette', files: 3 })
    server.record('failed')
    for (const event of server.readTelemetry()) if (event.name === 'clicked') event.properties satisfies object
    for (const event of server.readTelemetry()) if (event.name === 'initialize') event.properties.lsVersion.length
    const plain: LanguageServer = LanguageServer.start()
    for (const event of plain.readTelemetry()) if (event.name === 'server_heartbeat') event.properties.type.length
    const typed = LanguageServer.start<{ clicked: { place: 'menu' } }>()
    typed.record('clicked', { place: 'menu' })
    const declared = { failed: { ...base, kind: 'error' } } as const satisfies EventDeclarations
    LanguageServer.start({ telemetry: { events: declared } }).record('failed')
  `)
  assert.deepEqual(good.problems, [])
  for (const bad of [
    "server.record('other')",
    "server.record('clicked')",
    "server.record('clicked', {})",
    "server.record('clicked', { place: 'toolbar' })",
    "server.record('clicked', { place: 'menu', files: '3' })",
    "server.record('clicked', { place: 'menu', id: 'x' })",
    "server.record('failed', { place: 'menu' })",
  ]) {
    assert.equal(compile(head + bad).problems.length, 1, bad)
  }
})
