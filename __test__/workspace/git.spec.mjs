// Git: the remote and the path that are reported for a modified file, with real repositories of every kind.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { start } from '../support/client.mjs'
import { git, hashes, plain, repository, temporaryFolder, uriOf } from '../support/telemetry.mjs'

// The Git configuration of whoever runs the tests must not affect them.
const HOME = fs.mkdtempSync(path.join(os.tmpdir(), 'candor-home-'))
process.env.HOME = HOME
delete process.env.XDG_CONFIG_HOME
test.after(() => fs.rmSync(HOME, { recursive: true, force: true }))

const REMOTE = 'https://github.com/acme/app.git'
const CANONICAL = 'github.com/acme/app'

/** Opens `folder` in a session with plain hashing, so that tests can compute the hashes. */
async function open(t, folder, params = {}) {
  const client = start(t, { telemetry: { level: 'all', hashing: 'plain' } })
  await client.initialize({ rootUri: folder === null ? null : uriOf(folder), ...params })
  client.server.readTelemetry()
  return client
}

/** The hashes for a file in the repository whose remote is `canonical`. */
const reported = (canonical, file) => ({
  git_remote: canonical === null ? undefined : plain.remote(canonical),
  document: plain.document(canonical ?? '', file),
})

/** The hashes for a file in the open folder that belongs to no repository. */
const unversioned = (file) => reported(null, file)

const NOWHERE = { git_remote: undefined, document: undefined }

test('a file is reported with its remote and its path in the repository', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  const client = await open(t, folder)
  const files = [
    'Dockerfile',
    'a/b/c/compose.yaml',
    'with blanks/Docker file',
    'Grüße/世界.tf',
    "it's/100%/[x]#?&.tf",
    '.hidden',
  ]
  for (const file of files) {
    fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), '')
    assert.deepEqual(await hashes(client, uriOf(folder, file)), reported(CANONICAL, file), file)
  }
})

test('every spelling of a remote is one remote', async (t) => {
  const spellings = {
    'github.com/acme/app': [
      'https://github.com/acme/app',
      'https://github.com/acme/app.git',
      'https://github.com/acme/app/',
      'https://github.com/acme/app.git/',
      'HTTPS://GitHub.COM/acme/app.git',
      'http://github.com/acme/app',
      'https://github.com:443/acme/app',
      'https://alice@github.com/acme/app',
      'https://alice:s3cret@github.com/acme/app',
      'https://alice:s3%40cret@github.com/acme/app',
      'https://x-access-token:ghp_abcdef@github.com/acme/app.git',
      'https://github.com/acme/app?token=secret',
      'https://github.com/acme/app.git?token=secret#readme',
      'https://github.com/acme/app#readme',
      'ssh://git@github.com/acme/app.git',
      'ssh://git@github.com:22/acme/app.git',
      'git@github.com:acme/app.git',
      'git@github.com:acme/app',
      'git@GITHUB.com:/acme/app.git/',
      'github.com:acme/app.git',
      'alice@github.com:acme/app',
      'git://github.com/acme/app.git',
      'git+ssh://git@github.com/acme/app',
      'ssh+git://git@github.com/acme/app',
    ],
    'gitlab.example.com:8443/group/sub/app': [
      'https://gitlab.example.com:8443/group/sub/app.git',
      'https://alice@GitLab.example.com:8443/group/sub/app',
      'ssh://git@gitlab.example.com:8443/group/sub/app/',
    ],
    '[::1]/acme/app': ['ssh://git@[::1]/acme/app', 'ssh://git@[::1]:22/acme/app.git', 'git@[::1]:acme/app.git'],
    'github.com/acme/App': ['https://github.com/acme/App.git'],
    'github.com/acme/app.github': ['https://github.com/acme/app.github'],
    '192.168.0.1/app': ['git@192.168.0.1:app.git', 'https://192.168.0.1/app'],
    'localhost/app': ['http://localhost/app.git', 'localhost:app'],
    'host/~alice/app': ['ssh://alice@host/~alice/app.git', 'host:~alice/app'],
  }
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  const seen = new Map()
  for (const [canonical, remotes] of Object.entries(spellings)) {
    for (const remote of remotes) {
      git(folder, 'config', 'remote.origin.url', remote)
      const client = await open(t, folder)
      const found = await hashes(client, uriOf(folder, 'Dockerfile'))
      assert.deepEqual(found, reported(canonical, 'Dockerfile'), remote)
      seen.set(found.git_remote, canonical)
      await client.stop()
    }
  }
  assert.equal(seen.size, 8, 'and different remotes are different')
})

