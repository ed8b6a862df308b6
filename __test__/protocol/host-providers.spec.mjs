// Tags of images and modules of a registry from the host: when the server requests them, how completion uses them, and
// that nothing else waits for them.

import assert from 'node:assert/strict'
import test from 'node:test'

import { LanguageServer, startTesting, testingBinary } from '../support/client.mjs'
import { HookedClient } from '../support/telemetry.mjs'

const URI = 'file:///workspace/Dockerfile'

const session = async (t, imageTags) => {
  const client = startTesting(t, { providers: { imageTags } })
  await client.initialize()
  return client
}

const complete = async (client, text, uri = URI, languageId = 'dockerfile') => {
  client.open(uri, text, languageId)
  const lines = text.trimEnd().split('\n')
  const position = { line: lines.length - 1, character: lines.at(-1).length }
  const { result } = await client.request('textDocument/completion', { textDocument: { uri }, position })
  client.notify('textDocument/didClose', { textDocument: { uri } })
  return result
}
const labels = (list) => list.items.map(({ label }) => label)

for (const [name, answer] of [
  ['an array', (tags) => tags],
  ['a promise', async (tags) => tags],
]) {
  test(`completion offers the tags that the host returns as ${name}`, async (t) => {
    const asked = []
    const client = await session(t, (image) => {
      asked.push(image)
      return answer(['22-special', '20-special', 'not a tag'])
    })
    const found = labels(await complete(client, 'FROM ghcr.io/owner/app:2'))
    assert.deepEqual(found.slice(0, 2), ['ghcr.io/owner/app:22-special', 'ghcr.io/owner/app:20-special'])
    const compose = 'services:\n  web:\n    image: ghcr.io/owner/app:22'
    const again = labels(await complete(client, compose, 'file:///workspace/compose.yaml', 'dockercompose'))
    assert.deepEqual(again.slice(0, 1), ['ghcr.io/owner/app:22-special'])
    assert.deepEqual(asked, ['ghcr.io/owner/app'], 'the host is asked once for each image')
  })
}

test('a list has the first 200 tags that match, wherever they are among those of the host', async (t) => {
  const many = Array.from({ length: 300 }, (_, index) => `1.${index}`)
  const client = await session(t, () => [...many, '2-special'])
  const all = await complete(client, 'FROM a/b:')
  assert.deepEqual(
    labels(all),
    many.slice(0, 200).map((tag) => `a/b:${tag}`),
  )
  assert.equal(all.isIncomplete, true)
  assert.equal(labels(await complete(client, 'FROM a/b:2'))[0], 'a/b:2-special')
})

test('the host is asked only where a tag is written', async (t) => {
  const asked = []
  const client = await session(t, (image) => {
    asked.push(image)
    return []
  })
  for (const text of [
    'FROM nod',
    'FROM node',
    'FROM $image:2',
    'FROM scratch\nRUN echo node:2',
    'FROM localhost:5000/a',
  ])
    await complete(client, text)
  assert.deepEqual(asked, [])
  await complete(client, 'FROM --platform=linux/amd64 localhost:5000/a:1')
  await complete(client, 'FROM scratch\nCOPY --from=node:')
  assert.deepEqual(asked, ['localhost:5000/a', 'node'])
})

test('an error of the host goes to onError, and the image is requested again', async (t) => {
  let asked = 0
  const client = await session(t, () => {
    asked += 1
    if (asked === 1) throw new Error('no network')
    return asked === 2 ? 'latest' : ['1-special']
  })
  const errors = []
  client.server.onError((error) => errors.push(error.message))
  for (let time = 0; time < 2; time++) assert.equal((await complete(client, 'FROM a/b:')).isIncomplete, true)
  assert.deepEqual(errors, ['no network', 'providers.imageTags must return an array of strings'])
  assert.deepEqual(labels(await complete(client, 'FROM a/b:1')), ['a/b:1-special'])
})

test('no other request waits for the host, and a late answer counts for the next list', async (t) => {
  let answer
  const client = await session(t, () => new Promise((resolve) => (answer = resolve)))
  client.open(URI, 'FROM a/b:1\n')
  const place = { textDocument: { uri: URI }, position: { line: 0, character: 10 } }
  const first = client.request('textDocument/completion', place)
  const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri: URI } })
  assert.equal(symbols.result.length, 1)
  const { result } = await first
  assert.equal(result.isIncomplete, true)
  answer(['1-special'])
  await client.server.idle()
  const second = await client.request('textDocument/completion', place)
  assert.deepEqual(labels(second.result), ['a/b:1-special'])
})

/** Creates a client with a manual clock, the list of images that the host was asked about, and functions to answer. */
const withClock = async (t) => {
  const asked = []
  const answers = []
  const imageTags = (image) => {
    asked.push(image)
    return new Promise((resolve) => answers.push(resolve))
  }
  const client = new HookedClient({ providers: { imageTags } })
  t.after(() => client.stop())
  await client.initialize()
  const ask = (image) => {
    const uri = `file:///workspace/${image}/Dockerfile`
    const text = `FROM ${image}:`
    client.open(uri, text)
    const position = { line: 0, character: text.length }
    return client.request('textDocument/completion', { textDocument: { uri }, position })
  }
  return { client, asked, answers, ask }
}

