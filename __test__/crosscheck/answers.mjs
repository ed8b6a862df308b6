// Runs a reader on files: sends it one line of JSON per file, and parses the line that it answers with.

import { spawnSync } from 'node:child_process'

import { fail } from '../../scripts/commands.mjs'

export function answers([program, ...args], files) {
  const input = files.map(({ name, text }) => `${JSON.stringify({ name, text })}\n`).join('')
  const { stdout, status, error } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = stdout?.split('\n').slice(0, -1) ?? []
  if (error || status !== 0 || lines.length !== files.length) {
    fail(`${program} read ${lines.length} of ${files.length} files: ${error?.message ?? `exit code ${status}`}`)
  }
  return lines.map((line) => JSON.parse(line))
}
