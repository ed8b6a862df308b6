// A real OpenTelemetry Collector on this machine, with a proxy in front that fails on demand.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'

import { temporaryFolder } from '../../support/telemetry.mjs'
import { collector } from './install.mjs'

export const skip =
  collector === null && 'no Collector was built: `npm run test:collector` builds one where Go is available'

/** A Collector configuration that forwards everything and keeps errors separate. */
export const PASS_ON = `
receivers:
  otlp: { protocols: { http: { endpoint: "\${env:OTLP_ENDPOINT}" } } }
connectors:
  routing:
    default_pipelines: [logs/usage]
    table: [{ context: log, condition: log.severity_number >= SEVERITY_NUMBER_ERROR, pipelines: [logs/errors] }]
service:
  pipelines:
    logs/in: { receivers: [otlp], exporters: [routing] }
    logs/usage: { receivers: [routing] }
    logs/errors: { receivers: [routing] }
`

/** Replaces the Kafka exporters with files in which each line is one batch. */
const FILES = `
exporters:
  file/usage: { path: "\${env:FOLDER}/usage.jsonl", append: true, flush_interval: 5ms }
  file/errors: { path: "\${env:FOLDER}/errors.jsonl", append: true, flush_interval: 5ms }
processors:
  batch: { timeout: 5ms }
service:
  telemetry:
    metrics: { level: none }
  pipelines:
    logs/usage: { exporters: [file/usage] }
    logs/errors: { exporters: [file/errors] }
`

/** @param {string} config the text of a configuration @returns {string} the Collector's validation errors */
export function validate(t, config) {
  const file = path.join(temporaryFolder(t), 'config.yaml')
  fs.writeFileSync(file, config)
  const { status, stderr } = spawnSync(collector, ['validate', '--config', file], { encoding: 'utf8' })
  return status === 0 ? '' : stderr
}

export class Collector {
  #process = null

  /** @param {string} config its pipelines `logs/usage` and `logs/errors` are exported to files */
  static async start(t, config) {
    const started = new Collector()
    started.folder = temporaryFolder(t)
    started.port = await freePort()
    started.url = `http://127.0.0.1:${started.port}/v1/logs`
    fs.writeFileSync(path.join(started.folder, 'config.yaml'), config)
    fs.writeFileSync(path.join(started.folder, 'files.yaml'), FILES)
    await started.start()
    t.after(() => started.kill())
    return started
  }

  /** Starts the Collector, or restarts it on the same port. */
  async start() {
    const configs = ['config.yaml', 'files.yaml'].flatMap((name) => ['--config', path.join(this.folder, name)])
    const env = { ...process.env, FOLDER: this.folder, OTLP_ENDPOINT: `127.0.0.1:${this.port}` }
    const child = spawn(collector, configs, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    await until('the Collector listens', async () => {
      if (child.exitCode !== null) throw new Error(`the Collector ended: ${output}`)
      return isOpen(this.port)
    })
  }

  /** Kills the Collector immediately, simulating a crash. */
  async kill() {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  file(name) {
    return path.join(this.folder, `${name}.jsonl`)
  }

  /** Returns the records in one or both files, ignoring a partially written last line. */
  records(names = ['usage', 'errors']) {
    return [names].flat().flatMap((name) => {
      if (!fs.existsSync(this.file(name))) return []
      const lines = fs.readFileSync(this.file(name), 'utf8').split('\n').slice(0, -1)
      return lines.flatMap((line) => JSON.parse(line).resourceLogs).flatMap(readResource)
    })
  }

  /** Waits until there are at least `count` records. */
  async expect(count, names) {
    await until(`${count} records`, () => this.records(names).length >= count)
    return this.records(names)
  }
}

/** Converts a record's resource, scope and attributes to plain objects. */
function readResource({ resource, scopeLogs }) {
  return scopeLogs.flatMap(({ scope, logRecords }) =>
    logRecords.map((record) => ({
      ...record,
      resource: readAttributes(resource.attributes),
      scope: { name: scope.name, version: scope.version },
      attributes: readAttributes(record.attributes),
    })),
  )
}

function readAttributes(attributes = []) {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}

/** Forwards requests to the Collector, except those that it answers itself. */
export class Proxy {
  /** Answers to the next requests, in order: a status with headers, or `hang`. Other requests are forwarded. */
  answers = []
  /** The number of requests so far, and the statuses of the answered ones. */
  requests = 0
  statuses = []
  /** The number of requests that the client aborted before an answer. */
  aborted = 0

  static async start(t, collector) {
    const proxy = new Proxy()
    const server = http.createServer((request, response) => proxy.#answer(collector, request, response))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    proxy.url = `http://127.0.0.1:${server.address().port}/v1/logs`
    return proxy
  }

  async #answer(collector, request, response) {
    this.requests += 1
    const answer = this.answers.shift()
    response.on('close', () => (this.aborted += Number(!response.writableFinished)))
    if (answer?.hang) return request.resume()
    if (answer) {
      request.resume()
      await once(request, 'end')
      this.statuses.push(answer.status)
      return response.writeHead(answer.status, answer.headers).end()
    }
    const options = { method: request.method, headers: request.headers }
    const passedOn = http.request(collector.url, options, (answered) => {
      this.statuses.push(answered.statusCode)
      response.writeHead(answered.statusCode, answered.headers)
      answered.pipe(response)
    })
    passedOn.on('error', () => response.destroy())
    request.pipe(passedOn)
  }
}

/** Waits until a condition is true, with a deadline generous enough for a busy machine. */
export async function until(what, condition) {
  const deadline = performance.now() + 60_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never came true: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const opened = () => {
      socket.destroy()
      resolve(true)
    }
    socket.on('connect', opened).on('error', () => resolve(false))
  })
}
