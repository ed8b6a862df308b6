// Reports of Terraform modules: when they are sent, and which files they are based on.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { close, diskChanged, restart } from '../support/documents.mjs'
import { pull, readAll, startHooked, takesEvents, uriOf } from '../support/telemetry.mjs'
import {
  AWS,
  UUID,
  asked,
  contents,
  core,
  lock,
  properties,
  provider,
  reports,
  session,
  workspace,
} from '../support/terraform.mjs'

// --- When a module is reported -------------------------------------------------------------------------------------------

test('a module that is opened is reported, once for all of its files', async (t) => {
  const folder = workspace(t, {
    'main.tf': provider('hashicorp/aws', '~> 5.0'),
    'versions.tf': core('>= 1.5'),
    'more.tf.json': '{"terraform": {"backend": {"s3": {}}}}',
    'ignored.txt': core('>= 9'),
  })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  const [{ moduleId, ...content }, ...more] = await reports(client)
  assert.match(moduleId, UUID)
  assert.deepEqual(content, {
    tfRequirements: '>= 1.5',
    backend: 's3',
    providerRequirements: { [AWS]: '~> 5.0' },
  })
  assert.deepEqual(more, [])
  folder.open(client, 'versions.tf')
  folder.open(client, 'main.tf')
  assert.deepEqual(await reports(client), [])
})

test('an open document takes precedence over the disk', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.1'), 'b.tf': provider('hashicorp/aws', '1.0.0') })
  const client = await session(t, folder)
  client.open(folder.uri('main.tf'), core('>= 1.2'), 'terraform')
  assert.equal((await reports(client))[0].tfRequirements, '>= 1.2')
  client.open(folder.uri('new.tf'), core('>= 1.3'), 'terraform')
  const [{ tfRequirements, providerRequirements }] = await reports(client)
  assert.deepEqual([tfRequirements, providerRequirements], ['>= 1.2,>= 1.3', { [AWS]: '1.0.0' }])
})

test('a change is reported if it changes the requirements of the module', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.5, < 2.0') })
  const client = await session(t, folder)
  const uri = folder.uri('main.tf')
  folder.open(client, 'main.tf')
  const [{ moduleId }] = await reports(client)
  for (const same of [
    core('>=1.5,<2.0'),
    core('< 2.0, >= 1.5'),
    `# text\n\n${core('>= 1.5, < 2.0')}\nlocals {\n  a = 1\n}\n`,
  ]) {
    client.change(uri, same)
    assert.deepEqual(await reports(client), [], same)
  }
  client.change(uri, core('>= 1.6'))
  assert.deepEqual(await reports(client), [{ moduleId, tfRequirements: '>= 1.6' }])
  client.change(uri, 'terraform {\n  cloud {}\n}\n')
  assert.deepEqual(await reports(client), [{ moduleId, cloud: true, 'cloud.hostname': 'app.terraform.io' }])
  client.change(uri, 'locals {}\n')
  assert.deepEqual(await reports(client), [{ moduleId }], 'nothing is required any more')
})

test('an edit of many steps gives one report, of the last of them', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  await reports(client)
  const changes = Array.from({ length: 100 }, (_, index) => ({ text: core(`>= 2.${index}`) }))
  client.change(folder.uri('main.tf'), changes)
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 2.99' }])
})

test('edits that come faster than they can be read give the report of the last', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  for (let index = 1; index <= 2_000; index++) {
    client.change(folder.uri('main.tf'), core(`>= 3.${Math.floor(index / 1_000)}.${index % 1_000}`))
  }
  const seen = await reports(client)
  assert.equal(seen.at(-1).tfRequirements, '>= 3.2.0')
  assert.ok(seen.length < 2_000, `${seen.length} reports`)
})

test('a document that is closed leaves its module to the disk', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  close(client, folder.uri('main.tf'))
  assert.equal((await reports(client)).length, 1, 'nothing has changed')
  client.open(folder.uri('main.tf'), core('>= 2.0'), 'terraform')
  await reports(client)
  close(client, folder.uri('main.tf'))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }])
})