test('a remote without a host is absent, and the path is hashed without it', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  const remotes = [
    '/srv/git/alice/app.git',
    '../app',
    './app',
    'app',
    '~/app',
    './a:b',
    'file:///srv/git/app.git',
    'FILE:///srv/git/app.git',
    'file://server/share/app',
    'C:\\Users\\alice\\app',
    'C:/Users/alice/app',
    'c:app',
    '\\\\server\\share\\app',
    'https:///acme/app',
    'ext::ssh git@host %S app',
    'codecommit::eu-west-1://app',
    '::',
    ':',
    '@',
    ' ',
  ]
  for (const remote of remotes) {
    git(folder, 'config', 'remote.origin.url', remote)
    const client = await open(t, folder)
    const found = await hashes(client, uriOf(folder, 'web', 'Dockerfile'))
    assert.deepEqual(found, reported(null, 'web/Dockerfile'), JSON.stringify(remote))
    await client.stop()
  }
})

test('origin is used, or else the first remote, or else none', async (t) => {
  const remotes = [
    [{ alpha: 'https://a.example/x', origin: REMOTE, zulu: 'https://z.example/x' }, CANONICAL],
    [{ alpha: 'https://a.example/x', zulu: 'https://z.example/x' }, 'a.example/x'],
    [{ upstream: REMOTE }, CANONICAL],
    [{ origin: '/srv/app', upstream: REMOTE }, null],
    [{}, null],
  ]
  for (const [given, canonical] of remotes) {
    const folder = repository(temporaryFolder(t), given)
    const client = await open(t, folder)
    const found = await hashes(client, uriOf(folder, 'Dockerfile'))
    assert.deepEqual(found, reported(canonical, 'Dockerfile'), JSON.stringify(given))
  }
})

test('the repository is found from the file upwards, whatever folder is open', async (t) => {
  const top = repository(path.join(temporaryFolder(t), 'repository'), { origin: REMOTE })
  fs.mkdirSync(path.join(top, 'services', 'web'), { recursive: true })
  const folders = [top, path.join(top, 'services'), path.join(top, 'services', 'web'), path.dirname(top), null]
  for (const folder of folders) {
    const client = await open(t, folder)
    const found = await hashes(client, uriOf(top, 'services', 'web', 'Dockerfile'))
    assert.deepEqual(found, reported(CANONICAL, 'services/web/Dockerfile'), String(folder))
  }
})

test('of nested repositories, the innermost is used', async (t) => {
  const outer = repository(temporaryFolder(t), { origin: REMOTE })
  const inner = repository(path.join(outer, 'vendor', 'lib'), { origin: 'https://github.com/acme/lib' })
  const client = await open(t, outer)
  assert.deepEqual(await hashes(client, uriOf(inner, 'Dockerfile')), reported('github.com/acme/lib', 'Dockerfile'))
  assert.deepEqual(await hashes(client, uriOf(outer, 'vendor', 'Dockerfile')), reported(CANONICAL, 'vendor/Dockerfile'))
})

/** Creates a repository with one commit. */
function committed(folder, remotes) {
  repository(folder, remotes)
  fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n')
  git(folder, 'add', '.')
  git(folder, 'commit', '-q', '-m', 'x')
  return folder
}

test('a worktree has the remote of its repository and paths of its own', async (t) => {
  const folder = temporaryFolder(t)
  const main = committed(path.join(folder, 'main'), { origin: REMOTE })
  git(main, 'worktree', 'add', '-q', '--detach', path.join(folder, 'elsewhere'))
  const client = await open(t, folder)
  const found = await hashes(client, uriOf(folder, 'elsewhere', 'web', 'Dockerfile'))
  assert.deepEqual(found, reported(CANONICAL, 'web/Dockerfile'))
})

