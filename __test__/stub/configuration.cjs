'use strict'
// Settings of a user, and the view of them that `workspace.getConfiguration` gives.

class Configuration {
  #settings = new Map()

  set(settings) {
    for (const [name, value] of Object.entries(settings)) {
      if (value === undefined) this.#settings.delete(name)
      else this.#settings.set(name, value)
    }
  }

  clear() {
    this.#settings.clear()
  }

  /** What lies at a dotted name: a value, an object of everything below it, or undefined. */
  #value(name) {
    if (this.#settings.has(name)) return this.#settings.get(name)
    const below = [...this.#settings].filter(([full]) => name === '' || full.startsWith(`${name}.`))
    if (below.length === 0) return undefined
    const value = {}
    for (const [full, setting] of below) {
      const path = full.slice(name === '' ? 0 : name.length + 1).split('.')
      const last = path.pop()
      let place = value
      for (const part of path) place = place[part] ??= {}
      place[last] = setting
    }
    return value
  }

  at(section = '') {
    const get = (name, otherwise) => this.#value(section === '' ? name : `${section}.${name}`) ?? otherwise
    return {
      ...this.#value(section),
      get,
      has: (name) => get(name) !== undefined,
      inspect: (name) => ({ key: `${section}.${name}`, globalValue: get(name) }),
    }
  }
}

module.exports = { Configuration }
