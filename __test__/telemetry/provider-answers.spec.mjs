// What a configuration provider may return, and which level each answer states. An answer is read as a JavaScript
// value, never as JSON.

import assert from 'node:assert/strict'
import test from 'node:test'
import { inspect } from 'node:util'
import vm from 'node:vm'

import { inChild } from '../support/child.mjs'
import { start } from '../support/client.mjs'
import { oddThings, oddValues } from '../support/invalid-levels.mjs'

const fail = () => {
  throw new Error('the provider failed')
}

/** Opens a session in which the client states `error`. */
async function session(t) {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize({ initializationOptions: { telemetry: 'error' } })
  return client
}

/** Sets `make` as the provider; resolves with the resulting client level and the reported errors. */
async function answer(client, make) {
  const errors = []
  client.server.onError((error) => errors.push(error))
  client.server.provideConfiguration(make)
  await client.server.idle()
  client.server.onError(null)
  return { level: client.server.telemetryStatus().client, errors }
}

/** Classifies an answer as a level, `nothing` or `failed`, by its effect after `off` and after `all`. */
async function meaning(client, make) {
  const outcomes = []
  for (const before of ['off', 'all']) {
    assert.deepEqual(await answer(client, () => [{ telemetry: before }]), { level: before, errors: [] })
    const { level, errors } = await answer(client, make)
    assert.ok(errors.length <= 1 && errors.every((error) => error instanceof Error))
    outcomes.push(errors.length > 0 ? `${level} and an error` : level)
  }
  const meanings = {
    'off off': 'off',
    'error error': 'error',
    'all all': 'all',
    'off error': 'nothing',
    'off and an error off and an error': 'failed',
  }
  return meanings[outcomes.join(' ')] ?? outcomes.join(', then ')
}

/** Tests a table of answers: each name maps to the function that creates the answer and its expected meaning. */
function testMeanings(name, table) {
  test(name, async (t) => {
    const client = await session(t)
    const found = {}
    const expected = {}
    for (const [what, [make, says]] of Object.entries(table)) {
      found[what] = await meaning(client, make)
      expected[what] = says
    }
    assert.deepEqual(found, expected)
  })
}

class Section {
  #level
  constructor(level) {
    this.#level = level
  }
  get telemetry() {
    return this.#level
  }
}
class InheritingSection extends Section {}
class Settings extends Array {
  get 0() {
    return { telemetry: 'error' }
  }
}
const getter = (read) => Object.defineProperty({}, 'telemetry', { get: read })
const answers = (level) => (_, key) => (key === 'telemetry' ? level : undefined)
const cyclic = (members) => Object.assign(members, { self: members })

testMeanings('getters, instances of classes and proxies are read as JavaScript reads them', {
  'a getter': [() => [getter(() => 'all')], 'all'],
  'a getter of off': [() => [getter(() => 'off')], 'off'],
  'a property that is not enumerable': [() => [Object.defineProperty({}, 'telemetry', { value: 'error' })], 'error'],
  'an instance': [() => [new Section('all')], 'all'],
  'an instance of off': [() => [new Section('off')], 'off'],
  'an instance of a derived class': [() => [new InheritingSection('error')], 'error'],
  'an object without a prototype': [() => [Object.assign(Object.create(null), { telemetry: 'all' })], 'all'],
  'an object whose prototype has none': [
    () => [Object.create(Object.assign(Object.create(null), { telemetry: 'off' }))],
    'off',
  ],
  'a frozen object': [() => Object.freeze([Object.freeze({ telemetry: 'all' })]), 'all'],
  'a proxy': [() => [new Proxy({ telemetry: 'all' }, {})], 'all'],
  'a proxy of an instance': [() => [new Proxy({}, { get: answers('all') })], 'all'],
  'a proxy that only has a get trap': [() => [new Proxy({}, { get: answers('off') })], 'off'],
  'an object behind which a proxy stands': [() => [Object.create(new Proxy({}, { get: answers('off') }))], 'off'],
  'a proxy of the array': [() => new Proxy([{ telemetry: 'error' }], {}), 'error'],
  'a subclass of Array with a getter for its element': [() => new Settings(), 'error'],
  'a subclass of Array': [() => class extends Array {}.of({ telemetry: 'all' }), 'all'],
  'an array with a getter': [() => Object.defineProperty([], 0, { get: () => ({ telemetry: 'all' }) }), 'all'],
  'a level beside a cycle': [() => [cyclic({ telemetry: 'all' })], 'all'],
  'a level beside what JSON cannot write': [() => [{ telemetry: 'all', size: 1n, when: fail }], 'all'],
  'a level beside a getter that throws': [
    () => [Object.defineProperty({ telemetry: 'all' }, 'other', { get: fail, enumerable: true })],
    'all',
  ],
  'the level itself': [() => ['error'], 'error'],
  'more elements than items': [() => [{ telemetry: 'error' }, { telemetry: 'off' }, 'off'], 'error'],
})

