//! The events of this library. Documentation, `TELEMETRY.md`, VS Code's `telemetry.json` and the TypeScript types are
//! generated from [`CATALOGUE`].

use serde::ser::SerializeMap;

use super::property::Property;
use super::{CatalogueEvent, EventDocumentation, Expiry, Kind, PropertyDocumentation};
use crate::telemetry::anonymise::client::{ClientName, ClientVersion};
use crate::telemetry::anonymise::coarse::CoarseProvider;
use crate::telemetry::anonymise::modules::{BackendHostname, BackendType, ModuleId};
use crate::telemetry::anonymise::providers::{MoreProviders, Providers};
use crate::telemetry::anonymise::versions::{MajorVersion, VersionText};
use crate::telemetry::anonymise::{
    ActionId, DocumentHash, ErrorClass, FunctionName, LanguageIdentifier, Method, RemoteHash, RootKind, RuleCode,
    ServerVersion, SessionId, StackTrace, TimeLimitClass, TrueFlag,
};

/// The owner of the events of this library.
const OWNER: &str = "candor";

macro_rules! properties {
    ($( #[doc = $description:literal] $key:literal $field:ident: $type:ty, )*) => {
        &[$( PropertyDocumentation {
            key: $key,
            description: $description,
            typescript: <$type as Property>::TYPESCRIPT,
            optional: <$type as Property>::OPTIONAL,
        }, )*]
    };
}

macro_rules! catalogue {
    ($(
        #[doc = $description:literal]
        #[purpose = $purpose:literal]
        #[owner = $owner:expr]
        #[expiry = $expiry:expr]
        $kind:ident $( $negotiable:ident )? $name:literal
        $( where $discriminant:literal = $value:literal )? $( as $form:literal $form_name:literal )? => $event:ident {
            $( #[doc = $property_description:literal] $key:literal $field:ident: $type:ty, )*
            $( ..$session:ident: $session_type:ty )?
        }
    )*) => {
        $(
            #[doc = $description]
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $event {
                $( #[doc = $property_description] pub $field: $type, )*
                $( #[doc = "The session and the client."] pub $session: $session_type, )?
            }

            impl CatalogueEvent for $event {
                const DOCUMENTATION: &'static EventDocumentation = &EventDocumentation {
                    name: $name,
                    discriminant: catalogue!(@pair $( $discriminant $value )?),
                    form: catalogue!(@pair $( $form $form_name )?),
                    interface: stringify!($event),
                    kind: Kind::$kind,
                    is_negotiable: catalogue!(@negotiable $( $negotiable )?),
                    description: $description,
                    purpose: $purpose,
                    owner: $owner,
                    expiry: $expiry,
                    properties: properties! { $( #[doc = $property_description] $key $field: $type, )* },
                    session: catalogue!(@session $( $session )?),
                };

                fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                    $( self.$field.write($key, map)?; )*
                    $( self.$session.write(map)?; )?
                    Ok(())
                }
            }
        )*

        /// Every event that can be sent, in the order of the documentation.
        pub const CATALOGUE: &[&EventDocumentation] = &[$( <$event as CatalogueEvent>::DOCUMENTATION, )*];
    };
    (@pair) => { None };
    (@pair $first:literal $second:literal) => { Some(($first, $second)) };
    (@negotiable) => { false };
    (@negotiable negotiable) => { true };
    (@session) => { false };
    (@session $session:ident) => { true };
}

/// The properties that the events of one session have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionProperties {
    /// A random identifier of the session.
    pub server_session: SessionId,
    /// The version of this server.
    pub server_version: ServerVersion,
    /// The name of the client, if it is listed.
    pub lsp_client_info_name: Option<ClientName>,
    /// The version of the client.
    pub lsp_client_info_version: Option<ClientVersion>,
}

impl SessionProperties {
    /// The documentation of each property.
    pub const DOCUMENTATION: &'static [PropertyDocumentation] = properties! {
        /// Random UUID of this session, forgotten at the next `off`.
        "server_session" server_session: SessionId,
        /// Version of this server.
        "server_version" server_version: ServerVersion,
        /// Name of the editor if it is a known one, otherwise `other`.
        "lsp_client_info_name" lsp_client_info_name: Option<ClientName>,
        /// First two numbers and prerelease word of the editor's version, if the editor is a known one.
        "lsp_client_info_version" lsp_client_info_version: Option<ClientVersion>,
    };

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.server_session.write("server_session", map)?;
        self.server_version.write("server_version", map)?;
        self.lsp_client_info_name.write("lsp_client_info_name", map)?;
        self.lsp_client_info_version.write("lsp_client_info_version", map)
    }
}

impl CoarseModuleDataEvent {
    /// Whether no property has a value.
    pub fn is_empty(&self) -> bool {
        let Self { terraform_requirements, terraform_version, cloud, backend } = self;
        terraform_requirements.is_none() && terraform_version.is_none() && cloud.is_none() && backend.is_none()
    }
}

catalogue! {
    /// A session began. Reports which options are in use. Recorded once per telemetry session, as soon as the level allows it after `initialized`.
    #[purpose = "Shows which clients and options to support."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage negotiable "initialize" => InitializeEvent {
        /// Version of this server.
        "lsVersion" ls_version: ServerVersion,
        /// What the client opened: a directory, a single file, or something that is not a file.
        "root_uri" root_uri: RootKind,
        /// Name of the editor if it is a known one, otherwise `other`.
        "client.name" client_name: Option<ClientName>,
        /// First two numbers and prerelease word of the editor's version, if the editor is a known one.
        "client.version" client_version: Option<ClientVersion>,
        /// Whether the client offers reference counts.
        "experimentalCapabilities.referenceCountCodeLens" reference_count_code_lens: bool,
        /// Whether the client refreshes its view of providers.
        "experimentalCapabilities.refreshModuleProviders" refresh_module_providers: Option<TrueFlag>,
        /// Whether the client refreshes its view of module calls.
        "experimentalCapabilities.refreshModuleCalls" refresh_module_calls: Option<TrueFlag>,
        /// Whether the client refreshes its view of the Terraform version.
        "experimentalCapabilities.refreshTerraformVersion" refresh_terraform_version: Option<TrueFlag>,
        /// Whether the warning about single files is turned off.
        "options.ignoreSingleFileWarning" ignore_single_file_warning: bool,
        /// Whether paths of root modules are given.
        "options.rootModulePaths" root_module_paths: bool,
        /// Whether modules are excluded.
        "options.excludeModulePaths" exclude_module_paths: bool,
        /// Whether commands have a prefix.
        "options.commandPrefix" command_prefix: bool,
        /// Whether directory names are ignored.
        "options.indexing.ignoreDirectoryNames" ignore_directory_names: bool,
        /// Whether paths are ignored.
        "options.indexing.ignorePaths" ignore_paths: bool,
        /// Whether validation on save is on.
        "options.experimentalFeatures.validateOnSave" validate_on_save: bool,
        /// Whether required fields are filled in.
        "options.experimentalFeatures.prefillRequiredFields" prefill_required_fields: bool,
        /// Whether a path to Terraform is given.
        "options.terraform.path" terraform_path: bool,
        /// Time limit for Terraform, rounded up to one of these values; empty if not given.
        "options.terraform.timeout" terraform_timeout: Option<TimeLimitClass>,
        /// Whether a log file for Terraform is given.
        "options.terraform.logFilePath" terraform_log_file_path: bool,
        /// Whether enhanced validation is on.
        "options.validation.earlyValidation" early_validation: bool,
    }

    /// A Terraform module was opened, or its requirements changed.
    #[purpose = "Shows which versions of Terraform and which providers to support."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage negotiable "moduleData" => FullModuleDataEvent {
        /// Random UUID of the module's directory, forgotten with the session.
        "moduleId" module_id: ModuleId,
        /// Constraints on Terraform's version: at most four parts of plain numbers; empty if they contain anything else.
        "tfRequirements" terraform_requirements: Option<VersionText>,
        /// Installed version of Terraform, if it consists of plain numbers.
        "tfVersion" terraform_version: Option<VersionText>,
        /// Whether the module uses HCP Terraform.
        "cloud" cloud: Option<TrueFlag>,
        /// Whether the host of HCP Terraform is the default one.
        "cloud.hostname" cloud_hostname: Option<BackendHostname>,
        /// Type of the backend if it is one of Terraform's own, otherwise `custom`.
        "backend" backend: Option<BackendType>,
        /// Whether the host of the backend `remote` is the default one.
        "backend.remote.hostname" backend_remote_hostname: Option<BackendHostname>,
        /// Providers that the module requires, with their version constraints. Those that are not widely used appear as `unlisted/` and a random UUID, without a constraint. At most 64.
        "providerRequirements" provider_requirements: Option<Providers>,
        /// How many providers were left out of `providerRequirements`.
        "providerRequirements.more" provider_requirements_more: Option<MoreProviders>,
        /// Providers that are installed for the module, with their versions. Those that are not widely used appear as `unlisted/` and a random UUID, without a version. At most 64.
        "installedProviders" installed_providers: Option<Providers>,
        /// How many providers were left out of `installedProviders`.
        "installedProviders.more" installed_providers_more: Option<MoreProviders>,
    }

    /// A Terraform module was opened, or its settings changed, at `detail: 'coarse'`.
    #[purpose = "Shows which versions of Terraform and which backends to support."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage negotiable "moduleData" as "coarse" "settings" => CoarseModuleDataEvent {
        /// Lowest major version of Terraform in the module's constraints; empty if they contain anything but plain versions.
        "tfRequirements" terraform_requirements: Option<MajorVersion>,
        /// Major version of the installed Terraform.
        "tfVersion" terraform_version: Option<MajorVersion>,
        /// Whether the module uses HCP Terraform.
        "cloud" cloud: Option<TrueFlag>,
        /// Type of the backend if it is one of Terraform's own, otherwise `custom`.
        "backend" backend: Option<BackendType>,
    }

    /// A Terraform module was opened, or requires another provider or major version, at `detail: 'coarse'`.
    #[purpose = "Shows which providers to support."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage negotiable "moduleData" as "coarse" "provider" => CoarseProviderEvent {
        /// One provider with its major version: that of the installed one, or else the lowest in the constraint. A provider that is not widely used is `unlisted`, without a version.
        "providerRequirements" provider: CoarseProvider,
    }

    /// A session began. Recorded once per telemetry session, as soon as the level allows it after `initialized`.
    #[purpose = "Counts sessions by the versions of the server and of the client."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage "server_heartbeat" where "type" = "initialized" => ServerHeartbeatInitializedEvent {
        ..session: SessionProperties
    }

    /// A handler of the server panicked. The panic's message is never collected.
    #[purpose = "Helps to find the bug that made a handler fail."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Error "server_heartbeat" where "type" = "panic" => ServerHeartbeatPanicEvent {
        /// The method that was being handled if the protocol defines it, otherwise `other`.
        "method" method: Method,
        /// The innermost function of this library on the stack.
        "function" function: FunctionName,
        /// Up to 32 function names, one per line; those of other software are `foreign`.
        "stack_trace" stack_trace: StackTrace,
        ..session: SessionProperties
    }

    /// The extension reported an error of its own. The error's message is never collected.
    #[purpose = "Helps to find the bug that made the extension fail."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Error "extension_error" => ExtensionErrorEvent {
        /// Class of the error if it is in a closed list, otherwise `other`.
        "class" class: ErrorClass,
        /// The innermost function of the extension's own code on the stack.
        "function" function: FunctionName,
        /// Up to 32 function names, one per line; those of other software are `foreign`.
        "stack_trace" stack_trace: StackTrace,
        ..session: SessionProperties
    }

    /// A quick fix of this server was executed.
    #[purpose = "Shows which quick fixes are useful."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage "server_user_action" where "action" = "commandExecuted" => CommandExecutedEvent {
        /// What kind of quick fix it was.
        "action_id" action_id: ActionId,
        /// Code of the diagnostic's rule, or null if the diagnostic has none.
        "diagnostic" diagnostic: RuleCode,
        ..session: SessionProperties
    }

    /// A file was modified for the first time. Recorded once per file and telemetry session.
    #[purpose = "Shows which languages are used, and in how many files and repositories."]
    #[owner = OWNER]
    #[expiry = Expiry::Never]
    Usage "server_user_action" where "action" = "fileModified" => FileModifiedEvent {
        /// Language of the document if it is a supported one, otherwise `other`.
        "language_identifier" language_identifier: LanguageIdentifier,
        /// Hash of the Git remote; missing outside a repository and for remotes without a host.
        "git_remote" git_remote: Option<RemoteHash>,
        /// Hash of the path relative to the repository or the workspace folder, together with the remote.
        "document" document: Option<DocumentHash>,
        ..session: SessionProperties
    }
}
