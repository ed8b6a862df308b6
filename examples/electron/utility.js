'use strict'
// The utility process: serves the port that it is handed, and ends when the main process says so.

const { connect } = require('./connect.js')

/** @type {ReturnType<typeof connect>} */
let connection

process.parentPort.on('message', async ({ data, ports: [port] }) => {
  if (data.connect) connection = connect(port)
  else if (data.end) {
    await connection.end()
    process.exit()
  } else connection.allowTelemetry(data.allowed)
})