test('a submodule has a remote and paths of its own', async (t) => {
  const folder = temporaryFolder(t)
  const library = committed(path.join(folder, 'library'))
  const app = committed(path.join(folder, 'app'), { origin: REMOTE })
  git(app, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib')
  git(path.join(app, 'lib'), 'remote', 'set-url', 'origin', 'git@github.com:acme/lib.git')
  assert.ok(fs.statSync(path.join(app, 'lib', '.git')).isFile())
  const client = await open(t, app)
  assert.deepEqual(
    await hashes(client, uriOf(app, 'lib', 'web', 'Dockerfile')),
    reported('github.com/acme/lib', 'web/Dockerfile'),
  )
  assert.deepEqual(await hashes(client, uriOf(app, 'Dockerfile')), reported(CANONICAL, 'Dockerfile'))
})

test("a remote shorthand of Git's configuration is expanded", async (t) => {
  const folder = repository(temporaryFolder(t), { origin: 'acme:acme/app' })
  git(folder, 'config', 'url.https://github.com/.insteadOf', 'acme:')
  const client = await open(t, folder)
  assert.deepEqual(await hashes(client, uriOf(folder, 'Dockerfile')), reported(CANONICAL, 'Dockerfile'))
})

/** Missing, broken or untrusted repositories, each created in a folder. */
const BROKEN = {
  'a bare repository': (folder) => git(folder, 'init', '-q', '--bare'),
  'a corrupt configuration': (folder) => {
    repository(folder, { origin: REMOTE })
    fs.appendFileSync(path.join(folder, '.git', 'config'), '[remote "origin"\n\turl = https://x.example/y\n\0\xff')
  },
  'a file that points nowhere': (folder) => fs.writeFileSync(path.join(folder, '.git'), 'gitdir: ../gone/.git\n'),
  'a file that points to itself': (folder) => fs.writeFileSync(path.join(folder, '.git'), 'gitdir: .git\n'),
  'a file of something else': (folder) => fs.writeFileSync(path.join(folder, '.git'), 'x'.repeat(100_000)),
  'an empty file': (folder) => fs.writeFileSync(path.join(folder, '.git'), ''),
  'an empty folder': (folder) => fs.mkdirSync(path.join(folder, '.git')),
  'a repository without HEAD': (folder) => {
    repository(folder, { origin: REMOTE })
    fs.rmSync(path.join(folder, '.git', 'HEAD'))
  },
  'a repository of a format that is not known': (folder) => {
    repository(folder, { origin: REMOTE })
    git(folder, 'config', 'core.repositoryformatversion', '99')
  },
  'a link that leads in a circle': (folder) => fs.symlinkSync('.git', path.join(folder, '.git')),
}

test('an invalid repository does not count: the path in the open folder is used', async (t) => {
  for (const [what, make] of Object.entries(BROKEN)) {
    const folder = path.join(temporaryFolder(t), 'w')
    fs.mkdirSync(folder)
    make(folder)
    const client = await open(t, folder)
    assert.deepEqual(await hashes(client, uriOf(folder, 'web', 'Dockerfile')), unversioned('web/Dockerfile'), what)
    const outside = await open(t, null)
    assert.deepEqual(await hashes(outside, uriOf(folder, 'web', 'Dockerfile')), NOWHERE, what)
    for (const opened of [client, outside]) assert.deepEqual(opened.received('window/logMessage'), [], what)
  }
})

test('an empty folder named like one of Git hides no repository above it', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  fs.mkdirSync(path.join(folder, 'sub', '.git'), { recursive: true })
  const client = await open(t, folder)
  assert.deepEqual(await hashes(client, uriOf(folder, 'sub', 'Dockerfile')), reported(CANONICAL, 'sub/Dockerfile'))
})

// Only root can change the owner of a folder.
if (process.getuid?.() === 0) {
  test('a repository of another user is not trusted', async (t) => {
    const folder = repository(path.join(temporaryFolder(t), 'w'), { origin: REMOTE })
    for (const entry of ['', '.git', ...fs.readdirSync(path.join(folder, '.git')).map((name) => `.git/${name}`)]) {
      fs.chownSync(path.join(folder, entry), 54_321, 54_321)
    }
    const client = await open(t, folder)
    assert.deepEqual(await hashes(client, uriOf(folder, 'Dockerfile')), unversioned('Dockerfile'))
  })
}

