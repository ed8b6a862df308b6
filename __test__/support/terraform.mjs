// What the tests of Terraform modules share: folders of modules, sessions in which their reports are wanted, and the
// reports that were made.

import fs from 'node:fs'
import path from 'node:path'

import { answersConfiguration, startHooked, temporaryFolder, uriOf } from './telemetry.mjs'

export const AWS = 'registry.terraform.io/hashicorp/aws'
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The text of a module that asks for a version of Terraform. */
export const core = (version) => `terraform {\n  required_version = "${version}"\n}\n`
/** The text of a module that asks for a provider. */
export const provider = (source, version) =>
  `terraform {\n  required_providers {\n    one = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`
export const lock = (address, version) => `provider "${address}" {\n  version = "${version}"\n}\n`

/** A folder of files by their paths. */
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
    /** Opens a file as it is on the disk. */
    open: (client, name, languageId = 'terraform') =>
      client.open(uriOf(root, name), fs.readFileSync(path.join(root, name), 'utf8'), languageId),
  }
}

/** A client in a session in which the host has consented to all. */
export async function session(t, { root, options, ...params } = {}) {
  const client = startHooked(t, { telemetry: { level: 'all' }, ...options })
  await client.initialize({ rootUri: root === undefined ? null : uriOf(root), ...params })
  return client
}

/** Waits until all is done; resolves with the properties of the reports that the host has not had. */
export async function reports(client) {
  await client.server.idle()
  return properties(client.server.readTelemetry())
}

/** The properties of the reports among events. */
export const properties = (events) =>
  events.filter(({ name }) => name === 'moduleData').map(({ properties }) => properties)

/** Reports without the identity of the module. */
export const contents = (reports) => reports.map(({ moduleId: _, ...content }) => content)

/** A client that has stated `all`, and is asked for the level when its configuration changes. */
export const asked = (t, { root }) =>
  session(t, { root, capabilities: answersConfiguration, initializationOptions: { telemetry: 'all' } })

/** Whether a process has not ended. */
export function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Where a shell's script is a program. */
export const posix = { skip: process.platform === 'win32' }

/**
 * A program that pretends to be Terraform, in a folder of its own: a line for each of its runs, and what it does then.
 */
export function fakeTerraform(t, script, name = 'terraform') {
  const folder = temporaryFolder(t)
  const program = path.join(folder, name)
  const log = path.join(folder, 'log')
  fs.writeFileSync(program, `#!/bin/sh\necho "$$ $PWD $*" >> '${log}'\n${script}\n`)
  fs.chmodSync(program, 0o755)
  const runs = () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
  /** Whether the last run has not ended. */
  const isLastRunning = () => isRunning(Number(runs().at(-1)?.split(' ')[0]))
  return { folder, program, runs, isRunning: isLastRunning }
}

/** A client whose host lets the server run Terraform: `program`, else what `PATH` leads to. */
export const runs = (t, { program, options, ...params }) =>
  session(t, {
    options: { runTerraform: true, terraform: { path: program?.program }, ...options },
    ...params,
  })
