'use strict'
// The names of the extension, as users and VS Code know them.

const NAME = 'Candor Example'
/** The section of the settings. The language server asks for it, and reads the key `telemetry` in it. */
const SECTION = 'candorExample'
const SETTING = `${SECTION}.telemetry`

module.exports = { NAME, SECTION, SETTING }
