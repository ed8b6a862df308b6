'use strict'

// What the command line says of itself: the one table of its commands and flags, for `--help` and for completions.

/**
 * @typedef {object} Command
 * @property {string} usage
 * @property {string} summary one line
 * @property {string} details what `candor COMMAND --help` says besides
 * @property {readonly string[]} flags
 * @property {Readonly<Record<string, readonly string[]>>} [values] the values of flags that take one of a list
 */

const FORMATS = ['pretty', 'json', 'sarif', 'github', 'junit']
const LEVELS = ['off', 'error', 'all']
const SHELLS = ['bash', 'zsh', 'fish']

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = {
  check: {
    usage: 'candor check [--format FORMAT] [--fix] [--max-warnings N] [--rules RULES] [--stdin-filename NAME] PATH...',
    summary: 'report the problems of files and folders, as in the editor, for CI',
    details: `Checks files, and folders with their subfolders. '-' checks stdin, named by --stdin-filename.
Files that a .candorignore file lists are left out; it has the syntax of .gitignore.

  --format FORMAT         pretty (default), json, sarif, github or junit
  --fix                   apply the preferred quick fixes to the files, then report what is left
  --max-warnings N        fail when there are more than N warnings (default: any number is allowed)
  --rules RULES           severities of rules: 'UndefinedVar=off,StageNameCasing=error' (off, hint, information,
                          warning or error)
  --stdin-filename NAME   the name of what is read from stdin

Exit codes: 0 nothing to complain about; 1 an error, or more warnings than --max-warnings; 2 wrong use`,
    flags: ['--format', '--fix', '--max-warnings', '--rules', '--stdin-filename'],
    values: { '--format': FORMATS },
  },
  preview: {
    usage: 'candor preview [--level LEVEL] [--events FILE] [--all] [--json] PATH',
    summary: 'show the diagnostics of a folder or file, and the telemetry events it would cause; sends nothing',
    details: `Opens the files in a server of its own and prints the exact events that an editor would cause there, with one
modification pretended for each file. Events of one kind are grouped, with one example.

  --level LEVEL           the level that the host states: off, error or all (default)
  --events FILE           also show the events that an extension declares in FILE
  --all                   show every event and diagnostic
  --json                  print everything as JSON

Exit codes: 0 it ran; 1 PATH cannot be read; 2 wrong use`,
    flags: ['--level', '--events', '--all', '--json'],
    values: { '--level': LEVELS },
  },
  fmt: {
    usage: 'candor fmt [--check] [--diff] PATH...',
    summary: 'format Terraform files, as terraform fmt does',
    details: `Formats files, and folders with their subfolders. '-' formats stdin to stdout.

  --check                 write nothing; exit code 3 when a file is not formatted
  --diff                  show what changes

Exit codes: 0 done; 1 wrong use; 2 a file cannot be read or does not parse; 3 --check found a file to format`,
    flags: ['--check', '--diff'],
  },
  types: {
    usage: 'candor types FILE > candor.events.d.ts',
    summary: 'print TypeScript types for the events that an extension declares in FILE',
    details: 'Use them as LanguageServer.start<CandorEvents>({ telemetry: { events: require(FILE) } }).',
    flags: [],
  },
  docs: {
    usage: 'candor docs [FILE] > TELEMETRY.md',
    summary: 'print a description of all telemetry: the events of candor, and those declared in FILE',
    details: 'Written for the users of your extension.',
    flags: [],
  },
  'telemetry-json': {
    usage: 'candor telemetry-json [--events FILE] [--merge FILE] [--prefix PUBLISHER.NAME] > telemetry.json',
    summary: "print the telemetry.json of an extension, which 'code --telemetry' reads",
    details: `  --events FILE           include the events that the extension declares in FILE
  --merge FILE            include a telemetry.json of your own
  --prefix PUBLISHER.NAME name the events as VS Code's logger does`,
    flags: ['--events', '--merge', '--prefix'],
  },
  'copy-binary': {
    usage: 'candor copy-binary --target TARGET --out DIR [--unchecked]',
    summary: "put the native binary for a target of 'vsce package' into DIR, as candor.node",
    details: `  --target TARGET         linux-x64, linux-arm64, alpine-x64, alpine-arm64, darwin-x64, darwin-arm64, win32-x64
                          or win32-arm64
  --out DIR               where to put it
  --unchecked             copy a local build, which has no published checksum`,
    flags: ['--target', '--out', '--unchecked'],
  },
  completions: {
    usage: 'candor completions bash|zsh|fish',
    summary: 'print completions for a shell',
    details: `bash: source <(candor completions bash)
zsh:  candor completions zsh > "\${fpath[1]}/_candor"
fish: candor completions fish > ~/.config/fish/completions/candor.fish`,
    flags: [],
  },
  start: {
    usage: 'candor start --stdio | --address [127.0.0.1]:N [--insecure] | --socket PATH',
    summary: 'serve an editor that is set up for docker-language-server',
    details: 'Takes the flags of candor itself, and the --address of docker-language-server.',
    flags: ['--stdio', '--address', '--socket', '--port', '--insecure'],
  },
  serve: {
    usage: 'candor serve [-port=N [--insecure]]',
    summary: 'serve an editor that is set up for terraform-ls',
    details: `Without a port it serves over stdin and stdout, where it may run 'terraform version' and takes the editor's path of
terraform. Other flags of terraform-ls are ignored.`,
    flags: ['-port', '--insecure'],
  },
}

const SERVING = `  candor --stdio              serve an editor over stdin and stdout
  candor --socket PATH        serve editors on a Unix socket that only you can open (a named pipe on Windows)
  candor --port N [--insecure]
                              serve editors on 127.0.0.1:N, 0 for any free port. Each must send the token that is
                              printed at the start as initializationOptions.token; --insecure serves editors that
                              cannot send one, and every other program of this machine`

/** @param {string | null} command null for the whole program */
function help(command) {
  if (command !== null) {
    const { usage, summary, details } = COMMANDS[command]
    return `candor ${command}: ${summary}\n\nUsage:\n  ${usage}\n\n${details}\n`
  }
  const names = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(16)} ${summary}`)
  return `candor: a language server for Docker files and Terraform

Usage:
${SERVING}
  candor COMMAND [OPTIONS]    run a command; 'candor COMMAND --help' says more
  candor --help | --version

Commands:
${names.join('\n')}

Exit codes of the server:
  0   the session ended with 'shutdown'
  1   the session ended without it, or the server cannot run
  2   wrong use

Telemetry is off until someone asks for it. DO_NOT_TRACK=1 keeps it off whoever asks; CANDOR_TELEMETRY=off, error
or all is the most that anyone can ask for.
`
}

module.exports = { COMMANDS, SHELLS, help }
