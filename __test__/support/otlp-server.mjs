// A server of this machine to which exporters of OpenTelemetry post log records.

import { gunzipSync } from 'node:zlib'

import { EventServer } from './event-server.mjs'

/** Its events are the records, each with its resource and scope. */
export class OtlpServer extends EventServer {
  read(body, headers) {
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    return JSON.parse(text).resourceLogs.flatMap(({ resource, scopeLogs }) =>
      scopeLogs.flatMap(({ scope, logRecords }) => logRecords.map((record) => ({ ...record, resource, scope }))),
    )
  }
}
