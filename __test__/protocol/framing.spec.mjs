// The framing of the command line: every message arrives complete, despite arbitrary chunks and junk in between.

import assert from 'node:assert/strict'
import test from 'node:test'

import framing from '../../js/cli/server/framing/framing.js'
import fields from '../../js/cli/server/framing/header-fields.js'

const { MessageReader, frame, MAX_CONTENT_LENGTH } = framing

/** Reads `bytes` in chunks of `size`, or all at once if `size` is 0. */
function read(bytes, size = 0) {
  const messages = []
  const problems = []
  const reader = new MessageReader(
    (message) => messages.push(message),
    (problem) => problems.push(problem),
  )
  const whole = Buffer.from(bytes)
  const step = size === 0 ? Math.max(whole.length, 1) : size
  for (let at = 0; at < whole.length; at += step) reader.push(whole.subarray(at, at + step))
  reader.end()
  return { messages, problems }
}

/** Asserts that the result does not depend on the size of the chunks. */
function readInEverySize(bytes) {
  const whole = read(bytes)
  for (const size of [1, 2, 3, 5, 7, 16, 64]) assert.deepEqual(read(bytes, size), whole, `chunks of ${size} bytes`)
  return whole
}

test('a message that was framed is read as it was', () => {
  for (const message of [
    '{}',
    '',
    '{"text":"Grüße, 世界 🐳"}',
    '{"text":"\\r\\n\\r\\nContent-Length: 5\\r\\n\\r\\n"}',
  ]) {
    assert.deepEqual(readInEverySize(frame(message)), { messages: [message], problems: [] })
  }
})

test('the length counts bytes and not characters', () => {
  assert.equal(frame('"ü🐳"'), 'Content-Length: 8\r\n\r\n"ü🐳"')
})

test('a lone surrogate does not shift later messages', () => {
  assert.deepEqual(read(frame('"\ud83d"') + frame('{}')).messages, ['"\ufffd"', '{}'])
})

test('several messages in one chunk are read in their order', () => {
  const messages = Array.from({ length: 500 }, (_, id) => JSON.stringify({ id }))
  assert.deepEqual(readInEverySize(messages.map(frame).join('')), { messages, problems: [] })
})

test('other headers, names in any case and spaces around values are accepted', () => {
  const bytes =
    'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:2\r\n\r\n{}' +
    'content-length:   2  \r\nX-Custom: 1: 2\r\ncontent-type: application/vscode-jsonrpc; charset="utf8"\r\n\r\n[]'
  assert.deepEqual(readInEverySize(bytes), { messages: ['{}', '[]'], problems: [] })
})

test('headers may end their lines with LF alone', () => {
  const bytes = 'Content-Length: 2\n\n{}Content-Length: 2\r\n\n[]Content-Length: 1\n\r\n1'
  assert.deepEqual(readInEverySize(bytes), { messages: ['{}', '[]', '1'], problems: [] })
})

test('empty lines between messages are skipped silently', () => {
  const bytes = `\r\n\n${frame('{}')}\r\n${frame('[]')}\n`
  assert.deepEqual(readInEverySize(bytes), { messages: ['{}', '[]'], problems: [] })
})

test('a large body in many chunks arrives whole', () => {
  const message = JSON.stringify({ text: 'ä'.repeat(3_000_000) })
  const { messages, problems } = read(frame(message) + frame('{}'), 65_536)
  assert.deepEqual(problems, [])
  assert.equal(messages.length, 2)
  assert.ok(messages[0] === message)
})

