// Open documents: their text after all kinds of edits, compared with an independent model, and the identifiers, languages
// and versions that clients specify.

import assert from 'node:assert/strict'
import { createHash, randomInt } from 'node:crypto'
import test from 'node:test'

import { start, startTesting } from '../support/client.mjs'
import { assertGoesOn, exchange, message, warnings } from '../support/wire.mjs'

const URI = 'file:///workspace/Dockerfile'
const END = 2 ** 31 - 1

const at = (line, character) => ({ line, character })
const edit = (start, end, text) => ({ range: { start: at(...start), end: at(...end) }, text })
const document = (uri, version) => ({ uri, version })
const changed = (uri, version, contentChanges) =>
  message({ method: 'textDocument/didChange', params: { textDocument: document(uri, version), contentChanges } })
const opened = (uri, text, { languageId = 'dockerfile', version = 1 } = {}) =>
  message({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId, version, text } } })
const closed = (uri) => message({ method: 'textDocument/didClose', params: { textDocument: { uri } } })

/** Returns the text, version and language that the server stores for a document, or null if it is not open. */
async function held(client, uri = URI) {
  const { result } = await client.request('candor/testing/text', { uri })
  return result
}

/** Converts a position to an offset as the protocol specifies, independently of the server, in UTF-16. */
function offset(text, { line, character }) {
  const ends = /\r\n|\r|\n/g
  for (let [number, begin] = [0, 0]; ; number += 1, begin = ends.lastIndex) {
    const end = ends.exec(text)
    if (number === line) {
      const place = Math.min(begin + character, end ? end.index : text.length)
      const insidePair = place > begin && /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(place - 1, place + 1))
      return insidePair ? place - 1 : place
    }
    if (!end) return text.length
  }
}

/** Applies changes to a text. Unpaired surrogates are replaced, because the server cannot store them. */
function apply(text, changes) {
  for (const { range, text: inserted } of changes) {
    const [from, to] = range ? [offset(text, range.start), offset(text, range.end)].sort((a, b) => a - b) : [0, END]
    text = text.slice(0, from) + inserted.toWellFormed() + text.slice(to)
  }
  return text
}

