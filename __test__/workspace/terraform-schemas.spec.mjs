// The schemas that Terraform prints for a module: when, where and how often the program runs, and the effect of
// schemas.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'

import { LanguageServer } from '../support/client.mjs'
import { startHooked, temporaryFolder, uriOf, warnings } from '../support/telemetry.mjs'
import { fakeTerraform, lock, posix, workspace } from '../support/terraform.mjs'

const ADDRESS = 'registry.terraform.io/acme/cloud'

const SCHEMAS = JSON.stringify({
  format_version: '1.0',
  provider_schemas: {
    [ADDRESS]: {
      resource_schemas: { cloud_server: { block: { attributes: { name: { type: 'string', optional: true } } } } },
    },
  },
})

const TEXT = `terraform {
  required_providers {
    cloud = { source = "acme/cloud" }
  }
}
resource "cloud_server" "a" {
  nome = "a"
}
`

/** The diagnostics for the text once its schema is known. */
const UNKNOWN = [/`nome`/]

const prints = (t, schemas = SCHEMAS) => fakeTerraform(t, `cat <<'END'\n${schemas}\nEND`)

/** Starts a session whose host allows Terraform to print schemas. */
async function printing(t, { root, program, terraform, client: options, ...params }) {
  const client = startHooked(t, {
    terraform: { path: program.program, schemas: 'program', trusted: true, ...terraform },
    ...options,
  })
  await client.initialize({ rootUri: uriOf(root), ...params })
  return client
}

/** Waits until the server is idle, and returns the messages of a document's diagnostics. */
async function problems(client, uri) {
  await client.server.idle()
  const published = client.received('textDocument/publishDiagnostics').filter(({ params }) => params.uri === uri)
  return published.at(-1)?.params.diagnostics.map(({ message }) => message)
}

function matches(found, patterns) {
  assert.equal(found?.length, patterns.length, `${found}`)
  for (const [at, pattern] of patterns.entries()) assert.match(found[at], pattern)
}

test(
  "the program prints the schemas of a module in the module's directory, and documents are checked",
  posix,
  async (t) => {
    const program = prints(t)
    const files = workspace(t, { 'a/main.tf': TEXT, 'a/.terraform.lock.hcl': lock(ADDRESS, '1.0.0') })
    const client = await printing(t, { root: files.root, program })
    files.open(client, 'a/main.tf')
    matches(await problems(client, files.uri('a/main.tf')), UNKNOWN)
    const [, directory, ...args] = program.runs()[0].split(' ')
    assert.equal(fs.realpathSync(directory), fs.realpathSync(path.join(files.root, 'a')))
    assert.deepEqual(args, ['providers', 'schema', '-json'])
    assert.deepEqual(warnings(client), [])
  },
)

test('the program is run once for each content of the lock file, in the whole process', posix, async (t) => {
  const program = prints(t)
  const version = `1.0.${process.pid}`
  const module = { 'main.tf': TEXT, '.terraform.lock.hcl': lock(ADDRESS, version) }
  const files = workspace(
    t,
    Object.fromEntries(
      ['a', 'b'].flatMap((name) => Object.entries(module).map(([file, text]) => [`${name}/${file}`, text])),
    ),
  )
  const client = await printing(t, { root: files.root, program })
  for (const name of ['a/main.tf', 'b/main.tf']) {
    files.open(client, name)
    matches(await problems(client, files.uri(name)), UNKNOWN)
  }
  const other = await printing(t, { root: files.root, program })
  files.open(other, 'a/main.tf')
  matches(await problems(other, files.uri('a/main.tf')), UNKNOWN)
  assert.equal(program.runs().length, 1)
  files.write('a/.terraform.lock.hcl', lock(ADDRESS, `${version}1`))
  const changes = [{ uri: files.uri('a/.terraform.lock.hcl'), type: 2 }]
  client.notify('workspace/didChangeWatchedFiles', { changes })
  await client.server.idle()
  assert.equal(program.runs().length, 2)
  client.notify('workspace/didChangeWatchedFiles', { changes })
  await client.server.idle()
  assert.equal(program.runs().length, 2, 'the content is the same')
})

