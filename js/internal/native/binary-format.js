'use strict'
// Reads the headers of a native binary: its system and processors, and whether the file is complete.

/** The number of bytes that contain all relevant headers. */
const HEAD_BYTES = 64 * 1024

/** Node's names of processors, by their numbers in each format. */
const ELF_MACHINES = new Map([
  [3, 'ia32'],
  [8, 'mips'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'x64'],
  [183, 'arm64'],
  [243, 'riscv64'],
  [258, 'loong64'],
])
const MACH_O_MACHINES = new Map([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
])
const PE_MACHINES = new Map([
  [0x014c, 'ia32'],
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
])
const UNKNOWN = 'another processor'
const [PT_LOAD, PT_INTERP] = [1, 3]
const LC_SEGMENT_64 = 0x19
/** The name of glibc among the libraries that a binary needs. */
const GLIBC = 'libc.so.6\0'
const GLIBC_VERSION = 'GLIBC_'

/**
 * @typedef {object} Binary
 * @property {'linux' | 'darwin' | 'win32'} system `linux` for any system with ELF binaries
 * @property {string[]} arches
 * @property {boolean} isComplete whether the file has the length that its headers state
 */

/**
 * @param {Buffer} head the first bytes of a file, {@link HEAD_BYTES} or all
 * @param {number} size of the file
 * @returns {Binary | null} null if the file is not a native binary
 */
function inspectBinary(head, size) {
  if (head.length < 4) return null
  try {
    const magic = head.readUInt32BE(0)
    if (magic === 0x7f454c46) return inspectElf(head, size)
    if (magic === 0xcffaedfe) return inspectMachO(head, size)
    if (magic === 0xcafebabe) return inspectUniversal(head, size)
    return magic >>> 16 === 0x4d5a ? inspectPe(head, size) : null
  } catch {
    // Reading beyond the end of the buffer throws: the headers are truncated.
    return { system: 'linux', arches: [], isComplete: false }
  }
}

/**
 * @param {Buffer} head
 * @param {number} size
 * @returns {Binary}
 */
function inspectElf(head, size) {
  const [is64Bits, isLittleEndian] = [head[4] === 2, head[5] === 1]
  const machine = ELF_MACHINES.get(isLittleEndian ? head.readUInt16LE(18) : head.readUInt16BE(18)) ?? UNKNOWN
  /** @type {Binary} */
  const binary = { system: 'linux', arches: [machine], isComplete: true }
  if (!is64Bits || !isLittleEndian) return binary
  const sectionsEnd = uint64(head, 40) + head.readUInt16LE(58) * head.readUInt16LE(60)
  const segmentsEnd = programHeaders(head)
    .filter(({ type }) => type === PT_LOAD)
    .map(({ offset, size }) => offset + size)
  return { ...binary, isComplete: Math.max(sectionsEnd, ...segmentsEnd) <= size }
}

/** @param {Buffer} head of an ELF file of 64 bits */
function programHeaders(head) {
  const [start, entry, count] = [uint64(head, 32), head.readUInt16LE(54), head.readUInt16LE(56)]
  const headers = []
  for (let index = 0, at = start; index < count && at + 56 <= head.length; index++, at += entry) {
    headers.push({ type: head.readUInt32LE(at), offset: uint64(head, at + 8), size: uint64(head, at + 32) })
  }
  return headers
}

/**
 * @param {Buffer} head of an ELF file of 64 bits
 * @returns {string | undefined} the loader that the executable names
 */
function interpreterOf(head) {
  const header = programHeaders(head).find(({ type }) => type === PT_INTERP)
  return header && head.toString('latin1', header.offset, header.offset + header.size)
}

/**
 * @param {Buffer} head
 * @param {number} size
 * @param {number} [start] offset in the file
 * @returns {Binary}
 */
function inspectMachO(head, size, start = 0) {
  const arches = [MACH_O_MACHINES.get(head.readUInt32LE(start + 4)) ?? UNKNOWN]
  const commands = head.readUInt32LE(start + 16)
  let end = 0
  for (let index = 0, at = start + 32; index < commands && at + 56 <= head.length; index++) {
    if (head.readUInt32LE(at) === LC_SEGMENT_64) end = Math.max(end, uint64(head, at + 40) + uint64(head, at + 48))
    at += Math.max(8, head.readUInt32LE(at + 4))
  }
  return { system: 'darwin', arches, isComplete: start + end <= size }
}

/**
 * Inspects a file that contains one binary for each processor.
 * @param {Buffer} head
 * @param {number} size
 * @returns {Binary}
 */
function inspectUniversal(head, size) {
  const arches = []
  let end = 0
  for (let index = 0, at = 8; index < head.readUInt32BE(4); index++, at += 20) {
    arches.push(MACH_O_MACHINES.get(head.readUInt32BE(at)) ?? UNKNOWN)
    end = Math.max(end, head.readUInt32BE(at + 8) + head.readUInt32BE(at + 12))
  }
  return { system: 'darwin', arches, isComplete: end <= size }
}

/**
 * @param {Buffer} head
 * @param {number} size
 * @returns {Binary | null}
 */
function inspectPe(head, size) {
  const at = head.readUInt32LE(0x3c)
  if (head.readUInt32BE(at) !== 0x50450000) return null
  const sections = at + 24 + head.readUInt16LE(at + 20)
  let end = 0
  for (let index = 0; index < head.readUInt16LE(at + 6); index++) {
    const section = sections + index * 40
    end = Math.max(end, head.readUInt32LE(section + 16) + head.readUInt32LE(section + 20))
  }
  const arches = [PE_MACHINES.get(head.readUInt16LE(at + 4)) ?? UNKNOWN]
  return { system: 'win32', arches, isComplete: end <= size }
}

/**
 * @param {Buffer} bytes of a complete binary
 * @returns {string | null} the name of the platform on which Node can load it
 */
function targetOf(bytes) {
  const binary = inspectBinary(bytes, bytes.length)
  const arch = binary?.arches[0]
  if (!binary || !arch || arch === UNKNOWN) return null
  if (binary.system === 'linux') return `linux-${arch}-${libcOf(bytes)}`
  return binary.system === 'win32' ? `win32-${arch}-msvc` : `darwin-${arch}`
}

/**
 * @param {Buffer} bytes of a complete ELF file
 * @returns {'gnu' | 'musl'} the C library that it is linked with
 */
function libcOf(bytes) {
  return bytes.includes(GLIBC) ? 'gnu' : 'musl'
}

/**
 * @param {Buffer} bytes of a complete ELF file
 * @returns {string | undefined} the oldest version of glibc with everything that it needs
 */
function requiredGlibc(bytes) {
  let [major, minor] = [0, 0]
  for (let at = bytes.indexOf(GLIBC_VERSION); at !== -1; at = bytes.indexOf(GLIBC_VERSION, at + 1)) {
    const found = /^GLIBC_(\d+)\.(\d+)/.exec(bytes.toString('latin1', at, at + 16))
    if (!found) continue
    const [a, b] = [Number(found[1]), Number(found[2])]
    if (a > major || (a === major && b > minor)) [major, minor] = [a, b]
  }
  return major > 0 ? `${major}.${minor}` : undefined
}

/**
 * Offsets and sizes of files fit into a double.
 * @param {Buffer} bytes
 * @param {number} at
 */
function uint64(bytes, at) {
  return Number(bytes.readBigUInt64LE(at))
}

module.exports = { HEAD_BYTES, inspectBinary, interpreterOf, libcOf, requiredGlibc, targetOf }
