// `npm run cross-check -- docker [FOLDER]`: compares the answers about Dockerfiles with those of
// dockerfile-language-service, and the answers about Compose files with those of compose-language-service: whole
// documents, and every position of every document in the folder of shared goldens. A run over all positions takes
// hours, most of them in the other servers.
//   --every NUMBER    compare at every NUMBERth position only
//   --only LANGUAGE   compare only dockerfile or compose
//   --files PATTERN   compare only files whose paths match a regular expression

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { build } from '../../../scripts/build.mjs'
import { fail } from '../../../scripts/commands.mjs'
import { goldens } from '../../support/goldens.mjs'
import { compare, compareItems, DOCUMENT_REQUESTS, parametersOf, POSITION_REQUESTS, tokenRuns } from './comparisons.mjs'
import { corpus } from './corpus.mjs'
import { Counts } from './counts.mjs'
import { Places } from './place.mjs'
import { reasonIn } from './reasons.mjs'
import { Candor, ComposeService, DockerfileService } from './servers.mjs'

const USAGE =
  'usage: npm run cross-check -- docker [--every NUMBER] [--only dockerfile|compose] [--files PATTERN] [FOLDER]'

/** The number of positions for which requests are under way at once. */
const BATCH = 200

/** How often the progress is printed, in milliseconds. */
const PROGRESS = 30_000

const SERVERS = { dockerfile: DockerfileService, compose: ComposeService }
const IDENTIFIERS = { dockerfile: 'dockerfile', compose: 'dockercompose' }

/** @param {string[]} args @param {string} kept the folder where servers are kept between runs */
export async function compareDocker(args, kept) {
  const { every, only, pattern, folder } = options(args)
  // A release that `npm run build` has built is used as it is, and takes far less time.
  build('debug', { ifMissing: true })
  build('testing', { ifMissing: true })
  const files = corpus(folder)
  let isExplained = true
  for (const languageId of only ? [only] : Object.keys(SERVERS)) {
    const some = files[languageId].filter((file) => pattern.test(file.path))
    if (some.length === 0) fail(`there is no ${languageId} file in ${folder}`)
    const theirs = await SERVERS[languageId].start(kept)
    const ours = await Candor.start(IDENTIFIERS[languageId])
    const comparison = new Comparison(languageId, ours, theirs)
    await comparison.run(some, every)
    await Promise.all([ours.stop(), theirs.stop()])
    const positions = comparison.positions.toLocaleString('en')
    const size = `${some.length.toLocaleString('en')} files, ${positions} positions`
    const title = `\n${theirs.title}: ${size}, ${theirs.failures.toLocaleString('en')} errors of the other server`
    console.log([title, ...comparison.counts.report()].join('\n'))
    isExplained &&= !comparison.counts.hasUnknown
  }
  return isExplained
}

function options(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        every: { type: 'string', default: '1' },
        only: { type: 'string' },
        files: { type: 'string', default: '' },
      },
    })
    if (!/^[1-9]\d{0,5}$/.test(values.every)) throw new Error('--every needs a number from 1')
    if (values.only !== undefined && !Object.hasOwn(SERVERS, values.only))
      throw new Error(`there is no '${values.only}'`)
    const folder = positionals[0] ?? goldens
    if (positionals.length > 1 || !existsSync(folder)) throw new Error(`${folder} is no folder`)
    return { every: Number(values.every), only: values.only, pattern: new RegExp(values.files), folder }
  } catch (error) {
    fail(`${error.message}\n${USAGE}`)
  }
}

class Comparison {
  positions = 0
  #printed = Date.now()

  constructor(languageId, ours, theirs) {
    this.languageId = languageId
    this.ours = ours
    this.theirs = theirs
    this.counts = new Counts(reasonIn(languageId))
  }

  async run(files, every) {
    for (const [index, file] of files.entries()) {
      await this.theirs.open(file)
      this.ours.open(file)
      const places = new Places(file.text, this.languageId)
      await this.#document(file, places)
      // Each file begins elsewhere, so that a sample contains all parts of words.
      let batch = []
      for (const position of places.positions(every, index)) {
        batch.push(position)
        if (batch.length < BATCH) continue
        await this.#positions(file, places, batch)
        batch = []
      }
      await this.#positions(file, places, batch)
      this.ours.close()
      await this.theirs.close()
      this.#progress(index + 1, files.length)
    }
  }

  async #document(file, places) {
    for (const request of DOCUMENT_REQUESTS[this.languageId]) {
      const answers = await this.#ask(request)
      if (request === 'semanticTokens/full') this.#tokens(file, places, answers)
      else if (request === 'formatting') this.counts.add(request, { ...compare(request, answers, file.text), file })
      else this.#items(request, file, places, answers)
    }
  }

  #items(request, file, places, answers) {
    for (const item of compareItems(request, answers)) {
      this.counts.add(request, { ...item, file, place: places.at(item.position) })
    }
  }

  /** Compares the token types of all characters except white space. */
  #tokens(file, places, { ours, theirs }) {
    const mine = { data: ours?.data ?? [], legend: this.ours.legend }
    const other = { data: theirs?.data ?? [], legend: this.theirs.legend }
    for (const { line, character, length, ...types } of tokenRuns(file.text, mine, other)) {
      const position = { line, character }
      const place = places.at(position)
      const text = place.line.slice(character, character + length)
      const [ours, theirs] = [types.ours, types.theirs].map((type) => (type ? [type] : null))
      const difference = { file, position, place, text, ours, theirs, number: length }
      this.counts.add('semanticTokens', { verdict: tokenVerdict(types), ...difference })
    }
  }

  async #positions(file, places, positions) {
    const requests = POSITION_REQUESTS[this.languageId]
    const asked = positions.map((position) => requests.map((request) => this.#ask(request, position)))
    for (const [index, position] of positions.entries()) {
      const place = places.at(position)
      const answers = await Promise.all(asked[index])
      for (const [at, request] of requests.entries()) {
        this.counts.add(request, { ...compare(request, answers[at], file.text), file, position, place })
      }
      const target = answers[requests.indexOf('prepareRename')]
      if (target?.ours || target?.theirs) {
        const renaming = compare('rename', await this.#ask('rename', position), file.text)
        this.counts.add('rename', { ...renaming, file, position, place })
      }
    }
    this.positions += positions.length
  }

  async #ask(request, position) {
    const parameters = parametersOf(request, position)
    const [ours, theirs] = await Promise.all([this.ours.ask(request, parameters), this.theirs.ask(request, parameters)])
    return { ours, theirs }
  }

  #progress(done, total) {
    if (Date.now() - this.#printed < PROGRESS) return
    this.#printed = Date.now()
    console.error(`${done} of ${total} files, ${this.positions.toLocaleString('en')} positions`)
  }
}

function tokenVerdict({ ours, theirs }) {
  if (ours === theirs) return ours === null ? 'nothing' : 'agree'
  if (theirs === null) return 'ours'
  return ours === null ? 'theirs' : 'differ'
}
