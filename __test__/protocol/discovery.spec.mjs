// `candor/modules`: the Terraform modules in the client's folders.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { readAll, startHooked, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { posix } from '../support/terraform.mjs'

/** Creates a folder of empty files. */
function folderOf(t, ...names) {
  const root = temporaryFolder(t)
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), '')
  }
  return root
}

const discovered = async (client) => (await client.request('candor/modules')).result.modules

/** Requests the modules of these folders. Returns each module with its path relative to `root`. */
async function modules(t, root, { folders = [root], level = 'off', ...params } = {}) {
  const client = startHooked(t, { telemetry: { level } })
  const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: 'folder' }))
  await client.initialize({ rootUri: null, workspaceFolders, ...params })
  return (await discovered(client)).map(({ uri, ...module }) => {
    assert.ok(uri.startsWith(`${uriOf(root)}/`), uri)
    return [decodeURI(uri.slice(uriOf(root).length + 1)), module]
  })
}

const directories = async (...all) => (await modules(...all)).map(([directory]) => directory)

test('modules are the directories with files of Terraform, in the order of their paths', async (t) => {
  const root = folderOf(
    t,
    'z/main.tf',
    'a/b/c/main.tf.json',
    'a/x.tf',
    'a/y.tf',
    'main.tf',
    'docs/README.md',
    'a b/ü.tf',
  )
  assert.deepEqual(await modules(t, root), [
    ['', { files: 1, isInitialized: false }],
    ['a/', { files: 2, isInitialized: false }],
    ['a/b/c/', { files: 1, isInitialized: false }],
    ['a b/', { files: 1, isInitialized: false }],
    ['z/', { files: 1, isInitialized: false }],
  ])
})

test('4: files that editors leave and other endings make no module', async (t) => {
  const root = folderOf(
    t,
    'a/.hidden.tf',
    'b/main.tf~',
    'c/#main.tf#',
    'd/terraform.tfvars',
    'e/main.tofu',
    'f/tf',
    'g/.tf',
  )
  assert.deepEqual(await directories(t, root), [])
  assert.deepEqual(await directories(t, folderOf(t, 'a/main.tf', 'a/.hidden.tf')), ['a/'])
})

test('4: directories of other tools are passed by, and what Terraform has installed is not', async (t) => {
  const passed = ['.git', '.idea', '.vscode', 'terraform.tfstate.d', '.terragrunt-cache'].map(
    (name) => `a/${name}/main.tf`,
  )
  const root = folderOf(t, ...passed, '.terraform/modules/network/main.tf', 'node_modules/x/main.tf')
  assert.deepEqual(await directories(t, root), ['.terraform/modules/network/', 'node_modules/x/'])
})

test('4: directories that the options name are passed by', async (t) => {
  const root = folderOf(t, 'a/cache/main.tf', 'a/kept/main.tf', 'secret/deep/main.tf', 'b/secret/main.tf')
  const indexing = { ignoreDirectoryNames: ['cache'], ignorePaths: [path.join(root, 'secret')] }
  assert.deepEqual(await directories(t, root, { initializationOptions: { indexing } }), ['a/kept/', 'b/secret/'])
})

test('4: no link to a directory is followed', { skip: process.platform === 'win32' }, async (t) => {
  const root = folderOf(t, 'real/main.tf')
  fs.symlinkSync(path.join(root, 'real'), path.join(root, 'link'))
  fs.symlinkSync(root, path.join(root, 'real/round'))
  fs.symlinkSync(path.join(root, 'real/main.tf'), path.join(root, 'real/second.tf'))
  assert.deepEqual(await modules(t, root), [['real/', { files: 2, isInitialized: false }]])
})

test('only plain files make a module, also behind links, and only those in the open folders', posix, async (t) => {
  const root = folderOf(t, 'w/kept/main.tf', 'w/lock/main.tf', 'outside/main.tf', 'outside/.terraform.lock.hcl')
  const at = (name) => path.join(root, name)
  const links = {
    'w/kept/inside.tf': 'main.tf',
    'w/kept/inside-too.tf': at('w/kept/main.tf'),
    'w/kept/outside.tf': '../../outside/main.tf',
    'w/kept/chain.tf': 'outside.tf',
    'w/kept/broken.tf': 'none',
    'w/kept/circle.tf': 'circle.tf',
    'w/kept/device.tf': '/dev/null',
    'w/kept/folder.tf': '.',
    'w/lock/.terraform.lock.hcl': '../../outside/.terraform.lock.hcl',
    'w/link': '../outside',
    'w/nested': 'link',
    'w/up': '..',
  }
  for (const [link, target] of Object.entries(links)) fs.symlinkSync(target, at(link))
  for (const pipe of ['w/kept/pipe.tf', 'w/lock/pipe.tf.json', 'w/pipe.tf']) execFileSync('mkfifo', [at(pipe)])
  fs.symlinkSync('pipe.tf', at('w/kept/piped.tf'))
  fs.mkdirSync(at('w/kept/directory.tf'))
  assert.deepEqual(await modules(t, root, { folders: [at('w')] }), [
    ['w/kept/', { files: 3, isInitialized: false }],
    ['w/lock/', { files: 1, isInitialized: false }],
  ])
})

test('a folder may itself be a link, and is searched under its own name', posix, async (t) => {
  const root = folderOf(t, 'real/a/main.tf', 'other/main.tf')
  fs.symlinkSync('real', path.join(root, 'link'))
  fs.symlinkSync('../other', path.join(root, 'real/a/other'))
  assert.deepEqual(await directories(t, root, { folders: [path.join(root, 'link')] }), ['link/a/'])
})

