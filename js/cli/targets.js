'use strict'

// The platforms that vsce can package for and candor is not built for.

/** What vsce can package for beyond those of candor, each with the reason why there is no native part for it. */
const UNSUPPORTED = {
  'linux-armhf': 'the native part is built for processors of 64 bits',
  web: 'a browser cannot load a native part',
}

module.exports = { UNSUPPORTED }
