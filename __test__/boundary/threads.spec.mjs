// Threads: the server abandons work that hangs and blocks nothing else, and copes if the system has no threads left.

import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import test from 'node:test'

import { inChild, script } from '../support/child.mjs'
import { ask, asks, codes, folder, MAINTAINER, pushed, shows, STAGE_NAME, takesActions } from '../support/documents.mjs'
import { actions, modify, repository, startHooked, temporaryFolder, uriOf } from '../support/telemetry.mjs'
import { core, properties, workspace } from '../support/terraform.mjs'
import { warnings } from '../support/wire.mjs'

/** Time limits in seconds for each kind of work. */
const LIMITS = { analysis: 30, disk: 15 }
const HANGS = 'candor-testing-hang'
const HANGING = `file:///workspace/${HANGS}/Dockerfile`
const URI = 'file:///workspace/Dockerfile'

/** Creates a client in a session with a manual clock. Hanging work is released when the test ends. */
async function session(t, { capabilities = shows, options, ...params } = {}) {
  const client = startHooked(t, options)
  client.hooks.hang(true)
  t.after(async () => {
    client.hooks.hang(false)
    while (client.hooks.hanging() > 0) await new Promise(setImmediate)
  })
  await client.initialize({ capabilities, ...params })
  return client
}

/** Waits until exactly `count` jobs hang and no other work is running, then advances the clock past their time limit. */
async function giveUp(client, kind, count = 1) {
  const { hooks } = client
  const late = () => hooks.lateWork()[Object.keys(LIMITS).indexOf(kind)]
  const before = late()
  await client.until(() => hooks.hanging() - hooks.threadCounts()[1] === count && hooks.sleeping() === count)
  client.pass(LIMITS[kind] * 1_000)
  await client.until(() => late() === before + count)
}

/** Returns a different URI for the same path on the disk. A document with this URI does not hang by itself. */
const behind = (uri) => uri.replace(HANGS, encodeURIComponent(HANGS).replace('-', '%2D'))

const logged = (client) => warnings(client.messages).map(({ params }) => params.message)

// --- Work that hangs -----------------------------------------------------------------------------------------------------

test('a document whose files hang is given up after 30 seconds, and the log says so once', async (t) => {
  const client = await session(t)
  client.open(HANGING, MAINTAINER)
  const idle = client.server.idle()
  await giveUp(client, 'analysis')
  await idle
  assert.deepEqual(pushed(client, HANGING), [], 'nothing is known of it')
  client.open(HANGING.replace('Dockerfile', 'other.dockerfile'), MAINTAINER)
  await giveUp(client, 'analysis')
  const [message, ...more] = logged(client)
  assert.match(message, /^candor: gave up on diagnostics and quick fixes .* after 30 seconds; check /)
  assert.deepEqual(more, [])
})

test('work that ends in time is answered, however close the time is', async (t) => {
  const client = await session(t, { capabilities: asks })
  client.open(HANGING, MAINTAINER)
  const asked = ask(client, HANGING)
  await client.until(() => client.hooks.hanging() === 1)
  client.pass(LIMITS.analysis * 1_000 - 1)
  client.hooks.hang(false)
  assert.deepEqual(codes((await asked).result.items), ['MaintainerDeprecated'])
  assert.deepEqual(client.hooks.lateWork(), [0, 0])
})

test('a request about a document that hangs is answered with an error', async (t) => {
  const capabilities = { textDocument: { ...asks.textDocument, ...takesActions.textDocument } }
  const client = await session(t, { capabilities })
  client.open(HANGING, MAINTAINER)
  const [diagnostics, fixes] = [ask(client, HANGING), quickFixes(client, HANGING)]
  await giveUp(client, 'analysis', 2)
  const { code, data } = (await diagnostics).error
  assert.deepEqual({ code, data }, { code: -32802, data: { retriggerRequest: false } })
  assert.equal((await fixes).error.code, -32803)
  // While the work hangs, no more work starts for this document, and requests are answered at once.
  for (let number = 0; number < 100; number += 1) {
    assert.equal((await ask(client, HANGING)).error.code, -32802)
    assert.equal((await quickFixes(client, HANGING)).error.code, -32803)
  }
  assert.deepEqual(client.hooks.lateWork(), [2, 0])
  client.hooks.hang(false)
  await client.until(() => client.hooks.threadCounts()[1] === 0)
  assert.deepEqual(codes((await ask(client, HANGING)).result.items), ['MaintainerDeprecated'])
})

