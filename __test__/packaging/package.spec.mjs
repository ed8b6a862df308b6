// The package as npm and TypeScript see it: its entry points exist and have the right types, and it contains nothing else.

import assert from 'node:assert/strict'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'

import ts from 'typescript'

import { run } from '../support/child.mjs'
import { LanguageServer, root, start } from '../support/client.mjs'

const require = createRequire(import.meta.url)
const manifest = require('../../package.json')
const TSC = require.resolve('typescript/bin/tsc')

/** Every entry point that can be imported, by the specifier that hosts use. */
const entries = Object.entries(manifest.exports).map(([key, target]) => ({
  name: path.posix.join('candor', key),
  key: key.replace('./', ''),
  ...(typeof target === 'string' ? { default: target } : target),
}))
const typed = entries.filter(({ types }) => types)
/** Whether an entry point starts a server when it is loaded. */
const isServing = ({ name }) => name === 'candor/stdio'

function folder(t) {
  const made = mkdtempSync(path.join(os.tmpdir(), 'candor-package-'))
  t.after(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Creates a folder in which `candor` is installed. */
function consumer(t, type) {
  const here = folder(t)
  mkdirSync(path.join(here, 'node_modules'))
  symlinkSync(root, path.join(here, 'node_modules/candor'), 'junction')
  writeFileSync(path.join(here, 'package.json'), JSON.stringify({ private: true, type }))
  return here
}

async function packed() {
  const { code, stdout, stderr } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)[0].files.map((file) => file.path)
}

test('everything that package.json names exists', () => {
  const files = [
    manifest.main,
    manifest.types,
    ...Object.values(manifest.bin),
    ...manifest.files,
    ...entries.flatMap((entry) => [entry.default, entry.types ?? entry.default]),
    ...Object.values(manifest.typesVersions['*']).flat(),
  ]
  assert.deepEqual(
    files.filter((file) => !existsSync(path.join(root, file))),
    [],
  )
  assert.deepEqual([manifest.main, manifest.types], [entries[0].default, entries[0].types])
  for (const file of Object.values(manifest.bin)) {
    assert.match(readFileSync(path.join(root, file), 'utf8'), /^#!\/usr\/bin\/env node\n/)
  }
})

test('TypeScript without `exports` finds the same types', () => {
  const versions = manifest.typesVersions['*']
  const expected = typed.filter(({ key }) => key !== '.').map(({ key, types }) => [key, [types]])
  assert.deepEqual(Object.entries(versions), expected)
})

test('every entry is found by its name, and nothing else is', () => {
  for (const { name, default: file } of entries) assert.equal(require.resolve(name), path.join(root, file))
  for (const name of ['candor/js/native.js', 'candor/index.js', 'candor/js/index.js', 'candor/Cargo.toml']) {
    assert.throws(() => require.resolve(name), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
  }
})

/** Returns the names of the values that a declaration file exports. */
function exportedValues(file) {
  const program = ts.createProgram([path.join(root, file)], { module: ts.ModuleKind.Node16 })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(path.join(root, file))
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source))
  return symbols.filter(({ flags }) => flags & ts.SymbolFlags.Value)
}

for (const entry of typed.filter((entry) => !isServing(entry))) {
  test(`${entry.name} exports the same names to import, to require, and to TypeScript`, async () => {
    const required = require(entry.name)
    const { default: whole, ...imported } = await import(entry.name)
    delete imported['module.exports']
    const declared = exportedValues(entry.types).map(({ name }) => name)
    assert.ok(declared.length > 0)
    assert.deepEqual(Object.keys(required).sort(), declared.sort())
    assert.deepEqual(Object.keys(imported).sort(), declared.sort())
    assert.equal(whole, required)
    for (const name of declared) assert.equal(imported[name], required[name])
  })
}

test('the class has the methods that its types have', () => {
  const declared = exportedValues(manifest.types).find(({ name }) => name === 'LanguageServer')
  const members = (table) =>
    [...table.values()].filter(({ flags }) => flags & ts.SymbolFlags.Method).map(({ name }) => name)
  const methods = (object) =>
    Object.getOwnPropertyNames(object).filter((name) => typeof object[name] === 'function' && name !== 'constructor')
  assert.deepEqual(methods(LanguageServer.prototype).sort(), members(declared.members).sort())
  assert.deepEqual(methods(LanguageServer), members(declared.exports))
})

test('the version is the same everywhere', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  const { serverInfo } = await client.initialize()
  const [{ properties }] = client.server.readTelemetry()
  const cargo = /^version = "(.*)"$/m.exec(readFileSync(path.join(root, 'Cargo.toml'), 'utf8'))[1]
  const versions = [serverInfo.version, properties.lsVersion, cargo]
  assert.deepEqual(versions, Array(3).fill(manifest.version))
})

