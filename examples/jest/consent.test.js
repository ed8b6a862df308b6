// The editor waits a minute before it asks. Jest's fake timers skip that minute, and the server keeps running.

const { Editor } = require('./editor.js')

const URI = 'file:///Dockerfile'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** Creates an editor with an open document, whose user has answered. */
async function answered(answer) {
  const ask = jest.fn(async () => answer)
  const editor = new Editor(ask)
  editor.open(URI, 'FROM scratch\n')
  expect(ask).not.toHaveBeenCalled()
  await jest.advanceTimersByTimeAsync(60_000)
  expect(ask).toHaveBeenCalledTimes(1)
  return editor
}

test('after a user agrees, what follows is reported', async () => {
  const editor = await answered(true)
  editor.replace(URI, 2, 'FROM scratch AS base\n')
  await editor.server.idle()
  const events = editor.server.readTelemetry()
  expect(events.map(({ name }) => name)).toEqual(['initialize', 'server_heartbeat', 'server_user_action'])
  expect(events[2].properties).toMatchObject({ action: 'fileModified', language_identifier: 'dockerfile' })
  expect(JSON.stringify(events)).not.toContain(URI)
  await editor.close()
})

test('after a user declines, nothing is reported', async () => {
  const editor = await answered(false)
  editor.replace(URI, 2, 'FROM scratch AS base\n')
  await editor.server.idle()
  expect(editor.server.readTelemetry()).toEqual([])
  expect(editor.server.telemetryStatus()).toMatchObject({ level: 'off', decidedBy: 'host' })
  await editor.close()
})

test('an environment that forbids telemetry overrides the user', async () => {
  process.env.DO_NOT_TRACK = '1'
  const editor = await answered(true)
  delete process.env.DO_NOT_TRACK
  expect(editor.server.telemetryStatus()).toMatchObject({ level: 'off', decidedBy: 'environment' })
  await editor.close()
})
