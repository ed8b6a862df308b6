'use strict'
// The page: a minimal language client that edits one Dockerfile and shows its diagnostics.

const uri = 'file:///Dockerfile'
const [text, problems, telemetry] = ['text', 'problems', 'telemetry'].map((id) => document.getElementById(id))

/** @param {MessagePort} port */
function talk(port) {
  let version = 1
  const send = (message) => port.postMessage(JSON.stringify({ jsonrpc: '2.0', ...message }))
  port.onmessage = ({ data }) => {
    const { id, method, params } = JSON.parse(data)
    if (id === 'initialize') {
      send({ method: 'initialized', params: {} })
      const textDocument = { uri, languageId: 'dockerfile', version, text: text.value }
      send({ method: 'textDocument/didOpen', params: { textDocument } })
    } else if (method === 'textDocument/publishDiagnostics') show(params.diagnostics)
  }
  text.addEventListener('input', () => {
    version += 1
    const params = { textDocument: { uri, version }, contentChanges: [{ text: text.value }] }
    send({ method: 'textDocument/didChange', params })
  })
  send({ id: 'initialize', method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
}

function show(diagnostics) {
  const item = ({ range, message }) => {
    const line = document.createElement('li')
    line.textContent = `line ${range.start.line + 1}: ${message}`
    return line
  }
  problems.replaceChildren(...diagnostics.map(item))
}

telemetry.addEventListener('change', () => window.candor.allowTelemetry(telemetry.checked))
window.addEventListener('message', ({ data, ports }) => {
  if (data === 'candor') talk(ports[0])
})
