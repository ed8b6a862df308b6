// The example extension as vsce packages it for a target: it contains exactly the addon of that target.

import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import test from 'node:test'
import { inflateRawSync } from 'node:zlib'

import { run } from '../support/child.mjs'
import { root } from '../support/client.mjs'
import { binary, PACKAGES } from '../support/stub/binaries.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const VSCE = path.join(root, 'node_modules/@vscode/vsce/vsce')
const { version } = require('../../package.json')

/** Installs the example and its packages as npm would from the registry, including the package of the platform. */
async function install(t, platform) {
  const folder = path.join(temporaryFolder(t), 'example')
  const modules = path.join(folder, 'node_modules')
  cpSync(path.join(root, 'examples/vscode'), folder, {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  })
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  manifest.dependencies.candor = version
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))

  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])
  for (const file of JSON.parse(stdout)[0].files)
    cpSync(path.join(root, file.path), path.join(modules, 'candor', file.path))
  const published = JSON.parse(readFileSync(path.join(modules, 'candor/package.json'), 'utf8'))
  published.optionalDependencies = Object.fromEntries(Object.values(PACKAGES).map((name) => [name, version]))
  writeFileSync(path.join(modules, 'candor/package.json'), JSON.stringify(published))
  installWithDependencies('vscode-languageclient', path.join(root, 'node_modules'), modules)
  addPackage(modules, platform)
  return folder
}

/** Copies a package and its dependencies, which it finds as Node would. */
function installWithDependencies(name, from, to) {
  let place = from
  while (!existsSync(path.join(place, name))) place = path.join(place, '../..')
  const target = path.join(to, path.relative(path.join(root, 'node_modules'), path.join(place, name)))
  if (existsSync(target)) return
  const inner = path.join(place, name, 'node_modules')
  cpSync(path.join(place, name), target, { recursive: true, filter: (file) => file !== inner })
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) installWithDependencies(dependency, inner, to)
}

/** Installs the package of a platform. npm installs packages of other platforms only with `--force`. */
function addPackage(modules, target) {
  const name = PACKAGES[target]
  const file = `candor.${name.replace('candor-', '')}.node`
  mkdirSync(path.join(modules, name), { recursive: true })
  writeFileSync(path.join(modules, name, 'package.json'), JSON.stringify({ name, version, main: file }))
  writeFileSync(path.join(modules, name, file), binary(target))
}

/** Returns the files in an archive by name. Supports only the features of the format that vsce uses. */
function unzip(archive) {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const files = {}
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset))
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const content = archive.subarray(start, start + size)
    files[archive.toString('utf8', at + 46, at + 46 + name)] = method === 8 ? inflateRawSync(content) : content
    at += 46 + name + extra + comment
  }
  return files
}

test('a package of the example holds one binary, that of its target', async (t) => {
  const folder = await install(t, 'linux-x64')
  for (const target of ['linux-x64', 'win32-arm64']) {
    addPackage(path.join(folder, 'node_modules'), target)
    const cli = path.join(folder, 'node_modules/candor/js/cli/main.js')
    const copy = [cli, 'copy-binary', '--unchecked', '--target', target, '--out', 'node_modules/candor/js']
    assert.equal((await run(process.execPath, copy, { cwd: folder })).stderr, '')
    const archive = path.join(folder, `${target}.vsix`)
    const options = ['--allow-missing-repository', '--skip-license', '--out', archive]
    const packed = await run(process.execPath, [VSCE, 'package', '--target', target, ...options], { cwd: folder })
    assert.equal(packed.code, 0, packed.stderr + packed.stdout)
    const files = unzip(readFileSync(archive))
    const binaries = Object.entries(files).filter(([name]) => name.endsWith('.node'))
    assert.deepEqual(binaries, [['extension/node_modules/candor/js/candor.node', binary(target)]])
    assert.ok('extension/extension.js' in files)
    assert.ok('extension/node_modules/vscode-languageclient/package.json' in files)
    assert.match(files['extension.vsixmanifest'].toString('utf8'), new RegExp(`TargetPlatform="${target}"`))
  }
})
