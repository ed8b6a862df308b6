// The VS Code window from a user's point of view: what it shows, and what to click and type.

import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { until } from './processes.mjs'

const SCREENSHOTS = fileURLToPath(new URL('screenshots', import.meta.url))

export class Workbench {
  /** @param {any} page a Playwright page */
  constructor(page) {
    this.page = page
    page.setDefaultTimeout(60_000)
  }

  async ready() {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 90_000 })
  }

  /** The status bar item. */
  get status() {
    return this.page.locator('[id="candor.candor-example.candorExample.telemetry"]')
  }

  /** Waits until the status bar shows a level. */
  async level(level) {
    await this.status.filter({ hasText: `Telemetry: ${level}` }).waitFor()
  }

  /** Returns who decided the level, from the status bar item's accessible label. */
  async decidedBy() {
    const label = await this.status.locator('[aria-label]').first().getAttribute('aria-label')
    return /Decided by (.*)\./.exec(label)?.[1]
  }

  /** Runs a command by its title through the command palette. */
  async command(title) {
    await this.page.keyboard.press('F1')
    await this.page.locator('.quick-input-widget input').fill(`>${title}`)
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** The squiggles under problems of one severity. */
  squiggle(severity) {
    return this.page.locator(`.squiggly-${severity}`).first()
  }

  /** A code lens above a line. It moves the lines when it appears, which closes an open menu. */
  lens(text) {
    return this.page.locator('.codelens-decoration').getByText(text).first()
  }

  /** Clicks a word in the editor to move the cursor to it. */
  async moveTo(word) {
    await this.page.locator('.view-line').getByText(word).first().click()
  }

  /** An entry in the quick fix menu. */
  action(text) {
    return this.page.locator('.action-widget .monaco-list-row').filter({ hasText: new RegExp(text, 'i') })
  }

  /**
   * Opens the quick fix menu and waits for an entry. Tries again if the menu has closed, which VS Code does when the layout
   * of the editor changes.
   */
  async openQuickFixes(text) {
    await this.#inQuickFixes(text, (entry) => entry.waitFor({ timeout: 5000 }))
  }

  /** Applies a quick fix by a click, because a key would change the text if the menu had closed. */
  async applyQuickFix(text) {
    await this.#inQuickFixes(text, (entry) => entry.click({ timeout: 5000 }))
  }

  async #inQuickFixes(text, act) {
    await until(`the quick fix menu has ${text}`, async () => {
      if (!(await this.action(text).isVisible())) await this.page.keyboard.press('Control+.')
      await act(this.action(text))
      return true
    })
  }

  /** The inner document of the telemetry page. */
  get telemetry() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame')
  }

  /** A notification with this text. */
  notification(text) {
    return this.page.locator('.notification-toast').filter({ hasText: text })
  }

  /** Saves a screenshot for inspection. */
  async screenshot(name) {
    fs.mkdirSync(SCREENSHOTS, { recursive: true })
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name.replace(/\W+/g, '-')}.png`) })
  }
}
