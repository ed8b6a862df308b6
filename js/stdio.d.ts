/**
 * Loading this module runs the language server over the stdin and stdout of the process, and ends the process with the
 * session. Use its path to start a process, as in `{ module, transport: TransportKind.stdio }` of
 * vscode-languageclient. It exports nothing.
 */
export {}
