'use strict'
// Whether an event reports usage or an error, according to the catalogue or to an extension's declaration.

const { kinds } = require('./catalogue.js')
const { invalidArgument, guardGetter } = require('../errors.js')
const { own } = require('../own.js')

/** Kinds of declared events, by name. @type {Map<string, 'usage' | 'error'>} */
const declared = new Map()

/**
 * If two extensions declare the same name with different kinds, the kind that needs more consent applies.
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
