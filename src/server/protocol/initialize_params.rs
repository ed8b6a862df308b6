//! Reads the parameters of `initialize` member by member: one of the wrong type must not fail the request.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::telemetry::SessionInfo;
use crate::telemetry::anonymise::client::ClientInfo;
use crate::telemetry::anonymise::{RootKind, ServerVersion, TimeLimitClass, TrueFlag};
use crate::telemetry::catalogue::InitializeEvent;
use crate::telemetry::level::LevelSetting;
use crate::workspace::folders::Ignored;

use crate::server::options::Options;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::commands::is_command_prefix;
use crate::server::protocol::initialization_options::{InitializationOptions, TimeLimit};
use crate::server::protocol::module_settings::ModuleSettings;
use crate::server::rpc::trace::Verbosity;
use crate::server::settings::StatedSettings;

/// The contents of the `initialize` request.
#[derive(Debug)]
pub struct Initialization {
    pub opening: SessionInfo,
    pub client: ClientCapabilities,
    pub settings: StatedSettings,
    pub modules: ModuleSettings,
    pub folders: Vec<PathBuf>,
    /// The prefix for commands, an option of terraform-ls.
    pub command_prefix: Option<String>,
    /// The client supports `workspace/configuration`.
    pub supports_configuration_requests: bool,
    /// The client supports dynamic registration for changes of its configuration.
    pub can_register_configuration: bool,
    /// The client requests a version of the telemetry format that does not exist.
    pub unknown_telemetry_version: bool,
    /// The verbosity of explanations that the client requests.
    pub trace: Verbosity,
    /// Warnings for the user about ignored options.
    pub warnings: Vec<String>,
}

/// What `initialize` states about telemetry, in all possible readings of the message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TelemetryOpening {
    /// The value of `telemetry` in the initialization options.
    pub level: Option<LevelSetting>,
    /// The client requests version 1 of the telemetry format.
    pub version_1: bool,
}

impl TelemetryOpening {
    /// Used for a message that cannot be parsed.
    pub const UNREADABLE: Self = Self { level: Some(LevelSetting::Invalid), version_1: false };
}

/// The parameters of `initialize`, and what the message states about telemetry.
#[derive(Debug, Default)]
pub struct RawInitialization {
    params: Value,
    opening: TelemetryOpening,
}

impl RawInitialization {
    pub fn new(params: Value, opening: TelemetryOpening) -> Self {
        Self { params, opening }
    }

    /// Converts it to the form in which it passes through tower-lsp, which accepts any value as initialization options.
    pub fn into_value(self) -> Value {
        let level = self.opening.level.map(|statement| match statement {
            LevelSetting::Level(level) => level.as_str(),
            LevelSetting::Invalid => "",
        });
        json!({ "params": self.params, "level": level, "version1": self.opening.version_1 })
    }

    pub fn from_value(mut value: Value) -> Self {
        let opening = TelemetryOpening {
            level: value["level"].as_str().map(LevelSetting::parse),
            version_1: value["version1"] == true,
        };
        Self { params: value.get_mut("params").map(Value::take).unwrap_or_default(), opening }
    }
}