test('the program is not run unless the host wants it and trusts the workspace', posix, async (t) => {
  const program = prints(t)
  const files = workspace(t, { 'main.tf': TEXT })
  for (const terraform of [{ trusted: false }, { trusted: undefined }, { schemas: 'files' }, { schemas: undefined }]) {
    const client = await printing(t, { root: files.root, program, terraform, client: { runTerraform: true } })
    files.open(client, 'main.tf')
    matches(await problems(client, files.uri('main.tf')), [])
  }
  assert.deepEqual(program.runs(), [])
})

test('no option of a client lets the program print schemas', posix, async (t) => {
  const program = prints(t)
  const files = workspace(t, { 'main.tf': TEXT })
  const client = startHooked(t, { terraform: { path: program.program } })
  const terraform = { path: program.program, schemas: 'program', trusted: true }
  await client.initialize({ rootUri: uriOf(files.root), initializationOptions: { terraform } })
  files.open(client, 'main.tf')
  await client.server.idle()
  assert.deepEqual(program.runs(), [])
})

test('the program is not run outside the open folders, or where a search passes by', posix, async (t) => {
  const program = prints(t)
  const files = workspace(t, { 'open/main.tf': TEXT, 'other/main.tf': TEXT, 'open/ignored/main.tf': TEXT })
  const client = await printing(t, {
    root: path.join(files.root, 'open'),
    program,
    initializationOptions: { indexing: { ignoreDirectoryNames: ['ignored'] } },
  })
  for (const name of ['other/main.tf', 'open/ignored/main.tf']) files.open(client, name)
  await client.server.idle()
  assert.deepEqual(program.runs(), [])
})

test('the program is not run if it lies in the workspace', posix, async (t) => {
  const program = prints(t)
  const client = await printing(t, { root: program.folder, program })
  fs.writeFileSync(path.join(program.folder, 'main.tf'), TEXT)
  client.open(uriOf(program.folder, 'main.tf'), TEXT, 'terraform')
  await client.server.idle()
  assert.deepEqual(program.runs(), [])
  assert.match(warnings(client)[0], /will not run the program at `terraform.path`/)
})

test(
  'a module that is not installed is named in the log, and tried again when Terraform has installed it',
  posix,
  async (t) => {
    const files = workspace(t, { 'main.tf': TEXT, '.terraform.lock.hcl': lock(ADDRESS, `2.0.${process.pid}`) })
    const program = fakeTerraform(t, `test -d .terraform || exit 1\ncat <<'END'\n${SCHEMAS}\nEND`)
    const client = await printing(t, { root: files.root, program })
    files.open(client, 'main.tf')
    matches(await problems(client, files.uri('main.tf')), [])
    assert.match(warnings(client)[0], /there are no provider schemas for `.+`: .+ run `terraform init`/)
    fs.mkdirSync(path.join(files.root, '.terraform'))
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('.terraform'), type: 1 }] })
    matches(await problems(client, files.uri('main.tf')), UNKNOWN)
  },
)

test('a module that is not installed is tried again when a document is opened or saved', posix, async (t) => {
  const files = workspace(t, { 'main.tf': TEXT, '.terraform.lock.hcl': lock(ADDRESS, `3.0.${process.pid}`) })
  const program = fakeTerraform(t, `test -d .terraform || exit 1\ncat <<'END'\n${SCHEMAS}\nEND`)
  const client = await printing(t, { root: files.root, program })
  files.open(client, 'main.tf')
  matches(await problems(client, files.uri('main.tf')), [])
  client.notify('textDocument/didClose', { textDocument: { uri: files.uri('main.tf') } })
  files.open(client, 'main.tf')
  matches(await problems(client, files.uri('main.tf')), [])
  assert.equal(program.runs().length, 2)
  fs.mkdirSync(path.join(files.root, '.terraform'))
  for (let saves = 0; saves < 2; saves += 1) {
    client.notify('textDocument/didSave', { textDocument: { uri: files.uri('main.tf') } })
    matches(await problems(client, files.uri('main.tf')), UNKNOWN)
    assert.equal(program.runs().length, 3)
  }
  assert.equal(warnings(client).length, 1)
})

