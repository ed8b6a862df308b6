// `candor init` and `npm create candor-extension`: the extension that they create in an empty folder can be installed,
// tested and packaged.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'

import { run } from '../support/child.mjs'
import { root } from '../support/client.mjs'
import { BINARY, installCandor } from '../support/installed.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const CLI = path.join(root, 'js/cli/main.js')
const { version } = require('../../package.json')
const TARGET = /^candor\.(.+)\.node$/.exec(path.basename(BINARY))[1]

const init = (cwd, ...args) => run(process.execPath, [CLI, 'init', ...args], { cwd })
const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8')

function filesOf(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path: older, name }) => path.relative(folder, path.join(parentPath ?? older, name)))
}

test('an extension is named after its folder, everywhere', async (t) => {
  for (const [folder, name, title, section] of [
    ['acme-docker', 'acme-docker', 'Acme Docker', 'acmeDocker'],
    ['Acme Docker Tools!', 'acme-docker-tools', 'Acme Docker Tools', 'acmeDockerTools'],
    ['3d', '3d', '3d', 'extension3d'],
    ['…', 'my-extension', 'My Extension', 'myExtension'],
  ]) {
    const parent = temporaryFolder(t)
    const { code, stdout, stderr } = await init(parent, folder)
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, new RegExp(`^Created the extension ${name}\\.`))
    const made = path.join(parent, folder)
    const manifest = JSON.parse(read(made, 'package.json'))
    assert.deepEqual([manifest.name, manifest.displayName], [name, title])
    const settings = Object.keys(manifest.contributes.configuration.properties)
    assert.deepEqual(
      settings,
      ['telemetry', 'rules', 'compose.validate'].map((name) => `${section}.${name}`),
    )
    assert.equal(manifest.devDependencies.candor, `^${version}`)
    assert.ok(read(made, 'src/service.ts').includes(`SECTION = '${section}'`))
    for (const file of ['.gitignore', '.vscodeignore', '.github/workflows/ci.yml']) assert.ok(read(made, file), file)
    for (const file of filesOf(made)) assert.doesNotMatch(read(made, file), /__[A-Z]+__/, file)
  }
})

test('the printed cd can be pasted into a shell', { skip: process.platform === 'win32' }, async (t) => {
  for (const [folder, printed] of [
    ['acme', 'acme'],
    ['my ext', "'my ext'"],
    ["it's $HOME", "'it'\\''s $HOME'"],
    ['-x', './-x'],
    ['~', "'~'"],
  ]) {
    const parent = temporaryFolder(t)
    const { stdout } = await init(parent, '--', folder)
    const command = /^ {2}(cd .+)$/m.exec(stdout)[1]
    assert.equal(command, `cd ${printed}`)
    const shell = await run('/bin/sh', ['-c', `${command} && ls package.json`], { cwd: parent })
    assert.deepEqual([shell.code, shell.stdout], [0, 'package.json\n'], folder)
  }
})

test('telemetry is off by default, and the event types are those of the declaration', async (t) => {
  const folder = temporaryFolder(t)
  await init(folder, 'acme')
  const made = path.join(folder, 'acme')
  const { properties } = JSON.parse(read(made, 'package.json')).contributes.configuration
  assert.deepEqual([properties['acme.telemetry'].default, properties['acme.telemetry'].scope], ['off', 'application'])
  const { stdout } = await run(process.execPath, [CLI, 'types', 'candor.events.json'], { cwd: made })
  assert.equal(stdout, read(made, 'src/candor-events.d.ts'))
})

test('a folder that is not empty is left unchanged', async (t) => {
  const folder = temporaryFolder(t)
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine')
  const { code, stderr } = await init(folder)
  assert.equal(code, 1)
  assert.match(stderr, /^candor: '\.' is not empty: it contains 'notes\.txt'\nhint: name a new directory/)
  assert.deepEqual(fs.readdirSync(folder), ['notes.txt'])
  const file = await init(folder, 'notes.txt')
  assert.equal(file.code, 1)
  assert.match(file.stderr, /^candor: cannot read 'notes\.txt'/)
})

test('a folder with a repository and a license counts as empty', async (t) => {
  const folder = path.join(temporaryFolder(t), 'acme')
  fs.mkdirSync(path.join(folder, '.git'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'LICENSE'), 'mine')
  assert.equal((await init(folder)).code, 0)
  assert.equal(read(folder, 'LICENSE'), 'mine')
})

