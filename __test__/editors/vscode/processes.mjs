// The processes that a test starts, and what they start: told by a variable of their environment, so that one whose
// parent is gone is found too.

import fs from 'node:fs'

export const MARK = 'CANDOR_TEST_EDITOR'

/** Every process that was started with this mark, with its command line. */
export function markedProcesses(mark) {
  const wanted = `${MARK}=${mark}`
  return fs.readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    const read = (file) => fs.readFileSync(`/proc/${name}/${file}`, 'utf8').split('\0')
    try {
      const isAlive = !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${name}/status`, 'utf8'))
      return isAlive && read('environ').includes(wanted)
        ? [{ pid: Number(name), command: read('cmdline').join(' ') }]
        : []
    } catch {
      // It ended while it was looked at, or is not ours to look at.
      return []
    }
  })
}

/** Resolves with the first value that counts as true; a promise that fails counts as false. */
export async function until(what, condition, deadline = 60_000) {
  const end = Date.now() + deadline
  for (let last; ;) {
    try {
      const value = await condition()
      if (value) return value
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`never came true: ${what}`, { cause: last })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
