// The version of Terraform: which program is run, how long a report waits for it, and when it is killed.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { restart } from '../support/documents.mjs'
import { answersConfiguration, temporaryFolder } from '../support/telemetry.mjs'
import {
  contents,
  core,
  fakeTerraform,
  isRunning,
  posix,
  properties,
  reports,
  runs,
  session,
  workspace,
} from '../support/terraform.mjs'

/** Creates a Terraform that does not answer until something is written to its gate. */
function heldTerraform(t) {
  const gate = path.join(temporaryFolder(t), 'gate')
  execFileSync('mkfifo', [gate])
  return { gate, program: fakeTerraform(t, `cat '${gate}' > /dev/null\n${ANSWER}`) }
}

/** Waits for reports, but not until the server is idle; discards other events. */
async function nextReports(client) {
  let seen = []
  await client.until(() => (seen = properties(client.server.readTelemetry())).length > 0)
  return seen
}

const ANSWER = `echo '{"terraform_version": "1.5.7", "platform": "linux_amd64", "provider_selections": {}}'`
const HANGS = 'exec sleep 1000'

test('the version of Terraform is requested once per module, if the host allows it', posix, async (t) => {
  const program = fakeTerraform(t, ANSWER)
  const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0'), 'b/main.tf': core('>= 2.0') })
  const strict = await session(t, { root, options: { terraform: { path: program.program } } })
  folder.open(strict, 'main.tf')
  assert.deepEqual(contents(await reports(strict)), [{ tfRequirements: '>= 1.0' }])
  assert.deepEqual(program.runs(), [], 'the host has not allowed it')
  const client = await runs(t, { root, program })
  folder.open(client, 'main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0', tfVersion: '1.5.7' }])
  client.change(folder.uri('main.tf'), core('>= 1.1'))
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1', tfVersion: '1.5.7' }])
  folder.open(client, 'b/main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 2.0', tfVersion: '1.5.7' }])
  assert.deepEqual(
    program.runs().map((line) => line.split(' ').slice(2).join(' ')),
    ['version -json', 'version -json'],
  )
})

for (const [title, script] of [
  ['fails', `${ANSWER}\nexit 1`],
  ['prints nothing', ''],
  ['prints what is no JSON', 'echo Terraform v1.5.7'],
  ['prints another JSON', `echo '{"terraform_version": ["1.5.7"]}'`],
  ['prints a version that is none', `echo '{"terraform_version": "zqsecret"}'`],
  ['prints bytes that are no text', `printf '\\377\\376'`],
  ['prints without end', 'yes'],
  ['is none', null],
]) {
  test(`a program that ${title} loses nothing but the version`, posix, async (t) => {
    const program = fakeTerraform(t, script)
    if (script === null) fs.writeFileSync(program.program, '\u007fELF is not enough')
    const folder = workspace(t, { 'main.tf': core('>= 1.0') })
    const client = await runs(t, { root: folder.root, program })
    folder.open(client, 'main.tf')
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0' }])
    assert.equal(program.runs().length, script === null ? 0 : 1)
    assert.ok(!program.isRunning())
  })
}

test('a hanging program delays the report briefly, and is killed at its time limit', posix, async (t) => {
  for (const [timeout, limit] of [
    [undefined, 30_000],
    ['5s', 5_000],
  ]) {
    const program = fakeTerraform(t, HANGS)
    const folder = workspace(t, { 'main.tf': core('>= 1.0'), Dockerfile: 'FROM scratch\nMAINTAINER a\n' })
    const initializationOptions = { terraform: { timeout } }
    const client = await runs(t, { root: folder.root, program, initializationOptions })
    folder.open(client, 'main.tf')
    client.change(folder.uri('main.tf'), core('>= 1.1'))
    await client.until(() => program.runs().length === 1)
    folder.open(client, 'Dockerfile', 'dockerfile')
    await client.until(() => client.received('textDocument/publishDiagnostics').length > 0)
    assert.deepEqual(properties(client.server.readTelemetry()), [])
    client.pass(1_000)
    assert.deepEqual(contents(await nextReports(client)), [{ tfRequirements: '>= 1.1' }])
    client.change(folder.uri('main.tf'), core('>= 1.2'))
    assert.deepEqual(contents(await nextReports(client)), [{ tfRequirements: '>= 1.2' }])
    assert.ok(program.isRunning())
    client.pass(limit - 1_000)
    assert.deepEqual(await reports(client), [])
    await client.until(() => !program.isRunning())
    folder.open(client, 'main.tf')
    assert.equal((await reports(client)).length, 1, 'it is as it was before')
    assert.equal(program.runs().length, 1)
  }
})

test('a script that starts the program ends with it', posix, async (t) => {
  const numbers = path.join(temporaryFolder(t), 'numbers')
  const program = fakeTerraform(t, `sleep 1000 &\necho $! >> '${numbers}'\nwait`)
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  for (const end of [
    (client) => client.pass(30_000),
    (client) => client.server.setTelemetryLevel('off'),
    (client) => client.stop(),
  ]) {
    const before = program.runs().length
    const client = await runs(t, { root: folder.root, program })
    folder.open(client, 'main.tf')
    const started = () => (fs.existsSync(numbers) ? fs.readFileSync(numbers, 'utf8').split('\n').slice(0, -1) : [])
    await client.until(() => started().length > before)
    const pid = Number(started().at(-1))
    assert.ok(isRunning(pid))
    await end(client)
    await client.until(() => !isRunning(pid) && !program.isRunning())
  }
})

