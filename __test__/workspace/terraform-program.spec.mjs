// The program that prints Terraform's version: which program may run, in which directory, and with which environment.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { setImmediate } from 'node:timers/promises'

import { inChild } from '../support/child.mjs'
import { editorOf, start } from '../support/program.mjs'
import { git, repository, temporaryFolder, uriOf, warnings, withEnvironment } from '../support/telemetry.mjs'
import { core, fakeTerraform, isRunning, posix, reports, runs, workspace } from '../support/terraform.mjs'

const ANSWER = `echo '{"terraform_version": "1.5.7"}'`
const HANGS = 'exec sleep 1000'

/** Reports a module, and returns its Terraform version and the session's warnings. */
async function version(t, { root, program, document = 'main.tf', PATH = process.env.PATH }) {
  const client = await withEnvironment({ PATH }, async () => {
    const client = await runs(t, { root, program: { program } })
    client.open(uriOf(root, document), core('>= 1.0'), 'terraform')
    await client.server.idle()
    return client
  }).finally(() => (process.env.PATH = PATH_OF_TESTS))
  const [{ tfVersion }] = await reports(client)
  const told = warnings(client)
  await client.stop()
  return { tfVersion, told }
}

const { PATH: PATH_OF_TESTS, TMPDIR: TMPDIR_OF_TESTS } = process.env

/** Sets the directory for temporary files until the test ends. */
function temporaryFiles(t, folder) {
  t.after(() => (TMPDIR_OF_TESTS === undefined ? delete process.env.TMPDIR : (process.env.TMPDIR = TMPDIR_OF_TESTS)))
  process.env.TMPDIR = folder
}

function copy(program, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.copyFileSync(program.program, file)
  return file
}

test('the program runs in an empty directory of its own, which is gone when it has ended', posix, async (t) => {
  const temporary = temporaryFolder(t)
  const seen = path.join(temporaryFolder(t), 'seen')
  const program = fakeTerraform(t, `{ pwd -P; ls -A | wc -l; ls -ld . | cut -c1-10; touch x; } > '${seen}'\n${ANSWER}`)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0'), '.terraform-version': '0.1.0' })
  temporaryFiles(t, temporary)
  assert.deepEqual(await version(t, { root, program: program.program }), { tfVersion: '1.5.7', told: [] })
  const [directory, entries, mode] = fs.readFileSync(seen, 'utf8').split('\n')
  assert.match(directory, new RegExp(`^${fs.realpathSync(temporary)}/candor-terraform-[0-9a-f]{32}$`))
  assert.deepEqual([entries.trim(), mode], ['0', 'drwx------'])
  assert.ok(!fs.existsSync(directory))
  await version(t, { root, program: program.program })
  assert.notEqual(fs.readFileSync(seen, 'utf8').split('\n')[0], directory, 'nobody can guess the next one')
  assert.deepEqual(fs.readdirSync(temporary), [], 'it leaves nothing behind')
})

test('the directory is gone as soon as the program is ended', posix, async (t) => {
  for (const [title, end] of [
    ['stop', (client) => client.server.stop()],
    ['off', (client) => client.server.setTelemetryLevel('off')],
    ['the limit', (client) => client.pass(30_000)],
  ]) {
    const program = fakeTerraform(t, HANGS)
    const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
    const client = await runs(t, { root, program })
    client.open(uriOf(root, 'main.tf'), core('>= 1.0'), 'terraform')
    await client.until(() => program.runs().length === 1)
    const [, directory] = program.runs()[0].split(' ')
    assert.ok(fs.existsSync(directory))
    const ended = end(client)
    if (title === 'stop') {
      await ended
      assert.ok(!fs.existsSync(directory), 'stop() leaves nothing behind')
    }
    await client.until(() => !fs.existsSync(directory) && !program.isRunning())
  }
})

