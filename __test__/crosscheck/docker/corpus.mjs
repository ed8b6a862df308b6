// The texts that servers are compared on: the shared Dockerfiles and Compose files, each text once.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {{ path: string, name: string, text: string }} File
 * @param {string} folder the shared goldens
 * @returns {{ dockerfile: File[], compose: File[] }}
 */
export function corpus(folder) {
  const dockerfiles = path.join(folder, 'dockerfile')
  const compose = path.join(folder, 'compose')
  return {
    dockerfile: distinct([
      ...filesIn(path.join(dockerfiles, 'files')),
      ...records(path.join(dockerfiles, 'features/dockerfile-language-server-nodejs.jsonl')),
    ]),
    compose: distinct([
      ...records(path.join(compose, 'features/compose-language-service.jsonl')),
      ...records(path.join(compose, 'verdicts.jsonl')),
    ]),
  }
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path: parent, name }) => path.join(parentPath ?? parent, name))
    .sort()
    .map((file) => ({ path: path.relative(folder, file), name: 'Dockerfile', text: readFileSync(file, 'utf8') }))
}

function records(file) {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => {
    const { source, file, name, mutation, text } = JSON.parse(line)
    const place = [source, file].filter(Boolean).join(' ')
    return { path: mutation ? `${place} (${mutation})` : place, name, text }
  })
}

function distinct(files) {
  const seen = new Set()
  return files.filter(({ text }) => !seen.has(text) && seen.add(text))
}
