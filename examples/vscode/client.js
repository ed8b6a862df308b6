'use strict'
// The options of the language client, wherever the server runs.

const LANGUAGES = ['dockerfile', 'dockercompose', 'dockerbake', 'terraform', 'terraform-vars']

/** @returns {import('vscode-languageclient/node').LanguageClientOptions} */
function clientOptions() {
  return { documentSelector: LANGUAGES.map((language) => ({ scheme: 'file', language })) }
}

module.exports = { clientOptions }
