// Installs this package into a `node_modules` folder as npm does, together with the package of this platform.

import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'

import { root } from './client.mjs'

/** The addon that hosts install, and its target. */
export const BINARY = path.join(
  root,
  readdirSync(root).find((name) => name.endsWith('.node')),
)
const TARGET = /^candor\.(.+)\.node$/.exec(path.basename(BINARY))[1]

/**
 * @param {string} modules the `node_modules` folder
 * @param {string} [binary] the addon
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

/** Installs the package of this platform without the addon. Returns the folder in which the addon belongs. */
export function installPlatform(modules) {
  const folder = path.join(modules, `candor-${TARGET}`)
  mkdirSync(folder, { recursive: true })
  cpSync(path.join(root, 'npm', TARGET, 'package.json'), path.join(folder, 'package.json'))
  return folder
}
