import type { TelemetryLevel, TelemetryReceiver } from './index.js'

/**
 * Returns a receiver that emits events as OpenTelemetry log records. Pass it to `relayTelemetry`, or to
 * `bridgeTelemetry` as `receiver`.
 *
 * The event's name is the record's event name, its properties are attributes (for an object, one per
 * member), and the severity is INFO for usage and ERROR for errors. `candor.sequence` and `candor.hour` contain what
 * relays add. The name and version of the product belong in the resource of the provider, as `service.name` and
 * `service.version`; if the provider has none, they become the logger's scope.
 *
 * Use a separate provider whose only processor is a {@link purgeableProcessor}, so that an opt-out reaches what has not
 * been exported yet. An opt-out cannot reach the records that `BatchLogRecordProcessor` holds.
 */
export function openTelemetryReceiver(options: {
  /** A `LoggerProvider`, such as that of `@opentelemetry/sdk-logs`. */
  loggerProvider: LoggerProvider
  /** The processor of the provider, if it is a {@link purgeableProcessor}. */
  processor?: PurgeableProcessor
}): TelemetryReceiver

/**
 * Returns a `LogRecordExporter` that posts records to an OpenTelemetry Collector, as JSON over OTLP/HTTP and compressed
 * with gzip.
 *
 * Unlike `OTLPLogExporter`, it makes one attempt and leaves the rest to the relay, which respects `Retry-After`, and an
 * opt-out aborts what is being sent. `OTLPLogExporter` sends a batch again for up to ten seconds (`timeoutMillis`), also
 * after an opt-out.
 */
export function otlpExporter(options: {
  /** An https URL, such as `https://collector.example.com/v1/logs`; http only for this machine. */
  url: string | { readonly href: string }
  /** Additional headers, such as a token. */
  headers?: Record<string, string>
  /** Milliseconds until an attempt is given up. Default: 30000. */
  timeout?: number
}): AbortableExporter

/**
 * Returns a `LogRecordProcessor` that replaces `BatchLogRecordProcessor`. It exports a batch as soon as the relay has
 * passed it on, rejects if the exporter fails, so that the relay sends the batch again, and drops what an opt-out
 * forbids.
 */
export function purgeableProcessor(options: {
  /** A `LogRecordExporter`. */
  exporter: LogRecordExporter
}): PurgeableProcessor

export interface PurgeableProcessor {
  onEmit(record: any, context?: any): void
  forceFlush(): Promise<void>
  shutdown(): Promise<void>
  /** Drops the records that the level no longer allows. */
  purge(level: TelemetryLevel): void
}

// The types below are the parts of OpenTelemetry's types that are needed, so that its packages need not be installed.

/** The `LoggerProvider` of `@opentelemetry/api-logs`. */
export interface LoggerProvider {
  getLogger(name: string, version?: string): { emit(record: any): void }
  forceFlush?(): Promise<void>
  shutdown?(): Promise<void>
}

/** The `LogRecordExporter` of `@opentelemetry/sdk-logs`. */
export interface LogRecordExporter {
  export(records: any[], done: (result: { code: number; error?: Error }) => void): void
  shutdown(): Promise<void>
  /** Aborts every pending attempt. OpenTelemetry's own exporters do not have this method. */
  abort?(): void
}

export interface AbortableExporter extends LogRecordExporter {
  forceFlush(): Promise<void>
  abort(): void
}
