// Runs the examples in the README and in docs/, and checks their links.

import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import vm from 'node:vm'

import { run } from '../support/child.mjs'
import { root } from '../support/client.mjs'

const pages = [
  ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`),
  ...['README.md', 'TELEMETRY.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
].map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))

/** Returns the code blocks of a language, each with its page. */
function blocks(language) {
  const pattern = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g')
  return pages.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([, code]) => ({ name, code })))
}

/** Runs an example as the only file of a project in which candor is installed. */
async function runExample(t, code) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'candor-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(path.join(folder, 'node_modules'))
  symlinkSync(root, path.join(folder, 'node_modules/candor'), 'junction')
  writeFileSync(path.join(folder, 'example.js'), code)
  const result = await run(process.execPath, ['example.js'], { cwd: folder })
  assert.equal(result.stderr, '')
  assert.equal(result.code, 0)
  return result.stdout
}

const [first] = blocks('js').filter(({ name }) => name === 'README.md')

test('the first example of the README prints a diagnostic and ends', async (t) => {
  const printed = (await runExample(t, first.code)).trimEnd().split('\n').map(JSON.parse)
  const [{ params }] = printed.filter(({ method }) => method === 'textDocument/publishDiagnostics')
  assert.equal(params.uri, 'file:///Dockerfile')
  assert.equal(params.diagnostics[0].range.start.line, 1)
})

test('the first example of the README has at most a dozen lines', () => {
  assert.ok(first.code.trimEnd().split('\n').length <= 12)
})

test('the README has at most 150 lines', () => {
  assert.ok(
    pages
      .find(({ name }) => name === 'README.md')
      .text.trimEnd()
      .split('\n').length <= 150,
  )
})

test('the example of docs/testing.md prints the names of the first events', async (t) => {
  const [{ code }] = blocks('js').filter(({ name }) => name === 'docs/testing.md')
  assert.equal(await runExample(t, code), "[ 'initialize', 'server_heartbeat' ]\n")
})

// Other tests run the examples that need an editor: bundles.spec runs the extension in the README, electron.spec compares
// the lines in docs/editors.md with the example, and neovim.spec runs the configuration.
test('every other example parses', () => {
  const examples = blocks('js')
  assert.ok(examples.length > 3)
  for (const { code } of examples) assert.doesNotThrow(() => new vm.Script(code), code)
  for (const { code } of blocks('json')) assert.doesNotThrow(() => JSON.parse(code), code)
})

test('the extension of docs/vscode.md starts and ends as that of the README does', () => {
  const lines = (name) => {
    const { code } = blocks('js').find((block) => block.name === name && block.code.startsWith('const vscode'))
    return code.split('\n').map((line) => line.replace(/ \/\/.*/, '').trim())
  }
  const ending = (name) => lines(name).slice(lines(name).indexOf('exports.deactivate = async () => {'))
  assert.deepEqual(ending('README.md'), ending('docs/vscode.md'))
})

test('every link leads to a file that is published with the package', () => {
  const { files } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const published = [...files, 'README.md', 'LICENSE', 'package.json']
  const relative = pages.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) =>
      path.posix.join(path.posix.dirname(name), link),
    ),
  )
  assert.ok(relative.length > 20)
  for (const link of relative) {
    assert.ok(existsSync(path.join(root, link)), link)
    assert.ok(published.includes(link.split('/')[0]), `${link} is not published`)
  }
})

/** Returns the anchor that GitHub and npm generate for a heading. */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

test('every link to a section leads to a heading', () => {
  const anchors = new Map(
    pages.map(({ name, text }) => [name, [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading))]),
  )
  const links = pages.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)].map(([, file, anchor]) => ({
      page: file === '' ? name : path.posix.join(path.posix.dirname(name), file),
      anchor,
    })),
  )
  assert.ok(links.length > 5)
  for (const { page, anchor } of links) assert.ok(anchors.get(page)?.includes(anchor), `${page}#${anchor}`)
})