/** A seeded random number generator: mulberry32. */
function generator(seed) {
  let state = seed >>> 0
  return function random(below) {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** Run `SEED=… node --test` to reproduce a failure. */
const SEED = Number(process.env.SEED ?? randomInt(2 ** 31))

const PIECES = [
  ...['', '', 'a', 'FROM scratch', ' ', '\t', 'é', 'ß\u0301', '漢字', '😀', '𝔘𝔫', '👩‍👩‍👧', '\u2028', '\u0085', '\v', '\f'],
  ...['\n', '\r', '\r\n', '\n\r', '\r\r\n', '\n\n', 'x\ny', 'x\r\ny\rz\n', '😀\r\n😀', '\r\n'.repeat(5)],
  ...['\0', '\ufeff', '"\\', '\ud83d', '\ude00', 'a\ud800', '\udfff\n'],
]

/** Creates a random edit, whose range may lie outside of `text`. */
function randomChange(random, text) {
  const pieces = Array.from({ length: 1 + random(3) }, () => PIECES[random(PIECES.length)]).join('')
  if (random(60) === 0) return { text: pieces }
  const lines = text.split(/\r\n|\r|\n/)
  const place = () => {
    if (random(25) === 0) return at(random(2) ? END : random(lines.length + 3), END)
    const line = random(lines.length + (random(10) === 0 ? 3 : 0))
    return at(line, random((lines[line] ?? '').length + (random(4) === 0 ? 4 : 1)))
  }
  const [start, far] = [place(), place()]
  const near = at(start.line, start.character + random(3))
  // Most ranges are short, otherwise the text would never grow.
  return { range: { start, end: random(4) === 0 ? far : near }, text: pieces }
}

// --- Edits -----------------------------------------------------------------------------------------------------------

test('thousands of random edits leave the text that the model has, after each of them', async (t) => {
  const random = generator(SEED)
  const client = startTesting(t)
  await client.initialize()
  let text = ''
  client.open(URI, text)
  const checks = []
  for (let version = 2; version < 4_002; version += 1) {
    const before = text
    const changes = []
    for (let count = random(8) === 0 ? random(6) : 1; count > 0; count -= 1) {
      const change = text.length > 400 && random(20) === 0 ? { text: '' } : randomChange(random, text)
      changes.push(change)
      text = apply(text, [change])
    }
    client.change(URI, changes, version)
    checks.push({ version, before, changes, text, held: held(client) })
  }
  for (const { version, before, changes, text: expected, held: promise } of checks) {
    const { text: found, version: foundVersion } = await promise
    if (found === expected && foundVersion === version) continue
    const how = `SEED=${SEED}: ${JSON.stringify(before)} changed by ${JSON.stringify(changes)}`
    assert.deepEqual({ found, foundVersion }, { found: expected, foundVersion: version }, how)
  }
})

for (const [title, text, changes, expected] of [
  ['a column counts UTF-16 units', 'a😀b', [edit([0, 3], [0, 4], 'c')], 'a😀c'],
  ['a column inside a pair means its beginning', 'a😀b', [edit([0, 2], [0, 2], '-')], 'a-😀b'],
  ['a range that ends inside a pair ends before it', 'a😀b', [edit([0, 0], [0, 2], '')], '😀b'],
  ['a range inside a pair is empty', '😀', [edit([0, 1], [0, 1], '-')], '-😀'],
  ['a text and a mark that combine are two', 'e\u0301!', [edit([0, 1], [0, 2], '')], 'e!'],
  ['a column behind the line means its end', 'ab\ncd', [edit([0, 99], [0, 99], '!')], 'ab!\ncd'],
  ['a column behind a line that ends in CRLF stays before it', 'ab\r\ncd', [edit([0, 3], [0, 3], '!')], 'ab!\r\ncd'],
  ['a column behind a line that ends in CR stays before it', 'ab\rcd', [edit([0, 9], [0, 9], '!')], 'ab!\rcd'],
  ['a line behind the text means its end', 'ab\n', [edit([7, 0], [7, 0], 'c')], 'ab\nc'],
  ['the greatest position means the end', 'ab\ncd', [edit([END, END], [END, END], '!')], 'ab\ncd!'],
  ['the line behind a last line end is there', 'ab\r', [edit([1, 0], [1, 0], 'c')], 'ab\rc'],
  ['everything can be deleted', 'ab\r\ncd\ref', [edit([0, 0], [END, END], '')], ''],
  ['everything can be deleted from the end', 'ab\r\ncd\ref', [edit([END, END], [0, 0], '')], ''],
  ['a range may be given backwards', 'abcd', [edit([0, 3], [0, 1], '-')], 'a-d'],
  ['a range over lines may be given backwards', 'a\nb\nc', [edit([2, 0], [0, 1], '-')], 'a-c'],
  [
    'CR and LF that come together are one line end',
    'a\rb\nc',
    [edit([1, 0], [1, 1], ''), edit([1, 0], [1, 0], '!')],
    'a\r\n!c',
  ],
  ['CR in front of LF joins it', 'a\nb', [edit([0, 1], [0, 1], '\r'), edit([1, 0], [1, 0], '!')], 'a\r\n!b'],
  ['LF behind CR joins it', 'a\rb', [edit([1, 0], [1, 0], '\n'), edit([1, 0], [1, 0], '!')], 'a\r\n!b'],
  ['CR and LF that are parted are two', 'a\r\nb', [{ text: 'a\rx\nb' }, edit([2, 0], [2, 0], '!')], 'a\rx\n!b'],
  ['a line end is deleted with its line', 'a\r\nb\r\nc', [edit([1, 0], [2, 0], '')], 'a\r\nc'],
  ['every change begins where the one before ended', '', 'abc'.split('').map((c, i) => edit([0, i], [0, i], c)), 'abc'],
  [
    'a whole text replaces what edits before it did',
    'a',
    [edit([0, 0], [0, 1], 'b'), { text: 'c' }, edit([0, 1], [0, 1], '!')],
    'c!',
  ],
  [
    'no other character ends a line',
    'a\u2028b\u0085c\vd',
    [edit([0, 7], [0, 7], '!'), edit([1, 0], [1, 0], '?')],
    'a\u2028b\u0085c\vd!?',
  ],
  ['the deprecated length is not looked at', 'abc', [{ ...edit([0, 0], [0, 1], ''), rangeLength: 3 }], 'bc'],
  ['a range that is null is none', 'abc', [{ range: null, text: 'd' }], 'd'],
]) {
  test(`edits: ${title}`, async (t) => {
    assert.equal(apply(text, changes), expected, 'the model has it right')
    const client = startTesting(t)
    await client.initialize()
    await exchange(client, opened(URI, text), changed(URI, 2, changes))
    assert.equal((await held(client)).text, expected)
  })
}

test('a thousand changes in one notification are applied in their order', async (t) => {
  const random = generator(SEED)
  const client = startTesting(t)
  await client.initialize()
  let text = ''
  const changes = Array.from({ length: 1_000 }, () => {
    const change = randomChange(random, text)
    text = apply(text, [change])
    return change
  })
  await exchange(client, opened(URI, ''), changed(URI, 2, changes))
  const { text: found } = await held(client)
  assert.ok(found === text, `SEED=${SEED}: ${JSON.stringify(found)} is not ${JSON.stringify(text)}`)
})

test('in a burst of 2,000 changes every request sees the text of its place', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  let text = 'FROM a\n'
  client.open(URI, text)
  const seen = []
  for (let version = 2; version < 2_002; version += 1) {
    // Each edit depends on the previous one: a single edit out of order corrupts the rest.
    const changes = [edit([version - 2, 0], [version - 2, version % 7], `RUN ${version} 😀\r\n`)]
    text = apply(text, changes)
    client.change(URI, changes, version)
    if (version % 10 === 0) seen.push({ version, text, held: held(client) })
  }
  for (const { held: promise, ...expected } of seen) {
    const { text: found, version } = await promise
    assert.ok(found === expected.text && version === expected.version, `version ${expected.version}`)
  }
  assert.equal((await held(client)).text, text)
})

test('two documents that are edited in turns do not mix', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const texts = new Map([
    [`${URI}.a`, ''],
    [`${URI}.b`, ''],
  ])
  for (const uri of texts.keys()) client.open(uri, '')
  for (let version = 2; version < 402; version += 1) {
    for (const uri of texts.keys()) {
      const changes = [edit([0, END], [0, END], `${uri.at(-1)}${version}`)]
      texts.set(uri, apply(texts.get(uri), changes))
      client.change(uri, changes, version)
    }
  }
  for (const [uri, text] of texts) assert.equal((await held(client, uri)).text, text)
})

