'use strict'
// The language client options, which do not depend on where the server runs.

const LANGUAGES = ['dockerfile', 'dockercompose', 'dockerbake', 'terraform', 'terraform-vars']

/** @returns {import('vscode-languageclient/node').LanguageClientOptions} */
function clientOptions() {
  return { documentSelector: LANGUAGES.map((language) => ({ scheme: 'file', language })) }
}

module.exports = { clientOptions }
