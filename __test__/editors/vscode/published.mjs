// The extensions of HashiCorp and Docker as they are published, except that they start candor. They are built once from
// their sources, whose commit identifies every byte, because a registry of extensions has no checksums to compare with.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { root } from '../../support/client.mjs'

const BUNDLE = [
  ...['src/extension.ts', '--outfile=dist/extension.js', '--bundle', '--format=cjs', '--platform=node'],
  ...['--external:vscode', '--main-fields=module,main', '--log-level=error'],
]
const home = path.join(root, 'node_modules/.cache/candor-published')

const EXTENSIONS = {
  // 2.39.3. Its sources import its mock server, which is a development package.
  terraform: {
    repository: 'https://github.com/hashicorp/vscode-terraform',
    commit: '4535a0492c493238a636974fe845678ba2d98a9f',
    tools: ['msw@2.15.0'],
  },
  // 0.18.0
  docker: {
    repository: 'https://github.com/docker/vscode-extension',
    commit: '26e0ea23f8cb2d06ed520b3f9103414813e05f39',
    tools: [],
  },
}

/**
 * Builds an extension if it has not been built yet.
 * @param {keyof typeof EXTENSIONS} name
 * @returns {{ folder: string } | { missing: string }} its folder, or why it cannot be had
 */
export function publishedExtension(name) {
  const { repository, commit, tools } = EXTENSIONS[name]
  const folder = path.join(home, `${name}-${commit}`)
  if (fs.existsSync(folder)) return { folder }
  const building = `${folder}.new`
  fs.rmSync(building, { recursive: true, force: true })
  fs.mkdirSync(path.join(building, 'tools'), { recursive: true })
  const git = (...args) => run('git', ['-C', building, ...args])
  const npm = (...args) => run('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'], building)
  try {
    git('init', '--quiet')
    git('fetch', '--quiet', '--depth', '1', repository, commit)
    git('checkout', '--quiet', 'FETCH_HEAD')
    npm('install', '--omit=dev', '--engine-strict=false', '--loglevel=error')
    if (tools.length > 0) npm('install', '--prefix', 'tools', ...tools, '--loglevel=error')
    const esbuild = path.join(root, 'node_modules/.bin/esbuild')
    run(esbuild, BUNDLE, building, { NODE_PATH: path.join(building, 'tools/node_modules') })
  } catch (error) {
    return { missing: `${repository} cannot be built: ${error.message}` }
  }
  for (const unused of ['.git', 'node_modules', 'tools', 'src'])
    fs.rmSync(path.join(building, unused), { recursive: true })
  fs.renameSync(building, folder)
  return { folder }
}

/** Runs a program for at most five minutes. */
function run(program, args, cwd, env) {
  const settings = { cwd, encoding: 'utf8', timeout: 300_000 }
  const { status, stderr, error } = spawnSync(program, args, {
    ...settings,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env },
  })
  if (error) throw error
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1))
}
