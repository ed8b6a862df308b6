// Canaries in Terraform: if everything in a module has a recognizable name, no event contains any of those names, not
// even while the user is typing them.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { found, strangers } from '../support/canaries.mjs'
import { close, diskChanged } from '../support/documents.mjs'
import { names, readAll, repository, takesEvents, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import {
  AWS,
  core,
  fakeTerraform,
  lock,
  posix,
  properties,
  provider,
  runs,
  session,
  workspace,
} from '../support/terraform.mjs'

const PUBLIC = 'registry.terraform.io'

/** Matches canaries: every one of them starts with `zq`, and nothing else does. */
const TELLING = /zq[a-z]+/gi

/** A module in which everything that can have a name is named after a canary. */
const MAIN = `# zqcomment of a line
/* zqcomment of more */
terraform {
  required_version = ">= 1.2.3-zqbeta+zqbuild, < 2.0-rc.zqpre"
  experiments      = [zqexperiment]
  backend "zqbackend" {
    hostname = "zqhostname.example"
    bucket   = "zqbucket"
    workspaces { prefix = "zqprefix" }
  }
  cloud {
    hostname     = "zqcloud.example"
    organization = "zqorganisation"
    workspaces { tags = ["zqtag"] }
  }
  required_providers {
    zqlocal = {
      source                = "zqhost.example:8443/zqacme/zqtool"
      version               = "~> 2.0-zqversion"
      configuration_aliases = [zqlocal.zqalias, zqother.zqregion]
    }
    zqpublic = {
      source  = "zqpublisher/zqthing"
      version = "1.0.0, 1.0-beta.zqword"
    }
    zqbare  = { source = "zqbaretype" }
    zqtext  = "~> 1.zqtext"
    zqnone  = { zqkey = "zqvalue" }
    aws     = { source = "hashicorp/aws", version = "~> 5.0-zqaws" }
    awsx    = { source = "hashicorp/zqaws" }
    awsfork = { source = "zqfork/aws", version = "1.2.3" }
    awsown  = { source = "zqregistry.example/hashicorp/aws", version = "1.2.3" }
    zqunicode = { source = "zqhöst.example/zqörg/zqtyp" }
  }
  provider_meta "zqmeta" { zqmodulename = "zqmetavalue" }
}
provider "zqprovider" {
  alias   = "zqprovideralias"
  version = "1.2.3-zqprovider"
  token   = "zqtoken"
}
provider "aws" {
  alias      = "zqawsalias"
  access_key = "zqaccess"
  assume_role { role_arn = "zqrole" }
}
variable "zqvariable" {
  default     = "zqdefault"
  description = "zqdescription"
}
locals { zqlocalvalue = "\${var.zqvariable}-zqtemplate" }
resource "zqtype_thing" "zqname" {
  provider    = zqmetaprovider.zqmetaregion
  zqattribute = <<-ZQHEREDOC
    zqheredoc \${zqinterpolated}
  ZQHEREDOC
  provisioner "local-exec" { command = "zqcommand" }
}
resource "zqimplied_thing" "zqimplied" {}
resource "zqimplied" "zqwhole" { provider = "zqquoted.zqquotedalias" }
data "zqdata_source" "zqdatum" { zqfilter = 1 }
ephemeral "zqephemeral_secret" "zqsecret" {}
module "zqmodule" {
  source    = "../zqcalled"
  version   = "1.0.0-zqmoduleversion"
  providers = { zqinner = zqlocal.zqpassed }
}
module "zqremote" { source = "git::https://zquser:zqpassword@zqgit.example/zqrepository.git?ref=zqbranch" }
module "zqinstalled" { source = "zqmoduleregistry.example/zqmodules/zqnetwork/zqcloudname" }
output "zqoutput" { value = "zqoutputvalue" }
import {
  to = zqimport_thing.a
  id = "zqimportid"
}
check "zqcheck" {
  data "zqchecked_data" "a" {}
}
zqblock "zqlabel" "zqlabels" {}
`

/** Most of the same module in JSON syntax. */
const JSON_SYNTAX = JSON.stringify({
  '//': 'zqjsoncomment',
  terraform: [
    {
      required_version: '>= 1.0.0-zqjsonversion',
      backend: { zqjsonbackend: { hostname: 'zqjsonhost.example' } },
      cloud: { hostname: 'zqjsoncloud.example' },
      required_providers: {
        zqjsonlocal: { source: 'zqjsonhost.example/zqjsonspace/zqjsontype', version: '1.0-zqjsonword' },
        random: { source: 'hashicorp/zqrandom' },
      },
    },
  ],
  provider: { zqjsonprovider: { alias: 'zqjsonalias', version: '1.0.zqjson' } },
  resource: { zqjsonresource_thing: { zqjsonname: { provider: 'zqjsonmeta.zqjsonregion', zqjsonkey: 'zqjsonvalue' } } },
  data: { zqjsondata_thing: { zqjsondatum: {} } },
  module: { zqjsonmodule: { source: './zqjsoncalled' } },
})

const ADDRESS = 'zqlockhost.example/zqlockspace/zqlocktype'

/** Files of modules with special properties, in directories named after canaries. */
const FILES = {
  'zqproject/zqmain.tf': MAIN,
  'zqproject/zqsyntax.tf.json': JSON_SYNTAX,
  'zqproject/zqfile_override.tf': core('>= 1.0.0-zqoverride'),
  'zqproject/zqvalues.tfvars': 'zqvariable = "zqassigned"\n',
  'zqproject/.terraform/environment': 'zqworkspacename',
  'zqproject/.terraform/modules/modules.json': JSON.stringify({
    Modules: [
      { Key: '', Source: '', Dir: '.' },
      {
        Key: 'zqinstalled',
        Source: 'zqmoduleregistry.example/zqmodules/zqnetwork/zqcloudname',
        Version: '1.0.0-zqmanifest',
        Dir: '.terraform/modules/zqinstalled',
      },
    ],
  }),
  'zqproject/.terraform/modules/zqinstalled/zqmain.tf': provider('zqdeep.example/zqdeep/zqdeep', '1.0-zqdeep'),
  'zqproject/zqjsoncalled/zqmain.tf': provider('zqjsondeep/zqjsondeep', '1.0-zqjsondeep'),
  'zqcalled/zqfile.tf': core('>= 1.0.0-zqcalledversion'),
  'zqproject/.terraform.lock.hcl': [
    '# zqlockcomment\n',
    `provider "${ADDRESS}" {\n  version = "1.2.3-zqlockword"\n  constraints = "~> 1.zqconstraint"\n  hashes = ["h1:zqhash"]\n}\n`,
    lock('registry.terraform.io/zqlockacme/zqlockthing', '1.0.0'),
    lock(AWS, '5.0.0-zqinstalledword'),
  ].join(''),
  'zqselected/zqmain.tf': 'terraform {\n  backend "remote" {\n    hostname = "zqremote.example"\n  }\n}\n',
  'zqselected/.terraform/plugins/selections.json': JSON.stringify({
    [ADDRESS]: { hash: 'h1:zqselectedhash', version: '1.0.0-zqselectedword' },
    [AWS]: { hash: 'h1:zqselectedhash', version: '3.0.0-zqselectedaws' },
  }),
  'zqplugged/zqmain.tf': 'terraform {\n  backend "s3" {\n    bucket = "zqstate"\n  }\n}\n',
  'zqplugged/.terraform/plugins/zqsystem/terraform-provider-zqplugin_v1.0.0_x4': '',
  'zqplugged/.terraform/plugins/zqsystem/terraform-provider-aws_v2.0.0-zqplugged_x4': '',
  'zqcustom/zqmain.tf': 'terraform {\n  backend "zqownbackend" {\n    hostname = "zqownhost.example"\n  }\n}\n',
  'zqbroken/zqmain.tf': `terraform {\n  required_version = ">= zqbroken\n  required_providers {\n    zqbrokenname = { source = "zqhalf/zqhalfway`,
  'zqbroken/zqbroken.tf.json': '{"terraform": {"required_version": "zqbrokenjson',
  'zqbroken/zqoff.tf': '}} zqstray "zqquote" = \u0000 zqzero\nresource "zqafter_x" "a" {}\n',
}

/** Returns every canary in the texts. */
const telling = (...texts) => [...new Set(texts.join(' ').match(TELLING))]

const initializationOptions = {
  zqoption: 'zqoptionvalue',
  rootModulePaths: ['zqroot'],
  excludeModulePaths: ['zqexcluded'],
  commandPrefix: 'zqcommandprefix',
  indexing: { ignoreDirectoryNames: ['zqignoredname'], ignorePaths: ['/zqignored/path'], zqindexing: 'zqindexed' },
  terraform: { path: '/zqterraformpath', timeout: '30s', logFilePath: '/zqlog', zqterraform: 'zqterraformvalue' },
  terraformExecPath: '/zqexec',
  validation: { zqvalidation: 'zqvalidated' },
}

/** What the fake program prints in addition to its version. */
const prints = (version) =>
  JSON.stringify({
    terraform_version: version,
    platform: 'zqplatform',
    provider_selections: { [ADDRESS]: '1.0.0-zqprinted' },
    zqprinted: 'zqprintedvalue',
  })

/** Opens, changes and closes every file in a workspace full of canaries, and returns the events of both sinks. */
async function useEverything(t, telemetry) {
  const { root, ...folder } = workspace(t, FILES)
  repository(root, { origin: 'https://zqgituser:zqgitpassword@zqgithost.example/zqgitorg/zqgitrepository.git' })
  const program = fakeTerraform(t, `echo zqstderr >&2\necho '${prints('1.5.7-zqvendor.3')}'`)
  const client = await runs(t, {
    root,
    program,
    options: { telemetry: { level: 'all', ...telemetry } },
    initializationOptions,
    workspaceFolders: [{ uri: uriOf(root), name: 'zqworkspacefolder' }],
    clientInfo: { name: 'zqclient', version: '1.2.3-zqclientversion' },
    capabilities: takesEvents,
  })
  const opened = Object.keys(FILES).filter((name) => /\.(tf|tf\.json|tfvars|hcl)$/.test(name))
  for (const name of opened) {
    folder.open(client, name, name.endsWith('vars') ? 'terraform-vars' : 'terraform')
    await client.server.idle()
  }
  for (const name of opened) {
    const text = `${FILES[name]}\n# zqappended\nresource "zqappended_thing" "a" {}\n`
    client.change(folder.uri(name), text)
    await client.server.idle()
    diskChanged(client, folder.uri(name))
    close(client, folder.uri(name))
    await client.server.idle()
  }
  assert.ok(program.runs().length > 0)
  const words = telling(
    ...Object.keys(FILES),
    ...Object.values(FILES),
    JSON.stringify(initializationOptions),
    prints(''),
    program.folder,
  )
  const more = ['zqappended', 'zqclient', 'zqclientversion', 'zqgithost', 'zqgitorg', 'zqgitrepository', 'zqgituser']
  return { client, events: readAll(client), words: [...words, ...more, 'zqworkspacefolder', 'zqvendor', root, 'zq'] }
}

test('nothing that has a telling name gets into an event', posix, async (t) => {
  const { client, events, words } = await useEverything(t)
  assert.ok(words.length > 150, String(words.length))
  assert.deepEqual(found(events, words), [])
  assert.deepEqual(strangers(events, [AWS, `${PUBLIC}/-/aws`]), [])
  assert.ok(
    found(client.received('window/showMessage'), words).every((word) =>
      /^zq(option|indexing|terraform|validation)?$/.test(word),
    ),
  )
  // Both sinks receive the values that may be sent.
  for (const sink of [client.events, events.slice(0, -client.events.length)]) {
    const reports = properties(sink)
    assert.ok(reports.length >= 7, String(reports.length))
    const seen = (key) => reports.map((report) => report[key]).filter((value) => value !== undefined)
    assert.deepEqual([...new Set(seen('backend'))].sort(), ['custom', 'remote', 's3'])
    assert.deepEqual([...new Set(seen('cloud.hostname'))], ['custom-hostname'])
    assert.deepEqual([...new Set(seen('backend.remote.hostname'))], ['custom-hostname'])
    const installed = seen('installedProviders').flatMap(Object.keys)
    assert.ok([AWS, `${PUBLIC}/-/aws`].every((address) => installed.includes(address)))
    assert.ok(
      seen('providerRequirements')
        .flatMap(Object.keys)
        .filter((key) => key.startsWith('unlisted/')).length > 20,
    )
    assert.deepEqual(seen('tfVersion'), [])
    assert.ok(names(sink).includes('server_user_action fileModified'))
  }
})

test('a name that the host itself makes public is found, so that the search is known to find', posix, async (t) => {
  const { events, words } = await useEverything(t, {
    knownProviders: ['zqpublisher/zqthing'],
    clientNames: ['zqclient'],
  })
  assert.deepEqual(found(events, words).sort(), ['zq', 'zqclient', 'zqpublisher', 'zqthing'])
  assert.ok(strangers(events, [AWS, `${PUBLIC}/-/aws`]).length > 0)
  assert.deepEqual(
    strangers(
      properties(events).map((properties) => ({ v: 1, name: 'moduleData', properties })),
      [...[AWS, `${PUBLIC}/-/aws`], `${PUBLIC}/zqpublisher/zqthing`],
    ),
    [],
  )
})

test('no telling name gets into an event for a client that only negotiated the format', posix, async (t) => {
  const { client, events, words } = await useEverything(t, { level: undefined })
  assert.deepEqual(found(events, words), [])
  assert.deepEqual(strangers(events, [AWS, `${PUBLIC}/-/aws`]), [])
  assert.deepEqual([...new Set(names(events))], ['initialize', 'moduleData'])
  assert.deepEqual(events, client.events)
})

test(
  'no telling name gets into a coarse event, which has no identities and no version except a number',
  posix,
  async (t) => {
    const { events, words } = await useEverything(t, { detail: 'coarse' })
    assert.deepEqual(found(events, [...words, 'moduleId', 'unlisted/']), [])
    assert.deepEqual(strangers(events, [AWS]), [])
    const reports = properties(events)
    assert.ok(reports.length >= 10, String(reports.length))
    for (const { providerRequirements = {}, tfRequirements = '', tfVersion = '' } of reports) {
      const versions = [...Object.values(providerRequirements), tfRequirements, tfVersion]
      assert.ok(
        versions.every((version) => /^\d{0,3}$/.test(version)),
        versions.join(),
      )
      assert.ok(Object.keys(providerRequirements).length <= 1)
    }
  },
)

/** Applies `texts` to a document one after another, waiting for each to be processed; returns all events. */
async function type(client, uri, texts, isIncremental) {
  for (const [index, text] of texts.entries()) {
    const last = texts[index - 1]
    const isMore = isIncremental && last !== undefined
    client.change(uri, isMore ? [{ range: difference(last, text), text: added(last, text) }] : text, index + 2)
    await client.server.idle()
  }
  return readAll(client)
}

/** Returns the lengths of the common prefix and the common suffix of two texts. */
function bounds(last, text) {
  let start = 0
  while (start < last.length && last[start] === text[start]) start++
  let end = 0
  while (end < Math.min(last.length, text.length) - start && last.at(-1 - end) === text.at(-1 - end)) end++
  return { start, end }
}

function difference(last, text) {
  const { start, end } = bounds(last, text)
  const position = (offset) => {
    const before = last.slice(0, offset).split('\n')
    return { line: before.length - 1, character: before.at(-1).length }
  }
  return { start: position(start), end: position(last.length - end) }
}

function added(last, text) {
  const { start, end } = bounds(last, text)
  return text.slice(start, text.length - end)
}

/** Returns every prefix of a text, from the shortest to the longest and back. */
const beginnings = (text) => {
  const grows = Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1))
  return [...grows, ...grows.slice(0, -1).reverse()]
}