testMeanings('a getter is called once, so that it cannot say one thing and then another', {
  'one that counts': [
    () => {
      let calls = 0
      return [getter(() => (++calls === 1 ? 'error' : 'all'))]
    },
    'error',
  ],
  'an element that counts': [
    () => {
      let calls = 0
      return Object.defineProperty([], 0, { get: () => ({ telemetry: ++calls === 1 ? 'error' : 'all' }) })
    },
    'error',
  ],
})

testMeanings('maps are read by their entries', {
  'a map': [() => [new Map([['telemetry', 'all']])], 'all'],
  'a map of off': [() => [new Map([['telemetry', 'off']])], 'off'],
  'a map of undefined': [() => [new Map([['telemetry', undefined]])], 'off'],
  'a map of null': [() => [new Map([['telemetry', null]])], 'off'],
  'a map without the entry': [() => [new Map([['other', 'all']])], 'nothing'],
  'an empty map': [() => [new Map()], 'nothing'],
  'a map of a promise': [() => [new Map([['telemetry', Promise.resolve('all')]])], 'all'],
  'a map in a promise': [() => [Promise.resolve(new Map([['telemetry', 'error']]))], 'error'],
  'a subclass of Map': [() => [new (class extends Map {})([['telemetry', 'error']])], 'error'],
  'a map of another realm': [() => [vm.runInNewContext("new Map([['telemetry', 'error']])")], 'error'],
  'what is asked like a map': [() => [{ has: (key) => key === 'telemetry', get: () => 'error' }], 'error'],
  'a map and a property that differ': [
    () => [Object.assign(new Map([['telemetry', 'all']]), { telemetry: 'error' })],
    'error',
  ],
  'a map and a property that differ the other way': [
    () => [Object.assign(new Map([['telemetry', 'off']]), { telemetry: 'all' })],
    'off',
  ],
  'a map that throws': [() => [Object.assign(new Map([['telemetry', 'all']]), { get: fail })], 'failed'],
  'a proxy of a map, which cannot be read': [() => [new Proxy(new Map([['telemetry', 'all']]), {})], 'failed'],
})

const later = (value) => new Promise((resolve) => setImmediate(resolve, value))
const thenable = (value) => ({ then: (resolve) => resolve(value) })

