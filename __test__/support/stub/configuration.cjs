'use strict'
// Settings by scope, as VS Code stores them, and the views of them that `workspace.getConfiguration` returns.

/** The scopes in ascending order of precedence, each with its name in the result of `inspect`. */
const PLACES = {
  default: 'defaultValue',
  user: 'globalLocalValue',
  remote: 'globalRemoteValue',
  workspace: 'workspaceValue',
  folder: 'workspaceFolderValue',
  defaultLanguage: 'defaultLanguageValue',
  userLanguage: 'globalLanguageValue',
  workspaceLanguage: 'workspaceLanguageValue',
  folderLanguage: 'workspaceFolderLanguageValue',
}

class Configuration {
  #settings = new Map(Object.keys(PLACES).map((place) => [place, new Map()]))
  /** Policies override every other value. `inspect` returns them as default values. */
  #policies = new Map()
  /** Settings of folders, by the folder's URI. */
  #folders = new Map()

  /** Changes settings in a scope, or in the folder with that URI. A value of undefined removes the setting. */
  set(settings, place = 'user') {
    const named = place === 'policy' ? this.#policies : this.#settings.get(place)
    if (!named && !this.#folders.has(place)) this.#folders.set(place, new Map())
    const into = named ?? this.#folders.get(place)
    for (const [name, value] of Object.entries(settings)) {
      if (value === undefined) into.delete(name)
      else into.set(name, value)
    }
  }

  clear() {
    for (const settings of [...this.#settings.values(), this.#policies]) settings.clear()
    this.#folders.clear()
  }

  at(section = '', scope = null) {
    const full = (name) => (section === '' ? name : `${section}.${name}`)
    const get = (name, otherwise) => this.#value(full(name), scope) ?? otherwise
    return {
      ...this.#value(section, scope),
      get,
      has: (name) => get(name) !== undefined,
      inspect: (name) => this.#inspect(full(name), scope),
    }
  }

  #in(place, scope) {
    return (place === 'folder' && this.#folders.get(String(scope))) || this.#settings.get(place)
  }

  #inspect(key, scope) {
    const places = Object.entries(PLACES).map(([place, name]) => [name, this.#in(place, scope).get(key)])
    const values = Object.fromEntries(places)
    return {
      key,
      ...values,
      defaultValue: this.#policies.get(key) ?? values.defaultValue,
      globalValue: values.globalRemoteValue ?? values.globalLocalValue,
    }
  }

  /** Returns the value of a dotted name, an object with everything below it, or undefined. */
  #value(name, scope) {
    const layers = [...Object.keys(PLACES).map((place) => this.#in(place, scope)), this.#policies]
    const all = new Map(layers.flatMap((settings) => [...settings]))
    if (all.has(name)) return all.get(name)
    const below = [...all].filter(([full]) => name === '' || full.startsWith(`${name}.`))
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
}

module.exports = { Configuration }
