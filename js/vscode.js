'use strict'
// The entry point `candor/vscode`: the bridge between a server and VS Code's telemetry. Consent goes one way and events the
// other, always through VS Code's own logger.

const { invalidArgument, guardGetter } = require('./internal/errors.js')
const { internalsOf } = require('./internal/server-registry.js')
const { own } = require('./internal/own.js')
const { relayed } = require('./internal/events/event-relay.js')
const { flatten } = require('./internal/events/flatten.js')
const { readOptions } = require('./internal/options.js')
const { ReceiverQueue } = require('./internal/receivers/receiver-queue.js')
const { notifySent, outlets } = require('./internal/events/sent-events.js')
const { readReceiver } = require('./internal/receivers/relay-telemetry.js')
const { Bridge } = require('./internal/vscode/bridge.js')
const { FlushedSender } = require('./internal/vscode/flushed-sender.js')
const { consentPrompt, outputChannel, statusItem } = require('./internal/vscode/interface.js')
const { allowedByVsCode } = require('./internal/vscode/levels.js')
const { ReceiverSender } = require('./internal/vscode/receiver-sender.js')

/** @typedef {import('./vscode.js').VsCode} VsCode */
/** @typedef {(items: import('./index.js').ConfigurationItem[]) => unknown[] | PromiseLike<unknown[]>} Provider */

const DEFAULT_SECTION = 'docker.lsp'
const BRIDGE_OPTIONS = ['setting', 'configuration', 'sender', 'receiver', 'logger']
/** VS Code must not add identifying properties to events, nor report unhandled errors of other extensions. */
const LOGGER_OPTIONS = { ignoreBuiltInCommonProperties: true, ignoreUnhandledErrors: true }

/**
 * @param {any} server
 * @param {any} vscode
 * @param {any} options
 */
function bridgeTelemetry(server, vscode, options) {
  const internals = internalsOf(server)
  if (internals.lsp !== false) {
    throw invalidArgument(
      'server',
      'started with `telemetry: { lsp: false }`, because events would arrive twice otherwise',
    )
  }
  if (relayed.has(server)) throw invalidArgument('server', 'a server without an open relay or bridge')
  if (!isVsCode(vscode)) throw invalidArgument('vscode', 'the module `vscode`')
  const hasSection = typeof internals.section === 'string'
  const section = hasSection ? String(internals.section) : DEFAULT_SECTION
  const { setting, configuration, sender, receiver, logger } = readBridgeOptions(options)
  // Throws if the server is stopped, before anything is created.
  server.telemetryStatus()
  const sent = (/** @type {import('./internal/events/sent-events.js').SentEvent} */ event) => notifySent(server, event)
  const receiverSender = receiver ? new ReceiverSender(ReceiverQueue.forServer(server, receiver)) : null
  const flushed = logger ? null : new FlushedSender(receiverSender ?? sender, receiverSender ? undefined : sent)
  const used = logger ?? vscode.env.createTelemetryLogger(flushed?.forLogger, LOGGER_OPTIONS)
  if (!isLogger(used)) {
    const wrong = logger ? 'options.logger' : 'the result of vscode.env.createTelemetryLogger'
    throw invalidArgument(wrong, 'a TelemetryLogger')
  }
  const bridge = new Bridge(server, vscode, {
    setting: { name: setting ?? `${section}.telemetry`, isNamed: hasSection || setting !== undefined },
    section,
    configuration: configuration ?? configurationOf(vscode),
    logger: used,
    sender: flushed,
    receiver: receiverSender,
    internals,
  })
  outlets.set(server, { status: () => receiverSender?.status() ?? null, allowed: () => allowedByVsCode(vscode, used) })
  return {
    close: () => bridge.close(),
    dispose: () => bridge.dispose(),
    status: () => receiverSender?.status() ?? null,
  }
}

/** @param {any} vscode */
function isVsCode(vscode) {
  return guardGetter('vscode', () => {
    const { env, workspace } = vscode ?? {}
    const functions = [env?.createTelemetryLogger, workspace?.getConfiguration, workspace?.onDidChangeConfiguration]
    return functions.every((value) => typeof value === 'function')
  })
}

/** @param {any} logger */
function isLogger(logger) {
  return guardGetter('options.logger', () => {
    const functions = [logger?.logUsage, logger?.logError, logger?.onDidChangeEnableStates]
    return functions.every((value) => typeof value === 'function')
  })
}

/** @param {any} options */
function readBridgeOptions(options) {
  const { setting, configuration, sender, receiver, logger } = readOptions(options, BRIDGE_OPTIONS)
  if (setting !== undefined && (typeof setting !== 'string' || setting === '')) {
    throw invalidArgument('options.setting', 'the full name of a setting')
  }
  if (configuration !== undefined && typeof configuration !== 'function') {
    throw invalidArgument('options.configuration', 'a function')
  }
  if ([sender, receiver, logger].filter((value) => value !== undefined).length !== 1) {
    throw invalidArgument('options', 'an object with one of `sender`, `receiver` and `logger`')
  }
  if (receiver !== undefined) {
    return { setting, configuration, sender, receiver: readReceiver(receiver, 'options.receiver'), logger }
  }
  const [field, value] = logger === undefined ? ['options.sender', sender] : ['options.logger', logger]
  if (typeof value !== 'object') throw invalidArgument(field, 'an object')
  return { setting, configuration, sender, receiver, logger }
}

/**
 * Answers configuration requests of the server as a language client of VS Code does.
 * @param {VsCode} vscode
 * @returns {Provider}
 */
function configurationOf({ Uri, workspace }) {
  return (items) =>
    items.map((item) => {
      const [scopeUri, section = ''] = [own(item, 'scopeUri'), own(item, 'section')]
      const scope = scopeUri === undefined ? null : Uri?.parse(scopeUri)
      return workspace.getConfiguration(undefined, scope).get(section) ?? null
    })
}

/**
 * Loaded on demand, so that extensions without the view start faster.
 * @type {typeof import('./internal/vscode/telemetry-view.js').telemetryView}
 */
function telemetryView(source, vscode, options) {
  return require('./internal/vscode/telemetry-view.js').telemetryView(source, vscode, options)
}

module.exports = { bridgeTelemetry, consentPrompt, flatten, outputChannel, statusItem, telemetryView }