testMeanings('promises in the array and under the key are awaited', {
  'what items.map with an async function returns': [(items) => items.map(async () => ({ telemetry: 'all' })), 'all'],
  'the same with off': [(items) => items.map(async () => ({ telemetry: 'off' })), 'off'],
  'a promise of the level itself': [() => [Promise.resolve('error')], 'error'],
  'a promise of nothing': [() => [Promise.resolve(null)], 'nothing'],
  'a promise of undefined': [() => [Promise.resolve()], 'nothing'],
  'a promise under the key': [() => [{ telemetry: later('all') }], 'all'],
  'a promise under the key that holds nothing': [() => [{ telemetry: Promise.resolve() }], 'off'],
  'a promise in a promise in a promise': [() => later([later({ telemetry: later('all') })]), 'all'],
  'a promise of another realm': [() => [vm.runInNewContext("Promise.resolve({ telemetry: 'error' })")], 'error'],
  'a thenable': [() => [thenable({ telemetry: thenable('error') })], 'error'],
  'a thenable of a thenable': [() => [thenable(thenable({ telemetry: 'error' }))], 'error'],
  'an instance with a method then': [
    () => [
      new (class {
        then(resolve) {
          resolve({ telemetry: 'error' })
        }
      })(),
    ],
    'error',
  ],
  'a function that is a thenable': [() => [Object.assign(() => {}, thenable({ telemetry: 'error' }))], 'error'],
  'a then that is no method': [() => [{ then: 'x', telemetry: 'error' }], 'error'],
  'a thenable that resolves twice': [
    () => [
      {
        then: (resolve) => {
          resolve('error')
          resolve('all')
        },
      },
    ],
    'error',
  ],
  'a thenable that resolves and throws': [
    () => [
      {
        then: (resolve) => {
          resolve('error')
          fail()
        },
      },
    ],
    'error',
  ],
  'a promise that is rejected': [() => [Promise.reject(new Error('rejected'))], 'failed'],
  'a promise that is rejected with nothing': [() => [Promise.reject()], 'failed'],
  'a promise under the key that is rejected': [() => [{ telemetry: Promise.reject(new Error('rejected')) }], 'failed'],
  'a map of a promise that is rejected': [
    () => [new Map([['telemetry', Promise.reject(new Error('rejected'))]])],
    'failed',
  ],
  'a later element that is rejected': [() => ['all', later(), Promise.reject(new Error('rejected'))], 'failed'],
  'two elements that are rejected': [() => [Promise.reject(new Error('1')), Promise.reject(new Error('2'))], 'failed'],
  'a thenable that throws': [() => [{ then: fail }], 'failed'],
  'a then that cannot be read': [() => [Object.defineProperty({}, 'then', { get: fail })], 'failed'],
  'a thenable that resolves to itself for ever': [
    () => {
      const endless = { then: (resolve) => resolve(endless) }
      return [endless]
    },
    'failed',
  ],
})

const outerUndefined = () => [{ telemetry: undefined }]
testMeanings('what is no level is not understood and means off', {
  'undefined under the key': [outerUndefined, 'off'],
  'null under the key': [() => [{ telemetry: null }], 'off'],
  'a getter of undefined': [() => [getter(() => undefined)], 'off'],
  'a setter alone': [() => [Object.defineProperty({}, 'telemetry', { set() {} })], 'off'],
  'an instance of undefined': [() => [new Section(undefined)], 'off'],
  'a method': [() => [{ telemetry: () => 'all' }], 'off'],
  'a symbol': [() => [{ telemetry: Symbol('all') }], 'off'],
  'a cycle': [
    () => {
      const section = {}
      section.telemetry = section
      return [section]
    },
    'off',
  ],
  'a function in the array': [() => [() => 'all'], 'off'],
  'a class in the array': [() => [Section], 'off'],
  'a symbol in the array': [() => [Symbol('all')], 'off'],
  'a bigint in the array': [() => [1n], 'off'],
  'a boxed level in the array': [() => [new String('all')], 'off'],
  'a boolean in the array': [() => [false], 'off'],
  'an array in the array': [() => [['all']], 'off'],
  'a function': [() => () => [{ telemetry: 'all' }], 'off'],
  'a symbol alone': [() => Symbol('all'), 'off'],
  'a bigint alone': [() => 1n, 'off'],
  'a level without an array': [() => 'all', 'off'],
  'an object without an array': [() => ({ telemetry: 'all' }), 'off'],
  'a map without an array': [() => new Map([['telemetry', 'all']]), 'off'],
  'an array that is far too long': [() => Object.assign(new Array(2 ** 32 - 1), { 0: { telemetry: 'all' } }), 'off'],
})

