// Generated from the catalogue of events: npm run generate.

/** A session began. Reports which options are in use. Recorded once per telemetry session, as soon as the level allows it after `initialized`. */
export interface InitializeEvent {
  v: 1
  name: 'initialize'
  properties: {
    /** Version of this server. */
    lsVersion: string
    /** What the client opened: a directory, a single file, or something that is not a file. */
    root_uri: 'dir' | 'file' | 'invalid'
    /** Name of the editor if it is a known one, otherwise `other`. */
    'client.name'?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    'client.version'?: string
    /** Whether the client offers reference counts. */
    'experimentalCapabilities.referenceCountCodeLens': boolean
    /** Whether the client refreshes its view of providers. */
    'experimentalCapabilities.refreshModuleProviders'?: true
    /** Whether the client refreshes its view of module calls. */
    'experimentalCapabilities.refreshModuleCalls'?: true
    /** Whether the client refreshes its view of the Terraform version. */
    'experimentalCapabilities.refreshTerraformVersion'?: true
    /** Whether the warning about single files is turned off. */
    'options.ignoreSingleFileWarning': boolean
    /** Whether paths of root modules are given. */
    'options.rootModulePaths': boolean
    /** Whether modules are excluded. */
    'options.excludeModulePaths': boolean
    /** Whether commands have a prefix. */
    'options.commandPrefix': boolean
    /** Whether directory names are ignored. */
    'options.indexing.ignoreDirectoryNames': boolean
    /** Whether paths are ignored. */
    'options.indexing.ignorePaths': boolean
    /** Whether validation on save is on. */
    'options.experimentalFeatures.validateOnSave': boolean
    /** Whether required fields are filled in. */
    'options.experimentalFeatures.prefillRequiredFields': boolean
    /** Whether a path to Terraform is given. */
    'options.terraform.path': boolean
    /** Time limit for Terraform, rounded up to one of these values; empty if not given. */
    'options.terraform.timeout'?: '' | '10s' | '30s' | '60s' | '120s' | 'longer'
    /** Whether a log file for Terraform is given. */
    'options.terraform.logFilePath': boolean
    /** Whether enhanced validation is on. */
    'options.validation.earlyValidation': boolean
  }
}

/** A Terraform module was opened, or its requirements changed. */
export interface FullModuleDataEvent {
  v: 1
  name: 'moduleData'
  properties: {
    /** Random UUID of the module's directory, forgotten with the session. */
    moduleId: string
    /** Constraints on Terraform's version: at most four parts of plain numbers; empty if they contain anything else. */
    tfRequirements?: string
    /** Installed version of Terraform, if it consists of plain numbers. */
    tfVersion?: string
    /** Whether the module uses HCP Terraform. */
    cloud?: true
    /** Whether the host of HCP Terraform is the default one. */
    'cloud.hostname'?: 'app.terraform.io' | 'custom-hostname'
    /** Type of the backend if it is one of Terraform's own, otherwise `custom`. */
    backend?: 'local' | 'remote' | 'azurerm' | 'consul' | 'cos' | 'gcs' | 'http' | 'kubernetes' | 'oci' | 'oss' | 'pg' | 's3' | 'custom'
    /** Whether the host of the backend `remote` is the default one. */
    'backend.remote.hostname'?: 'app.terraform.io' | 'custom-hostname'
    /** Providers that the module requires, with their version constraints. Those that are not widely used appear as `unlisted/` and a random UUID, without a constraint. At most 64. */
    providerRequirements?: { [address: string]: string }
    /** How many providers were left out of `providerRequirements`. */
    'providerRequirements.more'?: '1' | '2' | '3-5' | '6+'
    /** Providers that are installed for the module, with their versions. Those that are not widely used appear as `unlisted/` and a random UUID, without a version. At most 64. */
    installedProviders?: { [address: string]: string }
    /** How many providers were left out of `installedProviders`. */
    'installedProviders.more'?: '1' | '2' | '3-5' | '6+'
  }
}

/** A Terraform module was opened, or its settings changed, at `detail: 'coarse'`. */
export interface CoarseModuleDataEvent {
  v: 1
  name: 'moduleData'
  properties: {
    /** Lowest major version of Terraform in the module's constraints; empty if they contain anything but plain versions. */
    tfRequirements?: string
    /** Major version of the installed Terraform. */
    tfVersion?: string
    /** Whether the module uses HCP Terraform. */
    cloud?: true
    /** Type of the backend if it is one of Terraform's own, otherwise `custom`. */
    backend?: 'local' | 'remote' | 'azurerm' | 'consul' | 'cos' | 'gcs' | 'http' | 'kubernetes' | 'oci' | 'oss' | 'pg' | 's3' | 'custom'
    'backend.remote.hostname'?: undefined
    'cloud.hostname'?: undefined
    'installedProviders.more'?: undefined
    'providerRequirements.more'?: undefined
    installedProviders?: undefined
    moduleId?: undefined
    providerRequirements?: undefined
  }
}

