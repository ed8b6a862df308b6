// Listeners and providers that throw unusual values.

/**
 * Runs in a child process, whose exit shows whether an error escaped: the listener or provider in `who` fails with one
 * value after the other in the way that `how` specifies. If `hears` is set, `onError` records the errors.
 */
export async function throwOddThings({
  LanguageServer,
  testingBinary,
  initialize,
  initialized,
  message,
  print,
  who,
  how,
  hears,
}) {
  const { isNativeError } = require('node:util').types
  const hostile = () => {
    const no = () => {
      throw new Error('no')
    }
    return new Proxy(function () {}, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, no])))
  }
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const throwing = (error, name) =>
    Object.defineProperty(error, name, {
      get() {
        throw new Error(`no ${name}`)
      },
    })
  const things = [
    new Error('an error'),
    null,
    undefined,
    'a text',
    0,
    NaN,
    1n,
    Symbol('a symbol'),
    {},
    [],
    Object.create(null),
    () => {},
    { toString: () => ({}) },
    {
      toString() {
        throw new Error('no')
      },
    },
    hostile(),
    revoked(),
    throwing({}, 'then'),
    Object.assign(new Error('named'), { name: 'DeprecationWarning' }),
    Object.assign(new Error('with a number for a name'), { name: 5 }),
    throwing(new Error('without a name'), 'name'),
    throwing(new Error('without a message'), 'message'),
    throwing(new Error('without a stack'), 'stack'),
    throwing(new Error('without a text'), 'toString'),
    Object.assign(new Error('with a bad text'), { toString: null }),
    Object.setPrototypeOf(new Error('of nobody'), null),
  ]
  const ways = {
    throws(thing) {
      throw thing
    },
    rejects: async (thing) => {
      throw thing
    },
    'answers with a thenable that rejects': (thing) => ({ then: (_, reject) => reject(thing) }),
    'answers with a thenable that throws': (thing) => ({
      then() {
        throw thing
      },
    }),
  }
  const fail = () => ways[how](things[calls++])
  const server = LanguageServer.start({ telemetry: { level: 'all' }, binary: testingBinary })
  const errors = []
  let calls = 0
  if (hears) {
    server.onError((error) =>
      errors.push({ error: isNativeError(error), thing: things.includes('cause' in error ? error.cause : error) }),
    )
  }
  // A rejection is handled in a later turn, so each failure waits for its own turn.
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  server.onMessage(who === 'message listener' ? fail : () => {})
  server.send(initialize)
  server.send(initialized)
  await server.idle()
  if (who === 'telemetry listener') server.onTelemetry(fail)
  while (calls < things.length) {
    if (who === 'provider') server.provideConfiguration(() => (calls < things.length ? fail() : []))
    if (who === 'message listener') server.send(message('candor/testing/echo', [], calls))
    if (who === 'telemetry listener') {
      server.setTelemetryLevel('off')
      server.setTelemetryLevel('all')
    }
    await server.idle()
    await settled()
  }
  if (who === 'provider') print({ client: server.telemetryStatus().client })
  const after = []
  server.provideConfiguration(null)
  server.onTelemetry(null)
  server.onMessage((text) => after.push(JSON.parse(text).id))
  server.send(message('candor/testing/echo', [], 'after'))
  await server.idle()
  await server.stop()
  print({ things: things.length, errors, after })
}