const LOCK = '.terraform.lock.hcl'
const source = (text) => provider(text, '1.2.3')
const local = (text) => `terraform {\n  required_providers {\n    ${text} = ">= 1.2"\n  }\n}\n`
const block = (text) => `provider "${text}" {\n  version = "1.2.3"\n}\n`
const resource = (text) => `resource "${text}" "a" {}\n`
const data = (text) => `data "${text}" "a" {}\n`
const ephemeral = (text) => `ephemeral "${text}" "a" {}\n`
const meta = (text) => `resource "zqa_b" "a" {\n  provider = ${text}\n}\n`
const inJson = (text) => JSON.stringify({ terraform: { required_providers: { one: { source: text } } } })

/** What the user types, how it is embedded in a file, and which addresses events may contain meanwhile. */
const TYPED = [
  ['hashicorp/awsx', source, [AWS]],
  ['HashiCorp/AWS', source, [AWS]],
  [`${PUBLIC}/hashicorp/awsx`, source, [AWS]],
  ['hashicorp/datadog', source, []],
  ['datadog/aws', source, [`${PUBLIC}/?/datadog`]],
  ['hashicorpx/aws', source, []],
  ['awsx', source, [`${PUBLIC}/?/aws`]],
  ['registry.terraform.iox/hashicorp/aws', source, []],
  ['xregistry.terraform.io/hashicorp/aws', source, []],
  ['registry.opentofu.org/hashicorp/aws', source, []],
  ['terraform.io/builtin/terraformx', source, [`${PUBLIC}/?/terraform`, 'terraform.io/builtin/terraform']],
  ['zqhost.example/zqacme/zqtool', source, []],
  ['hashicorp/awsx', inJson, [AWS], 'main.tf.json'],
  ['awsx', local, [`${PUBLIC}/-/aws`]],
  ['awsx', block, [`${PUBLIC}/-/aws`]],
  ['awsx_instance', resource, [`${PUBLIC}/-/aws`]],
  ['awsx_ami', data, [`${PUBLIC}/-/aws`]],
  ['awsx_secret', ephemeral, [`${PUBLIC}/-/aws`]],
  ['awsx.zqregion', meta, [`${PUBLIC}/-/aws`]],
  [`${PUBLIC}/hashicorp/awsx`, block, [AWS], LOCK],
]

