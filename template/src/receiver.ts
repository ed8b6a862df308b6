// Where the events go.

import path from 'node:path'

import type { TelemetryReceiver } from 'candor'
import { httpsReceiver } from 'candor/https'

/** Your endpoint. As long as there is none, events are shown in the telemetry view, and go nowhere. */
const ENDPOINT: string | null = null

/** @param storage a folder of the extension, for events that could not be sent yet */
export function makeReceiver(storage: string): TelemetryReceiver {
  if (ENDPOINT === null) return { send() {}, purge() {}, async close() {} }
  return httpsReceiver({ url: ENDPOINT, spool: { folder: path.join(storage, 'telemetry') } })
}
