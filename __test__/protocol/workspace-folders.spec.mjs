// Workspace folders that are added and removed during a session.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { start } from '../support/client.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'
import { didChange, exchange, message } from '../support/wire.mjs'

const usage = (events, action) => events.filter(({ properties }) => properties.action === action)
const plainHash = (file) => createHash('sha256').update(`document::${file}`).digest('hex')

test('folders that are added and removed count from then on', async (t) => {
  const [outer, other] = [temporaryFolder(t), temporaryFolder(t)]
  const inner = path.join(outer, 'a b')
  const client = start(t, { telemetry: { level: 'all', hashing: 'plain' } })
  const named = (directory) => ({ uri: pathToFileURL(directory).href, name: 'secret' })
  const folders = (added, removed) =>
    message({
      method: 'workspace/didChangeWorkspaceFolders',
      params: { event: { added: added.map(named), removed: removed.map(named) } },
    })
  await client.initialize({ workspaceFolders: [named(outer)], rootUri: named(outer).uri })

  let number = 0
  /** Returns the path under which a new file in `directory` is reported. */
  async function reported(directory) {
    const name = `Dockerfile.${(number += 1)}`
    const uri = pathToFileURL(path.join(directory, name)).href
    client.open(uri)
    await exchange(client, didChange(uri, 'FROM b\n'))
    const [event, ...others] = usage(client.server.readTelemetry(), 'fileModified')
    assert.deepEqual(others, [])
    const { document } = event.properties
    for (const known of [name, `a b/${name}`]) if (document === plainHash(known)) return known.replace(name, '*')
    return document
  }

  assert.equal(await reported(outer), '*')
  assert.equal(await reported(inner), 'a b/*')
  assert.equal(await reported(other), undefined, 'outside of every folder there is no relative path')
  assert.deepEqual(await exchange(client, folders([inner, other], [])), [])
  assert.equal(await reported(inner), '*', 'the innermost folder counts')
  assert.equal(await reported(other), '*')
  assert.deepEqual(await exchange(client, folders([], [inner, outer])), [])
  assert.equal(await reported(inner), undefined)
  assert.equal(await reported(outer), undefined)
  assert.equal(await reported(other), '*')
  assert.deepEqual(await exchange(client, folders([outer, outer], [other, inner])), [])
  assert.equal(await reported(inner), 'a b/*')
  assert.equal(await reported(other), undefined)
})

test('folders that are no directories of this machine are passed over', async (t) => {
  const inside = temporaryFolder(t)
  const client = start(t, { telemetry: { level: 'all', hashing: 'plain' } })
  const odd = ['untitled:x', 'vscode-vfs://github/acme/app', 'file://server/share', 'git:/w?ref=main']
  const added = [...odd, pathToFileURL(inside).href].map((uri) => ({ uri, name: '' }))
  await client.initialize()
  client.server.readTelemetry()
  const method = 'workspace/didChangeWorkspaceFolders'
  const removed = odd.map((uri) => ({ uri, name: '' }))
  assert.deepEqual(await exchange(client, message({ method, params: { event: { added, removed } } })), [])
  const uri = pathToFileURL(path.join(inside, 'Dockerfile')).href
  client.open(uri)
  await exchange(client, didChange(uri, 'FROM b\n'))
  assert.equal(client.server.readTelemetry()[0].properties.document, plainHash('Dockerfile'))
})
