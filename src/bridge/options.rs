//! Options from JavaScript → core types. Every error names the field.

use std::path::{Path, PathBuf};
use std::time::Duration;

use napi::bindgen_prelude::{
    FromNapiValue, JsObjectValue, KeyCollectionMode, KeyConversion, KeyFilter, Object, Unknown,
};
use napi::{JsValue, ValueType};

use crate::platform::Environment;
use crate::server::{Answer, Options, TerraformOptions, is_command_prefix};
use crate::telemetry::Detail;
use crate::telemetry::hash::Hashing;
use crate::telemetry::level::{Level, LevelSetting};
use crate::telemetry::limits;

use super::errors::Error;

type Result<T> = std::result::Result<T, Error>;

/// Reads `ServerOptions`.
pub fn read(options: Unknown<'_>) -> Result<Options> {
    let mut read = Options::default();
    let Some(fields) = Fields::of(options, "options")? else { return Ok(read) };
    fields.check(&["telemetry", "commandPrefix", "runTerraform", "terraform", "binary"])?;
    if let Some(telemetry) = fields.object("telemetry")? {
        read_telemetry(&telemetry, &mut read)?;
    }
    let prefix = |text| read_text(text).filter(|prefix| is_command_prefix(prefix));
    let prefix = fields.read("commandPrefix", "a string without white space and control characters", prefix)?;
    read.command_prefix = prefix.filter(|prefix| !prefix.is_empty());
    read.run_terraform = fields.flag("runTerraform")?.unwrap_or(false);
    if let Some(terraform) = fields.object("terraform")? {
        read.terraform = read_terraform(&terraform)?;
    }
    fields.text("binary")?;
    Ok(read)
}

/// Reads the two variables from the calling realm's `process.env`, of which workers and jest have copies.
pub fn read_environment(environment: Unknown<'_>) -> Result<Environment> {
    let Some(fields) = Fields::of(environment, "environment")? else { return Ok(Environment::default()) };
    Ok(Environment { do_not_track: fields.text("doNotTrack")?, candor_telemetry: fields.text("candorTelemetry")? })
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
    read_whole(limit, u32::MAX).ok_or_else(|| Error::argument("limit", "a whole number from 0 to 4294967295"))
}

/// Reads a JSON-RPC message.
pub fn read_message(message: Unknown<'_>) -> Result<String> {
    read_text(message).ok_or_else(|| Error::argument("message", "a string"))
}

/// Reads what a provider's answer says about telemetry; `None` where the provider failed.
pub fn read_answer(answer: Unknown<'_>) -> Option<Answer> {
    match read_text(answer).as_deref() {
        Some("failed") => None,
        Some("nothing") => Some(Answer::Nothing),
        Some(level) => Some(Answer::Stated(LevelSetting::parse(level))),
        None => Some(Answer::Stated(LevelSetting::Invalid)),
    }
}

const LEVEL: &str = "'off', 'error', 'all' or null";

fn read_telemetry(fields: &Fields<'_>, options: &mut Options) -> Result<()> {
    fields.check(&[
        "level",
        "negotiation",
        "hashing",
        "section",
        "capacity",
        "lsp",
        "pullTimeout",
        "detail",
        "clientNames",
        "knownProviders",
    ])?;
    let telemetry = &mut options.telemetry;
    telemetry.level = fields.read("level", LEVEL, |level| read_text(level).and_then(|word| Level::parse(&word)))?;
    telemetry.negotiation = fields
        .read("negotiation", "'version' or 'explicit'", |word| match read_text(word)?.as_str() {
            "version" => Some(true),
            "explicit" => Some(false),
            _ => None,
        })?
        .unwrap_or(true);
    telemetry.hashing = read_hashing(fields)?;
    if let Some(section) = fields.read("section", "a configuration section, such as 'docker.lsp'", |text| {
        read_text(text).filter(|section| is_section(section))
    })? {
        options.section = section;
    }
    let capacity = |number| read_whole(number, limits::CAPACITY_MAXIMUM);
    telemetry.capacity =
        fields.read("capacity", "a whole number from 0 to 1048576", capacity)?.unwrap_or(limits::CAPACITY);
    telemetry.lsp = fields.flag("lsp")?.unwrap_or(true);
    let milliseconds = |number| read_whole(number, u32::MAX).filter(|milliseconds| *milliseconds > 0);
    if let Some(limit) =
        fields.read("pullTimeout", "a whole number of milliseconds from 1 to 4294967295", milliseconds)?
    {
        options.pull_timeout = Duration::from_millis(limit as u64);
    }
    let detail = |word| match read_text(word)?.as_str() {
        "full" => Some(Detail::Full),
        "coarse" => Some(Detail::Coarse),
        _ => None,
    };
    telemetry.detail = fields.read("detail", "'full' or 'coarse'", detail)?.unwrap_or(Detail::Full);
    telemetry.client_names = fields.texts("clientNames", "an array of at most 4096 strings", |_| true)?;
    let address = "an array of at most 4096 addresses of the form 'namespace/type'";
    telemetry.known_providers = fields.texts("knownProviders", address, is_provider)?;
    Ok(())
}

fn read_terraform(fields: &Fields<'_>) -> Result<TerraformOptions> {
    // `pathFromClient` is not public: the command line alone sets it, when its client started it.
    fields.check(&["path", "pathFromClient"])?;
    let absolute = |text| read_text(text).filter(|path| path.is_empty() || Path::new(path).is_absolute());
    let path = fields.read("path", "an absolute path", absolute)?;
    Ok(TerraformOptions {
        path: path.filter(|path| !path.is_empty()).map(PathBuf::from),
        path_from_client: fields.flag("pathFromClient")?.unwrap_or(false),
    })
}

