// Runs at the same time as the other file, in a worker of its own.

const { Editor } = require('./editor.js')

test.each([
  ['FROM scratch\n', []],
  ['FROM scratch AS Base\n', ['StageNameCasing']],
  ['FROM scratch AS Base\nMAINTAINER alice\n', ['StageNameCasing', 'MaintainerDeprecated']],
])('what is wrong in %j is shown', async (text, codes) => {
  const editor = new Editor(async () => false)
  editor.open('file:///Dockerfile', text)
  await editor.server.idle()
  expect(editor.problems.get('file:///Dockerfile').map(({ code }) => code)).toEqual(codes)
  await editor.close()
})

test('what is mended is shown no more', async () => {
  const editor = new Editor(async () => false)
  editor.open('file:///Dockerfile', 'FROM scratch AS Base\n')
  editor.replace('file:///Dockerfile', 2, 'FROM scratch AS base\n')
  await editor.server.idle()
  expect(editor.problems.get('file:///Dockerfile')).toEqual([])
  await editor.close()
})
