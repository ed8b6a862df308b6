'use strict'

// `candor completions`: shell completions of commands, flags and their values, from the table of commands.

const { COMMANDS, SHELLS } = require('./help.js')

const GLOBAL_FLAGS = ['--stdio', '--socket', '--port', '--insecure', '--help', '--version']
const NAMES = Object.keys(COMMANDS)

/** @param {string} shell */
function completions(shell) {
  if (shell === 'bash') return bash()
  return shell === 'zsh' ? zsh() : fish()
}

/** The words that may follow each command. @returns {[string, string[]][]} */
function words() {
  return Object.entries(COMMANDS).map(([name, { flags }]) => {
    return [name, [...flags, '--help', ...(name === 'completions' ? SHELLS : [])]]
  })
}

/** Flags with a fixed set of values. @returns {[string, string, readonly string[]][]} */
function flagValues() {
  return Object.entries(COMMANDS).flatMap(([name, { values = {} }]) => {
    return Object.entries(values).map(
      ([flag, list]) => /** @type {[string, string, readonly string[]]} */ ([name, flag, list]),
    )
  })
}

function bash() {
  const cases = words().map(([name, list]) => `    ${name}) words="${list.join(' ')}" ;;`)
  const values = flagValues().map(([name, flag, list]) => {
    return `    ${name}:${flag}) COMPREPLY=($(compgen -W "${list.join(' ')}" -- "$current")); return ;;`
  })
  return `# Completions of candor for bash.
_candor() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${[...NAMES, ...GLOBAL_FLAGS].join(' ')}" -- "$current"))
    return
  fi
  case "$command:$previous" in
${values.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
  esac
  if [[ $current == -* || $command == completions ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _candor candor
`
}

function zsh() {
  const names = Object.entries(COMMANDS).map(([name, { summary }]) => `    '${name}:${quoted(summary)}'`)
  const cases = Object.entries(COMMANDS).map(([name, { flags, values = {} }]) => {
    const options = flags.map((flag) => {
      const list = values[flag]
      return list ? `'${flag}=[ ]:value:(${list.join(' ')})'` : `'${flag}[ ]'`
    })
    const rest = name === 'completions' ? `'*:shell:(${SHELLS.join(' ')})'` : "'*:file:_files'"
    return `    ${name}) _arguments ${[...options, "'--help[show help]'", rest].join(' ')} ;;`
  })
  return `#compdef candor
# Completions of candor for zsh.
_candor() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
compdef _candor candor
`
}

function fish() {
  const lines = ['# Completions of candor for fish.']
  for (const [name, { summary, flags, values = {} }] of Object.entries(COMMANDS)) {
    lines.push(`complete -c candor -f -n __fish_use_subcommand -a ${name} -d '${quoted(summary)}'`)
    const when = `-n '__fish_seen_subcommand_from ${name}'`
    for (const flag of flags) {
      const option = flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-o ${flag.slice(1)}`
      const list = values[flag]
      lines.push(`complete -c candor ${when} ${option}${list ? ` -x -a '${list.join(' ')}'` : ''}`)
    }
    if (name === 'completions') lines.push(`complete -c candor ${when} -f -a '${SHELLS.join(' ')}'`)
  }
  for (const flag of GLOBAL_FLAGS) lines.push(`complete -c candor -n __fish_use_subcommand -l ${flag.slice(2)}`)
  return `${lines.join('\n')}\n`
}

/** @param {string} text for single quotes, without colons, which separate a name from its description in zsh */
function quoted(text) {
  return text.replaceAll("'", '').replaceAll(':', ',')
}

module.exports = { completions }