test('a host that does not answer is asked again after 30 seconds, and about other images too', async (t) => {
  const { client, asked, answers, ask } = await withClock(t)
  const lists = Array.from({ length: 32 }, (_, index) => ask(`a/b${index}`))
  await client.until(() => asked.length === 32)
  client.pass(1000)
  for (const { result } of await Promise.all(lists)) assert.equal(result.isIncomplete, true)
  assert.equal((await ask('a/other')).result.isIncomplete, true, 'too many answers are owed')
  client.pass(29_000)
  const again = ask('a/other')
  await client.until(() => asked.length === 33)
  answers[32](['1-special'])
  assert.deepEqual(labels((await again).result).slice(0, 1), ['a/other:1-special'])
  assert.equal(asked[32], 'a/other')
})

test('tags are requested again after 10 minutes, and at once if there were none', async (t) => {
  const { client, asked, answers, ask } = await withClock(t)
  for (const [index, tags] of [[], ['1-special']].entries()) {
    const list = ask('a/b')
    await client.until(() => answers.length === index + 1)
    answers[index](tags)
    await list
  }
  client.pass(599_999)
  await ask('a/b')
  assert.equal(asked.length, 2)
  client.pass(1)
  const list = ask('a/b')
  await client.until(() => asked.length === 3)
  answers[2](['2-special'])
  assert.deepEqual(labels((await list).result).slice(0, 1), ['a/b:2-special'])
})

test('a list for a text that was changed while the host was asked is refused', async (t) => {
  const { client, asked, answers, ask } = await withClock(t)
  const list = ask('a/b')
  await client.until(() => asked.length === 1)
  client.change('file:///workspace/a/b/Dockerfile', 'FROM scratch\n')
  answers[0](['1-special'])
  assert.equal((await list).error.code, -32801)
})

test('tags of the host replace those that were guessed', async (t) => {
  const client = await session(t, () => ['9.9-special'])
  assert.deepEqual(labels(await complete(client, 'FROM node:')), ['node:9.9-special'])
})

test('the host is asked about an image that is a build context of a Bake file', async (t) => {
  const client = await session(t, (image) => (image === 'a/b' ? ['1-special'] : []))
  for (const [uri, text] of [
    ['docker-bake.hcl', 'target "app" {\n  contexts = {\n    base = "docker-image://a/b:1'],
    ['docker-bake.json', '{ "target": { "app": { "contexts": { "base": "docker-image://a/b:'],
  ]) {
    const list = await complete(client, text, `file:///workspace/${uri}`, 'dockerbake')
    assert.equal(labels(list)[0], 'a/b:1-special', uri)
  }
})

test('completion offers the modules that the host finds for a source', async (t) => {
  const asked = []
  const found = [
    'acme/vpc/aws',
    'registry.example.com/acme/network/aws//modules/vpc',
    './vpc',
    'acme/vpc',
    'https://a/b/c',
  ]
  const client = startTesting(t, {
    providers: {
      async registryModules(query) {
        asked.push(query)
        return found
      },
    },
  })
  await client.initialize()
  for (const [name, languageId, text] of [
    ['main.tf', 'terraform', 'module "vpc" {\n  source = "vpc'],
    ['main.tftest.hcl', 'terraform-test', 'run "a" {\n  module {\n    source = "vp'],
    ['main.tf.json', 'terraform', '{ "module": { "vpc": { "source": "v'],
  ]) {
    const list = await complete(client, text, `file:///workspace/${name}`, languageId)
    assert.deepEqual(labels(list).slice(0, 2), found.slice(0, 2), name)
    assert.equal(list.isIncomplete, true, 'the next letter is another query')
    assert.ok(!labels(list).includes('acme/vpc'), 'this is no address of a registry')
    const [{ textEdit }] = list.items
    const typed = text.slice(text.lastIndexOf('"') + 1)
    assert.equal(textEdit.range.end.character - textEdit.range.start.character, typed.length, name)
  }
  assert.deepEqual(asked, ['vpc', 'vp', 'v'])
})

test('the host is not asked about sources that are paths or URLs, nor elsewhere', async (t) => {
  const asked = []
  const client = startTesting(t, { providers: { registryModules: (query) => void asked.push(query) ?? [] } })
  await client.initialize()
  for (const text of [
    'module "vpc" {\n  source = "',
    'module "vpc" {\n  source = "./v',
    'module "vpc" {\n  source = "git::v',
    'module "vpc" {\n  source = "acme/vpc/aws//v',
    'module "vpc" {\n  source = "${v',
    'module "vpc" {\n  version = "v',
    'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/v',
    'resource "a_b" "c" {\n  source = "v',
  ])
    await complete(client, text, 'file:///workspace/main.tf', 'terraform')
  assert.deepEqual(asked, [])
})

test('a provider that is no function is refused', () => {
  const refused = (providers, field) =>
    assert.throws(
      () => LanguageServer.start({ providers, binary: testingBinary }),
      (error) => error.code === 'INVALID_ARGUMENT' && error.message.includes(field),
    )
  refused({ imageTags: 1 }, 'providers.imageTags')
  refused({ registryModules: [] }, 'providers.registryModules')
  refused({ imageTag: () => [] }, 'imageTag')
  let reads = 0
  const changing = {
    get imageTags() {
      reads += 1
      return reads === 1 ? 1 : () => []
    },
  }
  refused(changing, 'providers.imageTags')
})
