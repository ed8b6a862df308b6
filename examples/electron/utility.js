'use strict'
// The utility process: serves the port that it receives, and exits when the main process asks it to.

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