test('hanging work that ends late changes nothing', async (t) => {
  const client = await session(t)
  client.open(HANGING, MAINTAINER)
  await giveUp(client, 'analysis')
  client.hooks.hang(false)
  await client.until(() => client.hooks.threadCounts()[1] === 0)
  await client.server.idle()
  assert.deepEqual(pushed(client, HANGING), [])
  client.change(HANGING, STAGE_NAME)
  await client.server.idle()
  assert.deepEqual(codes(pushed(client, HANGING).at(-1).diagnostics), ['StageNameCasing'])
})

test('a file beside a document that hangs costs the documents that read it their diagnostics, and no other', async (t) => {
  const { uri } = folder(t)
  const client = await session(t)
  const bake = (name) => `target "a" {\n  dockerfile = "${name}"\n  target = "none"\n}\n`
  client.open(uri('docker-bake.hcl'), bake(`${HANGS}.dockerfile`), 'dockerbake')
  client.open(uri('Dockerfile'), MAINTAINER)
  await client.until(() => pushed(client, uri('Dockerfile')).length === 1)
  await giveUp(client, 'analysis')
  await client.server.idle()
  assert.deepEqual(pushed(client, uri('docker-bake.hcl')), [])
})

test('four servers hang and the fifth answers', async (t) => {
  const stuck = []
  for (let number = 0; number < 4; number += 1) {
    const client = await session(t, { options: { telemetry: { level: 'all' } } })
    for (let document = 0; document < 10; document += 1) client.open(`${HANGING}.${document}`, MAINTAINER)
    modify(client, `${HANGING}.0`)
    client.request('candor/modules')
    stuck.push(client)
  }
  const fifth = await session(t, { capabilities: asks })
  fifth.open(URI, MAINTAINER)
  // No client's clock has advanced.
  assert.deepEqual(codes((await ask(fifth, URI)).result.items), ['MaintainerDeprecated'])
  for (const client of stuck) {
    assert.equal((await client.request('candor/testing/echo', 'x')).result, 'x')
    assert.deepEqual(client.hooks.lateWork(), [0, 0])
  }
})

test('a server with eight documents that hang refuses the next at once, and others go on', async (t) => {
  const client = await session(t)
  for (let number = 0; number < 20; number += 1) client.open(`${HANGING}.${number}`, MAINTAINER)
  for (let round = 0; round < 2; round += 1) await giveUp(client, 'analysis', 4)
  let isIdle = false
  void client.server.idle().then(() => (isIdle = true))
  await client.until(() => {
    // Four jobs run at a time, so more may have started before the eighth was abandoned.
    client.pass(LIMITS.analysis * 1_000)
    return isIdle
  })
  assert.deepEqual(pushed(client), [])
  client.open(URI, MAINTAINER)
  await client.server.idle()
  assert.deepEqual(pushed(client), [])
  const [given, refused, ...more] = logged(client)
  assert.match(given, /gave up on/)
  assert.match(refused, /: too many earlier tasks are still blocked/)
  assert.deepEqual(more, [])
  const other = await session(t)
  other.open(URI, MAINTAINER)
  await other.server.idle()
  assert.deepEqual(codes(pushed(other, URI).at(-1).diagnostics), ['MaintainerDeprecated'])
  client.hooks.hang(false)
  await client.until(() => client.hooks.threadCounts()[1] === 0)
  client.change(URI, STAGE_NAME)
  await client.server.idle()
  assert.deepEqual(codes(pushed(client, URI).at(-1).diagnostics), ['StageNameCasing'])
})

