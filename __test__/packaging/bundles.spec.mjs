// Extensions as authors publish them: bundled into one file with the addon beside it, moved to an empty folder, and run
// there.

import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'
import { promisify } from 'node:util'

import * as esbuild from 'esbuild'
import webpack from 'webpack'

import { run } from '../support/child.mjs'
import { root, testingBinary } from '../support/client.mjs'
import { PACKAGES } from '../support/stub/binaries.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { vscode } = require('../support/vscode-stub.cjs')
const { version } = require('../../package.json')

/** The vsce target of this platform. */
const VSCE_TARGET = `${testingBinary.includes('musl') ? 'alpine' : process.platform}-${process.arch}`

/** The extension of the README. */
const README = /```js\n(const vscode = [^]*?)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))[1]
/** A definition of `require`, which CommonJS packages need inside an ES module. */
const BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const bundlers = {
  async 'esbuild, as CommonJS'(entry, dist) {
    await withEsbuild({ entryPoints: [entry], format: 'cjs', outfile: path.join(dist, 'extension.js') })
  },
  async 'esbuild, small and with vscode-languageclient 11,'(entry, dist) {
    await withEsbuild({ entryPoints: [entry], format: 'cjs', minify: true, outfile: path.join(dist, 'extension.js') })
  },
  async 'esbuild, as an ES module'(entry, dist) {
    const js = BANNER
    await withEsbuild({
      entryPoints: [entry],
      format: 'esm',
      banner: { js },
      outfile: path.join(dist, 'extension.mjs'),
    })
  },
  async webpack(entry, dist) {
    const stats = await promisify(webpack)({
      mode: 'production',
      optimization: { minimize: false },
      target: 'node',
      entry,
      externals: { vscode: 'commonjs vscode' },
      output: { path: dist, filename: 'extension.js', library: { type: 'commonjs2' } },
    })
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
    // vscode-languageclient itself also causes warnings.
    const ours = warnings.filter(({ moduleName }) => !moduleName?.includes('node_modules/'))
    assert.deepEqual([errors, ours], [[], []])
  },
}

async function withEsbuild(options) {
  const settings = { bundle: true, platform: 'node', external: ['vscode'], logLevel: 'silent' }
  const { warnings } = await esbuild.build({ ...settings, ...options })
  assert.deepEqual(warnings, [])
}

/** Creates an author's project with `files` and the packages that it needs. */
function project(t, files, client = 'vscode-languageclient') {
  const folder = temporaryFolder(t)
  mkdirSync(path.join(folder, 'node_modules'))
  for (const [name, target] of [
    ['candor', root],
    ['vscode-languageclient', path.join(root, 'node_modules', client)],
  ]) {
    symlinkSync(target, path.join(folder, 'node_modules', name), 'junction')
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

/** Installs an extension: a folder that contains only `dist`, a manifest, and a stub of the `vscode` module. */
function installed(t, dist) {
  const folder = path.join(temporaryFolder(t), 'my extension – ü 日本')
  cpSync(dist, path.join(folder, 'dist'), { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'acme', main: './dist/extension.js' }))
  // At this relative path, the package has its loader, but an extension may have any file.
  writeFileSync(path.join(folder, 'index.js'), "throw new Error('a file of the extension was run')")
  const module = path.join(folder, 'node_modules/vscode')
  mkdirSync(module, { recursive: true })
  const exported = { exports: { import: './index.mjs', default: './index.cjs' } }
  const stub = JSON.stringify(path.join(root, '__test__/support/vscode-stub.cjs'))
  writeFileSync(path.join(module, 'package.json'), JSON.stringify({ name: 'vscode', ...exported }))
  writeFileSync(path.join(module, 'index.cjs'), `module.exports = require(${stub}).vscode`)
  const names = Object.keys(vscode).join(', ')
  writeFileSync(path.join(module, 'index.mjs'), `import all from './index.cjs'\nexport const { ${names} } = all`)
  return folder
}

/** Copies the addon of this machine next to a bundle. Other tests cover `candor copy-binary`. */
function addBinary(dist) {
  cpSync(testingBinary, path.join(dist, 'candor.node'), { dereference: true })
}

/** Runs an installed extension as VS Code does: activates it, edits a document, deactivates it at once. */
async function use(folder) {
  const [file] = readdirSync(path.join(folder, 'dist')).filter((name) => name.startsWith('extension.'))
  const bundle = path.join(folder, 'dist', file)
  const program = path.join(folder, 'host.mjs')
  const stub = path.join(root, '__test__/support/vscode-stub.cjs')
  writeFileSync(program, `(${host})(${JSON.stringify({ bundle, folder, stub })})`)
  return run(process.execPath, [program], { cwd: folder })
}

async function host({ bundle, folder, stub }) {
  const { createRequire } = await import('node:module')
  const { join } = await import('node:path')
  const { pathToFileURL } = await import('node:url')
  const require = createRequire(join(folder, 'host.mjs'))
  const { counts, deactivate, user, vscode } = require(stub)
  user.set({ 'acme.telemetry': 'all' })
  const loaded = await import(pathToFileURL(bundle).href)
  const extension = loaded.default ?? loaded
  const context = { subscriptions: [], asAbsolutePath: (file) => join(folder, file) }
  await extension.activate(context)
  const action = {
    action: 'commandExecuted',
    action_id: 'server.textDocument.codeAction.diagnostics',
    diagnostic: null,
  }
  await vscode.commands.executeCommand('acme.dockerLspServer.telemetry.callback', 'server_user_action', action)
  const document = user.open('file:///work/Dockerfile', 'dockerfile', 'FROM scratch\n')
  user.type(document, '# syntax\n')
  await deactivate(extension, context)
  const binaries = process.report.getReport().sharedObjects.filter((file) => file.endsWith('.node'))
  console.log(JSON.stringify({ binaries, commands: counts().commands }))
}

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`an extension that is bundled with ${name} runs in the extension host`, async (t) => {
    const entry = name.includes('ES module') ? 'extension.mjs' : 'extension.js'
    const module = readFileSync(path.join(root, '__test__/support/fixtures/extension/extension.mjs'), 'utf8')
    const client = name.includes('small') ? 'vscode-languageclient-11' : 'vscode-languageclient'
    const folder = project(t, { 'extension.js': README, 'extension.mjs': module }, client)
    const dist = path.join(folder, 'dist')
    await bundle(path.join(folder, entry), dist)
    addBinary(dist)
    assert.equal(readdirSync(dist).length, 2)
    const text = readFileSync(path.join(dist, entry), 'utf8')
    assert.ok(!text.includes(root), 'the bundle names no folder of the machine that made it')
    const extension = installed(t, dist)
    const { code, stdout, stderr } = await use(extension)
    assert.deepEqual([code, stderr], [0, ''])
    for (const event of ['initialize', 'server_heartbeat'])
      assert.ok(stdout.includes(`acme.example/${event} {`), stdout)
    assert.match(stdout, /action: 'commandExecuted'/)
    assert.match(stdout, /action: 'fileModified'/)
    const { binaries, commands } = JSON.parse(stdout.trimEnd().split('\n').at(-1))
    assert.deepEqual({ binaries, commands }, { binaries: [path.join(extension, 'dist/candor.node')], commands: 0 })
  })
}

test('a bundle without its native addon reports what is missing, and runs no file of the extension', async (t) => {
  const folder = project(t, { 'extension.js': README })
  const dist = path.join(folder, 'dist')
  await bundlers['esbuild, as CommonJS'](path.join(folder, 'extension.js'), dist)
  const extension = installed(t, dist)
  const { code, stderr } = await use(extension)
  assert.equal(code, 1)
  assert.match(stderr, /code: 'BINARY_UNAVAILABLE'/)
  assert.match(stderr, /package: 'candor-/)
  const bundle = path.join(extension, 'dist/extension.js')
  // The folder of the extension contains spaces, so the command must quote it.
  const command = `npx candor copy-binary --target ${VSCE_TARGET} --out '${path.dirname(bundle)}'`
  assert.ok(
    stderr.includes(`there is no 'candor.node' next to the bundle '${bundle}'; put it there: ${command}`),
    stderr,
  )
  assert.doesNotMatch(stderr, /install/)
  assert.doesNotMatch(stderr, /a file of the extension was run/)
})

test('an outdated `candor.node` next to a bundle is rejected, with the command that replaces it', async (t) => {
  const folder = project(t, { 'extension.js': README })
  const dist = path.join(folder, 'dist')
  await bundlers['esbuild, as CommonJS'](path.join(folder, 'extension.js'), dist)
  const bytes = readFileSync(testingBinary)
  for (let at = bytes.indexOf(version); at !== -1; at = bytes.indexOf(version, at + 1)) bytes.write('0.0.9', at)
  writeFileSync(path.join(dist, 'candor.node'), bytes)
  const extension = installed(t, dist)
  const { code, stderr } = await use(extension)
  assert.equal(code, 1)
  const stale = path.join(extension, 'dist/candor.node')
  assert.ok(
    stderr.includes(`'${stale}' has version 0.0.9, but candor has version ${version}; write it again: npx`),
    stderr,
  )
})

test('an ES module that names no native addon has none, not even one in the working directory', async (t) => {
  const module = readFileSync(path.join(root, '__test__/support/fixtures/extension/extension.mjs'), 'utf8')
  const folder = project(t, { 'extension.mjs': module.replace('{ binary, ', '{ ') })
  const dist = path.join(folder, 'dist')
  await bundlers['esbuild, as an ES module'](path.join(folder, 'extension.mjs'), dist)
  addBinary(dist)
  const extension = installed(t, dist)
  for (const name of Object.values(PACKAGES)) {
    mkdirSync(path.join(extension, 'node_modules', name))
    writeFileSync(path.join(extension, 'node_modules', name, 'index.js'), "console.log('run')")
  }
  const { code, stdout, stderr } = await use(extension)
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /code: 'BINARY_UNAVAILABLE'/)
  assert.match(stderr, /a bundle that is an ES module cannot locate itself; put the addon next to the bundle/)
  assert.ok(stderr.includes(`npx candor copy-binary --target ${VSCE_TARGET} --out DIR`), stderr)
  assert.ok(stderr.includes("start({ binary: fileURLToPath(new URL('candor.node', import.meta.url)) })"), stderr)
  assert.doesNotMatch(stderr, /install/)
})

test('a bundle can name another path of its native addon', async (t) => {
  const named = README.replace(
    'start({',
    "start({ binary: require('node:path').join(__dirname, '../native/acme.node'),",
  )
  assert.notEqual(named, README)
  const folder = project(t, { 'extension.js': named })
  const dist = path.join(folder, 'dist')
  await bundlers['esbuild, as CommonJS'](path.join(folder, 'extension.js'), dist)
  const extension = installed(t, dist)
  addBinary(path.join(extension, 'native'))
  cpSync(path.join(extension, 'native/candor.node'), path.join(extension, 'native/acme.node'))
  rmSync(path.join(extension, 'native/candor.node'))
  const { code, stdout, stderr } = await use(extension)
  assert.deepEqual([code, stderr], [0, ''])
  assert.match(stdout, /acme\.node/)
})

test('the server out of process is bundled as an entry of its own', async (t) => {
  const folder = project(t, { 'server.js': "require('candor/stdio')" })
  const dist = path.join(folder, 'dist')
  await withEsbuild({
    entryPoints: [path.join(folder, 'server.js')],
    format: 'cjs',
    outfile: path.join(dist, 'server.js'),
  })
  addBinary(dist)
  const extension = installed(t, dist)
  const messages = [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { id: 2, method: 'shutdown' },
    { method: 'exit' },
  ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
  const input = messages.map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`).join('')
  writeFileSync(path.join(extension, 'client.js'), `(${speak})(${JSON.stringify(input)})`)
  const { code, stdout, stderr } = await run(process.execPath, [path.join(extension, 'client.js')], { cwd: extension })
  assert.deepEqual([code, stderr], [0, ''])
  assert.match(stdout, /"serverInfo":\{"name":"candor"/)
})

function speak(input) {
  const { spawnSync } = require('node:child_process')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server.js', '--stdio'], {
    input,
    encoding: 'utf8',
  })
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  process.exitCode = status
}