for (const [text, into, clear, name = 'main.tf'] of TYPED) {
  test(`while ${text} is typed into ${into.name} only what is known is named`, async (t) => {
    for (const isIncremental of [false, true]) {
      const folder = workspace(t, { 'main.tf': '', [name]: '' })
      const client = await session(t, { root: folder.root, capabilities: takesEvents })
      folder.open(client, 'main.tf')
      if (name !== 'main.tf') folder.open(client, name)
      const events = await type(client, folder.uri(name), beginnings(text).map(into), isIncremental)
      assert.deepEqual(strangers(events, clear), [])
      assert.deepEqual(found(events, ['zq', 'awsx', 'datadog/aws', 'hashicorp/datadog', 'hashicorpx']), [])
      const reports = properties(events).map((report) => report.providerRequirements ?? report.installedProviders ?? {})
      const named = reports.flatMap((report) =>
        Object.keys(report).filter((address) => !address.startsWith('unlisted/')),
      )
      assert.deepEqual([...new Set(named)].sort(), [...clear].sort())
      assert.ok(reports.length > 4, String(reports.length))
    }
  })
}

test('nothing telling is found while a whole module is typed', async (t) => {
  const folder = workspace(t, { 'zqfolder/main.tf': '', 'zqcalled/zqfile.tf': FILES['zqcalled/zqfile.tf'] })
  const client = await session(t, { root: folder.root, capabilities: takesEvents })
  folder.open(client, 'zqfolder/main.tf')
  const texts = beginnings(MAIN).filter((text, index) => index < MAIN.length && index % 3 === 0)
  const events = await type(client, folder.uri('zqfolder/main.tf'), texts, true)
  assert.ok(properties(events).length > 50)
  assert.deepEqual(found(events, [...telling(MAIN), folder.root, 'zq']), [])
  assert.deepEqual(strangers(events, [AWS, `${PUBLIC}/-/aws`]), [])
})

test('nothing is found without consent', posix, async (t) => {
  for (const level of ['off', 'error']) {
    const { root, ...folder } = workspace(t, FILES)
    const program = fakeTerraform(t, `echo '${prints('1.5.7')}'`)
    const client = await runs(t, { root, program, options: { telemetry: { level } }, capabilities: takesEvents })
    folder.open(client, 'zqproject/zqmain.tf')
    await type(client, folder.uri('zqproject/zqmain.tf'), beginnings('zqabc'), true)
    assert.deepEqual([readAll(client), program.runs()], [[], []])
  }
})
