// What is at a position of a document, in words that group similar differences.

/**
 * @typedef {{ line: string, before: string, after: string, what: string, keyword: string, stage: number }} Place
 * `before` and `after` are the parts of the line around the position; `what` is under the cursor; `keyword` is that of
 * the instruction, or the path of keys in YAML.
 */

export class Places {
  #lines
  #keywords

  constructor(text, languageId) {
    this.#lines = text.split(/\r\n|\r|\n/)
    this.#keywords = languageId === 'dockerfile' ? dockerfileKeywords(this.#lines) : yamlKeys(this.#lines)
  }

  /** @returns {Place} */
  at({ line: number, character }) {
    const line = this.#lines[number] ?? ''
    const [before, after] = [line.slice(0, character), line.slice(character)]
    return { line, before, after, what: whatIsAt(before, after), keyword: this.#keywords[number] ?? '' }
  }

  /** Every `step`th position, beginning at `first`. */
  *positions(step, first) {
    let skip = first % step
    for (const [number, line] of this.#lines.entries()) {
      for (let character = 0; character <= line.length; character++) {
        if (skip-- > 0) continue
        skip = step - 1
        yield { line: number, character }
      }
    }
  }
}

function whatIsAt(before, after) {
  if (/^\s*#/.test(before)) return 'comment'
  if (/\$\{?\w*$/.test(before)) return 'variable'
  if (/\$\{\w+:?[-+?#%/][^}]*$/.test(before)) return 'modifier of a variable'
  if (/(^|\s)--[\w-]*$/.test(before)) return 'name of a flag'
  if (/(^|\s)--[\w-]+=\S*$/.test(before)) return 'value of a flag'
  if (/<<-?["']?\w*$/.test(before)) return 'heredoc'
  if (/^\s*\w*$/.test(before) && !/^\s*$/.test(before + after)) return 'first word'
  if (/["'][^"']*$/.test(before) && /^[^"']*["']/.test(after)) return 'quoted word'
  if (/\w$/.test(before) || /^\w/.test(after)) return 'word'
  return /^\s*$/.test(before + after) ? 'blank line' : 'space or punctuation'
}

/** The keyword of the instruction that each line belongs to. */
function dockerfileKeywords(lines) {
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 3).join('\n')) ? '`' : '\\'
  let [keyword, isContinued, heredocs] = ['', false, []]
  return lines.map((line) => {
    if (heredocs.length > 0) {
      const [{ name, chomps }] = heredocs
      if ((chomps ? line.replace(/^\t*/, '') : line) === name) heredocs.shift()
      return `${keyword} (heredoc)`
    }
    if (/^\s*(#|$)/.test(line)) return isContinued ? keyword : ''
    if (!isContinued) {
      const [, trigger, word] = /^\s*(ONBUILD\s+)?(\S*)/i.exec(line)
      keyword = `${trigger ? 'ONBUILD ' : ''}${word.toUpperCase()}`
    }
    if (/^(ONBUILD )?(RUN|COPY|ADD)$/.test(keyword)) {
      const opened = line.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g)
      heredocs = [...opened].map(([, dash, , name]) => ({ name, chomps: dash === '-' }))
    }
    isContinued = line.trimEnd().endsWith(escape)
    return keyword
  })
}

/** The keys around each line, by indentation, without names that authors choose. */
function yamlKeys(lines) {
  const open = []
  return lines.map((line) => {
    const [, indent, key] = /^(\s*(?:- )*)(?:["']?([\w.-]+)["']?\s*:(?:\s|$))?/.exec(line)
    if (key === undefined) return path(open)
    while (open.length > 0 && open.at(-1).indent >= indent.length) open.pop()
    open.push({ indent: indent.length, key })
    return path(open)
  })
}

const path = (open) => open.map(({ key }, depth) => (depth === 1 ? '*' : key)).join('.')
