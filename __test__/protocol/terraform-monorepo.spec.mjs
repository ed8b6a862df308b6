// Workspaces with many Terraform modules: questions about callers and names use an index, which is filled in the
// background and follows every change.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { codes, diskChanged, session, shown } from '../support/documents.mjs'
import { startHooked, temporaryFolder, uriOf } from '../support/telemetry.mjs'

const [CREATED, CHANGED, DELETED] = [1, 2, 3]

const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }

const posix = { skip: process.platform === 'win32' && 'links need a privilege on Windows' }

const VARIABLE = 'variable "region" {}\n'
const call = (source) => `module "net" {\n  source = "${source}"\n  region = "eu"\n}\n`
const manifest = (folder) => JSON.stringify({ Modules: [{ Key: 'net', Source: 'acme/net/aws', Dir: folder }] })

/** Writes files below a folder. */
function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text)
  }
}

async function open(t, files, { capabilities = watching, folders = [''] } = {}) {
  const root = temporaryFolder(t)
  write(root, files)
  const workspaceFolders = folders.map((name) => ({ uri: uriOf(root, name), name: 'w' }))
  const client = await session(t, { capabilities, workspaceFolders })
  return { root, client, workspaceFolders, uri: (name) => uriOf(root, name) }
}

/** Returns the places of the references of the variable on the first line, by the names of their files. */
async function references(client, root, name = 'net/main.tf') {
  const { result } = await client.request('textDocument/references', {
    textDocument: { uri: uriOf(root, name) },
    position: { line: 0, character: 12 },
    context: { includeDeclaration: false },
  })
  return (result ?? []).map(({ uri }) => path.relative(root, new URL(uri).pathname)).sort()
}

async function symbols(client, root, query) {
  const { result } = await client.request('workspace/symbol', { query })
  const found = (result ?? []).map(
    ({ name, location }) => `${path.relative(root, new URL(location.uri).pathname)} ${name}`,
  )
  return found.sort()
}

/** Resolves once so many files are in the index, and all of them were read. */
async function indexed(client, files) {
  for (;;) {
    const { result } = await client.request('candor/testing/index')
    if (result[0] === files && result[1] === 0) return
  }
}

test('references of a variable are found in a workspace with more files than one answer lists', async (t) => {
  const files = { 'net/main.tf': VARIABLE, 'z/main.tf': call('../net') }
  for (let at = 0; at < 2_100; at += 1) files[`a${at % 30}/part${at}.tf`] = ''
  for (const capabilities of [watching, {}]) {
    const { client, root, uri } = await open(t, files, { capabilities })
    client.open(uri('net/main.tf'), VARIABLE, 'terraform')
    assert.deepEqual(await references(client, root), ['z/main.tf'])
  }
})