test("Git's environment variables have no effect", async (t) => {
  const folder = temporaryFolder(t)
  const other = repository(path.join(folder, 'other'), { origin: 'https://x.example/y' })
  const versioned = repository(path.join(folder, 'versioned'), { origin: REMOTE })
  const variables = { GIT_DIR: path.join(other, '.git'), GIT_WORK_TREE: other, GIT_CEILING_DIRECTORIES: '/' }
  Object.assign(process.env, variables)
  t.after(() => Object.keys(variables).forEach((name) => delete process.env[name]))
  const client = await open(t, folder)
  assert.deepEqual(await hashes(client, uriOf(versioned, 'Dockerfile')), reported(CANONICAL, 'Dockerfile'))
  assert.deepEqual(await hashes(client, uriOf(folder, 'Dockerfile')), unversioned('Dockerfile'))
})

test('for a deleted folder, its parents are searched', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  fs.mkdirSync(path.join(folder, 'a', 'b'), { recursive: true })
  const client = await open(t, folder)
  client.open(uriOf(folder, 'a', 'b', 'Dockerfile'))
  fs.rmSync(path.join(folder, 'a'), { recursive: true })
  const found = await hashes(client, uriOf(folder, 'a', 'b', 'Dockerfile'))
  assert.deepEqual(found, reported(CANONICAL, 'a/b/Dockerfile'))
  fs.rmSync(folder, { recursive: true })
  assert.deepEqual(await hashes(client, uriOf(folder, 'other')), unversioned('other'))
})

test('a repository that appears, or gets another remote, is seen by the next file', async (t) => {
  const folder = temporaryFolder(t)
  const client = await open(t, folder)
  assert.deepEqual(await hashes(client, uriOf(folder, 'a')), unversioned('a'))
  repository(folder, { origin: REMOTE })
  assert.deepEqual(await hashes(client, uriOf(folder, 'b')), reported(CANONICAL, 'b'))
  git(folder, 'remote', 'set-url', 'origin', 'https://x.example/y')
  assert.deepEqual(await hashes(client, uriOf(folder, 'c')), reported('x.example/y', 'c'))
})

test('outside a repository the innermost folder that is open counts, else nothing', async (t) => {
  const folder = temporaryFolder(t)
  const uri = uriOf(folder, 'a', 'b', 'Dockerfile')
  const folders = (...parts) => parts.map((part) => ({ uri: uriOf(folder, ...part), name: 'x' }))
  const cases = [
    [{ rootUri: uriOf(folder) }, unversioned('a/b/Dockerfile')],
    [{ rootUri: `${uriOf(folder, 'a')}/` }, unversioned('b/Dockerfile')],
    [{ rootUri: null, workspaceFolders: folders([], ['a']) }, unversioned('b/Dockerfile')],
    [{ rootUri: null, workspaceFolders: folders(['a'], []) }, unversioned('b/Dockerfile')],
    [{ rootUri: null, workspaceFolders: folders(['other']) }, NOWHERE],
    [{ rootUri: uriOf(folder, 'a', 'bb') }, NOWHERE],
    [{ rootUri: uriOf(folder, 'a', 'b', 'Dockerfile') }, NOWHERE],
    [{ rootUri: null }, NOWHERE],
    [{ rootUri: 'http://example.com/' }, NOWHERE],
  ]
  for (const [params, expected] of cases) {
    const client = await open(t, null, params)
    assert.deepEqual(await hashes(client, uri), expected, JSON.stringify(params))
  }
})

test('folders that are opened and closed later count too', async (t) => {
  const folder = temporaryFolder(t)
  const client = await open(t, null)
  const event = (added, removed) => {
    const named = (names) => names.map((name) => ({ uri: uriOf(folder, name), name }))
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: named(added), removed: named(removed) } })
  }
  assert.deepEqual(await hashes(client, uriOf(folder, 'a', '1')), NOWHERE)
  event(['a'], [])
  assert.deepEqual(await hashes(client, uriOf(folder, 'a', '2')), unversioned('2'))
  event(['b'], ['a'])
  assert.deepEqual(await hashes(client, uriOf(folder, 'a', '3')), NOWHERE)
  assert.deepEqual(await hashes(client, uriOf(folder, 'b', '3')), unversioned('3'))
})

