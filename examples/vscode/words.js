'use strict'
// Sentences about levels that the status bar and the page share.

/** @typedef {import('candor').TelemetryLevel} Level */

/** @type {Record<Level, string>} */
const MEANINGS = {
  off: 'Nothing is sent.',
  error: 'Reports of crashes are sent, and nothing else.',
  all: 'Reports of crashes and of usage are sent.',
}

/** Why events were lost, by the reason that the language server gives. @type {Record<string, string>} */
const LOSSES = {
  capacity: 'more came than the queue holds',
  revoked: 'consent ended before it was handed over',
  refused: 'it was not one that the language server issues',
}

/**
 * Who decided the level, in the user's words.
 * @param {import('candor').TelemetryStatus} status
 * @param {import('./consent.js').Consent} consent
 */
function decider({ level, decidedBy }, { allowed, choice }) {
  if (decidedBy === 'environment') return 'the environment (DO_NOT_TRACK or CANDOR_TELEMETRY)'
  if (choice === null) return 'the default: nobody has agreed to more'
  return allowed === level && choice !== level ? "VS Code's telemetry setting" : 'your setting'
}

module.exports = { LOSSES, MEANINGS, decider }
