// Puts this package into a folder of modules as npm does: its JavaScript, and the package of this platform beside it.

import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'

import { root } from './client.mjs'

/** The native part that a host would get, and what it is for. */
export const BINARY = path.join(
  root,
  readdirSync(root).find((name) => name.endsWith('.node')),
)
const TARGET = /^candor\.(.+)\.node$/.exec(path.basename(BINARY))[1]

/**
 * @param {string} modules the folder `node_modules`
 * @param {string} [binary] the native part
 */
export function installCandor(modules, binary = BINARY) {
  installJavaScript(modules)
  symlinkSync(binary, path.join(installPlatform(modules), path.basename(BINARY)))
}

export function installJavaScript(modules) {
  mkdirSync(path.join(modules, 'candor'), { recursive: true })
  for (const part of ['js', 'package.json', 'telemetry.json']) {
    cpSync(path.join(root, part), path.join(modules, 'candor', part), { recursive: true })
  }
}

/** The package of this platform without its file; returns where that belongs. */
export function installPlatform(modules) {
  const folder = path.join(modules, `candor-${TARGET}`)
  mkdirSync(folder, { recursive: true })
  cpSync(path.join(root, 'npm', TARGET, 'package.json'), path.join(folder, 'package.json'))
  return folder
}