fn read_hashing(fields: &Fields<'_>) -> Result<Hashing> {
    let Some(hashing) = fields.value("hashing")? else { return Ok(Hashing::Session) };
    let expected = "'session', 'plain' or { key: string }";
    if hashing.get_type()? != ValueType::Object {
        return match read_text(hashing).as_deref() {
            Some("session") => Ok(Hashing::Session),
            Some("plain") => Ok(Hashing::Plain),
            _ => Err(Error::argument(fields.path("hashing"), expected)),
        };
    }
    let Some(inner) = Fields::of(hashing, &fields.path("hashing"))? else { return Ok(Hashing::Session) };
    inner.check(&["key"])?;
    let long_enough = |key| read_text(key).filter(|key| key.len() >= limits::KEY_BYTES).map(String::into_bytes);
    let key = inner.read("key", "a string of at least 32 bytes", long_enough)?;
    key.map(Hashing::Key).ok_or_else(|| Error::argument(fields.path("hashing"), expected))
}

fn is_section(section: &str) -> bool {
    section.split('.').all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
}

fn is_provider(address: &str) -> bool {
    let mut parts = address.split('/');
    let part = |part: Option<&str>| {
        part.is_some_and(|part| {
            !part.is_empty()
                && part.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
        })
    };
    part(parts.next()) && part(parts.next()) && parts.next().is_none()
}

fn own_property<'env>(object: &Object<'env>, key: &str) -> napi::Result<Option<Unknown<'env>>> {
    if object.has_own_property(key)? { object.get(key) } else { Ok(None) }
}

fn read_text(value: Unknown<'_>) -> Option<String> {
    (value.get_type().ok()? == ValueType::String).then(|| String::from_unknown(value).ok()).flatten()
}

fn read_whole<N: TryInto<u64>>(value: Unknown<'_>, maximum: N) -> Option<usize> {
    if value.get_type().ok()? != ValueType::Number {
        return None;
    }
    let number = f64::from_unknown(value).ok()?;
    let maximum = maximum.try_into().ok()?;
    // In this range every whole number of JavaScript is exact.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    let in_range = number.fract() == 0.0 && number >= 0.0 && number <= maximum as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked in the line above")]
    in_range.then_some(number as usize)
}

/// The own properties of an object from JavaScript, with the path that errors name. Prototypes never count: what
/// somebody else in the process adds to `Object.prototype` must neither give an option nor be refused as one.
struct Fields<'env> {
    object: Object<'env>,
    path: String,
}

impl<'env> Fields<'env> {
    /// `None` for undefined and null.
    fn of(value: Unknown<'env>, path: &str) -> Result<Option<Self>> {
        match value.get_type()? {
            ValueType::Undefined | ValueType::Null => Ok(None),
            ValueType::Object if !value.is_array()? => {
                Ok(Some(Self { object: Object::from_unknown(value)?, path: path.to_owned() }))
            }
            _ => Err(Error::argument(path, "an object")),
        }
    }

    fn path(&self, field: &str) -> String {
        format!("{}.{field}", self.path)
    }

    /// A misspelt option would be an option that silently does nothing.
    fn check(&self, known: &[&str]) -> Result<()> {
        let (mode, conversion) = (KeyCollectionMode::OwnOnly, KeyConversion::NumbersToStrings);
        let keys = self.object.get_all_property_names(mode, KeyFilter::Enumerable, conversion)?;
        for index in 0..keys.get_array_length()? {
            // A symbol names no option.
            let Some(key) = read_text(keys.get_element(index)?) else { continue };
            if !known.contains(&key.as_str()) {
                return Err(Error::argument(self.path(&key), "left out: there is no such option"));
            }
        }
        Ok(())
    }

    /// The own property `field`; `None` when it is missing, undefined or null.
    fn value(&self, field: &str) -> Result<Option<Unknown<'env>>> {
        let value = own_property(&self.object, field)
            .map_err(|_| Error::argument(self.path(field), "readable: its getter threw"))?;
        match value {
            Some(value) if !matches!(value.get_type()?, ValueType::Undefined | ValueType::Null) => Ok(Some(value)),
            _ => Ok(None),
        }
    }

    fn object(&self, field: &str) -> Result<Option<Self>> {
        match self.value(field)? {
            Some(value) => Self::of(value, &self.path(field)),
            None => Ok(None),
        }
    }

    fn read<T>(
        &self,
        field: &str,
        expected: &'static str,
        read: impl FnOnce(Unknown<'env>) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(value) = self.value(field)? else { return Ok(None) };
        read(value).map(Some).ok_or_else(|| Error::argument(self.path(field), expected))
    }

    fn text(&self, field: &str) -> Result<Option<String>> {
        self.read(field, "a string", read_text)
    }

    fn flag(&self, field: &str) -> Result<Option<bool>> {
        self.read(field, "a boolean", |value| bool::from_unknown(value).ok())
    }

    fn texts(&self, field: &str, expected: &'static str, allowed: fn(&str) -> bool) -> Result<Vec<String>> {
        let texts = self.read(field, expected, |value| {
            if !value.is_array().ok()? {
                return None;
            }
            let items = Object::from_unknown(value).ok()?;
            // An array can be sparse and longer than memory.
            let length = items.get_array_length().ok().filter(|length| *length <= limits::LIST_ENTRIES)?;
            let text = |index: u32| {
                let item = own_property(&items, &index.to_string()).ok().flatten()?;
                read_text(item).filter(|text| allowed(text))
            };
            (0..length).map(text).collect::<Option<Vec<String>>>()
        })?;
        Ok(texts.unwrap_or_default())
    }
}
