// Servers on Unix domain sockets: who can connect, and which files are replaced and removed.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'

import { listenOnSocket } from '../support/connections.mjs'
import { connectTo, run } from '../support/program.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const NO_SOCKETS = { skip: process.platform === 'win32' && 'Windows has named pipes in their place' }

test('a socket belongs to its user alone, needs no token, and is removed at the end', NO_SOCKETS, async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    // With this umask, a socket is accessible to every user unless the server restricts it.
    const mask = process.umask(0)
    const starting = listenOnSocket(t)
    process.umask(mask)
    const { child, address } = await starting
    const stats = lstatSync(address)
    assert.ok(stats.isSocket())
    assert.equal(stats.mode & 0o777, 0o600)
    const { editor } = await connectTo(t, address)
    assert.equal(typeof (await editor.initialize()).capabilities, 'object')
    assert.equal((await editor.request('shutdown')).result, null)
    child.kill(signal)
    assert.deepEqual(await once(child, 'exit'), [null, signal])
    assert.ok(!existsSync(address))
  }
})

test('a socket that a crash left behind is replaced', NO_SOCKETS, async (t) => {
  const { child, address } = await listenOnSocket(t)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok(lstatSync(address).isSocket())
  await listenOnSocket(t, address)
  const { editor } = await connectTo(t, address)
  assert.equal(typeof (await editor.initialize()).capabilities, 'object')
})

test('a socket on which a process listens is left alone', NO_SOCKETS, async (t) => {
  const { address } = await listenOnSocket(t)
  const { code, stdout, stderr } = await run(t, ['--socket', address])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^candor: '.+' is in use\nhint: .+\n$/)
  const { editor } = await connectTo(t, address)
  assert.equal(typeof (await editor.initialize()).capabilities, 'object')
})

test('a file that is not a socket is never replaced', NO_SOCKETS, async (t) => {
  const folder = temporaryFolder(t)
  const place = (name) => path.join(folder, name)
  writeFileSync(place('file'), 'content')
  writeFileSync(place('empty'), '')
  mkdirSync(place('folder'))
  execFileSync('mkfifo', [place('fifo')])
  const { address, child } = await listenOnSocket(t)
  child.kill('SIGKILL')
  await once(child, 'exit')
  symlinkSync(address, place('link to a stale socket'))
  symlinkSync(place('nothing'), place('link to nothing'))
  symlinkSync(place('file'), place('link to a file'))
  const before = readdirSync(folder).map((name) => [name, lstatSync(place(name)).ino])
  for (const [name] of before) {
    const { code, stdout, stderr } = await run(t, ['--socket', place(name)])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^candor: '.+' exists and is not a socket\nhint: .+\n$/)
  }
  assert.deepEqual(
    readdirSync(folder).map((name) => [name, lstatSync(place(name)).ino]),
    before,
  )
  assert.equal(readFileSync(place('file'), 'utf8'), 'content')
  assert.ok(lstatSync(address).isSocket())
})

test('a place where no socket can be is named', NO_SOCKETS, async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(path.join(folder, 'file'), '')
  for (const address of [
    path.join(folder, 'missing', 'socket'),
    path.join(folder, 'file', 'socket'),
    path.join(folder, 'x'.repeat(200)),
    path.join(folder, 'x'.repeat(300)),
    '/proc/socket',
  ]) {
    const { code, stdout, stderr } = await run(t, ['--socket', address])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^candor: .+\n(hint: .+\n)?$/)
    assert.ok(stderr.includes(address))
  }
  const { stderr } = await run(t, ['--socket', path.join(folder, 'missing', 'socket')])
  assert.match(stderr, /its folder does not exist\n$/)
})

test('a socket that has taken the place of its own is not removed', NO_SOCKETS, async (t) => {
  const { child, address } = await listenOnSocket(t)
  renameSync(address, `${address}.old`)
  const other = net.createServer().listen(address)
  await once(other, 'listening')
  t.after(() => other.close())
  child.kill('SIGTERM')
  await once(child, 'exit')
  assert.ok(lstatSync(address).isSocket())
})