test('wrong usage is rejected', async (t) => {
  const folder = temporaryFolder(t)
  for (const [args, message] of [
    [['a', 'b'], /unexpected argument 'b': only one DIRECTORY is allowed/],
    [['--template'], /unknown argument '--template'/],
  ]) {
    const { code, stderr } = await init(folder, ...args)
    assert.equal(code, 2)
    assert.match(stderr, message)
  }
  assert.deepEqual(fs.readdirSync(folder), [])
})

/** Packs the package as it is published, and the package of this platform, into npm tarballs. */
async function pack(t) {
  const staging = temporaryFolder(t)
  const candor = path.join(staging, 'candor')
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])
  for (const { path: file } of JSON.parse(stdout)[0].files) fs.cpSync(path.join(root, file), path.join(candor, file))
  const platform = path.join(staging, TARGET)
  fs.cpSync(path.join(root, 'npm', TARGET), platform, { recursive: true })
  fs.copyFileSync(BINARY, path.join(platform, path.basename(BINARY)))
  const sha256 = createHash('sha256').update(fs.readFileSync(BINARY)).digest('hex')
  fs.writeFileSync(path.join(candor, 'js/internal/native/checksums.json'), JSON.stringify({ [TARGET]: sha256 }))
  const archives = []
  for (const folder of [candor, platform]) {
    const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', staging], {
      cwd: folder,
    })
    archives.push(path.join(staging, JSON.parse(stdout)[0].filename))
  }
  return archives
}

test('a new extension is installed, tested and packaged', { timeout: 900_000 }, async (t) => {
  const [candor, platform] = await pack(t)
  const folder = path.join(temporaryFolder(t), 'acme-docker')
  fs.mkdirSync(folder)
  // npm can run a package's program without installing the package, as `npm create` does.
  const made = await run('npm', ['exec', '--yes', '--package', candor, '--', 'candor', 'init'], { cwd: folder })
  assert.equal(made.code, 0, made.stderr)
  const manifest = JSON.parse(read(folder, 'package.json'))
  Object.assign(manifest.devDependencies, { candor: `file:${candor}`, [`candor-${TARGET}`]: `file:${platform}` })
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  for (const args of [['install', '--prefer-offline', '--no-audit', '--no-fund'], ['test'], ['run', 'package']]) {
    const { code, stdout, stderr } = await run('npm', args, { cwd: folder })
    assert.equal(code, 0, `npm ${args.join(' ')}:\n${stdout}${stderr}`)
  }
  const [vsix] = fs.readdirSync(folder).filter((name) => name.endsWith('.vsix'))
  assert.match(vsix, /^acme-docker-(linux|alpine|darwin|win32)-(x64|arm64)-0\.0\.1\.vsix$/)
  const listed = await run(process.execPath, [require.resolve('@vscode/vsce/vsce'), 'ls', '--no-dependencies'], { cwd: folder }) // prettier-ignore
  assert.deepEqual(listed.stdout.trim().split(/\r?\n/).sort(), [
    'README.md',
    'candor.events.json',
    'dist/candor.node',
    'dist/extension.js',
    'package.json',
    'telemetry.json',
  ])
  const described = JSON.parse(read(folder, 'telemetry.json')).events
  assert.ok(described['your-publisher.acme-docker/commandUsed'] && described['your-publisher.acme-docker/initialize'])
})

test('`npm create candor-extension` is `candor init`', async (t) => {
  const folder = temporaryFolder(t)
  const modules = path.join(folder, 'node_modules')
  installCandor(modules)
  fs.cpSync(path.join(root, 'template'), path.join(modules, 'candor/template'), { recursive: true })
  const wrapper = path.join(modules, 'create-candor-extension')
  fs.cpSync(path.join(root, 'npm/create-candor-extension'), wrapper, { recursive: true })
  const manifest = JSON.parse(read(wrapper, 'package.json'))
  assert.deepEqual([manifest.version, manifest.dependencies], [version, { candor: version }])
  const file = path.join(wrapper, manifest.bin['create-candor-extension'])
  const { code, stderr } = await run(process.execPath, [file, 'acme'], { cwd: folder })
  assert.deepEqual([code, stderr], [0, ''])
  assert.equal(JSON.parse(read(folder, 'acme/package.json')).name, 'acme')
  assert.match((await run(process.execPath, [file, 'a', 'b'], { cwd: folder })).stderr, /unexpected argument 'b'/)
})
