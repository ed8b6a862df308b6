// Runs in its own worker, in parallel with the other test file.

const { Editor } = require('./editor.js')

test.each([
  ['FROM scratch\n', []],
  ['FROM scratch AS Base\n', ['StageNameCasing']],
  ['FROM scratch AS Base\nMAINTAINER alice\n', ['StageNameCasing', 'MaintainerDeprecated']],
])('shows the problems of %j', async (text, codes) => {
  const editor = new Editor(async () => false)
  editor.open('file:///Dockerfile', text)
  await editor.server.idle()
  expect(editor.problems.get('file:///Dockerfile').map(({ code }) => code)).toEqual(codes)
  await editor.close()
})

test('does not show a problem that is fixed', async () => {
  const editor = new Editor(async () => false)
  editor.open('file:///Dockerfile', 'FROM scratch AS Base\n')
  editor.replace('file:///Dockerfile', 2, 'FROM scratch AS base\n')
  await editor.server.idle()
  expect(editor.problems.get('file:///Dockerfile')).toEqual([])
  await editor.close()
})
