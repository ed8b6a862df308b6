// Git: a clone or an archive cannot make the server read too much, hang, or reveal more than the remote and the path of
// a repository. A separate process with time and memory limits reads every tree.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import { inChild } from '../support/child.mjs'
import { git, plain, repository, temporaryFolder, uriOf } from '../support/telemetry.mjs'

const REMOTE = 'https://github.com/acme/app.git'
const CANONICAL = 'github.com/acme/app'
const FILE = 'web/Dockerfile'

/** The memory limit, in KiB, of a process that runs a server. Node and the native addon need a fifth of it. */
const MEMORY = 512 * 1024

const windows = process.platform === 'win32'
const write = (file, text) => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}
const append = (folder, text) => fs.appendFileSync(path.join(folder, '.git', 'config'), text)
const sound = (folder) => repository(folder, { origin: REMOTE })

/** Creates a repository with one commit. */
function committed(folder, remotes = { origin: REMOTE }) {
  repository(folder, remotes)
  write(path.join(folder, FILE), 'FROM scratch\n')
  git(folder, 'add', '.')
  git(folder, 'commit', '-q', '-m', 'x')
  return folder
}

/** Creates files that look like the contents of a .git directory. */
function data(folder, config) {
  write(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n')
  write(path.join(folder, 'config'), `[core]\n\trepositoryformatversion = 0\n${config}`)
  for (const name of ['objects', 'refs']) fs.mkdirSync(path.join(folder, name), { recursive: true })
}

const origin = `[remote "origin"]\n\turl = ${REMOTE}\n`

/** Creates nine levels of files that include eight others each. */
function includes(folder) {
  for (let depth = 0; depth < 9; depth++) {
    for (let index = 0; index < 8; index++) {
      const next = Array.from({ length: 8 }, (_, file) => `[include]\n\tpath = ${depth + 1}-${file}\n`)
      write(path.join(folder, `${depth}-${index}`), depth === 8 ? '' : next.join(''))
    }
  }
  return Array.from({ length: 8 }, (_, file) => `[include]\n\tpath = ${path.join(folder, `0-${file}`)}\n`).join('')
}

/** Creates a repository at `folder` with a submodule `lib`. */
function submodule(folder) {
  const library = committed(`${folder}-library`)
  const app = committed(folder, {})
  git(app, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib')
  git(path.join(app, 'lib'), 'remote', 'set-url', 'origin', REMOTE)
  return path.join(app, 'lib')
}

/** Creates a worktree at `folder` of a repository next to it. */
function worktree(folder) {
  const main = committed(`${folder}-main`)
  git(main, 'worktree', 'add', '-q', '--detach', folder)
  return main
}

/** Trees whose files belong to no repository. Each is created at a path that does not exist yet. */
const HOSTILE = {
  'data of a repository without a .git': (folder) => data(folder, origin),
  'data whose work tree is the root': (folder) => data(folder, `\tworktree = /\n\tbare = false\n${origin}`),
  'data that include others without end': (folder) => data(folder, includes(`${folder}/i`) + origin),
  'data in the folder of the file': (folder) => data(`${folder}/web`, `\tworktree = /\n${origin}`),
  'data in a folder above the file': (folder) => data(path.dirname(folder), `\tworktree = /\n${origin}`),
  'a bare repository': (folder) => git(os.tmpdir(), 'init', '-q', '--bare', folder),
  'a configuration of a bare repository': (folder) => git(sound(folder), 'config', 'core.bare', 'true'),
  'a flag of a bare repository without a value': (folder) => append(sound(folder), '[core]\n\tbare\n'),

  'includes without end': (folder) => append(sound(folder), includes(`${folder}/i`)),
  'an include': (folder) => append(sound(folder), '[include]\n\tpath = /nowhere\n'),
  'an include in capitals': (folder) => append(sound(folder), '[INCLUDE]\n\tPATH = /nowhere\n'),
  'an include of a condition': (folder) => append(sound(folder), '[includeIf "gitdir:/"]\n\tpath = /nowhere\n'),
  'an include behind another section': (folder) => append(sound(folder), '[a] b = c\n[a][include]path=/nowhere\n'),
  'an include in a section of its own': (folder) => append(sound(folder), '[include "a"]\n\tpath = /nowhere\n'),
  'an include behind a line that goes on': (folder) =>
    append(sound(folder), '[a]\n\tb = c \\\n\n[include]\npath = /n\n'),
  'an include that goes on': (folder) => append(sound(folder), '[inc\\\nlude]\n\tpath = /nowhere\n'),
  'an include behind a byte order mark': (folder) => {
    const config = path.join(sound(folder), '.git', 'config')
    fs.writeFileSync(config, `\ufeff[include]\npath = /nowhere\n${fs.readFileSync(config)}`)
  },
  'an include for its work tree': (folder) => {
    git(sound(folder), 'config', 'extensions.worktreeConfig', 'true')
    write(path.join(folder, '.git', 'config.worktree'), '[include]\n\tpath = /nowhere\n')
  },

  'a work tree that is the root': (folder) => git(sound(folder), 'config', 'core.worktree', '/'),
  'a work tree that is above': (folder) => git(sound(folder), 'config', 'core.worktree', '../..'),
  'a work tree that is its own': (folder) => git(sound(folder), 'config', 'core.worktree', folder),
  'a work tree of its own that is the root': (folder) => {
    git(sound(folder), 'config', 'extensions.worktreeConfig', 'true')
    write(path.join(folder, '.git', 'config.worktree'), '[core]\n\tworktree = /\n')
  },

  'a file that names a bare repository': (folder) => {
    git(os.tmpdir(), 'init', '-q', '--bare', `${folder}/data`)
    git(`${folder}/data`, 'remote', 'add', 'origin', REMOTE)
    write(`${folder}/.git`, 'gitdir: data\n')
  },
  'a file that names data': (folder) => {
    data(`${folder}/data`, origin)
    write(`${folder}/.git`, 'gitdir: data\n')
  },
  'a file that names data of the root': (folder) => {
    data(`${folder}/data`, `\tworktree = /\n${origin}`)
    write(`${folder}/.git`, 'gitdir: data\n')
  },
  'a file that names data of another folder': (folder) => {
    data(`${folder}/data`, `\tworktree = ../other\n${origin}`)
    write(`${folder}/other/.git`, 'gitdir: ../data\n')
    write(`${folder}/.git`, 'gitdir: data\n')
  },
  'a file that names a repository elsewhere': (folder) => {
    sound(`${folder}-elsewhere`)
    write(`${folder}/.git`, `gitdir: ${folder}-elsewhere/.git\n`)
  },
  'a file that names a worktree elsewhere': (folder) => {
    const main = worktree(`${folder}-elsewhere`)
    write(`${folder}/.git`, `gitdir: ${main}/.git/worktrees/w-elsewhere\n`)
  },
  'a file that names a submodule elsewhere': (folder) => {
    submodule(`${folder}-elsewhere`)
    write(`${folder}/.git`, `gitdir: ${folder}-elsewhere/.git/modules/lib\n`)
  },
  'data elsewhere that name no work tree': (folder) => {
    git(os.tmpdir(), 'init', '-q', '--separate-git-dir', `${folder}-data`, folder)
    git(folder, 'remote', 'add', 'origin', REMOTE)
  },
  'a worktree that its repository does not keep': (folder) => {
    data(`${folder}/common`, origin)
    write(`${folder}/git/commondir`, '../common\n')
    write(`${folder}/git/gitdir`, `${folder}/.git\n`)
    write(`${folder}/git/HEAD`, 'ref: refs/heads/main\n')
    write(`${folder}/.git`, 'gitdir: git\n')
  },
  'a worktree of a repository elsewhere that does not keep it': (folder) => {
    sound(`${folder}-elsewhere`)
    write(`${folder}/worktrees/git/commondir`, `${folder}-elsewhere/.git\n`)
    write(`${folder}/worktrees/git/gitdir`, `${folder}/.git\n`)
    write(`${folder}/.git`, 'gitdir: worktrees/git\n')
  },
  'a repository whose data are common to others': (folder) => {
    sound(`${folder}-elsewhere`)
    write(path.join(sound(folder), '.git', 'commondir'), `${folder}-elsewhere/.git\n`)
  },

  'a configuration that is a folder': (folder) => {
    fs.rmSync(path.join(sound(folder), '.git', 'config'))
    fs.mkdirSync(path.join(folder, '.git', 'config'))
  },
  'a configuration that is too large': (folder) => append(sound(folder), '# x\n'.repeat(2 ** 18)),
  'a configuration that is sparse': (folder) =>
    fs.truncateSync(path.join(sound(folder), '.git', 'config'), 400 * 1024 * 1024),
  'a configuration with a line that is too long': (folder) => append(sound(folder), `# ${'[a]'.repeat(10_000)}\n`),
  'more remotes than anybody has': (folder) => {
    const remote = (_, index) => `[remote "r${index}"]\n\turl = https://example.com/${index}\n`
    append(sound(folder), Array.from({ length: 100 }, remote).join(''))
  },
  'a file that is too large': (folder) => {
    write(`${folder}/.git`, `gitdir: ${'./'.repeat(2 ** 20)}data\n`)
    data(`${folder}/data`, `\tworktree = ..\n${origin}`)
  },
}

/** Trees that need features of Unix. */
const HOSTILE_ON_UNIX = {
  'a worktree that is named by a link': (folder) => {
    const main = worktree(folder)
    const named = path.join(main, '.git', 'worktrees', path.basename(folder), 'gitdir')
    fs.writeFileSync(named, `${folder}/.got\n`)
    fs.symlinkSync('.git', `${folder}/.got`)
  },
  'a link to a repository elsewhere': (folder) => {
    sound(`${folder}-elsewhere`)
    fs.mkdirSync(folder)
    fs.symlinkSync(`${folder}-elsewhere/.git`, `${folder}/.git`)
  },
  'a configuration that is a link': (folder) => {
    sound(`${folder}-elsewhere`)
    fs.rmSync(path.join(sound(folder), '.git', 'config'))
    fs.symlinkSync(`${folder}-elsewhere/.git/config`, path.join(folder, '.git', 'config'))
  },
  'a pipe': (folder) => {
    fs.mkdirSync(folder)
    execFileSync('mkfifo', [`${folder}/.git`])
  },
  'a configuration that is a pipe': (folder) => {
    fs.rmSync(path.join(sound(folder), '.git', 'config'))
    execFileSync('mkfifo', [path.join(folder, '.git', 'config')])
  },
  'a file that names a device': (folder) => write(`${folder}/.git`, 'gitdir: /dev/zero\n'),
  'a configuration that is a device': (folder) => {
    fs.rmSync(path.join(sound(folder), '.git', 'config'))
    fs.symlinkSync('/dev/zero', path.join(folder, '.git', 'config'))
  },
  'a file that leads to a pipe': (folder) => {
    fs.mkdirSync(`${folder}/git`, { recursive: true })
    execFileSync('mkfifo', [`${folder}/git/commondir`])
    write(`${folder}/.git`, 'gitdir: git\n')
  },
}

/** Valid repositories, each with the folder to open in it. */
const SOUND = {
  'a submodule': (folder) => submodule(folder),
  'a worktree': (folder) => void worktree(folder),
  'a worktree of a submodule': (folder) => {
    git(submodule(`${folder}-app`), 'worktree', 'add', '-q', '--detach', folder)
  },
  'a worktree of a bare repository': (folder) => {
    git(os.tmpdir(), 'clone', '-q', '--bare', committed(`${folder}-main`), `${folder}/.bare`)
    git(`${folder}/.bare`, 'remote', 'set-url', 'origin', REMOTE)
    git(`${folder}/.bare`, 'worktree', 'add', '-q', '--detach', `${folder}/main`)
    return `${folder}/main`
  },
  'a worktree that is named from its data': (folder) => {
    const main = worktree(folder)
    const named = path.join(main, '.git', 'worktrees', path.basename(folder))
    fs.writeFileSync(path.join(named, 'gitdir'), `${path.relative(named, folder)}/.git\n`)
    fs.writeFileSync(`${folder}/.git`, `gitdir: ${path.relative(folder, named)}\n`)
  },
  'data elsewhere that name the work tree': (folder) => {
    git(os.tmpdir(), 'init', '-q', '--separate-git-dir', `${folder}-data`, folder)
    git(folder, 'remote', 'add', 'origin', REMOTE)
    git(folder, 'config', 'core.worktree', folder)
  },
  'a configuration for its work tree': (folder) => {
    git(repository(folder), 'config', 'extensions.worktreeConfig', 'true')
    write(path.join(folder, '.git', 'config.worktree'), origin)
  },
  'a configuration for a work tree that does not count': (folder) =>
    write(path.join(sound(folder), '.git', 'config.worktree'), '[include]\n\tpath = /nowhere\n'),
  'an include that is a comment': (folder) => append(sound(folder), '# [include]\n\t; [include] path = /nowhere\n'),
  'a hundred remotes': (folder) => {
    const remote = (_, index) => `[remote "r${index}"]\n\turl = https://example.com/${index}\n`
    append(sound(folder), Array.from({ length: 99 }, remote).join(''))
  },
  'as many sections as a configuration can hold': (folder) =>
    append(sound(folder), `${'[a]'.repeat(2700)}\n`.repeat(120)),
  'as many keys as a configuration can hold': (folder) => append(sound(folder), `[a]\n${'b\n'.repeat(500_000)}`),
  'a value in as many lines as a configuration can hold': (folder) =>
    append(sound(folder), `[a]\n\tb = \\\n${'\\\n'.repeat(500_000)}\n`),
  'objects of a repository elsewhere': (folder) => {
    git(os.tmpdir(), 'clone', '-q', '--shared', committed(`${folder}-elsewhere`), folder)
    git(folder, 'remote', 'set-url', 'origin', REMOTE)
  },
}

/** Returns what a child process reports about a file in each of these trees. */
async function reported(trees) {
  const { code, signal, stderr, printed } = await inChild(
    async ({ LanguageServer, message, initialized, open, change, trees, print }) => {
      for (const { title, root, uri } of trees) {
        const server = LanguageServer.start({ telemetry: { level: 'all', hashing: 'plain' } })
        server.onMessage(() => {})
        server.send(message('initialize', { capabilities: {}, processId: null, rootUri: root }, 1))
        server.send(initialized)
        server.send(open(uri))
        server.send(change(uri, 'FROM busybox\n'))
        await server.idle()
        const events = server.readTelemetry().filter(({ properties }) => properties.action === 'fileModified')
        print({ title, seen: events.map(({ properties: { git_remote, document } }) => ({ git_remote, document })) })
        await server.stop()
      }
      print({ memory: process.resourceUsage().maxRSS })
    },
    { data: { trees } },
  )
  assert.deepEqual([code, signal, stderr], [0, null, ''], `it ended behind ${JSON.stringify(printed.at(-1))}`)
  const { memory } = printed.pop()
  assert.ok(memory < MEMORY, `${memory} KB`)
  return printed
}

for (const [title, make] of Object.entries({ ...HOSTILE, ...(windows ? {} : HOSTILE_ON_UNIX) })) {
  test(`files lie in no repository: ${title}`, async (t) => {
    const folder = path.join(temporaryFolder(t), 'x', 'w')
    fs.mkdirSync(path.dirname(folder))
    make(folder)
    write(path.join(folder, FILE), '')
    const file = uriOf(folder, FILE)
    const trees = [
      { title: 'the folder', root: uriOf(folder), uri: file },
      { title: 'a folder above', root: uriOf(folder, '..'), uri: file },
      { title: 'no folder', root: null, uri: file },
      { title: 'the root', root: 'file:///', uri: file },
    ]
    const unversioned = (name) => ({ document: plain.document('', name) })
    assert.deepEqual(await reported(trees), [
      { title: 'the folder', seen: [unversioned(FILE)] },
      { title: 'a folder above', seen: [unversioned(`w/${FILE}`)] },
      { title: 'no folder', seen: [{}] },
      { title: 'the root', seen: [{}] },
    ])
  })
}

for (const [title, make] of Object.entries(SOUND)) {
  test(`files lie in a repository: ${title}`, async (t) => {
    const folder = path.join(temporaryFolder(t), 'w')
    const opened = make(folder) ?? folder
    const uri = uriOf(opened, FILE)
    const expected = { git_remote: plain.remote(CANONICAL), document: plain.document(CANONICAL, FILE) }
    const roots = [uriOf(opened), uriOf(opened, '..'), uriOf(opened, 'web'), null, 'file:///']
    const trees = roots.map((root) => ({ title: String(root), root, uri }))
    assert.deepEqual(
      await reported(trees),
      trees.map(({ title }) => ({ title, seen: [expected] })),
    )
  })
}

test('a repository in a sound one that is not sound hides it', async (t) => {
  const outer = sound(path.join(temporaryFolder(t), 'w'))
  append(sound(path.join(outer, 'inner')), '[include]\n\tpath = /nowhere\n')
  const trees = [{ title: '', root: uriOf(outer), uri: uriOf(outer, 'inner', FILE) }]
  assert.deepEqual(await reported(trees), [{ title: '', seen: [{ document: plain.document('', `inner/${FILE}`) }] }])
})

test('a repository unrelated to the open folders does not count', async (t) => {
  const folder = temporaryFolder(t)
  const [opened, other] = ['opened', 'other'].map((name) => sound(path.join(folder, name)))
  const uri = uriOf(other, FILE)
  fs.symlinkSync(other, path.join(opened, 'link'))
  const trees = [
    { title: 'beside', root: uriOf(opened), uri },
    { title: 'over a link', root: uriOf(opened), uri: uriOf(opened, 'link', FILE) },
  ]
  assert.deepEqual(await reported(trees), [
    { title: 'beside', seen: [{}] },
    { title: 'over a link', seen: [{ document: plain.document('', `link/${FILE}`) }] },
  ])
})

test('the configuration of the user and of the system is not read', async (t) => {
  const folder = temporaryFolder(t)
  const home = path.join(folder, 'home')
  write(path.join(home, '.gitconfig'), '[url "https://other.example/"]\n\tinsteadOf = https://github.com/\n')
  fs.cpSync(path.join(home, '.gitconfig'), path.join(home, '.config', 'git', 'config'))
  const variables = { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: path.join(home, '.config') }
  const before = Object.keys(variables).map((name) => [name, process.env[name]])
  Object.assign(process.env, variables)
  t.after(() => {
    for (const [name, value] of before) value === undefined ? delete process.env[name] : (process.env[name] = value)
  })
  const opened = sound(path.join(folder, 'w'))
  const expected = { git_remote: plain.remote(CANONICAL), document: plain.document(CANONICAL, FILE) }
  const trees = [{ title: '', root: uriOf(opened), uri: uriOf(opened, FILE) }]
  assert.deepEqual(await reported(trees), [{ title: '', seen: [expected] }])
})
