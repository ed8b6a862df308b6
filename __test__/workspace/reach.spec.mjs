// Which files the server reads for a document: those in its folder, in the open folders and in its repository. A path
// or a link cannot lead the server elsewhere.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { start } from '../support/client.mjs'
import { repository, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { AWS, contents, core, lock, posix, reports, session } from '../support/terraform.mjs'

const STAGES = 'FROM scratch AS one\n'
/** Returns a Bake file that has a problem if and only if the server has read the Dockerfile that it names. */
const bake = (dockerfile, context = '.') =>
  `target "a" {\n  context = ${JSON.stringify(context)}\n  dockerfile = ${JSON.stringify(dockerfile)}\n  target = "two"\n}\n`

const write = (file, text = '') => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

/** Opens a Bake file, and returns whether the server reads the Dockerfile that it names. */
async function isRead(t, { folders, file, text }) {
  const client = start(t)
  const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: 'folder' }))
  await client.initialize({ rootUri: null, workspaceFolders })
  client.open(uriOf(file), text, 'dockerbake')
  await client.server.idle()
  const [{ params }] = client.received('textDocument/publishDiagnostics')
  await client.stop()
  return params.diagnostics.length > 0
}

/** Sets the home directory until the test ends. */
function home(t, folder) {
  const names = ['HOME', 'USERPROFILE']
  const before = names.map((name) => process.env[name])
  for (const name of names) process.env[name] = folder
  t.after(() =>
    names.forEach((name, index) => {
      if (before[index] === undefined) delete process.env[name]
      else process.env[name] = before[index]
    }),
  )
}

test('a Bake file may name Dockerfiles in the open folders, in its own folder and in its repository', async (t) => {
  const root = temporaryFolder(t)
  const at = (...parts) => path.join(root, ...parts)
  for (const folder of ['open/a', 'open/b', 'other', 'repository/a', 'repository/b'])
    write(at(folder, 'Dockerfile'), STAGES)
  write(at('alone/sub/Dockerfile'), STAGES)
  repository(at('repository'))
  const [open, inOpen, inRepository, alone] = ['open', 'open/a', 'repository/a', 'alone'].map((name) => at(name))
  for (const [title, folders, folder, text, expected] of [
    ['beside it', [open], inOpen, bake('Dockerfile'), true],
    ['in the open folder', [open], inOpen, bake('../b/Dockerfile'), true],
    ['by a context', [open], inOpen, bake('Dockerfile', '../b'), true],
    ['in another open folder', [open, at('other')], inOpen, bake('../../other/Dockerfile'), true],
    ['outside the open folder', [open], inOpen, bake('../../other/Dockerfile'), false],
    ['outside by an absolute path', [open], inOpen, bake('Dockerfile', at('other')), false],
    ['outside by a context', [open], inOpen, bake('Dockerfile', '../../other'), false],
    ['outside over detours', [open], inOpen, bake('../b/./../../open/../other/Dockerfile'), false],
    ['in a folder whose name begins alike', [at('op')], inOpen, bake('../b/Dockerfile'), false],
    ['in its repository', [inRepository], inRepository, bake('../b/Dockerfile'), true],
    ['in its repository without a folder', [], inRepository, bake('../b/Dockerfile'), true],
    ['outside its repository', [inRepository], inRepository, bake('../../other/Dockerfile'), false],
    ['in a repository that has nothing to do with it', [open], inRepository, bake('../b/Dockerfile'), false],
    ['below it without a folder', [], alone, bake('sub/Dockerfile'), true],
    ['above it without a folder', [], at('alone/sub'), bake('../../other/Dockerfile'), false],
    ['beside it where another folder is open', [at('other')], alone, bake('sub/Dockerfile'), true],
  ]) {
    const file = path.join(folder, 'docker-bake.hcl')
    assert.equal(await isRead(t, { folders, file, text }), expected, title)
  }
})

test('no link leads out of the folders, and those that stay inside are followed', posix, async (t) => {
  const root = temporaryFolder(t)
  const at = (...parts) => path.join(root, ...parts)
  write(at('w/real/Dockerfile'), STAGES)
  write(at('outside/Dockerfile'), STAGES)
  const links = {
    'w/file': '../outside/Dockerfile',
    'w/absolute': at('outside/Dockerfile'),
    'w/folder': '../outside',
    'w/chain': 'file',
    'w/detour': 'real/../../outside/Dockerfile',
    'w/to-root': '/',
    'w/circle': 'circle',
    'w/inside': 'real/Dockerfile',
    'w/inside-absolute': at('w/real/Dockerfile'),
    'w/inside-folder': 'real',
    'w/inside-chain': 'inside-folder/Dockerfile',
    'w/back': '../w/real/Dockerfile',
    'outside/in': '../w/real',
    named: 'w',
  }
  for (const [link, target] of Object.entries(links)) fs.symlinkSync(target, at(link))
  for (const folder of ['w', 'named']) {
    for (const [dockerfile, expected] of [
      ['real/Dockerfile', true],
      ['inside', true],
      ['inside-absolute', true],
      ['inside-folder/Dockerfile', true],
      ['inside-chain', true],
      ['back', true],
      ['file', false],
      ['absolute', false],
      ['folder/Dockerfile', false],
      ['chain', false],
      ['detour', false],
      [`to-root${at('outside/Dockerfile')}`, false],
      [`to-root${at('w/real/Dockerfile')}`, false],
      ['circle', false],
      ['../outside/in/Dockerfile', false],
    ]) {
      const file = at(folder, 'docker-bake.hcl')
      assert.equal(await isRead(t, { folders: [at(folder)], file, text: bake(dockerfile) }), expected, dockerfile)
    }
  }
})