test('a late answer is reported when it arrives', posix, async (t) => {
  const { gate, program } = heldTerraform(t)
  const folder = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await runs(t, { root: folder.root, program })
  folder.open(client, 'main.tf')
  await client.until(() => program.runs().length === 1)
  client.pass(1_000)
  assert.equal((await nextReports(client)).length, 1)
  fs.writeFileSync(gate, '')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0', tfVersion: '1.5.7' }])
})

/** Ways to end consent. */
const ENDS = {
  'the host says off': (client) => client.server.setTelemetryLevel('off'),
  'the host says error': (client) => client.server.setTelemetryLevel('error'),
  'the host takes it back for a moment': (client) => {
    client.server.setTelemetryLevel('off')
    client.server.setTelemetryLevel('all')
  },
  'the client says off': async (client) => {
    client.notify('workspace/didChangeConfiguration', { settings: null })
    await client.until(() => client.received('workspace/configuration').length === 1)
    client.answer(client.received('workspace/configuration')[0], [{ telemetry: 'off' }])
  },
}

for (const [title, end] of Object.entries(ENDS)) {
  test(
    `a program is killed when its result may no longer be sent, and nothing waits for it: ${title}`,
    posix,
    async (t) => {
      for (const isLate of [false, true]) {
        const program = fakeTerraform(t, HANGS)
        const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0') })
        const initializationOptions = { telemetry: 'all' }
        const client = await runs(t, { root, program, initializationOptions, capabilities: answersConfiguration })
        folder.open(client, 'main.tf')
        await client.until(() => program.runs().length === 1)
        if (isLate) {
          client.pass(1_000)
          assert.equal((await nextReports(client)).length, 1)
        }
        assert.ok(program.isRunning())
        await end(client)
        assert.deepEqual(await reports(client), [], 'and nothing gets out')
        await client.until(() => !program.isRunning())
      }
    },
  )
}

test('a program keeps running at a level that still admits its result', posix, async (t) => {
  const { gate, program } = heldTerraform(t)
  const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0') })
  const client = await runs(t, { root, program })
  folder.open(client, 'main.tf')
  await client.until(() => program.runs().length === 1)
  client.server.setTelemetryLevel('all')
  client.notify('workspace/didChangeConfiguration', { settings: { docker: { lsp: { telemetry: 'all' } } } })
  fs.writeFileSync(gate, '')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.0', tfVersion: '1.5.7' }])
})

test('renewed consent runs the program again', posix, async (t) => {
  for (const level of ['off', 'error']) {
    const program = fakeTerraform(t, `[ "$(wc -l < "\${0%/*}/log")" -gt 1 ] || ${HANGS}\n${ANSWER}`)
    const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0') })
    const client = await runs(t, { root, program })
    folder.open(client, 'main.tf')
    await client.until(() => program.runs().length === 1)
    client.server.setTelemetryLevel(level)
    client.server.setTelemetryLevel('all')
    client.change(folder.uri('main.tf'), `${core('>= 1.0')}\n`)
    assert.deepEqual(await reports(client), [], 'it says the same')
    client.change(folder.uri('main.tf'), core('>= 1.1'))
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1', tfVersion: '1.5.7' }])
    assert.equal(program.runs().length, 2)
  }
})

test('consent that comes back while a module is read, or its program found, starts anew', posix, async (t) => {
  // Only the report reads the directory from the disk: the check of the document uses the text of the editor.
  const { root, ...folder } = workspace(t, { 'candor-testing-hang/main.tf': core('>= 1.0') })
  const uri = folder.uri('candor-testing-hang/main.tf').replace('candor-testing', 'candor%2Dtesting')
  for (const level of ['off', 'error']) {
    const client = await runs(t, { root, program: fakeTerraform(t, ANSWER) })
    client.hooks.hang(true)
    t.after(() => client.hooks.hang(false))
    client.open(uri, core('>= 1.0'), 'terraform')
    await client.until(() => client.hooks.hanging() === 1)
    client.server.setTelemetryLevel(level)
    client.server.setTelemetryLevel('all')
    client.change(uri, `${core('>= 1.0')}\n`)
    client.hooks.hang(false)
    assert.deepEqual(await reports(client), [], 'it says the same')
    client.change(uri, core('>= 1.1'))
    assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 1.1', tfVersion: '1.5.7' }])
    await client.stop()
  }
})

