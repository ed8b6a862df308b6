// Terraform provider schemas from files that the host specifies.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { LanguageServer, start } from '../support/client.mjs'
import { temporaryFolder, uriOf } from '../support/telemetry.mjs'

const schemas = (attribute) =>
  JSON.stringify({
    format_version: '1.0',
    provider_schemas: {
      'registry.terraform.io/acme/cloud': {
        resource_schemas: {
          cloud_server: { block: { attributes: { [attribute]: { type: 'string', optional: true } } } },
        },
      },
    },
  })

const TEXT = `terraform {
  required_providers {
    cloud = { source = "acme/cloud", version = "~> 1.0" }
  }
}
resource "cloud_server" "a" {
  name = "a"
}
`

/** Starts a server with two schema files and an open document. */
async function open(t, { attribute = 'name', lockFile } = {}) {
  const [root, other] = [temporaryFolder(t), temporaryFolder(t)]
  const file = path.join(other, 'schemas.json')
  fs.writeFileSync(file, schemas(attribute))
  if (lockFile) fs.writeFileSync(path.join(other, '.terraform.lock.hcl'), lockFile)
  fs.writeFileSync(path.join(root, 'main.tf'), TEXT)
  const broken = path.join(other, 'broken.json')
  fs.writeFileSync(broken, '{')
  const client = start(t, { terraform: { schemaFiles: [broken, file] } })
  await client.initialize({ workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }] })
  const uri = uriOf(root, 'main.tf')
  client.open(uri, TEXT, 'terraform')
  await client.server.idle()
  const problems = () => {
    const published = client.received('textDocument/publishDiagnostics').filter(({ params }) => params.uri === uri)
    return published.at(-1).params.diagnostics.map(({ message }) => message)
  }
  return { client, uri, file, problems }
}

test('a file outside of the workspace gives documents the schemas of providers', async (t) => {
  const { client, uri, problems } = await open(t)
  assert.deepEqual(problems(), [])
  const { result } = await client.request('textDocument/hover', {
    textDocument: { uri },
    position: { line: 6, character: 3 },
  })
  assert.match(JSON.stringify(result.contents), /name.*string/)
})

test('a file that is not a schema is named, and the others are used', async (t) => {
  const { client, problems } = await open(t, { attribute: 'title' })
  assert.match(problems()[0], /resource `cloud_server` has no argument `name`/)
  const warnings = client.received('window/logMessage').map(({ params }) => params.message)
  assert.ok(
    warnings.some((message) => message.includes('broken.json') && message.includes('terraform providers schema')),
    warnings.join(),
  )
})

test('a file that changes is read again', async (t) => {
  const { client, file, problems } = await open(t, { attribute: 'title' })
  assert.equal(problems().length, 1)
  fs.writeFileSync(file, schemas('name'))
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(file, ''), type: 2 }] })
  await client.server.idle()
  assert.deepEqual(problems(), [])
})

test('a schema of a version that the module does not use is not applied', async (t) => {
  const lockFile = (version) => `provider "registry.terraform.io/acme/cloud" {\n  version = "${version}"\n}\n`
  const other = await open(t, { attribute: 'title', lockFile: lockFile('2.0.0') })
  assert.deepEqual(other.problems(), [])
  const same = await open(t, { attribute: 'title', lockFile: lockFile('1.4.0') })
  assert.equal(same.problems().length, 1)
})

test('a second session has the schemas, too', async (t) => {
  const { client, uri, problems } = await open(t, { attribute: 'title' })
  await client.request('shutdown')
  client.notify('exit')
  await client.initialize()
  client.open(uri, TEXT, 'terraform')
  await client.server.idle()
  assert.equal(problems().length, 1)
})

test('the paths must be absolute', () => {
  for (const schemaFiles of [['schemas.json'], 'schemas.json', [1]]) {
    assert.throws(() => LanguageServer.start({ terraform: { schemaFiles } }), {
      code: 'INVALID_ARGUMENT',
      message: /options\.terraform\.schemaFiles/,
    })
  }
})
