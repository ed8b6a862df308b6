// Runs a program under strace and reports forbidden actions: connections, writes and programs.

import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { temporaryFolder } from './telemetry.mjs'

/** Whether processes can be traced here. */
function canTrace() {
  if (process.platform !== 'linux') return false
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/** Options for a test that traces. */
export const traced = () => ({ skip: !canTrace() && 'strace is not installed, or processes cannot be traced here' })

/** Paths whose lookup marks the begin and the end of the relevant part of a trace. */
export const MARKS = { begin: '/candor-trace-begins', end: '/candor-trace-ends' }

const NETWORK = 'socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg'
const PROGRAMS = 'execve execveat'
const WRITES = 'write writev pwrite64 pwritev pwritev2 sendfile copy_file_range splice tee vmsplice'
const CHANGES =
  'creat truncate ftruncate fallocate mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat ' +
  'symlink symlinkat mknod mknodat chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes ' +
  'utimensat futimesat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr mount umount2'
// With these calls, a program could write and connect without the calls above.
const WAYS_AROUND = 'io_uring_setup ptrace process_vm_writev'
const calls = (names) => new Set(names.split(' '))
const [network, programs, writes, changes, waysAround] = [NETWORK, PROGRAMS, WRITES, CHANGES, WAYS_AROUND].map(calls)
const OPENS = ['open', 'openat', 'openat2']
const LOOKS = ['access', 'faccessat', 'faccessat2', 'stat', 'newfstatat', 'statx']
const STARTS = ['clone', 'clone3', 'fork', 'vfork']

/** Returns the command that traces another command into a file. A `?` permits calls that some kernels lack. */
export function tracing(file, command) {
  const all = [...network, ...programs, ...writes, ...changes, ...waysAround, ...OPENS, ...LOOKS, ...STARTS]
  return [
    'strace',
    '-f',
    '-y',
    '-v',
    '-s',
    '4096',
    '-o',
    file,
    '-e',
    `trace=${all.map((name) => `?${name}`)}`,
    ...command,
  ]
}

/** Runs a command to completion. Returns its output and its trace. */
export function trace(t, command, options) {
  const file = path.join(temporaryFolder(t), 'trace')
  const [program, ...args] = tracing(file, command)
  const output = execFileSync(program, args, { encoding: 'utf8', ...options })
  return { output, calls: readTrace(file) }
}

/** Returns the calls of a trace in order, each with its process, its name, and its arguments in strace's notation. */
export function readTrace(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [, pid, name, args] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ pid, name, args }]
  })
}

/** Returns the part of a trace between the marks. */
export function between(calls) {
  const looksAt = (mark) => calls.findIndex(({ name, args }) => LOOKS.includes(name) && args.includes(`"${mark}"`))
  const [first, last] = [looksAt(MARKS.begin), looksAt(MARKS.end)]
  if (first < 0 || last < first) throw new Error('the trace has no marks')
  return calls.slice(first + 1, last)
}

/** Removes the calls of allowed programs, and of processes that these start. */
function withoutPrograms(calls, allowed) {
  const others = new Set()
  return calls.filter(({ pid, name, args }) => {
    const isOther = others.has(pid)
    if (isOther && STARTS.includes(name)) {
      const child = /= (\d+)$/.exec(args)?.[1]
      if (child !== undefined) others.add(child)
    }
    if (name === 'execve' && args.startsWith(`"${allowed}"`)) others.add(pid)
    return !isOther
  })
}

/**
 * Returns the forbidden calls.
 *
 * `program` may be executed. The descriptors in `output` may be written to. `directory` matches the one directory that
 * may be created and removed.
 */
export function violations(calls, { program, output = [], directory } = {}) {
  const isDirectory = (args) => directory !== undefined && directory.test(args)
  return withoutPrograms(calls, program)
    .filter(({ name, args }) => {
      if (network.has(name) || waysAround.has(name)) return true
      if (programs.has(name)) return program === undefined || !args.startsWith(`"${program}", `)
      if (changes.has(name)) return !(/^(mkdir|rmdir|unlink)/.test(name) && isDirectory(args))
      if (OPENS.includes(name))
        return /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)/.test(args) && !/"\/dev\/null"/.test(args)
      return writes.has(name) && !isOwn(args, output)
    })
    .map(({ name, args }) => `${name}(${args}`)
}

/** Whether a write wakes a thread of the same process: to an eventfd, or to a pipe other than stdio. */
function isOwn(args, output) {
  const [, descriptor, file] = /^(\d+)<(.*?)>,/.exec(args) ?? []
  if (output.includes(Number(descriptor))) return true
  return Number(descriptor) > 2 && (file === 'anon_inode:[eventfd]' || file?.startsWith('pipe:['))
}

/** Returns the calls that executed a program. */
export const runsOf = (calls, program) =>
  calls.filter(({ name, args }) => name === 'execve' && args.startsWith(`"${program}", `))

/** Returns the directories that were created and removed. */
export function directories(calls) {
  const paths = (isOne) => calls.filter(isOne).map(({ args }) => /"([^"]+)"/.exec(args)?.[1])
  return {
    made: paths(({ name }) => ['mkdir', 'mkdirat'].includes(name)),
    removed: paths(({ name, args }) => name === 'rmdir' || (name === 'unlinkat' && args.includes('AT_REMOVEDIR'))),
  }
}
