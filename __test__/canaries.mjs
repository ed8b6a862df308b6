// What the tests with canaries share: the search for telling words in events, and the closed forms that all values of
// events have.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/
const VERSION = /^\d{1,4}(\.\d{1,4}){0,3}(-(insider|dev|nightly|alpha|beta|rc|oss))?$/
const WORDS = String.raw`((alpha|beta|rc|dev)\d{0,8}|\d{1,3})`
const NUMBERS = String.raw`\d{1,6}(\.\d{1,6}){0,4}(-${WORDS}(\.${WORDS})*)?(\+${WORDS}(\.${WORDS})*)?`
const PIECE = `((<=|>=|!=|~>|<|>|=) )?${NUMBERS}`
const CONSTRAINTS = new RegExp(`^(${PIECE}(, ?${PIECE})*)?$`)

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
  server_version: like(VERSION),
  lsp_client_info_name: oneOf('other', 'vscode'),
  lsp_client_info_version: like(VERSION),
}

/** By the name of an event, what each of its properties may be. */
const FORMS = {
  initialize: {
    lsVersion: like(VERSION),
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
    'options.terraform.timeout': like(/^(\d{1,4}s)?$/),
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
    installedProviders: areProviders,
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

/** Whether every provider is `unlisted` and has no text, or is one of `clear` with what is asked of its version. */
function areProviders(providers, clear) {
  const entries = Object.entries(providers)
  const fits = ([address, text]) =>
    clear.includes(address) ? like(CONSTRAINTS)(text) : like(UUID)(address.replace(/^unlisted\//, '')) && text === ''
  return entries.length > 0 && entries.every(fits)
}

/** What in events has none of the closed forms. `clear` are the addresses of providers that may be named. */
export function strangers(events, clear = []) {
  return events.flatMap(({ v, name, properties, ...more }) => {
    const forms = FORMS[name] ?? {}
    const wrong = Object.entries(properties).filter(([key, value]) => !forms[key]?.(value, clear))
    const isWrong = v !== 1 || FORMS[name] === undefined || Object.keys(more).length > 0
    return [...(isWrong ? [JSON.stringify({ v, name, more })] : []), ...wrong.map((entry) => JSON.stringify(entry))]
  })
}

/** The words that are found in events: in upper or lower case, and in forms that are easily undone. */
export function found(events, words) {
  const text = JSON.stringify(events)
  const lower = text.toLowerCase()
  return words.filter(
    (word) => lower.includes(word.toLowerCase()) || encodings(word).some((form) => text.includes(form)),
  )
}

/**
 * A word in hexadecimal, escaped for a URI, backwards, and in Base64 wherever in a text it stands. Short ones have none:
 * too much looks like them.
 */
function encodings(word) {
  if (word.length < 6) return []
  const hex = Buffer.from(word).toString('hex')
  const escaped = encodeURIComponent(word)
  const backwards = [...word].reverse().join('')
  const base64 = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word)])
    // What its neighbours have a part in goes.
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6))
  })
  return [hex, hex.toUpperCase(), escaped, backwards, ...base64]
}
