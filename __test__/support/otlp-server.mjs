// A local server to which OpenTelemetry exporters post log records.

import { gunzipSync } from 'node:zlib'

import { EventServer } from './event-server.mjs'

/** `events` contains the log records, each with its resource and scope. */
export class OtlpServer extends EventServer {
  read(body, headers) {
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    return JSON.parse(text).resourceLogs.flatMap(({ resource, scopeLogs }) =>
      scopeLogs.flatMap(({ scope, logRecords }) => logRecords.map((record) => ({ ...record, resource, scope }))),
    )
  }
}
