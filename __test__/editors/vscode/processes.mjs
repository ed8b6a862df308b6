// Finds the processes that a test starts, and their descendants, by an environment variable, which also finds orphaned
// processes.

import fs from 'node:fs'

export const MARK = 'CANDOR_TEST_EDITOR'

/** Returns every running process whose environment has this mark, with its command line. */
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
      // The process has exited in the meantime or belongs to another user.
      return []
    }
  })
}

/** Resolves with the first truthy value; a rejected promise counts as false. */
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
