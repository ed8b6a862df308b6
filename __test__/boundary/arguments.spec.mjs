// Invalid arguments of every kind: each error names the argument, and none terminates the host's process.

import assert from 'node:assert/strict'
import path from 'node:path'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { LanguageServer, eventKind, start } from '../support/client.mjs'

const ODD_VALUES = new URL('../support/unusual-values.mjs', import.meta.url).href

const invalid = (field) => ({ name: 'TypeError', code: 'INVALID_ARGUMENT', message: new RegExp(`^${field}\\b`) })

/**
 * Runs `work` with every odd value in a child process. `work` receives `expect(name, field, call)`, which requires
 * `call` to throw INVALID_ARGUMENT for `field`, and `allow(name, field, call)`, which also accepts a return value.
 * Returns the calls that met neither expectation.
 */
async function withOddValues(work, data = {}) {
  const ran = await inChild(
    async (means) => {
      const { source, oddValuesUrl, print } = means
      const { oddValues, oddFunctions } = await import(oddValuesUrl)
      const attempt = (may) => (name, field, call) => {
        print({ trying: name })
        let outcome
        try {
          const result = call()
          if (result !== null && typeof result?.stop === 'function') result.stop()
          if (may) return
          outcome = 'it was taken'
        } catch (error) {
          const { code, message } = error ?? {}
          // If reading the options throws, the error has that as its `cause` and names `options` as a whole.
          const unreadable = error && 'cause' in error && message.startsWith('options must be a value that can be read')
          const named = unreadable || message?.startsWith(`${field} `)
          if (error instanceof TypeError && code === 'INVALID_ARGUMENT' && named) return
          outcome = `${code ?? 'no code'}: ${String(message).slice(0, 200)}`
        }
        print({ wrong: `${name}: ${outcome}` })
      }
      const given = { ...means, oddValues, oddFunctions, expect: attempt(false), allow: attempt(true) }
      await (0, eval)(`(${source})`)(given)
      print({ done: true })
    },
    { data: { ...data, source: String(work), oddValuesUrl: ODD_VALUES } },
  )
  const tried = ran.printed.filter(({ trying }) => trying)
  const last = `exit code ${ran.code}, signal ${ran.signal} at: ${tried.at(-1)?.trying}\n${ran.stderr.slice(0, 500)}`
  const wrong = ran.printed.flatMap((line) => line.wrong ?? [])
  return ran.printed.at(-1)?.done && ran.code === 0 ? wrong : [...wrong, last]
}

for (const state of ['new', 'in a session']) {
  test(`methods of a server that is ${state} accept valid arguments and name invalid ones`, async () => {
    const wrong = await withOddValues(
      async ({ LanguageServer, initialize, initialized, oddValues, oddFunctions, expect, allow, state }) => {
        const server = LanguageServer.start({ telemetry: { level: 'all' } })
        server.onError(() => {})
        if (state === 'in a session') [initialize, initialized].forEach((text) => server.send(text))
        const isText = (value) => typeof value === 'string'
        const isLimit = (value) => value === undefined || (Number.isInteger(value) && value >= 0 && value < 2 ** 32)
        const isFunction = (value) => value === null || typeof value === 'function'
        const isLevel = (value) => value === null || ['off', 'error', 'all'].includes(value)
        const methods = {
          send: ['message', isText],
          onMessage: ['listener', isFunction],
          setTelemetryLevel: ['level', isLevel],
          readTelemetry: ['limit', isLimit],
          onTelemetry: ['listener', isFunction],
          provideConfiguration: ['provider', isFunction],
          onLevelChange: ['listener', isFunction],
          onError: ['listener', isFunction],
        }
        const values = Object.entries({ ...oddValues, ...oddFunctions })
        for (const [method, [field, takes]] of Object.entries(methods)) {
          for (const [name, value] of values) {
            // An invalid limit must throw whether or not a listener is set.
            for (const listener of method === 'readTelemetry' ? [null, () => {}] : []) {
              server.onTelemetry(listener)
              const judge = takes(value) ? allow : expect
              judge(`readTelemetry(${name}) with ${listener ? 'a' : 'no'} listener`, field, () => server[method](value))
            }
            if (method === 'readTelemetry') continue
            const judge = takes(value) ? allow : expect
            judge(`${method}(${name})`, field, () => server[method](value))
          }
          if (method !== 'readTelemetry') expect(`${method}()`, field, () => server[method]())
          server.onMessage(() => {})
        }
        // These methods have no parameters and ignore any argument.
        for (const [name, value] of values) {
          for (const method of ['telemetryStatus', 'configurationChanged', 'idle']) {
            allow(`${method}(${name})`, 'nothing', () => server[method](value))
          }
        }
        server.provideConfiguration(null)
        await server.idle()
        await server.stop('a value')
      },
      { state },
    )
    assert.deepEqual(wrong, [])
  })
}

