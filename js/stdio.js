'use strict'

// The language server out of process: running this module serves it over the process's own stdin and stdout.

const { serveStdio } = require('./cli/server/stdio.js')

serveStdio({ args: process.argv.slice(2), runTerraform: false })
