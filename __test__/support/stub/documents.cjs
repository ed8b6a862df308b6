'use strict'
// Positions, ranges and documents as in VS Code's API.

const { fileURLToPath, pathToFileURL } = require('node:url')

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character })
  }
}

class Range {
  constructor(start, end) {
    Object.assign(this, { start, end })
  }
}

class Selection extends Range {}

class Uri {
  #text
  constructor(text) {
    this.#text = text
    this.scheme = text.slice(0, text.indexOf(':'))
    this.path = new URL(text).pathname
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href)
  }
  static parse(text) {
    return new Uri(text)
  }
  get fsPath() {
    return this.scheme === 'file' ? fileURLToPath(this.#text) : this.path
  }
  toString() {
    return this.#text
  }
}

class TextDocument {
  #text
  version = 1
  constructor(uri, languageId, text) {
    Object.assign(this, { uri, languageId, fileName: uri.fsPath })
    this.#text = text
  }
  get lineCount() {
    return this.#text.split('\n').length
  }
  getText() {
    return this.#text
  }
  /** Inserts `text` at the start. */
  insert(text) {
    this.#text = text + this.#text
    this.version += 1
  }
}

module.exports = { Position, Range, Selection, TextDocument, Uri }
