'use strict'
// Log records of OpenTelemetry's SDK in the JSON of the OpenTelemetry protocol (OTLP/HTTP).

/** @typedef {readonly [seconds: number, nanoseconds: number]} HrTime */

/**
 * @param {any[]} records each a `ReadableLogRecord`
 * @returns {string} an `ExportLogsServiceRequest`
 */
function encodeLogs(records) {
  const byResource = groupBy(records, ({ resource }) => resource)
  const resourceLogs = byResource.map(([resource, ofResource]) => ({
    resource: { attributes: attributesOf(resource?.attributes) },
    scopeLogs: groupBy(ofResource, ({ instrumentationScope }) => instrumentationScope).map(([scope, ofScope]) => ({
      scope: { name: scope?.name, version: scope?.version },
      logRecords: ofScope.map(encodeRecord),
    })),
  }))
  return JSON.stringify({ resourceLogs })
}

/** @param {any} record */
function encodeRecord(record) {
  const { hrTime, hrTimeObserved, severityNumber, severityText, body, eventName, attributes } = record
  return {
    timeUnixNano: nanoseconds(hrTime),
    observedTimeUnixNano: nanoseconds(hrTimeObserved),
    severityNumber,
    severityText,
    body: body === undefined ? undefined : valueOf(body),
    eventName,
    attributes: attributesOf(attributes),
    droppedAttributesCount: record.droppedAttributesCount,
  }
}

/** @param {HrTime | undefined} time */
function nanoseconds(time) {
  return time && String(BigInt(time[0]) * 1_000_000_000n + BigInt(time[1]))
}

/** @param {object | undefined} attributes */
function attributesOf(attributes) {
  return Object.entries(attributes ?? {}).map(([key, value]) => ({ key, value: valueOf(value) }))
}

/** @param {any} value @returns {object} an `AnyValue` */
function valueOf(value) {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: value } : { doubleValue: value }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } }
  if (typeof value === 'object' && value !== null) return { kvlistValue: { values: attributesOf(value) } }
  return {}
}

/**
 * @template T
 * @param {T[]} values
 * @param {(value: T) => any} keyOf
 */
function groupBy(values, keyOf) {
  /** @type {Map<any, T[]>} */ const groups = new Map()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return [...groups]
}

module.exports = { encodeLogs }
