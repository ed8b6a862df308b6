'use strict'
// Maps receivers to functions that open their spools. This is separate from the spool, which loads node:crypto, so that
// hosts without `candor/https` do not load it.

/** @type {WeakMap<object, () => import('./spool.js').Spool>} */
const spools = new WeakMap()

module.exports = { spools }