test('an invalid level counts as off before it is rejected', async (t) => {
  const { server } = start(t, { telemetry: { level: 'all' } })
  for (const odd of ['ALL', '', ' all', 'all\0', undefined, 1, {}, [], ['all'], new String('all'), Symbol('all')]) {
    server.setTelemetryLevel('all')
    assert.throws(() => server.setTelemetryLevel(odd), invalid('level'))
    assert.deepEqual([server.telemetryStatus().host, server.telemetryStatus().level], ['off', 'off'])
  }
  server.setTelemetryLevel(null)
  assert.equal(server.telemetryStatus().host, null)
})

test('start() takes an object of options or nothing', async () => {
  const wrong = await withOddValues(({ LanguageServer, oddValues, oddFunctions, expect, allow }) => {
    allow('start()', 'options', () => LanguageServer.start())
    for (const [name, value] of Object.entries({ ...oddValues, ...oddFunctions })) {
      const judge = (keys) => {
        if (keys.length === 0) allow(`start(${name})`, 'options', () => LanguageServer.start(value))
        // The error names the first unknown member.
        else expect(`start(${name})`, `options.${keys[0]}`, () => LanguageServer.start(value))
      }
      let keys = null
      // This proxy passes for an empty object.
      if (name === 'a proxy that lies about its length') keys = []
      try {
        if (value == null || (typeof value === 'object' && !Array.isArray(value))) keys = Object.keys(value ?? {})
      } catch {
        // A value whose keys cannot be read has no options.
      }
      if (keys) judge(keys)
      else expect(`start(${name})`, 'options', () => LanguageServer.start(value))
    }
  })
  assert.deepEqual(wrong, [])
})

test('every option accepts valid values, and invalid ones are reported with its path', async () => {
  const wrong = await withOddValues(({ LanguageServer, oddValues, oddFunctions, expect, allow }) => {
    const whole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most
    const oneOf =
      (...words) =>
      (value) =>
        words.includes(value)
    const isText = (value) => typeof value === 'string'
    const isFlag = (value) => typeof value === 'boolean'
    const telemetry = {
      level: oneOf('off', 'error', 'all'),
      negotiation: oneOf('version', 'explicit'),
      detail: oneOf('full', 'coarse'),
      hashing: oneOf('session', 'plain'),
      'hashing.key': (value) => isText(value) && Buffer.byteLength(value) >= 32,
      section: (value) => isText(value) && value !== '' && !/\s/.test(value),
      capacity: whole(0, 2 ** 20),
      lsp: isFlag,
      pullTimeout: whole(1, 2 ** 32 - 1),
      clientNames: (value) => Array.isArray(value) && value.length < 10 && Array.from(value).every(isText),
      knownProviders: (value) => Array.isArray(value) && value.length === 0,
    }
    const paths = {
      commandPrefix: isText,
      runTerraform: isFlag,
      'terraform.path': (value) => value === '' || (isText(value) && path.isAbsolute(value)),
    }
    for (const [name, takes] of Object.entries(telemetry)) paths[`telemetry.${name}`] = takes

    /** Returns options with `value` at `path`. */
    const at = (path, value) => path.split('.').reduceRight((inner, key) => ({ [key]: inner }), value)
    const taken = (takes, value) => {
      try {
        return value == null || takes(value)
      } catch {
        return false
      }
    }
    for (const [path, takes] of Object.entries(paths)) {
      for (const [name, value] of Object.entries({ ...oddValues, ...oddFunctions })) {
        // Without a key, nothing is hashed. An object for `hashing` has members of its own, which are tested separately.
        if (path.startsWith('telemetry.hashing') && (value == null || typeof value === 'object')) continue
        const judge = taken(takes, value) ? allow : expect
        judge(`options.${path}: ${name}`, `options.${path}`, () => LanguageServer.start(at(path, value)))
      }
      for (const thrown of [new Error('from a getter'), null, undefined, 'a text']) {
        const keys = path.split('.')
        const options = at(path, null)
        const owner = keys.slice(0, -1).reduce((object, key) => object[key], options)
        Object.defineProperty(owner, keys.at(-1), {
          get() {
            throw thrown
          },
        })
        expect(`options.${path}: a getter that throws ${thrown}`, `options.${path}`, () =>
          LanguageServer.start(options),
        )
      }
    }
    for (const [name, value] of Object.entries(oddValues)) {
      // This proxy passes for an empty object.
      if (name === 'a proxy that lies about its length') continue
      const isArray = taken(Array.isArray, value ?? {})
      if (isArray || (value != null && typeof value !== 'object')) {
        expect(`telemetry: ${name}`, 'options.telemetry', () => LanguageServer.start({ telemetry: value }))
      }
      if (isArray) {
        expect(`hashing: ${name}`, 'options.telemetry.hashing', () =>
          LanguageServer.start({ telemetry: { hashing: value } }),
        )
      }
      for (const list of ['clientNames', 'knownProviders']) {
        if (typeof value === 'string' && list === 'clientNames') continue
        for (const items of [[value], ['acme/x', value], [value, 'acme/x']]) {
          expect(`${list}: [${name}]`, `options.telemetry.${list}`, () =>
            LanguageServer.start({ telemetry: { [list]: items } }),
          )
        }
      }
    }
  })
  assert.deepEqual(wrong, [])
})

