/**
 * Loading this module runs the language server over the stdin and stdout of the process, and ends the process with the
 * session. Use its path to start a process, as in `{ module, transport: TransportKind.stdio }` of
 * vscode-languageclient. With the argument `--settings-section=NAME`, or these as two arguments, it requests settings
 * from the client, as the start option `settingsSection` does. It reports arguments that it does not know on stderr and
 * ignores them. It exports nothing.
 */
export {}
