'use strict'
// Passes the server's port to the page, and the user's telemetry choice to the main process.

const { contextBridge, ipcRenderer } = require('electron')

ipcRenderer.on('candor', ({ ports }) => window.postMessage('candor', '*', ports))
contextBridge.exposeInMainWorld('candor', {
  allowTelemetry: (allowed) => ipcRenderer.send('telemetry', allowed),
})
