import type { TelemetryLevel, TelemetryReceiver } from './index.js'

/**
 * A receiver that emits events as OpenTelemetry log records. Give it to `relayTelemetry`, or to `bridgeTelemetry` as
 * `receiver`.
 *
 * The event's name is the record's event name, its properties are attributes (objects one for each of their members), the
 * severity is INFO for usage and ERROR for errors, and `candor.sequence` and `candor.hour` say what relays add. The name and
 * version of the product belong into the resource of the provider, as `service.name` and `service.version`; where the
 * provider has none they are the logger's scope.
 *
 * Use a provider of its own, whose only processor is a {@link purgeableProcessor}: then an opt-out reaches what was not
 * exported yet. `BatchLogRecordProcessor` holds records that no opt-out reaches.
 */
export function openTelemetryReceiver(options: {
  /** A `LoggerProvider`, such as that of `@opentelemetry/sdk-logs`. */
  loggerProvider: LoggerProvider
  /** The processor of the provider, where it is a {@link purgeableProcessor}. */
  processor?: PurgeableProcessor
}): TelemetryReceiver

/**
 * A `LogRecordProcessor` in place of `BatchLogRecordProcessor`: it exports a batch when the relay has handed it over,
 * rejects where the exporter fails, so that the relay sends it again, and drops what an opt-out forbids.
 */
export function purgeableProcessor(options: {
  /** A `LogRecordExporter`. */
  exporter: LogRecordExporter
}): PurgeableProcessor

export interface PurgeableProcessor {
  onEmit(record: any, context?: any): void
  forceFlush(): Promise<void>
  shutdown(): Promise<void>
  /** Drops the records that the level no longer admits. */
  purge(level: TelemetryLevel): void
}

// The types below are those parts of OpenTelemetry's that are needed, without asking anybody to install them.

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
}