test('documents are checked again when schemas are no longer known', posix, async (t) => {
  const files = workspace(t, { 'main.tf': TEXT, '.terraform.lock.hcl': lock(ADDRESS, `4.0.${process.pid}`) })
  const program = fakeTerraform(t, `test -d .terraform && exit 1\ncat <<'END'\n${SCHEMAS}\nEND`)
  const client = await printing(t, { root: files.root, program })
  files.open(client, 'main.tf')
  matches(await problems(client, files.uri('main.tf')), UNKNOWN)
  fs.mkdirSync(path.join(files.root, '.terraform'))
  files.write('.terraform.lock.hcl', lock(ADDRESS, `4.1.${process.pid}`))
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('.terraform.lock.hcl'), type: 2 }] })
  matches(await problems(client, files.uri('main.tf')), [])
})

test('modules that are not installed are reported once, with paths that stay in their line', posix, async (t) => {
  const files = workspace(t, { 'a`\u202e/main.tf': TEXT, 'b/main.tf': TEXT })
  const program = fakeTerraform(t, 'exit 1')
  const client = await printing(t, { root: files.root, program })
  for (const name of ['a`\u202e/main.tf', 'b/main.tf']) {
    client.open(pathToFileURL(path.join(files.root, name)).href.replaceAll('`', '%60'), TEXT, 'terraform')
    await client.server.idle()
  }
  assert.equal(program.runs().length, 2)
  assert.equal(warnings(client).length, 1)
  assert.match(warnings(client)[0], /^candor: there are no provider schemas for `[^`]+a\\u\{60\}\\u\{202e\}`: /)
})

test('the program is not run where it would contact a remote backend', posix, async (t) => {
  const state = (type) => JSON.stringify({ version: 3, backend: { type, config: {} } })
  for (const [kind, isRun, module] of [
    ['no backend', true, {}],
    ['the local backend', true, { 'b.tf': 'terraform {\n  backend "local" {}\n}\n' }],
    ['another backend', false, { 'b.tf': 'terraform {\n  backend "s3" {}\n}\n' }],
    ['HCP Terraform', false, { 'b.tf.json': '{"terraform": {"cloud": {"organization": "acme"}}}' }],
    ['another backend for OpenTofu', false, { 'b.tofu': 'terraform {\n  backend "s3" {}\n}\n' }],
    ['HCP Terraform for OpenTofu in JSON', false, { 'b.tofu.json': '{ "terraform": { "cloud": {} } }' }],
    ['the local backend for OpenTofu', true, { 'b.tofu': 'terraform {\n  backend "local" {}\n}\n' }],
    ['two backends', false, { 'b.tf': 'terraform {\n  backend "s3" {}\n  backend "gcs" {}\n}\n' }],
    ['initialized with the local backend', true, { '.terraform/terraform.tfstate': state('local') }],
    ['initialized without a backend', true, { '.terraform/terraform.tfstate': '{"version": 3}' }],
    ['initialized with another backend', false, { '.terraform/terraform.tfstate': state('s3') }],
    ['initialized in an unknown way', false, { '.terraform/terraform.tfstate': '{' }],
  ]) {
    const program = prints(t)
    const files = workspace(t, { 'main.tf': TEXT, ...module })
    const client = await printing(t, { root: files.root, program })
    for (const name of ['main.tf', 'main.tf']) {
      files.open(client, name)
      matches(await problems(client, files.uri(name)), isRun ? UNKNOWN : [])
    }
    assert.equal(program.runs().length, isRun ? 1 : 0, kind)
    const log = warnings(client)
    assert.equal(log.length, isRun ? 0 : 1, `${kind}: ${log}`)
    if (!isRun) assert.match(log[0], /would contact the backend/)
  }
})

test('schemas without providers hide no others', posix, async (t) => {
  const program = fakeTerraform(
    t,
    `case "$PWD" in */tests|*/empty) echo '{"format_version":"1.0"}';; *) cat <<'END'\n${SCHEMAS}\nEND\n;; esac`,
  )
  const schemas = path.join(temporaryFolder(t), 'schemas.json')
  fs.writeFileSync(schemas, SCHEMAS)
  const test = 'provider "cloud" {}\nrun "a" {}\n'
  const files = workspace(t, { 'main.tf': TEXT, 'tests/a.tftest.hcl': test, 'empty/main.tf': TEXT })
  const client = await printing(t, { root: files.root, program, terraform: { schemaFiles: [schemas] } })
  files.open(client, 'tests/a.tftest.hcl')
  await client.server.idle()
  assert.deepEqual(
    program.runs().map((run) => path.basename(run.split(' ')[1])),
    [path.basename(files.root)],
    'the module is the one above',
  )
  files.open(client, 'empty/main.tf')
  matches(await problems(client, files.uri('empty/main.tf')), UNKNOWN)
})

test('a module gets its schemas when its folder is opened', posix, async (t) => {
  const program = prints(t)
  const files = workspace(t, { 'open/other.tf': '', 'later/main.tf': TEXT })
  const client = await printing(t, { root: path.join(files.root, 'open'), program })
  files.open(client, 'later/main.tf')
  matches(await problems(client, files.uri('later/main.tf')), [])
  assert.deepEqual(program.runs(), [])
  const added = [{ uri: files.uri('later'), name: 'later' }]
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } })
  matches(await problems(client, files.uri('later/main.tf')), UNKNOWN)
})

test('output that is no schema is named in the log', posix, async (t) => {
  const program = fakeTerraform(t, 'echo nonsense')
  const files = workspace(t, { 'main.tf': TEXT })
  const client = await printing(t, { root: files.root, program })
  files.open(client, 'main.tf')
  matches(await problems(client, files.uri('main.tf')), [])
  assert.match(warnings(client)[0], /provider schemas for `.+` are ignored: it is not the output of/)
})

test('the program ends with its session, with its server, and when it takes too long', posix, async (t) => {
  for (const end of [
    (client) => client.request('shutdown'),
    (client) => client.server.stop(),
    (client) => client.pass(60_000),
  ]) {
    const program = fakeTerraform(t, 'exec sleep 1000')
    const files = workspace(t, { 'main.tf': TEXT })
    const client = await printing(t, { root: files.root, program })
    files.open(client, 'main.tf')
    await client.until(() => program.runs().length === 1)
    await end(client)
    await client.until(() => !program.isRunning())
  }
})

test('the options are checked', () => {
  for (const [terraform, field] of [
    [{ schemas: 'all' }, 'terraform.schemas'],
    [{ schemas: true }, 'terraform.schemas'],
    [{ trusted: 'yes' }, 'terraform.trusted'],
  ]) {
    assert.throws(() => LanguageServer.start({ terraform }), new RegExp(field.replace('.', '\\.')))
  }
})

function hasTerraform() {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const real = { skip: hasTerraform() ? false : 'terraform is not on PATH' }

test('Terraform itself prints the schemas of a module without providers of its own', real, async (t) => {
  const files = workspace(t, { 'main.tf': 'resource "terraform_data" "a" {\n  input = 1\n}\n' })
  const client = startHooked(t, { terraform: { schemas: 'program', trusted: true } })
  await client.initialize({ rootUri: uriOf(files.root) })
  files.open(client, 'main.tf')
  await client.server.idle()
  assert.deepEqual(warnings(client), [])
  assert.deepEqual(fs.readdirSync(files.root), ['main.tf'], 'nothing is written into the module')
})
