'use strict'
// The texts of the interface in VS Code, by language. Other languages fall back to English.

const { invalidArgument } = require('../errors.js')

/** @typedef {import('../../vscode.js').InterfaceTexts} Texts */

/** @type {Readonly<Record<string, Texts>>} */
const TEXTS = {
  en: require('./l10n/en.json'),
  de: require('./l10n/de.json'),
  fr: require('./l10n/fr.json'),
}

/**
 * @param {string | undefined} language of VS Code's interface, such as `de` or `pt-br`
 * @param {Partial<Texts> | undefined} given texts of the extension, which override the others
 * @returns {Texts}
 */
function textsFor(language, given) {
  if (given !== undefined && typeof given !== 'object') throw invalidArgument('options.texts', 'an object')
  return { ...(TEXTS[languageOf(language)] ?? TEXTS.en), ...given }
}

/**
 * @param {string | undefined} language
 * @returns {string} the language of the texts that are used
 */
function languageOf(language) {
  const [word] = (language ?? 'en').toLowerCase().split('-')
  return Object.hasOwn(TEXTS, word) ? word : 'en'
}

/**
 * @param {string} text with names in braces
 * @param {Record<string, string | number>} values by name
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (Object.hasOwn(values, name) ? String(values[name]) : all))
}

module.exports = { filled, languageOf, textsFor }
