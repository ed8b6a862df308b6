'use strict'
// The HTML of the page "Telemetry". The webview's own script, page/page.js, fills in what changes.

const { randomUUID } = require('node:crypto')
const vscode = require('vscode')

const { LEVELS } = require('./consent.js')

/**
 * @param {vscode.Webview} webview
 * @param {vscode.Uri} folder of the script and the style
 */
function html(webview, folder) {
  const nonce = randomUUID()
  const uri = (/** @type {string} */ name) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name))
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Telemetry</title>
  <link rel="stylesheet" href="${uri('page.css')}">
</head>
<body>
  <main>
    <h1>Telemetry</h1>
    <p id="meaning" class="meaning" role="status"></p>
    <p id="decided"></p>

    <fieldset id="choice">
      <legend>Your choice</legend>
      ${radios('choice', ['Nothing', 'Reports of crashes', 'Reports of crashes and of usage'])}
    </fieldset>
    <p>The lowest of these applies:</p>
    <table>
      <tbody>
        <tr><th scope="row">Your setting</th><td id="source-choice"></td></tr>
        <tr><th scope="row">VS Code's telemetry setting</th><td id="source-allowed"></td></tr>
        <tr><th scope="row">Environment</th><td id="source-environment"></td></tr>
      </tbody>
    </table>
    <p><button id="settings" class="link">Open Settings</button></p>

    <h2>Sent from This Window</h2>
    <p>Every event that the sender receives, and every lost event. The sender of this example shows events here and
      sends nothing over the network.</p>
    <p id="counts" role="status"></p>
    <ol id="entries" class="entries"></ol>

    <h2>What Would Be Sent</h2>
    <p>A preview for this workspace: a separate process opens every supported file and modifies it once in memory. It
      sends nothing, and changes no file.</p>
    <fieldset id="levels">
      <legend>Level</legend>
      ${radios('preview', ['Nothing', 'Reports of crashes', 'Reports of crashes and of usage'])}
    </fieldset>
    <p><button id="preview">Preview</button></p>
    <div id="results" role="status"></div>
  </main>
  <script nonce="${nonce}" src="${uri('page.js')}"></script>
</body>
</html>`
}

/** @param {string} name @param {string[]} labels from the lowest level upwards */
function radios(name, labels) {
  return LEVELS.map(
    (level, at) =>
      `<label><input type="radio" name="${name}" value="${level}"> ${labels[at]} <code>${level}</code></label>`,
  ).join('\n      ')
}

module.exports = { html }
