'use strict'
// The main process: opens a window and starts its language server in this process or, with `--utility`, in a utility
// process.

const path = require('node:path')
const { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess } = require('electron')

const { connect } = require('./connect.js')

/**
 * Like `connect`, but in a utility process.
 * @param {import('electron').MessagePortMain} port
 */
function inUtilityProcess(port) {
  const child = utilityProcess.fork(path.join(__dirname, 'utility.js'), [], { serviceName: 'candor' })
  child.postMessage({ connect: true }, [port])
  return {
    /** @param {boolean} allowed */
    allowTelemetry: (allowed) => child.postMessage({ allowed }),
    end: () => child.postMessage({ end: true }),
  }
}

app.whenReady().then(async () => {
  const { port1, port2 } = new MessageChannelMain()
  const server = process.argv.includes('--utility') ? inUtilityProcess(port1) : connect(port1)
  ipcMain.on('telemetry', (_event, allowed) => server.allowTelemetry(allowed === true))
  app.once('will-quit', () => server.end())

  const window = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js') } })
  await window.loadFile('index.html')
  window.webContents.postMessage('candor', null, [port2])
})

app.on('window-all-closed', () => app.quit())
