// An extension that `candor init` creates, with an endpoint: the question, an event of its own, and where it arrives.
// The endpoint is an OpenTelemetry Collector if `npm run test:collector` has built one, or else a server in this
// process.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'

import { root, testingBinary } from '../../support/client.mjs'
import { EventServer } from '../../support/event-server.mjs'
import { installJavaScript } from '../../support/installed.mjs'
import { temporaryFolder } from '../../support/telemetry.mjs'
import { Collector, PASS_ON, skip as noCollector } from '../../telemetry/collector/collector.mjs'
import { Editor } from './editor.mjs'
import { until } from './processes.mjs'

const TITLE = 'Acme Docker'
const SETTING = 'acmeDocker.telemetry'
const STATUS = `[id="your-publisher.acme-docker.${SETTING}"]`

/** Replacements for the template's `receiver.ts`. */
const RECEIVERS = {
  Collector: (url) => `
    import { resourceFromAttributes } from '@opentelemetry/resources'
    import { LoggerProvider } from '@opentelemetry/sdk-logs'
    import { openTelemetryReceiver, otlpExporter, purgeableProcessor } from 'candor/opentelemetry'

    export function makeReceiver() {
      const processor = purgeableProcessor({ exporter: otlpExporter({ url: '${url}' }) })
      const resource = resourceFromAttributes({ 'service.name': 'acme-docker' })
      const loggerProvider = new LoggerProvider({ resource, processors: [processor] })
      return openTelemetryReceiver({ loggerProvider, processor })
    }`,
  'HTTPS endpoint': (url) => `
    import { httpsReceiver } from 'candor/https'
    export const makeReceiver = () => httpsReceiver({ url: '${url}' })`,
}

/** Starts an endpoint. @returns its URL, and a function that returns the names and properties of received events */
const ENDPOINTS = {
  Collector: async (t) => {
    const collector = await Collector.start(t, PASS_ON)
    const arrived = () =>
      collector.records().map(({ eventName, attributes }) => ({ name: eventName, properties: attributes }))
    return { url: collector.url, arrived }
  },
  'HTTPS endpoint': async (t) => {
    const server = await EventServer.start(t)
    return { url: server.url, arrived: () => server.events.map(({ event }) => event) }
  },
}

/** Creates the extension and bundles it with its own scripts. */
function makeExtension(t, receiver) {
  const folder = path.join(temporaryFolder(t), 'acme-docker')
  run([path.join(root, 'js/cli/main.js'), 'init', folder])
  fs.writeFileSync(path.join(folder, 'src/receiver.ts'), receiver)
  const modules = path.join(folder, 'node_modules')
  installJavaScript(modules)
  for (const name of ['@opentelemetry', 'esbuild', 'vscode-languageclient']) {
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
  }
  run(['scripts/build.mjs'], { cwd: folder })
  fs.symlinkSync(testingBinary, path.join(folder, 'dist/candor.node'))
  return folder
}

function run(args, options) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', ...options })
  assert.equal(status, 0, stderr)
}

for (const kind of Object.keys(ENDPOINTS)) {
  const skip = kind === 'Collector' && noCollector
  test(`after a yes, an event of the extension arrives (${kind})`, { skip }, async (t) => {
    const { url, arrived } = await ENDPOINTS[kind](t)
    const editor = await Editor.start(t, {
      files: { Dockerfile: 'FROM scratch\n' },
      extensions: [makeExtension(t, RECEIVERS[kind](url))],
    })
    const { window } = editor
    const names = () => arrived().map(({ name }) => name)
    const level = (level) =>
      window.page
        .locator(STATUS)
        .filter({ hasText: `Telemetry: ${level}` })
        .waitFor()

    await editor.show('Dockerfile')
    const question = window.notification(`Allow ${TITLE} to send`)
    await question.waitFor()
    await level('off')
    await window.command(`${TITLE}: Show Telemetry`)
    await window.telemetry.getByText('Nothing was sent, and nothing was lost.').waitFor()
    await window.screenshot(`receiver question ${kind}`)
    assert.deepEqual(names(), [])

    await question.getByRole('button', { name: 'Yes' }).click()
    await level('all')
    await until('the session arrives', () => names().length >= 2)
    assert.deepEqual(names(), ['initialize', 'server_heartbeat'])

    await window.command(`${TITLE}: Show Telemetry`)
    await until('the event arrives', () => names().includes('commandUsed'))
    const used = arrived().find(({ name }) => name === 'commandUsed')
    assert.equal(used.properties.command, 'showTelemetry')
    await window.telemetry.getByText('3 sent, 0 waiting, 0 lost.').waitFor()
    const listed = window.telemetry.locator('#entries strong').filter({ hasText: 'commandUsed' })
    await listed.scrollIntoViewIfNeeded()
    await window.screenshot(`receiver arrived ${kind}`)

    await editor.set({ [SETTING]: 'off' })
    await level('off')
    await window.command(`${TITLE}: Show Telemetry`)
    await editor.set({ [SETTING]: 'all' })
    await level('all')
    await until('the new session arrives', () => names().length >= 5)
    assert.deepEqual(names(), ['initialize', 'server_heartbeat', 'commandUsed', 'initialize', 'server_heartbeat'])
  })
}
