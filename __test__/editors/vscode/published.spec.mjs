// The extensions of HashiCorp and Docker, unmodified, with candor in place of their own language servers.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { root } from '../../support/client.mjs'
import { temporaryFolder } from '../../support/telemetry.mjs'
import { MAIN } from '../../support/program.mjs'
import { Editor } from './editor.mjs'
import { exampleFiles, SETTINGS, User } from './features.mjs'
import { until } from './processes.mjs'
import { publishedExtension } from './published.mjs'

// These extensions have telemetry of their own.
const QUIET = { ...SETTINGS, 'telemetry.telemetryLevel': 'off' }

test("HashiCorp's extension shows the modules and providers, and gets every feature", async (t) => {
  const { folder, missing } = publishedExtension('terraform')
  if (missing) return t.skip(missing)
  const files = {
    ...exampleFiles(),
    'calls.tf': 'module "infrastructure" {\n  source      = "./infrastructure"\n  environment = "staging"\n}\n',
  }
  const settings = {
    ...QUIET,
    'terraform.languageServer.path': MAIN,
    'terraform.codelens.referenceCount': true,
    '[terraform]': { 'editor.defaultFormatter': 'hashicorp.terraform' },
  }
  const editor = await Editor.start(t, { files, settings, extensions: [folder] })
  const { window } = editor
  const user = new User(editor)
  const main = 'infrastructure/main.tf'
  const lenses = await user.codeLenses(main, '2 references')
  assert.ok(lenses.includes('1 reference'))

  const view = async (id, expected) => {
    await user.command(`${id}.focus`)
    await window.page.locator('.pane-body .monaco-list-row').filter({ hasText: expected }).first().waitFor()
  }
  await editor.show('infrastructure/versions.tf')
  await view('terraform.providers', 'hashicorp/aws')
  await view('terraform.providers', 'hashicorp/random')
  await window.screenshot('hashicorp providers')
  await editor.show('calls.tf')
  await view('terraform.modules', 'infrastructure')
  await window.screenshot('hashicorp modules')

  await user.hover(main, '"greeter-${var.envir|onment}"', "part of every resource's name")
  await window.screenshot('hashicorp hover')
  const labels = await user.complete(main, 'length = 2\n|', '  cou', 'count')
  assert.equal(labels[0], 'count')
  await user.documentation('number of instances')
  await window.screenshot('hashicorp completion')
  await user.restore(main)
  await user.rename('infrastructure/variables.tf', '"environ|ment"', 'stage')
  await user.onDisk({
    'calls.tf': 'stage  = "staging"',
    [main]: '"greeter-${var.stage}"',
    'infrastructure/terraform.tfvars': 'stage              = "staging"',
  })
  const aligned = 'provider "aws" {\n  alias  = "x"\n  region = var.region\n}\n'
  await user.save('infrastructure/versions.tf', 'provider "aws" {|', '\n      alias="x"', aligned)
  await window.screenshot('hashicorp renamed and formatted')
})

test("Docker's extension gets every feature", async (t) => {
  const { folder, missing } = publishedExtension('docker')
  if (missing) return t.skip(missing)
  const extension = path.join(temporaryFolder(t), 'docker')
  fs.cpSync(folder, extension, { recursive: true })
  fs.mkdirSync(path.join(extension, 'bin'))
  fs.symlinkSync(MAIN, path.join(extension, 'bin/docker-language-server-linux-amd64'))
  const settings = { ...QUIET, 'docker.extension.dockerEngineAvailabilityPrompt': false }
  const containers = path.join(root, '__test__/editors/vscode/containers')
  const editor = await Editor.start(t, { files: exampleFiles(), settings, extensions: [extension, containers] })
  const { window } = editor
  const user = new User(editor)
  // The extension is activated by Dockerfiles and Compose files.
  await editor.show('compose.yaml')
  await user.codeLenses('docker-bake.hcl', 'Print')
  await user.hover('docker-bake.hcl', 'target "we|b"', 'registry.example.com/greeter/web:dev')
  await window.screenshot('docker dx hover')
  const keys = await user.complete('compose.yaml', 'restart: unless-stopped\n|', '    healthc', 'healthcheck')
  assert.equal(keys[0], 'healthcheck')
  await window.screenshot('docker dx completion')
  await user.restore('compose.yaml')
  await user.rename('compose.yaml', 'target: run|time', 'service')
  await user.onDisk({
    Dockerfile: 'FROM base AS service\n',
    'compose.yaml': 'target: service\n',
    'docker-bake.hcl': 'target     = "service"\n',
  })
  await user.outline('compose.yaml', 'cache')
  await window.screenshot('docker dx outline')
  const stages = await user.complete('Dockerfile', 'USER node\n|EXPOSE', 'COPY --from=', 'check')
  assert.deepEqual(stages.slice(0, 2), ['check', 'base'])
  await window.screenshot('docker dx completion of stages')
  await user.restore('Dockerfile')
  await editor.edit('compose.yaml', 'services:\n  web:\n    image: nginx\n    prots: []\n')
  await until('the Compose file has a warning of this server', async () => {
    const found = await editor.run((file) => {
      return vscode.languages.getDiagnostics(vscode.Uri.file(file)).map(({ message, source }) => [message, source])
    }, editor.file('compose.yaml'))
    return found.some(([message, source]) => /prots/.test(message) && source === 'docker-language-server')
  })
})
