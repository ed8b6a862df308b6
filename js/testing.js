'use strict'
// What `require('candor/testing')` gives: what authors need to test what they build on candor.

const { fakeVscode } = require('./internal/testing/fake-vscode.js')
const { testReceiver } = require('./internal/testing/test-receiver.js')

module.exports = { fakeVscode, testReceiver }
