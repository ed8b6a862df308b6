//! Converts options from JavaScript to types of the core. Every error message contains the name of the field.

pub mod events;
mod fields;
mod settings;
mod telemetry;

use std::path::{Path, PathBuf};

use napi::ValueType;
use napi::bindgen_prelude::Unknown;

use super::errors::Error;
use crate::platform::Environment;
use crate::server::{Answer, HostQueryKind, Options, Product, SchemaPrinting, TerraformOptions, is_command_prefix};
use crate::telemetry::anonymise::ProductName;
use crate::telemetry::anonymise::versions::PlainVersion;
use crate::telemetry::level::{Level, LevelSetting};

use fields::{Fields, read_whole};

pub use fields::read_text;

type Result<T> = std::result::Result<T, Error>;

/// Reads `ServerOptions`.
pub fn read(options: Unknown<'_>) -> Result<Options> {
    let mut read = Options::default();
    let Some(fields) = Fields::of(options, "options")? else { return Ok(read) };
    fields.check(&[
        "telemetry",
        "commandPrefix",
        "runTerraform",
        "terraform",
        "binary",
        "product",
        "settings",
        "settingsSection",
        "providers",
    ])?;
    if let Some(given) = fields.object("telemetry")? {
        telemetry::read(&given, &mut read)?;
    }
    let prefix = |text| read_text(text).filter(|prefix| is_command_prefix(prefix));
    let prefix = fields.read("commandPrefix", "a string without whitespace or control characters", prefix)?;
    read.command_prefix = prefix.filter(|prefix| !prefix.is_empty());
    read.run_terraform = fields.flag("runTerraform")?.unwrap_or(false);
    if let Some(terraform) = fields.object("terraform")? {
        read.terraform = read_terraform(&terraform)?;
    }
    fields.text("binary")?;
    if let Some(product) = fields.object("product")? {
        read.product = Some(read_product(&product)?);
    }
    if let Some(given) = fields.object("settings")? {
        settings::read(&given, &mut read)?;
    }
    if let Some(providers) = fields.object("providers")? {
        providers.check(&["imageTags", "registryModules"])?;
        let function = |value: Unknown<'_>| (value.get_type().ok()? == ValueType::Function).then_some(());
        read.provides_image_tags = providers.read("imageTags", "a function", function)?.is_some();
        read.provides_registry_modules = providers.read("registryModules", "a function", function)?.is_some();
    }
    read.settings_section = fields.read("settingsSection", SECTION, read_section)?;
    Ok(read)
}

/// Reads the two variables from `process.env` of the calling realm. Workers and jest have their own copies of it.
pub fn read_environment(environment: Unknown<'_>) -> Result<Environment> {
    let Some(fields) = Fields::of(environment, "environment")? else { return Ok(Environment::default()) };
    Ok(Environment { do_not_track: fields.text("doNotTrack")?, candor_telemetry: fields.text("candorTelemetry")? })
}

/// Reads the value of `CANDOR_LOG` as the calling realm sees it.
pub fn read_log(environment: Unknown<'_>) -> Result<Option<String>> {
    let Some(fields) = Fields::of(environment, "environment")? else { return Ok(None) };
    fields.text("candorLog")
}

/// Reads a level, or null, which withdraws it.
pub fn read_level(level: Unknown<'_>) -> Result<Option<Level>> {
    let field = "level";
    if level.get_type()? == ValueType::Null {
        return Ok(None);
    }
    read_text(level).and_then(|word| Level::parse(&word)).map(Some).ok_or_else(|| Error::argument(field, LEVEL))
}

/// Reads how many events to take; undefined means all.
pub fn read_limit(limit: Unknown<'_>) -> Result<usize> {
    if limit.get_type()? == ValueType::Undefined {
        return Ok(usize::MAX);
    }
    read_whole(limit, u32::MAX).ok_or_else(|| Error::argument("limit", "an integer from 0 to 4294967295"))
}

/// Reads a JSON-RPC message.
pub fn read_message(message: Unknown<'_>) -> Result<String> {
    read_text(message).ok_or_else(|| Error::argument("message", "a string"))
}

/// Reads the name of one of the host's providers.
pub fn read_query_kind(name: Unknown<'_>) -> Result<HostQueryKind> {
    match read_text(name).as_deref() {
        Some("imageTags") => Ok(HostQueryKind::ImageTags),
        Some("registryModules") => Ok(HostQueryKind::RegistryModules),
        _ => Err(Error::argument("provider", "the name of a provider")),
    }
}

/// Reads what a provider's answer states about telemetry. Returns `None` if the provider failed.
pub fn read_answer(answer: Unknown<'_>) -> Option<Answer> {
    match read_text(answer).as_deref() {
        Some("failed") => None,
        Some("nothing") => Some(Answer::Nothing),
        Some(level) => Some(Answer::Stated(LevelSetting::parse(level))),
        None => Some(Answer::Stated(LevelSetting::Invalid)),
    }
}

const SECTION: &str = "a configuration section, such as 'docker.lsp'";

/// Reads the dotted name of a configuration section.
fn read_section(section: Unknown<'_>) -> Option<String> {
    let is_part = |part: &str| {
        !part.is_empty() && !part.contains(|character: char| character.is_whitespace() || character.is_control())
    };
    read_text(section).filter(|section| section.split('.').all(is_part))
}

const LEVEL: &str = "'off', 'error', 'all' or null";

fn read_product(fields: &Fields<'_>) -> Result<Product> {
    fields.check(&["name", "version"])?;
    let (name, version) =
        ("a name of at most 64 letters, digits, '.', '_' and '-'", "a version such as '1.4.0' or '1.4.0-beta.2'");
    let read_name = fields.read("name", name, |text| ProductName::parse(&read_text(text)?))?;
    let read_version = fields.read("version", version, |text| PlainVersion::parse(&read_text(text)?))?;
    Ok(Product {
        name: read_name.ok_or_else(|| Error::argument(fields.path("name"), name))?,
        version: read_version.ok_or_else(|| Error::argument(fields.path("version"), version))?,
    })
}

fn read_terraform(fields: &Fields<'_>) -> Result<TerraformOptions> {
    // `pathFromClient` is not public: only the command line sets it, if its client started it.
    fields.check(&["path", "pathFromClient", "schemaFiles", "schemas", "trusted"])?;
    let absolute = |text| read_text(text).filter(|path| path.is_empty() || Path::new(path).is_absolute());
    let path = fields.read("path", "an absolute path", absolute)?;
    let is_absolute = |path: &str| Path::new(path).is_absolute();
    let schema_files = fields.texts("schemaFiles", "an array of absolute paths", is_absolute)?;
    let program = |text| match read_text(text)?.as_str() {
        "files" => Some(false),
        "program" => Some(true),
        _ => None,
    };
    let is_program = fields.read("schemas", "'files' or 'program'", program)?.unwrap_or(false);
    let is_trusted = fields.flag("trusted")?.unwrap_or(false);
    Ok(TerraformOptions {
        printing: match (is_program, is_trusted) {
            (false, _) => SchemaPrinting::Off,
            (true, false) => SchemaPrinting::Untrusted,
            (true, true) => SchemaPrinting::Allowed,
        },
        path: path.filter(|path| !path.is_empty()).map(PathBuf::from),
        schema_files: schema_files.into_iter().map(PathBuf::from).collect(),
        path_from_client: fields.flag("pathFromClient")?.unwrap_or(false),
    })
}