testMeanings('an answer that does not mention telemetry says nothing', {
  undefined: [() => undefined, 'nothing'],
  null: [() => null, 'nothing'],
  'an empty array': [() => [], 'nothing'],
  'an array of null': [() => [null], 'nothing'],
  'an array of undefined': [() => [undefined], 'nothing'],
  'a sparse array': [() => new Array(3), 'nothing'],
  'an empty object': [() => [{}], 'nothing'],
  'an object with other keys': [() => [{ Telemetry: 'all', telemetry2: 'all' }], 'nothing'],
  'an instance without it': [
    () => [
      new (class {
        get other() {
          return 'all'
        }
      })(),
    ],
    'nothing',
  ],
  'a proxy without it': [() => [new Proxy({}, {})], 'nothing'],
  'a set': [() => [new Set(['all'])], 'nothing'],
  'an object in place of an array': [() => ({}), 'nothing'],
  'an array of another realm': [() => vm.runInNewContext('[{}]'), 'nothing'],
})

testMeanings('toJSON hides no level and raises none', {
  'off behind all': [() => [{ telemetry: 'off', toJSON: () => ({ telemetry: 'all' }) }], 'off'],
  'off behind nothing': [() => [{ telemetry: 'off', toJSON: () => ({}) }], 'off'],
  'off behind undefined': [() => [{ telemetry: 'off', toJSON: () => undefined }], 'off'],
  'an array that shows another': [
    () => Object.assign([{ telemetry: 'off' }], { toJSON: () => [{ telemetry: 'all' }] }),
    'off',
  ],
  'a level that only JSON sees': [() => [{ toJSON: () => ({ telemetry: 'all' }) }], 'off'],
  'a string that only JSON sees': [() => [{ toJSON: () => 'all' }], 'off'],
  'off that only JSON sees': [() => [{ toJSON: () => ({ telemetry: 'off' }) }], 'off'],
  'an answer that only JSON sees': [() => ({ toJSON: () => [{ telemetry: 'off' }] }), 'off'],
  'a level as JSON': [() => [{ telemetry: { toJSON: () => 'all' } }], 'off'],
  'nothing that JSON sees': [() => [{ toJSON: () => ({}) }], 'nothing'],
  'a date': [() => [new Date(0)], 'off'],
})

testMeanings('a getter or a proxy that throws is a provider that fails', {
  'a getter': [() => [getter(fail)], 'failed'],
  'an instance': [
    () => [
      new (class {
        get telemetry() {
          return fail()
        }
      })(),
    ],
    'failed',
  ],
  'an element': [() => Object.defineProperty([], 0, { get: fail }), 'failed'],
  'a later element': [() => Object.defineProperty(['all'], 1, { get: fail }), 'failed'],
  'a proxy': [() => [new Proxy({}, { get: fail })], 'failed'],
  'a proxy that hides its properties': [() => [new Proxy({}, { getOwnPropertyDescriptor: fail })], 'failed'],
  'a proxy that hides its prototype': [() => [new Proxy({}, { getPrototypeOf: fail })], 'failed'],
  'a proxy that lies': [
    () => [new Proxy(Object.freeze({}), { getOwnPropertyDescriptor: () => ({ value: 1 }) })],
    'failed',
  ],
  'a proxy with prototypes without end': [
    () => {
      const endless = new Proxy({}, { getPrototypeOf: () => endless })
      return [endless]
    },
    'failed',
  ],
  'a revoked proxy': [
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return [proxy]
    },
    'failed',
  ],
})

test('invalid levels of every kind mean off, wherever they are', async (t) => {
  const client = await session(t)
  const isPromise = (value) => typeof value?.then === 'function'
  for (const odd of [...oddValues, ...oddThings]) {
    if (isRevoked(odd) || isPromise(odd)) continue
    for (const make of [() => [{ telemetry: odd }], () => [new Section(odd)], () => [new Map([['telemetry', odd]])]]) {
      await answer(client, () => [{ telemetry: 'all' }])
      const { level } = await answer(client, make)
      assert.equal(level, 'off', inspect(odd).slice(0, 100))
    }
  }
})

function isRevoked(value) {
  try {
    return Reflect.getPrototypeOf(Object(value)) && false
  } catch {
    return true
  }
}

