// Shared by the tests with canaries: a search for canary words in events, and the closed forms that every value of an
// event must have.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/
/** The version of this server, and the version of a client. */
const OWN_VERSION = /^\d{1,3}(\.\d{1,3}){2}$/
const CLIENT_VERSION = /^\d{1,4}(\.\d{1,4})?(-(insider|dev|nightly|alpha|beta|rc|oss))?$/
/** Numbers and words in canonical form: without leading zeros, which could encode something. */
const NUMBER = '(0|[1-9][0-9]{0,2})'
const WORD = '(alpha|beta|rc|dev)([0-9]|[1-9][0-9])?'
const PLAIN_VERSION = String.raw`${NUMBER}(\.${NUMBER}){0,2}(-${WORD})?(\+${WORD})?`
const PIECE = `((<=|>=|!=|~>|<|>|=) )?${PLAIN_VERSION}`
const CONSTRAINTS = new RegExp(`^(${PIECE}(, ?${PIECE}){0,3})?$`)
const MORE = ['1', '2', '3-5', '6+']
/** The maximum number of providers in a map, and the maximum size of an event. */
const MAX_PROVIDERS = 64
const MAX_EVENT_BYTES = 4_096

const FRAME = /^(foreign|[\w:<>{} ,&\[\];()*=+-]+::[\w:<>{} ,&\[\];()*=+-]+)$/

const flag = (value) => typeof value === 'boolean'
const isOnly = (value) => value === true
const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value)
const oneOf =
  (...values) =>
  (value) =>
    values.includes(value)

const HOSTNAMES = oneOf('app.terraform.io', 'custom-hostname')
const SESSION = {
  server_session: like(UUID),
  server_version: like(OWN_VERSION),
  lsp_client_info_name: oneOf('other', 'vscode'),
  lsp_client_info_version: like(CLIENT_VERSION),
}

/** By the name of an event, the allowed values of each property. */
const FORMS = {
  initialize: {
    lsVersion: like(OWN_VERSION),
    root_uri: oneOf('dir', 'file', 'invalid'),
    'client.name': SESSION.lsp_client_info_name,
    'client.version': SESSION.lsp_client_info_version,
    'experimentalCapabilities.referenceCountCodeLens': flag,
    'experimentalCapabilities.refreshModuleProviders': isOnly,
    'experimentalCapabilities.refreshModuleCalls': isOnly,
    'experimentalCapabilities.refreshTerraformVersion': isOnly,
    'options.ignoreSingleFileWarning': flag,
    'options.rootModulePaths': flag,
    'options.excludeModulePaths': flag,
    'options.commandPrefix': flag,
    'options.indexing.ignoreDirectoryNames': flag,
    'options.indexing.ignorePaths': flag,
    'options.experimentalFeatures.validateOnSave': flag,
    'options.experimentalFeatures.prefillRequiredFields': flag,
    'options.terraform.path': flag,
    'options.terraform.timeout': oneOf('', '10s', '30s', '60s', '120s', 'longer'),
    'options.terraform.logFilePath': flag,
    'options.validation.earlyValidation': flag,
  },
  moduleData: {
    moduleId: like(UUID),
    tfRequirements: like(CONSTRAINTS),
    tfVersion: like(CONSTRAINTS),
    cloud: isOnly,
    'cloud.hostname': HOSTNAMES,
    backend: oneOf(
      ...['local', 'remote', 'azurerm', 'consul', 'cos', 'gcs', 'http', 'kubernetes', 'oci', 'oss', 'pg', 's3'],
      'custom',
    ),
    'backend.remote.hostname': HOSTNAMES,
    providerRequirements: areProviders,
    'providerRequirements.more': oneOf(...MORE),
    installedProviders: areProviders,
    'installedProviders.more': oneOf(...MORE),
  },
  server_heartbeat: {
    ...SESSION,
    type: oneOf('initialized', 'panic'),
    method: oneOf('other'),
    function: like(/^candor::[\w:<>{} ]+$/),
    stack_trace: (value) => value.split?.('\n').every(like(FRAME)),
  },
  server_user_action: {
    ...SESSION,
    action: oneOf('fileModified', 'commandExecuted'),
    action_id: oneOf('server.textDocument.codeAction.diagnostics'),
    diagnostic: oneOf(null, 'other', 'JSONArgsRecommended'),
    language_identifier: oneOf(
      ...['dockerbake', 'dockercompose', 'dockerfile', 'terraform', 'terraform-vars'],
      'other',
    ),
    git_remote: like(HASH),
    document: like(HASH),
  },
}

/** Whether every provider is `unlisted` and has no text, or is one of `clear`, with a version constraint. */
function areProviders(providers, clear) {
  const entries = Object.entries(providers)
  const fits = ([address, text]) =>
    (address === 'unlisted' && text === '') ||
    (clear.includes(address) ? like(CONSTRAINTS)(text) : like(UUID)(address.replace(/^unlisted\//, '')) && text === '')
  return entries.length > 0 && entries.length <= MAX_PROVIDERS && entries.every(fits)
}

/** Returns the parts of events that have no closed form. `clear` are addresses of providers that may be named. */
export function strangers(events, clear = []) {
  return events.flatMap(({ v, name, properties, ...more }) => {
    const forms = FORMS[name] ?? {}
    const wrong = Object.entries(properties).filter(([key, value]) => !forms[key]?.(value, clear))
    const bytes = Buffer.byteLength(JSON.stringify({ v, name, properties }))
    const isWrong = v !== 1 || FORMS[name] === undefined || Object.keys(more).length > 0 || bytes > MAX_EVENT_BYTES
    return [...(isWrong ? [JSON.stringify({ v, name, more })] : []), ...wrong.map((entry) => JSON.stringify(entry))]
  })
}

/** Returns the words that events contain: in upper or lower case, or in an encoding that is easy to reverse. */
export function found(events, words) {
  const text = JSON.stringify(events)
  const lower = text.toLowerCase()
  return words.filter(
    (word) => lower.includes(word.toLowerCase()) || encodings(word).some((form) => text.includes(form)),
  )
}

/**
 * Returns a word in hexadecimal, escaped for a URI, reversed, and in Base64 at each alignment. Short words are skipped,
 * because too much text resembles their encodings.
 */
function encodings(word) {
  if (word.length < 6) return []
  const hex = Buffer.from(word).toString('hex')
  const escaped = encodeURIComponent(word)
  const backwards = [...word].reverse().join('')
  const base64 = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word)])
    // Drops the characters that also encode bits of adjacent bytes.
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6))
  })
  return [hex, hex.toUpperCase(), escaped, backwards, ...base64]
}