test('a document of 50 MB is opened and edited', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  const line = `RUN echo 😀 ${'x'.repeat(86)}\n`
  const count = Math.ceil(50_000_000 / Buffer.byteLength(line))
  const middle = Math.floor(count / 2)
  client.open(URI, line.repeat(count))
  const edits = [
    edit([count - 1, 9], [count - 1, 11], 'astral'),
    edit([middle, 0], [middle + 3, 4], '\r'),
    edit([0, 0], [0, 0], 'FROM scratch\r\n'),
    edit([END, END], [END, END], 'the end'),
    // Deletes everything far from these edits, so that the remaining text is short enough to compare.
    edit([middle + 8, 0], [count - 6, 0], ''),
    edit([10, 0], [middle - 4, 0], ''),
  ]
  for (const [index, change] of edits.entries()) client.change(URI, [change], index + 2)
  const { text, version } = await held(client)
  const [beginning, around] = [`FROM scratch\r\n${line.repeat(9)}`, `\r${line.slice(4)}`]
  const ending = `${line.repeat(4)}${line.replace('😀', 'astral')}the end`
  assert.equal(text, `${beginning}${line.repeat(5)}${around}${line.repeat(5)}${ending}`)
  assert.equal(version, edits.length + 1)
})

// --- Opening and closing -----------------------------------------------------------------------------------------------

test('a document that is closed is gone, and comes back as it is opened', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  await exchange(client, opened(URI, 'a'), changed(URI, 2, [{ text: 'b' }]), closed(URI))
  assert.equal(await held(client), null)
  const came = await exchange(client, opened(URI, 'c', { version: 7, languageId: 'terraform' }))
  assert.deepEqual(came, [])
  assert.deepEqual(await held(client), { text: 'c', version: 7, languageId: 'terraform' })
  await exchange(client, changed(URI, 8, [edit([0, 1], [0, 1], '!')]))
  assert.deepEqual(await held(client), { text: 'c!', version: 8, languageId: 'terraform' })
})

