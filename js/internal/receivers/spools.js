'use strict'
// Which receivers have a spool, and how it is opened. Apart from the spool itself, which loads node:crypto, so that hosts
// without `candor/https` do not load it.

/** @type {WeakMap<object, () => import('./spool.js').Spool>} */
const spools = new WeakMap()

module.exports = { spools }