test('a process that ends without stopping its servers leaves no program and no directory behind', posix, async (t) => {
  for (const end of ['process.exit', 'an exception', 'the last task']) {
    const program = fakeTerraform(t, HANGS)
    const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
    const temporary = temporaryFolder(t)
    const document = { uri: uriOf(root, 'main.tf'), languageId: 'terraform', version: 1, text: core('>= 1.0') }
    const data = { program: program.program, log: path.join(program.folder, 'log'), document, end }
    const work = ({ LanguageServer, testingBinary, initialize, initialized, message, program, log, document, end }) => {
      const { existsSync, readFileSync } = require('node:fs')
      const options = { telemetry: { level: 'all' }, runTerraform: true, terraform: { path: program } }
      const server = LanguageServer.start({ ...options, binary: testingBinary })
      for (const text of [initialize, initialized, message('textDocument/didOpen', { textDocument: document })])
        server.send(text)
      const timer = setInterval(() => {
        if (!existsSync(log) || !readFileSync(log, 'utf8').endsWith('\n')) return
        clearInterval(timer)
        if (end === 'process.exit') process.exit(0)
        if (end === 'an exception') throw new Error('thrown on purpose')
      }, 10)
    }
    await inChild(work, { data, env: { TMPDIR: temporary } })
    assert.equal(program.runs().length, 1, end)
    assert.deepEqual(fs.readdirSync(temporary), [], end)
    while (program.isRunning()) await setImmediate()
  }
})

test('a signal that ends the command line ends the program too', posix, async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    const program = fakeTerraform(t, HANGS)
    const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
    const temporary = temporaryFolder(t)
    const child = start(t, ['serve'], { env: { TMPDIR: temporary } })
    const editor = editorOf(child)
    const options = { telemetry: 'all', terraform: { path: program.program } }
    const capabilities = { experimental: { telemetryVersion: 1 } }
    await editor.request('initialize', {
      processId: null,
      rootUri: uriOf(root),
      capabilities,
      initializationOptions: options,
    })
    editor.notify('initialized', {})
    const document = { uri: uriOf(root, 'main.tf'), languageId: 'terraform', version: 1, text: core('>= 1.0') }
    editor.notify('textDocument/didOpen', { textDocument: document })
    while (program.runs().length === 0) await setImmediate()
    child.kill(signal)
    const [, by] = await once(child, 'close')
    assert.equal(by, signal)
    assert.deepEqual(fs.readdirSync(temporary), [], signal)
    while (program.isRunning()) await setImmediate()
  }
})

test('a program that prints too much ends with all that it has started', posix, async (t) => {
  const started = path.join(temporaryFolder(t), 'started')
  const script = `sleep 1000 &\necho $! > '${started}'\nyes | head -c 200000\nsleep 1000`
  const program = fakeTerraform(t, script)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
  const { tfVersion } = await version(t, { root, program: program.program })
  assert.notEqual(tfVersion, '1.5.7')
  while (isRunning(Number(fs.readFileSync(started, 'utf8')))) await setImmediate()
})

/** Backdates a directory: a process could still be about to lock a younger one. */
const age = (directory) => fs.utimesSync(directory, 1, 1)

