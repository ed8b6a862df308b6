// Changes to the files of a Terraform module: the diagnostics of open documents must be the same as those of a server
// that has just started.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { session, shown } from '../support/documents.mjs'
import { temporaryFolder, uriOf } from '../support/telemetry.mjs'

const TEXTS = [
  'variable "a" {}\n',
  'variable "a" {}\nlocals {\n  x = var.a\n}\n',
  'variable "b" {}\noutput "o" {\n  value = local.x\n}\n',
  'locals {\n  x = local.y\n}\n',
  'locals {\n  y = local.x\n}\noutput "a" {\n  value = var.a\n}\n',
  'module "m" {\n  source = "./m"\n  b = local.y\n}\n',
  'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
  'resource "aws_instance" "a" {\n  b = var.b\n',
  '',
]
const NAMES = ['a.tf', 'b.tf', 'c.tf', 'c_override.tf', 'm/a.tf', 'm/b.tf', 'z.auto.tfvars', 'tests/a.tftest.hcl']
const OPEN = ['a.tf', 'c.tf', 'm/b.tf']

const [CREATED, CHANGED, DELETED] = [1, 2, 3]

const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }

/** A seeded random number generator. */
function numbers(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Creates a client with a folder whose files change both on the disk and in the editor. */
async function workspace(t, capabilities) {
  const root = temporaryFolder(t)
  for (const folder of ['m', 'tests']) fs.mkdirSync(path.join(root, folder))
  const client = await session(t, { capabilities, workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }] })
  const open = new Map()
  const report = (...changes) =>
    client.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(([name, type]) => ({ uri: uriOf(root, name), type })),
    })
  const file = (name) => path.join(root, name)
  const steps = [
    function write(name, text) {
      const existed = fs.existsSync(file(name))
      fs.writeFileSync(file(name), text)
      report([name, existed ? CHANGED : CREATED])
    },
    function remove(name) {
      if (!fs.existsSync(file(name))) return
      fs.rmSync(file(name))
      report([name, DELETED])
    },
    function rename(name, _, other) {
      if (!fs.existsSync(file(name)) || name === other) return
      fs.renameSync(file(name), file(other))
      report([name, DELETED], [other, CREATED])
    },
    function openDocument(name, text) {
      if (!OPEN.includes(name)) return
      if (open.has(name)) client.change(uriOf(root, name), text)
      else client.open(uriOf(root, name), text, 'terraform')
      open.set(name, text)
    },
    function closeDocument(name) {
      if (open.delete(name)) client.notify('textDocument/didClose', { textDocument: { uri: uriOf(root, name) } })
    },
  ]
  return { root, client, open, steps }
}

async function answers(client, root, names) {
  const found = {}
  for (const name of names) {
    const uri = uriOf(root, name)
    const diagnostics = await shown(client, uri)
    const lenses = await client.request('textDocument/codeLens', { textDocument: { uri } })
    const links = await client.request('textDocument/documentLink', { textDocument: { uri } })
    found[name] = { diagnostics, lenses: lenses.result, links: links.result }
  }
  return JSON.parse(JSON.stringify(found).replaceAll(/"version":\d+,?/g, ''))
}

for (const [kind, capabilities] of [
  ['reports changes of files', watching],
  ['reports no changes of files', {}],
]) {
  test(`answers follow the files of a module, with a client that ${kind}`, async (t) => {
    for (const seed of [1, 2, 3]) {
      const below = numbers(seed)
      const pick = (list) => list[below(list.length)]
      const { root, client, open, steps } = await workspace(t, capabilities)
      for (let round = 0; round < 12; round += 1) {
        for (let at = 0; at <= below(4); at += 1) pick(steps)(pick(NAMES), pick(TEXTS), pick(NAMES))
        // Without file watching, the server notices changes with the next notification for the document.
        if (capabilities !== watching)
          for (const name of open.keys())
            client.notify('textDocument/didSave', { textDocument: { uri: uriOf(root, name) } })
        const now = await answers(client, root, open.keys())
        const other = await session(t, { capabilities, workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }] })
        for (const [name, text] of open) other.open(uriOf(root, name), text, 'terraform')
        assert.deepEqual(now, await answers(other, root, open.keys()), `seed ${seed}, round ${round}`)
        await other.server.stop()
      }
    }
  })
}

const CALL = 'module "m" {\n  source = "./modules/net"\n  a = 1\n}\n'

for (const [kind, { files, links = {}, change, name = 'main.tf' }] of [
  [
    'a folder was removed, and nothing else is reported',
    {
      files: { 'main.tf': CALL, 'modules/net/a.tf': 'variable "a" {}\n', 'modules/net/b.tf': 'variable "b" {}\n' },
      change: ({ at }) => fs.rmSync(at('modules/net'), { recursive: true }),
    },
  ],
  [
    'files were added to and removed from a folder, and nothing is reported',
    {
      files: { 'main.tf': CALL, 'modules/net/b.tf': 'variable "b" {}\n' },
      change({ at }) {
        fs.rmSync(at('modules/net/b.tf'))
        fs.writeFileSync(at('modules/net/a.tf'), 'variable "a" {}\n')
      },
    },
  ],
  [
    'a folder is reached through a link, and its files are reported under their own paths',
    {
      name: 'prod/main.tf',
      files: { 'prod/main.tf': CALL, 'modules/net/b.tf': 'variable "b" {}\n' },
      links: { 'prod/modules': '../modules' },
      change({ at, report }) {
        fs.writeFileSync(at('modules/net/a.tf'), 'variable "a" {}\n')
        fs.writeFileSync(at('modules/net/b.tf'), 'variable "c" {}\n')
        report(['modules/net/a.tf', CREATED], ['modules/net/b.tf', CHANGED])
      },
    },
  ],
  [
    'a file is reached through a link, and is reported under its own path',
    {
      files: { 'main.tf': CALL, 'shared.tf': 'variable "b" {}\n', 'modules/net/x.tf': '' },
      links: { 'modules/net/a.tf': '../../shared.tf' },
      change({ at, report }) {
        fs.writeFileSync(at('shared.tf'), 'variable "a" {}\n')
        report(['shared.tf', CHANGED])
      },
    },
  ],
]) {
  const options = { skip: process.platform === 'win32' && Object.keys(links).length > 0 }
  test(`answers follow the folders of called modules: ${kind}`, options, async (t) => {
    const { root, client } = await workspace(t, watching)
    const at = (file) => path.join(root, file)
    const report = (...changes) =>
      client.notify('workspace/didChangeWatchedFiles', {
        changes: changes.map(([file, type]) => ({ uri: uriOf(root, file), type })),
      })
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(at(file)), { recursive: true })
      fs.writeFileSync(at(file), text)
    }
    for (const [link, target] of Object.entries(links)) fs.symlinkSync(target, at(link))
    client.open(uriOf(root, name), CALL, 'terraform')
    const first = await answers(client, root, [name])
    change({ at, report })
    client.notify('textDocument/didSave', { textDocument: { uri: uriOf(root, name) } })
    const now = await answers(client, root, [name])
    assert.notDeepEqual(now, first)
    const other = await session(t, { capabilities: watching, workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }] })
    other.open(uriOf(root, name), CALL, 'terraform')
    assert.deepEqual(now, await answers(other, root, [name]))
  })
}
