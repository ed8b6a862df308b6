'use strict'
// Asks for consent once. A user who closes the question has not agreed, and is not asked again.

const vscode = require('vscode')

const ASKED = 'candorExample.asked'
const SHOW = 'Show Me What Is Sent'

/**
 * @param {vscode.Memento} memory
 * @param {import('./consent.js').Consent} consent
 * @param {() => void} show
 */
async function askOnce(memory, consent, show) {
  // A user who has already chosen, or has turned VS Code's own telemetry off, has answered.
  if (memory.get(ASKED) || consent.choice !== null || consent.allowed === 'off') return
  await memory.update(ASKED, true)
  const text = 'Allow Candor Example to send usage data and crash reports? Nothing is sent unless you agree.'
  const answer = await vscode.window.showInformationMessage(text, SHOW, 'Yes', 'No')
  // The page offers the same choice, and shows what it means.
  if (answer === SHOW) show()
  else if (answer === 'Yes') await consent.choose('all')
  else if (answer === 'No') await consent.choose('off')
}

module.exports = { askOnce }
