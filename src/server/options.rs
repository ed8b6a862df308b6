//! The options of a server.

use std::path::PathBuf;
use std::time::Duration;

use crate::server::settings::StatedSettings;
use crate::server::settings::parse::Problem;
use crate::telemetry;
use crate::telemetry::anonymise::ProductName;
use crate::telemetry::anonymise::versions::PlainVersion;

/// The options that the host sets when it starts a server.
#[derive(Clone, Debug)]
pub struct Options {
    /// Options of the telemetry pipeline.
    pub telemetry: telemetry::Options,
    /// The configuration section whose `telemetry` key holds the level.
    pub section: String,
    /// The time limit for a request for the configuration.
    pub pull_timeout: Duration,
    /// The prefix of the names of commands, if the host sets one.
    pub command_prefix: Option<String>,
    /// Whether `terraform version` may be run.
    pub run_terraform: bool,
    /// The options for the `terraform` program.
    pub terraform: TerraformOptions,
    /// The product of the host, if it names one.
    pub product: Option<Product>,
    /// Whether the host provides tags of images.
    pub provides_image_tags: bool,
    /// Whether the host provides modules of a registry.
    pub provides_registry_modules: bool,
    /// The settings that the host states.
    pub settings: StatedSettings,
    /// Parts of these settings that are ignored.
    pub ignored_settings: Vec<Problem>,
    /// The configuration section that contains settings, if they may be requested at run time.
    pub settings_section: Option<String>,
    /// The value of `CANDOR_LOG`.
    pub log: Option<String>,
}

/// The product of the host, as it is sent to receivers of events.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name.
    pub name: ProductName,
    /// Its version.
    pub version: PlainVersion,
}

/// Whether Terraform prints the schemas of providers, which executes the providers of the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SchemaPrinting {
    /// The host does not enable it.
    #[default]
    Off,
    /// The host enables it, but does not state that the workspace is trusted.
    Untrusted,
    /// The host enables it, and states that the workspace is trusted.
    Allowed,
}

impl SchemaPrinting {
    /// Whether the program may be run.
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}

/// Options for the `terraform` program and the schemas of providers.
#[derive(Clone, Debug, Default)]
pub struct TerraformOptions {
    /// The program to run instead of the first one in `PATH`.
    pub path: Option<PathBuf>,
    /// Whether the client's `terraform.path` is used. Only for a client that started this process, because it could run
    /// the program itself.
    pub path_from_client: bool,
    /// Absolute paths of files with the schemas of providers.
    pub schema_files: Vec<PathBuf>,
    /// Whether `terraform providers schema` may be run.
    pub printing: SchemaPrinting,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            telemetry: telemetry::Options::default(),
            section: "docker.lsp".to_owned(),
            pull_timeout: Duration::from_secs(10),
            command_prefix: None,
            run_terraform: false,
            terraform: TerraformOptions::default(),
            product: None,
            provides_image_tags: false,
            provides_registry_modules: false,
            settings: StatedSettings::default(),
            ignored_settings: Vec::new(),
            settings_section: None,
            log: None,
        }
    }
}