test('only regular files are read', posix, async (t) => {
  const root = temporaryFolder(t)
  execFileSync('mkfifo', [path.join(root, 'pipe')])
  fs.symlinkSync('pipe', path.join(root, 'link'))
  fs.symlinkSync('/dev/zero', path.join(root, 'device'))
  write(path.join(root, 'folder/x'))
  for (const dockerfile of ['pipe', 'link', 'device', '/dev/zero', 'folder', '/proc/self/environ']) {
    const file = path.join(root, 'docker-bake.hcl')
    assert.equal(await isRead(t, { folders: [root], file, text: bake(dockerfile) }), false, dockerfile)
  }
})

test(
  'the root of a file system and the home directory give no more than the folder of a document',
  posix,
  async (t) => {
    const user = temporaryFolder(t)
    const at = (...parts) => path.join(user, ...parts)
    home(t, user)
    write(at('project/Dockerfile'), STAGES)
    write(at('.ssh/config'), STAGES)
    repository(user)
    fs.symlinkSync(user, at('project', 'home'))
    for (const folder of ['/', user, path.dirname(user), at('project', 'home')]) {
      for (const [directory, dockerfile, expected] of [
        ['project', 'Dockerfile', true],
        ['project', '../.ssh/config', false],
        ['project', 'home/.ssh/config', false],
        ['project', `../${path.basename(user)}/.ssh/config`, false],
        ['', '.ssh/config', false],
      ]) {
        const file = at(directory, 'docker-bake.hcl')
        const title = `${dockerfile} from ${directory} in ${folder}`
        assert.equal(await isRead(t, { folders: [folder], file, text: bake(dockerfile) }), expected, title)
      }
    }
  },
)

test('the files that are ignored are read beside the Dockerfile, not where a link leads', posix, async (t) => {
  const root = temporaryFolder(t)
  const text = 'FROM scratch\nCOPY secret.txt /\n'
  write(path.join(root, 'outside'), 'secret.txt\n')
  write(path.join(root, 'good/.dockerignore'), 'secret.txt\n')
  fs.mkdirSync(path.join(root, 'bad'))
  fs.symlinkSync('../outside', path.join(root, 'bad/.dockerignore'))
  for (const [name, expected] of [
    ['good', true],
    ['bad', false],
  ]) {
    const folder = path.join(root, name)
    const client = start(t)
    await client.initialize({ rootUri: uriOf(folder) })
    client.open(uriOf(folder, 'Dockerfile'), text)
    await client.server.idle()
    const [{ params }] = client.received('textDocument/publishDiagnostics')
    assert.equal(params.diagnostics.length > 0, expected, name)
  }
})

test('a Terraform module is read where it lies, with the modules that lie in the same folders', posix, async (t) => {
  const root = temporaryFolder(t)
  const at = (...parts) => path.join(root, ...parts)
  const call = (name, source) => `module "${name}" {\n  source = ${JSON.stringify(source)}\n}\n`
  write(at('outside/main.tf'), core('>= 6.6'))
  write(at('outside/.terraform.lock.hcl'), lock(AWS, '6.6.0'))
  write(at('w/inside/main.tf'), core('>= 1.1'))
  write(at('w/app/sub/main.tf'), core('>= 1.2'))
  const manifest = {
    Modules: [
      { Key: 'listed', Source: 'a/b/c', Dir: '../../outside' },
      { Key: 'kept', Dir: '../inside' },
    ],
  }
  write(at('w/app/.terraform/modules/modules.json'), JSON.stringify(manifest))
  fs.symlinkSync('../../outside', at('w/app/linked'))
  fs.symlinkSync('../../outside/main.tf', at('w/app/linked.tf'))
  fs.symlinkSync('../../outside/.terraform.lock.hcl', at('w/app/.terraform.lock.hcl'))
  const sources = ['../../outside', './linked', '../../../../../../../../etc', at('outside'), './sub', '../inside']
  const calls = sources.map((source, index) => call(`m${index}`, source)).join('')
  write(at('w/app/main.tf'), `${core('>= 1.0')}${calls}${call('listed', 'a/b/c')}${call('kept', 'a/b/c')}`)
  for (const folder of ['w', 'w/app', null]) {
    const client = await session(t, { root: folder === null ? undefined : at(folder) })
    client.open(uriOf(root, 'w/app/main.tf'), fs.readFileSync(at('w/app/main.tf'), 'utf8'), 'terraform')
    const [own, ...called] = contents(await reports(client))
    assert.deepEqual(own, { tfRequirements: '>= 1.0' }, folder)
    const versions = called.map(({ tfRequirements }) => tfRequirements).sort()
    assert.deepEqual(versions, folder === 'w' ? ['>= 1.1', '>= 1.2'] : ['>= 1.2'], folder)
  }
})

test('a file outside the folders counts while it is open, and no longer', async (t) => {
  const root = temporaryFolder(t)
  const at = (...parts) => path.join(root, ...parts)
  write(at('w/main.tf'), core('>= 1.0'))
  write(at('outside/main.tf'), core('>= 2.0'))
  write(at('outside/more.tf'), core('>= 2.1'))
  const client = await session(t, { root: at('w') })
  const uri = uriOf(root, 'outside/main.tf')
  client.open(uri, core('>= 2.0'), 'terraform')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 2.0,>= 2.1' }])
  client.notify('textDocument/didClose', { textDocument: { uri } })
  fs.writeFileSync(at('outside/more.tf'), core('>= 2.2'))
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(root, 'outside/more.tf'), type: 2 }] })
  assert.deepEqual(await reports(client), [])
})