test('an event about a repository that hangs is given up, and the next one is reported', async (t) => {
  const root = temporaryFolder(t)
  const client = await session(t, { options: { telemetry: { level: 'all' } } })
  for (const name of [HANGS, 'fine']) repository(path.join(root, name), { origin: 'https://example.com/a/b' })
  client.server.readTelemetry()
  modify(client, behind(uriOf(root, HANGS, 'Dockerfile')))
  modify(client, uriOf(root, 'fine', 'Dockerfile'))
  await client.until(() => pushed(client).filter(({ version }) => version === 2).length === 2)
  await giveUp(client, 'disk')
  await client.server.idle()
  const events = actions(client.server.readTelemetry(), 'fileModified')
  assert.equal(events.length, 1)
  assert.ok(events[0].properties.git_remote)
  assert.equal(
    logged(client).filter((message) => /gave up on .*Git repositories.* after 15 seconds/.test(message)).length,
    1,
  )
})

test('a module that hangs is given up, and another one is reported', async (t) => {
  const folder = workspace(t, { [`${HANGS}/main.tf`]: core('>= 1.0'), 'fine/main.tf': core('>= 1.1') })
  const client = await session(t, { rootUri: uriOf(folder.root), options: { telemetry: { level: 'all' } } })
  client.open(behind(folder.uri(`${HANGS}/main.tf`)), core('>= 1.0'), 'terraform')
  folder.open(client, 'fine/main.tf')
  await client.until(() => pushed(client).length === 2)
  await giveUp(client, 'disk')
  await client.server.idle()
  const reported = properties(client.server.readTelemetry())
  assert.deepEqual(
    reported.map(({ tfRequirements }) => tfRequirements),
    ['>= 1.1'],
  )
})

test('a server that stops while its work hangs leaves no promise pending', async (t) => {
  const client = await session(t)
  for (let number = 0; number < 10; number += 1) client.open(`${HANGING}.${number}`, MAINTAINER)
  const idle = client.server.idle()
  const rejected = assert.rejects(idle, { code: 'SERVER_STOPPED' })
  const other = await session(t)
  await client.server.stop()
  await rejected
  other.open(URI, MAINTAINER)
  await other.server.idle()
  assert.equal(pushed(other, URI).length, 1)
  other.hooks.hang(false)
  await other.until(() => other.hooks.threadCounts()[1] === 0)
})

/** Requests the quick fixes of a whole document. */
function quickFixes(client, uri) {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  return client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } })
}

// --- Hostile trees -------------------------------------------------------------------------------------------------------