test('limits of numbers, strings and keys are those of the documentation', () => {
  const takes = (telemetry) => LanguageServer.start({ telemetry }).stop()
  const refuses = (telemetry, field = Object.keys(telemetry)[0]) =>
    assert.throws(() => LanguageServer.start({ telemetry }), invalid(`options\\.telemetry\\.${field}`))
  for (const capacity of [0, 1, 1_024, 2 ** 20]) takes({ capacity })
  for (const capacity of [-1, 2 ** 20 + 1, 0.5, '1']) refuses({ capacity })
  for (const pullTimeout of [1, 10_000, 2 ** 32 - 1]) takes({ pullTimeout })
  for (const pullTimeout of [0, 2 ** 32, 1.5, '1000']) refuses({ pullTimeout })
  for (const section of ['docker.lsp', 'acme', 'a.b.c', 'ü.🐳', 'a-b_c']) takes({ section })
  for (const section of ['', '.', 'a.', '.a', 'a..b', 'a b', 'a\n.b', '\u00a0']) refuses({ section })
  for (const key of ['k'.repeat(32), 'é'.repeat(16), '🐳'.repeat(8)]) takes({ hashing: { key } })
  for (const key of ['', 'k'.repeat(31), 'é'.repeat(15), '🐳'.repeat(7), 32, ['k'.repeat(32)], Buffer.alloc(32)]) {
    refuses({ hashing: { key } }, 'hashing\\.key')
  }
  for (const hashing of ['', 'Plain', 'key', {}, { key: null }, { key: undefined }]) refuses({ hashing }, 'hashing')
  takes({ knownProviders: ['acme/x', 'Acme-1/a_b'], clientNames: ['', 'Acme Studio'] })
  for (const address of [
    '',
    'acme',
    'acme/',
    '/x',
    'a/b/c',
    'a b/c',
    'acme/ü',
    'registry.terraform.io/acme/x',
    'a/b\0',
  ]) {
    refuses({ knownProviders: ['acme/x', address] })
  }
})

test('unknown and misplaced options are named', () => {
  const unknown = (options, path) => assert.throws(() => LanguageServer.start(options), invalid(path))
  unknown({ level: 'all' }, 'options\\.level')
  unknown({ Telemetry: {} }, 'options\\.Telemetry')
  unknown({ telemetry: { level: 'all' }, hashing: 'plain' }, 'options\\.hashing')
  unknown({ telemetry: { levels: 'all' } }, 'options\\.telemetry\\.levels')
  unknown({ telemetry: { commandPrefix: 'x' } }, 'options\\.telemetry\\.commandPrefix')
  unknown({ telemetry: { hashing: { key: 'k'.repeat(32), salt: 'x' } } }, 'options\\.telemetry\\.hashing\\.salt')
  unknown({ unknown: undefined }, 'options\\.unknown')
  unknown(JSON.parse('{ "__proto__": 1 }'), 'options\\.__proto__')
  unknown({ ['a\0b']: 1 }, 'options\\.a\0b')
  unknown({ 0: 'x' }, 'options\\.0')
})

