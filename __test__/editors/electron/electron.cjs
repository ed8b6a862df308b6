'use strict'
// A minimal `electron` module for the example, based on worker threads: this thread is the main process, and a worker
// is a utility process. Requiring this file installs the module; it exports the page that the window shows.

const { EventEmitter, once } = require('node:events')
const Module = require('node:module')
const path = require('node:path')
const { Worker } = require('node:worker_threads')

const { openPage } = require('./page.cjs')
const { channel, passed } = require('./ports.cjs')
require('./asar.cjs')

class App extends EventEmitter {
  async whenReady() {}

  /** Unlike Electron, does not force an exit: anything that the example leaves open keeps this process running. */
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
    // The main process continues when this function returns, and then posts its messages. Report the page after that.
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
  /** Resolves with the page when a window shows it. */
  page: once(shown, 'page').then(([page]) => page),
}
