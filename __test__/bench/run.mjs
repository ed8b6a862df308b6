// `npm run bench`: builds what is measured, measures it beside its floors and peers, and prints a table. It judges
// nothing by its exit code: figures of a busy machine are no reason to fail.
//   npm run bench -- [--no-build] [--json] [--only NAME]…

import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { parseArgs } from 'node:util'

import { build } from './build.mjs'
import { isReached, ratioOf, table } from './table.mjs'

/** In this order: what starts processes comes first, while this one is small. */
const NAMES = ['startup', 'memory', 'origin', 'floors', 'latency', 'throughput', 'gaps', 'record', 'events', 'purge']

const USAGE = `usage: npm run bench -- [--no-build] [--json] [--only NAME]…
  --no-build   measure what the last run built
  --json       print figures for machines
  --only NAME  measure only this, one or more of: ${NAMES.join(', ')}`

function options() {
  try {
    const { values } = parseArgs({
      options: {
        'no-build': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: NAMES },
        help: { type: 'boolean', default: false },
      },
    })
    const unknown = values.only.find((name) => !NAMES.includes(name))
    if (unknown !== undefined) throw new Error(`there is no figure '${unknown}'`)
    return values
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`)
    process.exit(2)
  }
}

/** What the figures were measured on. Others who use the machine show in its load. */
function surroundings(root) {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim()
  const cpus = os.cpus()
  return {
    commit,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: `${cpus.length} × ${cpus[0]?.model ?? 'unknown'}`,
    load: [os.loadavg()[0]],
  }
}

async function run() {
  const { 'no-build': reuse, json, only, help } = options()
  if (help) return console.log(USAGE)
  // Consent is given by each figure itself; the user's own word must not close the gate that is measured.
  delete process.env.DO_NOT_TRACK
  delete process.env.CANDOR_TELEMETRY
  const built = build({ reuse })
  const about = surroundings(built.root)
  const figures = []
  const names = NAMES.filter((name) => only.includes(name))
  for (const [at, name] of names.entries()) {
    progress(`${at + 1} of ${names.length}: ${name} …`)
    const { measure } = await import(`./${name}.mjs`)
    figures.push(...(await measure(built)).map((figure) => ({ name, ...figure })))
  }
  progress('')
  about.load.push(os.loadavg()[0])
  if (json) {
    const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), reached: isReached(figure) }))
    return console.log(JSON.stringify({ ...about, figures: rows }, null, 2))
  }
  const { commit, node, platform, processors, load } = about
  console.log(`candor bench of ${commit}, release profile, Node ${node}, ${platform}, ${processors}`)
  console.log(`load of the machine ${load.map((value) => value.toFixed(2)).join(' before, ')} after: trust the ratios`)
  console.log(table(figures, { colours: process.stdout.isTTY === true && !process.env.NO_COLOR }))
}

/** One line on a terminal that says how far the run is. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

await run()
