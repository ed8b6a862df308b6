'use strict'
// Just enough of the module `electron` for the example, over worker threads: the main process is this thread, a utility
// process is a worker. Requiring this file puts it in place; what is exported is the page that the window shows.

const { EventEmitter, once } = require('node:events')
const Module = require('node:module')
const path = require('node:path')
const { Worker } = require('node:worker_threads')

const { openPage } = require('./page.cjs')
const { channel, passed } = require('./ports.cjs')
require('./asar.cjs')

class App extends EventEmitter {
  async whenReady() {}

  /** Unlike Electron it ends nothing by force: what the example leaves open keeps this process from ending. */
  quit() {
    this.emit('will-quit')
  }
}

class BrowserWindow {
  #inbox = new EventEmitter()
  #preload
  webContents = {
    postMessage: (name, message, ports = []) =>
      this.#inbox.emit(name, { ports: ports.map((port) => port.hand()) }, message),
  }

  constructor({ webPreferences }) {
    this.#preload = webPreferences.preload
  }

  async loadFile(name) {
    const folder = path.dirname(process.argv[1])
    const file = path.join(folder, name)
    const page = openPage(file, { preload: this.#preload, inbox: this.#inbox, toMain: ipcMain })
    // Only then does the main process go on: the page is looked at when it has what it was sent.
    setImmediate(() => shown.emit('page', page))
  }
}

class UtilityProcess extends EventEmitter {
  #worker

  constructor(file) {
    super()
    this.#worker = new Worker(path.join(__dirname, 'utility.cjs'), { workerData: { file }, execArgv: [] })
    this.#worker.on('exit', (code) => this.emit('exit', code))
  }

  postMessage(data, ports = []) {
    this.#worker.postMessage(...passed(data, ports))
  }
}

const app = new App()
const ipcMain = new EventEmitter()
const shown = new EventEmitter()
const electron = {
  app,
  BrowserWindow,
  ipcMain,
  MessageChannelMain: channel,
  utilityProcess: { fork: (file) => new UtilityProcess(file) },
}

const load = Module._load
Module._load = function (request, ...rest) {
  return request === 'electron' ? electron : load.call(this, request, ...rest)
}

module.exports = {
  app,
  /** Resolves with the page, when a window shows it. */
  page: once(shown, 'page').then(([page]) => page),
}
