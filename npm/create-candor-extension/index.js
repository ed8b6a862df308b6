#!/usr/bin/env node
'use strict'
// `npm create candor-extension [DIRECTORY]` is `candor init [DIRECTORY]`.

const path = require('node:path')

const manifest = require.resolve('candor/package.json')
process.argv.splice(2, 0, 'init')
require(path.join(path.dirname(manifest), require(manifest).bin.candor))
