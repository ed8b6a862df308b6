'use strict'

/**
 * Escapes control characters, which could rewrite what a terminal shows.
 * @param {string} text from a file, a file name or a connection
 */
function printable(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

module.exports = { printable }