test('a directory that a killed process left behind is removed when the program is next run', posix, async (t) => {
  const hanging = fakeTerraform(t, HANGS)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
  const temporary = temporaryFolder(t)
  const document = { uri: uriOf(root, 'main.tf'), languageId: 'terraform', version: 1, text: core('>= 1.0') }
  const serve = async (program) => {
    const child = start(t, ['serve'], { env: { TMPDIR: temporary } })
    const editor = editorOf(child)
    const initializationOptions = { telemetry: 'all', terraform: { path: program.program } }
    const capabilities = { experimental: { telemetryVersion: 1 } }
    await editor.request('initialize', { processId: null, rootUri: uriOf(root), capabilities, initializationOptions })
    editor.notify('initialized', {})
    editor.notify('textDocument/didOpen', { textDocument: document })
    while (program.runs().length === 0) await setImmediate()
    return child
  }
  const killed = await serve(hanging)
  const [left, ...others] = fs.readdirSync(temporary)
  assert.deepEqual(others, [])
  killed.kill('SIGKILL')
  await once(killed, 'close')
  assert.deepEqual(fs.readdirSync(temporary), [left])
  process.kill(Number(hanging.runs()[0].split(' ')[0]), 'SIGKILL')
  const directory = path.join(temporary, left)

  // The server keeps any directory that is not provably its own and abandoned.
  const like = (name) => path.join(temporary, `candor-terraform-${name}`)
  const stranger = like('not-a-name')
  const readable = like('0'.repeat(32))
  const young = like('1'.repeat(32))
  const file = like('2'.repeat(32))
  const link = like('3'.repeat(32))
  const linked = temporaryFolder(t)
  for (const made of [stranger, readable, young]) fs.mkdirSync(made, { mode: made === readable ? 0o755 : 0o700 })
  fs.writeFileSync(path.join(linked, 'kept'), '')
  fs.writeFileSync(file, '')
  fs.symlinkSync(linked, link)
  fs.writeFileSync(path.join(directory, 'log'), '')
  const running = fakeTerraform(t, HANGS)
  const live = await serve(running)
  const [used] = fs.readdirSync(temporary).filter((name) => running.runs()[0].includes(name))
  for (const old of [directory, stranger, readable, file, linked, path.join(temporary, used)]) age(old)

  const { program } = fakeTerraform(t, ANSWER)
  temporaryFiles(t, temporary)
  assert.equal((await version(t, { root, program })).tfVersion, '1.5.7')
  const kept = [stranger, readable, young, file, link, path.join(temporary, used)].map((name) => path.basename(name))
  assert.deepEqual(fs.readdirSync(temporary).sort(), kept.sort())
  assert.deepEqual(fs.readdirSync(linked), ['kept'])
  live.kill('SIGTERM')
  await once(live, 'close')
})