test('a module without requirements or without files is not reported', async (t) => {
  const folder = workspace(t, {
    'main.tf': 'locals {}\n',
    'elsewhere/a.tfvars': '',
    'elsewhere/.terraform.lock.hcl': lock(AWS, '5.0.0'),
  })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  folder.open(client, 'elsewhere/a.tfvars', 'terraform-vars')
  assert.deepEqual(await reports(client), [])
  client.open(folder.uri('elsewhere/main.tf'), '', 'terraform')
  assert.deepEqual(contents(await reports(client)), [{ installedProviders: { [AWS]: '5.0.0' } }])
})

test('documents that are not files, and those of other languages, have no module', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0'), Dockerfile: 'FROM scratch\n' })
  const client = await session(t, folder)
  folder.open(client, 'Dockerfile', 'dockerfile')
  for (const uri of ['untitled:main.tf', 'vscode-vfs://github/acme/app/main.tf', 'file://elsewhere/w/main.tf']) {
    client.open(uri, core('>= 1.0'), 'terraform')
    client.change(uri, core('>= 2.0'))
    close(client, uri)
  }
  assert.deepEqual(await reports(client), [])
  folder.open(client, 'main.tf', 'plaintext')
  assert.equal((await reports(client)).length, 1, 'the name says it too')
})

test('each module has an identity of its own, that lasts as long as the session', async (t) => {
  const folder = workspace(t, { 'a/main.tf': core('>= 1.0'), 'b/main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  const seen = new Set()
  const openBoth = async () => {
    for (const name of ['a/main.tf', 'b/main.tf']) folder.open(client, name)
    for (const { moduleId } of await reports(client)) seen.add(moduleId)
  }
  await openBoth()
  await openBoth()
  assert.equal(seen.size, 2)
  await restart(client)
  await openBoth()
  assert.equal(seen.size, 4)
})

// --- Called modules ------------------------------------------------------------------------------------------------------

test('modules that are called are reported too, those that are there, one level down', async (t) => {
  const folder = workspace(t, {
    'app/main.tf': [
      core('>= 1.0'),
      'module "near" {\n  source = "../near"\n}\n',
      'module "again" {\n  source = "../near/./"\n}\n',
      'module "self" {\n  source = "./"\n}\n',
      'module "gone" {\n  source = "./gone"\n}\n',
      'module "far" {\n  source = "acme/far/aws"\n}\n',
      'module "missing" {\n  source = "acme/missing/aws"\n}\n',
    ].join(''),
    'app/.terraform/modules/modules.json': JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'far', Source: 'acme/far/aws', Dir: '.terraform/modules/far' },
        { Key: 'far.deep', Source: './deep', Dir: '.terraform/modules/far/deep' },
        { Key: 'missing', Source: 'acme/missing/aws', Dir: '.terraform/modules/missing' },
      ],
    }),
    'app/.terraform/modules/far/main.tf': core('>= 1.2'),
    'app/.terraform/modules/far/deep/main.tf': core('>= 1.9'),
    'near/main.tf': `${core('>= 1.1')}module "deep" {\n  source = "./deep"\n}\n`,
    'near/deep/main.tf': core('>= 1.8'),
    'near/.terraform.lock.hcl': lock(AWS, '5.0.0'),
  })
  const client = await session(t, folder)
  folder.open(client, 'app/main.tf')
  const [own, ...called] = contents(await reports(client))
  assert.equal(own.tfRequirements, '>= 1.0')
  assert.deepEqual(called, [{ tfRequirements: '>= 1.2' }, { tfRequirements: '>= 1.1' }])
  folder.open(client, 'near/main.tf')
  const opened = contents(await reports(client))
  assert.deepEqual(opened, [
    { tfRequirements: '>= 1.1', installedProviders: { [AWS]: '5.0.0' } },
    { tfRequirements: '>= 1.8' },
  ])
})

test('an installed module that is opened is followed like every other', async (t) => {
  const name = '.terraform/modules/far/main.tf'
  const folder = workspace(t, { 'main.tf': core('>= 1.0'), [name]: core('>= 1.1') })
  const client = await session(t, folder)
  folder.open(client, name)
  client.change(folder.uri(name), core('>= 1.2'))
  await client.server.idle()
  client.change(folder.uri(name), core('>= 1.3'))
  assert.equal((await reports(client)).at(-1).tfRequirements, '>= 1.3')
})

