// Terraform modules in editors: several documents opened at once, folders that are added, removed and renamed, changed
// settings, and unusual URIs.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { strangers } from '../support/canaries.mjs'
import { close, diskChanged } from '../support/documents.mjs'
import { names, pull, readAll, takesEvents, uriOf } from '../support/telemetry.mjs'
import { AWS, asked, contents, core, lock, provider, reports, runs, session, workspace } from '../support/terraform.mjs'
import { assertGoesOn } from '../support/wire.mjs'

/** Notifies the server of created files. */
function created(client, ...uris) {
  client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 1 })) })
}
function deleted(client, ...uris) {
  client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 3 })) })
}

function foldersChanged(client, { added = [], removed = [] }) {
  const folders = (uris) => uris.map((uri) => ({ uri, name: 'folder' }))
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added: folders(added), removed: folders(removed) } })
}

// --- Documents -----------------------------------------------------------------------------------------------------------

test('documents of one directory that are opened together cause one report', async (t) => {
  const files = {
    'main.tf': provider('hashicorp/aws', '~> 5.0'),
    'versions.tf': core('>= 1.5'),
    'more.tf.json': '{"terraform": {"backend": {"s3": {}}}}',
    'values.tfvars': 'a = 1\n',
    '.terraform.lock.hcl': lock(AWS, '5.0.0'),
  }
  const folder = workspace(t, files)
  const client = await session(t, folder)
  for (const name of Object.keys(files))
    folder.open(client, name, name.endsWith('vars') ? 'terraform-vars' : 'terraform')
  for (const name of Object.keys(files))
    folder.open(client, name, name.endsWith('vars') ? 'terraform-vars' : 'terraform')
  assert.deepEqual(contents(await reports(client)), [
    {
      tfRequirements: '>= 1.5',
      backend: 's3',
      providerRequirements: { [AWS]: '~> 5.0' },
      installedProviders: { [AWS]: '5.0.0' },
    },
  ])
})

test('changes of an open JSON document are reported', async (t) => {
  for (const languageId of ['terraform', 'json']) {
    const asks = (version) => JSON.stringify({ terraform: { required_version: version } })
    const folder = workspace(t, { 'main.tf.json': asks('>= 1.0') })
    const client = await session(t, folder)
    const uri = folder.uri('main.tf.json')
    client.open(uri, asks('>= 1.1'), languageId)
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1' }])
    const range = { start: { line: 0, character: 37 }, end: { line: 0, character: 40 } }
    client.change(uri, [{ range, text: '1.2' }], 2)
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.2' }])
    client.change(uri, `${asks('>= 1.2')} `, 3)
    assert.deepEqual(await reports(client), [])
    client.change(uri, asks('>= 1.3').slice(0, -1), 4)
    assert.deepEqual(contents(await reports(client)), [{}], 'with a mistake it says nothing')
    client.change(uri, asks('>= 1.3'), 5)
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.3' }])
    close(client, uri)
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }], 'the disk counts again')
    fs.rmSync(path.join(folder.root, 'main.tf.json'))
    deleted(client, uri)
    client.open(uri, asks('>= 1.4'), languageId)
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.4' }])
  }
})

const LONG = 'x/'.repeat(4_000)

