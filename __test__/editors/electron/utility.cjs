'use strict'
// Simulates an Electron utility process: messages from the main process arrive at `process.parentPort`.

const { EventEmitter } = require('node:events')
const { parentPort, workerData } = require('node:worker_threads')

const { arrived } = require('./ports.cjs')
require('./asar.cjs')

process.parentPort = new EventEmitter()
parentPort.on('message', (message) => process.parentPort.emit('message', arrived(message)))
require(workerData.file)
