'use strict'

// The commands and flags of the command line, from which `--help` and completions are generated.

/**
 * @typedef {object} Command
 * @property {string} usage
 * @property {string} summary one line
 * @property {string} details the rest of `candor COMMAND --help`
 * @property {readonly string[]} flags
 * @property {Readonly<Record<string, readonly string[]>>} [values] the values of flags with a fixed set of values
 */

const FORMATS = ['pretty', 'json', 'sarif', 'github', 'junit']
const LEVELS = ['off', 'error', 'all']
const SHELLS = ['bash', 'zsh', 'fish']

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = {
  check: {
    usage:
      'candor check [--format FORMAT] [--fix] [--max-warnings N] [--rules RULES] [--skip-unsupported] [--stdin-filename NAME] PATH...',
    summary: 'report problems in files and folders, as in the editor, for CI',
    details: `Checks files, and folders with their subfolders. '-' checks stdin under the file name given by --stdin-filename. With
--fix, it prints the fixed text of stdin to stdout, and the report to stderr.
In folders, skips the files that .candorignore lists, in the syntax of .gitignore: those of PATH and its subfolders and, if
PATH is below the current directory, those of its parent folders up to the current directory.

  --format FORMAT         pretty (default), json, sarif, github or junit
  --fix                   apply the preferred quick fixes to the files, then report the remaining problems
  --max-warnings N        fail when there are more than N warnings (default: any number is allowed)
  --rules RULES           severities of rules: 'UndefinedVar=off,StageNameCasing=error' (off, hint, information,
                          warning or error)
  --skip-unsupported      skip a PATH, or stdin, that is in no supported language or listed in .candorignore
  --stdin-filename NAME   the file name of the text on stdin

Exit codes: 0 no errors; 1 an error, or more warnings than --max-warnings; 2 wrong usage, or a file or folder that
cannot be checked, such as one that cannot be read`,
    flags: ['--format', '--fix', '--max-warnings', '--rules', '--skip-unsupported', '--stdin-filename'],
    values: { '--format': FORMATS },
  },
  preview: {
    usage: 'candor preview [--level LEVEL] [--events FILE] [--all] [--json] PATH',
    summary: 'show the diagnostics of a folder or file, and the telemetry events it would cause; sends nothing',
    details: `Opens the files in a separate server, modifies each one once in memory, and prints the exact events that an editor would
cause. Events of one kind are grouped, with one example.

  --level LEVEL           the telemetry level: off, error or all (default)
  --events FILE           also show the events that an extension declares in FILE
  --all                   show every event and diagnostic
  --json                  print everything as JSON

Exit codes: 0 success; 1 PATH cannot be read; 2 wrong usage`,
    flags: ['--level', '--events', '--all', '--json'],
    values: { '--level': LEVELS },
  },
  fmt: {
    usage: 'candor fmt [--check] [--diff] PATH...',
    summary: 'format Terraform files, as terraform fmt does',
    details: `Formats .tf, .tfvars, .tftest.hcl, .tfmock.hcl, .tofu and .tofutest.hcl files, and refuses others. In folders and their
subfolders, formats all such files that are not hidden. '-' formats stdin to stdout.

  --check                 write nothing; exit code 3 if a file is not formatted
  --diff                  also print the changes; without --check, the files are written nevertheless

Exit codes: 0 success; 1 wrong usage; 2 a file is not one of these, or cannot be read or parsed;
3 --check found a file to format`,
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
    summary: 'print a description of all telemetry events: those of candor, and those that FILE declares',
    details: 'Describes every event for the users of your extension.',
    flags: [],
  },
  'telemetry-json': {
    usage: 'candor telemetry-json [--events FILE] [--merge FILE] [--prefix PUBLISHER.NAME] > telemetry.json',
    summary: "print the telemetry.json of an extension, which 'code --telemetry' reads",
    details: `  --events FILE           include the events that the extension declares in FILE
  --merge FILE            include your own telemetry.json
  --prefix PUBLISHER.NAME name the events as VS Code's logger does`,
    flags: ['--events', '--merge', '--prefix'],
  },
  'copy-binary': {
    usage: 'candor copy-binary --target TARGET --out DIR [--unchecked]',
    summary: "copy the native addon for a 'vsce package' target to DIR/candor.node",
    details: `  --target TARGET         linux-x64, linux-arm64, alpine-x64, alpine-arm64, darwin-x64, darwin-arm64, win32-x64
                          or win32-arm64
  --out DIR               the folder for candor.node
  --unchecked             allow a local build, which has no published checksum`,
    flags: ['--target', '--out', '--unchecked'],
  },
  init: {
    usage: 'candor init [DIRECTORY]',
    summary: 'create a VS Code extension that embeds candor',
    details: `Creates an extension in TypeScript, with tests, an event of its own, a consent prompt, a telemetry view, packaging and
CI, in DIRECTORY or in the current directory. The directory must be empty, except for .git and a license.
'npm create candor-extension [DIRECTORY]' does the same.`,
    flags: [],
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
    summary: 'serve an editor that is configured for docker-language-server',
    details: 'Accepts the flags of candor itself, and --address as docker-language-server does.',
    flags: ['--stdio', '--address', '--socket', '--port', '--insecure', '--settings-section'],
  },
  serve: {
    usage: 'candor serve [-port=N [--insecure]]',
    summary: 'serve an editor that is configured for terraform-ls',
    details: `Without a port, serves over stdin and stdout. In that case only, candor may run 'terraform version', with the path that the
editor sets. Ignores the other flags of terraform-ls.`,
    flags: ['-port', '--insecure', '--settings-section'],
  },
}

const SERVING = `  candor --stdio              serve an editor over stdin and stdout
  candor --socket PATH        listen on a Unix socket that only you can open (a named pipe on Windows)
  candor --port N [--insecure]
                              listen on 127.0.0.1:N, or on any free port if N is 0. An editor must send the token
                              that candor prints, as initializationOptions.token. --insecure turns the token off, so
                              that any program on this machine can connect
  Each of these accepts --settings-section NAME: candor then requests the settings in section NAME from the editor.`

/** @param {string | null} command null for the program itself */
function help(command) {
  if (command !== null) {
    const { usage, summary, details } = COMMANDS[command]
    return `candor ${command}: ${summary}\n\nUsage:\n  ${usage}\n\n${details}\n`
  }
  const names = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(16)} ${summary}`)
  return `candor: a language server for Dockerfile, Compose, Bake and Terraform

Usage:
${SERVING}
  candor COMMAND [OPTIONS]    run a command; see 'candor COMMAND --help'
  candor --help | --version

Commands:
${names.join('\n')}

Exit codes of the server:
  0   the editor ended the session with 'shutdown'
  1   the session ended without 'shutdown', or the server cannot run
  2   wrong usage

Telemetry is off until someone turns it on, except for events that clients of terraform-ls request. DO_NOT_TRACK=1 keeps
it off. CANDOR_TELEMETRY=off, error or all sets the highest level that anyone can choose. CANDOR_LOG=messages or verbose
logs why something did or did not happen.
`
}

module.exports = { COMMANDS, SHELLS, help }
