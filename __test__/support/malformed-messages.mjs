// Texts that are not messages, and methods with invalid parameters.

import { message } from './wire.mjs'

/** A document that is open when these are sent. */
export const URI = 'file:///workspace/Dockerfile'

/** A request that must not be executed when it is embedded in another message. */
export const REQUEST = message({ id: 7, method: 'shutdown' })

/** Texts that are not JSON. */
export const NO_JSON = [
  ...['', ' ', '\n', '\t\r\n', '{', '}', '[', ']', '"', ',', ':', '{"', '{"a', '{"a"', '{"a":', '{"a":1', '{"a":1,'],
  ...['{"a":1,}', '{,}', '[1,]', '[,]', '[1 2]', '{"a" 1}', '{"a":1 "b":2}', '{1:2}', '{null:1}', '{"a":1}}', ']{}'],
  ...["{'a':1}", '{a:1}', '`{}`', 'nul', 'NULL', 'True', 'undefined', 'NaN', 'Infinity', '-Infinity', '-', '+1', '01'],
  ...['1.', '.5', '1e', '1e+', '0x1', '1_000', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\"', '"a\nb"', '"a\tb"', '"\u0001"'],
  ...['\0', '{}\0', '\0{}', '{"a":"\0"}', '{}{}', '{} {}', '{}x', '//\n{}', '/**/{}', '{}//', '#{}', '\u00a0{}'],
  ...['\u2028{}', '\ufeff', '\ufeff\ufeff{}', '{\ufeff}', '<html></html>', 'Content-Length: 2\r\n\r\n{}', '\ud800'],
  ...[REQUEST.slice(0, -1), REQUEST.slice(1), `${REQUEST},`, `${REQUEST}${REQUEST}`, REQUEST.replaceAll('"', "'")],
  ...['[{"jsonrpc":"2.0","id":7,"method":"shutdown"}', '{"id":7,"method":"shutdown",,"jsonrpc":"2.0"}', '😀', '{"😀'],
]

/** Names of all methods that a client can call, except those that other tests cover. */
export const LANGUAGE_REQUESTS = [
  ...['codeAction', 'codeLens', 'colorPresentation', 'completion', 'declaration', 'definition', 'diagnostic'],
  ...['documentColor', 'documentHighlight', 'documentLink', 'documentSymbol', 'foldingRange', 'formatting', 'hover'],
  ...['implementation', 'inlayHint', 'inlineValue', 'linkedEditingRange', 'moniker', 'onTypeFormatting'],
  ...['prepareCallHierarchy', 'prepareRename', 'prepareTypeHierarchy', 'rangeFormatting', 'references', 'rename'],
  ...['selectionRange', 'semanticTokens/full', 'semanticTokens/full/delta', 'semanticTokens/range', 'signatureHelp'],
  ...['typeDefinition', 'willSaveWaitUntil'],
].map((name) => `textDocument/${name}`)
export const OTHER_REQUESTS = [
  ...['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls', 'codeAction/resolve', 'codeLens/resolve'],
  ...['completionItem/resolve', 'documentLink/resolve', 'inlayHint/resolve', 'typeHierarchy/subtypes'],
  ...['typeHierarchy/supertypes', 'workspace/diagnostic', 'workspace/executeCommand', 'workspace/symbol'],
  ...['workspace/willCreateFiles', 'workspace/willDeleteFiles', 'workspace/willRenameFiles', 'workspaceSymbol/resolve'],
]
export const NOTIFICATIONS = [
  ...['$/cancelRequest', '$/progress', '$/setTrace', 'notebookDocument/didChange', 'notebookDocument/didClose'],
  ...['notebookDocument/didOpen', 'notebookDocument/didSave', 'textDocument/willSave'],
  ...['window/workDoneProgress/cancel', 'workspace/didCreateFiles', 'workspace/didDeleteFiles'],
  'workspace/didRenameFiles',
]
/** Notifications that the server understands. */
export const OURS = [
  ...['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'textDocument/didSave'],
  ...['workspace/didChangeWatchedFiles', 'workspace/didChangeWorkspaceFolders'],
]
/** Methods that read only the document's URI from the parameters below. */
export const READS_URI_ONLY = [
  ...['textDocument/didClose', 'textDocument/didSave', 'textDocument/diagnostic', 'textDocument/codeLens'],
  ...['textDocument/documentLink', 'textDocument/documentSymbol', 'textDocument/foldingRange'],
  'textDocument/semanticTokens/full',
]
/** Parameters that are invalid for every method here, as JSON to append to the other members. */
export const WRONG = [
  ...['', '"params":null', '"params":7', '"params":true', '"params":"x"', '"params":[]', '"params":[1,2]'],
  ...['"params":{"textDocument":7}', '"params":{"textDocument":{"uri":7}}', '"params":{"textDocument":{"uri":"x"}}'],
  ...['"params":{"event":null}', '"params":{"event":{"added":7}}', '"params":{"command":7}', '"params":1e400'],
  ...[`"params":{"textDocument":{"uri":"${URI}"},"contentChanges":7}`, '"params":{"command":"x","arguments":7}'],
  ...[`"params":{"textDocument":{"uri":"${URI}","version":1e400},"contentChanges":[]}`, '"params":{"\\ud800":7}'],
]
/** Builds a message from JSON source. */
export const written = (head, wrong) => `{"jsonrpc":"2.0",${head}${wrong && ','}${wrong}}`

export const INITIALIZE_MEMBERS = [
  ...['processId', 'clientInfo', 'locale', 'rootPath', 'rootUri', 'capabilities', 'initializationOptions', 'trace'],
  ...['workspaceFolders', 'acme'],
]
export const ODD_VALUES = [
  ...['null', '7', '1e400', '"\\ud800"', '"x"', '[]', '[null]', '[{"uri":7}]', '{}', '{"workspace":7}', 'true'],
]