test(
  'pipes, devices and huge files under the names of ours neither stop a server nor fill its memory',
  { skip: process.platform === 'win32' },
  async (t) => {
    const root = temporaryFolder(t)
    const hostile = ['.dockerignore', 'other.dockerfile', 'main.tf', '.terraform.lock.hcl', 'compose.yaml']
    for (const [kind, make] of Object.entries({
      pipe: (file) => execFileSync('mkfifo', [file]),
      device: (file) => fs.symlinkSync('/dev/zero', file),
      loop: (file) => fs.symlinkSync(path.basename(file), file),
      directory: (file) => fs.mkdirSync(file),
      sparse(file) {
        fs.writeFileSync(file, '')
        fs.truncateSync(file, 2 ** 40)
      },
    })) {
      fs.mkdirSync(path.join(root, kind))
      for (const name of hostile) make(path.join(root, kind, name))
    }
    const { printed, ...ended } = await inChild(
      async ({ LanguageServer, initialize, initialized, message, print, root }) => {
        const { pathToFileURL } = require('node:url')
        const server = LanguageServer.start({ telemetry: { level: 'all' } })
        const shown = {}
        server.onMessage((text) => {
          const { method, params } = JSON.parse(text)
          if (method === 'textDocument/publishDiagnostics') shown[params.uri] = params.diagnostics.length
        })
        server.send(initialize.replace('"rootUri":null', `"rootUri":${JSON.stringify(pathToFileURL(root).href)}`))
        server.send(initialized)
        const open = (uri, languageId, text) =>
          server.send(message('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }))
        for (const kind of ['pipe', 'device', 'loop', 'directory', 'sparse']) {
          const uri = (name) => `${pathToFileURL(root).href}/${kind}/${name}`
          open(uri('Dockerfile'), 'dockerfile', 'FROM scratch\nCOPY a /\nMAINTAINER a\n')
          open(uri('docker-bake.hcl'), 'dockerbake', 'target "a" {\n  dockerfile = "other.dockerfile"\n}\n')
          open(uri('variables.tf'), 'terraform', 'terraform {\n  required_version = ">= 1.0"\n}\n')
          server.send(
            message('textDocument/didChange', {
              textDocument: { uri: uri('Dockerfile'), version: 2 },
              contentChanges: [],
            }),
          )
        }
        server.send(message('candor/modules', undefined, 'modules'))
        await server.idle()
        print(Object.values(shown).filter((count) => count === 1).length)
        print(server.readTelemetry().filter(({ name }) => name === 'moduleData').length)
        print(Math.round(process.resourceUsage().maxRSS / 1024))
        await server.stop()
      },
      { data: { root } },
    )
    const [warned, modules, megabytes] = printed
    assert.deepEqual({ ...ended, warned, modules }, { code: 0, signal: null, stderr: '', warned: 5, modules: 5 })
    assert.ok(megabytes < 400, `${megabytes} MB`)
  },
)

// --- No threads available --------------------------------------------------------------------------------------------

/** Runs `work` while the process cannot create threads. */
async function withoutNewThreads(client, work) {
  client.hooks.exhaustThreads(true)
  try {
    return await work()
  } finally {
    client.hooks.exhaustThreads(false)
  }
}

/** Blocks every thread of the pool with abandoned work of other servers. */
async function blockThreads(t, client) {
  await client.until(() => client.hooks.threadCounts()[1] === 0)
  const [threads] = client.hooks.threadCounts()
  // One server more than needed: a job that is abandoned before it starts to hang does not block a thread.
  const servers = await Promise.all(Array.from({ length: Math.ceil(threads / 8) + 1 }, () => session(t)))
  for (const server of servers) {
    for (let number = 0; number < 8; number += 1) server.open(`${HANGING}.${number}`, MAINTAINER)
  }
  await client.until(() => {
    for (const server of servers) server.pass(LIMITS.analysis * 1_000)
    const [all, late] = client.hooks.threadCounts()
    return all === late && all === client.hooks.hanging()
  })
}

test('a thread that cannot be had costs the answers that need it, and no later one', async (t) => {
  const client = await session(t, { options: { telemetry: { level: 'all' } } })
  await withoutNewThreads(client, async () => {
    await blockThreads(t, client)
    client.open(URI, MAINTAINER)
    modify(client, `${URI}.modified`)
    await client.server.idle()
    assert.deepEqual(pushed(client), [])
    assert.deepEqual(actions(client.server.readTelemetry(), 'fileModified'), [])
    const { error } = await client.request('candor/modules')
    assert.equal(error.code, -32803)
  })
  const refusals = logged(client).filter((message) => /could not provide .*: no thread is available/.test(message))
  assert.equal(refusals.length, 2, 'once for documents, once for Git and modules')
  client.change(URI, STAGE_NAME)
  modify(client, `${URI}.later`)
  await client.server.idle()
  assert.deepEqual(codes(pushed(client, URI).at(-1).diagnostics), ['StageNameCasing'])
  assert.equal(actions(client.server.readTelemetry(), 'fileModified').length, 2)
})

test('work waits for a thread that is busy where the system has no other', async (t) => {
  const client = await session(t)
  await withoutNewThreads(client, async () => {
    const [threads] = client.hooks.threadCounts()
    const servers = await Promise.all(Array.from({ length: threads }, () => session(t)))
    for (const server of servers) for (const name of ['a', 'b']) server.open(`${HANGING}.${name}`, MAINTAINER)
    client.open(URI, MAINTAINER)
    await client.until(() => client.hooks.hanging() === threads)
    assert.deepEqual(pushed(client), [])
    client.hooks.hang(false)
    await client.server.idle()
    assert.deepEqual(codes(pushed(client, URI).at(-1).diagnostics), ['MaintainerDeprecated'])
  })
})

test('a server starts only where there are threads for it, and says why where there are not', async (t) => {
  const client = await session(t)
  await withoutNewThreads(client, async () => {
    await blockThreads(t, client)
    assert.throws(
      () => startHooked(t),
      ({ code, message, cause }) => {
        assert.deepEqual([code, cause instanceof Error], ['RUNTIME_UNAVAILABLE', true])
        assert.match(message, /the system cannot create a thread/)
        return true
      },
    )
  })
  await startHooked(t).initialize()
})

test(
  'at every limit of threads a process starts a server that works, or learns why it cannot, and starts one later',
  { skip: limitedUser() === undefined && 'needs Linux, prlimit and root, to become a user whom the system limits' },
  async () => {
    const outcomes = new Set()
    for (let spare = 0; spare <= 5; spare += 1) outcomes.add(await startWithSpareThreads(spare))
    assert.deepEqual([...outcomes], ['RUNTIME_UNAVAILABLE', 'started'])
  },
)

/** Finds a user without other processes, because limits do not apply to root. Returns undefined if there is none. */
function limitedUser() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return undefined
  const uid = 60_000 + (process.pid % 5_000)
  const can = (program, args) => spawnSync(program, args, { uid, gid: uid }).status === 0
  const canRead = can(process.execPath, ['-e', script(({ LanguageServer }) => LanguageServer.start())])
  return can('prlimit', ['--version']) && canRead ? uid : undefined
}

/**
 * Starts a process whose user may create only `spare` more threads, and which tries to start a server. Returns the
 * outcome; a server that started must work. Then lifts and restores the limit while servers start and work.
 */
async function startWithSpareThreads(spare) {
  const uid = limitedUser()
  const child = spawn(process.execPath, ['-e', script(limited)], { uid, gid: uid, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value)
  const limit = (threads) => execFileSync('prlimit', [`--pid=${child.pid}`, `--nproc=${threads}:`], { uid, gid: uid })
  const goOn = async () => {
    child.stdin.write('\n')
    return next()
  }
  try {
    const threads = await next()
    limit(threads + spare)
    const first = await goOn()
    limit(1_000)
    assert.equal(await goOn(), 'started', 'the limit has gone')
    limit(1)
    assert.equal(await goOn(), 'started', 'the threads are there already')
    return first
  } finally {
    child.kill('SIGKILL')
  }
}

/** The child process: for each line of input, it starts another server and uses all servers. */
function limited({ LanguageServer, initialize, initialized, open, message, print }) {
  const fs = require('node:fs')
  const servers = []
  async function start() {
    const before = servers.length
    try {
      servers.push({ server: LanguageServer.start(), shown: 0 })
    } catch (error) {
      if (!(error.cause instanceof Error)) throw error
      return error.code
    }
    const added = servers.at(-1)
    added.server.onMessage((text) => (added.shown += JSON.parse(text).method === 'textDocument/publishDiagnostics'))
    added.server.send(initialize)
    added.server.send(initialized)
    for (const one of servers) {
      one.shown = 0
      one.server.send(open(`file:///w/${before}/Dockerfile`, 'FROM scratch\nMAINTAINER a\n'))
      one.server.send(message('textDocument/codeAction', {}, 'wrong'))
    }
    await Promise.all(servers.map(({ server }) => server.idle()))
    return servers.every(({ shown }) => shown === 1) ? 'started' : servers.map(({ shown }) => shown)
  }
  print(fs.readdirSync('/proc/self/task').length)
  process.stdin.on('data', async () => print(await start()))
}
