// Runs before the package is published. Records the checksum of every platform's addon, which `candor copy-binary`
// verifies. Fails if an addon is missing or for another platform, or if the package would not install it.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { fail, root } from './commands.mjs'

const require = createRequire(import.meta.url)
const { targetOf } = require('../js/internal/native/binary-format.js')
const { TARGETS } = require('../js/internal/native/targets.js')
const { optionalDependencies = {}, version } = require('../package.json')

const checksums = {}
for (const platform of Object.values(TARGETS)) {
  const file = path.join(root, 'npm', platform, `candor.${platform}.node`)
  if (!existsSync(file)) fail(`there is no ${file}: napi artifacts`)
  const bytes = readFileSync(file)
  const found = targetOf(bytes)
  if (found !== platform) fail(`${file} is for ${found ?? 'an unknown platform'}`)
  const name = `candor-${platform}`
  if (optionalDependencies[name] !== version) fail(`package.json does not install ${name} ${version}: napi pre-publish`)
  checksums[platform] = createHash('sha256').update(bytes).digest('hex')
}
writeFileSync(path.join(root, 'js/internal/native/checksums.json'), `${JSON.stringify(checksums, null, 2)}\n`)