test('a change of a document that is not open is named in the log, without its name, and opens nothing', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const before of [[], [opened(URI, 'a'), closed(URI)]]) {
    const came = await exchange(client, ...before, changed(URI, 2, [{ text: 'secret' }]))
    assert.equal(came.length, 1)
    assert.equal(warnings(came).length, 1)
    assert.doesNotMatch(came[0].params.message, /secret|workspace/)
    assert.equal(await held(client), null)
  }
})

test('closing a document twice, or one that was never open, has no effect', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  assert.deepEqual(await exchange(client, closed(URI), opened(URI, 'a'), closed(URI), closed(URI)), [])
  await assertGoesOn(client)
})

test('a document that is opened twice is what it was opened as last', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  await exchange(client, opened(URI, 'a', { version: 3 }), changed(URI, 4, [{ text: 'b' }]))
  await exchange(client, opened(URI, 'c\nd', { version: 1, languageId: 'dockerbake' }))
  assert.deepEqual(await held(client), { text: 'c\nd', version: 1, languageId: 'dockerbake' })
  await exchange(client, changed(URI, 2, [edit([1, 0], [1, 0], '!')]))
  assert.equal((await held(client)).text, 'c\n!d')
  await exchange(client, closed(URI))
  assert.equal(await held(client), null, 'closing it once is enough')
})

test('versions are those of the client, whatever order they come in', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  await exchange(client, opened(URI, 'a', { version: 0 }))
  for (const version of [1, 5, 5, 2, -1, 0, END, -(2 ** 31)]) {
    assert.deepEqual(await exchange(client, changed(URI, version, [{ text: `${version}` }])), [])
    const { text, version: found } = await held(client)
    assert.deepEqual({ text, found }, { text: `${version}`, found: version })
  }
  await exchange(client, changed(URI, 9, []))
  assert.equal((await held(client)).version, 9, 'a change of nothing is a version too')
})

test('a text that is empty, or no text of its kind at all, is held as it is', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  for (const text of [
    '',
    '\0',
    '\ufeffFROM a',
    '\r',
    '\r\n\r\n',
    '\u2028',
    '\ud800',
    '\udc00\ud800',
    '%PDF-1.7\u0001',
  ]) {
    await exchange(client, opened(URI, text))
    assert.equal((await held(client)).text, text.toWellFormed(), JSON.stringify(text))
  }
})

// --- Languages and identifiers -------------------------------------------------------------------------------------------

test('a document may be of every language; one that is not known is reported as other', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.server.readTelemetry()
  const known = ['dockerfile', 'dockercompose', 'dockerbake', 'terraform', 'terraform-vars']
  const unknown = [
    '',
    'secret-acme',
    'Dockerfile',
    'plaintext',
    'dockerfile ',
    'a'.repeat(10_000),
    '\ud800',
    'terraform\0',
  ]
  for (const [index, languageId] of [...known, ...unknown].entries()) {
    const uri = `${URI}.${index}`
    await exchange(client, opened(uri, 'a', { languageId }), changed(uri, 2, [{ text: 'b' }]))
    assert.deepEqual(await held(client, uri), { text: 'b', version: 2, languageId: languageId.toWellFormed() })
    const [{ properties }, ...others] = client.server.readTelemetry()
    assert.deepEqual(others, [])
    assert.equal(properties.language_identifier, known.includes(languageId) ? languageId : 'other')
  }
})

