// The backend module from docs/editors.md in Theia's own backend, with a frontend that uses Theia's own channels.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { root } from '../../support/client.mjs'

const requireTheia = createRequire(path.join(root, 'node_modules/.cache/candor-theia/package.json'))
const requireCandor = createRequire(path.join(root, 'package.json'))

// Replaces a native module that lists drives, because it is not built here.
const load = Module._load
Module._load = (name, ...others) => (name === 'drivelist' ? { list: async () => [] } : load(name, ...others))
// By default, Theia closes a channel only some time after its frontend disconnects.
process.env.FRONTEND_CONNECTION_TIMEOUT = '0'

requireTheia('reflect-metadata')
const theia = (name) => requireTheia(`@theia/core/lib/${name}`)
const { Container } = requireTheia('@theia/core/shared/inversify')
const { ConnectionManagementMessages } = theia('common/messaging/connection-management')
const { BasicChannel, ChannelMultiplexer } = theia('common/message-rpc/channel')
const { Uint8ArrayReadBuffer, Uint8ArrayWriteBuffer } = theia('common/message-rpc/uint8-array-message-buffer')

/** Returns the guide's module, and the servers that it starts. */
function moduleOfGuide() {
  const guide = readFileSync(path.join(root, 'docs/editors.md'), 'utf8')
  const [, code] = /## Theia\n[^]*?```js\n([^]*?)```/.exec(guide)
  const servers = []
  class LanguageServer {
    static start(options) {
      servers.push(requireCandor('candor').LanguageServer.start(options))
      return servers.at(-1)
    }
  }
  const exported = { exports: {} }
  const load = (name) => (name === 'candor' ? { LanguageServer } : requireTheia(name))
  new Function('require', 'module', code)(load, exported)
  return { module: exported.exports.default, servers }
}

async function startBackend(t, module) {
  const container = new Container()
  container.load(
    theia('node/backend-application-module').backendApplicationModule,
    theia('node/messaging/messaging-backend-module').messagingBackendModule,
    theia('node/logger-backend-module').loggerBackendModule,
    module,
  )
  const { BackendApplication } = theia('node/backend-application')
  const server = await container.get(BackendApplication).start(0, '127.0.0.1')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${server.address().port}`
}

/** Opens a channel like Theia's frontend. */
async function open(t, address, name) {
  const { io } = requireTheia('socket.io-client')
  const socket = io(`${address}/services`, { transports: ['websocket'], extraHeaders: { origin: address } })
  t.after(() => socket.disconnect())
  await once(socket, 'connect')
  const accepted = once(socket, ConnectionManagementMessages.INITIAL_CONNECT)
  socket.emit(ConnectionManagementMessages.INITIAL_CONNECT, 'frontend')
  await accepted
  const main = new BasicChannel(() => {
    const buffer = new Uint8ArrayWriteBuffer()
    buffer.onCommit((bytes) => socket.emit('message', bytes))
    return buffer
  })
  socket.on('message', (bytes) => main.onMessageEmitter.fire(() => new Uint8ArrayReadBuffer(new Uint8Array(bytes))))
  return { socket, channel: await new ChannelMultiplexer(main).open(name) }
}

test('the backend module serves a frontend, and its server ends with the channel', async (t) => {
  const { module, servers } = moduleOfGuide()
  const { socket, channel } = await open(t, await startBackend(t, module), '/services/candor')
  const waiting = new Map()
  const received = (key) => new Promise((resolve) => waiting.set(key, resolve))
  channel.onMessage((read) => {
    const message = JSON.parse(read().readString())
    waiting.get(message.id ?? message.method)?.(message)
  })
  const send = (message) => {
    channel.getWriteBuffer().writeString(JSON.stringify({ jsonrpc: '2.0', ...message })).commit() // prettier-ignore
  }

  const initialized = received(1)
  send({ id: 1, method: 'initialize', params: { capabilities: {}, processId: null, rootUri: null } })
  assert.ok((await initialized).result.capabilities.hoverProvider)
  send({ method: 'initialized', params: {} })
  const published = received('textDocument/publishDiagnostics')
  const text = 'FROM scratch\nMAINTAINER älice\n'
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: 'file:///Dockerfile', languageId: 'dockerfile', version: 1, text } },
  })
  const { params } = await published
  assert.deepEqual(params.diagnostics.map(({ code }) => code), ['MaintainerDeprecated']) // prettier-ignore

  assert.equal(servers.length, 1)
  const [server] = servers
  const stopped = new Promise((resolve) => {
    const { stop } = server
    server.stop = () => resolve(stop.call(server))
  })
  socket.disconnect()
  await stopped
  assert.throws(() => server.telemetryStatus(), { code: 'SERVER_STOPPED' })
})
