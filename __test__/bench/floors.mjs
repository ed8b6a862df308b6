// What nothing can be faster than: a call into native code that does nothing, and the JSON of a message itself.

import { ECHO, paramsOf, startWithHooks } from './connections.mjs'
import { nanosecondsEach } from './measure.mjs'

const SIZES = [
  ['200 B', 200, 20_000],
  ['10 KB', 10_000, 2_000],
  ['1 MB', 1_000_000, 20],
]

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const { server, handle } = startWithHooks(built)
  const figure = (what, number) => ({ goal: null, what, value: { number, unit: 'ns' }, beside: null, limit: null })
  const figures = [
    figure(
      'a native call that does nothing',
      nanosecondsEach(() => handle.owes(false)),
    ),
  ]
  await server.stop()
  for (const [text, bytes, times] of SIZES) {
    const message = { jsonrpc: '2.0', id: 100, method: ECHO, params: paramsOf(bytes) }
    const each = nanosecondsEach(() => JSON.parse(JSON.stringify(message)), times)
    figures.push(figure(`JSON there and back, ${text}`, each))
  }
  return figures
}