test('the program sees the variables that it needs, and no others', posix, async (t) => {
  const seen = path.join(temporaryFolder(t), 'seen')
  const program = fakeTerraform(t, `env > '${seen}'\n${ANSWER}`)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0'), 'bin/x': '', 'settings.tfrc': '' })
  const elsewhere = temporaryFolder(t)
  fs.symlinkSync(path.join(root, 'bin'), path.join(elsewhere, 'link'))
  fs.symlinkSync(path.join(root, 'none'), path.join(elsewhere, 'dangling'))
  fs.symlinkSync('circle', path.join(elsewhere, 'circle'))
  const settings = path.join(elsewhere, 'settings.tfrc')
  fs.writeFileSync(settings, '')
  const hostile = {
    TF_CLI_ARGS: '-chdir=/',
    TF_CLI_ARGS_version: '-x',
    TF_LOG: 'trace',
    TF_LOG_PATH: path.join(elsewhere, 'log'),
    TF_DATA_DIR: '/x',
    TF_PLUGIN_CACHE_DIR: '/x',
    TF_REATTACH_PROVIDERS: '{}',
    TF_TOKEN_app_terraform_io: 'secret',
    TF_VAR_secret: 'secret',
    AWS_SECRET_ACCESS_KEY: 'secret',
    HTTPS_PROXY: 'http://proxy.example',
    LD_PRELOAD_X: '/x.so',
    ENV: '/x',
    BASH_ENV: '/x',
    GIT_DIR: '/x',
    NODE_OPTIONS: '',
    TFENV_AUTO_INSTALL: 'true',
    MISE_OFFLINE: '0',
    CHECKPOINT_DISABLE: '',
  }
  const sees = async (variables) => {
    const inside = [
      path.join(root, 'bin'),
      path.join(root, 'none'),
      ...['link', 'dangling', 'circle'].map((name) => path.join(elsewhere, name)),
    ]
    const PATH = ['bin', ...inside, '', '.', PATH_OF_TESTS, '/nowhere'].join(':')
    await withEnvironment({ ...hostile, ...variables }, () => version(t, { root, program: program.program, PATH }))
    const lines = fs.readFileSync(seen, 'utf8').trim().split('\n')
    const all = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    // Drop the variables that the shell sets.
    const { PWD, OLDPWD, SHLVL, _, ...given } = all
    return { directory: PWD, given }
  }
  const { directory, given } = await sees({ TF_CLI_CONFIG_FILE: settings })
  const kept = [...PATH_OF_TESTS.split(':').filter((entry) => path.isAbsolute(entry)), '/nowhere']
  assert.deepEqual(given, {
    HOME: process.env.HOME,
    PATH: kept.join(':'),
    TF_CLI_CONFIG_FILE: settings,
    TMPDIR: directory,
    AQUA_DISABLE_LAZY_INSTALL: 'true',
    CHECKPOINT_DISABLE: '1',
    MISE_AUTO_INSTALL: 'false',
    MISE_EXEC_AUTO_INSTALL: 'false',
    MISE_NOT_FOUND_AUTO_INSTALL: 'false',
    MISE_OFFLINE: '1',
    PROTO_AUTO_INSTALL: 'false',
    PROTO_OFFLINE: 'true',
    TENV_AUTO_INSTALL: 'false',
    TENV_SKIP_LAST_USE: 'true',
    TFENV_AUTO_INSTALL: 'false',
    TOFUENV_AUTO_INSTALL: 'false',
  })
  fs.symlinkSync(path.join(root, 'settings.tfrc'), path.join(elsewhere, 'link.tfrc'))
  for (const TF_CLI_CONFIG_FILE of [
    'settings.tfrc',
    './x',
    path.join(root, 'settings.tfrc'),
    path.join(elsewhere, 'link.tfrc'),
  ])
    assert.equal((await sees({ TF_CLI_CONFIG_FILE })).given.TF_CLI_CONFIG_FILE, undefined, TF_CLI_CONFIG_FILE)
  assert.equal((await sees({ TF_CLI_CONFIG_FILE: '/nowhere/x' })).given.TF_CLI_CONFIG_FILE, '/nowhere/x')
  const home = process.env.HOME
  t.after(() => (process.env.HOME = home))
  for (const HOME of [root, path.join(root, 'bin'), path.join(elsewhere, 'link')])
    assert.equal((await sees({ HOME })).given.HOME, undefined, HOME)
})

test('only an executable file called terraform or tofu is run', posix, async (t) => {
  const good = fakeTerraform(t, ANSWER)
  const tofu = fakeTerraform(t, ANSWER, 'tofu')
  // If a shell searched the module's folder for `version`, it would run this file.
  const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
  const stolen = path.join(temporaryFolder(t), 'stolen')
  fs.writeFileSync(path.join(root, 'version'), `touch '${stolen}'\n`, { mode: 0o755 })
  const folder = temporaryFolder(t)
  const at = (name) => path.join(folder, name)
  const named = (name) => copy(good, at(name))
  const linked = (name, target) => (
    fs.mkdirSync(path.dirname(at(name)), { recursive: true }),
    fs.symlinkSync(target, at(name)),
    at(name)
  )
  fs.mkdirSync(at('directory/terraform'), { recursive: true })
  fs.mkdirSync(at('pipe'))
  execFileSync('mkfifo', [at('pipe/terraform')])
  fs.chmodSync(named('plain/terraform'), 0o644)
  for (const [program, isRun] of [
    [good.program, true],
    [tofu.program, true],
    [linked('link/terraform', good.program), true],
    [linked('chain/terraform', at('link/terraform')), true],
    [linked('manager/terraform', named('versions/terraform_1.5.7')), true],
    [linked('alternative/tofu', named('versions/tofu-1.6')), true],
    [`${good.folder}/../${path.basename(good.folder)}/./terraform`, true],
    ['/bin/sh', false],
    [process.execPath, false],
    ['/usr/bin/env', false],
    [linked('shell/terraform', '/bin/sh'), false],
    [linked('node/tofu', process.execPath), false],
    [linked('other/tf', good.program), false],
    [named('terraform.sh'), false],
    [named('terraform.exe'), false],
    [named('Terraform'), false],
    [named('terraform_1.5.7'), false],
    [named('terraform-ls'), false],
    [linked('ls/terraform', at('terraform-ls')), false],
    [named(' terraform'), false],
    [at('plain/terraform'), false],
    [at('directory/terraform'), false],
    [at('pipe/terraform'), false],
    [linked('device/terraform', '/dev/null'), false],
    [linked('circle/terraform', 'terraform'), false],
    [at('none/terraform'), false],
    ['/', false],
  ]) {
    const { tfVersion, told } = await version(t, { root, program })
    assert.equal(tfVersion, isRun ? '1.5.7' : undefined, program)
    const message =
      'candor: will not run the program at `terraform.path`: it must be an executable file named `terraform` or `tofu`'
    assert.deepEqual(told, isRun ? [] : [message], program)
  }
  assert.ok(!fs.existsSync(stolen))
})

