// Canaries: in a workspace where everything has a telling name, none of the names is found in any event.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { startTesting } from './client.mjs'
import { callback, git, modify, names, readAll, repository, takesEvents, temporaryFolder, uriOf } from './telemetry.mjs'

const KEY = 'zqkey-of-the-publisher-0123456789-abcdef'

/** What must not be found anywhere, each with where it is put. */
const CANARIES = {
  folder: 'zqfolder',
  user: 'zqalice',
  organisation: 'zqacme',
  repository: 'zqmerger',
  host: 'git.zqinternal.example',
  password: 'zqpassword',
  branch: 'zqbranch',
  author: 'zqauthor',
  file: 'zqsalary.Dockerfile',
  text: 'zqtext',
  language: 'zqlanguage',
  client: 'zqclient',
  clientVersion: 'zqversion',
  option: 'zqoption',
  value: 'zqvalue',
  command: 'zqcommand',
  capability: 'zqcapability',
  diagnostic: 'zqdiagnostic',
  locale: 'zqlocale',
  session: 'zqsession',
  folderName: 'zqworkspace',
  method: 'zqmethod',
  trace: 'zqtrace',
}

/** A workspace of telling names, in a folder of them, with the parameters of a client that has one too. */
function workspace(t) {
  const { folder, user, organisation, host, password, author, branch } = CANARIES
  const top = path.join(temporaryFolder(t), 'home', user, folder)
  const remote = `https://${user}:${password}@${host}/${organisation}/${CANARIES.repository}.git?token=${password}#${branch}`
  repository(top, { origin: remote, [user]: `ssh://${user}@${host}/${organisation}/x` })
  git(top, 'checkout', '-q', '-b', branch)
  fs.writeFileSync(path.join(top, CANARIES.file), CANARIES.text)
  git(top, 'add', '.')
  git(top, '-c', `user.name=${author}`, '-c', `user.email=${author}@example.com`, 'commit', '-q', '-m', CANARIES.text)
  return top
}

function params(top) {
  const { option, value, command } = CANARIES
  return {
    processId: process.pid,
    clientInfo: { name: CANARIES.client, version: `1.2.3-${CANARIES.clientVersion}` },
    locale: CANARIES.locale,
    rootPath: top,
    rootUri: uriOf(top),
    workspaceFolders: [{ uri: uriOf(top), name: CANARIES.folderName }],
    trace: CANARIES.trace,
    workDoneToken: CANARIES.session,
    initializationOptions: {
      [option]: value,
      rootModulePaths: [value],
      excludeModulePaths: [value],
      commandPrefix: command,
      indexing: { ignoreDirectoryNames: [value], ignorePaths: [value], [option]: value },
      terraform: { path: `/${value}`, timeout: value, logFilePath: `/${value}`, [option]: value },
      experimentalFeatures: { validateOnSave: value, [option]: value },
      dockerfileExperimental: { [option]: value },
    },
    capabilities: {
      experimental: {
        ...takesEvents.experimental,
        showReferencesCommandId: command,
        refreshModuleProvidersCommandId: command,
        [CANARIES.capability]: CANARIES.capability,
        dockerLanguageServerCapabilities: {
          clientInfoExtras: { client_name: CANARIES.client, client_session: CANARIES.session },
          commands: [command],
        },
      },
    },
  }
}

/** Does everything that can make an event, in telling words. */
async function useEverything(client, top) {
  const { file, language, user, diagnostic } = CANARIES
  await client.initialize(params(top))
  modify(client, uriOf(top, file))
  modify(client, uriOf(top, CANARIES.folder, `${user}.tf`), language)
  modify(client, uriOf(path.dirname(top), file))
  modify(client, `untitled:${file}`)
  modify(client, `https://${user}:${CANARIES.password}@${CANARIES.host}/${file}`)
  const prefixed = (parameters) => ({ ...parameters, command: `${CANARIES.command}.${parameters.command}` })
  await client.request('workspace/executeCommand', prefixed(callback()))
  await client.request('workspace/executeCommand', prefixed(callback(diagnostic)))
  await client.request('workspace/executeCommand', { command: CANARIES.command, arguments: [CANARIES.value] })
  await client.request(`candor/${CANARIES.method}`, { value: CANARIES.value })
  await client.request('candor/testing/panic')
  await client.request('candor/testing/panicLater')
  client.notify('candor/testing/panicNotification')
  await client.server.idle()
}

for (const [name, hashing] of Object.entries({ session: 'session', plain: 'plain', key: { key: KEY } })) {
  test(`nothing telling is found in any event, hashed with ${name}`, async (t) => {
    const top = workspace(t)
    const client = startTesting(t, { telemetry: { level: 'all', hashing } })
    await useEverything(client, top)
    const events = readAll(client)
    const kinds = names(events)
    const expected = [
      ...['initialize', 'server_heartbeat initialized'],
      ...Array(5).fill('server_user_action fileModified'),
      'server_user_action commandExecuted',
      ...Array(3).fill('server_heartbeat panic'),
    ]
    assert.deepEqual(kinds.sort(), [...expected, ...expected].sort(), 'the host and the client heard of everything')
    const text = JSON.stringify(events).toLowerCase()
    const telling = [...Object.values(CANARIES), KEY, 'acme-merger', 'alice', '/home', top, 'zq', '.rs', '0x']
    const found = telling.filter((word) => text.includes(word.toLowerCase()))
    assert.deepEqual(found, [])
    // Also not in a form that is easily undone.
    for (const word of Object.values(CANARIES)) {
      for (const encoding of ['hex', 'base64']) {
        const encoded = Buffer.from(word).toString(encoding).replaceAll('=', '').toLowerCase()
        assert.ok(!text.includes(encoded), `${word} as ${encoding}`)
      }
    }
  })
}

test('every value of every event is a flag, null, a hash, a UUID, a version or a word of a closed list', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await useEverything(client, workspace(t))
  const words = [
    ...['dir', 'other', 'initialized', 'panic', 'fileModified', 'commandExecuted', 'dockerfile', 'JSONArgsRecommended'],
    'server.textDocument.codeAction.diagnostics',
    '1.2.3',
    client.server.readTelemetry(1)[0].properties.lsVersion,
  ]
  const shapes = {
    document: /^[0-9a-f]{64}$/,
    git_remote: /^[0-9a-f]{64}$/,
    server_session: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    function: /^candor::[\w:<>{} ]+$/,
    stack_trace: /^[\w:<>{}\n ,&\[\];()*=+-]+$/,
  }
  for (const { v, name, properties } of readAll(client)) {
    assert.equal(v, 1)
    assert.ok(['initialize', 'server_heartbeat', 'server_user_action'].includes(name))
    for (const [key, value] of Object.entries(properties)) {
      const fits = shapes[key]?.test(value) ?? (typeof value === 'boolean' || words.includes(value))
      assert.ok(fits, `${name} ${key}: ${value}`)
    }
  }
})
