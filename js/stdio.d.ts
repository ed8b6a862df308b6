/**
 * Loading this module serves the language server over the process's own stdin and stdout, and ends the process with
 * the session. Name it where a process is started, such as in `{ module, transport: TransportKind.stdio }` of
 * vscode-languageclient; there is nothing to import from it.
 */
export {}
