'use strict'
// For tests only: runs functions from a test in the extension host. Each host listens on its own socket, named after
// its process ID.

const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const { json } = require('node:stream/consumers')
const vscode = require('vscode')

const server = http.createServer(async (request, response) => {
  try {
    const { source, args } = /** @type {any} */ (await json(request))
    const run = new Function('vscode', 'require', `return (${source})`)(vscode, require)
    response.end(JSON.stringify({ result: await run(...args) }))
  } catch (error) {
    response.end(JSON.stringify({ error: String(error?.stack ?? error) }))
  }
})

const socket = path.join(process.env.CANDOR_DRIVER, `${process.pid}.sock`)

function activate() {
  // A socket's file exists before it accepts connections, so rename it to the name that tests look for afterwards.
  server.listen(`${socket}.new`, () => fs.renameSync(`${socket}.new`, socket))
}

function deactivate() {
  const { CANDOR_DRIVER_DEACTIVATED: file } = process.env
  if (file) fs.writeFileSync(file, '')
  server.closeAllConnections()
  server.close()
  fs.rmSync(socket, { force: true })
}

module.exports = { activate, deactivate }
