'use strict'

// `candor fmt`: formats Terraform files as `terraform fmt` does, without running Terraform.

const fs = require('node:fs')
const path = require('node:path')

const { load } = require('../../internal/native/load.js')
const { reasonOf } = require('../failure.js')
const { readAtMost, readRegularFile } = require('../files/regular-file.js')
const { decodeUtf8 } = require('../files/utf8.js')
const { unifiedDiff } = require('./unified-diff.js')

/** The largest file that is formatted, in bytes. */
const MAX_FILE_SIZE = 64 * 1024 * 1024
/** The files that are formatted: those of `terraform fmt`, and those of OpenTofu. */
const SUFFIXES = ['.tf', '.tfvars', '.tftest.hcl', '.tfmock.hcl', '.tofu', '.tofutest.hcl']

const EXIT = Object.freeze({ success: 0, failed: 2, different: 3 })

/**
 * @param {{ paths: readonly string[], check: boolean, diff: boolean }} invocation
 * @returns {number} the exit code
 */
function format({ paths, check, diff }) {
  const { firstSyntaxError, formatTerraform } = load(undefined)
  /** @type {number} */
  let exitCode = EXIT.success
  /** @param {string} name @param {string} reason */
  const fail = (name, reason) => {
    exitCode = EXIT.failed
    console.error(`candor: cannot format '${name}': ${reason}`)
  }
  for (const file of filesOf(paths, fail)) {
    try {
      const before = decodeUtf8(
        file === '-' ? readAtMost(0, MAX_FILE_SIZE) : readRegularFile(fs.realpathSync(file), MAX_FILE_SIZE),
      )
      const after = formatTerraform(before)
      if (after === null) {
        fail(file, firstSyntaxError(before) ?? 'syntax error')
        continue
      }
      if (after !== before && check && exitCode === EXIT.success) exitCode = EXIT.different
      if (file === '-') {
        if (!check && !diff) process.stdout.write(after)
      } else if (after !== before) {
        process.stdout.write(`${file}\n`)
        if (!check) fs.writeFileSync(file, after)
      }
      if (diff && after !== before) process.stdout.write(unifiedDiff(file === '-' ? 'stdin' : file, before, after))
    } catch (error) {
      fail(file, reasonOf(error))
    }
  }
  return exitCode
}

/**
 * Yields the files to format. Folders are searched with their subfolders. Hidden files and folders are skipped. As for
 * `terraform fmt`, a path to any other file is an error, because formatting could destroy it.
 * @param {readonly string[]} paths
 * @param {(name: string, reason: string) => void} fail
 */
function* filesOf(paths, fail) {
  for (const given of paths) {
    const stats = given === '-' ? null : statsOf(given)
    if (stats?.isDirectory() !== true) {
      // Reading a file that does not exist fails with the reason.
      if (stats === null || isFormatted(given)) yield given
      else fail(given, `fmt formats only ${SUFFIXES.slice(0, -1).join(', ')} and ${SUFFIXES.at(-1)} files`)
      continue
    }
    const folders = [given]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      /** @type {fs.Dirent[]} */
      let entries = []
      try {
        entries = fs.readdirSync(folder, { withFileTypes: true })
      } catch (error) {
        fail(folder, reasonOf(error))
      }
      entries.sort((left, right) => (left.name < right.name ? -1 : 1))
      for (const entry of entries) {
        if (entry.name.startsWith('.')) continue
        const found = path.join(folder, entry.name)
        if (entry.isDirectory()) folders.push(found)
        else if (isFormatted(entry.name)) yield found
      }
    }
  }
}

/** @param {string} file @returns {fs.Stats | null} null if it cannot be found */
function statsOf(file) {
  try {
    return fs.statSync(file)
  } catch {
    return null
  }
}

/** @param {string} file */
function isFormatted(file) {
  return SUFFIXES.some((suffix) => file.endsWith(suffix))
}

module.exports = { format }
