'use strict'
// The names of the extension and of its settings.

const NAME = 'Candor Example'
/** The settings section. The language server requests it and reads its key `telemetry`. */
const SECTION = 'candorExample'
const SETTING = `${SECTION}.telemetry`

module.exports = { NAME, SECTION, SETTING }