// --- Shared prototypes -----------------------------------------------------------------------------------------------

/** Pollutes the built-in prototypes in a child process, and requests the configuration from a provider there. */
async function askedAmong(pollute, provide) {
  const ran = await inChild(
    async ({ LanguageServer, initialize, initialized, print, pollute, provide }) => {
      const server = LanguageServer.start({ telemetry: { level: 'all' } })
      const errors = []
      server.onError((error) => errors.push(String(error)))
      for (const text of [initialize, initialized]) server.send(text)
      const levels = []
      for (const before of ['off', 'all']) {
        server.provideConfiguration(() => [{ telemetry: before }])
        await server.idle()
        const clean = (0, eval)(`(${pollute})`)()
        server.provideConfiguration((0, eval)(`(${provide})`))
        await server.idle()
        clean()
        levels.push(server.telemetryStatus().client)
      }
      print({ levels, errors })
    },
    { data: { pollute: String(pollute), provide: String(provide) } },
  )
  assert.equal(ran.stderr, '')
  return ran.printed[0]
}

const POLLUTIONS = {
  'Object.prototype.telemetry': () => {
    Object.prototype.telemetry = 'all'
    return () => delete Object.prototype.telemetry
  },
  'a getter on Object.prototype': () => {
    Object.defineProperty(Object.prototype, 'telemetry', { get: () => 'all', configurable: true })
    return () => delete Object.prototype.telemetry
  },
  'Array.prototype[0]': () => {
    Array.prototype[0] = { telemetry: 'all' }
    return () => delete Array.prototype[0]
  },
  'Object.prototype[0]': () => {
    Object.prototype[0] = { telemetry: 'all' }
    return () => delete Object.prototype[0]
  },
  'Object.prototype.then': () => {
    Object.prototype.then = (resolve) => resolve(['all'])
    return () => delete Object.prototype.then
  },
  'Array.prototype.then': () => {
    Array.prototype.then = (resolve) => resolve(['all'])
    return () => delete Array.prototype.then
  },
  'Object.prototype.toJSON': () => {
    Object.prototype.toJSON = () => [{ telemetry: 'all' }]
    return () => delete Object.prototype.toJSON
  },
  'Object.prototype.has and get': () => {
    Object.defineProperty(Object.prototype, 'has', { value: () => true, configurable: true })
    Object.defineProperty(Object.prototype, 'get', { value: () => 'all', configurable: true })
    return () => delete Object.prototype.get && delete Object.prototype.has
  },
}

for (const [name, pollute] of Object.entries(POLLUTIONS)) {
  test(`an answer without a level stays one, whatever is at ${name}`, async () => {
    for (const provide of [
      () => [{}],
      () => [],
      () => new Array(1),
      () => [new (class {})()],
      // The handler has no prototype; otherwise it would inherit polluted properties as traps.
      () => [new Proxy({}, Object.create(null))],
      () => [new Map()],
    ]) {
      const { levels, errors } = await askedAmong(pollute, provide)
      assert.deepEqual([levels[0], errors], ['off', []], String(provide))
    }
  })

  test(`an answer of off stays one, whatever is at ${name}`, async () => {
    for (const provide of [() => [{ telemetry: 'off' }], () => ['off'], () => [new Map([['telemetry', 'off']])]]) {
      assert.deepEqual(await askedAmong(pollute, provide), { levels: ['off', 'off'], errors: [] }, String(provide))
    }
  })
}

test("another realm's Object.prototype has no effect either", async (t) => {
  const client = await session(t)
  const realm = vm.createContext()
  vm.runInContext("Object.prototype.telemetry = 'all'; Array.prototype[0] = 'all'", realm)
  for (const text of ['[{}]', '[]', 'new Array(2)', '({})', '[new (class {})()]', '[new Map()]']) {
    const script = new vm.Script(`(${text})`)
    assert.equal(await meaning(client, () => script.runInContext(realm)), 'nothing', text)
  }
  assert.equal(await meaning(client, () => vm.runInContext("[{ telemetry: 'error' }]", realm)), 'error')
})