test('only own properties of options count, enumerable or not', async () => {
  class Options {
    get telemetry() {
      return { level: 'all' }
    }
  }
  for (const options of [
    new Options(),
    Object.create({ telemetry: { level: 'all' } }),
    Object.create({ unknown: 1 }),
    { telemetry: Object.create({ level: 'all', unknown: 1 }) },
    { telemetry: { hashing: undefined, clientNames: Object.assign(['x'], { unknown: 1 }) } },
    { [Symbol('unknown')]: 1 },
  ]) {
    const server = LanguageServer.start(options)
    assert.equal(server.telemetryStatus().host, null)
    await server.stop()
  }
  const hidden = Object.defineProperty({}, 'telemetry', { value: { level: 'error' } })
  const server = LanguageServer.start(hidden)
  assert.equal(server.telemetryStatus().host, 'error')
  await server.stop()
  // A hole in an array is not a string, even if the prototype has a value at that index.
  const holes = Object.setPrototypeOf(new Array(1), Object.assign(Object.create(Array.prototype), ['x']))
  assert.throws(
    () => LanguageServer.start({ telemetry: { clientNames: holes } }),
    invalid('options\\.telemetry\\.clientNames'),
  )
})

test('empty options are the same as none', async () => {
  const nothing = { level: undefined, hashing: undefined, capacity: undefined, clientNames: undefined }
  for (const options of [undefined, {}, { telemetry: undefined }, { telemetry: {} }, { telemetry: nothing }]) {
    const server = LanguageServer.start(options)
    const { level, host, decidedBy } = server.telemetryStatus()
    assert.deepEqual({ level, host, decidedBy }, { level: 'off', host: null, decidedBy: 'default' })
    await server.stop()
  }
})

test('eventKind() knows the events of the catalogue and refuses everything else', async () => {
  assert.equal(eventKind({ v: 1, name: 'initialize', properties: {} }), 'usage')
  assert.equal(eventKind({ v: 1, name: 'server_heartbeat', properties: { type: 'initialized' } }), 'usage')
  assert.equal(eventKind({ v: 1, name: 'server_heartbeat', properties: { type: 'panic' } }), 'error')
  assert.equal(eventKind({ v: 1, name: 'server_user_action', properties: { action: 'fileModified' } }), 'usage')
  for (const odd of [
    { name: 'x' },
    { name: 'server_heartbeat' },
    { name: 'server_heartbeat', properties: { type: 'x' } },
  ]) {
    assert.throws(() => eventKind(odd), invalid('event'))
  }
  const wrong = await withOddValues(({ eventKind, oddValues, expect }) => {
    for (const [name, value] of Object.entries(oddValues)) expect(`eventKind(${name})`, 'event', () => eventKind(value))
  })
  assert.deepEqual(wrong, [])
})

test('a server is made by start() and by nothing else, and its methods work on servers only', async (t) => {
  const { server } = start(t)
  class Heir extends LanguageServer {}
  for (const make of [
    () => new LanguageServer(),
    () => new LanguageServer({}),
    () => new LanguageServer(Symbol('constructing'), {}),
    () => new Heir(),
    () => LanguageServer(),
    () => Reflect.construct(LanguageServer, [], Object),
  ]) {
    assert.throws(make, TypeError)
  }
  const { start: detached } = LanguageServer
  await detached().stop()
  await Heir.start().stop()
  const methods = Object.getOwnPropertyNames(LanguageServer.prototype).filter((name) => name !== 'constructor')
  const impostors = [
    undefined,
    null,
    1,
    'x',
    {},
    LanguageServer,
    LanguageServer.prototype,
    Object.create(server),
    new Proxy(server, {}),
  ]
  for (const method of methods) {
    for (const impostor of impostors) {
      // Methods that return a promise may reject instead of throwing.
      const call = async () => LanguageServer.prototype[method].call(impostor, '{}')
      await assert.rejects(call, TypeError, `${method} of ${typeof impostor}`)
    }
  }
  assert.equal(server.telemetryStatus().level, 'off')
})
