// Language features as a user of VS Code sees them: completions, hovers, renames, outlines, formatting and code lenses.

import fs from 'node:fs'
import path from 'node:path'

import { root } from '../../support/client.mjs'
import { until } from './processes.mjs'

const EXAMPLE = path.join(root, 'examples/workspace')

/** Settings that keep windows the same from run to run. */
export const SETTINGS = {
  'editor.formatOnSave': true,
  'editor.codeLens': true,
  'editor.minimap.enabled': false,
  // Words of the file would be offered where the server offers nothing.
  'editor.wordBasedSuggestions': 'off',
  'editor.suggest.showWords': false,
  'breadcrumbs.enabled': false,
}

/** The files of the example workspace, by name. */
export function exampleFiles() {
  const names = fs.readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => fs.statSync(path.join(EXAMPLE, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(EXAMPLE, name), 'utf8')]))
}

/** A user who edits the files of one editor. */
export class User {
  #editor
  #window

  /** @param {import('./editor.mjs').Editor} editor */
  constructor(editor) {
    this.#editor = editor
    this.#window = editor.window
  }

  /** Puts the cursor before `|` in a text that occurs once in a file, such as `FROM ba|se`. */
  async at(name, place) {
    const { page } = this.#window
    await page.keyboard.press('Escape')
    const { line, character } = await this.#editor.run(
      async (file, before, text) => {
        const document = await vscode.workspace.openTextDocument(file)
        const offset = document.getText().indexOf(text)
        if (offset < 0) throw new Error(`${text} is not in ${file}`)
        const editor = await vscode.window.showTextDocument(document, { preview: false })
        const position = document.positionAt(offset + before)
        editor.selection = new vscode.Selection(position, position)
        editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter)
        return { line: position.line + 1, character: position.character + 1 }
      },
      this.#editor.file(name),
      place.indexOf('|'),
      place.replace('|', ''),
    )
    // The window follows the extension host: what is typed before goes to the old place.
    await page
      .locator('.tab.active')
      .filter({ hasText: path.basename(name) })
      .waitFor()
    await page
      .locator('[id="status.editor.selection"]')
      .getByText(`Ln ${line}, Col ${character}`, { exact: true })
      .waitFor()
  }

  /** Types at a place, and returns the labels that VS Code lists once the expected one is among them. */
  async complete(name, place, typed, expected) {
    await this.at(name, place)
    await this.#window.page.keyboard.type(typed)
    await this.command('editor.action.triggerSuggest')
    const rows = this.#window.page.locator('.suggest-widget.visible .monaco-list-row .label-name')
    await rows.getByText(expected, { exact: true }).first().waitFor()
    return rows.allInnerTexts()
  }

  /** The documentation beside the list of completions. */
  async documentation(expected) {
    const details = this.#window.page.locator('.suggest-details:visible')
    if ((await details.count()) === 0) await this.#window.page.keyboard.press('Control+Space')
    await details.filter({ hasText: expected }).waitFor()
    return details.innerText()
  }

  /** Shows the hover at a place, once it contains the expected text, and returns all of its text. */
  async hover(name, place, expected) {
    await this.at(name, place)
    const hover = this.#window.page
      .locator('.monaco-hover:visible .hover-contents')
      .filter({ hasText: expected })
      .first()
    await until(`a hover with ${expected}`, async () => {
      await this.command('editor.action.showHover')
      await hover.waitFor({ timeout: 1_000 })
      return true
    })
    return hover.innerText()
  }

  /** Renames what is at a place with the keyboard. */
  async rename(name, place, to) {
    const { page } = this.#window
    await this.at(name, place)
    await page.keyboard.press('F2')
    const input = page.locator('.rename-box input')
    await input.waitFor()
    await this.#window.screenshot(`rename to ${to}`)
    await input.fill(to)
    await page.keyboard.press('Enter')
    await input.waitFor({ state: 'hidden' })
  }

  /** Waits until files on the disk contain these texts. */
  onDisk(expected) {
    return until('the files are saved', async () => {
      await this.command('workbench.action.files.saveAll')
      return Object.entries(expected).every(([name, text]) => {
        return fs.readFileSync(this.#editor.file(name), 'utf8').includes(text)
      })
    })
  }

  /** Shows the outline view, and returns its names and kinds once it contains the expected name. */
  async outline(name, expected) {
    await this.#editor.show(name)
    await this.command('outline.focus')
    // Leave the whole side bar to it.
    const files = this.#window.page.locator('.explorer-viewlet .pane-header.expanded').filter({ hasText: 'workspace' })
    if ((await files.count()) > 0) await files.click()
    const rows = this.#window.page.locator('.outline-pane .monaco-list-row')
    await rows.filter({ hasText: expected }).first().waitFor()
    return this.#editor.run(async (file) => {
      const lines = (symbols, depth) =>
        symbols.flatMap(({ name, kind, children }) => [
          `${'  '.repeat(depth)}${name}: ${vscode.SymbolKind[kind]}`,
          ...lines(children, depth + 1),
        ])
      return lines(
        await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', vscode.Uri.file(file)),
        0,
      )
    }, this.#editor.file(name))
  }

  /** The titles of the code lenses that the window shows, once the expected one is among them. */
  async codeLenses(name, expected) {
    await this.#editor.show(name)
    const lenses = this.#window.page.locator('.codelens-decoration a')
    await lenses.getByText(expected, { exact: true }).first().waitFor()
    return lenses.allInnerTexts()
  }

  /** Types a text at a place and saves the file, until the disk has the text that the server makes of it. */
  async save(name, place, typed, formatted) {
    await this.at(name, place)
    await this.#window.page.keyboard.type(typed)
    await this.#window.page.keyboard.press('Escape')
    await this.onDisk({ [name]: formatted })
  }

  /** Replaces the text of a file by the original one. */
  restore(name) {
    return this.#editor.edit(name, exampleFiles()[name])
  }

  command(id, ...args) {
    return this.#editor.run((id, args) => vscode.commands.executeCommand(id, ...args).then(() => null), id, args)
  }
}