for (const length of ['abc', '-5', '1e3', '2.5', '0x10', '', '+2', `${MAX_CONTENT_LENGTH + 1}`, '9'.repeat(400)]) {
  test(`a Content-Length of '${length.slice(0, 20)}' loses one message and is reported in one line`, () => {
    const bytes = `${frame('1')}Content-Length: ${length}\r\n\r\n{"lost":true}${frame('2')}${frame('3')}`
    const { messages, problems } = readInEverySize(bytes)
    assert.deepEqual(messages, ['1', '2', '3'])
    assert.equal(problems.length, 1)
    assert.match(problems[0], /^invalid Content-Length: "/)
    assert.ok(problems[0].length < 200 && !problems[0].includes('\n'))
  })
}

test('a header without a Content-Length loses one message', () => {
  const bytes = `X-Custom: 1\r\n\r\n{"lost":true,\n"lines": 2}${frame('2')}`
  const { messages, problems } = readInEverySize(bytes)
  assert.deepEqual(messages, ['2'])
  assert.deepEqual(problems, ['missing Content-Length; skipping to the next header'])
})

test('output of another program before a header loses no message', () => {
  for (const junk of ['Debugger attached.\n', 'warning: x\r\n\r\n', '\ufeff', '\0\x01\xff']) {
    const { messages, problems } = readInEverySize(junk + frame('1') + frame('2'))
    assert.deepEqual(messages, ['1', '2'], JSON.stringify(junk))
    assert.equal(problems.length, 1)
  }
})

test('a line of junk inside a header loses no message', () => {
  const { messages, problems } = readInEverySize(`Content-Length: 2\r\nDebugger attached.\r\n\r\n{}${frame('2')}`)
  assert.deepEqual(messages, ['{}', '2'])
  assert.equal(problems.length, 1)
})

test('a body whose stated length is too short does not lose the next message', () => {
  const { messages, problems } = readInEverySize(`Content-Length: 2\r\n\r\n{"a":1}${frame('2')}`)
  assert.deepEqual(messages, ['{"', '2'])
  assert.equal(problems.length, 1)
})

test('a body whose stated length is too long does not lose the next message', () => {
  const { messages, problems } = readInEverySize(
    `Content-Length: 40\r\n\r\n{"a":1}${frame('{"b":22222}')}${frame('3')}`,
  )
  assert.deepEqual(messages, ['{"a":1}', '{"b":22222}', '3'])
  assert.deepEqual(problems, ['Content-Length 40 is too large: the next header begins earlier; cut the message there'])
})

test('of two lengths in one header, the last one is used', () => {
  const { messages, problems } = readInEverySize(`Content-Length: 5\r\nContent-Length: 2\r\n\r\n{}${frame('2')}`)
  assert.deepEqual(messages, ['{}', '2'])
  assert.equal(problems.length, 1)
  assert.deepEqual(read('Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}').problems, [])
})

test('a header that stops after its first line does not lose the next message', () => {
  const { messages } = readInEverySize(`Content-Length: 7\r\n{"a":1}${frame('2')}`)
  assert.deepEqual(messages, ['2'])
})

test('an unsupported charset is reported and the message is kept', () => {
  const { messages, problems } = readInEverySize('Content-Type: text; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}')
  assert.deepEqual(messages, ['{}'])
  assert.deepEqual(problems, ['unsupported charset "utf-16"; used utf-8'])
})

test('a large amount of junk without a line break does not lose the next message', () => {
  const messages = []
  const problems = []
  const reader = new MessageReader(
    (message) => messages.push(message),
    (problem) => problems.push(problem),
  )
  const junk = Buffer.alloc(1024 * 1024, 'x')
  for (let megabytes = 0; megabytes < 300; megabytes += 1) reader.push(junk)
  reader.push(Buffer.from('Content-Le'))
  reader.push(Buffer.from('ngth: 2\r\n\r\n{}'))
  assert.deepEqual(messages, ['{}'])
  assert.deepEqual(problems, ['unterminated header line; skipping to the next header'])
})

test('an input that ends inside a message or a header is reported', () => {
  assert.deepEqual(read('Content-Length: 10\r\n\r\n{}').problems, ['input ended 8 bytes before the end of a message'])
  assert.deepEqual(read('Content-Length: 10\r\n').problems, ['input ended inside a header'])
  assert.deepEqual(read('Content-Le').problems, ['input ended inside a header'])
  assert.deepEqual(read(frame('{}')).problems, [])
  assert.deepEqual(read('').problems, [])
})

test('random junk between messages never loses one of them', () => {
  // A small generator with a fixed seed, so that failures can be reproduced.
  let state = 42
  const random = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  const words = ['\r\n', '\n', 'Content-Length', ': ', 'x', '{"a":1}', 'Content-Type: y', '\0', 'é', '12', '\r']
  for (let round = 0; round < 300; round += 1) {
    const messages = Array.from({ length: 4 }, (_, id) => JSON.stringify({ round, id }))
    let bytes = ''
    for (const message of messages) {
      const junk = Array.from({ length: random(6) }, () => words[random(words.length)]).join('')
      // Junk must not contain a complete header, because a message would have to follow it.
      bytes += (/content-length: *\d+ *\r?\n/i.test(`${junk}\r\n`) ? '' : junk) + frame(message)
    }
    const read = readInEverySize(bytes)
    for (const message of messages) assert.ok(read.messages.includes(message), JSON.stringify(bytes))
  }
})

// --- Work ------------------------------------------------------------------------------------------------------------

const LINE = 64 * 1024

/** Lines of 64 KiB on which a pattern that backtracks at every start or every split of the spaces takes hours. */
const HOSTILE_LINES = {
  spaces: ' '.repeat(LINE),
  tabs: '\t'.repeat(LINE),
  'a name, then spaces': `x${' '.repeat(LINE)}x`,
  'a value between spaces': `x: ${' '.repeat(LINE / 2)}x${' '.repeat(LINE / 2)}`,
  'spaces inside a value': `x: ${'y '.repeat(LINE / 2)}`,
  'a length, then spaces': `content-length:1${' '.repeat(LINE)}x`,
  'a length behind spaces': `content-length${' '.repeat(LINE / 2)}:${' '.repeat(LINE / 2)}1`,
  'names of lengths': 'content-length'.repeat(LINE / 14),
  'lengths without digits': 'content-length:'.repeat(LINE / 15),
  'lengths that go on': 'content-length: 1 '.repeat(LINE / 18),
  digits: `content-length: ${'1'.repeat(LINE)}`,
  'digits, then something else': `content-length: ${'1'.repeat(LINE)}x`,
  colons: ':'.repeat(LINE),
}

/** Returns the bytes of a line and a count of how often a byte is read. */
function counted(line) {
  const bytes = Buffer.from(line, 'latin1')
  const count = { reads: 0 }
  const proxy = new Proxy(bytes, {
    get(target, key) {
      count.reads += 1
      return target[key]
    },
  })
  return { bytes: proxy, length: bytes.length, count }
}

for (const [name, line] of Object.entries(HOSTILE_LINES)) {
  test(`a header line of ${name} is read with a fixed number of looks at each byte`, () => {
    for (const find of [fields.findField, fields.findLengthAtEnd, fields.isLengthLine]) {
      const { bytes, length, count } = counted(line)
      find(bytes, 0, length)
      assert.ok(count.reads <= 8 * length, `${find.name}: ${count.reads} looks at ${length} bytes`)
    }
  })
}

test('hostile header lines lose no later message', () => {
  for (const line of Object.values(HOSTILE_LINES)) {
    // A line that ends with a length is a valid header.
    if (fields.findLengthAtEnd(Buffer.from(line), 0, line.length) !== null) continue
    for (const head of [`${line}\r\n`, `Content-Length: 2\r\n${line}\r\n\r\n{}`, `${line}\r\n`.repeat(16)]) {
      const { messages } = read(`${head}\r\n${frame('"last"')}`, 4096)
      assert.equal(messages.at(-1), '"last"')
    }
  }
})

/** Returns the number of bytes that are copied while `work` runs. */
function bytesMoved(t, work) {
  const { copy } = Buffer.prototype
  let moved = 0
  const mock = t.mock.method(Buffer.prototype, 'copy', function (...args) {
    const count = copy.apply(this, args)
    moved += count
    return count
  })
  work()
  mock.mock.restore()
  return moved
}

test('bytes are moved a fixed number of times, whatever the chunks are', (t) => {
  const body = JSON.stringify('x'.repeat(LINE))
  for (const bytes of [' '.repeat(LINE), frame(body), `${frame('1')}`.repeat(2000)]) {
    for (const size of [1, 100, 0]) {
      const moved = bytesMoved(t, () => read(bytes, size))
      assert.ok(moved <= 4 * bytes.length, `${moved} bytes of ${bytes.length} in chunks of ${size}`)
    }
  }
})

test('headers that each claim a large body are cut from one another as they arrive', (t) => {
  const claims = 'Content-Length: 9999999\r\n\r\n{}'.repeat(2000)
  let messages
  const moved = bytesMoved(t, () => ({ messages } = read(claims, 64)))
  assert.equal(messages.length, 1999)
  assert.ok(moved <= 8 * claims.length, `${moved} bytes of ${claims.length}`)
})
