// Values of every kind that JavaScript can pass to a method, with names for test messages.

const no = () => {
  throw new Error('nobody asks me')
}

/** A proxy that throws on every operation except `typeof`. */
function hostile(target) {
  return new Proxy(target, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, no])))
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

const cyclic = {}
cyclic.self = cyclic

/** Each value is created only once: passing it must not change it. */
export const oddValues = {
  undefined: undefined,
  null: null,
  true: true,
  false: false,
  0: 0,
  '-0': -0,
  1: 1,
  '-1': -1,
  1.5: 1.5,
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '2**31': 2 ** 31,
  '2**32': 2 ** 32,
  '2**53': 2 ** 53,
  '1e300': 1e300,
  '5e-324': 5e-324,
  'a bigint': 1n,
  'a huge bigint': 2n ** 4096n,
  'a symbol': Symbol('a symbol'),
  'a well-known symbol': Symbol.iterator,
  'an empty string': '',
  'a text': 'a text',
  'a level in upper case': 'ALL',
  'a level with a blank': 'all ',
  'a string with \\0': 'all\0',
  'half of a pair': '\ud800',
  'the other half': 'all\udc00',
  'a string of 10 MB': 'x'.repeat(10_000_000),
  'a string of two-byte characters': '界'.repeat(1_000_000),
  'an object': {},
  'an object of nobody': Object.create(null),
  'an object with unknown members': { unknown: 1 },
  'an object with a throwing getter': Object.defineProperty({}, 'unknown', { get: no, enumerable: true }),
  'an object that throws null': Object.defineProperty({}, 'unknown', {
    get() {
      throw null
    },
    enumerable: true,
  }),
  'an object without a text': { toString: no, valueOf: no, [Symbol.toPrimitive]: no, toJSON: no },
  'an object like a promise': { then: no },
  'a cyclic object': cyclic,
  'a frozen object': Object.freeze({ x: Object.freeze([]) }),
  'a function': () => {},
  'a class': class {},
  'an async generator': async function* () {},
  'an array': [],
  'an array of levels': ['all'],
  'a sparse array': new Array(3),
  'the longest array': new Array(2 ** 32 - 1),
  'an array that throws': Object.defineProperty(['x'], 0, { get: no }),
  'an array of arrays': [[], [[]]],
  'a date': new Date(0),
  'a wrong date': new Date(NaN),
  'a pattern': /x/,
  'a map': new Map([['level', 'all']]),
  'a set': new Set(['all']),
  'a weak map': new WeakMap(),
  'an error': new Error('given'),
  'a promise': Promise.resolve('all'),
  'a boxed string': new String('all'),
  'a boxed number': new Number(1),
  'a boxed boolean': new Boolean(true),
  bytes: new Uint8Array([97, 108, 108]),
  'a buffer': Buffer.from('all'),
  memory: new ArrayBuffer(8),
  'shared memory': new SharedArrayBuffer(8),
  'a view': new DataView(new ArrayBuffer(8)),
  'a proxy that throws': hostile({}),
  'an array that is a proxy that throws': hostile([]),
  'a revoked proxy': revoked({}),
  'a revoked proxy of an array': revoked([]),
  'a proxy of a string': new Proxy(new String('all'), {}),
  'a proxy that lies about its length': new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 53 : undefined) }),
  'a proxy with members without end': new Proxy({}, { get: () => ({}), has: () => true }),
  globalThis: globalThis,
}

/** Functions that throw on any use, by name. */
export const oddFunctions = {
  'a function that is a proxy that throws': hostile(() => {}),
  'a revoked proxy of a function': revoked(() => {}),
  'a class that wants to be made': class {},
}
