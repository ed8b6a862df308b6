// Canaries: if everything in a workspace has a recognizable name, no event contains any of those names.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { found, strangers } from '../support/canaries.mjs'
import { startTesting } from '../support/client.mjs'
import {
  callback,
  git,
  modify,
  names,
  readAll,
  repository,
  takesEvents,
  temporaryFolder,
  uriOf,
} from '../support/telemetry.mjs'

const KEY = 'zqkey-of-the-publisher-0123456789-abcdef'

/** Strings that must not appear in any event, keyed by where they are used. */
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

/**
 * Creates a workspace in which everything is named after a canary, and returns the parameters of a client whose folder
 * is too.
 */
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

/** Triggers every kind of event, using canaries wherever possible. */
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
    const telling = [...Object.values(CANARIES), KEY, 'acme-merger', 'alice', '/home', top, 'zq', '.rs', '0x']
    assert.deepEqual(found(events, telling), [])
    assert.deepEqual(strangers(events), [], 'a flag, null, a hash, a UUID, a version or a word of a closed list')
  })
}

test('the search finds a telling word wherever it is, and values that have no closed form', () => {
  const word = 'zqCanary'
  const planted = [
    ...[word, word.toUpperCase(), `/home/${word}/x`, `~> 1.0-${word}`, [...word].reverse().join('')],
    ...['hex', 'base64', 'base64url'].map((encoding) => Buffer.from(word).toString(encoding)),
    ...['a', 'ab', 'abc'].map((before) => Buffer.from(`${before}${word}/main.tf`).toString('base64')),
  ]
  for (const text of planted) {
    for (const properties of [{ moduleId: text }, { [text]: true }, { providerRequirements: { [text]: '' } }]) {
      const events = [{ v: 1, name: 'moduleData', properties }]
      assert.deepEqual(found(events, ['zqother', word]), [word], JSON.stringify(events))
      assert.equal(strangers(events).length, 1, JSON.stringify(events))
    }
  }
})

test('every property has a closed form, and none of them takes a telling word', async (t) => {
  const client = startTesting(t, { telemetry: { level: 'all' } })
  await useEverything(client, workspace(t))
  const events = client.server.readTelemetry()
  assert.deepEqual(strangers(events), [])
  for (const event of events) {
    for (const key of Object.keys(event.properties)) {
      for (const value of ['zqcanary', `${event.properties[key]} /zqcanary`, 7, {}, ['zqcanary']]) {
        const planted = { ...event, properties: { ...event.properties, [key]: value } }
        assert.equal(strangers([planted]).length, 1, `${key}: ${value}`)
      }
    }
    for (const planted of [
      { ...event, zqcanary: 1 },
      { ...event, name: 'zqcanary' },
      { ...event, v: 'zqcanary' },
    ])
      assert.ok(strangers([planted]).length > 0)
  }
})
