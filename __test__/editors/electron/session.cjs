'use strict'
// Loaded before the example's main process: installs the simulation of Electron, makes Node refuse external memory, and
// plays the user of the example's page. Prints lines of JSON.

const { app, page: opened } = require('./electron.cjs')
const refusal = require(process.env.REFUSAL)

const TWO_PROBLEMS = 'FROM scratch AS Base\nMAINTAINER alice\n'

const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)

const before = refusal.ask()
if (refusal.refuse() !== 0) throw new Error('what Node gives could not be overwritten')
print({ before, refused: refusal.ask(), count: refusal.count() })
process.on('exit', () => print({ count: refusal.count() }))

opened.then(async (page) => {
  const [text, problems, telemetry] = ['text', 'problems', 'telemetry'].map(page.element)
  print({ problems: await problems.showing((lines) => lines.length > 0) })

  const allowed = printed('server_heartbeat')
  telemetry.checked = true
  telemetry.dispatchEvent(new Event('change'))
  await allowed

  const modified = printed('fileModified')
  text.value = TWO_PROBLEMS
  text.dispatchEvent(new Event('input'))
  print({ problems: await problems.showing((lines) => lines.length > 1) })
  await modified

  telemetry.checked = false
  telemetry.dispatchEvent(new Event('change'))
  text.value = 'FROM scratch\n'
  text.dispatchEvent(new Event('input'))
  print({ problems: await problems.showing((lines) => lines.length === 0) })
  app.quit()
  page.close()
})

/** Resolves when the example has printed a word. */
function printed(word) {
  const { write } = process.stdout
  return new Promise((resolve) => {
    process.stdout.write = (chunk, ...rest) => {
      if (String(chunk).includes(word)) {
        process.stdout.write = write
        resolve()
      }
      return write.call(process.stdout, chunk, ...rest)
    }
  })
}
