'use strict'
// A utility process of Electron, as far as its module can tell: what comes from the main process comes through
// `process.parentPort`.

const { EventEmitter } = require('node:events')
const { parentPort, workerData } = require('node:worker_threads')

const { arrived } = require('./ports.cjs')
require('./asar.cjs')

process.parentPort = new EventEmitter()
parentPort.on('message', (message) => process.parentPort.emit('message', arrived(message)))
require(workerData.file)
