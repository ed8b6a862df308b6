// Sends events to your endpoint.

import path from 'node:path'

import type { TelemetryReceiver } from 'candor'
import { httpsReceiver } from 'candor/https'

/** Your endpoint. While it is null, events appear in the telemetry view but are not sent. */
const ENDPOINT: string | null = null

/** @param storage a folder of the extension for events that could not be sent yet */
export function makeReceiver(storage: string): TelemetryReceiver {
  if (ENDPOINT === null) return { send() {}, purge() {}, async close() {} }
  return httpsReceiver({ url: ENDPOINT, spool: { folder: path.join(storage, 'telemetry') } })
}
