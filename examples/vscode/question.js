'use strict'
// The one question. Who closes it has not agreed, and is not asked again.

const vscode = require('vscode')

const ASKED = 'candorExample.asked'
const SHOW = 'Show Me What Is Sent'

/**
 * @param {vscode.Memento} memory
 * @param {import('./consent.js').Consent} consent
 * @param {() => void} show
 */
async function askOnce(memory, consent, show) {
  // Who has chosen already, or switched VS Code's own telemetry off, has answered.
  if (memory.get(ASKED) || consent.choice !== null || consent.allowed === 'off') return
  await memory.update(ASKED, true)
  const text = 'May Candor Example send anonymous usage data and reports of crashes? Nothing is sent unless you agree.'
  const answer = await vscode.window.showInformationMessage(text, SHOW, 'Yes', 'No')
  // The page has the same choice, beside what it means.
  if (answer === SHOW) show()
  else if (answer === 'Yes') await consent.choose('all')
  else if (answer === 'No') await consent.choose('off')
}

module.exports = { askOnce }