test('a file reached over a link has its path in the repository that the link leads to', async (t) => {
  const folder = temporaryFolder(t)
  const real = repository(path.join(folder, 'real'), { origin: REMOTE })
  fs.mkdirSync(path.join(real, 'web'))
  fs.symlinkSync(real, path.join(folder, 'link'))
  fs.symlinkSync(path.join(real, 'web'), path.join(folder, 'part'))
  const client = await open(t, path.join(folder, 'link'))
  assert.deepEqual(await hashes(client, uriOf(folder, 'link', 'web', '1')), reported(CANONICAL, 'web/1'))
  assert.deepEqual(await hashes(client, uriOf(folder, 'part', '2')), reported(CANONICAL, 'web/2'))
  assert.deepEqual(await hashes(client, uriOf(folder, 'link', 'gone', '3')), reported(CANONICAL, 'gone/3'))
})

test('percent-encoding and drives are read as editors write them', async (t) => {
  const folder = repository(temporaryFolder(t), { origin: REMOTE })
  const client = await open(t, folder)
  const everything = (file) =>
    `file://${folder}/` + [...Buffer.from(file)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  assert.deepEqual(await hashes(client, everything('Dockerfile')), reported(CANONICAL, 'Dockerfile'))
  assert.deepEqual(await hashes(client, everything('web/Dockerfile')), reported(CANONICAL, 'web/Dockerfile'))
  assert.deepEqual(await hashes(client, uriOf(folder, 'a%b')), reported(CANONICAL, 'a%b'))
  assert.deepEqual(await hashes(client, `file://localhost${folder}/local`), reported(CANONICAL, 'local'))
  const bytes = await hashes(client, `file://${folder}/%ff%fe`)
  assert.equal(bytes.git_remote, plain.remote(CANONICAL))
  const drives = await open(t, null, { rootUri: 'file:///c%3A/Users/alice/proj' })
  for (const drive of ['c%3A', 'c:', 'c%3a']) {
    const found = await hashes(drives, `file:///${drive}/Users/alice/proj/${drive.length}/Dockerfile`)
    assert.deepEqual(found, unversioned(`${drive.length}/Dockerfile`), drive)
  }
  assert.deepEqual(await hashes(drives, 'file://server/share/Dockerfile'), NOWHERE)
  assert.deepEqual(await hashes(drives, 'file:///'), NOWHERE)
})

test('a path that leaves the folder is not relative to it', async (t) => {
  const folder = temporaryFolder(t)
  fs.mkdirSync(path.join(folder, 'w'))
  const client = await open(t, path.join(folder, 'w'))
  const steps = ['../1', '%2e%2e/2', '..%2F3', 'a/../../4', 'a%2F..%2F..%2F5', 'a/..%2F../6', '..%2Fw%2F..%2F7']
  for (const step of steps) {
    const uri = `${pathToFileURL(path.join(folder, 'w'))}/${step}/Dockerfile`
    assert.deepEqual(await hashes(client, uri), NOWHERE, step)
  }
})

test('hundreds of files in many repositories are each reported once', async (t) => {
  const folder = temporaryFolder(t)
  const template = repository(path.join(folder, 'template'), { origin: REMOTE })
  const client = await open(t, folder)
  const expected = new Set()
  for (let index = 0; index < 20; index++) {
    const copy = path.join(folder, `copy${index}`)
    fs.cpSync(template, copy, { recursive: true })
    for (let file = 0; file < 20; file++) {
      const uri = uriOf(copy, `${index}-${file}.Dockerfile`)
      client.open(uri)
      client.change(uri, 'FROM busybox\n')
      expected.add(plain.document(CANONICAL, `${index}-${file}.Dockerfile`))
    }
  }
  await client.server.idle()
  const documents = client.server.readTelemetry().map(({ properties }) => properties.document)
  assert.equal(documents.length, 400)
  assert.deepEqual(new Set(documents), expected)
})