test('consent that comes back at any moment of a report starts anew', posix, async (t) => {
  const names = Array.from({ length: 300 }, (_, number) => `${number}/main.tf`)
  const { root, ...folder } = workspace(t, Object.fromEntries(names.map((name) => [name, core('>= 1.0')])))
  const client = await runs(t, { root, program: fakeTerraform(t, ANSWER) })
  for (const [number, name] of names.entries()) {
    folder.open(client, name)
    for (let turn = 0; turn < number % 60; turn += 1) await new Promise(setImmediate)
    client.server.setTelemetryLevel(number % 2 === 0 ? 'off' : 'error')
    client.server.setTelemetryLevel('all')
    // Events from here on belong to the new consent.
    client.server.readTelemetry()
    client.change(folder.uri(name), `${core('>= 1.0')}\n`)
    assert.deepEqual(await reports(client), [], `${number}: it says the same`)
    client.change(folder.uri(name), core('>= 1.1'))
    const expected = [{ tfRequirements: '>= 1.1', tfVersion: '1.5.7' }]
    assert.deepEqual(contents(await reports(client)), expected, String(number))
  }
})

test('a program that runs when the server stops is ended, and so it is with its session', posix, async (t) => {
  for (const end of [(client) => client.server.stop(), (client) => restart(client)]) {
    const program = fakeTerraform(t, HANGS)
    const folder = workspace(t, { 'main.tf': core('>= 1.0') })
    const client = await runs(t, { root: folder.root, program })
    folder.open(client, 'main.tf')
    await client.until(() => program.runs().length === 1)
    await end(client)
    await client.until(() => !program.isRunning())
  }
})

test('only a program outside the workspace is run, by its full path', posix, async (t) => {
  const good = fakeTerraform(t, ANSWER)
  const bad = fakeTerraform(t, ANSWER)
  const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0'), 'bin/x': '' })
  const inside = path.join(root, 'bin/terraform')
  fs.copyFileSync(bad.program, inside)
  const link = path.join(temporaryFolder(t), 'terraform')
  fs.symlinkSync(inside, link)
  const outer = process.env.PATH
  t.after(() => (process.env.PATH = outer))
  for (const [title, PATH, option, isRun] of [
    ['the environment', good.folder, undefined, true],
    ['the workspace first', `${path.dirname(inside)}:${path.dirname(link)}:${good.folder}`, undefined, true],
    ['the workspace alone', path.dirname(inside), undefined, false],
    ['relative entries', `.:bin::${path.relative(process.cwd(), bad.folder)}`, undefined, false],
    ['an option into the workspace', good.folder, inside, false],
    ['an option that leads there', good.folder, link, false],
    ['an option to nothing', good.folder, path.join(good.folder, 'none'), false],
  ]) {
    process.env.PATH = PATH
    const client = await runs(t, { root, program: { program: option } })
    folder.open(client, 'main.tf')
    const [{ tfVersion }] = await reports(client)
    assert.equal(tfVersion, isRun ? '1.5.7' : undefined, title)
    assert.deepEqual(bad.runs(), [], title)
    await client.stop()
  }
})

test(
  'the program comes from the host, and from a client only where the client started the process',
  posix,
  async (t) => {
    const [host, client] = [fakeTerraform(t, ANSWER), fakeTerraform(t, ANSWER)]
    const { root, ...folder } = workspace(t, { 'main.tf': core('>= 1.0') })
    const outer = process.env.PATH
    t.after(() => (process.env.PATH = outer))
    process.env.PATH = ''
    for (const [terraform, expected] of [
      [undefined, []],
      [{}, []],
      [{ path: '' }, []],
      [{ path: host.program }, ['host']],
      [{ pathFromClient: false, path: host.program }, ['host']],
      [{ pathFromClient: true }, ['client']],
      [{ pathFromClient: true, path: host.program }, ['client']],
    ]) {
      const before = [host, client].map((program) => program.runs().length)
      const initializationOptions = { terraform: { path: client.program } }
      const opened = await runs(t, { root, options: { terraform }, initializationOptions })
      folder.open(opened, 'main.tf')
      assert.equal((await reports(opened)).length, 1)
      const ran = [host, client].map((program, index) => program.runs().length - before[index])
      assert.deepEqual(
        ['host', 'client'].filter((_, index) => ran[index] > 0),
        expected,
      )
      await opened.stop()
    }
  },
)

test('no program runs at a level that does not need it, nor for modules that are only called', posix, async (t) => {
  const program = fakeTerraform(t, ANSWER)
  const called = 'module "a" {\n  source = "./a"\n}\n'
  const { root, ...folder } = workspace(t, {
    'main.tf': called,
    'a/main.tf': core('>= 1.0'),
    '.idea/main.tf': core('>= 2.0'),
  })
  for (const level of ['off', 'error', undefined]) {
    const client = await runs(t, { root, program, options: { telemetry: { level } } })
    folder.open(client, 'main.tf')
    await client.server.idle()
  }
  assert.deepEqual(program.runs(), [])
  const client = await runs(t, { root, program })
  folder.open(client, 'main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfVersion: '1.5.7' }, { tfRequirements: '>= 1.0' }])
  folder.open(client, '.idea/main.tf')
  assert.deepEqual(contents(await reports(client)), [{ tfRequirements: '>= 2.0' }])
  assert.equal(program.runs().length, 1)
})
