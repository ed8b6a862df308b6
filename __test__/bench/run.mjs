// `npm run bench`: builds what it measures, measures it together with lower bounds and peers, and prints a table. The
// exit code does not depend on the figures, because a busy machine must not make it fail.
//   npm run bench -- [--no-build] [--json] [--only NAME]…

import os from 'node:os'
import { parseArgs } from 'node:util'

import '../support/environment.mjs'
import { build } from './build.mjs'
import { isReached, ratioOf, table } from './table.mjs'

/** In order: benchmarks that start processes come first, while this process is small. */
const NAMES = [
  'startup',
  'memory',
  'origin',
  'dockerfile',
  'terraform',
  'scale',
  'diagnostics',
  'floors',
  'latency',
  'throughput',
  'gaps',
  'record',
  'events',
  'purge',
]

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

function buildOrEnd(reuse) {
  try {
    return build({ reuse })
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

/** Describes the machine. Its load shows whether others are using it. */
function surroundings({ commit }) {
  const cpus = os.cpus()
  return {
    commit,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: `${cpus.length} × ${cpus[0]?.model ?? 'unknown'}`,
    load: [os.loadavg()[0]],
  }
}

/** Runs the benchmarks one after the other. If one is not possible on this platform, the others still run. */
async function measureAll(names, built) {
  const figures = []
  const failed = []
  // A server does not keep the process alive for pending events, and some benchmarks wait for nothing else.
  const alive = setInterval(() => {}, 2 ** 31 - 1)
  for (const [at, name] of names.entries()) {
    progress(`${at + 1} of ${names.length}: ${name} …`)
    try {
      const { measure } = await import(`./${name}.mjs`)
      figures.push(...(await measure(built)).map((figure) => ({ name, ...figure })))
    } catch (error) {
      failed.push(`${name} could not be measured: ${error.message}`)
    }
  }
  clearInterval(alive)
  progress('')
  return { figures, failed }
}

/** Shows the progress in one line on a terminal. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

function print(about, figures) {
  const { commit, node, platform, processors, load } = about
  const [before, after] = load.map((value) => value.toFixed(2))
  console.log(`candor ${commit}, release profile, Node ${node}, ${platform}, ${processors}`)
  console.log(`Load of the machine ${before} before and ${after} after: times depend on it, ratios hardly.`)
  console.log('The child is the same server as a program over stdio, through vscode-jsonrpc.')
  console.log(table(figures, { colours: process.stdout.isTTY === true && !process.env.NO_COLOR }))
}

const { 'no-build': reuse, json, only, help } = options()
if (help) {
  console.log(USAGE)
} else {
  const built = buildOrEnd(reuse)
  const about = surroundings(built)
  const names = NAMES.filter((name) => only.includes(name))
  const { figures, failed } = await measureAll(names, built)
  about.load.push(os.loadavg()[0])
  if (json) {
    const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), reached: isReached(figure) }))
    console.log(JSON.stringify({ ...about, figures: rows, failed }, null, 2))
  } else {
    print(about, figures)
  }
  for (const line of failed) console.error(line)
  process.exitCode = failed.length > 0 ? 1 : 0
}
