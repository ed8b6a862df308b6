'use strict'

// The platforms by vsce's names and by ours, and the platform of a binary by its own bytes.

/** Our name of each platform that vsce can package for and that there is a native part for. */
const TARGETS = {
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'alpine-x64': 'linux-x64-musl',
  'alpine-arm64': 'linux-arm64-musl',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
}
/** What vsce can package for as well, each with the reason why there is no native part for it. */
const UNSUPPORTED = {
  'linux-armhf': 'the native part is built for processors of 64 bits',
  web: 'a browser cannot load a native part',
}

const ELF_MACHINES = new Map([
  [62, 'x64'],
  [183, 'arm64'],
])
const MACH_O_MACHINES = new Map([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
])
const PE_MACHINES = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
])
/** The name under which a library asks for glibc; musl has others. */
const GLIBC = 'libc.so.6\0'

/**
 * @param {Buffer} bytes of a binary
 * @returns {string | null} the platform whose Node can load it, by our name
 */
function targetOf(bytes) {
  if (bytes.length < 64) return null
  if (bytes.readUInt32BE(0) === 0x7f454c46) return targetOfElf(bytes)
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return named('darwin', MACH_O_MACHINES.get(bytes.readUInt32LE(4)))
  if (bytes.readUInt16BE(0) === 0x4d5a) return targetOfPe(bytes)
  return null
}

/** @param {Buffer} bytes */
function targetOfElf(bytes) {
  const is64Bits = bytes[4] === 2
  const isLittleEndian = bytes[5] === 1
  if (!is64Bits || !isLittleEndian) return null
  return named('linux', ELF_MACHINES.get(bytes.readUInt16LE(18)), bytes.includes(GLIBC) ? 'gnu' : 'musl')
}

/** @param {Buffer} bytes */
function targetOfPe(bytes) {
  const header = bytes.readUInt32LE(0x3c)
  if (header + 6 > bytes.length || bytes.readUInt32BE(header) !== 0x50450000) return null
  return named('win32', PE_MACHINES.get(bytes.readUInt16LE(header + 4)), 'msvc')
}

/**
 * @param {string} system
 * @param {string | undefined} machine
 * @param {string[]} abi
 */
function named(system, machine, ...abi) {
  return machine === undefined ? null : [system, machine, ...abi].join('-')
}

module.exports = { TARGETS, UNSUPPORTED, targetOf }
