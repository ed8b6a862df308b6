// The terraform-ls commands that HashiCorp's clients use to fill their views.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { startTesting } from '../support/client.mjs'
import { session } from '../support/documents.mjs'
import { temporaryFolder, uriOf } from '../support/telemetry.mjs'

const REQUEST_FAILED = -32803
const INVALID_PARAMS = -32602

const FILES = {
  'main.tf': `terraform {
  required_version = ">= 1.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
module "network" {
  source = "./network"
}
module "eks" {
  source = "terraform-aws-modules/eks/aws"
}
`,
  'network/main.tf': 'variable "x" {}\n',
  'network/test/main.tf': 'module "n" {\n  source = "../"\n}\n',
  '.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.1.2"\n}\n',
}

async function open(t) {
  const root = temporaryFolder(t)
  for (const [name, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text)
  }
  const client = await session(t, {
    workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }],
    initializationOptions: { commandPrefix: 'acme' },
  })
  const run = (command, uri = uriOf(root, '')) =>
    client.request('workspace/executeCommand', { command: `acme.terraform-ls.${command}`, arguments: [`uri=${uri}`] })
  return { client, run, uri: (name) => uriOf(root, name) }
}

test('a module has the version, the providers and the calls that its files state', async (t) => {
  const { run } = await open(t)
  assert.deepEqual((await run('module.terraform')).result, { v: 0, required_version: '>= 1.0' })
  assert.deepEqual((await run('module.providers')).result, {
    v: 0,
    provider_requirements: {
      'registry.terraform.io/hashicorp/aws': {
        display_name: 'hashicorp/aws',
        version_constraint: '~> 5.0',
        docs_link: 'https://registry.terraform.io/providers/hashicorp/aws/latest',
      },
    },
    installed_providers: { 'registry.terraform.io/hashicorp/aws': '5.1.2' },
  })
  assert.deepEqual((await run('module.calls')).result, {
    v: 0,
    module_calls: [
      { name: 'network', source_addr: './network', source_type: 'local', dependent_modules: [] },
      { name: 'eks', source_addr: 'terraform-aws-modules/eks/aws', source_type: 'tfregistry', dependent_modules: [] },
    ],
  })
})

test('a module has the callers that are in the open folders', async (t) => {
  const { run, uri } = await open(t)
  const { result } = await run('module.callers', uri('network'))
  const callers = result.callers.map((caller) => decodeURIComponent(caller.uri)).sort()
  assert.deepEqual(callers, [uri('').replace(/\/$/, ''), uri('network/test')].map(decodeURIComponent).sort())
  assert.deepEqual((await run('module.callers')).result, { v: 0, callers: [] })
})

test('an open document takes precedence over the disk', async (t) => {
  const { client, run, uri } = await open(t)
  client.open(uri('main.tf'), 'terraform {\n  required_version = ">= 1.9"\n}\n', 'terraform')
  assert.deepEqual((await run('module.terraform')).result, { v: 0, required_version: '>= 1.9' })
})

test('constraints are returned as they are written', async (t) => {
  const { client, run, uri } = await open(t)
  const text = FILES['main.tf'].replace('">= 1.0"', '">=1.0,  < 2"').replace('"~> 5.0"', '"~>5.0"')
  client.open(uri('main.tf'), text, 'terraform')
  assert.equal((await run('module.terraform')).result.required_version, '>=1.0,  < 2')
  const { provider_requirements: required } = (await run('module.providers')).result
  assert.equal(required['registry.terraform.io/hashicorp/aws'].version_constraint, '~>5.0')
})

test('a directory without a module, or outside the folders, has nothing', async (t) => {
  const { run } = await open(t)
  const other = uriOf(temporaryFolder(t), '')
  assert.deepEqual((await run('module.calls', other)).result, { v: 0, module_calls: [] })
  assert.deepEqual((await run('module.terraform', other)).result, { v: 0 })
})

test('Terraform is never run, and the error says so', async (t) => {
  const { run } = await open(t)
  for (const command of ['terraform.init', 'terraform.validate']) {
    const { error } = await run(command)
    assert.equal(error.code, REQUEST_FAILED)
    assert.match(error.message, /never runs/)
  }
})

test('invalid arguments are refused, and so are commands that were not advertised', async (t) => {
  const { client } = await open(t)
  const run = (command, args) => client.request('workspace/executeCommand', { command, arguments: args })
  for (const args of [[], ['uri=x'], [7], ['file:///w'], ['uri=https://example.com/']]) {
    assert.equal((await run('acme.terraform-ls.module.calls', args)).error.code, INVALID_PARAMS)
  }
  assert.equal((await run('terraform-ls.module.calls', [])).error.code, INVALID_PARAMS)
  assert.equal((await run('acme.terraform-ls.rootmodules', [])).error.code, INVALID_PARAMS)
})

/** What HashiCorp's extension states: no prefix, but the requests that refresh its views. */
const VIEWS = {
  showReferencesCommandId: 'client.showReferences',
  refreshModuleProvidersCommandId: 'client.refreshModuleProviders',
  refreshModuleCallsCommandId: 'client.refreshModuleCalls',
  refreshTerraformVersionCommandId: 'client.refreshTerraformVersion',
}

test('a client with views gets the commands without a prefix, and is asked to refresh the views', async (t) => {
  const root = temporaryFolder(t)
  const uri = uriOf(root, 'main.tf')
  const client = startTesting(t)
  const { capabilities } = await client.initialize({
    workspaceFolders: [{ uri: uriOf(root, ''), name: 'w' }],
    capabilities: { experimental: VIEWS },
  })
  assert.ok(capabilities.executeCommandProvider.commands.includes('terraform-ls.module.providers'))
  assert.deepEqual(capabilities.experimental, {
    referenceCountCodeLens: true,
    refreshModuleProviders: true,
    refreshModuleCalls: true,
    refreshTerraformVersion: true,
  })
  const refreshes = () =>
    client.messages.filter(({ method }) => method?.startsWith('client.')).map(({ method }) => method)
  client.open(uri, FILES['main.tf'], 'terraform')
  client.open(uriOf(root, 'Dockerfile'), 'FROM scratch\n', 'dockerfile')
  client.notify('textDocument/didSave', { textDocument: { uri: uriOf(root, 'Dockerfile') } })
  const created = { uri: uriOf(root, '.terraform.lock.hcl'), type: 1 }
  await client.server.idle()
  assert.deepEqual(refreshes(), [])
  for (const notify of [
    () => client.notify('textDocument/didSave', { textDocument: { uri } }),
    () => client.notify('workspace/didChangeWatchedFiles', { changes: [created] }),
  ]) {
    client.messages.length = 0
    notify()
    await client.server.idle()
    assert.deepEqual(refreshes(), Object.values(VIEWS).slice(1))
  }
})

test('other clients get no commands of terraform-ls, because another extension may have registered their names', async (t) => {
  const client = startTesting(t)
  const { capabilities } = await client.initialize({})
  assert.deepEqual(capabilities.executeCommandProvider.commands, ['dockerLspServer.telemetry.callback'])
  assert.equal(capabilities.experimental, undefined)
})
