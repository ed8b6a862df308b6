'use strict'

// The providers of the host for what candor cannot know without a network: tags of images, and modules of a registry.

const { guardGetter, invalidArgument } = require('./errors.js')
const { own } = require('./own.js')
const { settle } = require('./settle.js')

/** The maximum number of words of an answer that are read. */
const MAX_WORDS = 1000

/** @typedef {'imageTags' | 'registryModules'} HostProvider */

/**
 * Reads the providers in the options. Throws if one is not a function.
 * @param {unknown} options
 */
function readHostProviders(options) {
  return {
    imageTags: readHostProvider(options, 'imageTags'),
    registryModules: readHostProvider(options, 'registryModules'),
  }
}

/**
 * Reads one provider. The native addon checks it, too, but a getter may return something else then.
 * @param {unknown} options
 * @param {HostProvider} name
 */
function readHostProvider(options, name) {
  const provider = guardGetter('options', () => own(own(options, 'providers'), name) ?? null)
  if (provider !== null && typeof provider !== 'function') {
    throw invalidArgument(`options.providers.${name}`, 'a function')
  }
  return /** @type {((query: string) => unknown) | null} */ (provider)
}

/**
 * Calls a provider and reads its result: one word per line. Rejects if the provider fails, or if its result is not an array
 * of strings.
 * @param {HostProvider} name
 * @param {() => unknown} call
 * @returns {Promise<string>}
 */
async function readWords(name, call) {
  const { value } = await settle(call())
  if (!Array.isArray(value)) throw new TypeError(`providers.${name} must return an array of strings`)
  let words = ''
  for (let index = 0; index < value.length && index < MAX_WORDS; index++) {
    const word = value[index]
    if (typeof word !== 'string') throw new TypeError(`providers.${name} must return an array of strings`)
    words += `${word}\n`
  }
  return words
}

module.exports = { readHostProviders, readWords }
