// VS Code's window as a user sees it: what is shown, and what is clicked and typed.

import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const SCREENSHOTS = fileURLToPath(new URL('screenshots', import.meta.url))

export class Workbench {
  /** @param {any} page of playwright */
  constructor(page) {
    this.page = page
    page.setDefaultTimeout(60_000)
  }

  async ready() {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 90_000 })
  }

  /** The item of the status bar. */
  get status() {
    return this.page.locator('[id="candor.candor-example.candorExample.telemetry"]')
  }

  /** Waits until the status bar shows a level. */
  async level(level) {
    await this.status.filter({ hasText: `Telemetry: ${level}` }).waitFor()
  }

  /** Who decided, as the status bar tells a screen reader. */
  async decidedBy() {
    const label = await this.status.locator('[aria-label]').first().getAttribute('aria-label')
    return /Decided by (.*)\./.exec(label)?.[1]
  }

  /** Runs a command by its title, as the command palette finds it. */
  async command(title) {
    await this.page.keyboard.press('F1')
    await this.page.locator('.quick-input-widget input').fill(`>${title}`)
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** The wavy lines below problems of one severity. */
  squiggle(severity) {
    return this.page.locator(`.squiggly-${severity}`).first()
  }

  /** Puts the cursor on a word of the editor by a click. */
  async moveTo(word) {
    await this.page.locator('.view-line').getByText(word).first().click()
  }

  /** An entry of the menu of quick fixes. */
  action(text) {
    return this.page.locator('.action-widget .monaco-list-row').filter({ hasText: new RegExp(text, 'i') })
  }

  /** The inner document of the page "Telemetry". */
  get telemetry() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame')
  }

  /** A notification with this text. */
  notification(text) {
    return this.page.locator('.notification-toast').filter({ hasText: text })
  }

  /** Keeps what is shown, for looking at. */
  async screenshot(name) {
    fs.mkdirSync(SCREENSHOTS, { recursive: true })
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name.replace(/\W+/g, '-')}.png`) })
  }
}