/** A Terraform module was opened, or requires another provider or major version, at `detail: 'coarse'`. */
export interface CoarseProviderEvent {
  v: 1
  name: 'moduleData'
  properties: {
    /** One provider with its major version: that of the installed one, or else the lowest in the constraint. A provider that is not widely used is `unlisted`, without a version. */
    providerRequirements: { [address: string]: string }
    'backend.remote.hostname'?: undefined
    'cloud.hostname'?: undefined
    'installedProviders.more'?: undefined
    'providerRequirements.more'?: undefined
    backend?: undefined
    cloud?: undefined
    installedProviders?: undefined
    moduleId?: undefined
    tfRequirements?: undefined
    tfVersion?: undefined
  }
}

/** Distinguished by `properties`. */
export type ModuleDataEvent = FullModuleDataEvent | CoarseModuleDataEvent | CoarseProviderEvent

/** A session began. Recorded once per telemetry session, as soon as the level allows it after `initialized`. */
export interface ServerHeartbeatInitializedEvent {
  v: 1
  name: 'server_heartbeat'
  properties: {
    type: 'initialized'
    /** Random UUID of this session, forgotten at the next `off`. */
    server_session: string
    /** Version of this server. */
    server_version: string
    /** Name of the editor if it is a known one, otherwise `other`. */
    lsp_client_info_name?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    lsp_client_info_version?: string
  }
}

/** A handler of the server panicked. The panic's message is never collected. */
export interface ServerHeartbeatPanicEvent {
  v: 1
  name: 'server_heartbeat'
  properties: {
    type: 'panic'
    /** The method that was being handled if the protocol defines it, otherwise `other`. */
    method: string
    /** The innermost function of this library on the stack. */
    function: string
    /** Up to 32 function names, one per line; those of other software are `foreign`. */
    stack_trace: string
    /** Random UUID of this session, forgotten at the next `off`. */
    server_session: string
    /** Version of this server. */
    server_version: string
    /** Name of the editor if it is a known one, otherwise `other`. */
    lsp_client_info_name?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    lsp_client_info_version?: string
  }
}

/** Distinguished by `properties`. */
export type ServerHeartbeatEvent = ServerHeartbeatInitializedEvent | ServerHeartbeatPanicEvent

/** The extension reported an error of its own. The error's message is never collected. */
export interface ExtensionErrorEvent {
  v: 1
  name: 'extension_error'
  properties: {
    /** Class of the error if it is in a closed list, otherwise `other`. */
    class: string
    /** The innermost function of the extension's own code on the stack. */
    function: string
    /** Up to 32 function names, one per line; those of other software are `foreign`. */
    stack_trace: string
    /** Random UUID of this session, forgotten at the next `off`. */
    server_session: string
    /** Version of this server. */
    server_version: string
    /** Name of the editor if it is a known one, otherwise `other`. */
    lsp_client_info_name?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    lsp_client_info_version?: string
  }
}

/** A quick fix of this server was executed. */
export interface CommandExecutedEvent {
  v: 1
  name: 'server_user_action'
  properties: {
    action: 'commandExecuted'
    /** What kind of quick fix it was. */
    action_id: 'server.textDocument.codeAction.diagnostics'
    /** Code of the diagnostic's rule, or null if the diagnostic has none. */
    diagnostic: string | null
    /** Random UUID of this session, forgotten at the next `off`. */
    server_session: string
    /** Version of this server. */
    server_version: string
    /** Name of the editor if it is a known one, otherwise `other`. */
    lsp_client_info_name?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    lsp_client_info_version?: string
  }
}

/** A file was modified for the first time. Recorded once per file and telemetry session. */
export interface FileModifiedEvent {
  v: 1
  name: 'server_user_action'
  properties: {
    action: 'fileModified'
    /** Language of the document if it is a supported one, otherwise `other`. */
    language_identifier: 'dockerbake' | 'dockercompose' | 'dockerfile' | 'terraform' | 'terraform-vars' | 'other'
    /** Hash of the Git remote; missing outside a repository and for remotes without a host. */
    git_remote?: string
    /** Hash of the path relative to the repository or the workspace folder, together with the remote. */
    document?: string
    /** Random UUID of this session, forgotten at the next `off`. */
    server_session: string
    /** Version of this server. */
    server_version: string
    /** Name of the editor if it is a known one, otherwise `other`. */
    lsp_client_info_name?: string
    /** First two numbers and prerelease word of the editor's version, if the editor is a known one. */
    lsp_client_info_version?: string
  }
}

/** Distinguished by `properties`. */
export type ServerUserActionEvent = CommandExecutedEvent | FileModifiedEvent

/** Every event that can leave. */
export type TelemetryEvent = InitializeEvent | ModuleDataEvent | ServerHeartbeatEvent | ExtensionErrorEvent | ServerUserActionEvent