for (const uri of [
  'file:///c%3A/Users/x/main.tf',
  'file:///C:/Users/x/main.tf',
  'file:///c:/main.tf',
  'file:///c:%5Cx%5Cmain.tf',
  'file:///%5C%5C%3F%5CC:%5Cx%5Cmain.tf',
  'file://server/share/main.tf',
  'file:////server/share/main.tf',
  'file://wsl%24/Ubuntu/main.tf',
  'c:\\x\\main.tf',
  'file:///main.tf',
  'file:///',
  'file:',
  'file:///w//x/../main.tf',
  'file:///w/%2e%2e/%2e%2e/main.tf',
  'file:///w/%00/main.tf',
  'file:///w/%FF%FE/main.tf',
  'file:///w/a%0Ab/main.tf',
  'file:///w/con.tf',
  'file:///w/.tf',
  'file:///w/main.tf/',
  'file:///w/main.tf?query#fragment',
  `file:///${LONG}main.tf`,
  'untitled:main.tf',
  'vscode-vfs://github/acme/app/main.tf',
  '',
]) {
  test(`a document at ${uri.replace(LONG, 'x/x/…/')} does no harm`, async (t) => {
    // The program has another name than Terraform, so it is not run.
    const client = await runs(t, { program: { program: process.execPath }, capabilities: takesEvents })
    client.open(uri, core('>= 1.0'), 'terraform')
    await client.server.idle()
    client.change(uri, `${core('>= 1.1')}module "a" {\n  source = "../../../../a"\n}\n`)
    created(client, uri)
    diskChanged(client, uri)
    foldersChanged(client, { added: [uri], removed: [uri] })
    close(client, uri)
    deleted(client, uri)
    await client.server.idle()
    const events = readAll(client)
    assert.deepEqual(strangers(events), [])
    assert.ok(!names(events).includes('server_heartbeat panic'))
    if (process.platform !== 'win32')
      assert.equal(names(events).includes('moduleData'), uri.startsWith('file:///') && uri !== 'file:///')
    await assertGoesOn(client)
  })
}

// --- Folders -------------------------------------------------------------------------------------------------------------

test('added and removed folders take effect with the next change', async (t) => {
  const folder = workspace(t, {
    'a/main.tf': core('>= 1.0'),
    'b/main.tf': core('>= 1.0'),
    'b/.terraform.lock.hcl': lock(AWS, '5.0.0'),
  })
  const [a, b] = ['a', 'b'].map((name) => uriOf(folder.root, name))
  const client = await session(t, { root: path.join(folder.root, 'a') })
  folder.open(client, 'a/main.tf')
  folder.open(client, 'b/main.tf')
  const seen = await reports(client)
  assert.deepEqual(contents(seen), [{ tfRequirements: '>= 1.0' }, { tfRequirements: '>= 1.0' }])
  foldersChanged(client, { added: [b] })
  client.change(folder.uri('b/main.tf'), core('>= 1.1'), 2)
  const installedProviders = { [AWS]: '5.0.0' }
  const { moduleId } = seen[1]
  assert.deepEqual(await reports(client), [{ moduleId, tfRequirements: '>= 1.1', installedProviders }])
  foldersChanged(client, { removed: [a, b] })
  client.change(folder.uri('a/main.tf'), core('>= 1.1'), 2)
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1' }], 'without folders it goes on')
  foldersChanged(client, { added: [a] })
  client.change(folder.uri('b/main.tf'), core('>= 1.2'), 3)
  assert.deepEqual(await reports(client), [{ moduleId, tfRequirements: '>= 1.2' }], 'the same module')
})

test('changes of folders that cannot be read change nothing', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0'), '.terraform.lock.hcl': lock(AWS, '5.0.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  assert.equal((await reports(client)).length, 1)
  const method = 'workspace/didChangeWorkspaceFolders'
  for (const params of [undefined, null, {}, { event: null }, { event: {} }, { event: { added: [7], removed: 7 } }])
    client.notify(method, params)
  foldersChanged(client, { added: ['untitled:x', 'vscode-vfs://github/x'], removed: ['http://example.com', 'x:'] })
  client.change(folder.uri('main.tf'), `${core('>= 1.0')}\n`)
  assert.deepEqual(await reports(client), [])
  await assertGoesOn(client)
})

