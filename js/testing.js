'use strict'
// The entry point `candor/testing`: helpers for the tests of extensions and receivers.

const { fakeVscode } = require('./internal/testing/fake-vscode.js')
const { testReceiver } = require('./internal/testing/test-receiver.js')

module.exports = { fakeVscode, testReceiver }