test('a module that is called from now on is reported once its name is complete', async (t) => {
  const folder = workspace(t, { 'main.tf': '', 'network/main.tf': core('>= 1.1') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  const seen = []
  for (let end = 1; end <= 'network'.length; end++) {
    client.change(folder.uri('main.tf'), `module "a" {\n  source = "./${'network'.slice(0, end)}"\n}\n`)
    seen.push(...contents(await reports(client)))
  }
  assert.deepEqual(seen, [{ tfRequirements: '>= 1.1' }])
})

test('modules that call each other cause no endless search', async (t) => {
  const calls = (name) => `module "a" {\n  source = "../${name}"\n}\n`
  const folder = workspace(t, { 'a/main.tf': core('>= 1.0') + calls('b'), 'b/main.tf': core('>= 2.0') + calls('a') })
  const client = await session(t, folder)
  folder.open(client, 'a/main.tf')
  folder.open(client, 'b/main.tf')
  assert.deepEqual(
    contents(await reports(client)).map(({ tfRequirements }) => tfRequirements),
    ['>= 1.0', '>= 2.0'],
  )
})

// --- Installed providers and other files ---------------------------------------------------------------------------------

test('the first record of installed providers counts', async (t) => {
  const folder = workspace(t, {
    'main.tf': '',
    '.terraform/plugins/linux_amd64/terraform-provider-aws_v2.1.0_x4': '',
    '.terraform/plugins/linux_amd64/lock.json': '{}',
  })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  const installed = async () => (await reports(client)).map(({ installedProviders }) => installedProviders)
  assert.deepEqual(await installed(), [{ 'registry.terraform.io/-/aws': '2.1.0' }])
  folder.write('.terraform/plugins/selections.json', JSON.stringify({ [AWS]: { version: '3.0.0' } }))
  diskChanged(client, folder.uri('.terraform/plugins/selections.json'))
  assert.deepEqual(await installed(), [{ [AWS]: '3.0.0' }])
  folder.write('.terraform.lock.hcl', lock(AWS, '5.0.0'))
  diskChanged(client, folder.uri('.terraform.lock.hcl'))
  assert.deepEqual(await installed(), [{ [AWS]: '5.0.0' }])
  folder.write('.terraform.lock.hcl', `# again\n${lock(AWS, '5.0.0')}`)
  diskChanged(client, folder.uri('.terraform.lock.hcl'))
  assert.deepEqual(await installed(), [])
})

test('files that change on the disk count where a document of their module is open', async (t) => {
  const folder = workspace(t, { 'main.tf': '', 'b.tf': core('>= 1.0'), 'other/main.tf': core('>= 7.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  await reports(client)
  folder.write('b.tf', core('>= 1.1'))
  folder.write('main.tf', core('>= 9.0'))
  folder.write('other/main.tf', core('>= 8.0'))
  diskChanged(client, ...['b.tf', 'main.tf', 'other/main.tf', 'Dockerfile'].map(folder.uri))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1' }])
  fs.rmSync(path.join(folder.root, 'b.tf'))
  diskChanged(client, folder.uri('b.tf'))
  assert.deepEqual(contents(await reports(client)), [{}])
})

test('files that change together in one moment, at the same length, are all read again', async (t) => {
  const folder = workspace(t, { 'main.tf': '', 'a.tf': core('>= 1.0'), 'b.tf': core('>= 2.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  assert.equal((await reports(client))[0].tfRequirements, '>= 1.0,>= 2.0')
  for (let step = 1; step < 10; step++) {
    // Overwrites the files in place: same inode, and possibly the same modification time.
    folder.write('a.tf', core(`>= 1.${step}`))
    folder.write('b.tf', core(`>= 2.${step}`))
    client.change(folder.uri('main.tf'), `# ${step}\n`)
    assert.equal((await reports(client))[0].tfRequirements, `>= 1.${step},>= 2.${step}`)
  }
})

test('a file is itself again once its document is closed', async (t) => {
  const folder = workspace(t, { 'main.tf': '', 'a.tf': core('>= 1.0') })
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  folder.open(client, 'a.tf')
  const seen = []
  const look = async () => seen.push(...(await reports(client)).map(({ tfRequirements }) => tfRequirements))
  await look()
  client.change(folder.uri('a.tf'), core('>= 2.0'))
  await look()
  // An incremental change, then back to the previous text.
  client.change(folder.uri('a.tf'), [
    { range: { start: { line: 1, character: 25 }, end: { line: 1, character: 26 } }, text: '3' },
  ])
  await look()
  client.change(folder.uri('a.tf'), core('>= 2.0'))
  await look()
  close(client, folder.uri('a.tf'))
  await look()
  assert.deepEqual(seen, ['>= 1.0', '>= 2.0', '>= 3.0', '>= 2.0', '>= 1.0'])
})

test('a client that can be asked to tell of changed files is asked for those of modules', async (t) => {
  const client = await session(t, {
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  })
  const [{ params }] = client.received('client/registerCapability')
  const patterns = params.registrations[0].registerOptions.watchers.map(({ globPattern }) => globPattern)
  for (const name of ['tf', 'tf.json', '.terraform', '.terraform.lock.hcl', 'modules.json', 'selections.json'])
    assert.ok(
      patterns.some((pattern) => pattern.startsWith('**/') && pattern.includes(name)),
      name,
    )
})

test('what a search of the folders does not find has no installed providers, and values alone are no module there', async (t) => {
  const files = { 'main.tf': core('>= 1.0'), 'a.tfvars': '', '.terraform.lock.hcl': lock(AWS, '5.0.0') }
  const ignored = ['.git', '.idea', '.vscode', '.terragrunt-cache', 'deep/terraform.tfstate.d']
  const places = ['seen', '.terraform/modules/a', ...ignored, 'deep/.named/in', 'at/path', 'target']
  const folder = workspace(t)
  for (const place of places)
    for (const [name, text] of Object.entries(files)) folder.write(path.join('top', place, name), text)
  fs.symlinkSync(path.join(folder.root, 'top/target'), path.join(folder.root, 'top/link'), 'dir')
  for (const [name, text] of Object.entries(files)) folder.write(path.join('beside', name), text)
  const indexing = { ignoreDirectoryNames: ['.named'], ignorePaths: [path.join(folder.root, 'top/at/path')] }
  const initializationOptions = { indexing }
  const client = await session(t, { root: path.join(folder.root, 'top'), initializationOptions })
  for (const [place, isFound] of [
    ['top/seen', true],
    ['top/target', true],
    // Directories that Terraform creates are searched.
    ['top/.terraform/modules/a', true],
    ...ignored.map((place) => [path.join('top', place), false]),
    ['top/deep/.named/in', false],
    ['top/at/path', false],
    ['top/link', false],
    ['beside', false],
  ]) {
    folder.open(client, path.join(place, 'a.tfvars'), 'terraform-vars')
    assert.equal((await reports(client)).length, isFound ? 1 : 0, `values of ${place}`)
    folder.open(client, path.join(place, 'main.tf'))
    const opened = contents(await reports(client))
    assert.deepEqual(opened, isFound ? [] : [{ tfRequirements: '>= 1.0' }], place)
  }
})

test('a directory of many files is read as far as it may be', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  for (let index = 0; index < 3_000; index++) folder.write(`x${index}.tf`, 'locals {}\n')
  folder.write('y.tf', '#'.repeat(5 << 20))
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }])
})

test('4: every file of a directory whose name is supported is read', async (t) => {
  const folder = workspace(t, {
    'main.tf': core('>= 1.0'),
    '.hidden.tf': core('>= 1.1'),
    'main_override.tf': core('>= 1.2'),
    'backup.tf~': core('>= 9.1'),
    'main.tofu': core('>= 9.2'),
    'main.tf.bak': core('>= 9.3'),
    'directory.tf/main.tf': core('>= 9.4'),
    'elsewhere/linked.txt': core('>= 1.3'),
  })
  fs.symlinkSync(path.join(folder.root, 'elsewhere/linked.txt'), path.join(folder.root, 'zlink.tf'))
  fs.symlinkSync(path.join(folder.root, 'nowhere'), path.join(folder.root, 'dangling.tf'))
  fs.writeFileSync(path.join(folder.root, 'binary.tf'), Buffer.from([0xff, 0xfe, 0x00]))
  const client = await session(t, folder)
  folder.open(client, 'main.tf')
  const [{ tfRequirements }] = await reports(client)
  assert.equal(tfRequirements, '>= 1.1,>= 1.0,>= 1.2,>= 1.3')
})

// --- Consent -------------------------------------------------------------------------------------------------------------

test('no file is read for a report that may not leave', { skip: process.platform !== 'linux' }, async (t) => {
  for (const level of ['off', 'error', undefined]) {
    const folder = workspace(t, { 'main.tf': core('>= 1.0'), '.terraform.lock.hcl': '# none\n' })
    // Only reports need the lock file, and reading it would change its access time.
    const lockFile = path.join(folder.root, '.terraform.lock.hcl')
    const accessed = () => fs.statSync(lockFile, { bigint: true }).atimeNs
    execFileSync('touch', ['-a', '-d', '2001-01-01', lockFile])
    const before = accessed()
    const client = await session(t, { ...folder, options: { telemetry: { level } } })
    client.open(folder.uri('other.tf'), core('>= 1.0'), 'terraform')
    client.change(folder.uri('other.tf'), core('>= 2.0'))
    diskChanged(client, folder.uri('main.tf'))
    assert.deepEqual(await reports(client), [])
    assert.equal(accessed(), before, `level ${level}`)
    client.server.setTelemetryLevel('all')
    client.open(folder.uri('third.tf'), '', 'terraform')
    await reports(client)
    if (accessed() === before) return t.diagnostic('this disk does not note when a file is read')
  }
})

test('a client that negotiates the format gets reports, and the host none', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = startHooked(t)
  await client.initialize({ rootUri: uriOf(folder.root), capabilities: takesEvents })
  folder.open(client, 'main.tf')
  assert.deepEqual(await reports(client), [])
  assert.deepEqual(contents(properties(client.events)), [{ tfRequirements: '>= 1.0' }])
  const strict = await session(t, {
    root: folder.root,
    options: { telemetry: { negotiation: 'explicit' } },
    capabilities: takesEvents,
  })
  folder.open(strict, 'main.tf')
  await strict.server.idle()
  assert.deepEqual(readAll(strict), [])
})

test('a module that was opened before consent is reported from its first change on', async (t) => {
  for (const level of ['off', 'error']) {
    const folder = workspace(t, { 'main.tf': core('>= 1.0'), 'b.tf': provider('hashicorp/aws', '1.0.0') })
    const client = await session(t, { ...folder, options: { telemetry: { level } } })
    const uri = folder.uri('main.tf')
    folder.open(client, 'main.tf')
    folder.open(client, 'b.tf')
    client.server.setTelemetryLevel('all')
    client.change(uri, `\n${core('>= 1.0')}`)
    client.change(folder.uri('b.tf'), `\n${provider('hashicorp/aws', '1.0.0')}`)
    assert.deepEqual(await reports(client), [], 'it says the same')
    client.change(uri, core('>= 1.1'))
    assert.equal((await reports(client))[0].tfRequirements, '>= 1.1')
    client.server.setTelemetryLevel(level)
    client.change(uri, core('>= 1.2'))
    client.server.setTelemetryLevel('all')
    client.change(uri, `${core('>= 1.2')}\n`)
    assert.deepEqual(await reports(client), [], 'it was changed while nobody might know')
    client.change(uri, core('>= 1.3'))
    assert.equal((await reports(client))[0].tfRequirements, '>= 1.3')
  }
})

test('a module that was being read when consent ended is not reported', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await session(t, { ...folder, capabilities: takesEvents })
  for (let round = 0; round < 20; round++) {
    client.server.setTelemetryLevel('all')
    folder.open(client, 'main.tf')
    client.change(folder.uri('main.tf'), core(`>= 2.${round}`))
    client.server.setTelemetryLevel(round % 2 === 0 ? 'off' : 'error')
    const before = client.events.length
    client.server.setTelemetryLevel('all')
    await client.server.idle()
    assert.deepEqual(properties(client.events.slice(before)), [])
    assert.deepEqual(properties(client.server.readTelemetry()), [])
  }
})

test('a level that the client lowers ends reports too', async (t) => {
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await asked(t, folder)
  folder.open(client, 'main.tf')
  assert.equal((await reports(client)).length, 1)
  await pull(client, [{ telemetry: 'off' }])
  client.change(folder.uri('main.tf'), core('>= 2.0'))
  assert.deepEqual(await reports(client), [])
})