test('a renamed directory is another module, and the old one is not reported', async (t) => {
  const folder = workspace(t, { 'before/main.tf': core('>= 1.0'), 'before/b.tf': core('>= 1.1') })
  const client = await session(t, folder)
  folder.open(client, 'before/main.tf')
  const [first] = await reports(client)
  const [old, fresh] = ['before', 'after'].map((name) => path.join(folder.root, name))
  fs.renameSync(old, fresh)
  deleted(client, uriOf(old), folder.uri('before/main.tf'), folder.uri('before/b.tf'))
  created(client, uriOf(fresh), folder.uri('after/main.tf'), folder.uri('after/b.tf'))
  close(client, folder.uri('before/main.tf'))
  folder.open(client, 'after/main.tf')
  const seen = await reports(client)
  const renamed = seen.filter(({ moduleId }) => moduleId !== first.moduleId)
  assert.deepEqual(contents(renamed), [{ tfRequirements: '>= 1.1,>= 1.0' }])
  // There may be a report from between the removal of the file and the closing of the document.
  assert.ok(seen.length <= 2, String(seen.length))
  client.change(folder.uri('after/main.tf'), core('>= 1.2'))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1,>= 1.2' }])
})

test('a deleted directory is not reported until it exists again', async (t) => {
  const folder = workspace(t, { 'a/main.tf': core('>= 1.0'), 'a/.terraform.lock.hcl': lock(AWS, '5.0.0') })
  const client = await session(t, folder)
  const uri = folder.uri('a/main.tf')
  folder.open(client, 'a/main.tf')
  const [{ moduleId }] = await reports(client)
  fs.rmSync(path.join(folder.root, 'a'), { recursive: true })
  close(client, uri)
  deleted(client, folder.uri('a'), uri, folder.uri('a/.terraform.lock.hcl'))
  diskChanged(client, uri)
  assert.deepEqual(await reports(client), [])
  folder.write('a/main.tf', core('>= 1.1'))
  created(client, folder.uri('a'), uri)
  assert.deepEqual(await reports(client), [], 'nobody has it open')
  folder.open(client, 'a/main.tf')
  assert.deepEqual(await reports(client), [{ moduleId, tfRequirements: '>= 1.1' }])
})

test('a document outlives its directory', async (t) => {
  const folder = workspace(t, { 'a/main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  folder.open(client, 'a/main.tf')
  await reports(client)
  fs.rmSync(path.join(folder.root, 'a'), { recursive: true })
  deleted(client, folder.uri('a/main.tf'))
  assert.deepEqual(await reports(client), [], 'its text is still open')
  client.change(folder.uri('a/main.tf'), core('>= 1.1'))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1' }])
})

// --- Settings ------------------------------------------------------------------------------------------------------------

test('changes of settings that do not change the level cause no reports', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await asked(t, folder)
  folder.open(client, 'main.tf')
  const [{ moduleId }] = await reports(client)
  for (const [index, answer] of [
    [{ telemetry: 'all' }],
    [{}],
    [null],
    [{ telemetry: 'all', terraform: {} }],
  ].entries()) {
    await pull(client, answer)
    client.change(folder.uri('main.tf'), `${core('>= 1.0')}${'\n'.repeat(index + 1)}`, index + 2)
    assert.deepEqual(await reports(client), [])
  }
  client.change(folder.uri('main.tf'), core('>= 1.1'), 9)
  assert.deepEqual(await reports(client), [{ moduleId, tfRequirements: '>= 1.1' }])
})

test('changes while the client is asked for the level are reported after its answer, or never', async (t) => {
  for (const [level, expected] of [
    ['all', [{ tfRequirements: '>= 1.1' }]],
    ['error', []],
    ['off', []],
  ]) {
    const folder = workspace(t, { 'main.tf': core('>= 1.0') })
    const client = await asked(t, folder)
    folder.open(client, 'main.tf')
    await reports(client)
    client.notify('workspace/didChangeConfiguration', { settings: null })
    client.change(folder.uri('main.tf'), core('>= 1.1'))
    assert.deepEqual(await reports(client), [])
    client.answer(client.received('workspace/configuration')[0], [{ telemetry: level }])
    assert.deepEqual(contents(await reports(client)), expected, level)
  }
})