pub fn read(raw: &RawInitialization, host: &Options) -> Initialization {
    let RawInitialization { params, opening: TelemetryOpening { level, version_1 } } = raw;
    let mut options = InitializationOptions::new(&params["initializationOptions"]);
    let experimental = &params["capabilities"]["experimental"];
    let workspace = &params["capabilities"]["workspace"];
    let client_info = &params["clientInfo"];
    let [client_name, client_version] = ["name", "version"].map(|member| client_info[member].as_str());
    let client_info = ClientInfo::new(client_name, client_version, &host.telemetry.client_names);
    let command = |name: &str| experimental[name].as_str().is_some_and(|id| !id.is_empty());

    let (root, folders) = read_root(params, &mut options);
    let prefix = |value: &Value| value.as_str().filter(|prefix| is_command_prefix(prefix)).map(str::to_owned);
    let command_prefix = options.read("commandPrefix", prefix).filter(|prefix| !prefix.is_empty());
    let time_limit = options.time_limit();
    let ignored_names = options.directory_names();
    let ignored_paths = options.list("indexing.ignorePaths");
    let terraform_path = options.terraform_path();
    let named_by_client = terraform_path.filter(|_| host.terraform.path_from_client);
    let modules = ModuleSettings {
        ignored: Ignored {
            names: ignored_names.iter().map(|name| (*name).to_owned()).collect(),
            paths: ignored_paths.iter().map(PathBuf::from).collect(),
        },
        terraform: named_by_client.map(Path::to_path_buf).or_else(|| host.terraform.path.clone()),
        time_limit: time_limit.duration(),
    };
    let initialize = InitializeEvent {
        ls_version: ServerVersion::CURRENT,
        root_uri: root,
        client_name: None,
        client_version: None,
        reference_count_code_lens: command("showReferencesCommandId"),
        refresh_module_providers: TrueFlag::when(command("refreshModuleProvidersCommandId")),
        refresh_module_calls: TrueFlag::when(command("refreshModuleCallsCommandId")),
        refresh_terraform_version: TrueFlag::when(command("refreshTerraformVersionCommandId")),
        ignore_single_file_warning: options.flag("ignoreSingleFileWarning", false),
        root_module_paths: !options.list("rootModulePaths").is_empty(),
        exclude_module_paths: !options.list("excludeModulePaths").is_empty(),
        command_prefix: command_prefix.is_some(),
        ignore_directory_names: !ignored_names.is_empty(),
        ignore_paths: !ignored_paths.is_empty(),
        validate_on_save: options.flag("experimentalFeatures.validateOnSave", false),
        prefill_required_fields: options.flag("experimentalFeatures.prefillRequiredFields", false),
        terraform_path: terraform_path.is_some(),
        terraform_timeout: (time_limit != TimeLimit::Invalid).then(|| TimeLimitClass::new(time_limit.duration())),
        terraform_log_file_path: options.text("terraform.logFilePath").is_some_and(|path| !path.is_empty()),
        early_validation: options.flag("validation.enableEnhancedValidation", true),
    };
    let settings = options.settings();
    Initialization {
        opening: SessionInfo { client: client_info, level: *level, version_1: *version_1, initialize },
        client: ClientCapabilities::from_json(&params["capabilities"]),
        settings,
        modules,
        folders,
        command_prefix,
        supports_configuration_requests: workspace["configuration"] == true,
        can_register_configuration: workspace["didChangeConfiguration"]["dynamicRegistration"] == true,
        unknown_telemetry_version: !version_1 && experimental.get("telemetryVersion").is_some(),
        trace: Verbosity::from_json(&params["trace"]).unwrap_or_default(),
        warnings: options.warnings(),
    }
}

/// Reads what the client has opened: the kind of its root, and every folder that is a path.
fn read_root(params: &Value, options: &mut InitializationOptions) -> (RootKind, Vec<PathBuf>) {
    let folders = match &params["workspaceFolders"] {
        Value::Array(folders) => folders.iter().filter_map(|folder| path_of(&folder["uri"])).collect(),
        _ => Vec::new(),
    };
    let root = &params["rootUri"];
    match path_of(root) {
        Some(path) if folders.is_empty() => (RootKind::DIRECTORY, vec![path]),
        Some(_) => (RootKind::DIRECTORY, folders),
        None if !root.is_null() && root.as_str() != Some("") => {
            options.ignore("rootUri");
            (RootKind::INVALID, folders)
        }
        None if !folders.is_empty() => (RootKind::DIRECTORY, folders),
        None => (RootKind::FILE, folders),
    }
}

fn path_of(uri: &Value) -> Option<PathBuf> {
    crate::server::protocol::convert::path(&Url::parse(uri.as_str()?).ok()?)
}
