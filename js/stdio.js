'use strict'

// The entry point `candor/stdio`: serves the language server over stdin and stdout.

const { settingsSectionOf } = require('./cli/server/stdio-arguments.js')
const { serveStdio } = require('./cli/server/stdio.js')

const args = process.argv.slice(2)
const settingsSection = settingsSectionOf(args, (problem) => console.error(`candor: ${problem}`))

serveStdio({ args, runTerraform: false, settingsSection })
