'use strict'

const path = require('node:path')

/**
 * Whether a file is in a folder, or is the folder itself. Compares the paths only.
 * @param {string} file
 * @param {string} folder
 */
function isWithin(file, folder) {
  const way = path.relative(folder, file)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

module.exports = { isWithin }
