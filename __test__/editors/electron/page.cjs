'use strict'
// A page as its scripts see it: the HTML elements with an ID, and a window shared by the page and its preload script.

const { EventEmitter } = require('node:events')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')

class Element extends EventTarget {
  checked = false
  children = []
  #watchers = []

  constructor(value = '') {
    super()
    this.value = value
  }

  replaceChildren(...children) {
    this.children = children
    for (const watcher of this.#watchers) watcher()
  }

  /** Resolves when the displayed lines satisfy a condition. */
  showing(fits) {
    return new Promise((resolve) => {
      const look = () => {
        const lines = this.children.map(({ textContent }) => textContent)
        if (fits(lines)) resolve(lines)
      }
      this.#watchers.push(look)
      look()
    })
  }
}

/**
 * Opens a page: runs its preload script, then its own script. Their messages to the main process go to `toMain`.
 * @returns {{ element: (id: string) => Element, close: () => void }}
 */
function openPage(file, { preload, inbox, toMain }) {
  const html = readFileSync(file, 'utf8')
  const elements = new Map()
  for (const [, id, , text] of html.matchAll(/<\w+ id="(\w+)"[^>]*>((.*)<\/textarea>)?/g)) {
    elements.set(id, new Element(text))
  }
  const window = new EventEmitter()
  let ports = []
  window.addEventListener = window.on
  window.postMessage = (data, _origin, handed) => window.emit('message', { data, ports: (ports = handed) })
  const document = { getElementById: (id) => elements.get(id) ?? null, createElement: () => ({}) }
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => (window[name] = value) },
    ipcRenderer: {
      on: (name, listener) => inbox.on(name, listener),
      send: (name, ...args) => toMain.emit(name, {}, ...args),
    },
  }
  const requires = (name) => (name === 'electron' ? electron : fail(name))
  run(preload, { window, require: requires })
  for (const [, script] of html.matchAll(/<script src="([^"]+)"/g)) {
    run(path.join(path.dirname(file), script), { window, document })
  }
  return { element: (id) => elements.get(id), close: () => ports.forEach((port) => port.close()) }
}

function run(file, globals) {
  vm.runInNewContext(readFileSync(file, 'utf8'), globals, { filename: file })
}

function fail(name) {
  throw new Error(`a preload script of a sandbox cannot require '${name}'`)
}

module.exports = { openPage }
