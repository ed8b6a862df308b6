'use strict'
// Says of an event whether it reports usage or an error: from the catalogue, or from what extensions have declared.

const { kinds } = require('./catalogue.js')
const { invalidArgument, guardGetter } = require('../errors.js')
const { own } = require('../own.js')

/** Kinds of declared events, by name. @type {Map<string, 'usage' | 'error'>} */
const declared = new Map()

/**
 * Two extensions may declare one name with different kinds. Then the kind counts that needs more consent.
 * @param {readonly { name: string, kind: 'usage' | 'error' }[]} events
 */
function declareKinds(events) {
  for (const { name, kind } of events) {
    if (declared.get(name) !== 'usage') declared.set(name, kind)
  }
}

/**
 * @param {unknown} event
 * @returns {'usage' | 'error'}
 */
function eventKind(event) {
  const kind = guardGetter('event', () => {
    const name = own(event, 'name')
    const known = kinds.find((kind) => {
      const key = own(kind, 'key')
      return name === kind.name && (key === undefined || own(own(event, 'properties'), key) === own(kind, 'value'))
    })
    return /** @type {'usage' | 'error' | undefined} */ (known ? known.kind : declared.get(name))
  })
  if (kind === undefined) throw invalidArgument('event', 'an event of this server')
  return kind
}

module.exports = { declareKinds, eventKind }