for (const [kind, capabilities] of [
  ['reports changes of files', watching],
  ['reports no changes of files', {}],
]) {
  test(`the callers of a module follow the files of the workspace, with a client that ${kind}`, async (t) => {
    const { client, root, uri } = await open(t, { 'net/main.tf': VARIABLE, 'a/main.tf': '' }, { capabilities })
    const report = (...changes) => {
      const events = changes.map(([name, type]) => ({ uri: uri(name), type }))
      if (capabilities === watching) client.notify('workspace/didChangeWatchedFiles', { changes: events })
    }
    client.open(uri('net/main.tf'), VARIABLE, 'terraform')
    assert.deepEqual(await references(client, root), [])

    write(root, { 'a/main.tf': call('../net') })
    report(['a/main.tf', CHANGED])
    assert.deepEqual(await references(client, root), ['a/main.tf'], 'a file calls the module now')

    write(root, { 'b/c/main.tf': call('../../net/') })
    report(['b/c/main.tf', CREATED])
    assert.deepEqual(await references(client, root), ['a/main.tf', 'b/c/main.tf'], 'a new module calls it')

    client.open(uri('b/c/main.tf'), call('../../other'), 'terraform')
    assert.deepEqual(await references(client, root), ['a/main.tf'], 'the editor shows another call')
    client.change(uri('b/c/main.tf'), `# edited\n${call('../../net')}`)
    assert.deepEqual(await references(client, root), ['a/main.tf', 'b/c/main.tf'])
    client.notify('textDocument/didClose', { textDocument: { uri: uri('b/c/main.tf') } })
    assert.deepEqual(await references(client, root), ['a/main.tf', 'b/c/main.tf'])

    fs.rmSync(path.join(root, 'b'), { recursive: true })
    report(['b/c/main.tf', DELETED])
    assert.deepEqual(await references(client, root), ['a/main.tf'], 'a module was deleted')

    fs.renameSync(path.join(root, 'a'), path.join(root, 'd'))
    report(['a', DELETED], ['d/main.tf', CREATED])
    assert.deepEqual(await references(client, root), ['d/main.tf'], 'a folder was renamed')
  })

  test(`installed modules and tests are callers, too, with a client that ${kind}`, async (t) => {
    const files = {
      'net/main.tf': VARIABLE,
      'a/main.tf': call('acme/net/aws'),
      'b/main.tf': '',
      'b/tests/net.tftest.hcl':
        'run "r" {\n  module {\n    source = "../net"\n  }\n  variables {\n    region = "eu"\n  }\n}\n',
      'c/main.tf.json': '{ "module": { "net": { "source": "../net", "region": "eu" } } }',
      '.venv/x/main.tf': call('../../net'),
    }
    const { client, root, uri } = await open(t, files, { capabilities })
    client.open(uri('net/main.tf'), VARIABLE, 'terraform')
    assert.deepEqual(await references(client, root), ['b/tests/net.tftest.hcl', 'c/main.tf.json'])
    write(root, { 'a/.terraform/modules/modules.json': manifest('../net') })
    if (capabilities === watching) diskChanged(client, uri('a/.terraform/modules/modules.json'))
    assert.deepEqual(await references(client, root), ['a/main.tf', 'b/tests/net.tftest.hcl', 'c/main.tf.json'])
  })

  test(`workspace symbols follow the files of the workspace, with a client that ${kind}`, async (t) => {
    const files = { 'net/main.tf': VARIABLE, 'a/main.tf': call('../net'), 'b/main.tf': 'variable "Size" {}\n' }
    const { client, root, uri } = await open(t, files, { capabilities })
    const report = (...names) => capabilities === watching && diskChanged(client, ...names.map(uri))
    client.open(uri('net/main.tf'), VARIABLE, 'terraform')
    assert.deepEqual(await symbols(client, root, 'size'), ['b/main.tf variable "Size"'])
    write(root, { 'b/main.tf': '', 'a/main.tf': 'variable "sizes" {}\n' })
    report('b/main.tf', 'a/main.tf')
    assert.deepEqual(await symbols(client, root, 'size'), ['a/main.tf variable "sizes"'])
    client.change(uri('net/main.tf'), 'variable "size" {}\n')
    assert.deepEqual(await symbols(client, root, 'Size'), ['a/main.tf variable "sizes"', 'net/main.tf variable "size"'])
    client.notify('textDocument/didClose', { textDocument: { uri: uri('net/main.tf') } })
    assert.deepEqual(await symbols(client, root, 'size'), ['a/main.tf variable "sizes"'])
  })

  test(`workspace symbols follow files whose changes are never reported, with a client that ${kind}`, async (t) => {
    const files = { 'net/main.tf': VARIABLE, 'a.tfstack.hcl': '', 'a.tfcomponent.hcl': '' }
    const { client, root, uri } = await open(t, files, { capabilities })
    client.open(uri('net/main.tf'), VARIABLE, 'terraform')
    assert.deepEqual(await symbols(client, root, 'size'), [])
    write(root, { 'a.tfstack.hcl': 'variable "size" {}\n', 'a.tfcomponent.hcl': 'variable "sizes" {}\n' })
    const expected = ['a.tfcomponent.hcl variable "sizes"', 'a.tfstack.hcl variable "size"']
    assert.deepEqual(await symbols(client, root, 'size'), expected)
  })

  test(`diagnostics follow the callers of a module, with a client that ${kind}`, async (t) => {
    const text = 'terraform {\n  backend "s3" {}\n}\noutput "o" {\n  value = sensitive("a")\n}\n'
    const { client, root, uri } = await open(t, { 'net/main.tf': text, 'a/main.tf': '' }, { capabilities })
    client.open(uri('net/main.tf'), text, 'terraform')
    assert.deepEqual(codes(await shown(client, uri('net/main.tf'))), ['ArgumentValue'])
    client.open(uri('a/main.tf'), 'module "net" {\n  source = "../net"\n}\n', 'terraform')
    assert.deepEqual(await shown(client, uri('net/main.tf')), [], 'a module calls it, so it is no root module')
    client.change(uri('a/main.tf'), '')
    assert.deepEqual(codes(await shown(client, uri('net/main.tf'))), ['ArgumentValue'])
    write(root, { 'b/main.tf.json': '{ "module": { "net": { "source": "../net" } } }' })
    // Without reports, another edit shows the change.
    if (capabilities === watching) diskChanged(client, uri('b/main.tf.json'))
    else client.change(uri('a/main.tf'), '\n', 3)
    assert.deepEqual(await shown(client, uri('net/main.tf')), [])
  })
}