test('no program of the workspace is run in any way', posix, async (t) => {
  const good = fakeTerraform(t, ANSWER)
  const top = temporaryFolder(t)
  const at = (...parts) => path.join(top, ...parts)
  const evil = path.join(temporaryFolder(t), 'evil')
  const file = path.join(temporaryFolder(t), 'terraform')
  fs.writeFileSync(file, `#!/bin/sh\ntouch '${evil}'\n${ANSWER}\n`, { mode: 0o755 })
  const put = (...parts) => (
    fs.mkdirSync(path.dirname(at(...parts)), { recursive: true }),
    fs.copyFileSync(file, at(...parts)),
    at(...parts)
  )
  const link = (name, target) => (
    fs.mkdirSync(path.dirname(at(name)), { recursive: true }),
    fs.symlinkSync(target, at(name)),
    at(name)
  )
  const hard = (name, target) => (
    fs.mkdirSync(path.dirname(at(name)), { recursive: true }),
    fs.linkSync(target, at(name)),
    at(name)
  )
  const outside = (name) => copy(good, at(name))

  repository(at('repository'))
  fs.mkdirSync(at('repository/open'))
  repository(at('super'))
  // An invalid repository still counts as a repository.
  fs.mkdirSync(at('super/lib/.git'), { recursive: true })
  fs.mkdirSync(at('super/lib/open'))
  git(top, 'init', '-q', 'main')
  git(at('main'), 'commit', '-q', '--allow-empty', '-m', 'x')
  git(at('main'), 'worktree', 'add', '-q', '--detach', at('worktree'))
  fs.mkdirSync(at('alone'))
  link('named', 'alone')
  for (const [title, root, program] of [
    ['in the folder', 'repository/open', put('repository/open/bin/terraform')],
    ['in its repository', 'repository/open', put('repository/bin/terraform')],
    ['in the data of its repository', 'repository/open', put('repository/.git/hooks/terraform')],
    ['in the repository around its repository', 'super/lib/open', put('super/bin/terraform')],
    ['in the repository of its worktree', 'worktree', put('main/bin/terraform')],
    ['by another way', 'repository/open', `${at('other')}/../repository/open/bin/terraform`],
    ['in a folder that is a link', 'named', put('alone/terraform')],
    ['in a folder that is a link, by its name', 'named', at('named/terraform')],
    ['in what a folder that is no link is called elsewhere', 'alone', at('named/terraform')],
    ['by a link', 'repository/open', link('links/terraform', at('repository/open/bin/terraform'))],
    ['by a relative link', 'repository/open', link('relative/terraform', '../repository/open/bin/terraform')],
    ['by a chain', 'repository/open', link('chain/terraform', at('links/terraform'))],
    ['by a folder', 'repository/open', `${link('folder', at('repository/open/bin'))}/terraform`],
    ['by a folder above', 'repository/open', `${link('above', at('repository'))}/open/bin/terraform`],
    ['by a link back', 'alone', (link('alone/out', outside('out/terraform')), link('back/terraform', at('alone/out')))],
    ['by a folder back', 'alone', (link('alone/dir', at('out')), `${link('backs', at('alone/dir'))}/terraform`)],
    ['by a link inside', 'alone', link('alone/inside/terraform', good.program)],
    ['by a hard link', 'repository/open', hard('hard/terraform', at('repository/open/bin/terraform'))],
    ['by a hard link of its repository', 'repository/open', hard('hard2/terraform', at('repository/bin/terraform'))],
    ['by a hard link of another name', 'alone', hard('hard3/terraform', put('alone/deep/deeper/.hidden/x'))],
    ['by a link to a hard link', 'alone', link('hard4/terraform', at('hard3/terraform'))],
  ]) {
    fs.writeFileSync(at(root, 'main.tf'), '')
    const { tfVersion, told } = await version(t, { root: at(root), program })
    assert.equal(tfVersion, undefined, title)
    assert.deepEqual(told, [
      'candor: will not run the program at `terraform.path`: it must be outside the open folders and their repositories, and no link on its path may point into them',
    ])
    // The search of PATH skips it too.
    const PATH = `${path.dirname(program)}:${good.folder}`
    assert.deepEqual(await version(t, { root: at(root), PATH }), { tfVersion: '1.5.7', told: [] }, title)
  }
  assert.ok(!fs.existsSync(evil))
  // Programs that only resemble those above.
  for (const [title, program] of [
    ['a folder whose name begins alike', outside('alone-too/terraform')],
    ['a hard link outside', hard('elsewhere/terraform', at('out/terraform'))],
    ['another repository', copy(good, path.join(repository(at('third')), 'terraform'))],
  ]) {
    assert.deepEqual(await version(t, { root: at('alone'), program }), { tfVersion: '1.5.7', told: [] }, title)
  }
})

