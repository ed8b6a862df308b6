'use strict'
// What `require('candor/testing')` gives: what authors need to test what they build on candor.

const { testReceiver } = require('./internal/testing/test-receiver.js')

module.exports = { testReceiver }
