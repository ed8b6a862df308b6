'use strict'

// Reads the tags of an image that a provider of the host returns.

const { settle } = require('./settle.js')

/** The maximum number of tags that are read. */
const MAX_TAGS = 1000

/**
 * Calls the provider and reads its result: one tag per line. Rejects if the provider fails, or if its result is not an
 * array of strings.
 * @param {() => unknown} call
 * @returns {Promise<string>}
 */
async function readTags(call) {
  const { value } = await settle(call())
  if (!Array.isArray(value)) throw new TypeError('providers.imageTags must return an array of strings')
  let tags = ''
  for (let index = 0; index < value.length && index < MAX_TAGS; index++) {
    const tag = value[index]
    if (typeof tag !== 'string') throw new TypeError('providers.imageTags must return an array of strings')
    tags += `${tag}\n`
  }
  return tags
}

module.exports = { readTags }
