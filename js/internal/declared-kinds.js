'use strict'
// The kinds of the events that extensions have declared in this process, by name.

/** @type {Map<string, 'usage' | 'error'>} */
const kinds = new Map()

/**
 * Two extensions may declare one name with different kinds. Then the kind counts that needs more consent.
 * @param {readonly { name: string, kind: 'usage' | 'error' }[]} declared
 */
function declareKinds(declared) {
  for (const { name, kind } of declared) {
    if (kinds.get(name) !== 'usage') kinds.set(name, kind)
  }
}

/**
 * @param {unknown} name
 * @returns {'usage' | 'error' | undefined} undefined for an event that nobody has declared
 */
function declaredKind(name) {
  return typeof name === 'string' ? kinds.get(name) : undefined
}

module.exports = { declareKinds, declaredKind }
