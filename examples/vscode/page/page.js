'use strict'
// The webview's side of the page: shows what the extension sends, and reports what is chosen.

const vscode = acquireVsCodeApi()

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id)

const handlers = {
  state: showState,
  entries: ({ entries }) => element('entries').replaceChildren(...entries.map(item).reverse()),
  entry: ({ entry }) => element('entries').prepend(item(entry)),
  preview: showPreview,
}

window.addEventListener('message', ({ data }) => handlers[data.type]?.(data))
element('choice').addEventListener('change', ({ target }) =>
  vscode.postMessage({ type: 'choose', level: target.value }),
)
element('settings').addEventListener('click', () => vscode.postMessage({ type: 'settings' }))
element('levels').addEventListener('change', () => element('results').replaceChildren())
element('preview').addEventListener('click', () => {
  const level = document.querySelector('#levels input:checked').value
  element('results').replaceChildren(paragraph('Looking at the workspace…'))
  vscode.postMessage({ type: 'preview', level })
})
document.querySelector('#levels input[value="all"]').checked = true
vscode.postMessage({ type: 'ready' })

function showState({ meaning, decidedBy, sources, sent, lost, level }) {
  document.body.dataset.level = level
  setText('meaning', meaning)
  setText('decided', decidedBy ? `Decided by ${decidedBy}.` : '')
  for (const radio of document.querySelectorAll('#choice input')) radio.checked = radio.value === sources.choice
  setText('source-choice', sources.choice ?? 'nothing chosen yet, so off')
  setText('source-allowed', sources.allowed)
  setText('source-environment', sources.environment ?? 'says nothing')
  setText('counts', sent + lost === 0 ? 'Nothing was sent, and nothing was lost.' : `${sent} sent, ${lost} lost.`)
}

function showPreview({ level, results, error }) {
  if (error) return element('results').replaceChildren(paragraph(`The preview failed: ${error}`))
  if (results.length === 0) return element('results').replaceChildren(paragraph('No folder is open.'))
  element('results').replaceChildren(...results.flatMap((result) => folderPreview(level, result)))
}

function folderPreview(level, { folder, files, events, level: inForce }) {
  const lowered = inForce === level ? '' : ` The environment allows '${inForce}' at most.`
  const amount = events.length === 0 ? 'nothing would be sent' : `these ${events.length} would be sent, and no others`
  const crashes = inForce === 'error' ? ' A crash of the language server would be reported.' : ''
  const heading = document.createElement('h3')
  heading.textContent = folder
  const list = document.createElement('ol')
  list.className = 'entries'
  list.append(...events.map(({ name, json }) => item({ kind: 'would', time: '', name, json })))
  const sentence = `${files === 1 ? 'One file is' : `${files} files are`} read. At level '${inForce}', ${amount}.${lowered}${crashes}`
  const hashes =
    events.length > 0 ? [paragraph('Hashes and UUIDs are examples: they are different in every session.')] : []
  return [heading, paragraph(sentence), ...hashes, list]
}

function item({ kind, time, name, json }) {
  const entry = document.createElement('li')
  entry.className = kind
  const head = document.createElement('div')
  head.className = 'head'
  const title = document.createElement('strong')
  title.textContent = name
  const when = document.createElement('span')
  when.className = 'time'
  when.textContent = time
  head.append(title, when)
  const body = document.createElement(kind === 'lost' ? 'p' : 'pre')
  body.textContent = json
  entry.append(head, body)
  return entry
}

function paragraph(text) {
  const made = document.createElement('p')
  made.textContent = text
  return made
}

/** Screen readers read text that is set, so only changed text is set. */
function setText(id, text) {
  if (element(id).textContent !== text) element(id).textContent = text
}
