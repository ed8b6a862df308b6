'use strict'

// The targets of vsce for which candor has no native addon.

/** The reason for each target. */
const UNSUPPORTED = {
  'linux-armhf': 'the native addon needs a 64-bit processor',
  web: 'a browser cannot load a native addon',
}

module.exports = { UNSUPPORTED }
