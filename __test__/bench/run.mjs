// `npm run bench`: builds what it measures, measures it together with lower bounds and peers, and prints a table. The
// exit code does not depend on the figures, because a busy machine must not make it fail.
//   npm run bench -- [--no-build] [--json | --markdown] [--peers] [--before FOLDER] [--only NAME]…

import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import '../support/environment.mjs'
import { PEERS, build, installBefore } from './build.mjs'
import { findPeers } from './peers.mjs'
import { isReached, markdown, ratioOf, table } from './table.mjs'

/** In order: benchmarks that start processes come first, while this process is small. */
const NAMES = [
  'startup',
  'memory',
  'servers',
  'before',
  'origin',
  'dockerfile',
  'terraform',
  'scale',
  'diagnostics',
  'requests',
  'floors',
  'latency',
  'throughput',
  'gaps',
  'record',
  'events',
  'purge',
]

const USAGE = `usage: npm run bench -- [--no-build] [--json | --markdown] [--peers] [--before FOLDER] [--only NAME]…
  --no-build       measure what the last run built
  --json           print figures for machines
  --markdown       print the tables of docs/performance.md
  --peers          install the servers to compare with, with npm and Go; others are found in PATH
  --before FOLDER  compare with an older version, which is built in its folder
  --only NAME      measure only this, one or more of: ${NAMES.join(', ')}`

function options() {
  try {
    const { values } = parseArgs({
      options: {
        'no-build': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        peers: { type: 'boolean', default: false },
        before: { type: 'string' },
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

/** Loads the benchmarks and builds what they need. */
async function prepare(names, { 'no-build': reuse, peers, before }) {
  const parts = []
  for (const name of names) {
    const { measure, needs } = await import(`./${name}.mjs`)
    parts.push({ name, measure, needs })
  }
  try {
    const products = [...new Set(parts.flatMap(({ needs }) => needs))]
    const built = build({ reuse, products })
    return {
      parts,
      built: {
        ...built,
        peers: findPeers(built.root, PEERS, { install: peers }),
        before: before === undefined ? null : installBefore(path.resolve(before)),
      },
    }
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
async function measureAll(parts, built) {
  const figures = []
  const failed = []
  // A server does not keep the process alive for pending events, and some benchmarks wait for nothing else.
  const alive = setInterval(() => {}, 2 ** 31 - 1)
  for (const [at, { name, measure }] of parts.entries()) {
    progress(`${at + 1} of ${parts.length}: ${name} …`)
    try {
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

function print(about, figures, skipped) {
  const { commit, node, platform, processors, load } = about
  const [before, after] = load.map((value) => value.toFixed(2))
  console.log(`candor ${commit}, release profile, Node ${node}, ${platform}, ${processors}`)
  console.log(`Load of the machine ${before} before and ${after} after: times depend on it, ratios hardly.`)
  console.log('The child is the same server as a program over stdio, through vscode-jsonrpc.')
  for (const line of skipped) console.log(line)
  console.log(table(figures, { colours: process.stdout.isTTY === true && !process.env.NO_COLOR }))
}

const settings = options()
if (settings.help) {
  console.log(USAGE)
} else {
  const { json, only } = settings
  // Without an older version, there is nothing to compare with.
  const names = NAMES.filter((name) => only.includes(name) && (name !== 'before' || settings.before !== undefined))
  const { parts, built } = await prepare(names, settings)
  const about = surroundings(built)
  const { figures, failed } = await measureAll(parts, built)
  about.load.push(os.loadavg()[0])
  const { skipped } = built.peers
  if (json) {
    const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), reached: isReached(figure) }))
    console.log(JSON.stringify({ ...about, figures: rows, failed, skipped }, null, 2))
  } else if (settings.markdown) {
    console.log(markdown(figures))
  } else {
    print(about, figures, skipped)
  }
  for (const line of failed) console.error(line)
  process.exitCode = failed.length > 0 ? 1 : 0
}