test('a file that is reached through a link is a caller until its target is deleted', posix, async (t) => {
  const files = { 'net/main.tf': VARIABLE, 'shared.txt': call('../net'), 'other.txt': '', 'a/x.tf': '' }
  const { client, root, uri } = await open(t, files)
  fs.symlinkSync('../shared.txt', path.join(root, 'a/main.tf'))
  client.open(uri('net/main.tf'), VARIABLE, 'terraform')
  assert.deepEqual(await references(client, root), ['a/main.tf'])
  fs.rmSync(path.join(root, 'shared.txt'))
  assert.deepEqual(await references(client, root), [], 'the target was deleted, and nothing was reported')
  fs.writeFileSync(path.join(root, 'shared.txt'), call('../net'))
  assert.deepEqual(await references(client, root), [], 'a link without a target was forgotten')
  diskChanged(client, uri('a/main.tf'))
  assert.deepEqual(await references(client, root), ['a/main.tf'])
})

test('the modules of a workspace are read in the background after the first document was checked', async (t) => {
  const files = { 'net/main.tf': VARIABLE, Dockerfile: 'FROM scratch\n' }
  for (let at = 0; at < 200; at += 1) files[`a${at}/main.tf`] = at % 50 === 0 ? call('../net') : VARIABLE
  const { client, root, uri } = await open(t, files)
  client.open(uri('Dockerfile'))
  await client.server.idle()
  assert.deepEqual((await client.request('candor/testing/index')).result, [0, 0], 'no document of Terraform is open')
  client.open(uri('net/main.tf'), VARIABLE, 'terraform')
  await indexed(client, 201)
  write(root, { 'a1/main.tf': call('../net') })
  diskChanged(client, uri('a1/main.tf'))
  assert.deepEqual((await client.request('candor/testing/index')).result, [201, 1], 'one file has to be read again')
  const callers = [0, 1, 50, 100, 150].map((at) => `a${at}/main.tf`).sort()
  assert.deepEqual(await references(client, root), callers)
  assert.deepEqual((await client.request('candor/testing/index')).result, [201, 0])
})

test('nothing is read ahead for a client that does not report changes', async (t) => {
  const files = { 'net/main.tf': VARIABLE, 'a/main.tf': call('../net') }
  const { client, uri } = await open(t, files, { capabilities: {} })
  client.open(uri('net/main.tf'), VARIABLE, 'terraform')
  await shown(client, uri('net/main.tf'))
  assert.equal((await client.request('candor/testing/index')).result[0], 0)
})

test('a folder that is closed is forgotten, and one that is opened is read', async (t) => {
  const files = { 'w/net/main.tf': VARIABLE, 'w/a/main.tf': call('../net'), 'x/b/main.tf': call('../../w/net') }
  const { client, root, uri } = await open(t, files, { folders: ['w', 'x'] })
  client.open(uri('w/net/main.tf'), VARIABLE, 'terraform')
  await indexed(client, 3)
  assert.deepEqual(await references(client, root, 'w/net/main.tf'), ['w/a/main.tf', 'x/b/main.tf'])
  const folder = { uri: uri('x'), name: 'w' }
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } })
  assert.deepEqual(await references(client, root, 'w/net/main.tf'), ['w/a/main.tf'])
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } })
  assert.deepEqual(await references(client, root, 'w/net/main.tf'), ['w/a/main.tf', 'x/b/main.tf'])
})

test('files that hang in the background delay no answer, no wait for idleness and no stop', async (t) => {
  const root = temporaryFolder(t)
  write(root, { 'main.tf': VARIABLE, 'candor-testing-hang/main.tf': VARIABLE, 'z/main.tf': VARIABLE })
  const client = startHooked(t)
  client.hooks.hang(true)
  t.after(() => client.hooks.hang(false))
  await client.initialize({ capabilities: watching, workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }] })
  client.open(uriOf(root, 'main.tf'), VARIABLE, 'terraform')
  while (client.hooks.hanging() === 0) {
    // The background work pauses while it sees an analysis.
    client.hooks.advanceClock(20)
    await client.request('candor/testing/index')
  }
  assert.equal(client.hooks.hanging(), 1)
  await client.server.idle()
  const { result } = await client.request('textDocument/documentSymbol', {
    textDocument: { uri: uriOf(root, 'main.tf') },
  })
  assert.equal(result.length, 1)
  client.notify('textDocument/didChange', {
    textDocument: { uri: uriOf(root, 'main.tf'), version: 2 },
    contentChanges: [{ text: '' }],
  })
  await client.server.idle()
  await client.server.stop()
  client.hooks.hang(false)
})
