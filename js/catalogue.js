'use strict'
module.exports = { kinds: [{ name: 'initialize', kind: 'usage' }] }
