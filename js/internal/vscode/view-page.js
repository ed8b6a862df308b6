'use strict'
// The style and the script of the telemetry view. They are part of the page, because a bundle has no separate files.

/** Uses the colours, fonts and sizes of VS Code, so that it matches every theme. */
const STYLE = `
body { padding: 0; color: var(--vscode-foreground); font: var(--vscode-font-weight) var(--vscode-font-size) / 1.5 var(--vscode-font-family); }
main { max-width: 60em; margin: 0 auto; padding: 20px 24px 48px; }
h1 { margin: 0 0 8px; font-size: 2em; font-weight: 400; }
h2 { margin: 32px 0 8px; padding-top: 16px; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); font-size: 1.4em; font-weight: 400; }
h3 { margin: 16px 0 4px; font-size: 1.1em; }
p { margin: 8px 0; }
.meaning { padding: 8px 12px; border: 1px solid var(--vscode-contrastBorder, transparent); border-left: 4px solid var(--vscode-textLink-foreground); background: var(--vscode-textBlockQuote-background); font-size: 1.15em; }
[data-level='off'] .meaning { border-left-color: var(--vscode-descriptionForeground); }
fieldset { display: flex; flex-direction: column; gap: 4px; width: fit-content; margin: 12px 0; padding: 8px 16px 12px 12px; border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border))); }
legend { padding: 0 4px; font-weight: 600; }
label { display: flex; align-items: center; gap: 6px; cursor: pointer; }
/* Custom, because native radio buttons do not follow the theme of VS Code. */
input[type='radio'] { flex: none; width: 18px; height: 18px; margin: 0; appearance: none; border: 1px solid var(--vscode-contrastBorder, var(--vscode-descriptionForeground)); border-radius: 50%; background: var(--vscode-checkbox-background); cursor: pointer; }
input[type='radio']:checked { background: radial-gradient(var(--vscode-checkbox-foreground) 0 4px, var(--vscode-checkbox-background) 5px); }
table { border-collapse: collapse; }
caption { margin-top: 16px; font-weight: 600; text-align: left; }
th, td { padding: 2px 24px 2px 0; font-weight: 400; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--vscode-descriptionForeground); }
#catalogue table { width: 100%; }
#catalogue td, #catalogue th { padding: 4px 16px 4px 0; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
button { padding: 4px 14px; border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; background: var(--vscode-button-background); color: var(--vscode-button-foreground); font: inherit; cursor: pointer; }
button:hover { background: var(--vscode-button-hoverBackground); }
button.link { padding: 0; border: none; background: none; color: var(--vscode-textLink-foreground); }
button.link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.entries { margin: 8px 0; padding: 0; list-style: none; }
.entries li { margin: 0 0 12px; }
.entries p { margin: 2px 0 0; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; }
.time { color: var(--vscode-descriptionForeground); }
.lost strong { color: var(--vscode-editorWarning-foreground); }
code, pre { color: inherit; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
label code { padding: 0; background: none; color: var(--vscode-descriptionForeground); }
pre { margin: 4px 0 0; padding: 8px 12px; overflow-wrap: anywhere; white-space: pre-wrap; border: 1px solid var(--vscode-contrastBorder, transparent); background: var(--vscode-textCodeBlock-background); line-height: 1.4; }
@media (prefers-reduced-motion: reduce) { * { scroll-behavior: auto !important; transition: none !important; animation: none !important; } }
@media (forced-colors: active) { input[type='radio']:checked { forced-color-adjust: none; } }
`

/**
 * Shows the HTML from the extension, and reports the user's choices. It contains no texts, and replaces only what has
 * changed, because screen readers read replaced text.
 */
const SCRIPT = `
const vscode = acquireVsCodeApi()
const byId = (id) => document.getElementById(id)
const shown = new Map()
window.addEventListener('message', ({ data }) => {
  for (const [id, html] of Object.entries(data.html ?? {})) {
    if (shown.get(id) === html) continue
    shown.set(id, html)
    byId(id).innerHTML = html
  }
  if (data.entry !== undefined) {
    const entries = byId('entries')
    entries.insertAdjacentHTML('afterbegin', data.entry)
    while (entries.children.length > data.most) entries.lastElementChild.remove()
  }
  if (data.level !== undefined) document.body.dataset.level = data.level
  if (data.choice !== undefined) {
    for (const radio of document.querySelectorAll('#choice input')) radio.checked = radio.value === data.choice
  }
})
const send = (type, level) => vscode.postMessage({ type, level })
byId('choice')?.addEventListener('change', ({ target }) => send('choose', target.value))
byId('settings')?.addEventListener('click', () => send('settings'))
byId('preview').addEventListener('click', () => {
  // Cleared at once, so that it is not mistaken for the preview of another level.
  shown.delete('results')
  byId('results').replaceChildren()
  send('preview', document.querySelector('#levels input:checked').value)
})
send('ready')
`

module.exports = { SCRIPT, STYLE }
