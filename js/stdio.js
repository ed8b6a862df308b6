'use strict'

// The entry point `candor/stdio`: serves the language server over stdin and stdout.

const { serveStdio } = require('./cli/server/stdio.js')

const args = process.argv.slice(2)
const settingsSection = args.map((arg) => /^--settings-section=(.+)$/.exec(arg)?.[1]).find((name) => name !== undefined)

serveStdio({ args, runTerraform: false, settingsSection: settingsSection ?? null })