test('neither the root of a file system nor the home directory is searched', posix, async (t) => {
  const root = folderOf(t, 'home/a/main.tf', 'home/project/main.tf')
  const user = path.join(root, 'home')
  fs.symlinkSync('home', path.join(root, 'to-home'))
  fs.symlinkSync('/', path.join(root, 'to-root'))
  const { HOME } = process.env
  process.env.HOME = user
  t.after(() => (process.env.HOME = HOME))
  const tricks = ['/', '//', '/.', '/../..', '/%2e', '/a/..', '/a%2F..%2F..', user, root, path.dirname(root)]
  const links = ['to-home', 'to-root', 'home/../home'].map((name) => path.join(root, name))
  for (const folder of [...tricks, ...links]) {
    const client = startHooked(t)
    await client.initialize({ rootUri: `file://${folder}` })
    assert.deepEqual(await discovered(client), [], folder)
  }
  assert.deepEqual(await directories(t, root, { folders: ['/', user, path.join(user, 'project')] }), ['home/project/'])
})

test('a module says whether it was initialized', async (t) => {
  const root = folderOf(
    t,
    'locked/main.tf',
    'locked/.terraform.lock.hcl',
    'data/main.tf',
    'data/.terraform/x',
    'new/main.tf',
  )
  assert.deepEqual(
    (await modules(t, root)).map(([directory, { isInitialized }]) => [directory, isInitialized]),
    [
      ['data/', true],
      ['locked/', true],
      ['new/', false],
    ],
  )
})

test('folders in each other are searched once, and folders that come and go count', async (t) => {
  const root = folderOf(t, 'a/main.tf', 'b/main.tf')
  const inner = path.join(root, 'a')
  assert.deepEqual(await directories(t, root, { folders: [inner, root, inner] }), ['a/', 'b/'])
  const client = startHooked(t)
  await client.initialize({ rootUri: uriOf(inner) })
  const found = async () => (await discovered(client)).map(({ uri }) => uri)
  assert.deepEqual(await found(), [`${uriOf(inner)}/`])
  const change = (added, removed) => ({
    event: {
      added: added.map((folder) => ({ uri: uriOf(folder), name: 'x' })),
      removed: removed.map((folder) => ({ uri: uriOf(folder), name: 'x' })),
    },
  })
  client.notify('workspace/didChangeWorkspaceFolders', change([path.join(root, 'b')], [inner]))
  assert.deepEqual(await found(), [`${uriOf(root, 'b')}/`])
  client.notify('workspace/didChangeWorkspaceFolders', change([], [path.join(root, 'b')]))
  assert.deepEqual(await found(), [])
})

test('a folder that is not there or cannot be read has no modules', async (t) => {
  const root = folderOf(t, 'main.tf')
  assert.deepEqual(
    await directories(t, root, { folders: [path.join(root, 'missing'), path.join(root, 'main.tf')] }),
    [],
  )
})

test('a search ends at a number of directories, and has found the modules that lie less deep', async (t) => {
  const root = folderOf(t, 'main.tf', 'z/main.tf', 'a/b/c/d/main.tf')
  // The test hooks lower the limit to 2,048 directories.
  for (let number = 0; number < 2_048; number++) fs.mkdirSync(path.join(root, `a/b/wide-${number}`))
  for (let number = 0; number < 10; number++) fs.mkdirSync(path.join(root, `z/${number}`))
  const client = startHooked(t)
  await client.initialize({ rootUri: uriOf(root) })
  const ask = async () => (await client.request('candor/modules')).result
  const { modules, isIncomplete } = await ask()
  assert.deepEqual([modules.map(({ uri }) => uri), isIncomplete], [[`${uriOf(root)}/`, `${uriOf(root, 'z')}/`], true])
  fs.rmSync(path.join(root, 'a/b'), { recursive: true })
  assert.equal((await ask()).isIncomplete, false)
})

test('parameters say nothing, and are no mistake', async (t) => {
  const root = folderOf(t, 'a/main.tf')
  const client = startHooked(t)
  await client.initialize({ rootUri: uriOf(root) })
  for (const params of [undefined, null, {}, [], [null], { folder: 'b' }]) {
    assert.equal((await client.request('candor/modules', params)).result.modules.length, 1, JSON.stringify(params))
  }
})

test('looking for modules tells nobody of them', async (t) => {
  const root = folderOf(t, 'a/main.tf')
  const client = startHooked(t, { telemetry: { level: 'all' } })
  await client.initialize({ rootUri: uriOf(root), capabilities: { experimental: { telemetryVersion: 1 } } })
  await client.request('candor/modules')
  await client.server.idle()
  assert.deepEqual(
    readAll(client).filter(({ name }) => !['initialize', 'server_heartbeat'].includes(name)),
    [],
  )
})

test('a search that is cancelled is answered at once, and nothing waits for it', async (t) => {
  const root = folderOf(t, ...Array.from({ length: 300 }, (_, at) => `m${at}/main.tf`))
  const client = startHooked(t)
  await client.initialize({ rootUri: uriOf(root) })
  const answers = Array.from({ length: 20 }, (_, at) => {
    const answer = client.request('candor/modules', undefined, `search ${at}`)
    client.notify('$/cancelRequest', { id: `search ${at}` })
    return answer
  })
  for (const { result, error } of await Promise.all(answers)) {
    if (error === undefined) assert.equal(result.modules.length, 300)
    else assert.equal(error.code, -32800)
  }
  await client.server.idle()
  assert.equal((await discovered(client)).length, 300)
})