/** Identifiers in the forms that clients use, each with its path relative to `/work space/über` if it is inside. */
const IDENTIFIERS = [
  ['file:///work%20space/%C3%BCber/Dockerfile', 'Dockerfile'],
  ['file:///work space/über/a/Dockerfile', 'a/Dockerfile'],
  ['file:///work%20space/%C3%BCber/%F0%9F%98%80/Docker%23file%3F', '😀/Docker#file?'],
  ['file:///work%20space/%C3%BCber/100%25/Dockerfile', '100%/Dockerfile'],
  ['file:///work%20space/%C3%BCber/a+b%2Bc/Dockerfile', 'a+b+c/Dockerfile'],
  ['file://localhost/work%20space/%C3%BCber/b/Dockerfile', 'b/Dockerfile'],
  ['FILE:///work%20space/%C3%BCber/c/Dockerfile', 'c/Dockerfile'],
  ['file:///work%20space/%C3%BCber2/Dockerfile'],
  ['file:///work%20space/%C3%BCber'],
  ['file:///'],
  ['file:///c%3A/Users/x/Dockerfile'],
  ['file:///C:/Users/x/Dockerfile'],
  ['file:///c%3a/Users/x/compose.yaml'],
  ['file://server/share/Dockerfile'],
  ['file://wsl%24/Ubuntu/home/x/Dockerfile'],
  ['file://wsl.localhost/Ubuntu/home/x/Dockerfile'],
  ['file:///%FF%FE/Dockerfile'],
  ['file:///%00/Dockerfile'],
  ['untitled:Untitled-1'],
  ['untitled:/work%20space/%C3%BCber/Dockerfile'],
  ['untitled:C:\\Users\\x\\Dockerfile'],
  ['vscode-notebook-cell:/work%20space/%C3%BCber/a.ipynb#W0sZmlsZQ%3D%3D'],
  ['vscode-notebook-cell:/work%20space/%C3%BCber/a.ipynb#W1sZmlsZQ%3D%3D'],
  ['git:/work%20space/%C3%BCber/Dockerfile?%7B%22path%22%3A%22%2Fw%22%2C%22ref%22%3A%22~%22%7D'],
  ['git:/work%20space/%C3%BCber/Dockerfile?{"path":"/w","ref":"HEAD"}'],
  ['vscode-remote://ssh-remote%2Bexample/home/x/Dockerfile'],
  ['vscode-remote://wsl+Ubuntu/home/x/Dockerfile'],
  ['vscode-vfs://github/acme/app/Dockerfile'],
  ['inmemory://model/1'],
  ['urn:x:y'],
  ['x:'],
]

test('documents with identifiers of every kind are told apart, and reported by their place in a folder alone', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all', hashing: 'plain' } })
  await client.initialize({ rootUri: 'file:///work%20space/%C3%BCber' })
  client.server.readTelemetry()
  for (const [uri, file] of IDENTIFIERS) {
    assert.deepEqual(
      await exchange(client, opened(uri, `# ${uri}\n`), changed(uri, 2, [edit([0, 0], [0, 1], '//')])),
      [],
      uri,
    )
    const [{ properties }, ...others] = client.server.readTelemetry()
    assert.deepEqual(others, [], uri)
    const hash = file && createHash('sha256').update(`document::${file}`).digest('hex')
    assert.equal(properties.document, hash, uri)
    assert.equal(properties.git_remote, undefined, uri)
  }
  for (const [uri] of IDENTIFIERS) assert.equal((await held(client, uri)).text, `// ${uri}\n`, uri)
  for (const [uri] of IDENTIFIERS) await exchange(client, closed(uri))
  for (const [uri] of IDENTIFIERS) assert.equal(await held(client, uri), null, uri)
})

test('a drive letter means the same document however the client writes it', async (t) => {
  const client = startTesting(t)
  await client.initialize()
  // Each client always uses one spelling; the server must find the document by the spelling with which it was opened.
  for (const uri of ['file:///c%3A/Users/x/Dockerfile', 'file:///C:/Users/x/Dockerfile', 'file:///c:/Users/y']) {
    await exchange(client, opened(uri, uri), changed(uri, 2, [edit([0, END], [0, END], '!')]))
    assert.equal((await held(client, uri)).text, `${uri}!`)
  }
})

test('a file that is edited, closed, and edited again is reported once', async (t) => {
  const client = start(t, { telemetry: { level: 'all' } })
  await client.initialize()
  client.server.readTelemetry()
  await exchange(client, opened(URI, 'a'))
  assert.deepEqual(client.server.readTelemetry(), [], 'opening is no modification')
  await exchange(client, changed(URI, 2, []))
  assert.deepEqual(client.server.readTelemetry(), [], 'neither is a change of nothing')
  await exchange(client, changed(URI, 3, [{ text: 'b' }]), changed(URI, 4, [{ text: 'c' }]), closed(URI))
  await exchange(client, opened(URI, 'a'), changed(URI, 2, [{ text: 'b' }]))
  assert.equal(client.server.readTelemetry().length, 1)
})
