import type { RelayedEvent, TelemetryReceiver } from './index.js'

/**
 * Checks that a receiver behaves as relays require: it sends in order, drops a batch whose signal aborts, drops what
 * `purge` forbids, and sends nothing after it is closed. Rejects with an error that says what is wrong.
 *
 * `makeReceiver` returns a new receiver for each check. `arrived` returns the events that have arrived at its other end
 * since then, in order.
 */
export function testReceiver(options: {
  makeReceiver(): TelemetryReceiver | PromiseLike<TelemetryReceiver>
  arrived(): readonly RelayedEvent[] | PromiseLike<readonly RelayedEvent[]>
}): Promise<void>