for (const [moduleResolution, module, type] of [
  ['node16', 'node16', 'module'],
  ['node16', 'node16', 'commonjs'],
  ['bundler', 'esnext', 'module'],
  ['node10', 'commonjs', 'commonjs'],
]) {
  test(`a strict TypeScript host of type ${type} compiles with moduleResolution ${moduleResolution}`, async (t) => {
    const here = consumer(t, type)
    cpSync(path.join(root, '__test__/support/fixtures/consumer'), here, { recursive: true })
    const imports = typed.map(({ name }, index) => `import * as entry${index} from '${name}'\nvoid entry${index}\n`)
    writeFileSync(path.join(here, 'entries.ts'), imports.join(''))
    // The declarations need neither the types of Node nor those of browsers.
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022'],
      types: [],
      module,
      moduleResolution,
    }
    const [checks, files] = [{ exactOptionalPropertyTypes: true, noUnusedLocals: true }, ['consumer.ts', 'entries.ts']]
    writeFileSync(
      path.join(here, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...checks }, files }),
    )
    const { code, stdout } = await run(process.execPath, [TSC, '--project', here])
    assert.equal(code, 0, stdout)
  })
}

test('an ES module of a host imports the names, and a script requires them', async (t) => {
  const here = consumer(t, 'module')
  const print = 'console.log(typeof LanguageServer.start, eventKind({ name: "initialize" }))'
  writeFileSync(path.join(here, 'module.js'), `import { LanguageServer, eventKind } from 'candor'\n${print}`)
  writeFileSync(path.join(here, 'script.cjs'), `const { LanguageServer, eventKind } = require('candor')\n${print}`)
  for (const file of ['module.js', 'script.cjs']) {
    const { code, stdout, stderr } = await run(process.execPath, [path.join(here, file)], { cwd: here })
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'function usage\n', stderr: '' })
  }
})

test('the package contains everything that is needed, and neither tests nor sources nor binaries', async () => {
  const files = await packed()
  // The template of `candor init` contains an extension with its own sources and tests.
  const own = files.filter((file) => !file.startsWith('template/'))
  const foreign = own.filter((file) =>
    /(^|\/)(__test__|src|target|npm|examples|node_modules|\.[^/]*)(\/|$)|\.(node|rs|tgz|log|toml|lock|spec\.m?js)$/.test(
      file,
    ),
  )
  assert.deepEqual(foreign, [])
  const named = [
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'TELEMETRY.md',
    ...entries.flatMap((entry) => [entry.default, entry.types ?? entry.default]),
    ...Object.values(manifest.bin),
    ...readdirSync(path.join(root, 'js'), { recursive: true }).map((file) =>
      path.posix.join('js', file.replaceAll('\\', '/')),
    ),
  ].map((file) => path.posix.normalize(file))
  const missing = named
    .filter((file) => path.extname(file) !== '' || file === 'LICENSE')
    .filter((file) => !files.includes(file))
  assert.deepEqual(missing, [])
})

test('the package loads no native addons other than those that it names', async () => {
  for (const file of (await packed()).filter((name) => /\.(js|json)$/.test(name))) {
    assert.doesNotMatch(readFileSync(path.join(root, file), 'utf8'), /NAPI_RS|wasi|wasm/i, file)
  }
})

test('the package requires only files that it contains', async () => {
  const files = await packed()
  const missing = []
  for (const file of files.filter((name) => /^js\/.*\.(js|d\.ts)$/.test(name))) {
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
    const text = lines.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line)).join('\n')
    for (const [, wanted] of text.matchAll(/(?:require\w*\(|from |import )\s*'([^']+)'/g)) {
      if (!wanted.startsWith('.')) {
        // Modules of Node, and, for types, packages that the host has installed.
        if (!wanted.startsWith('node:') && file.endsWith('.js')) missing.push(`${file}: ${wanted}`)
        continue
      }
      // `candor copy-binary` creates this file.
      if (wanted === './candor.node') continue
      const target = path.posix.join(path.posix.dirname(file), wanted)
      const candidates = [target, `${target}.js`, target.replace(/\.js$/, '.d.ts')]
      if (!candidates.some((candidate) => files.includes(candidate))) missing.push(`${file}: ${wanted}`)
    }
  }
  assert.deepEqual(missing, [])
  assert.deepEqual(manifest.dependencies ?? {}, {}, 'nothing else is installed with it')
})