test(
  'where no folder is open, no program of the folder of the document and its repository is run',
  posix,
  async (t) => {
    const top = repository(path.join(temporaryFolder(t), 'w'))
    const program = fakeTerraform(t, ANSWER)
    const inside = copy(program, path.join(top, 'bin/terraform'))
    fs.mkdirSync(path.join(top, 'app'))
    const client = await runs(t, { program: { program: inside } })
    client.open(uriOf(top, 'app/main.tf'), core('>= 1.0'), 'terraform')
    const [{ tfVersion }] = await reports(client)
    assert.equal(tfVersion, undefined)
    assert.deepEqual(program.runs(), [])
  },
)

test('a program with several links is not run where the folders are too large to look for them', posix, async (t) => {
  const program = fakeTerraform(t, ANSWER)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0') })
  fs.mkdirSync(path.join(root, 'many'))
  const fill = (from, to) =>
    execFileSync('sh', ['-c', `seq ${from} ${to} | xargs touch`], { cwd: path.join(root, 'many') })
  fs.linkSync(program.program, path.join(program.folder, 'second'))
  // Together with the existing entries, exactly as many as the server inspects.
  fill(1, 99_998)
  assert.deepEqual(await version(t, { root, program: program.program }), { tfVersion: '1.5.7', told: [] })
  fill(99_999, 99_999)
  const { tfVersion, told } = await version(t, { root, program: program.program })
  assert.equal(tfVersion, undefined)
  assert.match(
    told[0],
    /will not run the program at `terraform\.path`: it has several hard links, and the open folders are too large/,
  )
  fs.rmSync(path.join(program.folder, 'second'))
  assert.deepEqual(await version(t, { root, program: program.program }), { tfVersion: '1.5.7', told: [] })
})

test('a program is not run where there is no place for its directory', posix, async (t) => {
  const program = fakeTerraform(t, ANSWER)
  const { root } = workspace(t, { 'main.tf': core('>= 1.0'), 'tmp/x': '' })
  for (const folder of [path.join(root, 'tmp'), path.join(root, 'none'), root]) {
    temporaryFiles(t, folder)
    assert.equal((await version(t, { root, program: program.program })).tfVersion, undefined, folder)
  }
  assert.deepEqual(program.runs(), [])
})
