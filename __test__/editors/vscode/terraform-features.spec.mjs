// What a user of Terraform sees in VS Code, in the module of the example workspace.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'

import { Editor } from './editor.mjs'
import { exampleFiles, SETTINGS, User } from './features.mjs'

const [MAIN, VARIABLES, VERSIONS, VALUES] = ['main.tf', 'variables.tf', 'versions.tf', 'terraform.tfvars'].map(
  (name) => `infrastructure/${name}`,
)

test('a user completes, reads, renames across three files, formats and follows references', async (t) => {
  const editor = await Editor.start(t, { files: exampleFiles(), settings: SETTINGS })
  const { window } = editor
  const user = new User(editor)

  // Code lenses count references, and show them.
  const lenses = await user.codeLenses(MAIN, '2 references')
  assert.deepEqual(new Set(lenses), new Set(['1 reference', '2 references']))
  await window.screenshot('terraform code lenses')
  await window.page.locator('.codelens-decoration a').getByText('2 references').first().click()
  await window.page.locator('.reference-zone-widget').getByText('Locations (2)').waitFor()
  await window.screenshot('terraform references')

  // Completion with documentation.
  const arguments_ = await user.complete(MAIN, 'length = 2\n|', '  cou', 'count')
  assert.equal(arguments_[0], 'count')
  assert.match(await user.documentation('number of instances'), /number/)
  await window.screenshot('terraform completion')
  await user.restore(MAIN)
  const values = await user.complete(MAIN, 'retention_in_days = |var', '', 'var.log_retention_days')
  assert.equal(values[0], 'var.log_retention_days')
  await user.documentation('Days for which the logs')
  await window.screenshot('terraform completion of references')
  await user.restore(MAIN)

  // Hovers.
  await user.hover(MAIN, '"greeter-${var.envir|onment}"', "part of every resource's name")
  await window.screenshot('terraform hover of a variable')
  await user.hover(MAIN, 'mer|ge(', 'Merges maps')
  await window.screenshot('terraform hover of a function')
  await user.hover(VALUES, 'log_ret|ention_days', 'default = 14')
  await window.screenshot('terraform hover of a value')

  // A variable is renamed in the three files that name it.
  await user.rename(VARIABLES, '"log_ret|ention_days"', 'days')
  await user.onDisk({
    [VARIABLES]: 'variable "days" {',
    [MAIN]: 'retention_in_days = var.days\n',
    [VALUES]: 'days        = 7\n',
  })
  for (const name of [VARIABLES, MAIN, VALUES])
    assert.doesNotMatch(fs.readFileSync(editor.file(name), 'utf8'), /log_retention_days/, name)
  await window.screenshot('terraform renamed')

  // Outline.
  const outline = await user.outline(VERSIONS, 'terraform')
  assert.deepEqual(
    outline.filter((line) => !line.startsWith(' ')),
    ['terraform: Class', 'provider "aws": Class'],
  )
  await window.screenshot('terraform outline')

  // Format on save.
  const aligned = 'provider "aws" {\n  alias  = "x"\n  region = var.region\n}\n'
  await user.save(VERSIONS, 'provider "aws" {|', '\n      alias="x"', aligned)
  await window.screenshot('terraform formatted')
})
