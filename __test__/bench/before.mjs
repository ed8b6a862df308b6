// This version compared with an older one (`--before FOLDER`): start-up, memory, diagnostics after opening and after an
// edit, the throughput of opening Dockerfiles, and the size of the addon.

import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { sizeOfAddon } from './build.mjs'
import { LANGUAGES, generated, realDocuments, writeDocument } from './documents.mjs'
import { inProcess } from './language-client.mjs'
import { alternate, inNewFolder, median } from './measure.mjs'

export const needs = ['plain']

const PROCESSES = 15
const EDITS = 60
const LINES = 600
const DOCUMENTS = 100

const program = fileURLToPath(new URL('one-server.cjs', import.meta.url))

/** @param {import('./build.mjs').Built} built */
export async function measure(built) {
  const versions = [built.installed, built.before].map((installed) => ({ installed, measured: new Map() }))
  await processes(versions)
  await inNewFolder(async (folder) => {
    for (const language of ['dockerfile', 'compose', 'bake']) {
      await documents(versions, built.root, path.join(folder, language), language)
    }
  })
  return figures(versions)
}

function note({ measured }, what, unit, number) {
  if (!measured.has(what)) measured.set(what, { unit, numbers: [] })
  measured.get(what).numbers.push(number)
}

async function processes(versions) {
  const run = (...args) => execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  const bare = []
  await alternate(PROCESSES, [
    () => bare.push(Number(run('', 'memory'))),
    ...versions.map((version) => () => {
      note(version, 'require to initialized', 'ns', JSON.parse(run(version.installed, 'time')).initialized)
      note(version, 'memory of addon and one server', 'bytes', Number(run(version.installed, 'memory')) - bare.at(-1))
    }),
  ])
  for (const version of versions) note(version, 'size of the addon', 'bytes', sizeOfAddon(version.installed))
}

async function documents(versions, root, folder, language) {
  const { text, edited } = generated(language, LINES)
  const document = writeDocument(path.join(folder, 'long'), language, text)
  const real = realDocuments(root, path.join(folder, 'real'), language, DOCUMENTS)
  const clients = []
  for (const version of versions) {
    const client = await inProcess(version.installed).connect(folder)
    await client.openAndCheck(document)
    clients.push({ version, client, number: 1 })
  }
  const { right, wrong } = LANGUAGES[language]
  await alternate(
    EDITS,
    clients.map((one) => async (round) => {
      const [from, to] = round % 2 === 0 ? [right, wrong] : [wrong, right]
      const published = one.client.diagnostics(document.uri)
      const started = performance.now()
      one.client.replaceLine(document.uri, ++one.number, edited, from, to)
      await published
      note(one.version, `${language}, edit to diagnostics`, 'ns', (performance.now() - started) * 1e6)
    }),
  )
  await alternate(
    10,
    clients.map(({ version, client }) => async (round) => {
      const copies = real.map((one) => ({
        ...one,
        uri: `${one.uri.slice(0, one.uri.lastIndexOf('/'))}/${round}.${language}`,
      }))
      const started = performance.now()
      await Promise.all(copies.map((copy) => client.openAndCheck(copy)))
      note(version, `${language}, ${real.length} documents opened`, 'ns', (performance.now() - started) * 1e6)
      for (const { uri } of copies) client.notify('textDocument/didClose', { textDocument: { uri } })
    }),
  )
  for (const { client } of clients) await client.close()
}

function figures([now, before]) {
  return [...now.measured].map(([what, { unit, numbers }]) => ({
    goal: null,
    what,
    value: { number: median(numbers), unit },
    beside: { what: 'before', amount: { number: median(before.measured.get(what).numbers), unit } },
    limit: null,
  }))
}
