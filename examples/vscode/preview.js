'use strict'
// What a level would send for a folder, from `candor preview` in a separate process, which sends nothing.

const { execFile } = require('node:child_process')
const path = require('node:path')
const { promisify } = require('node:util')

const manifest = require.resolve('candor/package.json')
const PROGRAM = path.join(path.dirname(manifest), require('candor/package.json').bin.candor)
/** The longest output, in characters; larger folders are better previewed in a terminal. */
const MOST = 2 ** 26

/** @typedef {{ folder: string, level: string, events: { name: string, properties: object }[], files: object[] }} Preview */

/**
 * @param {string} folder
 * @param {string} level
 * @param {AbortSignal} signal
 * @returns {Promise<Preview>}
 */
async function preview(folder, level, signal) {
  // The extension host runs in Electron, which can run as Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const args = [PROGRAM, 'preview', '--level', level, '--json', '--', folder]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, signal, maxBuffer: MOST })
  return JSON.parse(stdout)
}

module.exports = { preview }
