'use strict'

// The entry point `candor/stdio`: serves the language server over stdin and stdout.

const { serveStdio } = require('./cli/server/stdio.js')

serveStdio({ args: process.argv.slice(2), runTerraform: false })
