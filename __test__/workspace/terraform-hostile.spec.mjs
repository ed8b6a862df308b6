// Terraform files that are designed to be slow: neither their depth nor their length delays a response or a report.

import assert from 'node:assert/strict'
import test from 'node:test'

import { contents, core, reports, session, workspace } from '../support/terraform.mjs'

test('11: deeply nested or unterminated documents are read as far as possible', async (t) => {
  const folder = workspace(t)
  const client = await session(t, folder)
  const many = (text) => text.repeat(200_000)
  const endings = {
    blocks: many('a {\n'),
    labels: `a${many(' "b"')}`,
    lists: `x = ${many('[')}`,
    objects: `x = ${many('{a=')}`,
    parentheses: `x = ${many('(')}${many(')')}`,
    templates: `x = ${many('"${')}`,
    calls: `x = ${many('f(')}`,
    string: `x = "${many('a')}`,
    heredoc: `x = <<E\n${many('a\n')}`,
    comment: `/* ${many('*')}`,
  }
  for (const [name, ending] of Object.entries(endings)) {
    client.open(folder.uri(`${name}/main.tf`), core('>= 1.0') + ending, 'terraform')
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }], name)
  }
  for (const [name, value, isWhole] of [
    ['arrays', many('[') + many(']'), true],
    ['members', `${many('{"a":')}1${many('}')}`, true],
    ['open', many('['), false],
    ['text', `"${many('a')}`, false],
  ]) {
    const text = `{"terraform": {"required_version": ">= 1.0"}, "x": ${value}}`
    client.open(folder.uri(`${name}/main.tf.json`), text, 'terraform')
    assert.deepEqual(contents(await reports(client)), isWhole ? [{ tfRequirements: '>= 1.0' }] : [], name)
  }
})

test('after ten megabytes on one line the server answers as before', async (t) => {
  const folder = workspace(t, { 'small/main.tf': core('>= 1.0') })
  const client = await session(t, folder)
  const long = 'a'.repeat(10_000_000)
  for (const [name, text, added] of [
    ['main.tf', `x = "${long}"`, ['\n', '"']],
    ['main.tf.json', `{"x": "${long}"}`, []],
  ]) {
    const uri = folder.uri(`long/${name}`)
    client.open(uri, text, 'terraform')
    const end = { line: 0, character: text.length }
    for (const each of added) client.change(uri, [{ range: { start: end, end }, text: each }])
    assert.deepEqual(await reports(client), [], 'it asks for nothing')
    client.change(uri, '')
  }
  client.change(folder.uri('long/main.tf'), core('>= 1.1'))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1' }])
  folder.open(client, 'small/main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }])
})
