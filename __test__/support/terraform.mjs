// Shared by the tests of Terraform modules: folders of modules, sessions in which modules are reported, and the reports.

import fs from 'node:fs'
import path from 'node:path'

import { answersConfiguration, startHooked, temporaryFolder, uriOf } from './telemetry.mjs'

export const AWS = 'registry.terraform.io/hashicorp/aws'
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Returns the text of a module that requires a version of Terraform. */
export const core = (version) => `terraform {\n  required_version = "${version}"\n}\n`
/** Returns the text of a module that requires a provider. */
export const provider = (source, version) =>
  `terraform {\n  required_providers {\n    one = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`
export const lock = (address, version) => `provider "${address}" {\n  version = "${version}"\n}\n`

/** Creates a folder with files. */
export function workspace(t, files = {}) {
  const root = temporaryFolder(t)
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  return {
    root,
    write,
    uri: (name) => uriOf(root, name),
    /** Opens a file with its contents on the disk. */
    open: (client, name, languageId = 'terraform') =>
      client.open(uriOf(root, name), fs.readFileSync(path.join(root, name), 'utf8'), languageId),
  }
}

/** Starts a client in a session in which the host's level is `all`. */
export async function session(t, { root, options, ...params } = {}) {
  const client = startHooked(t, { telemetry: { level: 'all' }, ...options })
  await client.initialize({ rootUri: root === undefined ? null : uriOf(root), ...params })
  return client
}

/** Waits until the server is idle. Resolves with the properties of the reports that the host has not read yet. */
export async function reports(client) {
  await client.server.idle()
  return properties(client.server.readTelemetry())
}

/** Returns the properties of the reports among `events`. */
export const properties = (events) =>
  events.filter(({ name }) => name === 'moduleData').map(({ properties }) => properties)

/** Returns reports without the id of the module. */
export const contents = (reports) => reports.map(({ moduleId: _, ...content }) => content)

/** Starts a client that specifies `all`, and that the server asks for the level when its configuration changes. */
export const asked = (t, { root }) =>
  session(t, { root, capabilities: answersConfiguration, initializationOptions: { telemetry: 'all' } })

/** Whether a process is still running. */
export function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Skips tests on Windows, where a shell script is not a program. */
export const posix = { skip: process.platform === 'win32' }

/** Creates a program that pretends to be Terraform. It logs each run as a line, then runs `script`. */
export function fakeTerraform(t, script, name = 'terraform') {
  const folder = temporaryFolder(t)
  const program = path.join(folder, name)
  const log = path.join(folder, 'log')
  fs.writeFileSync(program, `#!/bin/sh\necho "$$ $PWD $*" >> '${log}'\n${script}\n`)
  fs.chmodSync(program, 0o755)
  const runs = () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
  /** Whether the last run is still running. */
  const isLastRunning = () => isRunning(Number(runs().at(-1)?.split(' ')[0]))
  return { folder, program, runs, isRunning: isLastRunning }
}

/** Starts a client whose host lets the server run Terraform: `program` or, without it, the one on `PATH`. */
export const runs = (t, { program, options, ...params }) =>
  session(t, {
    options: { runTerraform: true, terraform: { path: program?.program }, ...options },
    ...params,
  })
