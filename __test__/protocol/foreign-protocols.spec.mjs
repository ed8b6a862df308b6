// Connections from programs that are not language clients: they get no response.

import assert from 'node:assert/strict'
import test from 'node:test'
import tls from 'node:tls'

import framing from '../../js/cli/server/framing/framing.js'
import { exchange, INITIALIZE, listenOnSocket, request } from '../support/connections.mjs'
import { listen } from '../support/program.mjs'

const { frame } = framing
const NO_SOCKETS = { skip: process.platform === 'win32' && 'Windows has named pipes in their place' }
const BODY = frame(request(1, 'initialize', INITIALIZE))
const LENGTH = Buffer.byteLength(BODY)

/** Input that no language client sends first, each followed by a message that would otherwise get a response. */
const STRANGERS = {
  'GET of HTTP 0.9': `GET /\r\n${BODY}`,
  'GET of HTTP 1.0': `GET / HTTP/1.0\r\n\r\n${BODY}`,
  POST: `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'POST in lines that end with LF': `POST / HTTP/1.1\nContent-Length: ${LENGTH}\n\n${BODY}`,
  'a method CONTENT-X': `CONTENT-X / HTTP/1.1\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'a method CONTENT-LENGTH': `CONTENT-LENGTH / HTTP/1.1\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`,
  'a method Content-Length with a path that looks like its value': `Content-Length /: 5\r\n\r\n${BODY}`,
  'a method Content-Type with a colon in its path': `Content-Type http://x:80/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n${BODY}`,
  'HTTP/2': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${BODY}`,
  'a WebSocket': `GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n${BODY}`,
  'a CONNECT': `CONNECT 127.0.0.1:80 HTTP/1.1\r\n\r\n${BODY}`,
  'empty lines first': `\r\n\r\n${BODY}`,
  'an empty line first': `\n${BODY}`,
  'spaces first': ` ${BODY}`,
  'a byte order mark first': `\ufeff${BODY}`,
  'a header of HTTP first': `Host: 127.0.0.1\r\n${BODY}`,
  'a header of HTTP behind the length': `Content-Length: 2\r\nHost: 127.0.0.1\r\n\r\n{}${BODY}`,
  'a header of HTTP before the length': `Content-Type: application/vscode-jsonrpc\r\nOrigin: null\r\n${BODY}`,
  'a header with a name of its own': `Content-Length: 2\r\nContent-X: 1\r\n\r\n{}${BODY}`,
  'a header that goes on': `Content-Length:\r\n 2\r\n\r\n{}${BODY}`,
  "a form's type": `Content-Type: application/x-www-form-urlencoded\r\n${BODY}`,
  "a browser's type": `Content-Type: text/plain;charset=UTF-8\r\n${BODY}`,
  'two types': `Content-Type: application/vscode-jsonrpc\r\nContent-Type: text/plain\r\n${BODY}`,
  'two lengths': `Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}${BODY}`,
  'another charset': `Content-Type: application/vscode-jsonrpc; charset=utf-16\r\n${BODY}`,
  'no length': `Content-Type: application/vscode-jsonrpc\r\n\r\n${BODY}`,
  'no value': `Content-Length:\r\n\r\n${BODY}`,
  'a length that is no number': `Content-Length: 0x10\r\n\r\n${BODY}`,
  'a negative length': `Content-Length: -1\r\n\r\n${BODY}`,
  'a length with a sign': `Content-Length: +2\r\n\r\n{}${BODY}`,
  'a length with something behind it': `Content-Length: 2;x\r\n\r\n{}${BODY}`,
  'a chunked body': `Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}${BODY}`,
  TLS: Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), Buffer.from(BODY)]),
  'zero bytes': `${'\0'.repeat(100)}${BODY}`,
  SSH: `SSH-2.0-OpenSSH_9.6\r\n${BODY}`,
  SMTP: `EHLO example.com\r\n${BODY}`,
  'a gopher': `\r\nContent-Length: 2\r\n\r\n{}`,
}

for (const [way, listens] of Object.entries({
  'a port with a token': (t) => listen(t),
  'an insecure port': (t) => listen(t, ['--port', '0', '--insecure']),
  'a socket': (t) => listenOnSocket(t),
})) {
  const skip = way === 'a socket' && NO_SOCKETS.skip
  test(`${way} closes connections that are not from language clients, without a response`, { skip }, async (t) => {
    const { port, address, heard } = await listens(t)
    for (const [name, bytes] of Object.entries(STRANGERS)) {
      const whole = await exchange(t, port ?? address, bytes)
      assert.equal(whole.text, '', name)
      const inPieces = await exchange(t, port ?? address, ...[...Buffer.from(bytes)].map((byte) => Buffer.of(byte)))
      assert.equal(inPieces.text, '', `${name} in pieces`)
    }
    assert.ok(!heard.stderr.includes('127.0.0.1:80'), 'nothing of it is repeated')
    for (const line of heard.stderr.trimEnd().split('\n').slice(2)) assert.match(line, /^candor: [ -~]+$/)
  })
}

test('a browser gets nothing from an insecure port, whatever its method and headers are', async (t) => {
  const { port, heard } = await listen(t, ['--port', '0', '--insecure'])
  const url = `http://127.0.0.1:${port}/`
  for (const [method, type] of [
    ['GET', undefined],
    ['POST', 'text/plain'],
    ['POST', 'application/vscode-jsonrpc'],
    ['CONTENT-X', undefined],
    ['CONTENT-LENGTH', 'text/plain'],
    ['CONTENT-TYPE', 'application/x-www-form-urlencoded'],
    ['PUT', 'application/json'],
  ]) {
    const headers = type === undefined ? {} : { 'content-type': type }
    const body = type === undefined ? undefined : BODY
    await assert.rejects(fetch(url, { method, headers, body }), `${method} ${type}`)
  }
  const secure = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  secure.on('error', () => {})
  await new Promise((resolve) => secure.once('close', resolve))
  assert.match(heard.stderr, /the client does not speak LSP: it speaks HTTP\n/)
  assert.match(heard.stderr, /the client does not speak LSP: it speaks TLS\n/)
})

test('a session that violates the protocol ends, and earlier requests are answered', async (t) => {
  const { port, heard } = await listen(t, ['--port', '0', '--insecure'])
  const { messages } = await exchange(t, port, BODY, 'GET / HTTP/1.1\r\n\r\n', frame(request(2, 'shutdown')))
  assert.deepEqual(
    messages.map(({ id }) => id),
    [1],
  )
  assert.match(heard.stderr, /the client does not speak LSP/)
})
