import type { TelemetryReceiver } from './index.js'

/**
 * Returns a receiver that posts events to an HTTPS endpoint: one `RelayedEvent` per line as JSON
 * (`application/x-ndjson`), compressed with gzip. Pass it to `relayTelemetry`, or to `bridgeTelemetry` as `receiver`.
 *
 * Every `send` is one attempt; the relay holds events, sends failed batches again and counts losses. A status of 408,
 * 425, 429, 500, 502, 503 or 504, no response and a broken connection are temporary failures, and `Retry-After` is
 * respected. Any other status that is not 2xx gives the batch up. Redirects are not followed. If the level is lowered
 * while a batch is being sent, the connection is closed. Nothing is written to disk, unless you name a `spool`.
 */
export function httpsReceiver(options: HttpsReceiverOptions): TelemetryReceiver

export interface HttpsReceiverOptions {
  /** The endpoint. `http:` is allowed only for this machine. */
  url: string | { readonly href: string }
  /** Headers to add, such as `authorization`. */
  headers?: Record<string, string>
  /** Milliseconds for one attempt. Default: 30000. */
  timeout?: number
  /**
   * Keeps events that could not be sent yet on disk, so that the next process sends them. Without it, they are lost
   * when the process ends.
   *
   * An opt-out deletes the files before `setTelemetryLevel` returns, and a process in which a source states `off`
   * deletes the files of earlier processes. While no source has stated a level, the files stay. Only the user can read
   * them (mode 0600). A damaged file is deleted, and its events are counted as `failed`. Every process writes a file of its
   * own.
   */
  spool?: {
    /** An absolute path, such as `path.join(context.globalStorageUri.fsPath, 'telemetry')`. It is created. */
    folder: string
    /** Bytes of all files together, from 64 KiB to 64 MiB; the oldest events are lost first. Default: 4 MiB. */
    maxBytes?: number
  }
}
