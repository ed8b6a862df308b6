// A process with one initialized server, or none. Prints its time or memory: `node one-server.cjs PACKAGE time|memory`.

const started = process.hrtime.bigint()
const [folder, what] = process.argv.slice(2)
const since = () => Number(process.hrtime.bigint() - started)

if (folder === '') setImmediate(printMemory)
else serve()

function serve() {
  const { LanguageServer } = require(folder)
  const server = LanguageServer.start()
  const loaded = since()
  server.onMessage(() => {
    const initialized = since()
    if (what === 'time') console.log(JSON.stringify({ loaded, initialized }))
    else printMemory()
    server.stop()
  })
  const params = { processId: null, rootUri: null, capabilities: {} }
  server.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }))
}

function printMemory() {
  // Loaded here, so that it takes no time at the start.
  const { privateBytes } = require('./private-bytes.cjs')
  console.log(privateBytes())
}
