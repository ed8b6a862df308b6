// Shortens the symbol table of a Linux addon. Crash reports need it to name functions, but most of its bytes are hashes,
// type arguments and the names of data.
//   node scripts/symbols.mjs FILE

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// ELF, for 64 bits in little endian.
const MAGIC = '7f454c460201'
const SECTION_BYTES = 64
const SYMBOL_BYTES = 24
const SYMBOL_TABLE = 2
const IS_LOADED = 2n
const FUNCTION = 2

/** A longer name of a dependency's function is mostly type arguments. */
const MAX_FOREIGN_NAME = 80
/** Frees memory. Crash reports name its caller. */
const DROP = /^_ZN4core3ptr\d+drop_in_place/

/** The parts of a legacy mangled name, such as `core`, `slice` and `sort`, without the hash at its end. */
function parts(/** @type {string} */ name) {
  const found = []
  for (let at = 3; name[at] >= '0' && name[at] <= '9';) {
    const digits = /^\d+/.exec(name.slice(at, at + 6))?.[0] ?? ''
    at += digits.length
    found.push(name.slice(at, at + Number(digits)))
    at += Number(digits)
  }
  if (/^h[0-9a-f]{16}$/.test(found.at(-1) ?? '')) found.pop()
  return found
}

/**
 * The name under which a function stays in the table: without its hash, and without the type arguments of a part that has
 * a name. `null` if it is left out.
 * @param {string} name
 */
export function shortName(name) {
  if (!name.startsWith('_ZN')) return name.startsWith('_R') && name.length <= MAX_FOREIGN_NAME ? name : null
  if (DROP.test(name)) return null
  const short = parts(name).map((part) => (part.startsWith('_$LT$') ? part : part.replace(/^(\w+?)\$LT\$.*$/, '$1')))
  const mangled = `_ZN${short.map((part) => `${part.length}${part}`).join('')}E`
  return mangled.includes('candor') || mangled.length <= MAX_FOREIGN_NAME ? mangled : null
}

/** @param {Buffer} elf */
function sectionsOf(elf) {
  const start = Number(elf.readBigUInt64LE(40))
  return Array.from({ length: elf.readUInt16LE(60) }, (_, index) => {
    const header = elf.subarray(start + index * SECTION_BYTES, start + (index + 1) * SECTION_BYTES)
    const [offset, size] = [Number(header.readBigUInt64LE(24)), Number(header.readBigUInt64LE(32))]
    const isLoaded = (header.readBigUInt64LE(8) & IS_LOADED) !== 0n
    return {
      index,
      header: Buffer.from(header),
      type: header.readUInt32LE(4),
      link: header.readUInt32LE(40),
      offset,
      size,
      isLoaded,
    }
  })
}

/**
 * The two sections of the shortened table: symbols, and their names.
 * @param {Buffer} symbols
 * @param {Buffer} names
 */
function shortenedTable(symbols, names) {
  const kept = [Buffer.alloc(SYMBOL_BYTES)]
  const strings = [Buffer.from([0])]
  let length = 1
  const places = new Map()
  const addresses = new Set()
  // Exported symbols have a table of their own, which is loaded. In this one, all symbols can be local.
  for (let at = SYMBOL_BYTES; at < symbols.length; at += SYMBOL_BYTES) {
    const address = symbols.readBigUInt64LE(at + 8)
    if ((symbols[at + 4] & 15) !== FUNCTION || address === 0n || addresses.has(address)) continue
    const start = symbols.readUInt32LE(at)
    const name = shortName(names.toString('latin1', start, names.indexOf(0, start)))
    if (name === null) continue
    addresses.add(address)
    if (!places.has(name)) {
      places.set(name, length)
      strings.push(Buffer.from(`${name}\0`, 'latin1'))
      length += name.length + 1
    }
    const symbol = Buffer.from(symbols.subarray(at, at + SYMBOL_BYTES))
    symbol.writeUInt32LE(places.get(name), 0)
    symbol[4] = FUNCTION
    kept.push(symbol)
  }
  return { symbols: Buffer.concat(kept), names: Buffer.concat(strings), count: kept.length }
}

/**
 * The file with a shortened symbol table and without debugging information; unchanged if it is not an ELF file.
 * @param {Buffer} elf
 */
export function shortenSymbols(elf) {
  if (elf.toString('hex', 0, 6) !== MAGIC) return elf
  const sections = sectionsOf(elf)
  const table = sections.find(({ type }) => type === SYMBOL_TABLE)
  if (!table) return elf
  const nameTable = sections[table.link]
  const sectionNames = elf.readUInt16LE(62)
  const bytesOf = ({ offset, size }) => elf.subarray(offset, offset + size)
  const short = shortenedTable(bytesOf(table), bytesOf(nameTable))
  const contents = new Map([
    [table.index, short.symbols],
    [nameTable.index, short.names],
    [sectionNames, bytesOf(sections[sectionNames])],
  ])
  const kept = sections.filter(({ index, isLoaded }) => index === 0 || isLoaded || contents.has(index))
  const loadedEnd = Math.max(
    ...kept.filter(({ isLoaded, type }) => isLoaded && type !== 8).map((one) => one.offset + one.size),
  )
  const pieces = [elf.subarray(0, loadedEnd)]
  let length = loadedEnd
  const add = (/** @type {Buffer} */ bytes) => {
    const padding = -length & 7
    pieces.push(Buffer.alloc(padding), bytes)
    length += padding + bytes.length
    return length - bytes.length
  }
  for (const section of kept) {
    const content = contents.get(section.index)
    if (!content) continue
    section.header.writeBigUInt64LE(BigInt(add(content)), 24)
    section.header.writeBigUInt64LE(BigInt(content.length), 32)
  }
  const place = (/** @type {number} */ index) => kept.findIndex((section) => section.index === index)
  table.header.writeUInt32LE(place(table.link), 40)
  // The index of the first symbol that is not local. All symbols are local.
  table.header.writeUInt32LE(short.count, 44)
  const headers = add(Buffer.concat(kept.map(({ header }) => header)))
  const shortened = Buffer.concat(pieces)
  shortened.writeBigUInt64LE(BigInt(headers), 40)
  shortened.writeUInt16LE(kept.length, 60)
  shortened.writeUInt16LE(place(sectionNames), 62)
  return shortened
}

/** @param {string} file */
export function shortenSymbolsOf(file) {
  writeFileSync(`${file}.short`, shortenSymbols(readFileSync(file)), { mode: statSync(file).mode })
  renameSync(`${file}.short`, file)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) shortenSymbolsOf(process.argv[2])
