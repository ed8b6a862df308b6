// Replays messages that a real client sent, and waits where that client waited.

import { readFileSync } from 'node:fs'
import path from 'node:path'

import { root } from '../client.mjs'

const FOLDER = 'file:///workspace'

/**
 * Returns the steps of a recorded session: messages that the client `sends`, messages that it waits for (`hears`), and
 * requests that it `answers`. See the README beside the recordings.
 */
export function recording(name, folderUri) {
  const text = readFileSync(path.join(root, '__test__/support/fixtures/clients', `${name}.json`), 'utf8')
  return JSON.parse(text.replaceAll(FOLDER, folderUri))
}

/**
 * @param {object[]} steps
 * @param {{ send: (message: object) => void, message: (matches: (message: object) => boolean) => Promise<object> }} editor
 * @param {(step: object) => unknown} [after] called after each step
 * @returns {Promise<object[]>} the received messages, in the order of the steps
 */
export async function replay(steps, editor, after = () => {}) {
  const heard = []
  const unanswered = []
  for (const step of steps) {
    if (step.sends) editor.send(step.sends)
    else if (step.hears) {
      const message = await editor.message((came) => !heard.includes(came) && fits(came, step.hears))
      heard.push(message)
      if (message.method !== undefined) unanswered.push(message)
    } else {
      const at = unanswered.findIndex(({ method }) => method === step.answers)
      const { result, error } = step
      editor.send({ id: unanswered.splice(at, 1)[0].id, ...(error ? { error } : { result }) })
    }
    await after(step)
  }
  return heard
}

/** Whether a message has all wanted members. A response has no method. */
function fits(message, wanted) {
  if ((message.method === undefined) !== (wanted.method === undefined)) return false
  return has(message, wanted)
}

function has(value, wanted) {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  return Object.entries(wanted).every(([key, part]) => has(value?.[key], part))
}
