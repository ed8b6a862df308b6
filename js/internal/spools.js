'use strict'
// Which receivers have a spool, and how it is opened. Apart from the spool itself, which loads node:crypto, so that only
// those who use one pay for it.

/** @type {WeakMap<object, () => import('./spool.js').Spool>} */
const spools = new WeakMap()

module.exports = { spools }
