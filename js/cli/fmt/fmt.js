'use strict'

// `candor fmt`: formats Terraform files as `terraform fmt` does, without running Terraform.

const fs = require('node:fs')
const path = require('node:path')

const { load } = require('../../internal/native/load.js')
const { reasonOf } = require('../failure.js')
const { readAtMost, readRegularFile } = require('../files/regular-file.js')
const { unifiedDiff } = require('./unified-diff.js')

/** The largest file that is formatted, in bytes. */
const MAX_FILE_SIZE = 64 * 1024 * 1024
/** The files of a folder to format: those of `terraform fmt`, and those of OpenTofu. */
const FORMATTED = /\.(?:tf|tfvars|tftest\.hcl|tfmock\.hcl|tofu|tofutest\.hcl)$/

const EXIT = Object.freeze({ success: 0, failed: 2, different: 3 })

/**
 * @param {{ paths: readonly string[], check: boolean, diff: boolean }} invocation
 * @returns {number} the exit code
 */
function format({ paths, check, diff }) {
  const { formatTerraform } = load(undefined)
  /** @type {number} */
  let exitCode = EXIT.success
  /** @param {string} name @param {string} reason */
  const fail = (name, reason) => {
    exitCode = EXIT.failed
    console.error(`candor: cannot format '${name}': ${reason}`)
  }
  for (const file of filesOf(paths, fail)) {
    try {
      const before = decode(
        file === '-' ? readAtMost(0, MAX_FILE_SIZE) : readRegularFile(fs.realpathSync(file), MAX_FILE_SIZE),
      )
      const after = formatTerraform(before)
      if (after === null) {
        fail(file, 'syntax error')
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
 * Yields the files to format. Folders are searched with their subfolders. Hidden files and folders are skipped.
 * @param {readonly string[]} paths
 * @param {(name: string, reason: string) => void} fail
 */
function* filesOf(paths, fail) {
  for (const given of paths) {
    if (given === '-' || !isFolder(given)) {
      yield given
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
        else if (FORMATTED.test(entry.name)) yield found
      }
    }
  }
}

/** @param {string} file */
function isFolder(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/**
 * @param {Buffer} bytes
 * @returns {string} with a byte order mark, if there is one
 */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Error('not UTF-8')
  }
}

module.exports = { format }
