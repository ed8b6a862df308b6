'use strict'
// The sentences of the interface in VS Code, by language. English stands for every language that is not here.

/** @typedef {import('../../vscode.js').InterfaceTexts} Texts */

/** @type {Readonly<Record<string, Texts>>} */
const TEXTS = {
  en: {
    question: 'Allow {name} to send usage data and crash reports? Nothing is sent unless you agree.',
    yes: 'Yes',
    no: 'No',
    show: 'Show Me What Is Sent',
    telemetry: 'Telemetry',
    notRunning: 'not running',
    off: 'Nothing is sent.',
    error: 'Crash reports are sent, and nothing else.',
    all: 'Crash reports and usage data are sent.',
    stopped: 'The language server is not running, and nothing is sent.',
  },
  de: {
    question: 'Darf {name} Nutzungsdaten und Absturzberichte senden? Ohne Ihre Zustimmung wird nichts gesendet.',
    yes: 'Ja',
    no: 'Nein',
    show: 'Zeigen, was gesendet wird',
    telemetry: 'Telemetrie',
    notRunning: 'läuft nicht',
    off: 'Es wird nichts gesendet.',
    error: 'Nur Absturzberichte werden gesendet.',
    all: 'Absturzberichte und Nutzungsdaten werden gesendet.',
    stopped: 'Der Sprachserver läuft nicht, und nichts wird gesendet.',
  },
  fr: {
    question:
      "{name} peut-il envoyer des données d'utilisation et des rapports d'incident ? Rien n'est envoyé sans votre accord.",
    yes: 'Oui',
    no: 'Non',
    show: 'Voir ce qui est envoyé',
    telemetry: 'Télémétrie',
    notRunning: 'arrêté',
    off: "Rien n'est envoyé.",
    error: "Seuls les rapports d'incident sont envoyés.",
    all: "Les rapports d'incident et les données d'utilisation sont envoyés.",
    stopped: "Le serveur de langage est arrêté, et rien n'est envoyé.",
  },
}

/**
 * @param {string | undefined} language of VS Code's interface, such as `de` or `pt-br`
 * @param {Partial<Texts> | undefined} given texts of the author, which come first
 * @returns {Texts}
 */
function textsFor(language, given) {
  const known = TEXTS[(language ?? 'en').toLowerCase().split('-')[0]] ?? TEXTS.en
  return { ...known, ...given }
}

module.exports = { textsFor }
