import type { TelemetryReceiver } from './index.js'

/**
 * A receiver that posts events to an HTTPS endpoint: one `RelayedEvent` of JSON a line (`application/x-ndjson`),
 * compressed with gzip. Give it to `relayTelemetry`, or to `bridgeTelemetry` as `receiver`.
 *
 * Every `send` is one attempt; the relay holds events, sends failed batches again and counts losses. A status of 408, 425,
 * 429, 500, 502, 503 or 504, no answer and a broken connection count as temporary, and `Retry-After` is obeyed; any other
 * status that is not 2xx gives the batch up. Redirects are not followed. A level that is lowered ends the connection over
 * which a batch is being sent. Nothing is written to the disk.
 */
export function httpsReceiver(options: HttpsReceiverOptions): TelemetryReceiver

export interface HttpsReceiverOptions {
  /** Where events are posted to. `http:` is allowed for this machine only. */
  url: string | { readonly href: string }
  /** Headers to add, such as `authorization`. */
  headers?: Record<string, string>
  /** Milliseconds for one attempt. Default: 30000. */
  timeout?: number
}
