'use strict'

// The platforms that vsce can package for and candor is not built for.

/** What vsce can package for beyond those of candor, each with the reason why there is no native part for it. */
const UNSUPPORTED = {
  'linux-armhf': 'the native addon needs a 64-bit processor',
  web: 'a browser cannot load a native addon',
}

module.exports = { UNSUPPORTED }
